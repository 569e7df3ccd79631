#include <array>
#include <utility>

#include "algorithm/table_procedure.h"
#include "engine.h"
#include "liaison/error.h"
#include "session/run.h"
#include "store/graph.h"
#include "stored_graph.h"
#include "value/text.h"

namespace liaison::tck {
namespace {

/// Values of one graph, in the form of the TCK's cells.
class Describer {
 public:
  explicit Describer(const GraphView& view) : view_(view) {}

  [[nodiscard]] CellValue cell(const Value& value) const {
    CellValue cell;
    switch (value.kind()) {
      case Kind::List:
        cell.form = CellValue::Form::List;
        for (const Value& item : value.as_list()) cell.items.push_back(this->cell(item));
        return cell;
      case Kind::Map:
        cell.form = CellValue::Form::Map;
        for (const MapEntry& entry : value.as_map().entries()) add_entry(cell, entry.key, entry.value);
        return cell;
      case Kind::Node:
        return node(value.as_node());
      case Kind::Relationship:
        return relationship(value.as_relationship());
      case Kind::Path:
        return path(value);
      case Kind::Null:
      case Kind::Boolean:
      case Kind::Integer:
      case Kind::Float:
      case Kind::String:
        cell.scalar = value;
        return cell;
      case Kind::Date:
      case Kind::Time:
      case Kind::LocalTime:
      case Kind::LocalDateTime:
      case Kind::DateTime:
      case Kind::Duration:
        cell.scalar = Value::string(scalar_text(value));
        return cell;
    }
    return cell;
  }

 private:
  void add_entry(CellValue& cell, std::string_view key, const Value& value) const {
    cell.keys.emplace_back(key);
    cell.values.push_back(this->cell(value));
  }

  template <class Entity>
  void add_properties(CellValue& cell, Entity entity) const {
    view_.for_each_property(entity, [&](PropertyKey key, const Value& value) {
      add_entry(cell, view_.catalog().property_keys.name(key), value);
    });
  }

  [[nodiscard]] CellValue node(NodeId node) const {
    CellValue cell;
    cell.form = CellValue::Form::Node;
    if (!view_.has_node(node)) return cell;
    for (LabelId label : view_.catalog().shapes[view_.shape_of(node)].labels) {
      cell.labels.push_back(view_.catalog().labels.name(label));
    }
    add_properties(cell, node);
    return cell;
  }

  [[nodiscard]] CellValue relationship(RelationshipId relationship) const {
    CellValue cell;
    cell.form = CellValue::Form::Relationship;
    cell.labels.push_back(view_.catalog().types.name(relationship.type));
    if (view_.has_relationship(relationship)) add_properties(cell, relationship);
    return cell;
  }

  [[nodiscard]] CellValue path(const Value& value) const {
    CellValue cell;
    cell.form = CellValue::Form::Path;
    const auto nodes = value.path_nodes();
    const auto relationships = value.path_relationships();
    cell.items.push_back(node(nodes.front()));
    for (std::size_t i = 0; i < relationships.size(); ++i) {
      cell.items.push_back(relationship(relationships[i]));
      const EndPoints ends = view_.end_points(relationships[i]);
      cell.items.back().walk = ends.start == ends.end   ? Walk::Loop
                               : ends.start == nodes[i] ? Walk::Forwards
                                                        : Walk::Backwards;
      cell.items.push_back(node(nodes[i + 1]));
    }
    return cell;
  }

  const GraphView& view_;
};

std::map<std::string, std::int64_t> named(const Counters& counters) {
  const auto count = [](std::uint64_t number) { return static_cast<std::int64_t>(number); };
  return {{"nodesCreated", count(counters.nodes_created)},
          {"nodesDeleted", count(counters.nodes_deleted)},
          {"relationshipsCreated", count(counters.relationships_created)},
          {"relationshipsDeleted", count(counters.relationships_deleted)}};
}

class LibraryEngine : public Engine {
 public:
  /// `stored`: closed in a store and opened from it before each statement; null: the graph stays in memory.
  LibraryEngine(const Setting& setting, std::unique_ptr<StoredGraph> stored)
      : stored_(std::move(stored)), procedures_(builtin_procedures()) {
    for (const auto& row : setting.parameters) parameters_.set(row[0], to_value(parse_cell(row[1])));
    for (const Setting::TestProcedure& procedure : setting.procedures) {
      std::vector<std::vector<Value>> rows;
      for (std::size_t i = 1; i < procedure.table.size(); ++i) {
        std::vector<Value>& row = rows.emplace_back();
        for (const std::string& cell : procedure.table[i]) row.push_back(to_value(parse_cell(cell)));
      }
      procedures_.add(table_procedure(procedure.signature, std::move(rows)));
    }
  }

  Answer run(const std::string& statement) override {
    Answer answer;
    if (stored_) graph_ = stored_->go_on(graph_);
    try {
      const StatementResult result = run_statement(statement, parameters_, *graph_, procedures_, {}, never_);
      answer.columns = result.columns;
      const Describer describer(*result.snapshot);
      for (std::uint64_t row = 0; row < result.row_count(); ++row) {
        std::vector<CellValue>& cells = answer.rows.emplace_back();
        for (std::size_t column = 0; column < result.columns.size(); ++column) {
          cells.push_back(describer.cell(result.value(row, column)));
        }
      }
      answer.counters = named(result.counters);
    } catch (const Error& error) {
      answer.fault = {std::string(to_string(error.code)), std::string(to_string(error.phase)), error.detail,
                      error.message};
    }
    return answer;
  }

  Inventory inventory() override {
    const Snapshot snapshot = graph_->snapshot();
    const GraphView& view = *snapshot;
    const Catalog& catalog = view.catalog();
    const Describer describer(view);
    Inventory inventory;
    const auto add_properties = [&](auto entity) {
      view.for_each_property(entity, [&](PropertyKey key, const Value& value) {
        inventory.properties.emplace(element_id(entity), catalog.property_keys.name(key),
                                     cell_text(describer.cell(value)));
      });
    };
    std::vector<NodeId> nodes;
    for (NodeId from = 0; from < view.node_limit();) from = view.scan(from, {}, 4096, nodes);
    for (NodeId node : nodes) {
      inventory.nodes.insert(element_id(node));
      for (LabelId label : catalog.shapes[view.shape_of(node)].labels) {
        inventory.labels.insert(catalog.labels.name(label));
      }
      add_properties(node);
    }
    for (TypeId type = 0; type < catalog.types.size(); ++type) {
      view.for_each_relationship(type, [&](RelationshipId relationship, EndPoints) {
        inventory.relationships.insert(element_id(relationship));
        add_properties(relationship);
      });
    }
    return inventory;
  }

 private:
  std::shared_ptr<Graph> graph_ = std::make_shared<Graph>();
  std::unique_ptr<StoredGraph> stored_;
  Procedures procedures_;
  Map parameters_;
  const std::atomic<bool> never_ = false;
};

}  // namespace

std::unique_ptr<Engine> library_engine(const Setting& setting) {
  return std::make_unique<LibraryEngine>(setting, nullptr);
}

std::unique_ptr<Engine> stored_library_engine(const Setting& setting) {
  return std::make_unique<LibraryEngine>(setting, std::make_unique<StoredGraph>());
}

}  // namespace liaison::tck
