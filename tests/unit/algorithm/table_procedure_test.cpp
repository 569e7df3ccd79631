#include "algorithm/table_procedure.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "liaison/error.h"
#include "store/graph.h"

namespace liaison {
namespace {

using Row = std::vector<Value>;

std::vector<Row> called(const Procedure& procedure, const Row& arguments) {
  std::vector<Row> rows;
  const Graph graph;
  procedure.run(*graph.snapshot(), arguments, [&](std::span<const Value> row) {
    rows.emplace_back(row.begin(), row.end());
    return true;
  });
  return rows;
}

TEST(TableProcedure, TakesTheRowsThatTheArgumentsSelect) {
  const Procedure procedure = table_procedure("test.cities(name :: STRING?) :: (city :: STRING, size :: INTEGER?)",
                                              {{Value::string("a"), Value::string("Berlin"), Value::integer(1)},
                                               {Value::string("b"), Value::string("Paris"), Value()},
                                               {Value(), Value::string("Nowhere"), Value()}});
  EXPECT_EQ(procedure.name, "test.cities");
  EXPECT_EQ(procedure.inputs.size(), 1U);
  EXPECT_TRUE(procedure.inputs[0].nullable);
  EXPECT_FALSE(procedure.outputs[0].nullable);
  ASSERT_EQ(called(procedure, {Value::string("a")}).size(), 1U);
  EXPECT_EQ(called(procedure, {Value::string("a")})[0][0].as_string(), "Berlin");
  ASSERT_EQ(called(procedure, {Value()}).size(), 1U);
  EXPECT_EQ(called(procedure, {Value()})[0][0].as_string(), "Nowhere");
  EXPECT_TRUE(called(procedure, {Value::string("c")}).empty());
}

TEST(TableProcedure, MayTakeAndGiveNothing) {
  EXPECT_TRUE(called(table_procedure("test.nothing() :: ()", {}), {}).empty());
}

TEST(TableProcedure, NamesThePlaceOfASlipInItsSignature) {
  for (const char* wrong : {"", "name", "name()", "name() ::", "name(a) :: ()", "name(a :: ) :: ()",
                            "name(a :: TEXT) :: ()", "name(a :: STRING :: ()", "name() :: () more"}) {
    try {
      (void)table_procedure(wrong, {});
      FAIL() << wrong;
    } catch (const Error& error) {
      EXPECT_EQ(error.code, ErrorCode::UsageError);
      EXPECT_NE(error.message.find("at character"), std::string::npos) << error.message;
    }
  }
}

TEST(TableProcedure, RefusesARowOfAnotherWidth) {
  EXPECT_THROW((void)table_procedure("name() :: (a :: STRING)", {{}}), Error);
}

}  // namespace
}  // namespace liaison
