#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/process.h"

namespace liaison {
namespace {

using ::testing::HasSubstr;

const std::string load = "LOAD CSV WITH HEADERS FROM 'x.csv' AS row RETURN row.a AS a";

TEST(LoadFolder, IsTheWorkingFolderUnlessNamed) {
  const TemporaryFolder folder;
  folder.file("x.csv", "a,b\n1,2\n");
  EXPECT_EQ(run({"-c", load}).code, 1);
  EXPECT_EQ(run({"--load-folder", folder.path(), "-c", load}).out, "a\n1\n");
}

TEST(LoadFolder, MustBeAFolder) {
  const TemporaryFolder folder;
  EXPECT_EQ(run({"--load-folder", folder.path("none"), "-c", load}).code, 2);
  EXPECT_EQ(run({"--load-folder", folder.file("f", ""), "-c", load}).code, 2);
}

TEST(LoadFolder, NothingOutsideIsRead) {
  const TemporaryFolder folder;
  folder.file("x.csv", "a,b\n1,2\n");
  std::filesystem::create_directory(folder.path("inner"));
  std::filesystem::create_symlink("../x.csv", folder.path("inner/x.csv"));
  for (const std::string& name : Arguments{"x.csv", "../x.csv", folder.path("x.csv"), "/dev/stdin"}) {
    const Outcome outcome =
        run({"--load-folder", folder.path("inner"), "-c", "LOAD CSV FROM '" + name + "' AS row RETURN row"});
    EXPECT_EQ(outcome.code, 1) << name;
    EXPECT_THAT(outcome.err, HasSubstr("below the load folder only")) << name;
  }
}

TEST(LoadFolder, SafeReadsNothing) {
  const TemporaryFolder folder;
  folder.file("x.csv", "a,b\n1,2\n");
  const Outcome outcome = run({"--safe", "-c", load});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("LOAD CSV may read no files here"));
  EXPECT_EQ(run({"--safe", "--load-folder", folder.path(), "-c", load}).code, 2);
}

TEST(LoadCsv, AFaultNamesFileRecordAndLine) {
  const TemporaryFolder folder;
  folder.file("x.csv", "a,b\n1,2\n3,4,5\n");
  const Outcome outcome = run({"--load-folder", folder.path(), "-c", load});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("x.csv, line 3, column 1: record 3: it has 3 fields, but there are 2 columns"));
}

TEST(LoadCsv, StopsWhenTimeIsUp) {
  const TemporaryFolder folder;
  std::string many = "a\n";
  for (int i = 0; i < 100'000; ++i) many += "1\n";
  folder.file("x.csv", many);
  EXPECT_EQ(run({"--load-folder", folder.path(), "--timeout", "200ms", "-c",
                 "UNWIND range(1, 1000000) AS x LOAD CSV FROM 'x.csv' AS row RETURN count(*)"})
                .code,
            4);
}

}  // namespace
}  // namespace liaison
