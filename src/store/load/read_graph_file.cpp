#include <rapidjson/reader.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "store/load/graph_file.h"
#include "store/load/graph_loader.h"
#include "store/load/input_file.h"
#include "store/load/json_fault.h"
#include "value/text.h"

namespace liaison {

namespace {

constexpr std::uint32_t depth_max = 200;
/// What one node, edge, source, or the whole vocabulary may take on its tape.
constexpr std::size_t item_bytes_max = std::size_t{256} << 20;

enum class Section : std::uint8_t { Graph, Vocabulary, Sources, Nodes, Edges, NotModelled };
constexpr std::array<std::string_view, 6> section_names{"graph", "vocabulary", "sources",
                                                        "nodes", "edges",      "not_modelled"};

/// What one reading of the files is for.
enum class Pass : std::uint8_t {
  Whole,   // everything, as it comes: one file, its sections in order
  Heads,   // all but nodes and edges; the nodes' ids if there are several files
  Shared,  // what is said of nodes that stand in several files
  Nodes,
  Edges,
};

/// Takes RapidJSON's events, cuts them into items (a node, an edge, a source, the vocabulary), and hands those on.
class SectionReader {
 public:
  SectionReader(GraphLoader& loader, InputFile& input, Pass pass, bool several)
      : loader_(loader), input_(input), pass_(pass), several_(several) {}

  /// The pass was Whole and a section came too late for that.
  [[nodiscard]] bool is_out_of_order() const { return out_of_order_; }
  /// All that nodes and edges are checked by has been read.
  [[nodiscard]] bool has_seen_head() const { return has_seen(Section::Vocabulary) && has_seen(Section::Sources); }

  // RapidJSON's handler. False stops the parser.
  bool Null() { return scalar(JsonType::Null, {}); }
  bool Bool(bool value) { return scalar(value ? JsonType::True : JsonType::False, {}); }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) { return scalar(JsonType::Number, {text, size}); }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    check_surrogates({text, size});
    return scalar(JsonType::String, {text, size});
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    check_surrogates({text, size});
    const bool goes_on = key({text, size});
    before_ = input_.Tell();
    return goes_on;
  }
  bool StartObject() { return begin(JsonType::Object); }
  bool StartArray() { return begin(JsonType::Array); }
  bool EndObject(rapidjson::SizeType) { return end(); }
  bool EndArray(rapidjson::SizeType) { return end(); }
  // Never called: numbers come as they are written.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

 private:
  [[nodiscard]] static bool is_list(Section section) {
    return section != Section::Graph && section != Section::Vocabulary;
  }
  [[nodiscard]] bool has_seen(Section section) const { return seen_[static_cast<std::size_t>(section)]; }
  /// Depth of what is handed on whole: sections are at 1, their items at 2.
  [[nodiscard]] std::uint32_t item_depth() const { return is_list(section_) ? 2 : 1; }

  [[nodiscard]] bool is_wanted(Section section) const {
    switch (pass_) {
      case Pass::Whole:
        return true;
      case Pass::Heads:
        return section == Section::Nodes ? several_ : section != Section::Edges;
      case Pass::Shared:
      case Pass::Nodes:
        return section == Section::Nodes;
      case Pass::Edges:
        return section == Section::Edges;
    }
    return false;
  }

  void check_surrogates(std::string_view text) const {
    // RapidJSON validates the bytes of a string, but turns a lone \udc00 into bytes that are not UTF-8.
    if (text.find('\xed') == std::string_view::npos || !invalid_utf8(text)) return;
    throw GraphFileFault{"InvalidUtf8", "the string has half a surrogate pair (\\ud800 to \\udfff)", before_};
  }

  bool key(std::string_view name) {
    if (depth_ > 1) {
      if (wanted_) tape_.add(JsonType::Key, name, before_);
      return true;
    }
    const auto found = std::ranges::find(section_names, name);
    if (found == section_names.end()) {
      throw GraphFileFault{"UnknownMember", "'" + std::string(name) + "' is no section of a graph file", before_,
                           near_hint(name, section_names)};
    }
    const auto index = static_cast<std::size_t>(found - section_names.begin());
    section_ = static_cast<Section>(index);
    if (seen_[index]) {
      throw GraphFileFault{"DoubledMember", "the section '" + std::string(name) + "' stands twice", before_};
    }
    seen_[index] = true;
    wanted_ = is_wanted(section_);
    const bool late_head = (section_ == Section::Vocabulary || section_ == Section::Sources) &&
                           (has_seen(Section::Nodes) || has_seen(Section::Edges));
    const bool early_edges = section_ == Section::Edges && !has_seen(Section::Nodes);
    out_of_order_ = pass_ == Pass::Whole && (late_head || early_edges);
    return !out_of_order_;
  }

  bool scalar(JsonType type, std::string_view text) {
    check_level(type);
    if (wanted_ && depth_ >= item_depth()) {
      tape_.add(type, text, before_);
      if (depth_ == item_depth()) item_is_complete();
    }
    before_ = input_.Tell();
    return true;
  }

  bool begin(JsonType type) {
    check_level(type);
    if (depth_ == depth_max) {
      throw GraphFileFault{"TooDeep", "lists and objects are nested more than " + std::to_string(depth_max) + " deep",
                           before_};
    }
    if (wanted_ && depth_ >= item_depth()) {
      tape_.begin(type, before_);
      if (tape_.bytes() > item_bytes_max) {
        throw GraphFileFault{"TooLarge", "this is more than one node, edge or section may hold", before_};
      }
    }
    ++depth_;
    before_ = input_.Tell() + 1;  // RapidJSON takes the bracket after it has told us
    return true;
  }

  bool end() {
    --depth_;
    if (wanted_ && depth_ >= item_depth()) {
      if (const std::uint32_t doubled = tape_.end(); doubled != 0) {
        const JsonToken& member = tape_.token(doubled);
        throw GraphFileFault{"DoubledMember",
                             subject() + "the member '" + std::string(tape_.text(member)) + "' stands twice",
                             member.before};
      }
      if (depth_ == item_depth()) item_is_complete();
    }
    before_ = input_.Tell() + 1;
    return true;
  }

  /// The file is an object, and of its sections each is a list or an object as it must be.
  void check_level(JsonType type) const {
    if (depth_ == 0 && type != JsonType::Object) {
      throw GraphFileFault{"WrongType",
                           "a graph file is an object with nodes and edges, and this is " + std::string(in_words(type)),
                           before_};
    }
    if (depth_ != 1) return;
    const JsonType must_be = is_list(section_) ? JsonType::Array : JsonType::Object;
    if (type == must_be) return;
    throw GraphFileFault{"WrongType",
                         "the section '" + std::string(section_names[static_cast<std::size_t>(section_)]) + "' is " +
                             std::string(in_words(type)) + ", it must be " + std::string(in_words(must_be)),
                         before_};
  }

  /// Who a fault inside an item that is not whole yet is about: "node 'x': ".
  [[nodiscard]] std::string subject() const {
    std::string from;
    std::string said;
    if (depth_ != 2 || tape_.token(0).type != JsonType::Object) return said;
    JsonValue(tape_, 0).for_each_member([&](JsonValue key, JsonValue value) {
      if (value.type() != JsonType::String) return;
      if (key.text() == "id" && section_ == Section::Nodes) said = "node '" + std::string(value.text()) + "': ";
      if (key.text() == "from" && section_ == Section::Edges) from = value.text();
      if (key.text() == "to" && !from.empty()) {
        said = "edge from '" + from + "' to '" + std::string(value.text()) + "': ";
      }
    });
    return said;
  }

  void item_is_complete() {
    const JsonValue item(tape_, 0);
    switch (section_) {
      case Section::Graph:
        loader_.add_graph_info(item);
        break;
      case Section::Vocabulary:
        loader_.add_vocabulary(item);
        break;
      case Section::Sources:
        loader_.add_source(item);
        break;
      case Section::NotModelled:
        loader_.add_not_modelled(item);
        break;
      case Section::Edges:
        loader_.add_edge(item);
        break;
      case Section::Nodes:
        if (pass_ == Pass::Heads) {
          loader_.note_node(item);
        } else if (pass_ == Pass::Shared) {
          loader_.keep_if_shared(item, tape_);
        } else {
          loader_.add_node(item);
        }
        break;
    }
    tape_.clear();
  }

  GraphLoader& loader_;
  InputFile& input_;
  const Pass pass_;
  const bool several_;
  std::uint32_t depth_ = 0;
  std::uint64_t before_ = 0;  // where the last token ended
  Section section_ = Section::Graph;
  bool wanted_ = false;
  bool out_of_order_ = false;
  std::array<bool, section_names.size()> seen_{};
  JsonTape tape_;
};

class FileSet {
 public:
  explicit FileSet(std::span<const std::filesystem::path> files) : files_(files) {}

  Snapshot read() {
    if (files_.size() == 1) {
      GraphLoader loader;
      if (read_file(loader, 0, Pass::Whole)) return loader.finish();
    }
    GraphLoader loader;
    for (const Pass pass : {Pass::Heads, Pass::Shared, Pass::Nodes, Pass::Edges}) {
      if (pass == Pass::Shared && !loader.has_shared_nodes()) continue;
      for (std::uint32_t file = 0; file < files_.size(); ++file) read_file(loader, file, pass);
    }
    return loader.finish();
  }

 private:
  /// False: the sections stand in an order that the pass cannot read.
  bool read_file(GraphLoader& loader, std::uint32_t file, Pass pass) {
    loader.set_file(file);
    InputFile input(files_[file]);
    SectionReader sections(loader, input, pass, files_.size() > 1);
    try {
      constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag |
                                 rapidjson::kParseNumbersAsStringsFlag;
      rapidjson::Reader reader;
      const rapidjson::ParseResult result = reader.Parse<flags>(input, sections);
      if (sections.is_out_of_order()) return false;
      if (result.IsError()) throw json_fault(files_[file], input, result, "the graph");
      if (!input.at_end()) throw nul_fault(files_[file], input, "the graph");
      return true;
    } catch (const GraphFileFault& fault) {
      // What seems wrong may be right by a vocabulary or sources that stand further on.
      if (pass == Pass::Whole && !sections.has_seen_head()) return false;
      throw_fault(loader.file(), fault);
    }
  }

  [[noreturn]] void throw_fault(std::uint32_t file, const GraphFileFault& fault) {
    std::string message = fault.message;
    if (fault.earlier) {
      const std::filesystem::path& path = files_[fault.earlier->file];
      const Place place = token_place_in_file(path, fault.earlier->before);
      message +=
          "; the other is at " + path.string() + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
    }
    throw graph_file_error(files_[file], fault.detail, std::move(message),
                           token_place_in_file(files_[file], fault.before), fault.hint);
  }

  std::span<const std::filesystem::path> files_;
};

}  // namespace

Snapshot read_graph_files(std::span<const std::filesystem::path> files) { return FileSet(files).read(); }

}  // namespace liaison
