#include "execute/operator/name_seek.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "store/entity_names.h"
#include "store/statistics.h"
#include "value/text.h"

namespace liaison {

NameSeek::NameSeek(const logical::NameSeek& plan, std::uint16_t parent, OperatorPtr input, Execution& execution)
    : FanOut(std::move(input), parent, execution),
      plan_(plan),
      evaluator_(plan.value, this->input().layout, parent, execution) {
  add_column(plan.variable);
}

/// Looked up for each chunk: a clause below may have written.
void NameSeek::find_labels() {
  const GraphView& view = *execution_.view;
  labels_.clear();
  is_empty_ = false;
  for (const std::string& label : plan_.labels) {
    const auto id = view.catalog().labels.find(label);
    if (id) labels_.push_back(*id);
    is_empty_ |= !id || view.statistics().nodes_with(*id) == 0;
  }
  is_empty_ |= view.node_count() == 0;
}

void NameSeek::begin_chunk(const Chunk& chunk) {
  find_labels();
  values_ = is_empty_ ? nullptr : &evaluator_.evaluate(chunk);
}

void NameSeek::begin_row(const Chunk& chunk, std::uint16_t row) {
  given_ = 0;
  nodes_.clear();
  if (values_ == nullptr) begin_chunk(chunk);  // written to since the chunk came, perhaps
  if (values_ != nullptr) nodes_ = found_under(values_->get(row));
}

std::vector<NodeId> NameSeek::found_under(const Value& value) const {
  if (value.is_null()) return {};
  if (value.kind() != (plan_.is_list ? Kind::List : Kind::String)) return all_nodes();
  const EntityNames& names = execution_.view->entity_names();
  std::vector<NodeId> nodes;
  if (!plan_.is_list) {
    nodes = names.find(value.as_string());
  } else {
    for (const Value& item : value.as_list()) {
      if (item.is_null()) continue;
      if (item.kind() != Kind::String) return all_nodes();
      const std::vector<NodeId> more = names.find(item.as_string());
      nodes.insert(nodes.end(), more.begin(), more.end());
    }
    std::ranges::sort(nodes);
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  }
  std::erase_if(nodes, [&](NodeId node) {
    return std::ranges::any_of(labels_, [&](LabelId label) { return !execution_.view->has_label(node, label); });
  });
  return nodes;
}

std::vector<NodeId> NameSeek::all_nodes() const {
  const GraphView& view = *execution_.view;
  const std::vector<std::uint8_t> shapes = labels_.empty() ? std::vector<std::uint8_t>() : view.shapes_with(labels_);
  std::vector<NodeId> nodes;
  view.scan(0, shapes, std::numeric_limits<std::uint32_t>::max(), nodes);
  return nodes;
}

bool NameSeek::append(Group& child, std::uint32_t limit) {
  for (; given_ < nodes_.size(); ++given_) {
    if (child.size == limit) return false;
    child.columns.front()->append(Value::node(nodes_[given_]));
    add_row(child);
  }
  return true;
}

std::string NameSeek::describe() const {
  std::string text = "NameSeek (" + shown_name((*execution_.variables)[plan_.variable]);
  for (const std::string& label : plan_.labels) text += ":" + quoted_name(label);
  return text + ") " + (plan_.is_list ? "IN " : "= ") + to_text(plan_.value, *execution_.variables);
}

}  // namespace liaison
