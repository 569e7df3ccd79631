#include "store/disk/replay.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "liaison/error.h"
#include "store/disk/change.h"

namespace liaison {
namespace {

class Replay {
 public:
  Replay(std::span<const std::byte> changes, StateTransaction& transaction)
      : reader_(changes), transaction_(transaction) {}

  void run() {
    try {
      while (!reader_.is_at_end()) make_change();
    } catch (const Error& error) {
      // The base file that is read on the way has its own place to name.
      if (error.code == ErrorCode::GraphFileError) throw;
      // Too many nodes, a constraint that does not hold: no commit can have done that.
      reader_.refuse(error.message);
    }
  }

 private:
  void make_change() {
    switch (static_cast<Change>(reader_.byte())) {
      case Change::AddLabelName:
        transaction_.label(reader_.text());
        return;
      case Change::AddTypeName:
        transaction_.type(reader_.text());
        return;
      case Change::AddPropertyKey:
        transaction_.property_key(reader_.text());
        return;
      case Change::CreateNode:
        create_node();
        return;
      case Change::DeleteNode:
        delete_node();
        return;
      case Change::AddLabel: {
        const NodeId of = node();
        transaction_.add_label(of, label());
        return;
      }
      case Change::RemoveLabel: {
        const NodeId of = node();
        transaction_.remove_label(of, label());
        return;
      }
      case Change::SetNodeProperty: {
        const NodeId of = node();
        const PropertyKey under = key();
        transaction_.set_property(of, under, reader_.value());
        return;
      }
      case Change::CreateRelationship: {
        const NodeId start = node();
        const TypeId of_type = type();
        transaction_.create_relationship(start, of_type, node());
        return;
      }
      case Change::DeleteRelationship:
        transaction_.delete_relationship(relationship());
        return;
      case Change::SetRelationshipProperty: {
        const RelationshipId of = relationship();
        const PropertyKey under = key();
        transaction_.set_property(of, under, reader_.value());
        return;
      }
      case Change::CreateIndex:
        create_index();
        return;
      case Change::CreateConstraint:
        create_constraint();
        return;
      case Change::DropIndex:
        drop_index();
        return;
      case Change::DropConstraint:
        drop_constraint();
        return;
    }
    reader_.refuse("a change of an unknown kind");
  }

  // ---- What changes are about ---------------------------------------------------------------------------------------

  [[nodiscard]] const GraphView& view() const { return transaction_.view(); }
  [[nodiscard]] const Catalog& catalog() const { return view().catalog(); }

  LabelId label() { return static_cast<LabelId>(reader_.number_below(catalog().labels.size(), "label")); }
  TypeId type() { return static_cast<TypeId>(reader_.number_below(catalog().types.size(), "relationship type")); }
  PropertyKey key() {
    return static_cast<PropertyKey>(reader_.number_below(catalog().property_keys.size(), "property key"));
  }
  NodeId node() {
    const auto node = static_cast<NodeId>(reader_.number_below(view().node_limit(), "node"));
    if (!view().has_node(node)) reader_.refuse("node " + std::to_string(node) + ", which is deleted");
    return node;
  }
  RelationshipId relationship() {
    const TypeId of_type = type();
    const RelationshipId relationship{of_type, reader_.number()};
    if (!view().has_relationship(relationship)) {
      reader_.refuse("relationship " + std::to_string(relationship.serial) + ", which is not there");
    }
    return relationship;
  }

  // ---- Nodes --------------------------------------------------------------------------------------------------------

  void create_node() {
    std::vector<LabelId> labels(reader_.count());
    for (LabelId& each : labels) each = label();
    transaction_.create_node(labels);
  }

  void delete_node() {
    const NodeId of = node();
    if (!transaction_.relationships_of(of).empty()) {
      reader_.refuse("the deletion of node " + std::to_string(of) + ", which has relationships");
    }
    transaction_.delete_node(of);
  }

  // ---- Indexes and constraints --------------------------------------------------------------------------------------

  SchemaTarget target() {
    SchemaTarget target;
    const std::uint64_t of_relationships = reader_.number_below(2, "target");
    target.of_relationships = of_relationships == 1;
    target.token = target.of_relationships ? type() : label();
    target.keys.resize(reader_.count());
    for (PropertyKey& each : target.keys) each = key();
    std::vector<PropertyKey> distinct = target.keys;
    std::ranges::sort(distinct);
    if (distinct.empty() || std::ranges::adjacent_find(distinct) != distinct.end()) {
      reader_.refuse("an index or constraint over no property, or twice over one");
    }
    return target;
  }

  /// Indexes and constraints share one space of names.
  std::string new_name() {
    std::string name(reader_.text());
    if (view().schema().find_index(name) != nullptr || view().schema().find_constraint(name) != nullptr) {
      reader_.refuse("an index or constraint of a name that is taken");
    }
    return name;
  }

  void create_index() {
    std::string name = new_name();
    const auto kind =
        static_cast<IndexKind>(reader_.number_below(static_cast<std::uint64_t>(IndexKind::Text) + 1, "kind of index"));
    transaction_.create_index({.name = std::move(name), .kind = kind, .on = target()});
  }

  void create_constraint() {
    std::string name = new_name();
    const auto kind = static_cast<ConstraintKind>(
        reader_.number_below(static_cast<std::uint64_t>(ConstraintKind::Key) + 1, "kind of constraint"));
    transaction_.create_constraint({.name = std::move(name), .kind = kind, .on = target()});
  }

  void drop_index() {
    const std::string_view name = reader_.text();
    const Index* index = view().schema().find_index(name);
    if (index == nullptr || index->serves_constraint) reader_.refuse("the dropping of an index that is not there");
    transaction_.drop_index(name);
  }

  void drop_constraint() {
    const std::string_view name = reader_.text();
    if (view().schema().find_constraint(name) == nullptr) {
      reader_.refuse("the dropping of a constraint that is not there");
    }
    transaction_.drop_constraint(name);
  }

  ByteReader reader_;
  StateTransaction& transaction_;
};

}  // namespace

void replay(std::span<const std::byte> changes, StateTransaction& transaction) {
  Replay(changes, transaction).run();
  transaction.skip_checks();
}

}  // namespace liaison
