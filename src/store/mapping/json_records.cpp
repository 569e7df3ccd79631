#include <optional>
#include <utility>

#include "store/load/input_file.h"
#include "store/load/json_items.h"
#include "store/mapping/record.h"

namespace liaison {
namespace {

class JsonRecord final : public Record {
 public:
  explicit JsonRecord(const JsonItems& items) : items_(items) {}

  [[nodiscard]] Field field(std::string_view column) const override {
    const std::optional<JsonValue> value = member(items_.item(), column);
    Field field;
    if (!value) return field;
    field.is_list = value->type() == JsonType::Array;
    if (field.is_list) {
      value->for_each_item([&](JsonValue item) { add(field, item, column); });
    } else {
      add(field, *value, column);
    }
    return field;
  }

  void for_each_value(const std::function<void(FieldValue)>& visit) const override { visit_all(items_.item(), visit); }

  [[nodiscard]] std::vector<std::string> members(std::string_view column) const override {
    std::vector<std::string> names;
    const std::optional<JsonValue> value = member(items_.item(), column);
    if (!value || value->type() != JsonType::Object) return names;
    value->for_each_member([&](JsonValue key, JsonValue) { names.emplace_back(key.text()); });
    return names;
  }

  [[nodiscard]] std::uint64_t number() const override { return count; }

  std::uint64_t count = 0;

 private:
  static void add(Field& field, JsonValue value, std::string_view column) {
    switch (value.type()) {
      case JsonType::Null:
        return;
      case JsonType::Object:
      case JsonType::Array:
        throw RecordFault{"'" + std::string(column) + "' holds " + std::string(in_words(value.type())) +
                              " where a value should stand",
                          "the members of an object are columns too: '" + std::string(column) + ".name'"};
      case JsonType::False:
      case JsonType::True:
        field.values.push_back({.text = value.type() == JsonType::True ? "true" : "false", .type = value.type()});
        return;
      case JsonType::Number:
      case JsonType::String:
      case JsonType::Key:
        field.values.push_back({.text = value.text(), .type = value.type()});
        return;
    }
  }

  /// The member of that whole name, or the one that the path up to a dot leads to.
  static std::optional<JsonValue> member(JsonValue object, std::string_view path) {
    std::optional<JsonValue> found;
    if (object.type() != JsonType::Object) return found;
    object.for_each_member([&](JsonValue key, JsonValue value) {
      if (found) return;
      if (key.text() == path) {
        found = value;
      } else if (path.starts_with(key.text()) && path[key.text().size()] == '.') {
        found = member(value, path.substr(key.text().size() + 1));
      }
    });
    return found;
  }

  /// The reader's depth limit bounds the recursion.
  static void visit_all(JsonValue value, const std::function<void(FieldValue)>& visit) {
    if (value.type() == JsonType::Object) {
      value.for_each_member([&](JsonValue, JsonValue inner) { visit_all(inner, visit); });
    } else if (value.type() == JsonType::Array) {
      value.for_each_item([&](JsonValue inner) { visit_all(inner, visit); });
    } else if (value.type() == JsonType::String || value.type() == JsonType::Number) {
      visit({.text = value.text(), .type = value.type()});
    }
  }

  const JsonItems& items_;
};

class JsonRecordReader final : public RecordReader {
 public:
  JsonRecordReader(const std::filesystem::path& file, JsonItems::Form form, std::string section)
      : file_(file), items_(file, form), record_(items_), section_(std::move(section)) {}

  /// Any record may have any member.
  void require_column(std::string_view) const override {}

  void for_each(const std::function<void()>& visit) override {
    items_.for_each([&] {
      if (items_.section() == section_ && !items_.is_whole_section()) {
        ++record_.count;
        visit();
      } else if (section_.empty()) {
        throw GraphFileFault{"WrongType",
                             "the file is an object, and the mapping does not say which member lists the records",
                             items_.item().before(), "\"records\": \"" + std::string(items_.section()) + "\""};
      }
    });
    if (record_.count == 0 && !section_.empty()) {
      throw graph_file_error(file_, "MissingMember", "there is no member '" + section_ + "' that lists records");
    }
  }

  [[nodiscard]] const Record& record() const override {
    if (items_.item().type() == JsonType::Object) return record_;
    throw RecordFault{"it is " + std::string(in_words(items_.item().type())) + ", it must be an object"};
  }

  [[nodiscard]] std::uint64_t number() const override { return record_.count; }

  [[nodiscard]] std::uint32_t line() override { return items_.line_behind(items_.item().before()); }

  [[nodiscard]] Error error(const RecordFault& fault) const override {
    return items_.error({"InvalidRecord", "record " + std::to_string(record_.count) + ": " + fault.message,
                         items_.item().before(), fault.hint});
  }

 private:
  std::filesystem::path file_;
  JsonItems items_;
  JsonRecord record_;
  std::string section_;
};

}  // namespace

std::unique_ptr<RecordReader> json_records(const std::filesystem::path& file, JsonRecords form,
                                           const std::string& section) {
  return form == JsonRecords::Lines ? std::make_unique<JsonRecordReader>(file, JsonItems::Form::Lines, std::string())
                                    : std::make_unique<JsonRecordReader>(file, JsonItems::Form::Document, section);
}

}  // namespace liaison
