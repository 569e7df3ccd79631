#pragma once

#include <string>
#include <vector>

#include "query/bound_query.h"
#include "store/catalog.h"

namespace liaison {

/// A label, relationship type or property that the graph does not know is no error, it matches nothing; where a known
/// name is near it is most likely misspelt, and then a notice says so: "no node has the label 'Startpu': did you mean
/// Startup?". Names that the statement itself gives are known, and names of one or two letters are like too many.
/// Linear in the query; a scan of the catalog's names for each unknown name.
[[nodiscard]] std::vector<std::string> notices_of_unknown_names(const BoundQuery& query, const Catalog& catalog);

}  // namespace liaison
