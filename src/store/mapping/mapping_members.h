#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/load/json_tape.h"
#include "store/load/read_vocabulary.h"

/// How the objects of a mapping file are taken apart. `what` names the value in messages. All throw GraphFileFault.
namespace liaison {

struct Member {
  std::string_view name;
  std::function<void(JsonValue)> read;
};

[[noreturn]] void refuse(JsonValue place, std::string detail, std::string message, std::string hint = {});

/// Hands each member of the object to who reads it; others are faults.
void read_members(JsonValue object, std::string_view what, const std::vector<Member>& members);
/// Refuses the object where the member is not there.
void require_member(bool is_there, JsonValue object, std::string_view what, std::string_view member);
void read_list(JsonValue list, std::string_view what, const std::function<void(JsonValue)>& read);

/// A string that is not empty.
[[nodiscard]] std::string read_text(JsonValue value, std::string_view what);
/// One string, or a list of them. They may be empty.
[[nodiscard]] std::vector<std::string> read_texts(JsonValue value, std::string_view what);
[[nodiscard]] bool read_boolean(JsonValue value, std::string_view what);

/// One of the words that a member may be.
template <class Meaning>
Meaning read_word(JsonValue value, std::string_view what,
                  std::initializer_list<std::pair<std::string_view, Meaning>> words) {
  const std::string word = read_string(value, what);
  std::vector<std::string_view> known;
  std::string all;
  for (const auto& [name, meaning] : words) {
    if (name == word) return meaning;
    known.push_back(name);
    all += (all.empty() ? "" : ", ") + std::string(name);
  }
  const std::string hint = near_hint(word, known);
  refuse(value, "UnknownWord", std::string(what) + " is '" + word + "'", hint.empty() ? "it may be " + all : hint);
}

}  // namespace liaison
