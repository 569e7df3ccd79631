#include "execute/operator/change_schema.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "liaison/error.h"
#include "value/nearest.h"
#include "value/text.h"

namespace liaison {
namespace {

Error refused(std::string detail, std::string message, Place place, std::string hint = {}) {
  return runtime_error(ErrorCode::SemanticError, detail, std::move(message), place, std::move(hint));
}

std::string in_detail(std::string_view what) { return what == "index" ? "Index" : "Constraint"; }

}  // namespace

bool ChangeSchema::next(Chunk&) {
  using Action = ast::ChangeSchema::Action;
  switch (wanted_.change.action) {
    case Action::CreateIndex:
      create_index(target());
      break;
    case Action::CreateConstraint:
      create_constraint(target());
      break;
    case Action::DropIndex:
      drop_index();
      break;
    case Action::DropConstraint:
      drop_constraint();
      break;
  }
  return false;
}

SchemaTarget ChangeSchema::target() const {
  Transaction& transaction = *execution_.transaction;
  const ast::SchemaTarget& on = *wanted_.change.on;
  SchemaTarget made;
  made.of_relationships = on.of_relationships;
  made.token = on.of_relationships ? transaction.type(on.label.text) : transaction.label(on.label.text);
  for (const ast::Name& key : on.keys) made.keys.push_back(transaction.property_key(key.text));
  return made;
}

bool ChangeSchema::is_there(std::string_view what, const std::string* same, const SchemaTarget& target) const {
  const Schema& schema = execution_.view->schema();
  const std::string* name = wanted_.change.name ? &wanted_.change.name->text : nullptr;
  const bool is_taken =
      name != nullptr && (schema.find_index(*name) != nullptr || schema.find_constraint(*name) != nullptr);
  if (!is_taken && same == nullptr) return false;
  if (wanted_.change.if_needed) return true;
  const std::string hint = "add IF NOT EXISTS to go on without it";
  if (same != nullptr) {
    throw refused(
        in_detail(what) + "AlreadyExists",
        "there is " + quoted_name(*same) + " for " + target_text(target, execution_.view->catalog()) + " already",
        wanted_.place, hint);
  }
  throw refused(in_detail(what) + "AlreadyExists",
                "there is an index or a constraint called " + quoted_name(*name) + " already", wanted_.place, hint);
}

/// "index_Company_name", or with a number behind it.
std::string ChangeSchema::new_name(std::string_view what, const SchemaTarget& target) const {
  if (wanted_.change.name) return wanted_.change.name->text;
  const Catalog& catalog = execution_.view->catalog();
  const Schema& schema = execution_.view->schema();
  std::string name(what);
  name += "_" + (target.of_relationships ? catalog.types : catalog.labels).name(target.token);
  for (PropertyKey key : target.keys) name += "_" + catalog.property_keys.name(key);
  std::string candidate = name;
  for (int i = 2; schema.find_index(candidate) != nullptr || schema.find_constraint(candidate) != nullptr; ++i) {
    candidate = name + "_" + std::to_string(i);
  }
  return candidate;
}

void ChangeSchema::create_index(const SchemaTarget& target) {
  const IndexKind kind = wanted_.change.index;
  const auto& indexes = execution_.view->schema().indexes;
  const auto same =
      std::ranges::find_if(indexes, [&](const Index& index) { return index.kind == kind && index.on == target; });
  if (is_there("index", same == indexes.end() ? nullptr : &same->name, target)) return;
  execution_.transaction->create_index({.name = new_name("index", target), .kind = kind, .on = target});
  ++execution_.counters.indexes_added;
}

void ChangeSchema::create_constraint(const SchemaTarget& target) {
  const ConstraintKind kind = wanted_.change.constraint;
  const auto& constraints = execution_.view->schema().constraints;
  const auto same = std::ranges::find_if(
      constraints, [&](const Constraint& constraint) { return constraint.kind == kind && constraint.on == target; });
  if (is_there("constraint", same == constraints.end() ? nullptr : &same->name, target)) return;
  execution_.transaction->create_constraint({new_name("constraint", target), kind, target});
  ++execution_.counters.constraints_added;
}

bool ChangeSchema::is_missing(std::string_view what, const std::string* found) const {
  if (found != nullptr) return false;
  if (wanted_.change.if_needed) return true;
  const Schema& schema = execution_.view->schema();
  if (!wanted_.change.name) {
    throw refused(in_detail(what) + "NotFound", "there is no such " + std::string(what), wanted_.place,
                  "SHOW INDEXES and SHOW CONSTRAINTS list what there is");
  }
  std::vector<std::string_view> names;
  for (const Index& index : schema.indexes) {
    if (what == "index") names.push_back(index.name);
  }
  for (const Constraint& constraint : schema.constraints) {
    if (what == "constraint") names.push_back(constraint.name);
  }
  const auto meant = nearest(wanted_.change.name->text, names);
  throw refused(in_detail(what) + "NotFound",
                "there is no " + std::string(what) + " called " + quoted_name(wanted_.change.name->text), wanted_.place,
                meant ? "did you mean " + *meant + "?" : "");
}

void ChangeSchema::drop_index() {
  const Schema& schema = execution_.view->schema();
  const Index* found = nullptr;
  if (wanted_.change.name) {
    found = schema.find_index(wanted_.change.name->text);
  } else {
    const SchemaTarget on = target();
    for (const Index& index : schema.indexes) {
      if (index.on == on && !index.serves_constraint) found = &index;
    }
  }
  if (is_missing("index", found == nullptr ? nullptr : &found->name)) return;
  if (found->serves_constraint) {
    throw refused("IndexBelongsToConstraint",
                  "index " + quoted_name(found->name) + " belongs to the constraint of that name", wanted_.place,
                  "DROP CONSTRAINT drops both");
  }
  execution_.transaction->drop_index(std::string(found->name));
  ++execution_.counters.indexes_removed;
}

void ChangeSchema::drop_constraint() {
  const Schema& schema = execution_.view->schema();
  const Constraint* found = nullptr;
  if (wanted_.change.name) {
    found = schema.find_constraint(wanted_.change.name->text);
  } else {
    const SchemaTarget on = target();
    for (const Constraint& constraint : schema.constraints) {
      if (constraint.on == on && constraint.kind == wanted_.change.constraint) found = &constraint;
    }
  }
  if (is_missing("constraint", found == nullptr ? nullptr : &found->name)) return;
  execution_.transaction->drop_constraint(std::string(found->name));
  ++execution_.counters.constraints_removed;
}

std::string ChangeSchema::describe() const {
  using Action = ast::ChangeSchema::Action;
  const ast::ChangeSchema& change = wanted_.change;
  const bool creates = change.action == Action::CreateIndex || change.action == Action::CreateConstraint;
  const bool is_index = change.action == Action::CreateIndex || change.action == Action::DropIndex;
  std::string text = std::string(creates ? "Create" : "Drop") + (is_index ? "Index" : "Constraint");
  if (change.name) text += " " + quoted_name(change.name->text);
  if (!change.on) return text;
  text += " :" + quoted_name(change.on->label.text) + "(";
  for (std::size_t i = 0; i < change.on->keys.size(); ++i) {
    text += (i == 0 ? "" : ", ") + quoted_name(change.on->keys[i].text);
  }
  return text + ")";
}

}  // namespace liaison
