#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "function/function.h"
#include "liaison/error.h"
#include "value/text.h"

namespace liaison {

/// What a function gives, as a Cypher literal, or the error that it ends in: "TypeError InvalidArgumentValue".
inline std::string called(std::string_view name, const std::vector<Value>& arguments,
                          const FunctionContext& context = {}) {
  const Function* function = find_function(name);
  if (function == nullptr) return "no function " + std::string(name);
  try {
    return literal_text(call(*function, arguments, context));
  } catch (const Error& error) {
    EXPECT_EQ(error.phase, Phase::Runtime);
    return std::string(to_string(error.code)) + " " + error.detail;
  }
}

}  // namespace liaison
