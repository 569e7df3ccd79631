#include "store/load/xml_reader.h"

#include <expat.h>

#include <algorithm>
#include <exception>
#include <new>

#include "store/load/input_file.h"

namespace liaison {
namespace {

std::string_view local_name(const char* name) {
  const std::string_view whole(name);
  const std::size_t colon = whole.rfind(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

/// What expat calls; nothing may be thrown through it, as it is C.
struct Events {
  const XmlReader& reader;
  const XmlReader::Handler& handler;
  XML_Parser parser;
  std::exception_ptr fault;
  std::uint32_t depth = 0;
  XmlReader::Attributes attributes;

  template <class Action>
  void guarded(Action action) {
    if (fault) return;
    try {
      action();
    } catch (...) {
      fault = std::current_exception();
      XML_StopParser(parser, XML_FALSE);
    }
  }

  static void start(void* user, const char* name, const char** pairs) {
    auto& self = *static_cast<Events*>(user);
    self.guarded([&] {
      if (++self.depth > XmlReader::depth_max) {
        throw self.reader.error("TooDeep",
                                "elements are nested more than " + std::to_string(XmlReader::depth_max) + " deep");
      }
      self.attributes.clear();
      for (; *pairs != nullptr; pairs += 2) self.attributes.emplace_back(pairs[0], pairs[1]);
      self.handler.on_start(local_name(name), self.attributes);
    });
  }

  static void end(void* user, const char* name) {
    auto& self = *static_cast<Events*>(user);
    self.guarded([&] {
      --self.depth;
      self.handler.on_end(local_name(name));
    });
  }

  static void text(void* user, const char* characters, int length) {
    auto& self = *static_cast<Events*>(user);
    self.guarded([&] { self.handler.on_text({characters, static_cast<std::size_t>(length)}); });
  }

  static void entity(void* user, const char* name, int, const char*, int, const char*, const char*, const char*,
                     const char*) {
    auto& self = *static_cast<Events*>(user);
    self.guarded([&] {
      throw self.reader.error("NotSupported", "the document declares the entity '" + std::string(name) + "'",
                              "graphs need none; write the text out where it is used");
    });
  }
};

}  // namespace

struct XmlReader::Impl {
  explicit Impl(std::filesystem::path file) : path(std::move(file)), parser(XML_ParserCreate(nullptr)) {
    if (parser == nullptr) throw std::bad_alloc();
  }
  ~Impl() { XML_ParserFree(parser); }

  std::filesystem::path path;
  XML_Parser parser;
  std::uint64_t begin = 0;  // where the text begins in the file: behind a byte order mark
};

XmlReader::XmlReader(std::filesystem::path file) : impl_(std::make_unique<Impl>(std::move(file))) {}

XmlReader::~XmlReader() = default;

Error XmlReader::error(std::string_view detail, std::string message, std::string hint) const {
  const XML_Index offset = std::max<XML_Index>(XML_GetCurrentByteIndex(impl_->parser), 0);
  const Place place = place_in_file(impl_->path, impl_->begin + static_cast<std::uint64_t>(offset));
  return graph_file_error(impl_->path, detail, std::move(message), place, std::move(hint));
}

void XmlReader::read(const Handler& handler) {
  XML_Parser parser = impl_->parser;
  Events events{.reader = *this, .handler = handler, .parser = parser, .fault = nullptr, .depth = 0, .attributes = {}};
  XML_SetUserData(parser, &events);
  XML_SetElementHandler(parser, Events::start, Events::end);
  XML_SetCharacterDataHandler(parser, Events::text);
  XML_SetEntityDeclHandler(parser, Events::entity);
  InputFile input(impl_->path);
  impl_->begin = input.Tell();
  constexpr std::size_t piece_bytes = 64 * 1024;
  std::string piece;
  bool is_last = false;
  while (!is_last) {
    piece.clear();
    while (piece.size() < piece_bytes && !input.at_end()) piece += input.Take();
    is_last = input.at_end();
    const XML_Status status = XML_Parse(parser, piece.data(), static_cast<int>(piece.size()), is_last ? 1 : 0);
    if (events.fault) std::rethrow_exception(events.fault);
    if (status == XML_STATUS_OK) continue;
    if (XML_GetErrorCode(parser) == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
    throw error("NotXml", std::string("this is no XML: ") + XML_ErrorString(XML_GetErrorCode(parser)));
  }
}

std::optional<std::string_view> attribute(const XmlReader::Attributes& attributes, std::string_view name) {
  const auto found = std::ranges::find(attributes, name, &std::pair<std::string_view, std::string_view>::first);
  return found == attributes.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace liaison
