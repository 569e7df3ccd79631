#include "execute/compile.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "common/assert.h"
#include "common/stop_signal.h"
#include "execute/compiler.h"
#include "execute/operator/aggregation.h"
#include "execute/operator/apply.h"
#include "execute/operator/argument.h"
#include "execute/operator/call_procedure.h"
#include "execute/operator/change_schema.h"
#include "execute/operator/check_uniqueness.h"
#include "execute/operator/create.h"
#include "execute/operator/delete.h"
#include "execute/operator/distinct.h"
#include "execute/operator/eager.h"
#include "execute/operator/entity_lookup.h"
#include "execute/operator/expand.h"
#include "execute/operator/expand_part.h"
#include "execute/operator/expand_reachable.h"
#include "execute/operator/expand_variable.h"
#include "execute/operator/filter.h"
#include "execute/operator/foreach.h"
#include "execute/operator/index_seek.h"
#include "execute/operator/load_csv.h"
#include "execute/operator/merge.h"
#include "execute/operator/name_seek.h"
#include "execute/operator/node_scan.h"
#include "execute/operator/product.h"
#include "execute/operator/project.h"
#include "execute/operator/project_end_points.h"
#include "execute/operator/search_paths.h"
#include "execute/operator/slice.h"
#include "execute/operator/sort.h"
#include "execute/operator/union.h"
#include "execute/operator/unit_apply.h"
#include "execute/operator/unwind.h"
#include "execute/operator/update.h"
#include "function/function.h"
#include "query/walk.h"

namespace liaison {

// ---- VariableSet ----------------------------------------------------------------------------------------------------

void VariableSet::add(const Expression& expression) { add(free_variables(expression)); }

void VariableSet::add(const ExpressionPtr& expression) {
  if (expression) add(*expression);
}

void VariableSet::add(std::span<const VariableId> variables) {
  for (VariableId variable : variables) add(variable);
}

void VariableSet::add(std::span<const UpdateItem> items) {
  for (const UpdateItem& item : items) {
    if (const auto* property = std::get_if<SetPropertyTo>(&item)) {
      add(property->entity);
      add(property->key);
      add(property->value);
    } else if (const auto* all = std::get_if<SetAllTo>(&item)) {
      add(all->entity);
      add(all->value);
    } else {
      add(std::get<SetLabelsOf>(item).entity);
      add(std::get<SetLabelsOf>(item).computed);
    }
  }
}

void VariableSet::add(const BoundCreate& create) {
  for_each_expression(create, [this](const Expression& expression) { add(expression); });
  for (const RelationshipToCreate& relationship : create.relationships) {
    add(relationship.start);
    add(relationship.end);
  }
  for (const PatternPathVariable& path : create.paths) {
    add(path.path.nodes);
    add(path.path.relationships);
  }
}

void VariableSet::remove_made_by(const BoundCreate& create) {
  for (const NodeToCreate& node : create.nodes) remove(node.variable);
  for (const RelationshipToCreate& relationship : create.relationships) remove(relationship.variable);
  for (const PatternPathVariable& path : create.paths) remove(path.variable);
}

std::vector<VariableId> VariableSet::in(const Layout& layout) const {
  std::vector<VariableId> present;
  for (VariableId variable : layout.variables()) {
    if (has(variable)) present.push_back(variable);
  }
  return present;
}

// ---- Compiler -------------------------------------------------------------------------------------------------------

namespace {

/// At most one row, whatever the data: then what follows may hang below it instead of beside it.
bool gives_one_row(const LogicalOperator* op) {
  if (op == nullptr || std::holds_alternative<logical::Argument>(op->node)) return true;
  const bool keeps_rows =
      std::holds_alternative<logical::EntityLookup>(op->node) || std::holds_alternative<logical::Project>(op->node) ||
      std::holds_alternative<logical::Filter>(op->node) || std::holds_alternative<logical::Select>(op->node);
  return keeps_rows && gives_one_row(op->inputs.empty() ? nullptr : op->inputs.front().get());
}

/// What a nested plan takes from the row it is run for.
std::vector<VariableId> imported_by(const LogicalOperator& nested) {
  const LogicalOperator* op = &nested;
  while (!op->inputs.empty()) op = op->inputs.front().get();
  const auto* argument = std::get_if<logical::Argument>(&op->node);
  return argument != nullptr ? argument->variables : std::vector<VariableId>{};
}

/// Computing it cannot fail, so it may be left out where nobody reads it.
bool cannot_fail(const Expression& expression) {
  return std::holds_alternative<MakePath>(expression.node) || std::holds_alternative<VariableRef>(expression.node) ||
         std::holds_alternative<Constant>(expression.node);
}

/// What only the part itself gives values to, within one time of walking it.
void remove_inside(const PatternPart& part, VariableSet& variables) {
  for (VariableId node : part.nodes) variables.remove(node);
  for (const PartHop& hop : part.hops) variables.remove(hop.relationship);
}

std::vector<std::pair<VariableId, Slot>> slots_of(const VariableSet& variables, const Layout& layout) {
  std::vector<std::pair<VariableId, Slot>> slots;
  for (VariableId variable : variables.list()) slots.emplace_back(variable, layout.slot(variable));
  return slots;
}

/// A clause that changes data, itself or by clauses inside.
bool writes(const LogicalOperator& op) {
  if (const auto* apply = std::get_if<logical::Apply>(&op.node)) return apply->writes;
  return std::holds_alternative<logical::Foreach>(op.node) || std::holds_alternative<logical::Create>(op.node) ||
         std::holds_alternative<logical::Merge>(op.node) || std::holds_alternative<logical::Update>(op.node) ||
         std::holds_alternative<logical::Delete>(op.node);
}

std::uint16_t group_or_root(std::int32_t deepest) { return static_cast<std::uint16_t>(std::max(deepest, 0)); }

}  // namespace

OperatorPtr Compiler::compile(const LogicalOperator& op, const VariableSet& needed) {
  check_stop();
  std::vector<std::shared_ptr<const Operator>> outer = std::exchange(execution_.subplans, {});
  OperatorPtr compiled = std::visit([&](const auto& node) { return make(node, op, needed); }, op.node);
  std::ranges::move(std::exchange(execution_.subplans, std::move(outer)), std::back_inserter(compiled->subplans));
  if (arguments_ == nullptr && writes(op) && execution_.view->schema().wants_unique_values()) {
    compiled = std::make_unique<CheckUniqueness>(std::move(compiled), execution_);
  }
  if (compiled->estimated_rows < 0) compiled->estimated_rows = op.estimated_rows;
  return compiled;
}

OperatorPtr Compiler::input(const LogicalOperator& op, const VariableSet& needed) {
  if (!op.inputs.empty()) return compile(*op.inputs.front(), needed);
  return std::make_unique<Argument>(std::span<const VariableId>{}, execution_);
}

OperatorPtr Compiler::product(OperatorPtr op, const VariableSet& wanted) {
  const std::vector<VariableId> present = wanted.in(op->layout);
  return std::make_unique<Product>(present, std::move(op), execution_);
}

OperatorPtr Compiler::flat(OperatorPtr op, const VariableSet& wanted) {
  return op->layout.group_count() == 1 ? std::move(op) : product(std::move(op), wanted);
}

OperatorPtr Compiler::unfolded(OperatorPtr op, const VariableSet& wanted) {
  const std::vector<VariableId> present = wanted.in(op->layout);
  return std::make_unique<Product>(present, std::move(op), execution_, Product::UnfoldTimes::Yes);
}

/// Sees to it that `read` lies on one path; gives the deepest group of it.
std::uint16_t Compiler::on_one_path(OperatorPtr& op, const std::vector<VariableId>& read, const VariableSet& wanted) {
  std::int32_t deepest = op->layout.deepest(read);
  if (deepest == -2) {
    op = product(std::move(op), wanted);
    deepest = 0;
  }
  return group_or_root(deepest);
}

Compiler::Nested Compiler::nested(const LogicalOperator& root, const std::vector<VariableId>& outputs) {
  Nested made;
  made.imported = imported_by(root);
  std::vector<Argument*> arguments;
  std::vector<Argument*>* outer = std::exchange(arguments_, &arguments);
  VariableSet needed;
  needed.add(outputs);
  OperatorPtr op = compile(root, needed);
  arguments_ = outer;
  made.op = std::make_unique<Product>(outputs, std::move(op), execution_);
  made.arguments = std::move(arguments);
  return made;
}

OperatorPtr Compiler::make(const logical::Argument& node, const LogicalOperator&, const VariableSet&) {
  auto made = std::make_unique<Argument>(node.variables, execution_);
  if (!node.variables.empty()) {
    LIAISON_ASSERT(arguments_ != nullptr);
    arguments_->push_back(made.get());
  }
  return made;
}

OperatorPtr Compiler::make(const logical::NodeScan& node, const LogicalOperator& op, const VariableSet& needed) {
  const NodeScan::Place place = gives_one_row(op.inputs.empty() ? nullptr : op.inputs.front().get())
                                    ? NodeScan::Place::Below
                                    : NodeScan::Place::Beside;
  VariableSet below = needed;
  below.remove(node.variable);
  return std::make_unique<NodeScan>(node.variable, node.labels, input(op, below), place, needed.has(node.variable),
                                    execution_);
}

OperatorPtr Compiler::make(const logical::IndexSeek& node, const LogicalOperator& op, const VariableSet& needed) {
  VariableSet below = needed;
  below.remove(node.variable);
  std::vector<VariableId> read;
  for (const Expression& value : node.values) {
    below.add(value);
    std::ranges::copy(free_variables(value), std::back_inserter(read));
  }
  OperatorPtr made = input(op, below);
  const std::uint16_t group = on_one_path(made, read, below);
  return std::make_unique<IndexSeek>(node, group, std::move(made), execution_);
}

OperatorPtr Compiler::make(const logical::NameSeek& node, const LogicalOperator& op, const VariableSet& needed) {
  VariableSet below = needed;
  below.remove(node.variable);
  below.add(node.value);
  OperatorPtr made = input(op, below);
  const std::uint16_t group = on_one_path(made, free_variables(node.value), below);
  return std::make_unique<NameSeek>(node, group, std::move(made), execution_);
}

OperatorPtr Compiler::make(const logical::EntityLookup& node, const LogicalOperator& op, const VariableSet& needed) {
  return std::make_unique<EntityLookup>(node.entity, input(op, needed), execution_);
}

OperatorPtr Compiler::make(const logical::MatchPattern&, const LogicalOperator&, const VariableSet&) {
  LIAISON_ASSERT(!"optimize() leaves no pattern unordered");
}

OperatorPtr Compiler::make(const logical::Expand& node, const LogicalOperator& op, const VariableSet& needed) {
  std::vector<VariableId> read{node.from};
  if (node.to_bound) read.push_back(node.to);
  read.insert(read.end(), node.unlike.begin(), node.unlike.end());
  VariableSet below = needed;
  below.remove(node.to);
  below.remove(node.relationship);
  below.add(read);
  OperatorPtr from = input(op, below);
  const std::uint16_t group = on_one_path(from, read, below);
  const Layout& layout = from->layout;
  ExpandSlots slots{.from = layout.slot(node.from),
                    .to = std::nullopt,
                    .unlike = {},
                    .wants_relationship = needed.has(node.relationship),
                    .wants_to = !node.to_bound && needed.has(node.to)};
  if (node.to_bound) slots.to = layout.slot(node.to);
  for (VariableId other : node.unlike) slots.unlike.push_back(layout.slot(other));
  if (!slots.wants_to && !slots.wants_relationship) {
    return std::make_unique<ExpandCount>(node, std::move(slots), group, std::move(from), execution_);
  }
  return std::make_unique<Expand>(node, std::move(slots), group, std::move(from), execution_);
}

OperatorPtr Compiler::make(const logical::ProjectEndPoints& node, const LogicalOperator& op,
                           const VariableSet& needed) {
  std::vector<VariableId> read{node.relationship};
  if (node.from_bound) read.push_back(node.from);
  if (node.to_bound) read.push_back(node.to);
  read.insert(read.end(), node.unlike.begin(), node.unlike.end());
  VariableSet below = needed;
  below.remove(node.from);
  below.remove(node.to);
  below.add(read);
  OperatorPtr given = input(op, below);
  const std::uint16_t group = on_one_path(given, read, below);
  const Layout& layout = given->layout;
  ProjectEndPointsSlots slots{.relationship = layout.slot(node.relationship),
                              .from = std::nullopt,
                              .to = std::nullopt,
                              .unlike = {},
                              .wants_from = !node.from_bound && needed.has(node.from),
                              .wants_to = !node.to_bound && node.to != node.from && needed.has(node.to)};
  if (node.from_bound) slots.from = layout.slot(node.from);
  if (node.to_bound) slots.to = layout.slot(node.to);
  for (VariableId other : node.unlike) slots.unlike.push_back(layout.slot(other));
  return std::make_unique<ProjectEndPoints>(node, std::move(slots), group, std::move(given), execution_);
}

OperatorPtr Compiler::make(const logical::ExpandVariable& node, const LogicalOperator& op, const VariableSet& needed) {
  VariableSet read_by_predicates;
  for (const Expression& predicate : node.each_predicates) read_by_predicates.add(predicate);
  read_by_predicates.remove(node.each);
  std::vector<VariableId> read{node.from};
  if (node.to_bound) read.push_back(node.to);
  if (node.relationship_bound) read.push_back(node.relationship);
  read.insert(read.end(), node.unlike.begin(), node.unlike.end());
  VariableSet below = needed;
  below.remove(node.to);
  below.remove(node.relationship);
  below.add(read);
  below.add(read_by_predicates.list());
  for (VariableId variable : read_by_predicates.list()) read.push_back(variable);
  OperatorPtr from = input(op, below);
  const std::uint16_t group = on_one_path(from, read, below);
  const Layout& layout = from->layout;
  ExpandVariableSlots slots{.from = layout.slot(node.from),
                            .to = std::nullopt,
                            .relationship = std::nullopt,
                            .unlike = {},
                            .read_by_predicates = {},
                            .wants_relationship = !node.relationship_bound && needed.has(node.relationship),
                            .wants_to = !node.to_bound && needed.has(node.to)};
  if (node.to_bound) slots.to = layout.slot(node.to);
  if (node.relationship_bound) slots.relationship = layout.slot(node.relationship);
  for (VariableId other : node.unlike) slots.unlike.push_back(layout.slot(other));
  for (VariableId variable : read_by_predicates.list()) {
    slots.read_by_predicates.emplace_back(variable, layout.slot(variable));
  }
  if (node.each_end_once) {
    return std::make_unique<ExpandReachable>(node, std::move(slots), group, std::move(from), execution_);
  }
  return std::make_unique<ExpandVariable>(node, std::move(slots), group, std::move(from), execution_);
}

OperatorPtr Compiler::make(const logical::ExpandPart& node, const LogicalOperator& op, const VariableSet& needed) {
  const PatternPart& part = node.stretch.part;
  VariableSet read_by_predicates;
  for (const Expression& predicate : part.predicates) read_by_predicates.add(predicate);
  remove_inside(part, read_by_predicates);
  std::vector<VariableId> read{node.from};
  if (node.to_bound) read.push_back(node.stretch.end);
  read.insert(read.end(), node.unlike.begin(), node.unlike.end());
  for (VariableId variable : read_by_predicates.list()) read.push_back(variable);
  VariableSet below = needed;
  below.remove(node.stretch.end);
  below.remove(node.stretch.relationships);
  for (const PatternPart::Group& group : part.groups) below.remove(group.list);
  below.add(read);
  OperatorPtr from = input(op, below);
  const std::uint16_t group = on_one_path(from, read, below);
  const Layout& layout = from->layout;
  ExpandPartSlots slots{.from = layout.slot(node.from),
                        .to = std::nullopt,
                        .unlike = {},
                        .read_by_predicates = slots_of(read_by_predicates, layout),
                        .wants_to = !node.to_bound && needed.has(node.stretch.end),
                        .wants_relationships = needed.has(node.stretch.relationships),
                        .wanted_groups = {}};
  if (node.to_bound) slots.to = layout.slot(node.stretch.end);
  for (VariableId other : node.unlike) slots.unlike.push_back(layout.slot(other));
  for (const PatternPart::Group& inside : part.groups) {
    if (needed.has(inside.list)) slots.wanted_groups.push_back(inside);
  }
  return std::make_unique<ExpandPart>(node, std::move(slots), group, std::move(from), execution_);
}

OperatorPtr Compiler::make(const logical::SearchPaths& node, const LogicalOperator& op, const VariableSet& needed) {
  VariableSet found, read_on_the_way, read_of_paths;
  for (const logical::PathStretch& stretch : node.stretches) {
    for (const Expression& predicate : stretch.part.predicates) read_on_the_way.add(predicate);
    for (const Expression& predicate : stretch.end_predicates) read_on_the_way.add(predicate);
    found.add(stretch.relationships);
    for (const PatternPart::Group& group : stretch.part.groups) found.add(group.list);
    if (&stretch != &node.stretches.back()) found.add(stretch.end);
  }
  for (const Expression& predicate : node.predicates) read_of_paths.add(predicate);
  if (node.path) {
    read_of_paths.add(node.path->path.nodes);
    read_of_paths.remove(node.path->variable);
  }
  SearchPathsSlots slots;
  VariableSet below = needed;
  for (VariableId variable : found.list()) {
    if (needed.has(variable)) slots.wanted.push_back(variable);
    for (VariableSet* set : {&read_on_the_way, &read_of_paths, &below}) set->remove(variable);
  }
  for (const logical::PathStretch& stretch : node.stretches) remove_inside(stretch.part, read_on_the_way);
  std::vector<VariableId> read{node.from, node.to};
  for (VariableId variable : read_on_the_way.list()) read.push_back(variable);
  for (VariableId variable : read_of_paths.list()) read.push_back(variable);
  below.add(read);
  OperatorPtr ends = input(op, below);
  const std::uint16_t group = on_one_path(ends, read, below);
  slots.from = ends->layout.slot(node.from);
  slots.to = ends->layout.slot(node.to);
  slots.read_on_the_way = slots_of(read_on_the_way, ends->layout);
  slots.read_of_paths = slots_of(read_of_paths, ends->layout);
  return std::make_unique<SearchPaths>(node, std::move(slots), group, std::move(ends), execution_);
}

OperatorPtr Compiler::make(const logical::Filter& node, const LogicalOperator& op, const VariableSet& needed) {
  VariableSet below = needed;
  for (const Expression& predicate : node.predicates) below.add(predicate);
  OperatorPtr made = input(op, below);
  std::vector<const Expression*> on_a_path, over_branches;
  for (const Expression& predicate : node.predicates) {
    (made->layout.deepest(free_variables(predicate)) == -2 ? over_branches : on_a_path).push_back(&predicate);
  }
  if (!on_a_path.empty()) made = std::make_unique<Filter>(on_a_path, std::move(made), execution_);
  if (!over_branches.empty()) {
    made = std::make_unique<Filter>(over_branches, product(std::move(made), below), execution_);
  }
  return made;
}

OperatorPtr Compiler::make(const logical::Project& node, const LogicalOperator& op, const VariableSet& needed) {
  std::vector<const NamedExpression*> items;
  for (const NamedExpression& item : node.items) {
    if (needed.has(item.variable) || !cannot_fail(item.expression)) items.push_back(&item);
  }
  VariableSet below = needed;
  for (const NamedExpression* item : items) below.remove(item->variable);
  for (const NamedExpression* item : items) below.add(item->expression);
  OperatorPtr made = input(op, below);
  const bool needs_rows = std::ranges::any_of(items, [&](const NamedExpression* item) {
    return made->layout.deepest(free_variables(item->expression)) == -2 || !is_pure(item->expression);
  });
  if (needs_rows) made = flat(std::move(made), below);
  return items.empty() ? std::move(made) : std::make_unique<Project>(items, std::move(made), execution_);
}

OperatorPtr Compiler::make(const logical::Select& node, const LogicalOperator& op, const VariableSet& needed) {
  VariableSet below;
  for (VariableId variable : node.variables) {
    if (needed.has(variable)) below.add(variable);
  }
  return input(op, below);
}

OperatorPtr Compiler::make(const logical::Aggregation& node, const LogicalOperator& op, const VariableSet&) {
  VariableSet read;
  for (const NamedExpression& key : node.keys) read.add(key.expression);
  for (const AggregateCall& call : node.aggregates) {
    for (const Expression& argument : call.arguments) read.add(argument);
  }
  OperatorPtr made = input(op, read);
  const std::uint16_t group = on_one_path(made, read.list(), read);
  return std::make_unique<Aggregation>(node, group, std::move(made), execution_);
}

OperatorPtr Compiler::make(const logical::Distinct& node, const LogicalOperator& op, const VariableSet&) {
  VariableSet read;
  read.add(node.variables);
  OperatorPtr made = input(op, read);
  (void)on_one_path(made, node.variables, read);
  return std::make_unique<Distinct>(node.variables, std::move(made), execution_);
}

OperatorPtr Compiler::sorted(std::span<const SortKey> keys, const Expression* skip, const Expression* limit,
                             const LogicalOperator& op, const VariableSet& needed) {
  VariableSet below = needed;
  for (const SortKey& key : keys) below.add(key.expression);
  return std::make_unique<Sort>(keys, Sort::Bounds{skip, limit}, flat(input(op, below), below), execution_);
}

OperatorPtr Compiler::make(const logical::Sort& node, const LogicalOperator& op, const VariableSet& needed) {
  return sorted(node.keys, nullptr, nullptr, op, needed);
}

OperatorPtr Compiler::make(const logical::Top& node, const LogicalOperator& op, const VariableSet& needed) {
  return sorted(node.keys, node.skip.get(), node.limit.get(), op, needed);
}

OperatorPtr Compiler::make(const logical::Skip& node, const LogicalOperator& op, const VariableSet& needed) {
  return std::make_unique<Slice>(Slice::Clause::Skip, node.count, flat(input(op, needed), needed), execution_);
}

OperatorPtr Compiler::make(const logical::Limit& node, const LogicalOperator& op, const VariableSet& needed) {
  return std::make_unique<Slice>(Slice::Clause::Limit, node.count, flat(input(op, needed), needed), execution_);
}

OperatorPtr Compiler::make(const logical::Unwind& node, const LogicalOperator& op, const VariableSet& needed) {
  VariableSet below = needed;
  below.remove(node.variable);
  below.add(node.list);
  OperatorPtr made = input(op, below);
  const std::uint16_t group = on_one_path(made, free_variables(node.list), below);
  return std::make_unique<Unwind>(node, group, std::move(made), execution_);
}

OperatorPtr Compiler::make(const logical::LoadCsv& node, const LogicalOperator& op, const VariableSet& needed) {
  VariableSet below = needed;
  below.remove(node.variable);
  below.add(node.file);
  OperatorPtr made = input(op, below);
  const std::uint16_t group = on_one_path(made, free_variables(node.file), below);
  return std::make_unique<LoadCsv>(node, group, std::move(made), execution_);
}

OperatorPtr Compiler::make(const logical::Apply& node, const LogicalOperator& op, const VariableSet& needed) {
  std::vector<VariableId> wanted;
  for (VariableId variable : node.made) {
    if (needed.has(variable)) wanted.push_back(variable);
  }
  Nested inner = nested(*op.inputs[1], wanted);
  VariableSet below = needed;
  for (VariableId variable : node.made) below.remove(variable);
  below.add(inner.imported);
  OperatorPtr made = input(op, below);
  if (node.each_row || node.kind == logical::ApplyKind::Unit) made = unfolded(std::move(made), below);
  if (node.kind == logical::ApplyKind::Unit) {
    return std::make_unique<UnitApply>(inner.imported, std::move(inner.arguments), std::move(inner.op), std::move(made),
                                       execution_);
  }
  const std::uint16_t group = on_one_path(made, inner.imported, below);
  return std::make_unique<Apply>(node.kind, inner.imported, wanted, std::move(inner.arguments), std::move(inner.op),
                                 group, std::move(made), execution_);
}

OperatorPtr Compiler::make(const logical::Foreach& node, const LogicalOperator& op, const VariableSet& needed) {
  Nested inner = nested(*op.inputs[1], {});
  inner.imported.pop_back();  // the item
  VariableSet below = needed;
  below.add(node.list);
  below.add(inner.imported);
  return std::make_unique<Foreach>(node, inner.imported, std::move(inner.arguments), std::move(inner.op),
                                   unfolded(input(op, below), below), execution_);
}

OperatorPtr Compiler::make(const logical::Union& node, const LogicalOperator& op, const VariableSet&) {
  std::vector<OperatorPtr> parts;
  for (std::size_t i = 0; i < op.inputs.size(); ++i) {
    VariableSet needed;
    needed.add(node.columns[i]);
    parts.push_back(std::make_unique<Product>(node.columns[i], compile(*op.inputs[i], needed), execution_));
  }
  return std::make_unique<Union>(node, std::move(parts));
}

OperatorPtr Compiler::make(const logical::CallProcedure& node, const LogicalOperator& op, const VariableSet& needed) {
  VariableSet read;
  for (const Expression& argument : node.call.arguments) read.add(argument);
  VariableSet below = needed;
  for (VariableId output : node.call.outputs) below.remove(output);
  below.add(read.list());
  OperatorPtr made = input(op, below);
  const std::uint16_t group = on_one_path(made, read.list(), below);
  return std::make_unique<CallProcedure>(node.call, group, std::move(made), execution_);
}

OperatorPtr Compiler::make(const logical::Eager&, const LogicalOperator& op, const VariableSet& needed) {
  return std::make_unique<Eager>(input(op, needed), execution_);
}

OperatorPtr Compiler::make(const logical::Create& node, const LogicalOperator& op, const VariableSet& needed) {
  VariableSet below = needed;
  below.add(node.create);
  below.remove_made_by(node.create);
  return std::make_unique<Create>(node.create, unfolded(input(op, below), below), execution_);
}

OperatorPtr Compiler::make(const logical::Update& node, const LogicalOperator& op, const VariableSet& needed) {
  VariableSet below = needed;
  below.add(std::span<const UpdateItem>(node.items));
  return std::make_unique<Update>(node.items, unfolded(input(op, below), below), execution_);
}

OperatorPtr Compiler::make(const logical::Delete& node, const LogicalOperator& op, const VariableSet& needed) {
  VariableSet below = needed;
  for (const Expression& expression : node.deletion.expressions) below.add(expression);
  return std::make_unique<Delete>(node.deletion, unfolded(input(op, below), below), execution_);
}

OperatorPtr Compiler::make(const logical::Merge& node, const LogicalOperator& op, const VariableSet& needed) {
  Nested search = nested(*op.inputs[1], node.added);
  VariableSet below = needed;
  below.add(node.create);
  below.add(std::span<const UpdateItem>(node.on_create));
  below.add(std::span<const UpdateItem>(node.on_match));
  for (VariableId variable : node.added) below.remove(variable);
  below.add(search.imported);
  for (const Expression& expression : node.must_not_be_null) below.add(expression);
  OperatorPtr made = unfolded(input(op, below), below);
  return std::make_unique<Merge>(node, search.imported, std::move(search.arguments), std::move(search.op),
                                 std::move(made), execution_);
}

OperatorPtr Compiler::make(const logical::ChangeSchema& node, const LogicalOperator&, const VariableSet&) {
  return std::make_unique<ChangeSchema>(node.change, execution_);
}

OperatorPtr Compiler::make(const logical::Nothing&, const LogicalOperator& op, const VariableSet&) {
  return std::make_unique<Nothing>(input(op, {}));
}

OperatorPtr compile(const LogicalPlan& plan, Execution& execution) {
  VariableSet needed;
  needed.add(plan.outputs);
  Compiler compiler(execution);
  return compiler.flat(compiler.compile(*plan.root, needed), needed);
}

}  // namespace liaison
