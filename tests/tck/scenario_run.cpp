#include "scenario_run.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <tuple>

#include "expected_value.h"
#include "liaison/error.h"
#include "session/run.h"
#include "store/graph.h"
#include "value/equality.h"
#include "value/text.h"

namespace liaison::tck {
namespace {

/// What side effects are measured by: identities, labels in use, and properties as text.
struct Inventory {
  std::set<NodeId> nodes;
  std::set<RelationshipId> relationships;
  std::set<std::string> labels;
  std::set<std::tuple<std::string, std::string, std::string>> properties;
};

Inventory take_inventory(const GraphView& view) {
  Inventory inventory;
  std::vector<NodeId> nodes;
  for (NodeId from = 0; from < view.node_limit();) from = view.scan(from, {}, 4096, nodes);
  const Catalog& catalog = view.catalog();
  for (NodeId node : nodes) {
    inventory.nodes.insert(node);
    for (LabelId label : catalog.shapes[view.shape_of(node)].labels)
      inventory.labels.insert(catalog.labels.name(label));
    view.for_each_property(node, [&](PropertyKey key, const Value& value) {
      inventory.properties.emplace("n" + std::to_string(node), catalog.property_keys.name(key), literal_text(value));
    });
  }
  for (TypeId type = 0; type < catalog.types.size(); ++type) {
    view.for_each_relationship(type, [&](RelationshipId relationship, EndPoints) {
      inventory.relationships.insert(relationship);
      view.for_each_property(relationship, [&](PropertyKey key, const Value& value) {
        inventory.properties.emplace("r" + std::to_string(type) + "/" + std::to_string(relationship.serial),
                                     catalog.property_keys.name(key), literal_text(value));
      });
    });
  }
  return inventory;
}

template <class Set>
std::size_t missing_from(const Set& some, const Set& others) {
  return static_cast<std::size_t>(
      std::ranges::count_if(some, [&](const auto& member) { return !others.contains(member); }));
}

std::map<std::string, std::size_t> side_effects(const Inventory& before, const Inventory& after) {
  return {{"+nodes", missing_from(after.nodes, before.nodes)},
          {"-nodes", missing_from(before.nodes, after.nodes)},
          {"+relationships", missing_from(after.relationships, before.relationships)},
          {"-relationships", missing_from(before.relationships, after.relationships)},
          {"+labels", missing_from(after.labels, before.labels)},
          {"-labels", missing_from(before.labels, after.labels)},
          {"+properties", missing_from(after.properties, before.properties)},
          {"-properties", missing_from(before.properties, after.properties)}};
}

class ScenarioRun {
 public:
  explicit ScenarioRun(const std::filesystem::path& folder) : folder_(folder), procedures_(builtin_procedures()) {}

  /// Throws std::runtime_error with what went wrong.
  void step(const Step& step) {
    const std::string& text = step.text;
    if (text == "an empty graph" || text == "any graph") {
      return;
    } else if (text == "parameters are:") {
      for (const auto& row : step.table) parameters_.set(row[0], to_value(parse_expected(row[1])));
    } else if (text == "having executed:") {
      (void)must_run(step.doc_string);
    } else if (text.starts_with("there exists a procedure ")) {
      add_procedure(text.substr(25), step.table);
    } else if (text == "executing query:" || text == "executing control query:") {
      execute(step.doc_string);
    } else if (text == "no side effects") {
      check_side_effects({});
    } else if (text == "the side effects should be:") {
      check_side_effects(step.table);
    } else if (text == "the result should be empty") {
      check_rows({}, false, ListOrder::Matters);
    } else if (text.starts_with("the result should be")) {
      check_rows(step.table, text.find("in order") != std::string::npos,
                 text.find("ignoring element order") != std::string::npos ? ListOrder::Ignored : ListOrder::Matters);
    } else if (text.find(" should be raised at ") != std::string::npos) {
      check_error(text);
    } else if (text.starts_with("the ") && text.ends_with(" graph")) {
      load_graph(text.substr(4, text.size() - 10));
    } else {
      throw std::runtime_error("unknown step: " + text);
    }
  }

  void finish() const {
    if (error_ && !error_expected_) throw std::runtime_error("error: " + describe(*error_));
  }

 private:
  static std::string describe(const Error& error) {
    return std::string(to_string(error.code)) + " at " + std::string(to_string(error.phase)) + ": " + error.detail +
           " (" + error.message + ")";
  }

  StatementResult must_run(const std::string& text) {
    try {
      return run_statement(text, parameters_, graph_, procedures_, {}, never_);
    } catch (const Error& error) {
      throw std::runtime_error("setup failed: " + describe(error));
    }
  }

  void load_graph(const std::string& name) {
    std::ifstream in(folder_ / "graphs" / name / (name + ".cypher"));
    std::stringstream text;
    text << in.rdbuf();
    std::string statement = text.str();
    statement.erase(statement.find_last_not_of(" \r\n\t;") + 1);
    (void)must_run(statement);
  }

  void execute(const std::string& query) {
    finish();
    before_ = take_inventory(*graph_.snapshot());
    result_.reset();
    error_.reset();
    error_expected_ = false;
    try {
      result_ = run_statement(query, parameters_, graph_, procedures_, {}, never_);
    } catch (const Error& error) {
      error_ = error;
    }
  }

  void check_error(const std::string& text) {
    static const std::regex form("an? (\\w+) should be raised at (compile time|runtime|any time): (.+)");
    std::smatch match;
    if (!std::regex_match(text, match, form)) throw std::runtime_error("unknown step: " + text);
    error_expected_ = true;
    if (!error_) throw std::runtime_error("no error, expected: " + text);
    const bool phase_fits = match[2] == "any time" || match[2].str() == to_string(error_->phase);
    const bool detail_fits = match[3] == "*" || match[3].str() == error_->detail;
    if (match[1].str() != to_string(error_->code) || !phase_fits || !detail_fits) {
      throw std::runtime_error("expected " + text + "\n  got " + describe(*error_));
    }
    check_side_effects({});
  }

  void check_side_effects(const std::vector<std::vector<std::string>>& table) {
    finish();
    std::map<std::string, std::size_t> effects = side_effects(before_, take_inventory(*graph_.snapshot()));
    for (const auto& [name, count] : effects) {
      const auto row = std::ranges::find_if(table, [&](const auto& cells) { return cells[0] == name; });
      const std::size_t wanted = row == table.end() ? 0 : std::stoul((*row)[1]);
      if (wanted != count) {
        throw std::runtime_error("side effect " + name + ": expected " + std::to_string(wanted) + ", got " +
                                 std::to_string(count));
      }
    }
    const Counters& counters = result_ ? result_->counters : Counters{};
    const auto balance = [](std::uint64_t made, std::uint64_t gone) {
      return static_cast<std::int64_t>(made) - static_cast<std::int64_t>(gone);
    };
    if (balance(counters.nodes_created, counters.nodes_deleted) != balance(effects["+nodes"], effects["-nodes"]) ||
        balance(counters.relationships_created, counters.relationships_deleted) !=
            balance(effects["+relationships"], effects["-relationships"])) {
      throw std::runtime_error("the counters contradict the graph");
    }
  }

  void check_rows(const std::vector<std::vector<std::string>>& table, bool in_order, ListOrder list_order) {
    finish();
    const StatementResult& result = *result_;
    const std::size_t wanted_rows = table.empty() ? 0 : table.size() - 1;
    if (wanted_rows != result.row_count()) {
      throw std::runtime_error("expected " + std::to_string(wanted_rows) + " rows, got " + shown(result));
    }
    if (table.empty()) return;
    // Columns may stand in another order only where the query projects everything.
    std::vector<std::size_t> column_of;
    for (const std::string& name : table.front()) {
      const auto column = std::ranges::find(result.columns, name);
      if (column == result.columns.end()) throw std::runtime_error("no column " + name + " in " + shown(result));
      column_of.push_back(static_cast<std::size_t>(column - result.columns.begin()));
    }
    if (column_of.size() != result.columns.size()) throw std::runtime_error("more columns: " + shown(result));
    std::vector<std::vector<ExpectedValue>> expected;
    for (std::size_t row = 1; row < table.size(); ++row) {
      std::vector<ExpectedValue> cells;
      for (const std::string& cell : table[row]) cells.push_back(parse_expected(cell));
      expected.push_back(std::move(cells));
    }
    const auto fits = [&](std::size_t wanted, std::uint64_t row) {
      for (std::size_t i = 0; i < column_of.size(); ++i) {
        if (!matches(expected[wanted][i], result.value(row, column_of[i]), *result.snapshot, list_order)) return false;
      }
      return true;
    };
    std::vector<bool> used(result.row_count(), false);
    for (std::size_t wanted = 0; wanted < expected.size(); ++wanted) {
      bool found = false;
      for (std::uint64_t row = in_order ? wanted : 0; row < (in_order ? wanted + 1 : result.row_count()); ++row) {
        if (used[row] || !fits(wanted, row)) continue;
        used[row] = found = true;
        break;
      }
      if (!found) throw std::runtime_error("row " + std::to_string(wanted + 1) + " is not in " + shown(result));
    }
  }

  static std::string shown(const StatementResult& result) {
    std::string text = std::to_string(result.row_count()) + " rows of";
    for (const std::string& column : result.columns) text += " | " + column;
    for (std::uint64_t row = 0; row < std::min<std::uint64_t>(result.row_count(), 12); ++row) {
      text += "\n   ";
      for (std::size_t column = 0; column < result.columns.size(); ++column) {
        text += " | " + value_shown(result.value(row, column));
      }
    }
    return text;
  }

  static std::string value_shown(const Value& value) {
    switch (value.kind()) {
      case Kind::Node:
        return "node " + std::to_string(value.as_node());
      case Kind::Relationship:
        return "relationship " + std::to_string(value.as_relationship().serial);
      case Kind::Path:
        return "path of " + std::to_string(value.path_relationships().size());
      case Kind::List: {
        std::string text = "[";
        for (const Value& item : value.as_list()) text += value_shown(item) + ", ";
        return text + "]";
      }
      case Kind::Map: {
        std::string text = "{";
        for (const MapEntry& entry : value.as_map().entries())
          text += entry.key + ": " + value_shown(entry.value) + ", ";
        return text + "}";
      }
      case Kind::Null:
      case Kind::Boolean:
      case Kind::Integer:
      case Kind::Float:
      case Kind::String:
      case Kind::Date:
        return literal_text(value);
    }
    return "";
  }

  // ---- Test procedures ----

  static TypeSet type_of(std::string name) {
    std::erase(name, '?');
    if (name == "STRING") return Kind::String;
    if (name == "INTEGER") return Kind::Integer;
    if (name == "FLOAT" || name == "NUMBER") return TypeSet::number();
    if (name == "BOOLEAN") return Kind::Boolean;
    return TypeSet::any();
  }

  static std::vector<ProcedureColumn> columns_of(const std::string& text) {
    static const std::regex form(R"((\w+) :: (\w+[?]?))");
    std::vector<ProcedureColumn> columns;
    for (std::sregex_iterator i(text.begin(), text.end(), form), end; i != end; ++i) {
      const std::string type = (*i)[2];
      columns.push_back({(*i)[1], type_of(type), type.ends_with('?')});
    }
    return columns;
  }

  /// A procedure that is a table: inputs select rows, outputs are given.
  void add_procedure(std::string signature, const std::vector<std::vector<std::string>>& table) {
    static const std::regex form("([\\w.]+)\\((.*)\\) :: \\((.*)\\) ?:?");
    std::smatch match;
    if (!std::regex_match(signature, match, form)) throw std::runtime_error("unknown signature: " + signature);
    Procedure procedure;
    procedure.name = match[1];
    procedure.inputs = columns_of(match[2]);
    procedure.outputs = columns_of(match[3]);
    std::vector<std::vector<Value>> rows;
    for (std::size_t i = 1; i < table.size(); ++i) {
      std::vector<Value> row;
      for (const std::string& cell : table[i]) row.push_back(to_value(parse_expected(cell)));
      rows.push_back(std::move(row));
    }
    const std::size_t inputs = procedure.inputs.size();
    procedure.run = [rows, inputs](const GraphView&, std::span<const Value> arguments, const ProcedureSink& sink) {
      for (const std::vector<Value>& row : rows) {
        bool selected = true;
        for (std::size_t i = 0; i < inputs; ++i) selected = selected && equivalent(row[i], arguments[i]);
        if (selected && !sink(std::span(row).subspan(inputs))) return;
      }
    };
    procedures_.add(std::move(procedure));
  }

  const std::filesystem::path& folder_;
  Graph graph_;
  Procedures procedures_;
  Map parameters_;
  const std::atomic<bool> never_ = false;
  Inventory before_;
  std::optional<StatementResult> result_;
  std::optional<Error> error_;
  bool error_expected_ = false;
};

}  // namespace

std::string run_scenario(const Scenario& scenario, const std::filesystem::path& folder) {
  try {
    ScenarioRun run(folder);
    for (const Step& step : scenario.steps) run.step(step);
    run.finish();
    return "";
  } catch (const std::runtime_error& fault) {
    return fault.what();
  }
}

}  // namespace liaison::tck
