// The example that each function, aggregate and procedure shows in `:help` is a statement that runs and, where a
// comment foretells its value, gives just that.
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

#include "algorithm/procedure.h"
#include "function/reference.h"
#include "liaison/liaison.h"
#include "output/entity_text.h"
#include "query/result.h"

namespace liaison {
namespace {

class Examples : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const std::array files{std::filesystem::path(LIAISON_SOURCE_DIR) / "graphs" / "genai-2024.json"};
    const Result<Database> opened = Database::open(files);
    ASSERT_TRUE(opened) << opened.error().message;
    database_ = *opened;
  }

  /// One row of one column, of the value behind `// ` if there is one.
  static void check_value(std::string_view name, std::string_view example) {
    const Result<Rows> rows = database_.session().run(example);
    ASSERT_TRUE(rows) << name << ": " << rows.error().message << "\n  " << example;
    ASSERT_EQ(rows->columns().size(), 1u) << name;
    ASSERT_EQ(rows->row_count(), 1u) << name;
    constexpr std::string_view mark = "  // ";
    const std::size_t comment = example.find(mark);
    if (comment == std::string_view::npos) return;
    EXPECT_EQ(value_text(*rows->details().snapshot, rows->at(0, 0)), example.substr(comment + mark.size())) << name;
  }

  inline static Database database_;
};

TEST_F(Examples, OfFunctionsGiveWhatTheySay) {
  for (const FunctionEntry& function : function_reference()) {
    EXPECT_EQ(find_in_function_reference(function.name), &function);
    EXPECT_FALSE(function.category.empty()) << function.name;
    EXPECT_FALSE(function.help.empty()) << function.name;
    EXPECT_TRUE(function.signature.starts_with(std::string(function.name) + "(")) << function.signature;
    check_value(function.name, function.example);
  }
}

TEST_F(Examples, OfProceduresFindSomethingInTheFirstGraph) {
  for (const auto& procedure : builtin_procedures().all()) {
    EXPECT_FALSE(procedure->help.empty()) << procedure->name;
    const Result<Rows> rows = database_.session().run(procedure->example);
    ASSERT_TRUE(rows) << procedure->name << ": " << rows.error().message << "\n  " << procedure->example;
    EXPECT_GT(rows->row_count(), 0u) << procedure->name;
  }
}

}  // namespace
}  // namespace liaison
