#include <rapidjson/reader.h>

#include <optional>
#include <string>
#include <string_view>

#include "store/load/foreign_graph.h"
#include "store/load/input_file.h"

namespace liaison {
namespace {

/// RapidJSON's handler: looks at the members of the file's object, and of the first edge where those tell nothing, and
/// stops the parser when it knows.
class FormHandler {
 public:
  bool Null() { return true; }
  bool Bool(bool) { return true; }
  bool RawNumber(const char*, rapidjson::SizeType, bool) { return true; }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    const std::string_view value(text, size);
    if (depth_ == 1 && key_ == "type" && (value == "node" || value == "relationship")) form = JsonGraphForm::ApocLines;
    return !form;
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    const std::string_view key(text, size);
    if (depth_ == 1) {
      key_ = key;
      if (key == "directed" || key == "multigraph" || key == "links") form = JsonGraphForm::NodeLink;
      if (key == "vocabulary" || key == "sources" || key == "not_modelled") form = JsonGraphForm::GraphFile;
    } else if (depth_ == edge_depth && key_ == "edges") {
      if (key == "source" || key == "target") form = JsonGraphForm::NodeLink;
      if (key == "from" || key == "to") form = JsonGraphForm::GraphFile;
    }
    return !form;
  }
  bool StartObject() {
    ++depth_;
    return true;
  }
  bool StartArray() {
    ++depth_;
    // The file is an object.
    return depth_ > 1;
  }
  bool EndObject(rapidjson::SizeType) {
    --depth_;
    return true;
  }
  bool EndArray(rapidjson::SizeType) {
    --depth_;
    return true;
  }
  // Never called: numbers come as they are written.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

  std::optional<JsonGraphForm> form;

 private:
  static constexpr std::uint32_t edge_depth = 3;  // in the list of the file's object

  std::uint32_t depth_ = 0;
  std::string key_;  // the member of the file's object
};

}  // namespace

JsonGraphForm json_graph_form(const std::filesystem::path& file) {
  InputFile input(file);
  FormHandler handler;
  rapidjson::Reader reader;
  constexpr unsigned flags =
      rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseStopWhenDoneFlag;
  static_cast<void>(reader.Parse<flags>(input, handler));
  return handler.form.value_or(JsonGraphForm::GraphFile);
}

}  // namespace liaison
