#include <rapidjson/document.h>

#include <charconv>
#include <limits>
#include <stdexcept>
#include <string_view>

#include "cli/process.h"
#include "engine.h"

namespace liaison::tck {
namespace {

using Json = rapidjson::Value;

std::string text_of(const Json& json) { return {json.GetString(), json.GetStringLength()}; }

/// Reads the typed JSON of Neo4j's HTTP Query API.
CellValue cell_of(const Json& json);

void add_entries(CellValue& cell, const Json& object) {
  for (const auto& member : object.GetObject()) {
    cell.keys.push_back(text_of(member.name));
    cell.values.push_back(cell_of(member.value));
  }
}

Value float_of(const std::string& text) {
  if (text == "NaN") return Value::floating(std::numeric_limits<double>::quiet_NaN());
  const double infinity = std::numeric_limits<double>::infinity();
  if (text == "Infinity") return Value::floating(infinity);
  if (text == "-Infinity") return Value::floating(-infinity);
  double number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size()) throw std::runtime_error("no Float: " + text);
  return Value::floating(number);
}

CellValue cell_of(const Json& json) {
  const std::string type = text_of(json["$type"]);
  const Json& value = json["_value"];
  CellValue cell;
  if (type == "Null") return cell;
  if (type == "Boolean") {
    cell.scalar = Value::boolean(value.GetBool());
  } else if (type == "Integer") {
    const std::string text = text_of(value);
    std::int64_t number = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc()) {
      throw std::runtime_error("no Integer: " + text);
    }
    cell.scalar = Value::integer(number);
  } else if (type == "Float") {
    cell.scalar = float_of(text_of(value));
  } else if (type == "List") {
    cell.form = CellValue::Form::List;
    for (const Json& item : value.GetArray()) cell.items.push_back(cell_of(item));
  } else if (type == "Map") {
    cell.form = CellValue::Form::Map;
    add_entries(cell, value);
  } else if (type == "Node") {
    cell.form = CellValue::Form::Node;
    for (const Json& label : value["_labels"].GetArray()) cell.labels.push_back(text_of(label));
    add_entries(cell, value["_properties"]);
  } else if (type == "Relationship") {
    cell.form = CellValue::Form::Relationship;
    cell.labels.push_back(text_of(value["_type"]));
    add_entries(cell, value["_properties"]);
  } else if (type == "Path") {
    cell.form = CellValue::Form::Path;
    const auto items = value.GetArray();
    for (rapidjson::SizeType i = 0; i < items.Size(); ++i) {
      cell.items.push_back(cell_of(items[i]));
      if (i % 2 == 0) continue;
      const Json& relationship = items[i]["_value"];
      const Json& start = relationship["_start_node_element_id"];
      cell.items.back().walk = start == relationship["_end_node_element_id"]    ? Walk::Loop
                               : start == items[i - 1]["_value"]["_element_id"] ? Walk::Forwards
                                                                                : Walk::Backwards;
    }
  } else {  // String, and the temporal types
    cell.scalar = Value::string(text_of(value));
  }
  return cell;
}

class ProgramEngine : public Engine {
 public:
  explicit ProgramEngine(const Setting& setting) : process_(arguments(setting)) {}

  Answer run(const std::string& statement) override {
    const rapidjson::Document line = ask(statement);
    Answer answer;
    if (line.HasMember("errors")) {
      const Json& error = line["errors"][0];
      answer.fault = {text_of(error["code"]), text_of(error["phase"]), text_of(error["detail"]),
                      text_of(error["message"])};
      return answer;
    }
    for (const Json& field : line["fields"].GetArray()) answer.columns.push_back(text_of(field));
    for (const Json& row : line["values"].GetArray()) {
      std::vector<CellValue>& cells = answer.rows.emplace_back();
      for (const Json& cell : row.GetArray()) cells.push_back(cell_of(cell));
    }
    for (const auto& counter : line["counters"].GetObject()) {
      answer.counters.emplace(text_of(counter.name), counter.value.GetInt64());
    }
    return answer;
  }

  Inventory inventory() override {
    Inventory inventory;
    const auto add = [&](const Json& entity, std::set<std::string>& ids) {
      const std::string id = text_of(entity["_element_id"]);
      ids.insert(id);
      for (const auto& property : entity["_properties"].GetObject()) {
        inventory.properties.emplace(id, text_of(property.name), cell_text(cell_of(property.value)));
      }
    };
    const rapidjson::Document nodes = ask("MATCH (n) RETURN n");
    for (const Json& row : nodes["values"].GetArray()) {
      const Json& node = row[0]["_value"];
      add(node, inventory.nodes);
      for (const Json& label : node["_labels"].GetArray()) inventory.labels.insert(text_of(label));
    }
    const rapidjson::Document relationships = ask("MATCH ()-[r]->() RETURN r");
    for (const Json& row : relationships["values"].GetArray()) add(row[0]["_value"], inventory.relationships);
    return inventory;
  }

 private:
  Arguments arguments(const Setting& setting) const {
    Arguments words{"-f", "-", "--format", "typed", "--keep-going"};
    for (const auto& row : setting.parameters) words.push_back("--param=" + row[0] + "=" + row[1]);
    for (std::size_t i = 0; i < setting.procedures.size(); ++i) {
      const Setting::TestProcedure& procedure = setting.procedures[i];
      std::string csv;
      for (const auto& row : procedure.table) {
        for (std::size_t column = 0; column < row.size(); ++column)
          csv += (column > 0 ? ",\"" : "\"") + row[column] + '"';
        csv += "\n";
      }
      const std::string name = std::to_string(i) + ".csv";
      words.push_back("--procedure=" + procedure.signature + "=" + folder_.file(name, csv));
    }
    return words;
  }

  rapidjson::Document ask(const std::string& statement) {
    process_.write(statement + "\n;\n");
    const std::string line = process_.read_until("\n");
    rapidjson::Document document;
    document.Parse<rapidjson::kParseFullPrecisionFlag | rapidjson::kParseIterativeFlag>(line.c_str(), line.size());
    if (document.HasParseError() || !document.IsObject()) {
      throw std::runtime_error("no line of typed JSON came but: " + line);
    }
    return document;
  }

  TemporaryFolder folder_;
  Process process_;
};

}  // namespace

std::unique_ptr<Engine> program_engine(const Setting& setting) { return std::make_unique<ProgramEngine>(setting); }

}  // namespace liaison::tck
