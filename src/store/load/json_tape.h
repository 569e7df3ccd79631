#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace liaison {

enum class JsonType : std::uint8_t { Null, False, True, Number, String, Key, Object, Array };

/// "a string", "a list", … as errors name it.
[[nodiscard]] std::string_view in_words(JsonType type);

/// A JSON value as a flat run of tokens in order of the text: no tree, no recursion to make or drop it, and the memory
/// of the last one is used again. A member is its key's token followed by its value's.
struct JsonToken {
  JsonType type = JsonType::Null;
  std::uint32_t next = 0;  // the token behind this value
  std::uint32_t text = 0;  // String, Key, Number (as written): place in the tape's characters
  std::uint32_t size = 0;
  std::uint64_t before = 0;  // byte in the file where the token in front ended: errors find the line from it
};

class JsonTape {
 public:
  void clear();
  void add(JsonType type, std::string_view text, std::uint64_t before);
  void begin(JsonType type, std::uint64_t before);
  /// Ends the innermost object or array begun; gives the token of a member's key that stands in it twice, or 0.
  std::uint32_t end();

  [[nodiscard]] const JsonToken& token(std::uint32_t index) const { return tokens_[index]; }
  [[nodiscard]] std::string_view text(const JsonToken& token) const {
    return std::string_view(characters_).substr(token.text, token.size);
  }
  [[nodiscard]] std::size_t bytes() const { return characters_.size() + tokens_.size() * sizeof(JsonToken); }

 private:
  [[nodiscard]] std::uint32_t doubled_member(std::uint32_t object) const;

  std::vector<JsonToken> tokens_;
  std::string characters_;
  std::vector<std::uint32_t> open_;
};

/// A value on a tape; valid while the tape is.
class JsonValue {
 public:
  JsonValue(const JsonTape& tape, std::uint32_t index) : tape_(&tape), index_(index) {}

  [[nodiscard]] JsonType type() const { return token().type; }
  [[nodiscard]] std::string_view text() const { return tape_->text(token()); }  // String, Key, Number
  [[nodiscard]] std::uint64_t before() const { return token().before; }
  [[nodiscard]] bool is_empty() const { return token().next == index_ + 1; }  // Object, Array

  /// visit(JsonValue item). REQUIRES: an Array.
  template <class Visit>
  void for_each_item(Visit visit) const {
    for (std::uint32_t item = index_ + 1; item < token().next; item = tape_->token(item).next) {
      visit(JsonValue(*tape_, item));
    }
  }
  /// visit(JsonValue key, JsonValue value). REQUIRES: an Object.
  template <class Visit>
  void for_each_member(Visit visit) const {
    for (std::uint32_t key = index_ + 1; key < token().next; key = tape_->token(key + 1).next) {
      visit(JsonValue(*tape_, key), JsonValue(*tape_, key + 1));
    }
  }

 private:
  [[nodiscard]] const JsonToken& token() const { return tape_->token(index_); }

  const JsonTape* tape_;
  std::uint32_t index_;
};

/// The value as JSON on one line, spaced as graph files are: {"a": 1, "b": [1, 2]}.
[[nodiscard]] std::string json_text(JsonValue value);

/// Appends `text` as a JSON string with its quotes: what must be escaped is, the rest stays UTF-8.
void append_json_string(std::string& out, std::string_view text);

}  // namespace liaison
