#include <optional>
#include <string>

#include "algorithm/procedure.h"
#include "liaison/error.h"
#include "parse/split.h"
#include "session/graph_reader.h"
#include "session/run.h"
#include "store/load/input_file.h"

namespace liaison {
namespace {

/// An error of a statement as one of the file that it stands in.
Error placed(const std::filesystem::path& file, const ScriptPart& part, const Error& error) {
  const Place place =
      error.place.line > 0 ? place_in_script(part, error.place) : Place{.line = part.line, .column = part.column};
  return graph_file_error(file, error.detail, error.message, place, error.hint);
}

class CypherFile {
 public:
  CypherFile(const std::filesystem::path& file, const std::atomic<bool>& interrupted)
      : file_(file), interrupted_(interrupted) {}

  Snapshot run() {
    InputFile input(file_);
    Splitter splitter;
    std::string line;
    while (!input.at_end()) {
      line += input.Take();
      if (line.back() != '\n' && !input.at_end()) continue;
      splitter.feed(line);
      line.clear();
      while (const std::optional<ScriptPart> part = splitter.next()) run_part(*part);
    }
    while (const std::optional<ScriptPart> part = splitter.finish()) run_part(*part);
    return graph_.snapshot();
  }

 private:
  void run_part(const ScriptPart& part) {
    switch (part.kind) {
      case ScriptPart::Kind::Statement:
        run_one(part);
        return;
      case ScriptPart::Kind::Command:
        // Other clients' exports cut their statements into transactions.
        if (part.text == ":begin" || part.text == ":commit") return;
        throw graph_file_error(file_, "NotSupported", "only statements make a graph, no commands",
                               {.line = part.line, .column = part.column}, ":begin and :commit are stepped over");
      case ScriptPart::Kind::Question:
        throw graph_file_error(file_, "NotSupported", "only statements make a graph, no questions",
                               {.line = part.line, .column = part.column});
    }
  }

  void run_one(const ScriptPart& part) {
    try {
      static_cast<void>(run_statement(part.text, {}, graph_, builtin_procedures(), {}, interrupted_));
    } catch (const Error& error) {
      if (error.code == ErrorCode::Interrupted || error.code == ErrorCode::LimitExceeded) throw;
      throw placed(file_, part, error);
    }
  }

  std::filesystem::path file_;
  const std::atomic<bool>& interrupted_;
  Graph graph_;
};

}  // namespace

Snapshot read_cypher_file(const std::filesystem::path& file, const std::atomic<bool>& interrupted) {
  return CypherFile(file, interrupted).run();
}

}  // namespace liaison
