#include "fuzz/seed_statements.h"

#include <algorithm>
#include <filesystem>
#include <variant>

#include "session/question_reader.h"

namespace liaison {

std::vector<std::string> seed_statements() {
  const std::filesystem::path source(LIAISON_SOURCE_DIR);
  std::vector<std::string> statements;
  for (const auto& folder : {source / "tests" / "queries", source / "graphs" / "questions"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".test") continue;
      for (const auto& step : read_question_file(entry.path()).steps) {
        if (const auto* question = std::get_if<Question>(&step)) statements.push_back(question->statement);
      }
    }
  }
  std::ranges::sort(statements);  // folders are read in any order
  return statements;
}

}  // namespace liaison
