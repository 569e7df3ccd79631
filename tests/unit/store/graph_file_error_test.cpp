#include <gmock/gmock.h>

#include <chrono>

#include "unit/store/graph_file_fixture.h"

namespace liaison {
namespace {

using ::testing::HasSubstr;

using GraphFileError = GraphFileTest;

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

TEST_F(GraphFileError, NotJson) {
  EXPECT_EQ(error_of(""), "NotJson 1:1");
  EXPECT_EQ(error_of("  \n "), "NotJson 2:2");
  EXPECT_EQ(error_of("[]"), "WrongType 1:1");
  EXPECT_EQ(error_of("{\"nodes\": [}"), "NotJson 1:12");
  EXPECT_EQ(error_of("{\"nodes\": [] \"edges\": []}"), "NotJson 1:14");
  EXPECT_EQ(error_of("{\"nodes\": []}\n x"), "NotJson 2:2");
  EXPECT_EQ(error_of("{\"nodes\": [{\"id\": \"a"), "NotJson 1:21");
  EXPECT_THAT(said, HasSubstr("ends before the graph is complete"));
  EXPECT_EQ(error_of("{\"nodes\": [{\"id\": 01}]}"), "NotJson 1:20");
  EXPECT_EQ(error_of("{\"nodes\": [],}"), "NotJson 1:14");
  EXPECT_EQ(error_of("{\"nodes\": [NaN]}"), "NotJson 1:12");
  EXPECT_EQ(error_of("{\"nodes\": [{\"id\": \"a\tb\"}]}"), "NotJson 1:21");
  EXPECT_EQ(error_of(std::string_view("{\"nodes\": []}\0{}", 16)), "NotJson 1:14");
  EXPECT_EQ(error_of(std::string_view("{\"nodes\": \0[]}", 14)), "NotJson 1:11");
}

TEST_F(GraphFileError, NotUtf8) {
  EXPECT_EQ(error_of("{\"nodes\": [{\"id\": \"\xc3\xa9\xff\"}]}"), "InvalidUtf8 1:21");
  EXPECT_EQ(error_of("{\"nodes\": [{\"id\": \"\xed\xa0\x80\"}]}"), "InvalidUtf8 1:20");
  EXPECT_EQ(error_of("{\"nodes\": [{\"id\": \"\xc0\xaf\"}]}"), "InvalidUtf8 1:20");
  EXPECT_EQ(error_of(R"({"nodes": [{"id": "\udc00"}]})"), "InvalidUtf8 1:19");
  EXPECT_EQ(error_of(R"({"nodes": [{"id": "\ud800x"}]})"), "NotJson 1:20");
}

TEST_F(GraphFileError, TooDeep) {
  for (const std::string_view open : {"[", "{\"a\":"}) {
    EXPECT_EQ(error_of(R"({"nodes": [{"id": "a", "x": )" + repeated(open, 2000000)).substr(0, 7), "TooDeep");
    EXPECT_EQ(error_of(repeated(open, 2000000)).substr(0, 1), open == "[" ? "W" : "U");
    EXPECT_EQ(error_of(R"({"not_modelled": )" + repeated("[", 2000000)).substr(0, 7), "TooDeep");
  }
  EXPECT_EQ(error_of_graph(R"({"id": "a", "x": )" + repeated("[", 190) + repeated("]", 190) + "}"), "none");
}

TEST_F(GraphFileError, UnknownMembers) {
  EXPECT_EQ(error_of("{\n  \"nodez\": []}"), "UnknownMember 2:3");
  EXPECT_THAT(said, HasSubstr("did you mean 'nodes'?"));
  EXPECT_EQ(error_of(R"({"vocabulary": {"node": {}}})"), "UnknownMember 1:17");
  EXPECT_EQ(error_of(R"({"vocabulary": {"nodes": {"A": {"colour": "#000000"}}}})"), "UnknownMember 1:33");
  EXPECT_THAT(said, HasSubstr("did you mean 'color'?"));
  EXPECT_EQ(error_of(R"({"vocabulary": {"edges": {"A": {"verb": []}}}})"), "UnknownMember 1:33");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "amount": {"mn": 1}})"), "UnknownMember 1:35");
}

TEST_F(GraphFileError, DoubledMembers) {
  EXPECT_EQ(error_of(R"({"nodes": [], "nodes": []})"), "DoubledMember 1:15");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "x": 1, "x": 1})"), "DoubledMember 1:32");
  EXPECT_THAT(said, HasSubstr("node 'a': the member 'x' stands twice"));
  EXPECT_EQ(error_of_graph(R"({"id": "a", "x": 1, "properties": {"x": 2}})"), "DoubledMember 1:47");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "amount_min": 1, "amount": {"min": 2}})").substr(0, 13), "DoubledMember");
  EXPECT_EQ(error_of_graph(R"({"id": "a"})", R"({"type": "T", "from": "a", "to": "a", "type": "T"})"),
            "DoubledMember 1:74");
  EXPECT_THAT(said, HasSubstr("edge from 'a' to 'a'"));
  std::string many;
  for (int i = 0; i < 100; ++i) many += ", \"m" + std::to_string(i) + "\": 1";
  EXPECT_EQ(error_of_graph(R"({"id": "a")" + many + "}"), "none");
  EXPECT_EQ(error_of_graph(R"({"id": "a")" + many + ", \"m3\": 2}").substr(0, 13), "DoubledMember");
  EXPECT_EQ(error_of(R"({"not_modelled": [{"a": {"b": 1, "b": 1}}]})"), "DoubledMember 1:34");
  EXPECT_EQ(error_of(R"({"vocabulary": {"nodes": {"A": {}, "A": {}}}})"), "DoubledMember 1:36");
}

TEST_F(GraphFileError, DoubledIds) {
  EXPECT_EQ(error_of_graph("{\"id\": \"a\"},\n{\"id\": \"a\"}"), "DoubledId 2:1");
  EXPECT_THAT(said, HasSubstr("node 'a': the id stands twice; the other is at "));
  EXPECT_THAT(said, HasSubstr("a.json:1:12"));
  EXPECT_EQ(error_of_graph(R"({"id": "a"})", R"({"type": "T", "from": "a", "to": "a", "id": "e"},
{"type": "T", "from": "a", "to": "a", "id": "e"})"),
            "DoubledId 2:1");
  EXPECT_EQ(error_of(R"({"sources": [{"id": "s"}, {"id": "s"}]})"), "DoubledId 1:27");
}

TEST_F(GraphFileError, EndPoints) {
  EXPECT_EQ(error_of_graph(R"({"id": "nvidia"})", R"({"type": "T", "from": "nvidia", "to": "nvidea"})"),
            "DanglingEndPoint 1:79");
  EXPECT_EQ(said, "edge T from 'nvidia' to 'nvidea': there is no node 'nvidea' (did you mean 'nvidia'?)");
  EXPECT_EQ(error_of_graph(R"({"id": "a"})", R"({"type": "T", "from": "a"})"), "MissingMember 1:36");
  EXPECT_EQ(error_of_graph(R"({"id": "a"})", R"({"from": "a", "to": "a"})"), "MissingMember 1:36");
  EXPECT_EQ(error_of_graph(R"({"id": "a"})", R"({"type": "T", "from": 3, "to": "a"})"), "WrongType 1:58");
}

TEST_F(GraphFileError, AgainstVocabulary) {
  EXPECT_EQ(error_of(R"({
    "vocabulary": {"nodes": {"Startup": {"is": ["Company"]}}, "edges": {"T": {"from": ["Company"], "to": ["Person"]}}},
    "nodes": [{"id": "s", "labels": ["Startup"]}, {"id": "p", "labels": ["Person"]}],
    "edges": [{"type": "T", "from": "s", "to": "p"}, {"type": "U", "from": "p", "to": "p"},
              {"type": "T", "from": "p", "to": "p"}]})"),
            "AgainstVocabulary 5:37");
  EXPECT_EQ(said, "edge T from 'p' to 'p': 'p' is a Person, and by the vocabulary T starts at Company");
  EXPECT_EQ(error_of(R"({"vocabulary": {"nodes": {"A": {"is": ["B"]}, "B": {"is": ["A"]}}}})"), "CyclicLabels 1:27");
}

TEST_F(GraphFileError, WrongTypes) {
  EXPECT_EQ(error_of(R"({"nodes": {}})"), "WrongType 1:11");
  EXPECT_EQ(error_of(R"({"nodes": [1]})"), "WrongType 1:12");
  EXPECT_EQ(error_of(R"({"nodes": [{}]})"), "MissingMember 1:12");
  EXPECT_EQ(error_of(R"({"nodes": [{"id": 1}]})"), "WrongType 1:19");
  EXPECT_EQ(error_of(R"({"nodes": [{"id": ""}]})"), "WrongType 1:19");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "labels": "A"})"), "WrongType 1:34");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "labels": ["A", "A"]})"), "DoubledLabel 1:40");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "name": 1})"), "WrongType 1:32");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "aliases": "b"})"), "WrongType 1:35");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "x": {"y": 1}})"), "WrongType 1:29");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "x": {"$point": [1, 2]}})"), "NotSupported 1:30");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "x": {"$duration": "1 day"}})"), "BadDate 1:43");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "x": {"$datetime": "2023-06-01T12:00[Europe/Atlantis]"}})"), "BadDate 1:43");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "x": {"$dat": "P1D"}})"), "UnknownMember 1:30");
  EXPECT_EQ(error_of(R"({"graph": {"name": 1}})"), "WrongType 1:20");
  EXPECT_EQ(error_of(R"({"vocabulary": {"nodes": {"A": {"color": "red"}}}})"), "BadColor 1:42");
  EXPECT_EQ(error_of(R"({"vocabulary": {"nodes": {"A": {"shape": "elipse"}}}})"), "BadShape 1:42");
  EXPECT_EQ(error_of(R"({"vocabulary": {"edges": {"A": {"symmetric": 1}}}})"), "WrongType 1:46");
  EXPECT_EQ(error_of(R"({"sources": [{"id": "s", "rank": "best"}]})"), "BadRank 1:34");
}

TEST_F(GraphFileError, DatesAmountsCurrencies) {
  for (const std::string_view date : {"2023-13", "2023-02-30", "2023-6", "20230601", "2023-W10", "", "June 2023"}) {
    EXPECT_EQ(error_of_graph(R"({"id": "a", "since": ")" + std::string(date) + "\"}"), "BadDate 1:33") << date;
  }
  EXPECT_EQ(error_of_graph(R"({"id": "a", "until": 2023})"), "WrongType 1:33");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "amount": {"min": 2, "max": 1}})"), "BadAmount 1:34");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "amount": {}})"), "BadAmount 1:34");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "amount": 1, "amount_min": 1})"), "BadAmount 1:37");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "amount_max": 1, "amount_min": 2})"), "BadAmount 1:41");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "amount": "1"})"), "WrongType 1:34");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "amount": 0.12345678901234567})"), "BadAmount 1:34");
  for (const std::string_view code : {"usd", "US", "USDX", "$", "ÜSD"}) {
    EXPECT_EQ(error_of_graph(R"({"id": "a", "currency": ")" + std::string(code) + "\"}"), "BadCurrency 1:36") << code;
  }
  EXPECT_EQ(error_of_graph(R"({"id": "a", "x": 9223372036854775808})"), "BadNumber 1:29");
  EXPECT_EQ(error_of_graph(R"({"id": "a", "x": -9223372036854775808})"), "none");
}

TEST_F(GraphFileError, Citations) {
  EXPECT_EQ(error_of(R"({"sources": [{"id": "rabbit"}], "nodes": [{"id": "a", "sources": ["rabit#p1"]}]})"),
            "UnknownSource 1:67");
  EXPECT_THAT(said, HasSubstr("node 'a': it cites 'rabit'"));
  EXPECT_THAT(said, HasSubstr("did you mean 'rabbit'?"));
  EXPECT_EQ(error_of(R"({"nodes": [{"id": "a", "sources": "s"}]})"), "WrongType 1:35");
  EXPECT_EQ(error_of(R"({"nodes": [{"id": "a", "sources": [1]}]})"), "WrongType 1:36");
}

TEST_F(GraphFileError, FilesThatAreNone) {
  EXPECT_EQ(error_of_files({folder_ / "absent.json"}), "NotReadable 0:0");
  EXPECT_EQ(error_of_files({folder_}), "NotReadable 0:0");
  EXPECT_EQ(error_of_files({"/dev/null"}), "NotReadable 0:0");
}

TEST_F(GraphFileError, EveryTruncationIsRefused) {
  const std::string whole = R"({"graph": {"name": "é"}, "vocabulary": {"nodes": {"A": {"nouns": ["a"]}}},
    "sources": [{"id": "s"}], "nodes": [{"id": "a", "labels": ["A"], "x": [1.5, {"$date": "2023"}]}],
    "edges": [{"type": "T", "from": "a", "to": "a", "amount": {"min": 1}}], "not_modelled": [{"a": 1}]})";
  ASSERT_EQ(error_of(whole), "none");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_NE(error_of(std::string_view(whole).substr(0, size)), "none") << size;
  }
}

TEST_F(GraphFileError, EveryChangedByteIsReadOrRefused) {
  const std::string whole = R"({"vocabulary":{"nodes":{"A":{"nouns":["a"],"is":["B"]}},"edges":{"T":{"from":["A"]}}},
"sources":[{"id":"s","published":"2024"}],"nodes":[{"id":"a","labels":["A"],"x":[1.5,{"$date":"2023"}],"amount":{"min":1}}],
"edges":[{"type":"T","from":"a","to":"a","since":"2020-01","sources":["s#1"]}],"not_modelled":[{"a":1}]})";
  ASSERT_EQ(error_of(whole), "none");
  for (std::size_t place = 0; place < whole.size(); ++place) {
    for (const char byte : {'\0', '"', '{', '}', '[', ']', ',', ':', '\\', '0', '-', 'e', '\xff', '\n'}) {
      std::string changed = whole;
      changed[place] = byte;
      (void)error_of(changed);
    }
  }
}

}  // namespace
}  // namespace liaison
