#pragma once

#include <memory>

#include "algorithm/procedure.h"

/// What SHOW lists, as procedures without arguments that no CALL can name: the statement goes on with their rows as
/// CALL … YIELD does with any other's.
namespace liaison {

[[nodiscard]] std::shared_ptr<const Procedure> list_of_functions();
/// The list is taken now.
[[nodiscard]] std::shared_ptr<const Procedure> list_of_procedures(const Procedures& procedures);
[[nodiscard]] std::shared_ptr<const Procedure> list_of_indexes();
[[nodiscard]] std::shared_ptr<const Procedure> list_of_constraints();

}  // namespace liaison
