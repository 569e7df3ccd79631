#include "cli/schema.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "output/screen_text.h"
#include "store/graph_view.h"
#include "store/statistics.h"

namespace liaison {
namespace {

/// How many relationships end at nodes with each label, by label id.
using LabelCounts = std::vector<std::uint64_t>;
using Keys = std::set<PropertyKey>;

std::string names_of(const Keys& keys, const Catalog& catalog) {
  std::vector<std::string> names;
  for (const PropertyKey key : keys) names.push_back(catalog.property_keys.name(key));
  std::ranges::sort(names);
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::string_view wanted_by(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::Unique:
      return "IS UNIQUE";
    case ConstraintKind::Exists:
      return "IS NOT NULL";
    case ConstraintKind::Key:
      return "IS KEY";
  }
  return "";
}

void count_labels(const GraphView& view, NodeId node, LabelCounts& counts) {
  for (const LabelId label : view.catalog().shapes[view.shape_of(node)].labels) ++counts[label];
}

/// "Company 12, Person 3": the commonest first.
std::string text_of(const LabelCounts& counts, const Catalog& catalog) {
  std::vector<std::pair<std::uint64_t, LabelId>> order;
  for (LabelId label = 0; label < counts.size(); ++label) {
    if (counts[label] > 0) order.emplace_back(counts[label], label);
  }
  std::ranges::stable_sort(order, std::greater(), &std::pair<std::uint64_t, LabelId>::first);
  constexpr std::size_t shown_max = 6;
  std::string text;
  for (std::size_t i = 0; i < order.size() && i < shown_max; ++i) {
    text += (i > 0 ? ", " : "") + catalog.labels.name(order[i].second) + " " + std::to_string(order[i].first);
  }
  if (order.size() > shown_max) text += ", …";
  return text;
}

struct Row {
  std::uint64_t count = 0;
  std::vector<Value> values;
};

void add_rows(std::vector<Row> rows, StatementResult& result) {
  std::ranges::stable_sort(rows, std::greater(), &Row::count);
  for (Row& row : rows) std::ranges::move(row.values, std::back_inserter(result.values));
}

}  // namespace

StatementResult labels_of(const Snapshot& snapshot) {
  const GraphView& view = *snapshot;
  const Catalog& catalog = view.catalog();
  std::vector<Keys> keys_of_shape(catalog.shapes.size());
  std::vector<NodeId> nodes;
  for (NodeId from = 0; from < view.node_limit();) {
    nodes.clear();
    from = view.scan(from, {}, 4096, nodes);
    for (const NodeId node : nodes) {
      Keys& keys = keys_of_shape[view.shape_of(node)];
      view.for_each_property(node, [&](PropertyKey key, const Value&) { keys.insert(key); });
    }
  }
  std::vector<Keys> keys_of_label(catalog.labels.size());
  for (ShapeId shape = 0; shape < catalog.shapes.size(); ++shape) {
    for (const LabelId label : catalog.shapes[shape].labels) keys_of_label[label].merge(Keys(keys_of_shape[shape]));
  }

  StatementResult result;
  result.snapshot = snapshot;
  result.columns = {"label", "nodes", "properties"};
  std::vector<Row> rows;
  for (LabelId label = 0; label < catalog.labels.size(); ++label) {
    const std::uint64_t count = view.statistics().nodes_with(label);
    if (count == 0) continue;  // a name stays known when nothing uses it any more
    rows.push_back({count,
                    {Value::string(catalog.labels.name(label)), Value::integer(static_cast<std::int64_t>(count)),
                     Value::string(names_of(keys_of_label[label], catalog))}});
  }
  add_rows(std::move(rows), result);
  return result;
}

StatementResult types_of(const Snapshot& snapshot) {
  const GraphView& view = *snapshot;
  const Catalog& catalog = view.catalog();
  StatementResult result;
  result.snapshot = snapshot;
  result.columns = {"type", "relationships", "from", "to", "properties"};
  std::vector<Row> rows;
  for (TypeId type = 0; type < catalog.types.size(); ++type) {
    const std::uint64_t count = view.statistics().relationships_of(type);
    if (count == 0) continue;
    LabelCounts from(catalog.labels.size()), to(catalog.labels.size());
    Keys keys;
    view.for_each_relationship(type, [&](RelationshipId relationship, EndPoints ends) {
      count_labels(view, ends.start, from);
      count_labels(view, ends.end, to);
      view.for_each_property(relationship, [&](PropertyKey key, const Value&) { keys.insert(key); });
    });
    rows.push_back({count,
                    {Value::string(catalog.types.name(type)), Value::integer(static_cast<std::int64_t>(count)),
                     Value::string(text_of(from, catalog)), Value::string(text_of(to, catalog)),
                     Value::string(names_of(keys, catalog))}});
  }
  add_rows(std::move(rows), result);
  return result;
}

StatementResult indexes_of(const Snapshot& snapshot) {
  StatementResult result;
  result.snapshot = snapshot;
  result.columns = {"index", "on"};
  for (const Index& index : snapshot->schema().indexes) {
    if (index.serves_constraint) continue;  // told with the constraint
    result.values.push_back(Value::string(index.name));
    result.values.push_back(Value::string(target_text(index.on, snapshot->catalog())));
  }
  return result;
}

StatementResult constraints_of(const Snapshot& snapshot) {
  StatementResult result;
  result.snapshot = snapshot;
  result.columns = {"constraint", "on", "wants"};
  for (const Constraint& constraint : snapshot->schema().constraints) {
    result.values.push_back(Value::string(constraint.name));
    result.values.push_back(Value::string(target_text(constraint.on, snapshot->catalog())));
    result.values.push_back(Value::string(wanted_by(constraint.kind)));
  }
  return result;
}

namespace {

/// Appends words between `, `, broken into lines of the width that begin behind the indent.
void append_folded(std::string& out, const std::string& list, std::size_t indent, std::uint32_t width) {
  std::size_t column = indent;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t comma = list.find(", ", begin);
    const std::size_t end = comma == std::string::npos ? list.size() : comma + 1;
    const std::string word = visible(std::string_view(list).substr(begin, end - begin));
    if (width > 0 && column > indent && column + 1 + screen_width(word) > width) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    }
    if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += screen_width(word);
    begin = comma == std::string::npos ? list.size() : comma + 2;
  }
  out += '\n';
}

/// "  Company             30  ", all as wide.
std::size_t append_head(std::string& out, const Value& name, const Value& count, std::size_t name_width) {
  const std::string shown = visible(name.as_string()), number = std::to_string(count.as_integer());
  constexpr std::size_t number_width = 8;
  out += "  " + shown + std::string(name_width - screen_width(shown), ' ');
  out += std::string(number_width - std::min(number_width, number.size()), ' ') + number + "  ";
  return 2 + name_width + number_width + 2;
}

/// A heading, and each row in a line; nothing if there are none.
void append_list(std::string& out, std::string_view heading, const StatementResult& list) {
  if (list.row_count() > 0) out += heading;
  for (std::size_t row = 0; row < list.row_count(); ++row) {
    for (std::size_t column = 0; column < list.columns.size(); ++column) {
      out += (column == 0 ? "  " : " ") + visible(list.value(row, column).as_string());
    }
    out += '\n';
  }
}

std::size_t name_width_of(const StatementResult& result) {
  std::size_t width = 0;
  for (std::size_t row = 0; row < result.row_count(); ++row) {
    width = std::max(width, screen_width(visible(result.value(row, 0).as_string())));
  }
  return width;
}

}  // namespace

std::string schema_text(const Snapshot& snapshot, std::uint32_t width) {
  const StatementResult labels = labels_of(snapshot), types = types_of(snapshot);
  const StatementResult indexes = indexes_of(snapshot), constraints = constraints_of(snapshot);
  if (snapshot->node_count() == 0 && snapshot->schema().is_empty()) return "The graph is empty.\n";
  const std::size_t name_width = std::max(name_width_of(labels), name_width_of(types));
  std::string out = "Labels, their nodes and properties\n";
  for (std::size_t row = 0; row < labels.row_count(); ++row) {
    const std::size_t indent = append_head(out, labels.value(row, 0), labels.value(row, 1), name_width);
    append_folded(out, std::string(labels.value(row, 2).as_string()), indent, width);
  }
  out += "Relationship types, from which labels to which, and properties\n";
  for (std::size_t row = 0; row < types.row_count(); ++row) {
    const std::size_t indent = append_head(out, types.value(row, 0), types.value(row, 1), name_width);
    append_folded(out, "from " + std::string(types.value(row, 2).as_string()), indent, width);
    out += std::string(indent, ' ');
    append_folded(out, "to " + std::string(types.value(row, 3).as_string()), indent, width);
    if (types.value(row, 4).as_string().empty()) continue;
    out += std::string(indent, ' ');
    append_folded(out, std::string(types.value(row, 4).as_string()), indent, width);
  }
  append_list(out, "Indexes\n", indexes);
  append_list(out, "Constraints\n", constraints);
  return out;
}

}  // namespace liaison
