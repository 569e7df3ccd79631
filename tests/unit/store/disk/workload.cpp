#include "unit/store/disk/workload.h"

#include <optional>
#include <sstream>
#include <utility>

#include "liaison/error.h"
#include "store/disk/store.h"
#include "store/entity_names.h"
#include "store/schema.h"
#include "value/text.h"

namespace liaison {
namespace {

Value text(std::string_view utf8) { return Value::string(utf8); }
Value number(std::int64_t value) { return Value::integer(value); }

void describe(const SchemaTarget& target, std::ostream& out) {
  out << (target.of_relationships ? " type " : " label ") << target.token;
  for (const PropertyKey key : target.keys) out << " key " << key;
}

void describe(const Names& names, std::ostream& out) {
  for (std::uint32_t i = 0; i < names.size(); ++i) out << ' ' << names.name(i);
  out << '\n';
}

template <class Entity>
void describe_properties(const GraphView& view, Entity entity, std::ostream& out) {
  view.for_each_property(entity,
                         [&](PropertyKey key, const Value& value) { out << ' ' << key << '=' << literal_text(value); });
  out << '\n';
}

}  // namespace

std::string description(const GraphView& view) {
  std::ostringstream out;
  describe(view.catalog().labels, out);
  describe(view.catalog().types, out);
  describe(view.catalog().property_keys, out);
  out << view.node_count() << " of " << view.node_limit() << " nodes, " << view.relationship_count()
      << " relationships\n";
  for (NodeId node = 0; node < view.node_limit(); ++node) {
    if (!view.has_node(node)) continue;
    out << '(' << node;
    for (const LabelId label : view.catalog().shapes[view.shape_of(node)].written) out << ':' << label;
    describe_properties(view, node, out);
    for (TypeId type = 0; type < view.catalog().types.size(); ++type) {
      Scratch scratch;
      const Neighbours back = view.neighbours(node, type, Direction::Incoming, scratch);
      for (std::size_t i = 0; i < back.nodes.size(); ++i) out << " <-" << type << '/' << back.serials[i];
    }
  }
  for (TypeId type = 0; type < view.catalog().types.size(); ++type) {
    view.for_each_relationship(type, [&](RelationshipId relationship, EndPoints ends) {
      out << ends.start << "-[" << type << '/' << relationship.serial << "]->" << ends.end;
      describe_properties(view, relationship, out);
    });
  }
  for (const Index& index : view.schema().indexes) {
    out << "index " << index.name << ' ' << static_cast<int>(index.kind);
    describe(index.on, out);
    index.values.visit_from([](const ValueIndex::Entry&) { return false; },
                            [&](const ValueIndex::Entry& entry) {
                              out << ' ' << literal_text(entry.value) << '@' << entry.id;
                              return true;
                            });
    out << '\n';
  }
  for (const Constraint& constraint : view.schema().constraints) {
    out << "constraint " << constraint.name << ' ' << static_cast<int>(constraint.kind);
    describe(constraint.on, out);
    out << '\n';
  }
  for (const std::string& name : view.entity_names().starting_with("", 100)) out << "name " << name << '\n';
  return out.str();
}

// ---- Edits ----------------------------------------------------------------------------------------------------------

NodeId Edit::node(std::vector<std::string> labels) {
  std::vector<LabelId> ids;
  for (const std::string& label : labels) ids.push_back(transaction_.label(label));
  return transaction_.create_node(ids);
}
RelationshipId Edit::relate(NodeId start, std::string_view type, NodeId end) {
  return transaction_.create_relationship(start, transaction_.type(type), end);
}
void Edit::set(NodeId node, std::string_view key, const Value& value) {
  transaction_.set_property(node, transaction_.property_key(key), value);
}
void Edit::set(RelationshipId relationship, std::string_view key, const Value& value) {
  transaction_.set_property(relationship, transaction_.property_key(key), value);
}
void Edit::add_label(NodeId node, std::string_view label) { transaction_.add_label(node, transaction_.label(label)); }
void Edit::remove_label(NodeId node, std::string_view label) {
  transaction_.remove_label(node, transaction_.label(label));
}
void Edit::erase(NodeId node) { transaction_.delete_node(node); }
void Edit::erase(RelationshipId relationship) { transaction_.delete_relationship(relationship); }
void Edit::index(std::string_view name, std::string_view label, std::string_view key, IndexKind kind) {
  transaction_.create_index(
      {.name = std::string(name),
       .kind = kind,
       .on = {
           .of_relationships = false, .token = transaction_.label(label), .keys = {transaction_.property_key(key)}}});
}
void Edit::relationship_index(std::string_view name, std::string_view type, std::string_view key) {
  transaction_.create_index(
      {.name = std::string(name),
       .on = {.of_relationships = true, .token = transaction_.type(type), .keys = {transaction_.property_key(key)}}});
}
void Edit::constraint(std::string_view name, ConstraintKind kind, std::string_view label, std::string_view key) {
  transaction_.create_constraint(
      {.name = std::string(name),
       .kind = kind,
       .on = {
           .of_relationships = false, .token = transaction_.label(label), .keys = {transaction_.property_key(key)}}});
}

// ---- The table ------------------------------------------------------------------------------------------------------

namespace {

/// One node with one property, then a change of it: how each kind of value is kept.
Workload keeps_value(std::string name, const Value& value) {
  return {"keeps " + std::move(name),
          {Commit{[value](Edit& edit) { edit.set(edit.node({"Thing"}), "value", value); }},
           Commit{[value](Edit& edit) { edit.set(0, "other", value); }}, Checkpoint{}, Commit{[value](Edit& edit) {
             edit.set(0, "value", Value::list({value, value}));
           }}}};
}

void two_companies(Edit& edit) {
  const NodeId nvidia = edit.node({"Company", "Giant"});
  const NodeId cohere = edit.node({"Company"});
  edit.set(nvidia, "name", text("Nvidia"));
  edit.set(cohere, "name", text("Cohere"));
  edit.set(cohere, "aliases", Value::list({text("Cohere Inc."), text("CO:HERE")}));
  edit.set(edit.relate(nvidia, "invests-in", cohere), "amount", number(1'000'000));
}

Commit one_more(std::int64_t value) {
  return {[value](Edit& edit) { edit.set(edit.node({"Row"}), "value", number(value)); }};
}

const Commit base{two_companies};
const Commit nothing{[](Edit&) {}};

std::vector<Workload> make_workloads() {
  std::vector<Workload> all{
      {"a store is made and closed", {}},
      {"a store is made and killed", {Kill{}}},
      {"nodes without labels", {Commit{[](Edit& edit) { edit.node(), edit.node(); }}}},
      {"nodes with labels", {Commit{[](Edit& edit) {
         edit.node({"A", "B"}), edit.node({"B", "C"});
       }}}},
      {"many small commits", {one_more(1), one_more(2), one_more(3), one_more(4), one_more(5), one_more(6)}},
      {"a commit that changes nothing", {base, nothing, Commit{[](Edit& edit) { edit.set(0, "absent", Value()); }}}},
      {"a property is changed", {base, Commit{[](Edit& edit) { edit.set(0, "name", text("NVIDIA Corp.")); }}}},
      {"a property changes its kind", {base, Commit{[](Edit& edit) { edit.set(0, "name", number(7)); }}}},
      {"a property is removed", {base, Commit{[](Edit& edit) { edit.set(1, "aliases", Value()); }}}},
      {"a label is added and removed",
       {base, Commit{[](Edit& edit) { edit.add_label(1, "Startup"); }},
        Commit{[](Edit& edit) { edit.remove_label(0, "Giant"); }}}},
      {"relationships both ways",
       {base, Commit{[](Edit& edit) { edit.relate(1, "competes-with", 0), edit.relate(0, "competes-with", 1); }}}},
      {"a self-loop", {base, Commit{[](Edit& edit) { edit.set(edit.relate(0, "owns", 0), "since", number(1999)); }}}},
      {"parallel relationships", {base, Commit{[](Edit& edit) {
                                    edit.set(edit.relate(0, "invests-in", 1), "amount", number(2));
                                    edit.set(edit.relate(0, "invests-in", 1), "amount", number(3));
                                  }}}},
      {"a relationship's property is changed and removed",
       {base, Commit{[](Edit& edit) {
          edit.set(RelationshipId{0, 0}, "amount", Value::floating(2.5));
        }},
        Commit{[](Edit& edit) {
          edit.set(RelationshipId{0, 0}, "amount", Value());
        }}}},
      {"a relationship is deleted, and its serial not used again",
       {base, Commit{[](Edit& edit) {
          edit.erase(RelationshipId{0, 0});
        }},
        Commit{[](Edit& edit) { edit.relate(1, "invests-in", 0); }}}},
      {"a node is deleted, and its number not used again",
       {base, Commit{[](Edit& edit) {
          edit.erase(RelationshipId{0, 0}), edit.erase(NodeId{1});
        }},
        one_more(1)}},
      {"all is deleted, and a checkpoint",
       {base, Commit{[](Edit& edit) {
          edit.erase(RelationshipId{0, 0}), edit.erase(NodeId{0}), edit.erase(NodeId{1});
        }},
        Checkpoint{}, one_more(1)}},
      {"what is made and deleted in one commit",
       {base, Commit{[](Edit& edit) {
          const NodeId made = edit.node({"Brief"});
          edit.erase(edit.relate(made, "owns", made));
          edit.erase(made);
        }},
        one_more(1)}},
      {"a rollback",
       {base, Rollback{[](Edit& edit) { edit.set(edit.node({"Never"}), "never", number(1)); }}, one_more(1)}},
      {"an index", {base, Commit{[](Edit& edit) { edit.index("by_name", "Company", "name"); }}, one_more(1)}},
      {"an index over what comes later",
       {Commit{[](Edit& edit) { edit.index("by_name", "Company", "name"); }}, base,
        Commit{[](Edit& edit) { edit.set(0, "name", text("N")); }}}},
      {"a text index, and one of relationships",
       {base, Commit{[](Edit& edit) {
          edit.index("words", "Company", "name", IndexKind::Text);
          edit.relationship_index("amounts", "invests-in", "amount");
        }},
        Commit{[](Edit& edit) {
          edit.set(RelationshipId{0, 0}, "amount", number(5));
        }}}},
      {"an index is dropped",
       {Commit{[](Edit& edit) { edit.index("by_name", "Company", "name"); }}, base,
        Commit{[](Edit& edit) { edit.drop_index("by_name"); }}}},
      {"a unique constraint",
       {base, Commit{[](Edit& edit) { edit.constraint("one", ConstraintKind::Unique, "Company", "name"); }},
        Commit{[](Edit& edit) { edit.set(edit.node({"Company"}), "name", text("AMD")); }}}},
      {"a constraint refuses a commit",
       {base, Commit{[](Edit& edit) { edit.constraint("one", ConstraintKind::Unique, "Company", "name"); }},
        RefusedCommit{[](Edit& edit) { edit.set(edit.node({"Company"}), "name", text("Nvidia")); }}, one_more(1)}},
      {"a constraint that is broken and mended in one commit",
       {base, Commit{[](Edit& edit) { edit.constraint("one", ConstraintKind::Unique, "Company", "name"); }},
        Commit{[](Edit& edit) {
          edit.set(0, "name", text("Cohere"));
          edit.set(1, "name", text("Nvidia"));
        }}}},
      {"an existence constraint, dropped again",
       {base, Commit{[](Edit& edit) { edit.constraint("there", ConstraintKind::Exists, "Company", "name"); }},
        Commit{[](Edit& edit) { edit.drop_constraint("there"); }}}},
      {"a key constraint, and a checkpoint",
       {base, Commit{[](Edit& edit) { edit.constraint("key", ConstraintKind::Key, "Company", "name"); }}, Checkpoint{},
        Commit{[](Edit& edit) { edit.set(edit.node({"Company"}), "name", text("AMD")); }},
        Commit{[](Edit& edit) { edit.drop_constraint("key"); }}}},
      {"a checkpoint of nothing", {Checkpoint{}, base}},
      {"a checkpoint, and commits behind it", {base, Checkpoint{}, one_more(1), one_more(2)}},
      {"two checkpoints", {base, Checkpoint{}, one_more(1), Checkpoint{}, Checkpoint{}, one_more(2)}},
      {"a checkpoint with indexes",
       {base, Commit{[](Edit& edit) { edit.index("by_name", "Company", "name"); }}, Checkpoint{},
        Commit{[](Edit& edit) { edit.set(0, "name", text("N")); }}, Checkpoint{}}},
      {"checkpoints on their own", {base, one_more(1), one_more(2), one_more(3)}, {.checkpoint_bytes_min = 150}},
      {"closed and opened again", {base, Reopen{}, one_more(1), Reopen{}, Reopen{}, one_more(2)}},
      {"killed and opened again", {base, Kill{}, one_more(1), Kill{}, Kill{}, one_more(2)}},
      {"killed, and a checkpoint", {base, Kill{}, Checkpoint{}, one_more(1), Kill{}, one_more(2)}},
      {"killed and closed without a commit", {base, Kill{}, Reopen{}, one_more(1)}},
      {"commits that are not synced", {base, one_more(1), one_more(2), one_more(3)}, {.sync = false}},
      {"commits that are not synced, and a checkpoint",
       {base, one_more(1), Checkpoint{}, one_more(2), Reopen{}, one_more(3)},
       {.sync = false}},
      {"a long commit", {base, Commit{[](Edit& edit) {
                           edit.set(0, "text", text(std::string(3000, 'x')));
                           for (int i = 0; i < 100; ++i) edit.set(edit.node({"Row"}), "value", number(i));
                         }}}},
      {"a text of zeros, as torn writes leave them",
       {base, Commit{[](Edit& edit) { edit.set(0, "text", text(std::string(600, '\0'))); }}, one_more(1)}},
  };
  const std::vector<std::pair<std::string, Value>> values{
      {"true", Value::boolean(true)},
      {"integers", number(-9'000'000'000'000'000'000)},
      {"floats", Value::floating(-0.0)},
      {"strings", text("Crédit\n'Agricole'")},
      {"dates", Value::date({19000, DatePrecision::Month})},
      {"times", Value::time({45'000'000'000'000, 3600})},
      {"local times", Value::local_time({1})},
      {"local dates and times", Value::local_date_time({-1, 999'999'999})},
      {"dates and times", Value::date_time({.seconds = 1'700'000'000, .nanoseconds = 5, .zone = {.offset = -7200}})},
      {"durations", Value::duration({.months = 1, .days = -2, .seconds = 3, .nanoseconds = 4})},
      {"lists", Value::list({number(1), text("two"), Value::list({})})},
      {"maps", Value::map(Map({{"a", number(1)}, {"b", Value::list({Value()})}}))},
  };
  for (const auto& [name, value] : values) all.push_back(keeps_value(name, value));
  return all;
}

}  // namespace

const std::vector<Workload>& workloads() {
  static const std::vector<Workload> all = make_workloads();
  return all;
}

// ---- Running --------------------------------------------------------------------------------------------------------

namespace {

class Run {
 public:
  Run(const Workload& workload, MemoryFileSystem& files, const std::function<void(const GraphView&)>& acknowledge)
      : options_(workload.options), files_(files), acknowledge_(acknowledge) {
    open();
    acknowledge_(*store_->graph()->snapshot());
    for (const Step& step : workload.steps) std::visit(*this, step);
    store_->close();
  }

  void operator()(const Commit& step) {
    const auto transaction = store_->graph()->begin();
    Edit edit(*transaction);
    step.edit(edit);
    transaction->commit();
    acknowledge_(*store_->graph()->snapshot());
  }
  void operator()(const Rollback& step) {
    const auto transaction = store_->graph()->begin();
    Edit edit(*transaction);
    step.edit(edit);
  }
  void operator()(const RefusedCommit& step) {
    const auto transaction = store_->graph()->begin();
    Edit edit(*transaction);
    step.edit(edit);
    try {
      transaction->commit();
    } catch (const Error& error) {
      if (error.code != ErrorCode::ConstraintVerificationFailed) throw;
    }
  }
  void operator()(const Checkpoint&) { store_->checkpoint(); }
  void operator()(const Reopen&) {
    store_->close();
    open();
  }
  void operator()(const Kill&) {
    files_.kill_process();
    open();
  }

 private:
  void open() { store_ = Store::open(store_path, options_, files_); }

  StoreOptions options_;
  MemoryFileSystem& files_;
  const std::function<void(const GraphView&)>& acknowledge_;
  std::optional<Store> store_;
};

}  // namespace

void run(const Workload& workload, MemoryFileSystem& files, const std::function<void(const GraphView&)>& acknowledge) {
  Run(workload, files, acknowledge);
}

}  // namespace liaison
