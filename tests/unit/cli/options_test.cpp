#include "cli/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "liaison/error.h"

namespace liaison {
namespace {

using ::testing::ElementsAre;

CommandLine parsed(std::vector<const char*> words) {
  words.insert(words.begin(), "liaison");
  return parse_command_line(static_cast<int>(words.size()), words.data());
}

TEST(CommandLineOptions, KeepTheOrderOfScripts) {
  const CommandLine line = parsed({"-f", "a", "-c", "b", "-f", "-", "g.json", "-c", "d"});
  ASSERT_EQ(line.scripts.size(), 4U);
  EXPECT_EQ(line.scripts[0].kind, Script::Kind::File);
  EXPECT_EQ(line.scripts[1].text, "b");
  EXPECT_EQ(line.scripts[2].kind, Script::Kind::StandardInput);
  EXPECT_EQ(line.scripts[3].text, "d");
  EXPECT_THAT(line.graphs, ElementsAre("g.json"));
}

TEST(CommandLineOptions, RepeatableOnesTakeOneValueEach) {
  const CommandLine line = parsed({"--param", "a=1", "g.json", "-c", "x", "h.json"});
  EXPECT_THAT(line.graphs, ElementsAre("g.json", "h.json"));
  ASSERT_EQ(line.parameters.size(), 1U);
}

TEST(CommandLineOptions, TextComesAsItIs) {
  for (const char* text : {"{}", "[1,2]", "", "-1", "--x", "a b", "\"q\"", "%%"}) {
    EXPECT_EQ(parsed({"-c", text}).scripts.front().text, text);
  }
}

TEST(CommandLineOptions, TheLastOfSeveralStands) {
  EXPECT_EQ(parsed({"--format", "csv", "--format", "json"}).format, OutputFormat::Json);
}

TEST(CommandLineOptions, BehindTwoHyphensAreGraphs) {
  EXPECT_THAT(parsed({"--", "-odd.json"}).graphs, ElementsAre("-odd.json"));
}

TEST(CommandLineOptions, SafeIsReadOnly) { EXPECT_TRUE(parsed({"--safe"}).read_only); }

TEST(CommandLineOptions, ParametersMayHaveTheirDollar) {
  EXPECT_EQ(parsed({"--param", "$a=1=2"}).parameters.front(), std::pair(std::string("a"), std::string("1=2")));
}

TEST(CommandLineOptions, TimesHaveUnits) {
  EXPECT_EQ(seconds_of("2s"), 2.0);
  EXPECT_EQ(seconds_of("500ms"), 0.5);
  EXPECT_EQ(seconds_of("1.5m"), 90.0);
  EXPECT_EQ(seconds_of("1h"), 3600.0);
  EXPECT_EQ(seconds_of("3"), 3.0);
  for (const char* text : {"", "s", "2 s", "-2s", "0s", "1e400s", "2x", "nan"})
    EXPECT_EQ(seconds_of(text), std::nullopt);
}

TEST(CommandLineOptions, WrongOnesThrow) {
  for (const std::vector<const char*>& words : std::vector<std::vector<const char*>>{
           {"--nope"}, {"-c"}, {"--format", "x"}, {"--param", "=1"}, {"--chunk-rows", "0"}, {"--timeout", "x"}}) {
    EXPECT_THROW(static_cast<void>(parsed(words)), Error);
  }
}

}  // namespace
}  // namespace liaison
