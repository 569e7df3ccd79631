#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "liaison/value.h"

namespace liaison::tck {

/// How a relationship of a path is walked. Loop: either way; outside a path all are Forwards.
enum class Walk : std::uint8_t { Forwards, Backwards, Loop };

/// A cell of the TCK's tables: a value, or a description of a node, relationship or path. Temporal values are strings
/// there. What a query gave is brought into this form too, to be held against what was expected.
struct CellValue {
  enum class Form : std::uint8_t { Scalar, List, Map, Node, Relationship, Path } form = Form::Scalar;
  Value scalar;
  std::vector<CellValue> items;   // List; Path: nodes and relationships in turn
  std::vector<std::string> keys;  // Map, Node, Relationship: of `values`
  std::vector<CellValue> values;
  std::vector<std::string> labels;  // Node: labels; Relationship: its type
  Walk walk = Walk::Forwards;
};

/// Parses a cell; throws std::runtime_error for text that is none.
[[nodiscard]] CellValue parse_cell(std::string_view text);

/// The value of a cell that describes no entity.
[[nodiscard]] Value to_value(const CellValue& cell);

enum class ListOrder : std::uint8_t { Matters, Ignored };

/// True if what came is what was expected; kinds are told apart (1 is not 1.0).
[[nodiscard]] bool fits(const CellValue& expected, const CellValue& actual, ListOrder order);

/// For messages.
[[nodiscard]] std::string cell_text(const CellValue& cell);

}  // namespace liaison::tck
