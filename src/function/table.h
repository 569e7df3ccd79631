#pragma once

#include <span>
#include <string>
#include <string_view>

#include "function/function.h"
#include "liaison/error.h"

/// The families of the table of functions, a file each, and what their bodies share.
namespace liaison {

[[nodiscard]] std::span<const Function> scalar_functions();
[[nodiscard]] std::span<const Function> conversion_functions();
[[nodiscard]] std::span<const Function> entity_functions();
[[nodiscard]] std::span<const Function> list_functions();
[[nodiscard]] std::span<const Function> string_functions();
[[nodiscard]] std::span<const Function> math_functions();
[[nodiscard]] std::span<const Function> temporal_functions();
[[nodiscard]] std::span<const Function> duration_functions();

/// ArgumentError NumberOutOfRange.
[[nodiscard]] Error out_of_range(std::string message);
/// TypeError InvalidArgumentValue: `function` got a value of a kind that it does not take.
[[nodiscard]] Error wrong_kind(std::string_view function, TypeSet expected, Kind given);

}  // namespace liaison
