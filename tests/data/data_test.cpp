// Imports public sets of data from their raw form by the mappings of graphs/mappings, and asks what their descriptions
// state the answers to (tests/data/*.test).
//
// The sets: folders of the mappings' names, each with its files in raw/, in LIAISON_DATA in the environment, else in
// ../shared/data beside the checkout. A set that is not there is skipped, and that is said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "session/question_file.h"
#include "store/load/graph_file.h"
#include "store/mapping/mapped_import.h"

namespace liaison {
namespace {

namespace fs = std::filesystem;

fs::path data_folder() {
  if (const char* folder = std::getenv("LIAISON_DATA")) return folder;
  return fs::path(LIAISON_SOURCE_DIR).parent_path() / "shared" / "data";
}

class RawData : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    raw_ = data_folder() / GetParam() / "raw";
    if (!fs::is_directory(raw_)) GTEST_SKIP() << "there is no " << raw_ << "; name the folder of sets in LIAISON_DATA";
    folder_ = fs::temp_directory_path() / ("liaison-data-" + std::to_string(getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  Snapshot import() {
    const std::atomic<bool> never = false;
    MappedImportOptions options;
    options.folder = raw_;
    options.on_left_out = [this](const LeftOutRecord& record) { left_out_.push_back(record); };
    const fs::path mapping = fs::path(LIAISON_SOURCE_DIR) / "graphs" / "mappings" / (GetParam() + ".json");
    return import_mapped(read_mapping(mapping), options, never, counts_);
  }

  fs::path raw_, folder_;
  std::vector<LeftOutRecord> left_out_;
  MappedImportCounts counts_;
};

TEST_P(RawData, AnswersItsQuestions) {
  // The questions stand beside the graph that they name.
  save_graph_file(*import(), folder_ / (GetParam() + ".json"));
  const fs::path questions = folder_ / (GetParam() + ".test");
  fs::copy_file(fs::path(LIAISON_SOURCE_DIR) / "tests" / "data" / questions.filename(), questions);
  std::ostringstream report;
  const QuestionCount count =
      run_question_file(questions, {.rewrite = false, .session = {}, .procedures = nullptr}, report);
  EXPECT_EQ(count.failed, 0u) << report.str();
  EXPECT_GT(count.passed, 8u);
}

INSTANTIATE_TEST_SUITE_P(Sets, RawData,
                         testing::Values("chip-supply-chain", "crunchbase-acquisitions", "party-donations"));

/// The damaged records of this set, told with where they are: one field has swallowed 147 lines.
class DamagedData : public RawData {};

TEST_P(DamagedData, IsLeftOutAndListed) {
  static_cast<void>(import());
  ASSERT_EQ(left_out_.size(), 2u);
  EXPECT_EQ(left_out_[0].reason, "a field swallowed other records");
  EXPECT_EQ(left_out_[0].record, 16142u);  // the header is the first
  EXPECT_EQ(left_out_[0].line, 16142u);
  EXPECT_EQ(left_out_[1].reason, "no company permalink");
  EXPECT_EQ(left_out_[1].record, 18969u);
  EXPECT_EQ(left_out_[1].line, 18969u + 147u);
}

INSTANTIATE_TEST_SUITE_P(Sets, DamagedData, testing::Values("crunchbase-acquisitions"));

}  // namespace
}  // namespace liaison
