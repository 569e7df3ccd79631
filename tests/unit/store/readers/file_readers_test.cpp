#include "unit/store/readers/file_readers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>

namespace liaison {
namespace {

class FileReaders : public testing::TestWithParam<const FileReader*> {
 protected:
  const FileReader& reader = *GetParam();
};

TEST_P(FileReaders, TakeTheirSeeds) {
  for (const std::string& seed : reader.seeds()) EXPECT_EQ(reader.read(seed), "") << seed;
}

/// Inputs that a fuzzer found a fault with, in found/<reader>/.
TEST_P(FileReaders, TakeWhatWasFound) {
  const std::filesystem::path found =
      std::filesystem::path(LIAISON_SOURCE_DIR "/tests/unit/store/readers/found") / reader.name;
  if (!std::filesystem::is_directory(found)) return;
  for (const auto& entry : std::filesystem::directory_iterator(found)) {
    std::ifstream file(entry.path(), std::ios::binary);
    EXPECT_EQ(reader.read(std::string(std::istreambuf_iterator<char>(file), {})), "") << entry.path();
  }
}

TEST_P(FileReaders, TakeChangedSeeds) {
  const std::vector<std::string> seeds = reader.seeds();
  std::mt19937 random(20261127);
  for (int round = 0; round < 300; ++round) {
    std::string input = seeds[random() % seeds.size()];
    for (std::size_t changes = 1 + random() % 4; changes > 0 && !input.empty(); --changes) {
      const std::size_t place = random() % input.size();
      switch (random() % 3) {
        case 0:
          input[place] = static_cast<char>(random());
          break;
        case 1:
          input.erase(place, 1 + random() % 4);
          break;
        case 2:
          input.insert(place, input, random() % input.size(), 1 + random() % 8);
          break;
      }
    }
    EXPECT_EQ(reader.read(input), "") << input;
  }
}

INSTANTIATE_TEST_SUITE_P(All, FileReaders, testing::ValuesIn(file_readers().begin(), file_readers().end()),
                         [](const auto& info) { return std::string(info.param->name); });

}  // namespace
}  // namespace liaison
