#include "function/function.h"

#include <gtest/gtest.h>

#include <array>

#include "function/aggregate.h"
#include "unit/function/calls.h"
#include "unit/value/samples.h"

namespace liaison {
namespace {

using namespace samples;

TEST(Functions, AreFoundWhateverTheLetterCase) {
  ASSERT_NE(find_function("toUpper"), nullptr);
  EXPECT_EQ(find_function("TOUPPER"), find_function("toupper"));
  EXPECT_EQ(find_function("toUpper")->name, "toUpper");
  EXPECT_EQ(find_function("date.truncate"), find_function("DATE.TRUNCATE"));
  EXPECT_EQ(find_function("foo"), nullptr);
  EXPECT_EQ(find_function(""), nullptr);
  EXPECT_NE(find_aggregate("COUNT"), nullptr);
  EXPECT_EQ(find_aggregate("size"), nullptr);
}

TEST(Functions, EachRowIsWhole) {
  std::string before;
  for (const Function& function : all_functions()) {
    EXPECT_NE(function.evaluate, nullptr) << function.name;
    EXPECT_FALSE(function.help.empty()) << function.name;
    EXPECT_TRUE(function.help.ends_with('.')) << function.name;
    EXPECT_FALSE(function.example.empty()) << function.name;
    EXPECT_EQ(find_function(function.name), &function);
    EXPECT_EQ(find_aggregate(function.name), nullptr) << "two tables know " << function.name;
    EXPECT_FALSE(is_unsupported_function(function.name)) << function.name;
    EXPECT_LT(before, lower_case(function.name)) << "the table is in order of name";
    before = lower_case(function.name);
    for (const FunctionParameter& parameter : function.parameters.all()) {
      EXPECT_FALSE(parameter.name.empty()) << function.name;
    }
  }
  for (const Aggregate& aggregate : all_aggregates()) {
    EXPECT_FALSE(aggregate.help.empty()) << aggregate.name;
    EXPECT_FALSE(aggregate.example.empty()) << aggregate.name;
    EXPECT_NE(aggregate.make(), nullptr) << aggregate.name;
  }
}

TEST(Functions, CountTheirArguments) {
  EXPECT_EQ(find_function("pi")->max_arguments(), 0u);
  EXPECT_EQ(find_function("substring")->min_arguments(), 2u);
  EXPECT_EQ(find_function("substring")->max_arguments(), 3u);
  EXPECT_EQ(find_function("coalesce")->min_arguments(), 1u);
  EXPECT_GT(find_function("coalesce")->max_arguments(), 1'000'000u);
}

TEST(Functions, ShowTheirSignature) {
  EXPECT_EQ(signature(*find_function("substring")),
            "substring(text: String, start: Integer, [length: Integer]) -> String");
  EXPECT_EQ(signature(*find_function("coalesce")), "coalesce(value: any, ...) -> any");
  EXPECT_EQ(signature(*find_function("pi")), "pi() -> Float");
  EXPECT_EQ(signature(*find_function("split")), "split(text: String, delimiter: String or List) -> List of String");
}

TEST(Functions, NullInNullOut) {
  const FunctionContext context;
  for (const Function& function : all_functions()) {
    if (function.null_rule != NullRule::NullIfAnyNull || function.max_arguments() == 0) continue;
    const std::vector<Value> nulls(std::max<std::size_t>(function.min_arguments(), 1));
    EXPECT_TRUE(call(function, nulls, context).is_null()) << function.name;
  }
  EXPECT_EQ(called("substring", {string("a"), null()}), "null");
}

TEST(Functions, RefuseArgumentsOfOtherKinds) {
  const FunctionContext context;
  const std::vector<Value> all = everything();
  for (const Function& function : all_functions()) {
    if (function.max_arguments() == 0) continue;
    for (const Value& value : all) {
      if (value.is_null() || function.parameter(0).type.contains(value.kind())) continue;
      std::vector<Value> arguments(std::max<std::size_t>(function.min_arguments(), 1));
      arguments[0] = value;
      try {
        (void)call(function, arguments, context);
        ADD_FAILURE() << function.name << " took " << literal_text(value);
      } catch (const Error& error) {
        EXPECT_EQ(error.code, ErrorCode::TypeError) << function.name;
        EXPECT_EQ(error.detail, "InvalidArgumentValue") << function.name;
      }
    }
  }
}

TEST(Functions, KnowTheTypeOfTheirResult) {
  const auto type = [](std::string_view name, std::vector<TypeSet> arguments) {
    return result_type(*find_function(name), arguments);
  };
  EXPECT_EQ(type("size", {Kind::List}), TypeSet(Kind::Integer));
  EXPECT_EQ(type("size", {{Kind::List, Kind::Null}}), (TypeSet{Kind::Integer, Kind::Null}));
  EXPECT_EQ(type("head", {TypeSet::list_of(Kind::String)}), (TypeSet{Kind::String, Kind::Null}));
  EXPECT_EQ(type("tail", {TypeSet::list_of(Kind::String)}), TypeSet::list_of(Kind::String));
  EXPECT_EQ(type("reverse", {Kind::String}), TypeSet(Kind::String));
  EXPECT_EQ(type("abs", {Kind::Integer}), TypeSet(Kind::Integer));
  EXPECT_EQ(type("coalesce", {{Kind::String, Kind::Null}, Kind::Integer}), (TypeSet{Kind::String, Kind::Integer}));
  EXPECT_TRUE(type("coalesce", {{Kind::String, Kind::Null}}).contains(Kind::Null));
}

TEST(Functions, ThatTheLanguageHasButThisVersionLacksAreKnown) {
  EXPECT_TRUE(is_unsupported_function("point"));
  EXPECT_TRUE(is_unsupported_function("point.withinBBox"));
  EXPECT_FALSE(is_unsupported_function("foo"));
  EXPECT_EQ(find_function("point"), nullptr);
}

}  // namespace
}  // namespace liaison
