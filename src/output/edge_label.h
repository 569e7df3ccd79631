#pragma once

#include <string>
#include <string_view>

#include "liaison/value.h"
#include "store/graph_view.h"

namespace liaison {

/// What a picture says of an edge beside its type: "2023-06 $270M", "2019–2023 ≥ $25B". Empty if nothing is known.
[[nodiscard]] std::string edge_details(const GraphView& view, RelationshipId relationship);

/// An amount in few characters: "$270M", "$2.5B", "CHF 40.6M" with ~ before where digits are left out.
[[nodiscard]] std::string short_amount(const Value& amount, std::string_view currency);

}  // namespace liaison
