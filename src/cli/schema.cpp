#include "cli/schema.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "output/entity_text.h"
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

}  // namespace liaison
