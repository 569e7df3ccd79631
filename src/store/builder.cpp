#include "store/builder.h"

#include <atomic>
#include <functional>
#include <future>
#include <utility>
#include <vector>

#include "common/assert.h"
#include "store/pack_lists.h"
#include "store/snapshot.h"
#include "store/sorted_names.h"
#include "store/state.h"

namespace liaison {
namespace {

using Task = std::function<void(ListPacker&)>;

/// Runs each task once, in so many threads with a packer each. Throws what one of them throws.
void run_all(std::span<const Task> tasks, std::size_t threads) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    ListPacker lists;
    for (std::size_t task = next++; task < tasks.size(); task = next++) tasks[task](lists);
  };
  std::vector<std::future<void>> others;
  while (others.size() + 1 < threads) {
    others.push_back(std::async(std::launch::async | std::launch::deferred, work));
  }
  work();
  for (std::future<void>& other : others) other.get();
}

}  // namespace

struct GraphBuilder::Impl {
  GraphState state = empty_state();
  std::shared_ptr<Sources> sources = std::make_shared<Sources>();
  Owner owner = new_owner();
  PropertyKey name_key = 0, aliases_key = 0;
  std::shared_ptr<SortedNames> names = std::make_shared<SortedNames>();

  /// Code order becomes string order, so that ORDER BY and ranges can run on codes.
  void renumber(PropertyKey key, const std::vector<std::uint32_t>& new_codes);
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
  if (key == impl_->name_key || key == impl_->aliases_key) impl_->names->add(value, node);
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

void GraphBuilder::Impl::renumber(PropertyKey key, const std::vector<std::uint32_t>& new_codes) {
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

/// What finish() does with the strings of keys and with the lists can be done at once; none of it sees another's work.
Snapshot GraphBuilder::finish(std::size_t threads) {
  Impl& impl = *impl_;
  impl.names->sort(threads > 1);
  std::vector<Task> tasks;
  for (Cow<TypeStore>& type : impl.state.types) {
    TypeStore& store = type.change(impl.owner);
    for (const Direction direction : {Direction::Outgoing, Direction::Incoming}) {
      tasks.push_back(
          [&impl, &store, direction](ListPacker& lists) { lists.pack(impl.state, direction, store, impl.owner); });
    }
    store.count = store.serial_limit;
    impl.state.relationship_count += store.count;
  }
  std::vector<std::vector<std::uint32_t>> new_codes(impl.state.keys.size());
  for (PropertyKey key = 0; key < new_codes.size(); ++key) {
    const KeyStrings& strings = impl.state.keys.change(impl.owner, key);
    if (!strings.own || strings.own->size() == strings.own->sorted_below()) continue;
    tasks.push_back([&own = *strings.own, &codes = new_codes[key]](ListPacker&) { codes = own.sort(); });
  }
  run_all(tasks, threads);
  for (PropertyKey key = 0; key < new_codes.size(); ++key) {
    if (!new_codes[key].empty()) impl.renumber(key, new_codes[key]);
  }
  impl.state.names = NameIndex(std::move(impl.names));
  impl.state.sources = std::move(impl.sources);
  Snapshot built = make_snapshot(std::move(impl.state));
  impl_ = std::make_unique<Impl>();
  return built;
}

}  // namespace liaison
