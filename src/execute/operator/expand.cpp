#include "execute/operator/expand.h"

#include <algorithm>
#include <utility>

#include "execute/operator/row_reader.h"

namespace liaison {
namespace {

std::vector<Slot> all_slots(const ExpandSlots& slots) {
  std::vector<Slot> all{slots.from};
  if (slots.to) all.push_back(*slots.to);
  all.insert(all.end(), slots.unlike.begin(), slots.unlike.end());
  return all;
}

std::string pattern_text(const logical::Expand& plan, const RelationshipLists& lists, const VariableTable& names) {
  return "(" + shown_name(names[plan.from]) + ")" + lists.describe(shown_name(names[plan.relationship])) + "(" +
         shown_name(names[plan.to]) + ")";
}

std::string name_of(const logical::Expand& plan) {
  return std::string(plan.optional ? "Optional" : "") + (plan.to_bound ? "ExpandInto" : "Expand");
}

}  // namespace

// ---- Expand ---------------------------------------------------------------------------------------------------------

Expand::Expand(const logical::Expand& plan, ExpandSlots slots, std::uint16_t parent, OperatorPtr input,
               Execution& execution)
    : FanOut(std::move(input), parent, execution),
      plan_(plan),
      slots_(std::move(slots)),
      lists_(plan.types, plan.direction) {
  if (slots_.wants_to) add_column(plan.to);
  if (slots_.wants_relationship) add_column(plan.relationship);
}

std::string Expand::describe() const {
  return name_of(plan_) + " " + pattern_text(plan_, lists_, *execution_.variables);
}

void Expand::begin_chunk(const Chunk& chunk) {
  lists_.refresh(*execution_.view);
  reader_.emplace(chunk, parent_, all_slots(slots_));
}

void Expand::begin_row(const Chunk&, std::uint16_t row) {
  std::size_t next_slot = 0;
  const auto read = [&] { return reader_->read(next_slot++, row); };
  const Value from = read();
  is_null_ = from.kind() != Kind::Node;
  if (!is_null_) node_ = from.as_node();
  wanted_to_.reset();
  if (slots_.to) {
    const Value to = read();
    if (to.kind() == Kind::Node) {
      wanted_to_ = to.as_node();
    } else {
      is_null_ = true;
    }
  }
  excluded_.clear();
  for (std::size_t i = 0; i < slots_.unlike.size(); ++i) add_relationships(read(), excluded_);
  found_ = false;
  list_ = 0;
  list_open_ = false;
}

void Expand::append_null(Group& child) {
  add_row(child);
  for (const std::shared_ptr<Vector>& column : child.columns) column->append_null();
}

/// As much of the open list as there is room for, copied as one stretch.
void Expand::append_stretch(Group& child, std::uint32_t limit, TypeId type, Vector* to, Vector* relationships) {
  const auto count =
      static_cast<std::uint32_t>(std::min<std::size_t>(limit - child.size, neighbours_.nodes.size() - entry_));
  if (count == 0) return;
  found_ = true;
  add_rows(child, count);
  if (to != nullptr) {
    const auto nodes = neighbours_.nodes.subspan(entry_, count);
    to->nodes.insert(to->nodes.end(), nodes.begin(), nodes.end());
    to->resize(child.size);
  }
  if (relationships != nullptr) {
    for (Serial serial : neighbours_.serials.subspan(entry_, count)) {
      relationships->relationships.push_back({type, serial});
    }
    relationships->resize(child.size);
  }
  entry_ += count;
}

bool Expand::append(Group& child, std::uint32_t limit) {
  const GraphView& view = *execution_.view;
  std::size_t column = 0;
  Vector* to = slots_.wants_to ? child.columns[column++].get() : nullptr;
  Vector* relationships = slots_.wants_relationship ? child.columns[column].get() : nullptr;
  if (child.size == 0) {
    if (to != nullptr) to->reset(VectorKind::Node);
    if (relationships != nullptr) relationships->reset(VectorKind::Relationship);
  }
  for (; !is_null_ && list_ < lists_.lists().size(); ++list_, list_open_ = false) {
    const TypeId type = lists_.lists()[list_].type;
    if (!list_open_) {
      neighbours_ = lists_.neighbours(view, node_, list_, scratch_);
      list_open_ = true;
      entry_ = wanted_to_ ? static_cast<std::size_t>(std::ranges::lower_bound(neighbours_.nodes, *wanted_to_) -
                                                     neighbours_.nodes.begin())
                          : 0;
    }
    const bool skips_loops = lists_.skips_loops(list_);
    const bool takes_all = !wanted_to_ && excluded_.empty() && !skips_loops;
    if (takes_all) {
      append_stretch(child, limit, type, to, relationships);
      if (entry_ < neighbours_.nodes.size()) return false;
      continue;
    }
    for (; entry_ < neighbours_.nodes.size(); ++entry_) {
      const NodeId neighbour = neighbours_.nodes[entry_];
      const RelationshipId relationship{type, neighbours_.serials[entry_]};
      if (wanted_to_ && neighbour != *wanted_to_) break;  // the list is sorted
      if (skips_loops && neighbour == node_) continue;
      if (std::ranges::find(excluded_, relationship) != excluded_.end()) continue;
      if (child.size == limit) return false;
      found_ = true;
      add_row(child);
      if (to != nullptr) {
        to->nodes.push_back(neighbour);
        to->resize(child.size);
      }
      if (relationships != nullptr) {
        relationships->relationships.push_back(relationship);
        relationships->resize(child.size);
      }
    }
  }
  if (plan_.optional && !found_) {
    if (child.size == limit) return false;
    append_null(child);
  }
  return true;
}

// ---- ExpandCount ----------------------------------------------------------------------------------------------------

ExpandCount::ExpandCount(const logical::Expand& plan, ExpandSlots slots, std::uint16_t group, OperatorPtr input,
                         Execution& execution)
    : execution_(execution), plan_(plan), slots_(std::move(slots)), group_(group), lists_(plan.types, plan.direction) {
  layout = input->layout;
  inputs.push_back(std::move(input));
}

std::string ExpandCount::describe() const {
  return name_of(plan_) + "Count " + pattern_text(plan_, lists_, *execution_.variables);
}

std::uint64_t ExpandCount::count(NodeId node, const std::optional<NodeId>& to,
                                 const std::vector<RelationshipId>& excluded) {
  const GraphView& view = *execution_.view;
  std::uint64_t total = 0;
  if (to) {
    for (std::size_t i = 0; i < lists_.lists().size(); ++i) {
      if (lists_.skips_loops(i) && *to == node) continue;
      const Neighbours neighbours = lists_.neighbours(view, node, i, scratch_);
      total += neighbours.count(*to);
    }
  } else {
    total = lists_.degree(view, node, scratch_);
  }
  for (std::size_t i = 0; i < excluded.size(); ++i) {
    const RelationshipId relationship = excluded[i];
    if (std::find(excluded.begin(), excluded.begin() + static_cast<std::ptrdiff_t>(i), relationship) !=
        excluded.begin() + static_cast<std::ptrdiff_t>(i)) {
      continue;
    }
    if (!lists_.contains(view, node, relationship)) continue;
    const EndPoints ends = view.end_points(relationship);
    const NodeId other = ends.start == node ? ends.end : ends.start;
    if (!to || other == *to) --total;
  }
  return total;
}

bool ExpandCount::next(Chunk& chunk) {
  if (!inputs.front()->next(chunk)) return false;
  execution_.begin_work(*this);
  lists_.refresh(*execution_.view);
  std::vector<std::uint64_t> factors(chunk.groups[group_].size, 0);
  {
    const RowReader reader(chunk, group_, all_slots(slots_));
    const Group& group = chunk.groups[group_];
    std::vector<RelationshipId> excluded;
    for (std::uint32_t i = 0; i < group.live(); ++i) {
      const std::uint16_t row = live_row(group, i);
      const Value from = reader.read(0, row);
      std::size_t slot = 1;
      std::optional<NodeId> to;
      bool is_null = from.kind() != Kind::Node;
      if (slots_.to) {
        const Value value = reader.read(slot++, row);
        is_null |= value.kind() != Kind::Node;
        if (!is_null) to = value.as_node();
      }
      excluded.clear();
      for (std::size_t k = 0; k < slots_.unlike.size(); ++k) add_relationships(reader.read(slot++, row), excluded);
      if (!is_null) factors[row] = count(from.as_node(), to, excluded);
      if (plan_.optional && factors[row] == 0) factors[row] = 1;
    }
  }
  Group& group = chunk.groups[group_];
  std::vector<std::uint16_t> selection;
  const bool had_times = !group.times.empty();
  std::vector<std::uint64_t> times(group.size, 1);
  for (std::uint32_t i = 0; i < group.live(); ++i) {
    const std::uint16_t row = live_row(group, i);
    if (factors[row] == 0) continue;
    selection.push_back(row);
    times[row] = had_times ? multiply_times(group.times[row], factors[row]) : factors[row];
  }
  group.times = std::move(times);
  if (selection.size() < group.live()) {
    group.all_selected = false;
    group.selection = std::move(selection);
  }
  return true;
}

}  // namespace liaison
