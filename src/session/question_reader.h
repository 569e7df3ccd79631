#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "liaison/error.h"

namespace liaison {

/// What is to come of a question; lines as written, without their mark.
struct Expectation {
  std::vector<std::vector<std::string>> rows;  // cells, unescaped; the first: column names
  std::optional<std::string> error;            // "SyntaxError UndefinedVariable [compile time]"
  std::vector<std::string> plan_has, plan_has_not;
  std::vector<std::string> counters;  // "nodesCreated 1"
};

struct Question {
  std::size_t line = 0;  // of the first `>`
  std::string title;     // the comment right above; may be empty
  std::string statement;
  Expectation expected;
  std::size_t answer_begin = 0, answer_end = 0;  // the expectation's lines, from 0
};

struct GraphChange {
  std::string name;  // "empty", or a graph file as the line names it
};
struct ParameterChange {
  std::size_t line = 0;
  std::string name, literal;
};

/// A question file, in order; `lines` are its text.
struct QuestionFile {
  std::vector<std::string> lines;
  std::vector<std::variant<GraphChange, ParameterChange, Question>> steps;
};

/// Reads a whole question file (product.md section 3, "Question files"), so that a slip near its end is told before
/// anything runs. Throws Error UsageError with file and line.
[[nodiscard]] QuestionFile read_question_file(const std::filesystem::path& file);

/// An error of a file as a whole.
[[nodiscard]] Error question_file_error(const std::filesystem::path& file, std::string_view detail,
                                        std::string message);

/// The error that a line of a question file is.
[[nodiscard]] Error bad_question_line(const std::filesystem::path& file, std::size_t line, std::string message);

/// `| a | b |`, with `|`, backslash and end of line escaped as in the TCK's tables.
[[nodiscard]] std::string row_text(const std::vector<std::string>& cells);

}  // namespace liaison
