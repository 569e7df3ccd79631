#include "execute/operator/entity_lookup.h"

#include <utility>

#include "liaison/error.h"
#include "store/entity_names.h"
#include "value/text.h"

namespace liaison {
namespace {

constexpr std::size_t most_candidates_shown = 5;

std::string described(const GraphView& view, NodeId node) {
  std::string text = "(";
  for (LabelId label : view.catalog().shapes[view.shape_of(node)].labels) {
    text += ":" + quoted_name(view.catalog().labels.name(label));
  }
  if (const auto key = view.catalog().property_keys.find("name")) {
    const Value name = view.property(node, *key);
    if (name.kind() == Kind::String) text += " " + quoted(name.as_string());
  }
  return text + ")";
}

}  // namespace

EntityLookup::EntityLookup(const EntityToFind& entity, OperatorPtr input, Execution& execution)
    : execution_(execution), entity_(entity) {
  layout = input->layout;
  layout.add(entity.variable, 0);
  inputs.push_back(std::move(input));
}

void EntityLookup::open() { inputs.front()->open(); }

NodeId EntityLookup::find() const {
  const GraphView& view = *execution_.view;
  const EntityNames& names = view.entity_names();
  const std::vector<NodeId> so_called = names.find(entity_.name);
  std::vector<LabelId> labels;
  bool label_unknown = false;
  for (const std::string& label : entity_.labels) {
    const auto id = view.catalog().labels.find(label);
    if (id) labels.push_back(*id);
    label_unknown |= !id;
  }
  std::vector<NodeId> found;
  for (NodeId node : so_called) {
    bool fits = !label_unknown;
    for (LabelId label : labels) fits = fits && view.has_label(node, label);
    if (fits) found.push_back(node);
  }
  if (found.size() == 1) return found.front();
  if (found.size() > 1) {
    std::string message = quoted(entity_.name) + " names several entities:";
    for (std::size_t i = 0; i < found.size() && i < most_candidates_shown; ++i) {
      message += " " + described(view, found[i]);
    }
    if (found.size() > most_candidates_shown) message += " …";
    throw runtime_error(ErrorCode::EntityNotFound, "AmbiguousEntity", std::move(message), entity_.place,
                        "add a label that only one of them has");
  }
  if (!so_called.empty()) {
    std::string message = quoted(entity_.name) + " has not the label asked for: it is";
    for (std::size_t i = 0; i < so_called.size() && i < most_candidates_shown; ++i) {
      message += " " + described(view, so_called[i]);
    }
    throw runtime_error(ErrorCode::EntityNotFound, "UnknownEntity", std::move(message), entity_.place);
  }
  const auto nearest = names.nearest(entity_.name);
  throw runtime_error(ErrorCode::EntityNotFound, "UnknownEntity", "unknown entity " + quoted(entity_.name),
                      entity_.place, nearest ? "did you mean " + *nearest + "?" : "");
}

bool EntityLookup::next(Chunk& chunk) {
  if (!inputs.front()->next(chunk)) return false;
  const Value node = Value::node(find());
  Group& root = chunk.groups[0];
  root.columns.push_back(std::make_shared<Vector>(Vector::constant(node, root.size)));
  return true;
}

std::string EntityLookup::describe() const {
  const std::string name = shown_name((*execution_.variables)[entity_.variable]);
  return "EntityLookup (" + name + (name.empty() ? "" : " ") + quoted(entity_.name) + ")";
}

}  // namespace liaison
