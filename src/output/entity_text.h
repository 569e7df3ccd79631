#pragma once

#include <string>
#include <string_view>

#include "liaison/value.h"
#include "store/graph_view.h"

namespace liaison {

/// Any value as Cypher writes it, entities with all they hold: literals as literal_text() has them,
/// (:Company:Giant {name: 'Nvidia'}), [:invests-in {since: date('2023-06-01')}], <(:A)-[:T]->(:B)<-[:T]-(:C)>, the way
/// expected results of tests are written. A deleted entity is `()` or `[:T]`.
[[nodiscard]] std::string value_text(const GraphView& view, const Value& value);

/// The same for people: strings bare at the top, dates as far as they are known (2023-06), and nodes of paths by their
/// name alone: ('Nvidia')-[:invests-in {since: 2023-06}]->('Cohere').
[[nodiscard]] std::string shown_text(const GraphView& view, const Value& value);

/// A label or type as it stands in a pattern: in backticks unless it is a plain name or one with inner hyphens.
[[nodiscard]] std::string type_name_text(std::string_view name);

}  // namespace liaison
