#include "execute/operator/search_paths.h"

#include <algorithm>
#include <utility>

#include "value/equality.h"

namespace liaison {
namespace {

std::vector<Slot> all_slots(const SearchPathsSlots& slots) {
  std::vector<Slot> all{slots.from, slots.to};
  for (const auto& [variable, slot] : slots.read_on_the_way) all.push_back(slot);
  for (const auto& [variable, slot] : slots.read_of_paths) all.push_back(slot);
  return all;
}

std::string_view name_of(PathSelection selection) {
  return selection == PathSelection::Shortest ? "ShortestPaths " : "AllShortestPaths ";
}

}  // namespace

SearchPaths::SearchPaths(const logical::SearchPaths& plan, SearchPathsSlots slots, std::uint16_t parent,
                         OperatorPtr input, Execution& execution)
    : FanOut(std::move(input), parent, execution),
      plan_(plan),
      slots_(std::move(slots)),
      test_row_(execution),
      machine_(plan.stretches, test_row_),
      distances_(machine_, execution),
      walker_(machine_, execution) {
  for (const auto& [variable, slot] : slots_.read_on_the_way) test_row_.add(variable);
  for (const auto& [variable, slot] : slots_.read_of_paths) test_row_.add(variable);
  for (const logical::PathStretch& stretch : plan.stretches) {
    test_row_.add(stretch.relationships);
    for (const PatternPart::Group& group : stretch.part.groups) test_row_.add(group.list);
  }
  if (plan.path) {
    test_row_.add(plan.path->variable);
    path_ = test_row_.compile({.place = {}, .type = Kind::Path, .node = plan.path->path});
  }
  machine_.compile_predicates();
  for (const Expression& predicate : plan.predicates) predicates_.push_back(test_row_.compile(predicate));
  for (VariableId variable : slots_.wanted) add_column(variable);
}

std::string SearchPaths::describe() const {
  const VariableTable& names = *execution_.variables;
  std::string text(name_of(plan_.selection));
  if (plan_.count != 1) text += std::to_string(plan_.count) + " ";
  text += "(" + shown_name(names[plan_.from]) + ")";
  for (std::uint32_t i = 0; i < plan_.stretches.size(); ++i) {
    const logical::PathStretch& stretch = plan_.stretches[i];
    text += machine_.describe(i, stretch.relationships, names) + "(" + shown_name(names[stretch.end]) + ")";
  }
  return text;
}

void SearchPaths::begin_chunk(const Chunk& chunk) {
  machine_.refresh(*execution_.view);
  if (execution_.transaction != nullptr) distances_.forget();
  reader_.emplace(chunk, parent_, all_slots(slots_));
}

void SearchPaths::begin_row(const Chunk&, std::uint16_t row) {
  is_done_ = true;
  is_pending_ = false;
  std::size_t next_slot = 0;
  const auto read = [&] { return reader_->read(next_slot++, row); };
  const Value from = read(), to = read();
  if (from.kind() != Kind::Node || to.kind() != Kind::Node) return;
  std::vector<Value> read_now;
  for (const auto& [variable, slot] : slots_.read_on_the_way) {
    read_now.push_back(read());
    test_row_.set(variable, read_now.back());
  }
  for (const auto& [variable, slot] : slots_.read_of_paths) test_row_.set(variable, read());
  if (!std::ranges::equal(read_now, read_before_, identical)) distances_.forget();
  read_before_ = std::move(read_now);
  from_ = from.as_node();
  to_ = to.as_node();
  length_ = distances_.measure(from_, to_);
  if (length_ == PathDistances::none) return;
  is_done_ = false;
  is_first_round_ = true;
  found_ = rounds_found_ = 0;
  walker_.start_at_length(from_, to_, distances_, length_);
}

/// True if the walker stands at the end of a path to be given.
bool SearchPaths::next_path() {
  while (!is_done_) {
    while (walker_.next()) {
      if (passes()) return true;
    }
    is_done_ = !next_round();
  }
  return false;
}

bool SearchPaths::next_round() {
  if (plan_.selection == PathSelection::ShortestGroups && found_ > 0) {
    found_ = 0;
    if (++rounds_found_ == plan_.count) return false;
  }
  if (std::exchange(is_first_round_, false)) {
    // So far only what is on a shortest walk was known.
    distances_.know_all();
    ++length_;
    if (from_ == to_ && machine_.is_undirected_step()) {
      const std::uint64_t round = distances_.shortest_round(from_);
      if (round == PathDistances::none) return false;
      length_ = std::max(length_, round);
    }
  } else {
    length_ = walker_.next_length();
  }
  if (length_ == PathDistances::none || length_ > machine_.longest()) return false;
  walker_.start_at_length(from_, to_, distances_, length_);
  return true;
}

template <class Visit>
void SearchPaths::for_each_found(const Visit& visit) const {
  const std::vector<std::size_t> ends = walker_.stretch_ends();
  std::size_t begin = 0;
  for (std::size_t i = 0; i < plan_.stretches.size(); ++i) {
    const logical::PathStretch& stretch = plan_.stretches[i];
    const std::size_t first = begin, end = ends[i];
    begin = end;
    visit(stretch.relationships, [&] {
      return stretch.is_single ? Value::relationship(walker_.trail()[first])
                               : Value::list(walker_.relationships(first, end));
    });
    for (const PatternPart::Group& group : stretch.part.groups) {
      visit(group.list, [&] { return Value::list(walker_.values(stretch.part, group.inside, first, end)); });
    }
    if (i + 1 < plan_.stretches.size()) visit(stretch.end, [&] { return Value::node(walker_.node(end)); });
  }
}

bool SearchPaths::passes() {
  if (predicates_.empty()) return true;
  for_each_found([&](VariableId variable, const auto& value) { test_row_.set(variable, value()); });
  if (path_) test_row_.set(plan_.path->variable, test_row_.evaluate(*path_));
  return test_row_.all_true(predicates_);
}

void SearchPaths::emit(Group& child) {
  if (!slots_.wanted.empty()) {
    for_each_found([&](VariableId variable, const auto& value) {
      const auto wanted = std::ranges::find(slots_.wanted, variable);
      if (wanted == slots_.wanted.end()) return;
      child.columns[static_cast<std::size_t>(wanted - slots_.wanted.begin())]->append(value());
    });
  }
  add_row(child);
}

bool SearchPaths::append(Group& child, std::uint32_t limit) {
  while (is_pending_ || next_path()) {
    is_pending_ = child.size == limit;
    if (is_pending_) return false;
    emit(child);
    ++found_;
    if (plan_.selection == PathSelection::Shortest && found_ == plan_.count) is_done_ = true;
  }
  return true;
}

}  // namespace liaison
