#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>

#include "algorithm/procedure.h"
#include "liaison/options.h"

namespace liaison {

class Graph;

struct QuestionOptions {
  bool rewrite = false;  // put the actual answers in place of wrong expectations
  SessionOptions session;
  const Procedures* procedures = nullptr;  // null: the builtin ones
  /// Called before each statement; gives the graph to ask, which holds the same as the one it is given. Null: that one.
  std::function<std::shared_ptr<Graph>(const std::shared_ptr<Graph>&)> before_statement = nullptr;
};

struct QuestionCount {
  std::size_t passed = 0;
  std::size_t failed = 0;
};

/// Runs the questions of a `.test` file against the graphs it names and compares the answers (product.md section 3,
/// "Question files"). Each failure is written to `report` as `FILE:LINE: title` with the difference as `-` and `+`
/// rows. LOAD CSV reads below the file's own folder unless the session's options name another. Throws Error UsageError
/// for a file that is no question file, GraphFileError for a graph that cannot be read.
[[nodiscard]] QuestionCount run_question_file(const std::filesystem::path& file, const QuestionOptions& options,
                                              std::ostream& report);

}  // namespace liaison
