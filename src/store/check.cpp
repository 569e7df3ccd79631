#include "store/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "store/snapshot.h"
#include "store/state.h"
#include "store/state_view.h"
#include "value/equality.h"
#include "value/order.h"
#include "value/text.h"

namespace liaison {
namespace {

constexpr std::uint32_t most_reports = 10;

/// Reports of one kind and place, of which only the first few are told.
class Reports {
 public:
  explicit Reports(const std::function<void(std::string)>& report) : report_(report) {}
  ~Reports() {
    if (count_ > most_reports) report_(fmt::format("and {} more like the last", count_ - most_reports));
  }
  Reports(const Reports&) = delete;
  Reports& operator=(const Reports&) = delete;

  void add(std::string fault) {
    if (++count_ <= most_reports) report_(std::move(fault));
  }

 private:
  const std::function<void(std::string)>& report_;
  std::uint64_t count_ = 0;
};

using Counts = std::map<ShapeId, std::uint64_t>;

Counts counts_of(const ShapeCounts& counts) {
  Counts all;
  counts.for_each([&](ShapeId shape, std::uint64_t count) { all[shape] = count; });
  return all;
}

class Check {
 public:
  Check(const GraphState& state, const GraphView& view, const std::function<void(std::string)>& report)
      : state_(state), view_(view), report_(report) {}

  void run() {
    if (state_.base) state_.base->read_all();
    check_nodes();
    for (TypeId type = 0; type < state_.types.size(); ++type) check_type(type);
    if (state_.relationship_count != relationships_) {
      report_(fmt::format("{} relationships are counted, and {} are there", state_.relationship_count, relationships_));
    }
    check_properties();
    check_names();
    for (const Index& index : state_.schema->indexes) check_index(index);
    for (const Constraint& constraint : state_.schema->constraints) check_constraint(constraint);
  }

 private:
  // ---- Nodes --------------------------------------------------------------------------------------------------------

  void check_nodes() {
    Counts by_shape;
    std::uint64_t count = 0;
    for (NodeId node = 0; node < state_.node_limit; ++node) {
      const ShapeId shape = state_.shape_of(node);
      if (shape == NodeExtent::gone) continue;
      ++by_shape[shape];
      ++count;
    }
    if (count != state_.node_count)
      report_(fmt::format("{} nodes are counted, and {} are there", state_.node_count, count));
    compare_counts(by_shape, state_.nodes_by_shape, "nodes");
  }

  void compare_counts(const Counts& recounted, const ShapeCounts& kept, std::string_view what) {
    const Counts known = counts_of(kept);
    if (recounted == known) return;
    Reports reports(report_);
    const auto compare = [&](const Counts& left, const Counts& right) {
      for (const auto& [shape, count] : left) {
        const auto found = right.find(shape);
        if (found != right.end() && found->second == count) continue;
        reports.add(fmt::format("the count of {} of {} is wrong", what, labels_of(shape)));
      }
    };
    compare(recounted, known);
    if (recounted.size() < known.size()) compare(known, recounted);
  }

  [[nodiscard]] std::string labels_of(ShapeId shape) const {
    std::string text;
    for (LabelId label : state_.catalog->shapes[shape].labels) {
      text += ":" + quoted_name(state_.catalog->labels.name(label));
    }
    return text.empty() ? "no label" : text;
  }

  // ---- Relationships ------------------------------------------------------------------------------------------------

  void check_type(TypeId id) {
    const TypeStore& type = *state_.types[id];
    const std::string name = ":" + quoted_name(state_.catalog->types.name(id));
    Counts starts, ends;
    std::uint64_t count = 0;
    {
      Reports reports(report_);
      for (std::uint64_t serial = 0; serial < type.serial_limit; ++serial) {
        const EndPoints each = type.ends_of(serial);
        if (each.start == TypeStore::gone) continue;
        ++count;
        const ShapeId start = state_.shape_of(each.start), end = state_.shape_of(each.end);
        if (start == NodeExtent::gone || end == NodeExtent::gone) {
          reports.add(fmt::format("relationship {} of {} has an end that is no node", serial, name));
          continue;
        }
        ++starts[start];
        ++ends[end];
      }
    }
    relationships_ += count;
    if (count != type.count)
      report_(fmt::format("{} relationships of {} are counted, and {} are there", type.count, name, count));
    compare_counts(starts, type.starts_by_shape, "starts of " + name + " at nodes");
    compare_counts(ends, type.ends_by_shape, "ends of " + name + " at nodes");
    check_lists(type, name, Direction::Outgoing, count);
    check_lists(type, name, Direction::Incoming, count);
  }

  void check_lists(const TypeStore& type, const std::string& name, Direction direction, std::uint64_t count) {
    const bool forward = direction == Direction::Outgoing;
    const std::string_view which = forward ? "forward" : "backward";
    Reports reports(report_);
    std::vector<bool> seen(type.serial_limit);
    std::uint64_t entries = 0;
    for (NodeId node = 0; node < state_.node_limit; ++node) {
      if ((forward ? type.forward : type.backward).find(node / extent_rows) == nullptr) {
        node += extent_rows - 1 - node % extent_rows;
        continue;
      }
      const Neighbours list = type.neighbours(node, direction);
      entries += list.nodes.size();
      if (list.nodes.size() > (forward ? type.longest_forward : type.longest_backward)) {
        reports.add(
            fmt::format("the {} list of {} at node {} is longer than the longest is said to be", which, name, node));
      }
      for (std::size_t i = 0; i < list.nodes.size(); ++i) {
        const Serial serial = list.serials[i];
        const EndPoints ends = serial < type.serial_limit ? type.ends_of(serial) : EndPoints{TypeStore::gone, 0};
        const EndPoints listed = forward ? EndPoints{node, list.nodes[i]} : EndPoints{list.nodes[i], node};
        if (ends.start != listed.start || ends.end != listed.end) {
          reports.add(fmt::format("the {} list of {} at node {} has relationship {}, whose ends are others", which,
                                  name, node, serial));
        } else if (seen[serial]) {
          reports.add(fmt::format("relationship {} of {} stands twice in {} lists", serial, name, which));
        } else {
          seen[serial] = true;
        }
        if (i == 0) continue;
        if (std::pair(list.nodes[i - 1], list.serials[i - 1]) >= std::pair(list.nodes[i], serial)) {
          reports.add(fmt::format("the {} list of {} at node {} is out of order", which, name, node));
        }
        if (forward && list.nodes[i - 1] == list.nodes[i] && !type.may_have_parallel) {
          reports.add(fmt::format("node {} has parallel relationships of {}, which is said to have none", node, name));
        }
      }
    }
    if (entries != count) {
      reports.add(fmt::format("{} lists of {} have {} entries for {} relationships", which, name, entries, count));
    }
  }

  // ---- Properties ---------------------------------------------------------------------------------------------------

  void check_properties() {
    std::vector<std::uint64_t> present(state_.keys.size());
    Reports reports(report_);
    const auto check = [&](const ColumnSet& columns, auto&& is_there, auto&& named) {
      columns.for_each([&](PropertyKey key, const ColumnPiece& piece) {
        piece.for_each(*state_.keys[key].shared, [&](std::uint32_t row, const Value& value) {
          if (value.is_null()) return;
          ++present[key];
          if (!is_there(row)) {
            reports.add(fmt::format("{}, which is deleted, has a property {}", named(row), key_name(key)));
          }
          if (!is_text_valid(value)) {
            reports.add(fmt::format("property {} of {} is no UTF-8", key_name(key), named(row)));
          }
        });
      });
    };
    for (std::size_t number = 0; number < state_.nodes.size(); ++number) {
      const NodeExtent& extent = state_.nodes[number];
      check(
          extent.properties, [&](std::uint32_t row) { return extent.shape(row) != NodeExtent::gone; },
          [&](std::uint32_t row) { return fmt::format("node {}", number * extent_rows + row); });
    }
    for (TypeId id = 0; id < state_.types.size(); ++id) {
      const TypeStore& type = *state_.types[id];
      for (std::size_t number = 0; number < type.properties.size(); ++number) {
        const ColumnSet* columns = type.properties.find(number);
        if (columns == nullptr) continue;
        check(
            *columns, [&](std::uint32_t row) { return type.has(number * extent_rows + row); },
            [&](std::uint32_t row) {
              return fmt::format("relationship {} of :{}", number * extent_rows + row,
                                 quoted_name(state_.catalog->types.name(id)));
            });
      }
    }
    for (PropertyKey key = 0; key < present.size(); ++key) {
      if (present[key] == state_.keys[key].present) continue;
      reports.add(fmt::format("{} entities are counted with property {}, and {} have it", state_.keys[key].present,
                              key_name(key), present[key]));
    }
  }

  [[nodiscard]] std::string key_name(PropertyKey key) const {
    return quoted_name(state_.catalog->property_keys.name(key));
  }

  static bool is_text_valid(const Value& value) {
    if (value.kind() == Kind::String) return !invalid_utf8(value.as_string());
    if (value.kind() == Kind::List) return std::ranges::all_of(value.as_list(), is_text_valid);
    if (value.kind() != Kind::Map) return true;
    return std::ranges::all_of(value.as_map().entries(), [](const MapEntry& entry) {
      return !invalid_utf8(entry.key) && is_text_valid(entry.value);
    });
  }

  // ---- Names, indexes, constraints ----------------------------------------------------------------------------------

  void check_names() {
    using Entry = std::tuple<NodeId, std::string, std::string>;
    std::vector<Entry> expected, kept;
    const auto add = [&](const Value& name, NodeId node) {
      if (name.kind() == Kind::String) {
        expected.emplace_back(node, std::string(name.as_string()), folded(name.as_string()));
      }
    };
    for (const std::string_view key_text : {"name", "aliases"}) {
      const auto key = state_.catalog->property_keys.find(key_text);
      if (!key) continue;
      for (NodeId node = 0; node < state_.node_limit; ++node) {
        if (!view_.has_node(node)) continue;
        const Value value = view_.property(node, *key);
        add(value, node);
        if (value.kind() != Kind::List) continue;
        for (const Value& alias : value.as_list()) add(alias, node);
      }
    }
    state_.names.for_each([&](std::string_view name, std::string_view folded_name, NodeId node) {
      kept.emplace_back(node, name, folded_name);
    });
    std::ranges::sort(expected);
    std::ranges::sort(kept);
    std::vector<Entry> different;
    std::ranges::set_symmetric_difference(expected, kept, std::back_inserter(different));
    Reports reports(report_);
    for (const auto& [node, name, folded_name] : different) {
      reports.add(fmt::format("node {} is not found by its name {}, or by one that it has not", node, quoted(name)));
    }
  }

  template <class Visit>
  void for_each_in(const SchemaTarget& target, Visit&& visit) const {
    if (target.of_relationships) {
      const TypeStore& type = *state_.types[target.token];
      for (std::uint64_t serial = 0; serial < type.serial_limit; ++serial) {
        if (!type.has(serial)) continue;
        const RelationshipId id{target.token, serial};
        visit(serial, [&](PropertyKey key) { return view_.property(id, key); });
      }
      return;
    }
    for (NodeId node = 0; node < state_.node_limit; ++node) {
      if (!view_.has_node(node) || !view_.has_label(node, target.token)) continue;
      visit(node, [&](PropertyKey key) { return view_.property(node, key); });
    }
  }

  static bool comes_before(const ValueIndex::Entry& left, const ValueIndex::Entry& right) {
    const std::weak_ordering result = order(left.value, right.value);
    return result < 0 || (result == 0 && left.id < right.id);
  }

  [[nodiscard]] std::vector<ValueIndex::Entry> entries_of(const Index& index) const {
    std::vector<ValueIndex::Entry> entries;
    for_each_in(index.on, [&](std::uint64_t id, auto&& property) {
      if (std::optional<Value> value = index_value(index, property)) entries.push_back({std::move(*value), id});
    });
    std::ranges::sort(entries, comes_before);
    return entries;
  }

  void check_index(const Index& index) {
    const std::vector<ValueIndex::Entry> expected = entries_of(index);
    Reports reports(report_);
    std::size_t next = 0;
    std::uint64_t visited = 0;
    index.values.visit_from(
        [](const ValueIndex::Entry&) { return false; },
        [&](const ValueIndex::Entry& entry) {
          ++visited;
          if (next < expected.size() && expected[next].id == entry.id && identical(expected[next].value, entry.value)) {
            ++next;
          } else {
            reports.add(fmt::format("index {} has {} for entity {} out of place", quoted_name(index.name),
                                    literal_text(entry.value), entry.id));
          }
          return true;
        });
    if (visited != expected.size() || index.values.size() != visited) {
      reports.add(
          fmt::format("index {} has {} entries where {} belong", quoted_name(index.name), visited, expected.size()));
    }
  }

  void check_constraint(const Constraint& constraint) {
    Reports reports(report_);
    const Index plain{.name = constraint.name, .kind = IndexKind::Range, .on = constraint.on};
    if (constraint.kind != ConstraintKind::Exists) {
      const std::vector<ValueIndex::Entry> entries = entries_of(plain);
      for (std::size_t i = 1; i < entries.size(); ++i) {
        if (order(entries[i - 1].value, entries[i].value) != 0) continue;
        reports.add(fmt::format("constraint {} wants unique values, and entities {} and {} both have {}",
                                quoted_name(constraint.name), entries[i - 1].id, entries[i].id,
                                literal_text(entries[i].value)));
      }
      if (state_.schema->find_index(constraint.name) == nullptr) {
        reports.add(fmt::format("constraint {} has no index", quoted_name(constraint.name)));
      }
    }
    if (constraint.kind == ConstraintKind::Unique) return;
    for_each_in(constraint.on, [&](std::uint64_t id, auto&& property) {
      for (PropertyKey key : constraint.on.keys) {
        if (!property(key).is_null()) continue;
        reports.add(fmt::format("constraint {} wants {} to be there, and entity {} has none",
                                quoted_name(constraint.name), key_name(key), id));
      }
    });
  }

  const GraphState& state_;
  const GraphView& view_;
  const std::function<void(std::string)>& report_;
  std::uint64_t relationships_ = 0;
};

}  // namespace

void check_invariants(const Snapshot& snapshot, const std::function<void(std::string)>& report) {
  Check(state_of(snapshot), *snapshot, report).run();
}

}  // namespace liaison
