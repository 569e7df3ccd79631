#include "store/tables/table_column.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "liaison/error.h"

namespace liaison {
namespace {

/// A column in one line: role, name, type, space.
std::string read(std::string_view field) {
  try {
    const Column column = read_column(field);
    static constexpr std::array<std::string_view, 7> roles{"id", "start", "end", "label", "type", "ignore", "property"};
    return std::string(roles[static_cast<std::size_t>(column.role)]) + " '" + column.name + "' " +
           std::string(to_string(column.type)) + (column.is_list ? "[]" : "") +
           (column.space.empty() ? "" : " of " + column.space);
  } catch (const Error& error) {
    EXPECT_EQ(error.code, ErrorCode::GraphFileError);
    EXPECT_EQ(error.detail, "BadHeader");
    return "!" + error.message + (error.hint.empty() ? "" : " (" + error.hint + ")");
  }
}

TEST(Column, APropertyHasANameAndAType) {
  EXPECT_EQ(read("name"), "property 'name' string");
  EXPECT_EQ(read("name:string"), "property 'name' string");
  EXPECT_EQ(read("n:INT"), "property 'n' int");
  EXPECT_EQ(read("n:long[]"), "property 'n' long[]");
  EXPECT_EQ(read("t:LocalDateTime"), "property 't' localdatetime");
}

TEST(Column, IdsHaveSpacesAndTypes) {
  EXPECT_EQ(read(":ID"), "id '' string");
  EXPECT_EQ(read("id:ID(Company)"), "id 'id' string of Company");
  EXPECT_EQ(read("id:ID(Company){id-type:long}"), "id 'id' long of Company");
  EXPECT_EQ(read("id:ID{id-type: INT}"), "id 'id' long");
  EXPECT_EQ(read(":START_ID(A)"), "start '' string of A");
  EXPECT_EQ(read(":END_ID"), "end '' string");
  EXPECT_EQ(read(":ID(a:b (c))"), "id '' string of a:b (c)");
}

TEST(Column, OtherRoles) {
  EXPECT_EQ(read(":LABEL"), "label '' string");
  EXPECT_EQ(read(":TYPE"), "type '' string");
  EXPECT_EQ(read(":IGNORE"), "ignore '' string");
  EXPECT_EQ(read("comment:IGNORE"), "ignore 'comment' string");
}

TEST(Column, AnUnknownTypeIsNamedWithTheNearest) {
  EXPECT_EQ(read("founded:dat"), "!column 'founded:dat' is of type dat, which there is not (did you mean date?)");
  EXPECT_EQ(read("x:point"), "!column 'x:point' is of type point, which this version cannot hold");
  EXPECT_EQ(read("x:qwerty").substr(0, 56), "!column 'x:qwerty' is of type qwerty, which there is not");
  EXPECT_EQ(read("x:id-typ"), "property 'x:id-typ' string");
}

TEST(Column, WhatMeansNothingIsRefused) {
  EXPECT_EQ(read(""), "!column '' has no name (:IGNORE leaves a column out)");
  EXPECT_EQ(read(":string"), "!column ':string' has no name (:IGNORE leaves a column out)");
  EXPECT_EQ(read("x:long(A)"), "!column 'x:long(A)': only ids have a space in parentheses");
  EXPECT_EQ(read(":ID[]"), "!column ':ID[]' can be no list");
  EXPECT_EQ(read("x:long{id-type:long}"),
            "!column 'x:long{id-type:long}': there is no option 'id-type:long' here (of an "
            "ID column it may be {id-type:long} or {id-type:string})");
  EXPECT_EQ(read(":ID{id-type:uuid}").substr(0, 60), "!column ':ID{id-type:uuid}': there is no option 'id-type:uui");
}

TEST(Column, AnyNameComesBackFromItsField) {
  for (const std::string name : {"a", "a:b", "a:b:string", "x{y}", "x{y:z}", " a ", "a[]", "a(b)", "a:ID(b", "é\n\"",
                                 ":", "a:id", "::", "a:b(c:string)"}) {
    for (const bool is_list : {false, true}) {
      const Column column = read_column(column_field(name, ColumnType::Date, is_list));
      EXPECT_EQ(column.name, name);
      EXPECT_EQ(column.type, ColumnType::Date);
      EXPECT_EQ(column.is_list, is_list);
    }
  }
}

}  // namespace
}  // namespace liaison
