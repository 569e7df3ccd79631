#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "liaison/value.h"

namespace liaison {

/// What generated statements take as $i, $s, $l and $n.
[[nodiscard]] const Map& generated_parameters();

/// A random statement over random_graph()'s labels, types and properties, a clause an entry. Typed enough that most are
/// legal and many find something; whatever the language leaves open (rows of a LIMIT without order, who writes last)
/// may come too: it is for the comparison to tell.
[[nodiscard]] std::vector<std::string> random_statement(std::mt19937_64& random);

}  // namespace liaison
