#include "scenario_run.h"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace liaison::tck {
namespace {

constexpr std::string_view procedure_step = "there exists a procedure ";

Setting setting_of(const Scenario& scenario) {
  Setting setting;
  for (const Step& step : scenario.steps) {
    if (step.text == "parameters are:") {
      setting.parameters = step.table;
    } else if (step.text.starts_with(procedure_step)) {
      std::string signature = step.text.substr(procedure_step.size());
      signature.erase(signature.find_last_not_of(" :") + 1);
      setting.procedures.push_back({std::move(signature), step.table});
    }
  }
  return setting;
}

template <class Set>
std::int64_t missing_from(const Set& some, const Set& others) {
  return std::ranges::count_if(some, [&](const auto& member) { return !others.contains(member); });
}

std::map<std::string, std::int64_t> side_effects(const Inventory& before, const Inventory& after) {
  return {{"+nodes", missing_from(after.nodes, before.nodes)},
          {"-nodes", missing_from(before.nodes, after.nodes)},
          {"+relationships", missing_from(after.relationships, before.relationships)},
          {"-relationships", missing_from(before.relationships, after.relationships)},
          {"+labels", missing_from(after.labels, before.labels)},
          {"-labels", missing_from(before.labels, after.labels)},
          {"+properties", missing_from(after.properties, before.properties)},
          {"-properties", missing_from(before.properties, after.properties)}};
}

std::string describe(const Fault& fault) {
  return fault.code + " at " + fault.phase + ": " + fault.detail + " (" + fault.message + ")";
}

class ScenarioRun {
 public:
  ScenarioRun(const std::filesystem::path& folder, std::unique_ptr<Engine> engine)
      : folder_(folder), engine_(std::move(engine)) {}

  /// Throws std::runtime_error with what went wrong.
  void step(const Step& step) {
    const std::string& text = step.text;
    if (text == "an empty graph" || text == "any graph" || text == "parameters are:" ||
        text.starts_with(procedure_step)) {
      return;  // the engine began so
    } else if (text == "having executed:") {
      must_run(step.doc_string);
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
    if (answer_.fault && !error_expected_) throw std::runtime_error("error: " + describe(*answer_.fault));
  }

 private:
  void must_run(const std::string& text) {
    const Answer answer = engine_->run(text);
    if (answer.fault) throw std::runtime_error("setup failed: " + describe(*answer.fault));
  }

  void load_graph(const std::string& name) {
    std::ifstream in(folder_ / "graphs" / name / (name + ".cypher"));
    std::stringstream text;
    text << in.rdbuf();
    std::string statement = text.str();
    statement.erase(statement.find_last_not_of(" \r\n\t;") + 1);
    must_run(statement);
  }

  void execute(const std::string& query) {
    finish();
    before_ = engine_->inventory();
    error_expected_ = false;
    answer_ = engine_->run(query);
  }

  void check_error(const std::string& text) {
    static const std::regex form("an? (\\w+) should be raised at (compile time|runtime|any time): (.+)");
    std::smatch match;
    if (!std::regex_match(text, match, form)) throw std::runtime_error("unknown step: " + text);
    error_expected_ = true;
    if (!answer_.fault) throw std::runtime_error("no error, expected: " + text);
    const bool phase_fits = match[2] == "any time" || match[2].str() == answer_.fault->phase;
    const bool detail_fits = match[3] == "*" || match[3].str() == answer_.fault->detail;
    if (match[1].str() != answer_.fault->code || !phase_fits || !detail_fits) {
      throw std::runtime_error("expected " + text + "\n  got " + describe(*answer_.fault));
    }
    check_side_effects({});
  }

  void check_side_effects(const Table& table) {
    finish();
    std::map<std::string, std::int64_t> effects = side_effects(before_, engine_->inventory());
    for (const auto& [name, count] : effects) {
      const auto row = std::ranges::find_if(table, [&](const auto& cells) { return cells[0] == name; });
      const std::int64_t wanted = row == table.end() ? 0 : std::stol((*row)[1]);
      if (wanted != count) {
        throw std::runtime_error("side effect " + name + ": expected " + std::to_string(wanted) + ", got " +
                                 std::to_string(count));
      }
    }
    std::map<std::string, std::int64_t>& counters = answer_.counters;
    if (counters["nodesCreated"] - counters["nodesDeleted"] != effects["+nodes"] - effects["-nodes"] ||
        counters["relationshipsCreated"] - counters["relationshipsDeleted"] !=
            effects["+relationships"] - effects["-relationships"]) {
      throw std::runtime_error("the counters contradict the graph");
    }
  }

  void check_rows(const Table& table, bool in_order, ListOrder list_order) const {
    finish();
    const std::size_t wanted_rows = table.empty() ? 0 : table.size() - 1;
    if (wanted_rows != answer_.rows.size()) {
      throw std::runtime_error("expected " + std::to_string(wanted_rows) + " rows, got " + shown());
    }
    if (table.empty()) return;
    // Columns may stand in another order only where the query projects everything.
    std::vector<std::size_t> column_of;
    for (const std::string& name : table.front()) {
      const auto column = std::ranges::find(answer_.columns, name);
      if (column == answer_.columns.end()) throw std::runtime_error("no column " + name + " in " + shown());
      column_of.push_back(static_cast<std::size_t>(column - answer_.columns.begin()));
    }
    if (column_of.size() != answer_.columns.size()) throw std::runtime_error("more columns: " + shown());
    std::vector<std::vector<CellValue>> expected;
    for (std::size_t row = 1; row < table.size(); ++row) {
      std::vector<CellValue> cells;
      for (const std::string& cell : table[row]) cells.push_back(parse_cell(cell));
      expected.push_back(std::move(cells));
    }
    const auto row_fits = [&](std::size_t wanted, std::size_t row) {
      for (std::size_t i = 0; i < column_of.size(); ++i) {
        if (!fits(expected[wanted][i], answer_.rows[row][column_of[i]], list_order)) return false;
      }
      return true;
    };
    std::vector<bool> used(answer_.rows.size(), false);
    for (std::size_t wanted = 0; wanted < expected.size(); ++wanted) {
      bool found = false;
      for (std::size_t row = in_order ? wanted : 0; row < (in_order ? wanted + 1 : answer_.rows.size()); ++row) {
        if (used[row] || !row_fits(wanted, row)) continue;
        used[row] = found = true;
        break;
      }
      if (!found) throw std::runtime_error("row " + std::to_string(wanted + 1) + " is not in " + shown());
    }
  }

  [[nodiscard]] std::string shown() const {
    std::string text = std::to_string(answer_.rows.size()) + " rows of";
    for (const std::string& column : answer_.columns) text += " | " + column;
    for (std::size_t row = 0; row < std::min<std::size_t>(answer_.rows.size(), 12); ++row) {
      text += "\n   ";
      for (const CellValue& cell : answer_.rows[row]) text += " | " + cell_text(cell);
    }
    return text;
  }

  const std::filesystem::path& folder_;
  std::unique_ptr<Engine> engine_;
  Inventory before_;
  Answer answer_;
  bool error_expected_ = false;
};

}  // namespace

std::string run_scenario(const Scenario& scenario, const std::filesystem::path& folder, MakeEngine make_engine) {
  try {
    ScenarioRun run(folder, make_engine(setting_of(scenario)));
    for (const Step& step : scenario.steps) run.step(step);
    run.finish();
    return "";
  } catch (const std::runtime_error& fault) {
    return fault.what();
  }
}

}  // namespace liaison::tck
