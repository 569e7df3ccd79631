#include "store/load/json_items.h"

#include <rapidjson/reader.h>

#include <cctype>
#include <fstream>
#include <string>
#include <utility>

#include "store/load/input_file.h"
#include "store/load/json_fault.h"
#include "value/text.h"

namespace liaison {
namespace {

constexpr unsigned parse_flags =
    rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag | rapidjson::kParseNumbersAsStringsFlag;

/// RapidJSON's handler: puts the tokens of one item on the tape and calls visit() when it is whole.
class ItemHandler {
 public:
  ItemHandler(InputFile& input, bool is_lines) : input_(input), is_lines_(is_lines) {}

  bool Null() { return scalar(JsonType::Null, {}); }
  bool Bool(bool value) { return scalar(value ? JsonType::True : JsonType::False, {}); }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) { return scalar(JsonType::Number, {text, size}); }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    check_surrogates({text, size});
    return scalar(JsonType::String, {text, size});
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    check_surrogates({text, size});
    if (depth_ == 1 && !is_lines_) {
      section.assign(text, size);
    } else {
      tape.add(JsonType::Key, {text, size}, before_);
    }
    before_ = input_.Tell();
    return true;
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

  JsonTape tape;
  std::function<void()> visit;
  std::string section;
  bool is_in_list = false;  // Document, an object: the section is a list

 private:
  [[nodiscard]] std::uint32_t item_depth() const {
    if (is_lines_) return 0;
    return is_in_list ? 2 : 1;
  }

  void check_surrogates(std::string_view text) const {
    // RapidJSON validates the bytes of a string, but turns a lone \udc00 into bytes that are not UTF-8.
    if (text.find('\xed') == std::string_view::npos || !invalid_utf8(text)) return;
    throw GraphFileFault{"InvalidUtf8", "the string has half a surrogate pair (\\ud800 to \\udfff)", before_};
  }

  bool scalar(JsonType type, std::string_view text) {
    if (depth_ < item_depth()) {
      throw GraphFileFault{
          "WrongType", "the file holds " + std::string(in_words(type)) + ", it must hold an object or a list", before_};
    }
    tape.add(type, text, before_);
    value_is_read();
    before_ = input_.Tell();
    return true;
  }

  bool begin(JsonType type) {
    if (depth_ == JsonItems::depth_max) {
      throw GraphFileFault{"TooDeep",
                           "lists and objects are nested more than " + std::to_string(JsonItems::depth_max) + " deep",
                           before_};
    }
    const bool is_section_list = !is_lines_ && depth_ == 1 && type == JsonType::Array && top_ == JsonType::Object;
    if (is_section_list) {
      is_in_list = true;
    } else if (depth_ >= item_depth()) {
      tape.begin(type, before_);
    } else {
      top_ = type;
    }
    ++depth_;
    before_ = input_.Tell() + 1;  // RapidJSON takes the bracket after it has told us
    return true;
  }

  bool end() {
    --depth_;
    if (is_in_list && depth_ == 1) {
      is_in_list = false;
    } else if (depth_ >= item_depth()) {
      if (const std::uint32_t doubled = tape.end(); doubled != 0) {
        const JsonValue key(tape, doubled);
        throw GraphFileFault{"DoubledMember", "the member '" + std::string(key.text()) + "' stands twice",
                             key.before()};
      }
      value_is_read();
    }
    before_ = input_.Tell() + 1;
    return true;
  }

  void value_is_read() {
    if (tape.bytes() > JsonItems::item_bytes_max) {
      throw GraphFileFault{
          "TooLarge", "one item takes more than " + std::to_string(JsonItems::item_bytes_max >> 20) + " MiB", before_};
    }
    if (depth_ != item_depth()) return;
    visit();
    tape.clear();
  }

  InputFile& input_;
  const bool is_lines_;
  JsonType top_ = JsonType::Array;  // Document: what the file is
  std::uint32_t depth_ = 0;
  std::uint64_t before_ = 0;  // where the last token ended
};

/// Counts lines forward through a file.
class LineCount {
 public:
  explicit LineCount(const std::filesystem::path& path) : file_(path, std::ios::binary) {}

  std::uint32_t line_of_token_behind(std::uint64_t offset) {
    if (offset < offset_) rewind();
    for (; offset_ < offset && file_; ++offset_) line_ += file_.get() == '\n' ? 1 : 0;
    std::uint32_t line = line_;
    const std::streampos here = file_.tellg();
    for (int next = file_.get(); next != EOF && (std::isspace(next) != 0 || next == ',' || next == ':');
         next = file_.get()) {
      line += next == '\n' ? 1 : 0;
    }
    file_.clear();
    file_.seekg(here);
    return line;
  }

 private:
  void rewind() {
    file_.clear();
    file_.seekg(0);
    offset_ = 0;
    line_ = 1;
  }

  std::ifstream file_;
  std::uint64_t offset_ = 0;
  std::uint32_t line_ = 1;
};

}  // namespace

struct JsonItems::Impl {
  Impl(const std::filesystem::path& file, Form item_form)
      : path(file), form(item_form), input(file), handler(input, item_form == Form::Lines), lines(file) {}

  template <unsigned flags>
  void parse() {
    rapidjson::Reader reader;
    const rapidjson::ParseResult result = reader.Parse<flags>(input, handler);
    if (result.IsError()) throw json_fault(path, input, result, "its JSON");
  }

  void read_lines() {
    while (true) {
      while (!input.at_end() && std::isspace(static_cast<unsigned char>(input.Peek())) != 0) input.Take();
      if (input.at_end()) return;
      parse<parse_flags | rapidjson::kParseStopWhenDoneFlag>();
    }
  }

  void read_document() {
    parse<parse_flags>();
    if (!input.at_end()) throw nul_fault(path, input, "its JSON");
  }

  std::filesystem::path path;
  Form form;
  InputFile input;
  ItemHandler handler;
  LineCount lines;
};

JsonItems::JsonItems(const std::filesystem::path& path, Form form) : impl_(std::make_unique<Impl>(path, form)) {}

JsonItems::~JsonItems() = default;

void JsonItems::for_each(const std::function<void()>& visit) {
  impl_->handler.visit = visit;
  try {
    if (impl_->form == Form::Lines) {
      impl_->read_lines();
    } else {
      impl_->read_document();
    }
  } catch (const GraphFileFault& fault) {
    throw error(fault);
  }
}

JsonValue JsonItems::item() const { return {impl_->handler.tape, 0}; }

std::string_view JsonItems::section() const { return impl_->handler.section; }

bool JsonItems::is_whole_section() const { return !impl_->handler.section.empty() && !impl_->handler.is_in_list; }

Error JsonItems::error(const GraphFileFault& fault) const {
  return graph_file_error(impl_->path, fault.detail, fault.message, token_place_in_file(impl_->path, fault.before),
                          fault.hint);
}

std::uint32_t JsonItems::line_behind(std::uint64_t before) { return impl_->lines.line_of_token_behind(before); }

}  // namespace liaison
