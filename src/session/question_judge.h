#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "liaison/error.h"
#include "query/result.h"
#include "session/question_reader.h"

namespace liaison {

/// What a question's statement came to: a result, or the error that stopped it.
struct QuestionOutcome {
  std::optional<StatementResult> result;
  std::optional<Error> error;
};

/// Empty if the outcome is what the question expects, else the lines that show how it differs, as `-` and `+` lines.
/// Rows come in any order unless the statement ends in ORDER BY; cells are literals, equal in value or in text.
[[nodiscard]] std::vector<std::string> judge(const Question& question, const QuestionOutcome& outcome);

/// The lines that would expect just this outcome.
[[nodiscard]] std::vector<std::string> expectation_lines(const Question& question, const QuestionOutcome& outcome);

/// The value of a constant expression, computed apart from any graph; nullopt if it is none.
[[nodiscard]] std::optional<Value> literal_value(std::string_view text);

}  // namespace liaison
