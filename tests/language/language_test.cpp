// docs/language.md teaches by example: each of its code blocks is a piece of a question file, and all of them together,
// in order, are one. Here it is run, so that the page cannot say what the engine does not do.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "liaison/error.h"
#include "session/question_file.h"

namespace liaison {
namespace {

constexpr std::size_t questions_min = 60;

std::filesystem::path page() { return std::filesystem::path(LIAISON_SOURCE_DIR) / "docs" / "language.md"; }

/// The blocks without an info string, each on the line where the page has it; all else becomes empty lines. Paths are
/// relative to the page, which is not where the questions are run.
std::string questions_of(std::istream& text) {
  constexpr std::string_view fence = "```";
  constexpr std::string_view graph = "graph: ";
  std::string questions;
  bool inside = false, asked = false;
  for (std::string line; std::getline(text, line); questions += '\n') {
    if (line.starts_with(fence)) {
      inside = !inside;
      asked = inside && line == fence;
    } else if (asked && line.starts_with(graph) && line != "graph: empty") {
      questions += std::string(graph) + (page().parent_path() / line.substr(graph.size())).string();
    } else if (asked) {
      questions += line;
    }
  }
  EXPECT_FALSE(inside) << "the last code block does not end";
  return questions;
}

/// A file of the page's name in a folder of its own, so that reports name the page's lines; gone with the object.
class QuestionFile {
 public:
  explicit QuestionFile(const std::string& text)
      : folder_(std::filesystem::temp_directory_path() / ("liaison-language-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
    std::ofstream(path(), std::ios::binary) << text;
  }
  QuestionFile(const QuestionFile&) = delete;
  QuestionFile& operator=(const QuestionFile&) = delete;
  ~QuestionFile() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  [[nodiscard]] std::filesystem::path path() const { return folder_ / page().filename(); }

 private:
  std::filesystem::path folder_;
};

TEST(Language, ThePagesExamplesAnswerAsItSays) {
  std::ifstream text(page(), std::ios::binary);
  ASSERT_TRUE(text) << page();
  const QuestionFile questions(questions_of(text));
  std::ostringstream report;
  try {
    QuestionOptions options;
    options.session.load_folder = page().parent_path().string();
    const QuestionCount count = run_question_file(questions.path(), options, report);
    EXPECT_EQ(count.failed, 0u) << report.str();
    EXPECT_GE(count.passed + count.failed, questions_min);
  } catch (const Error& error) {
    ADD_FAILURE() << page() << ':' << error.place.line << ": " << error.message;
  }
}

}  // namespace
}  // namespace liaison
