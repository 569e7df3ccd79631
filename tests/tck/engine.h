#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "cell_value.h"

namespace liaison::tck {

using Table = std::vector<std::vector<std::string>>;

/// What stopped a statement, by the TCK's names.
struct Fault {
  std::string code, phase, detail, message;
};

/// What came of a statement.
struct Answer {
  std::optional<Fault> fault;
  std::vector<std::string> columns;
  std::vector<std::vector<CellValue>> rows;
  std::map<std::string, std::int64_t> counters;  // by their names in `typed`; those that are 0 may be missing
};

/// What side effects are measured by: identities, labels in use, and properties as text.
struct Inventory {
  std::set<std::string> nodes, relationships, labels;
  std::set<std::tuple<std::string, std::string, std::string>> properties;  // entity, key, value
};

/// What a scenario brings along before anything runs.
struct Setting {
  Table parameters;  // name and value
  struct TestProcedure {
    std::string signature;
    Table table;
  };
  std::vector<TestProcedure> procedures;
};

/// liaison with an empty graph, by one of its doors.
class Engine {
 public:
  virtual ~Engine() = default;
  virtual Answer run(const std::string& statement) = 0;
  virtual Inventory inventory() = 0;
};

/// Through the library, in this process.
[[nodiscard]] std::unique_ptr<Engine> library_engine(const Setting& setting);

/// The same on a store that is closed and opened again before each statement.
[[nodiscard]] std::unique_ptr<Engine> stored_library_engine(const Setting& setting);

/// Through the program: a process of its own that reads statements and answers with `--format typed`.
[[nodiscard]] std::unique_ptr<Engine> program_engine(const Setting& setting);

}  // namespace liaison::tck
