#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "liaison/error.h"
#include "store/load/json_tape.h"
#include "store/sources.h"
#include "store/vocabulary.h"

namespace liaison {

/// A token of one of the files: it starts behind the byte `before`.
struct FilePlace {
  std::uint32_t file = 0;
  std::uint64_t before = 0;
};

/// A fault in a graph file, at the token that starts behind `before`; the reader knows which file.
struct GraphFileFault {
  std::string detail;
  std::string message;
  std::uint64_t before = 0;
  std::string hint{};
  std::optional<FilePlace> earlier{};  // where what it clashes with stands; the message is continued with it
};

/// "did you mean X?" if a candidate is near, else empty.
[[nodiscard]] std::string near_hint(std::string_view wanted, std::span<const std::string_view> candidates);

// `what` names the value in messages: "since", "a source".

/// Throws GraphFileFault WrongType unless `value` is of the type.
void require_type(JsonValue value, JsonType wanted, std::string_view what);
[[nodiscard]] std::string read_string(JsonValue value, std::string_view what);
/// Throws for anything but a list of strings that are not empty.
[[nodiscard]] std::vector<std::string> read_strings(JsonValue value, std::string_view what);
/// A date as far as it is known: 2023, 2023-06, 2023-06-01. Throws GraphFileFault BadDate.
[[nodiscard]] Date read_date(JsonValue value, std::string_view what);
/// An integer where it is whole as written, else a float. Throws GraphFileFault BadNumber beyond 64 bits.
[[nodiscard]] Value read_number(JsonValue value, std::string_view what);

// The sections that are read as a whole. Each throws GraphFileFault.

/// Adds the section's kinds to `vocabulary`; one that is there already must be the same.
void read_vocabulary(JsonValue section, Vocabulary& vocabulary);
void read_graph_info(JsonValue section, GraphInfo& info);
[[nodiscard]] Source read_source(JsonValue item);
/// A citation of a node or edge: "source#place" or {"source": …, "at": …, "said_by": …}.
[[nodiscard]] Citation read_citation(JsonValue item, const Sources& sources, std::string_view what);

}  // namespace liaison
