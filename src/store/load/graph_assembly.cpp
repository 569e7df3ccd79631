#include "store/load/graph_assembly.h"

#include <algorithm>
#include <utility>

#include "common/assert.h"
#include "store/graph.h"
#include "value/equality.h"
#include "value/text.h"

namespace liaison {
namespace {

/// Ids of different spaces in one table; no space's name holds the mark.
std::string table_key(std::string_view space, std::string_view id) {
  std::string key(space);
  key += '\0';
  key += id;
  return key;
}

std::uint32_t mark_of(const Value& value) {
  const std::size_t hash = hash_value(value);
  const auto mark = static_cast<std::uint32_t>(hash ^ (hash >> 32));
  return mark == 0 ? 1 : mark;
}

}  // namespace

GraphAssembly::GraphAssembly(Vocabulary vocabulary, GraphInfo info) {
  builder_.set_vocabulary(std::move(vocabulary));
  builder_.set_info(std::move(info));
}

std::optional<NodeId> GraphAssembly::find(std::string_view space, std::string_view id) const {
  const std::uint32_t number = names_.find(table_key(space, id));
  if (number == IdTable::absent) return std::nullopt;
  return node_by_name_[number];
}

std::optional<NodeId> GraphAssembly::node_of(const NodeFacts& facts) const {
  for (const NodeName& name : facts.names) {
    if (const std::optional<NodeId> node = find(name.space, name.id)) return node;
  }
  return std::nullopt;
}

void GraphAssembly::check_node(const NodeFacts& facts, ExpectedNode expected) const {
  LIAISON_ASSERT(!facts.names.empty());
  const std::optional<NodeId> node = node_of(facts);
  const std::string id = liaison::quoted(facts.names.front().id);
  if (!node && expected == ExpectedNode::Known) throw RecordFault{"no node has the id " + id + " so far"};
  if (!node) return;
  if (expected == ExpectedNode::New) {
    throw RecordFault{"there is a node with the id " + id + " already",
                      "\"expect\": \"any\" makes one node of all records with the same id"};
  }
  for (const NodeName& name : facts.names) {
    const std::optional<NodeId> other = find(name.space, name.id);
    if (!other || *other == *node) continue;
    throw RecordFault{"the ids " + id + " and " + liaison::quoted(name.id) + " are those of two different nodes"};
  }
}

void GraphAssembly::add_node(NodeFacts facts) {
  std::ranges::sort(facts.labels);
  facts.labels.erase(std::unique(facts.labels.begin(), facts.labels.end()), facts.labels.end());
  std::optional<NodeId> node = node_of(facts);
  if (!node) {
    std::vector<LabelId> labels;
    for (const std::string& label : facts.labels) labels.push_back(builder_.label(label));
    node = builder_.add_node(labels);
    const auto [set, is_new] = label_set_numbers_.emplace(facts.labels, static_cast<std::uint32_t>(label_sets_.size()));
    if (is_new) label_sets_.push_back(facts.labels);
    LIAISON_ASSERT(*node == label_set_by_node_.size());
    label_set_by_node_.push_back(set->second);
  } else {
    const std::vector<std::string>& known = label_sets_[label_set_by_node_[*node]];
    for (std::string& label : facts.labels) {
      if (!std::ranges::binary_search(known, label)) late_labels_[*node].insert(std::move(label));
    }
  }
  for (const NodeName& name : facts.names) {
    const std::string key = table_key(name.space, name.id);
    if (names_.find(key) != IdTable::absent) continue;
    names_.add(key);
    node_by_name_.push_back(*node);
  }
  for (const NamedValue& property : facts.properties) set_property(*node, property);
  for (Collected& collected : facts.collected) {
    Collection& collection = collections_[*node][collected.property];
    collection.except = collected.except;
    if (std::ranges::find(collection.texts, collected.text) == collection.texts.end()) {
      collection.texts.push_back(std::move(collected.text));
    }
  }
}

void GraphAssembly::set_property(NodeId node, const NamedValue& property) {
  const PropertyKey key = builder_.property_key(property.name);
  if (key >= marks_.size()) marks_.resize(key + std::size_t{1});
  std::vector<std::uint32_t>& marks = marks_[key];
  if (node >= marks.size()) marks.resize(node + std::size_t{1}, 0);
  const std::uint32_t mark = mark_of(property.value);
  if (marks[node] == 0) {
    marks[node] = mark;
    builder_.set_property(node, key, property.value);
  } else if (marks[node] != mark) {
    ++differing_[property.name];
  }
}

void GraphAssembly::add_relationship(NodeId start, std::string_view type, NodeId end,
                                     std::span<const NamedValue> properties) {
  const RelationshipId relationship = builder_.add_relationship(start, builder_.type(type), end);
  for (std::size_t i = 0; i < properties.size(); ++i) {
    const NamedValue& property = properties[i];
    // The first value stays, as with nodes.
    const bool is_set = std::ranges::any_of(properties.first(i),
                                            [&](const NamedValue& earlier) { return earlier.name == property.name; });
    if (!is_set) builder_.set_property(relationship, builder_.property_key(property.name), property.value);
  }
}

Snapshot GraphAssembly::finish() {
  Snapshot built = builder_.finish();
  return late_labels_.empty() && collections_.empty() ? built : with_late_facts(std::move(built));
}

Snapshot GraphAssembly::with_late_facts(Snapshot built) const {
  Graph graph;
  graph.replace(std::move(built));
  const std::unique_ptr<Transaction> transaction = graph.begin();
  for (const auto& [node, labels] : late_labels_) {
    for (const std::string& label : labels) transaction->add_label(node, transaction->label(label));
  }
  for (const auto& [node, properties] : collections_) {
    for (const auto& [property, collection] : properties) {
      const Value known = collection.except.empty()
                              ? Value()
                              : transaction->view().property(node, transaction->property_key(collection.except));
      std::vector<Value> texts;
      for (const std::string& text : collection.texts) {
        if (known.kind() != Kind::String || known.as_string() != text) texts.push_back(Value::string(text));
      }
      if (texts.empty()) continue;
      transaction->set_property(node, transaction->property_key(property), Value::list(std::move(texts)));
    }
  }
  transaction->commit();
  return graph.snapshot();
}

}  // namespace liaison
