#include "execute/operator/update.h"

#include <array>
#include <utility>

#include "execute/expression/computed_names.h"
#include "execute/operator/fan_out.h"
#include "execute/operator/property_writer.h"
#include "liaison/error.h"

namespace liaison {

RowUpdater::RowUpdater(std::span<const UpdateItem> items, const Layout& layout, Execution& execution)
    : execution_(execution) {
  constexpr std::uint16_t row_group = 0;
  for (const UpdateItem& wanted : items) {
    Item item{&wanted, std::nullopt, std::nullopt, std::nullopt, std::nullopt};
    if (const auto* property = std::get_if<SetPropertyTo>(&wanted)) {
      item.entity.emplace(property->entity, layout, row_group, execution);
      item.key.emplace(*property->key, layout, row_group, execution);
      item.value.emplace(property->value, layout, row_group, execution);
    } else if (const auto* all = std::get_if<SetAllTo>(&wanted)) {
      item.slot = layout.slot(all->entity);
      item.value.emplace(all->value, layout, row_group, execution);
    } else {
      const auto& labels = std::get<SetLabelsOf>(wanted);
      item.slot = layout.slot(labels.entity);
      if (labels.computed) item.value.emplace(*labels.computed, layout, row_group, execution);
    }
    items_.push_back(std::move(item));
  }
}

void RowUpdater::update(const Chunk& one_row) {
  for (Item& item : items_) {
    if (const auto* property = std::get_if<SetPropertyTo>(item.item)) {
      set_property(item, *property, one_row);
    } else if (const auto* all = std::get_if<SetAllTo>(item.item)) {
      set_all(item, *all, one_row);
    } else {
      set_labels(item, std::get<SetLabelsOf>(*item.item), one_row);
    }
  }
}

void RowUpdater::set_property(Item& item, const SetPropertyTo& wanted, const Chunk& one_row) {
  const Value entity = item.entity->evaluate(one_row).get(0);
  const Value key = item.key->evaluate(one_row).get(0);
  if (entity.is_null()) return;
  if (key.kind() != Kind::String) {
    throw runtime_error(ErrorCode::TypeError, "MapElementAccessByNonString",
                        "a property's name is a string, not a " + std::string(to_string(key.kind())),
                        wanted.entity.place);
  }
  const Value value = item.value->evaluate(one_row).get(0);
  write_property(execution_, entity, key.as_string(), value, wanted.value.place);
}

void RowUpdater::set_all(Item& item, const SetAllTo& wanted, const Chunk& one_row) {
  const Value entity = one_row.groups.front().columns[item.slot->column]->get(0);
  if (entity.is_null()) return;
  const Value source = item.value->evaluate(one_row).get(0);
  Map map;
  if (source.kind() == Kind::Map) {
    map = source.as_map();
  } else if (source.kind() == Kind::Node || source.kind() == Kind::Relationship) {
    map = read_properties(execution_, source);
  } else if (!source.is_null() || !wanted.add) {
    throw runtime_error(
        ErrorCode::TypeError, "InvalidArgumentType",
        "properties come from a map, a node or a relationship, not from a " + std::string(to_string(source.kind())),
        wanted.value.place);
  }
  if (!wanted.add) {
    const Map present = read_properties(execution_, entity);
    for (const MapEntry& entry : present.entries()) {
      if (map.find(entry.key) == nullptr) write_property(execution_, entity, entry.key, Value(), wanted.value.place);
    }
  }
  write_properties(execution_, entity, map, wanted.value.place);
}

void RowUpdater::set_labels(Item& item, const SetLabelsOf& wanted, const Chunk& one_row) {
  const Value entity = one_row.groups.front().columns[item.slot->column]->get(0);
  if (entity.is_null()) return;
  Transaction& transaction = *execution_.transaction;
  if (entity.kind() != Kind::Node) {
    throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType",
                        "labels are set on nodes, not on a " + std::string(to_string(entity.kind())));
  }
  if (!execution_.view->has_node(entity.as_node())) {
    throw runtime_error(ErrorCode::EntityNotFound, "DeletedEntityAccess", "a label is set on a node that was deleted");
  }
  std::vector<std::string> labels = wanted.labels;
  if (item.value) append_computed_names(item.value->evaluate(one_row).get(0), "label", wanted.computed->place, labels);
  for (const std::string& label : labels) {
    const LabelId id = transaction.label(label);
    if (wanted.remove) {
      execution_.counters.labels_removed += transaction.remove_label(entity.as_node(), id) ? 1 : 0;
    } else {
      execution_.counters.labels_added += transaction.add_label(entity.as_node(), id) ? 1 : 0;
    }
  }
}

Chunk single_row(const Chunk& chunk, std::uint16_t row) {
  const std::array<std::uint16_t, 1> rows{row};
  Group group;
  group.size = 1;
  for (const std::shared_ptr<Vector>& column : chunk.groups.front().columns) {
    auto copied = std::make_shared<Vector>();
    copied->gather(*column, rows);
    group.columns.push_back(std::move(copied));
  }
  Chunk single;
  single.groups.push_back(std::move(group));
  return single;
}

Update::Update(std::span<const UpdateItem> items, OperatorPtr input, Execution& execution)
    : execution_(execution), updater_(items, input->layout, execution) {
  layout = input->layout;
  inputs.push_back(std::move(input));
}

bool Update::next(Chunk& chunk) {
  if (!inputs.front()->next(chunk)) return false;
  const Group& group = chunk.groups.front();
  for (std::uint32_t i = 0; i < group.live(); ++i) {
    execution_.begin_work(*this);  // each row, since each may double what the last one wrote
    updater_.update(single_row(chunk, live_row(group, i)));
  }
  return true;
}

}  // namespace liaison
