#include "store/builder.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "common/assert.h"
#include "store/snapshot.h"
#include "store/state.h"

namespace liaison {

struct GraphBuilder::Impl {
  GraphState state = empty_state();
  std::shared_ptr<Sources> sources = std::make_shared<Sources>();
  Owner owner = new_owner();
  PropertyKey name_key = 0, aliases_key = 0;

  void pack_lists(TypeId type);
  void pack_direction(Direction direction, TypeStore& store);
  void sort_dictionaries();
};

GraphBuilder::GraphBuilder() : impl_(std::make_unique<Impl>()) {
  impl_->name_key = property_key("name");
  impl_->aliases_key = property_key("aliases");
}

GraphBuilder::~GraphBuilder() = default;

void GraphBuilder::set_vocabulary(Vocabulary vocabulary) {
  LIAISON_ASSERT(impl_->state.node_limit == 0);
  impl_->state.vocabulary = std::make_shared<const Vocabulary>(std::move(vocabulary));
}

void GraphBuilder::set_info(GraphInfo info) { impl_->state.info = std::make_shared<const GraphInfo>(std::move(info)); }

Sources& GraphBuilder::sources() { return *impl_->sources; }

LabelId GraphBuilder::label(std::string_view name) {
  return impl_->state.catalog.change(impl_->owner).labels.intern(name, impl_->owner);
}

TypeId GraphBuilder::type(std::string_view name) {
  const TypeId type = impl_->state.catalog.change(impl_->owner).types.intern(name, impl_->owner);
  if (type >= impl_->state.types.size()) {
    impl_->state.types.resize(type + 1);
    impl_->state.types[type].change(impl_->owner);
  }
  return type;
}

PropertyKey GraphBuilder::property_key(std::string_view name) {
  return find_or_add_key(impl_->state, name, impl_->owner);
}

NodeId GraphBuilder::add_node(std::span<const LabelId> labels) {
  return liaison::add_node(impl_->state, labels, impl_->owner);
}

void GraphBuilder::set_property(NodeId node, PropertyKey key, const Value& value) {
  if (value.is_null()) return;
  GraphState& state = impl_->state;
  if (key == impl_->name_key || key == impl_->aliases_key) state.names.add(value, node, impl_->owner);
  KeyStrings& strings = state.keys.change(impl_->owner, key);
  ColumnSet& columns = state.nodes.change(impl_->owner, node / extent_rows).properties;
  columns.change(key, impl_->owner).set(node % extent_rows, value, strings, impl_->owner);
  ++strings.present;
}

RelationshipId GraphBuilder::add_relationship(NodeId start, TypeId type, NodeId end) {
  return {type, impl_->state.types[type].change(impl_->owner).add_ends({start, end}, impl_->owner)};
}

void GraphBuilder::set_property(RelationshipId relationship, PropertyKey key, const Value& value) {
  if (value.is_null()) return;
  GraphState& state = impl_->state;
  KeyStrings& strings = state.keys.change(impl_->owner, key);
  TypeStore& store = state.types[relationship.type].change(impl_->owner);
  ColumnSet& columns = store.properties.change(impl_->owner, relationship.serial / extent_rows);
  columns.change(key, impl_->owner).set(relationship.serial % extent_rows, value, strings, impl_->owner);
  ++strings.present;
}

NodeId GraphBuilder::node_count() const { return impl_->state.node_limit; }

/// Counting sort by the near end, then each short list by the far end: serials ascend within equal pairs.
void GraphBuilder::Impl::pack_direction(Direction direction, TypeStore& store) {
  const bool forward = direction == Direction::Outgoing;
  const auto near = [&](const EndPoints& edge) { return forward ? edge.start : edge.end; };
  const auto far = [&](const EndPoints& edge) { return forward ? edge.end : edge.start; };
  std::vector<std::uint32_t> begin(state.node_limit + std::size_t{1}, 0);
  const auto for_each_edge = [&](auto&& visit) {
    Serial serial = 0;
    for (std::size_t extent = 0; extent < store.ends.size(); ++extent) {
      for (const EndPoints& edge : store.ends[extent].all()) visit(serial++, edge);
    }
  };
  for_each_edge([&](Serial, const EndPoints& edge) { ++begin[near(edge) + std::size_t{1}]; });
  for (std::size_t node = 0; node < state.node_limit; ++node) begin[node + 1] += begin[node];
  std::vector<Serial> serials(store.serial_limit);
  {
    std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
    for_each_edge([&](Serial serial, const EndPoints& edge) { serials[next[near(edge)]++] = serial; });
  }
  Pieces<ListExtent>& extents = forward ? store.forward : store.backward;
  std::uint32_t& longest = forward ? store.longest_forward : store.longest_backward;
  ShapeCounts& by_shape = forward ? store.starts_by_shape : store.ends_by_shape;
  for (NodeId first = 0; first < state.node_limit; first += extent_rows) {
    const NodeId end = std::min<NodeId>(state.node_limit, first + extent_rows);
    if (begin[first] == begin[end]) continue;
    PackedLists packed;
    packed.nodes.reserve(begin[end] - begin[first]);
    packed.serials.reserve(begin[end] - begin[first]);
    for (NodeId node = first; node < end; ++node) {
      const auto list = std::span(serials).subspan(begin[node], begin[node + 1] - begin[node]);
      if (list.empty()) continue;
      std::ranges::stable_sort(list, {}, [&](Serial serial) { return far(store.ends_of(serial)); });
      const std::size_t list_begin = packed.nodes.size();
      for (Serial serial : list) {
        const NodeId other = far(store.ends_of(serial));
        if (forward && packed.nodes.size() > list_begin && packed.nodes.back() == other) store.may_have_parallel = true;
        packed.nodes.push_back(other);
        packed.serials.push_back(serial);
      }
      packed.end_row(node - first);
      longest = std::max(longest, static_cast<std::uint32_t>(list.size()));
      by_shape.add(state.shape_of(node), list.size(), owner);
    }
    packed.finish();
    extents.change(owner, first / extent_rows) = ListExtent(std::move(packed));
  }
}

void GraphBuilder::Impl::pack_lists(TypeId type) {
  TypeStore& store = state.types[type].change(owner);
  pack_direction(Direction::Outgoing, store);
  pack_direction(Direction::Incoming, store);
  store.count = store.serial_limit;
  state.relationship_count += store.count;
}

/// Code order becomes string order, so that ORDER BY and ranges can run on codes.
void GraphBuilder::Impl::sort_dictionaries() {
  for (PropertyKey key = 0; key < state.keys.size(); ++key) {
    KeyStrings& strings = state.keys.change(owner, key);
    if (!strings.own || strings.own->size() == strings.own->sorted_below()) continue;
    const std::vector<std::uint32_t> new_codes = strings.own->sort();
    for (std::size_t extent = 0; extent < state.nodes.size(); ++extent) {
      state.nodes.change(owner, extent).properties.renumber(key, new_codes, owner);
    }
    for (Cow<TypeStore>& type : state.types) {
      Pieces<ColumnSet>& properties = type.change(owner).properties;
      for (std::size_t extent = 0; extent < properties.size(); ++extent) {
        if (properties.find(extent) != nullptr) properties.change(owner, extent).renumber(key, new_codes, owner);
      }
    }
  }
}

Snapshot GraphBuilder::finish() {
  Impl& impl = *impl_;
  for (TypeId type = 0; type < impl.state.types.size(); ++type) impl.pack_lists(type);
  impl.sort_dictionaries();
  impl.state.sources = std::move(impl.sources);
  Snapshot built = make_snapshot(std::move(impl.state));
  impl_ = std::make_unique<Impl>();
  return built;
}

}  // namespace liaison
