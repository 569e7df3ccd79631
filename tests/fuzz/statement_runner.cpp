#include "fuzz/statement_runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <sstream>
#include <utility>

#include "fuzz/last_words.h"
#include "fuzz/sample_graphs.h"
#include "liaison/session.h"
#include "output/writer.h"
#include "parse/parse.h"
#include "query/ast_text.h"
#include "query/result.h"
#include "session/session_core.h"

namespace liaison {
namespace {

constexpr double timeout_seconds = 0.15;
constexpr unsigned hang_seconds = 60;

std::string fault_of(const Error& error, const std::string& statement) {
  const auto says = [](std::string text, const char* word) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text.find(word) != std::string::npos;
  };
  const bool is_quoted = says(statement, "internal error");  // by a message of the statement's text
  if (says(error.detail, "internal") || (!is_quoted && says(error.message, "internal error"))) {
    return "internal: " + error.message;
  }
  if (error.detail.empty() || error.message.empty()) return "an error without detail or message";
  const auto lines = static_cast<std::uint32_t>(std::ranges::count(statement, '\n')) + 1;
  if (error.phase == Phase::CompileTime && (error.place.line == 0 || error.place.column == 0)) {
    return fmt::format("no place: {} {}: {}", to_string(error.code), error.detail, error.message);
  }
  // Line ends other than '\n' count as well.
  if (error.place.line > lines + statement.size()) return "a place beyond the text: " + error.message;
  return {};
}

/// Text in, tree, text, the same tree.
std::string fault_of_text(const std::string& statement, bool& parsed) {
  std::string once;
  try {
    once = ast::to_text(parse(statement));
    parsed = true;
  } catch (const Error& error) {
    parsed = error.code == ErrorCode::NotSupported;  // understood, and refused by name
    return fault_of(error, statement);
  }
  // What is only refused by name has no text, or no whole text, of its own.
  for (const char* refused : {"<quantified part>", "IN TRANSACTIONS"}) {
    if (once.find(refused) != std::string::npos) return {};
  }
  try {
    const std::string twice = ast::to_text(parse(once));
    return twice == once ? std::string() : "reads back otherwise: " + once + "  as  " + twice;
  } catch (const Error& error) {
    // What is only refused by name has no text of its own, nor has a name in backticks that is a word of the language.
    return once.find('<') != std::string::npos || statement.find('`') != std::string::npos
               ? std::string()
               : "does not read back: " + once + ": " + error.message;
  }
}

void run_on_one(const SampleGraph& sample, const std::string& statement, Verdict& verdict) {
  const auto graph = std::make_shared<Graph>();
  graph->replace(sample.snapshot);
  SessionOptions options;
  options.timeout_seconds = timeout_seconds;
  Session session(std::make_unique<SessionCore>(graph, options));
  const Result<Rows> rows = session.run(statement, sample_parameters());
  if (rows) {
    verdict.compiled = true;
    verdict.gave_rows |= rows->row_count() > 0;
    std::ostringstream shown;
    constexpr std::size_t format_count = static_cast<std::size_t>(OutputFormat::Dot) + 1;
    OutputOptions output;
    output.format = static_cast<OutputFormat>(statement.size() % format_count);
    try {
      write_result(rows->details(), output, shown);
    } catch (const Error& error) {
      // A value may be too long to be written.
      verdict.fault =
          error.code == ErrorCode::LimitExceeded ? fault_of(error, statement) : "not written: " + error.message;
    }
    return;
  }
  const Error& error = rows.error();
  if (error.phase == Phase::CompileTime) {
    verdict.refused = fmt::format("{} {}: {}", to_string(error.code), error.detail, error.message);
  }
  verdict.timed_out |= error.detail == "Timeout";
  verdict.compiled |= error.phase == Phase::Runtime;
  verdict.failed |= error.phase == Phase::Runtime;
  if (verdict.fault.empty()) verdict.fault = fault_of(error, statement);
}

}  // namespace

Verdict run_on(std::span<const SampleGraph> graphs, const std::string& statement) {
  Verdict verdict;
  const LastWords last_words("while running: " + statement + "\n", hang_seconds);
  try {
    verdict.fault = fault_of_text(statement, verdict.parsed);
    if (!verdict.parsed) return verdict;
    for (const SampleGraph& sample : graphs) {
      run_on_one(sample, statement, verdict);
      if (!verdict.compiled || !verdict.fault.empty()) break;
    }
  } catch (const std::exception& exception) {
    verdict.fault = fmt::format("an exception of another kind: {}", exception.what());
  }
  return verdict;
}

}  // namespace liaison
