#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "store/graph.h"
#include "store/sources.h"
#include "store/vocabulary.h"

namespace liaison {

/// Builds a graph in bulk, straight into base form: nodes first or mixed with relationships, no order demanded.
/// Memory: about what the finished graph takes. Time: n log n in names and strings, linear in the rest.
/// The node ids it hands out are final. finish() sorts dictionaries, lists and names and counts the statistics.
class GraphBuilder {
 public:
  GraphBuilder();
  ~GraphBuilder();

  void set_vocabulary(Vocabulary vocabulary);  // before the first node: implied labels come from it
  void set_info(GraphInfo info);
  Sources& sources();

  LabelId label(std::string_view name);
  TypeId type(std::string_view name);
  PropertyKey property_key(std::string_view name);

  NodeId add_node(std::span<const LabelId> labels);
  void set_property(NodeId node, PropertyKey key, const Value& value);

  /// A relationship's properties follow its add_relationship() at once (before the next one).
  RelationshipId add_relationship(NodeId start, TypeId type, NodeId end);
  void set_property(RelationshipId relationship, PropertyKey key, const Value& value);

  [[nodiscard]] NodeId node_count() const;

  /// `threads`: how many make lists and put strings in order. If there are several, one more puts the names in order,
  /// and may still do so when this returns: whoever asks for names waits for it.
  /// REQUIRES: called once. The builder is empty afterwards.
  [[nodiscard]] Snapshot finish(std::size_t threads = 1);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace liaison
