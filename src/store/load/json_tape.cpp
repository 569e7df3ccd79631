#include "store/load/json_tape.h"

#include <algorithm>
#include <array>

#include "common/assert.h"

namespace liaison {

std::string_view in_words(JsonType type) {
  switch (type) {
    case JsonType::Null:
      return "null";
    case JsonType::False:
    case JsonType::True:
      return "a Boolean";
    case JsonType::Number:
      return "a number";
    case JsonType::String:
    case JsonType::Key:
      return "a string";
    case JsonType::Object:
      return "an object";
    case JsonType::Array:
      return "a list";
  }
  LIAISON_ASSERT(false && "a type of the enum");
}

void JsonTape::clear() {
  tokens_.clear();
  characters_.clear();
  open_.clear();
}

void JsonTape::add(JsonType type, std::string_view text, std::uint64_t before) {
  const auto index = static_cast<std::uint32_t>(tokens_.size());
  tokens_.push_back({.type = type,
                     .next = index + 1,
                     .text = static_cast<std::uint32_t>(characters_.size()),
                     .size = static_cast<std::uint32_t>(text.size()),
                     .before = before});
  characters_ += text;
}

void JsonTape::begin(JsonType type, std::uint64_t before) {
  open_.push_back(static_cast<std::uint32_t>(tokens_.size()));
  tokens_.push_back({.type = type, .before = before});
}

std::uint32_t JsonTape::end() {
  const std::uint32_t index = open_.back();
  open_.pop_back();
  tokens_[index].next = static_cast<std::uint32_t>(tokens_.size());
  return tokens_[index].type == JsonType::Object ? doubled_member(index) : 0;
}

std::uint32_t JsonTape::doubled_member(std::uint32_t object) const {
  // Nearly every object has a few members: comparing each with each beats sorting them.
  constexpr std::size_t few = 24;
  std::array<std::uint32_t, few> first;
  std::size_t count = 0;
  std::uint32_t key = object + 1;
  for (; key < tokens_[object].next; key = tokens_[key + 1].next) {
    if (count == few) break;
    const std::string_view name = text(tokens_[key]);
    for (std::size_t other = 0; other < count; ++other) {
      const JsonToken& earlier = tokens_[first[other]];
      if (earlier.size == name.size() && text(earlier) == name) return key;
    }
    first[count++] = key;
  }
  if (key >= tokens_[object].next) return 0;

  std::vector<std::uint32_t> keys;
  for (key = object + 1; key < tokens_[object].next; key = tokens_[key + 1].next) keys.push_back(key);
  const auto name_of = [this](std::uint32_t member) { return text(tokens_[member]); };
  std::ranges::stable_sort(keys, {}, name_of);
  const auto twin = std::ranges::adjacent_find(keys, {}, name_of);
  return twin == keys.end() ? 0 : *(twin + 1);
}

namespace {

/// The file format's depth limit bounds the recursion.
void append_json(std::string& out, JsonValue value) {
  std::string_view separator;
  switch (value.type()) {
    case JsonType::Null:
      out += "null";
      return;
    case JsonType::False:
      out += "false";
      return;
    case JsonType::True:
      out += "true";
      return;
    case JsonType::Number:
      out += value.text();
      return;
    case JsonType::String:
    case JsonType::Key:
      append_json_string(out, value.text());
      return;
    case JsonType::Array:
      out += '[';
      value.for_each_item([&](JsonValue item) {
        out += separator;
        append_json(out, item);
        separator = ", ";
      });
      out += ']';
      return;
    case JsonType::Object:
      out += '{';
      value.for_each_member([&](JsonValue key, JsonValue member) {
        out += separator;
        append_json(out, key);
        out += ": ";
        append_json(out, member);
        separator = ", ";
      });
      out += '}';
      return;
  }
  LIAISON_ASSERT(false && "a type of the enum");
}

}  // namespace

std::string json_text(JsonValue value) {
  std::string out;
  append_json(out, value);
  return out;
}

void append_json_string(std::string& out, std::string_view text) {
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  out += '"';
  for (const char character : text) {
    switch (character) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(character) < 0x20 || character == 0x7f) {
          out += "\\u00";
          out += hexadecimal[static_cast<unsigned char>(character) >> 4];
          out += hexadecimal[static_cast<unsigned char>(character) & 15];
        } else {
          out += character;
        }
    }
  }
  out += '"';
}

}  // namespace liaison
