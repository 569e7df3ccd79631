#include "store/mapping/mapping_members.h"

#include <algorithm>

namespace liaison {

void refuse(JsonValue place, std::string detail, std::string message, std::string hint) {
  throw GraphFileFault{std::move(detail), std::move(message), place.before(), std::move(hint)};
}

void read_members(JsonValue object, std::string_view what, const std::vector<Member>& members) {
  require_type(object, JsonType::Object, what);
  object.for_each_member([&](JsonValue key, JsonValue value) {
    const auto member = std::ranges::find(members, key.text(), &Member::name);
    if (member != members.end()) {
      member->read(value);
      return;
    }
    std::vector<std::string_view> known;
    for (const Member& one : members) known.push_back(one.name);
    refuse(key, "UnknownMember", "'" + std::string(key.text()) + "' is no member of " + std::string(what),
           near_hint(key.text(), known));
  });
}

void require_member(bool is_there, JsonValue object, std::string_view what, std::string_view member) {
  if (!is_there) refuse(object, "MissingMember", std::string(what) + " has no '" + std::string(member) + "'");
}

void read_list(JsonValue list, std::string_view what, const std::function<void(JsonValue)>& read) {
  require_type(list, JsonType::Array, what);
  list.for_each_item(read);
}

std::string read_text(JsonValue value, std::string_view what) {
  std::string text = read_string(value, what);
  if (text.empty()) refuse(value, "WrongType", std::string(what) + " is empty");
  return text;
}

bool read_boolean(JsonValue value, std::string_view what) {
  if (value.type() != JsonType::True) require_type(value, JsonType::False, what);
  return value.type() == JsonType::True;
}

std::vector<std::string> read_texts(JsonValue value, std::string_view what) {
  std::vector<std::string> texts;
  if (value.type() == JsonType::Array) {
    value.for_each_item([&](JsonValue item) { texts.push_back(read_string(item, what)); });
  } else {
    texts.push_back(read_string(value, what));
  }
  return texts;
}

}  // namespace liaison
