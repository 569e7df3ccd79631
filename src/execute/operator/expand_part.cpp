#include "execute/operator/expand_part.h"

#include <algorithm>
#include <utility>

namespace liaison {
namespace {

std::vector<Slot> all_slots(const ExpandPartSlots& slots) {
  std::vector<Slot> all{slots.from};
  if (slots.to) all.push_back(*slots.to);
  all.insert(all.end(), slots.unlike.begin(), slots.unlike.end());
  for (const auto& [variable, slot] : slots.read_by_predicates) all.push_back(slot);
  return all;
}

}  // namespace

ExpandPart::ExpandPart(const logical::ExpandPart& plan, ExpandPartSlots slots, std::uint16_t parent, OperatorPtr input,
                       Execution& execution)
    : FanOut(std::move(input), parent, execution),
      plan_(plan),
      slots_(std::move(slots)),
      test_row_(execution),
      machine_({&plan.stretch, 1}, test_row_),
      walker_(machine_, execution) {
  for (const auto& [variable, slot] : slots_.read_by_predicates) test_row_.add(variable);
  machine_.compile_predicates();
  if (slots_.wants_to) add_column(plan.stretch.end);
  if (slots_.wants_relationships) add_column(plan.stretch.relationships);
  for (const PatternPart::Group& group : slots_.wanted_groups) add_column(group.list);
}

std::string ExpandPart::describe() const {
  const VariableTable& names = *execution_.variables;
  return std::string(plan_.to_bound ? "ExpandIntoPart" : "ExpandPart") + " (" + shown_name(names[plan_.from]) + ")" +
         machine_.describe(0, plan_.stretch.relationships, names) + "(" + shown_name(names[plan_.stretch.end]) + ")";
}

void ExpandPart::begin_chunk(const Chunk& chunk) {
  machine_.refresh(*execution_.view);
  reader_.emplace(chunk, parent_, all_slots(slots_));
}

void ExpandPart::begin_row(const Chunk&, std::uint16_t row) {
  std::size_t next_slot = 0;
  const auto read = [&] { return reader_->read(next_slot++, row); };
  const Value from = read();
  const Value to = slots_.to ? read() : Value();
  std::vector<RelationshipId> excluded;
  for (std::size_t i = 0; i < slots_.unlike.size(); ++i) add_relationships(read(), excluded);
  for (const auto& [variable, slot] : slots_.read_by_predicates) test_row_.set(variable, read());
  is_pending_ = false;
  is_searching_ = from.kind() == Kind::Node && (!slots_.to || to.kind() == Kind::Node);
  if (!is_searching_) return;
  walker_.start(from.as_node(), slots_.to ? std::optional(to.as_node()) : std::nullopt, excluded);
}

void ExpandPart::emit(Group& child) {
  std::size_t column = 0;
  const std::size_t length = walker_.trail().size();
  const auto append_list = [&](std::vector<Value> list) {
    if (plan_.reversed) std::ranges::reverse(list);
    child.columns[column++]->append(Value::list(std::move(list)));
  };
  if (slots_.wants_to) child.columns[column++]->append(Value::node(walker_.end()));
  if (slots_.wants_relationships) append_list(walker_.relationships(0, length));
  for (const PatternPart::Group& group : slots_.wanted_groups) {
    append_list(walker_.values(plan_.stretch.part, group.inside, 0, length));
  }
  add_row(child);
}

bool ExpandPart::append(Group& child, std::uint32_t limit) {
  while (is_searching_) {
    if (!is_pending_ && !walker_.next()) return true;
    is_pending_ = child.size == limit;
    if (is_pending_) return false;
    emit(child);
  }
  return true;
}

}  // namespace liaison
