#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "liaison/value.h"
#include "store/graph_view.h"

namespace liaison::tck {

/// A cell of an expected table: a value, or a description of a node, relationship or path.
struct ExpectedValue {
  enum class Form { Scalar, List, Map, Node, Relationship, Path } form = Form::Scalar;
  Value scalar;
  std::vector<ExpectedValue> items;  // List; Path: nodes and relationships in turn
  std::vector<std::string> keys;     // Map, Node, Relationship: of `values`
  std::vector<ExpectedValue> values;
  std::vector<std::string> labels;  // Node: labels; Relationship: its type
  bool forwards = true;             // a relationship within a Path
};

/// Parses a cell; throws std::runtime_error for text that is none.
[[nodiscard]] ExpectedValue parse_expected(std::string_view text);

/// The value of a cell that describes no entity.
[[nodiscard]] Value to_value(const ExpectedValue& expected);

enum class ListOrder { Matters, Ignored };

/// True if the actual value is what the cell describes: kinds are told apart (1 is not 1.0), temporal values are
/// compared as their text.
[[nodiscard]] bool matches(const ExpectedValue& expected, const Value& actual, const GraphView& view, ListOrder order);

}  // namespace liaison::tck
