// The README's example of liaison in a program, on the graph file named by the only argument.
#include <array>
#include <filesystem>
#include <iostream>

#include "liaison/liaison.h"

int main(int argument_count, const char* const* arguments) {
  if (argument_count != 2) return 2;
  const auto database = liaison::Database::open(std::array{std::filesystem::path(arguments[1])});
  if (!database) {
    std::cerr << database.error().message << '\n';
    return 3;
  }
  liaison::Session session = database->session();
  const auto rows = session.run("MATCH ('Nvidia')-[:acquires]->(c:Company {field: $field}) RETURN c.name",
                                liaison::Map({{"field", liaison::Value::string("deep learning")}}));
  if (!rows) {
    std::cerr << rows.error().message << '\n';
    return 1;
  }
  for (std::size_t row = 0; row < rows->row_count(); ++row) std::cout << rows->at(row, 0).as_string() << '\n';
}
