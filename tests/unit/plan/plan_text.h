#pragma once

#include <string>
#include <vector>

#include "algorithm/procedure.h"
#include "bind/bind.h"
#include "liaison/error.h"
#include "parse/parse.h"
#include "plan/plan.h"
#include "query/logical_plan.h"
#include "store/graph.h"

namespace liaison {

/// A logical plan on one line, in the order in which rows pass: `NodeScan(a) > Filter(a.x > 1) > Select(a)`. What an
/// operator runs beside its input stands in brackets: `Apply? [Argument(a) > …]`. Variables without a name show as `_`,
/// bound ones of a pattern as `^a`. A Select of what the Select before it kept is left out.
class PlanText {
 public:
  explicit PlanText(const VariableTable& variables) : variables_(variables) {}

  [[nodiscard]] std::string of(const LogicalOperator& op) const {
    if (const auto* joined = std::get_if<logical::Union>(&op.node)) {
      std::string text = "Union(" + names(joined->outputs) + ") [";
      for (std::size_t i = 0; i < op.inputs.size(); ++i) text += (i == 0 ? "" : " | ") + of(*op.inputs[i]);
      return text + "]";
    }
    if (const auto* select = std::get_if<logical::Select>(&op.node)) {
      const auto* before = std::get_if<logical::Select>(&op.inputs.front()->node);
      if (before != nullptr && before->variables == select->variables) return of(*op.inputs.front());
    }
    std::string text = std::visit([&](const auto& node) { return one(node); }, op.node);
    if (op.inputs.size() > 1) text += " [" + of(*op.inputs[1]) + "]";
    return op.inputs.empty() ? text : of(*op.inputs.front()) + " > " + text;
  }

 private:
  [[nodiscard]] std::string name(VariableId variable) const {
    const std::string shown = shown_name(variables_.at(variable));
    return shown.empty() ? "_" : shown;
  }

  [[nodiscard]] std::string names(const std::vector<VariableId>& variables) const {
    return joined(variables, [&](VariableId variable) { return name(variable); });
  }

  template <class Items, class Text>
  static std::string joined(const Items& items, Text&& text_of, const std::string& between = ", ") {
    std::string text;
    for (const auto& item : items) text += (text.empty() ? "" : between) + text_of(item);
    return text;
  }

  [[nodiscard]] std::string text_of(const Expression& expression) const { return to_text(expression, variables_); }
  [[nodiscard]] std::string texts_of(const std::vector<Expression>& expressions) const {
    return joined(expressions, [&](const Expression& each) { return text_of(each); });
  }
  [[nodiscard]] std::string items(const std::vector<NamedExpression>& items) const {
    return joined(items,
                  [&](const NamedExpression& item) { return name(item.variable) + " = " + text_of(item.expression); });
  }
  [[nodiscard]] std::string keys(const std::vector<SortKey>& keys) const {
    return joined(keys, [&](const SortKey& key) { return text_of(key.expression) + (key.descending ? " DESC" : ""); });
  }

  static std::string arrow(const std::string& inner, Direction direction) {
    return (direction == Direction::Incoming ? "<-[" : "-[") + inner +
           (direction == Direction::Outgoing ? "]->" : "]-");
  }
  static std::string labels(const std::vector<std::string>& labels) {
    return joined(
        labels, [](const std::string& label) { return ":" + label; }, "");
  }
  static std::string types(const std::vector<std::string>& types) {
    return (types.empty() ? "" : ":") + joined(
                                            types, [](const std::string& type) { return type; }, "|");
  }
  static std::string length(const PatternLength& length) {
    return "*" + std::to_string(length.minimum) + ".." +
           (length.maximum == PatternLength::unbounded ? "" : std::to_string(length.maximum));
  }

  [[nodiscard]] std::string node(const PatternNode& node) const {
    return (node.bound ? "^" : "") + name(node.variable) + (node.entity ? "'" + *node.entity + "'" : "") +
           labels(node.labels);
  }

  [[nodiscard]] std::string graph(const QueryGraph& graph) const {
    std::vector<std::string> parts;
    std::vector<bool> shown(graph.nodes.size());
    for (const PatternRelationship& each : graph.relationships) {
      shown[each.from] = shown[each.to] = true;
      const std::string inner =
          (each.bound ? "^" : "") + name(each.variable) + types(each.types) + (each.length ? length(*each.length) : "");
      parts.push_back(node(graph.nodes[each.from]) + arrow(inner, each.direction) + node(graph.nodes[each.to]));
    }
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
      if (!shown[i]) parts.push_back(node(graph.nodes[i]));
    }
    for (const PatternPathVariable& path : graph.paths) parts.push_back(name(path.variable) + " = path");
    return joined(parts, [](const std::string& part) { return part; });
  }

  [[nodiscard]] std::string made(const BoundCreate& create) const {
    const auto with = [&](const ExpressionPtr& properties) { return properties ? " " + text_of(*properties) : ""; };
    std::vector<std::string> parts;
    for (const NodeToCreate& each : create.nodes) {
      parts.push_back(name(each.variable) + labels(each.labels) + with(each.properties));
    }
    for (const RelationshipToCreate& each : create.relationships) {
      parts.push_back(name(each.start) + "-[" + name(each.variable) + ":" + each.type + with(each.properties) + "]->" +
                      name(each.end));
    }
    for (const PatternPathVariable& path : create.paths) parts.push_back(name(path.variable) + " = path");
    return joined(parts, [](const std::string& part) { return part; });
  }

  [[nodiscard]] std::string updates(const std::vector<UpdateItem>& items) const {
    return joined(items, [&](const UpdateItem& item) {
      if (const auto* property = std::get_if<SetPropertyTo>(&item)) {
        return text_of(property->entity) + "[" + text_of(*property->key) + "] = " + text_of(property->value);
      }
      if (const auto* all = std::get_if<SetAllTo>(&item)) {
        return name(all->entity) + (all->add ? " += " : " = ") + text_of(all->value);
      }
      const auto& set = std::get<SetLabelsOf>(item);
      return (set.remove ? "-" : "") + name(set.entity) + labels(set.labels);
    });
  }

  [[nodiscard]] std::string unlike(const std::vector<VariableId>& variables) const {
    return variables.empty() ? "" : " unlike " + names(variables);
  }

  [[nodiscard]] std::string one(const logical::Argument& op) const { return "Argument(" + names(op.variables) + ")"; }
  [[nodiscard]] std::string one(const logical::NodeScan& op) const {
    return "NodeScan(" + name(op.variable) + labels(op.labels) + ")";
  }
  [[nodiscard]] std::string one(const logical::IndexSeek& op) const {
    std::string text = "IndexSeek(" + name(op.variable) + " by " + op.index;
    for (const Expression& value : op.values) text += " " + to_text(value, variables_);
    return text + ")";
  }
  [[nodiscard]] std::string one(const logical::NameSeek& op) const {
    return "NameSeek(" + name(op.variable) + labels(op.labels) + (op.is_list ? " IN " : " = ") +
           to_text(op.value, variables_) + ")";
  }
  [[nodiscard]] std::string one(const logical::EntityLookup& op) const {
    return "EntityLookup(" + name(op.entity.variable) + "'" + op.entity.name + "'" + labels(op.entity.labels) + ")";
  }
  [[nodiscard]] std::string one(const logical::MatchPattern& op) const {
    return "Match(" + graph(op.graph) + (op.predicates.empty() ? "" : " WHERE " + texts_of(op.predicates)) + ")";
  }
  [[nodiscard]] std::string one(const logical::Expand& op) const {
    return std::string("Expand") + (op.optional ? "?" : "") + "(" + name(op.from) +
           arrow(name(op.relationship) + types(op.types), op.direction) + (op.to_bound ? "^" : "") + name(op.to) +
           unlike(op.unlike) + ")";
  }
  [[nodiscard]] std::string one(const logical::ProjectEndPoints& op) const {
    return std::string("ProjectEndPoints(") + (op.from_bound ? "^" : "") + name(op.from) +
           arrow("^" + name(op.relationship) + types(op.types), op.direction) + (op.to_bound ? "^" : "") + name(op.to) +
           unlike(op.unlike) + ")";
  }
  [[nodiscard]] std::string one(const logical::ExpandVariable& op) const {
    return std::string("ExpandVariable") + (op.each_end_once ? "Once(" : "(") + name(op.from) +
           arrow((op.relationship_bound ? "^" : "") + name(op.relationship) + types(op.types) + length(op.length),
                 op.direction) +
           (op.to_bound ? "^" : "") + name(op.to) + (op.reversed ? " reversed" : "") + unlike(op.unlike) +
           (op.each_predicates.empty() ? "" : " each " + texts_of(op.each_predicates)) + ")";
  }
  [[nodiscard]] std::string one(const logical::ExpandPart& op) const {
    return "ExpandPart(" + name(op.from) + " " + length(op.stretch.length) + " " + (op.to_bound ? "^" : "") +
           name(op.stretch.end) + (op.reversed ? " reversed" : "") + unlike(op.unlike) +
           (op.stretch.part.predicates.empty() ? "" : " each " + texts_of(op.stretch.part.predicates)) + ")";
  }
  [[nodiscard]] std::string one(const logical::SearchPaths& op) const {
    std::string text = op.selection == PathSelection::Shortest ? "Shortest(" : "ShortestGroups(";
    text += std::to_string(op.count) + " " + name(op.from) + "-" + name(op.to);
    for (const logical::PathStretch& stretch : op.stretches) {
      text += " " + name(stretch.relationships) + length(stretch.length);
      if (!stretch.part.predicates.empty()) text += " each " + texts_of(stretch.part.predicates);
      if (!stretch.end_predicates.empty()) text += " then " + texts_of(stretch.end_predicates);
    }
    return text + (op.predicates.empty() ? "" : " whole " + texts_of(op.predicates)) + ")";
  }
  [[nodiscard]] std::string one(const logical::Filter& op) const { return "Filter(" + texts_of(op.predicates) + ")"; }
  [[nodiscard]] std::string one(const logical::Project& op) const { return "Project(" + items(op.items) + ")"; }
  [[nodiscard]] std::string one(const logical::Select& op) const { return "Select(" + names(op.variables) + ")"; }
  [[nodiscard]] std::string one(const logical::Aggregation& op) const {
    return "Aggregation(" + items(op.keys) + "; " + std::to_string(op.aggregates.size()) + ")";
  }
  [[nodiscard]] std::string one(const logical::Distinct& op) const { return "Distinct(" + names(op.variables) + ")"; }
  [[nodiscard]] std::string one(const logical::Sort& op) const { return "Sort(" + keys(op.keys) + ")"; }
  [[nodiscard]] std::string one(const logical::Skip& op) const { return "Skip(" + text_of(op.count) + ")"; }
  [[nodiscard]] std::string one(const logical::Limit& op) const { return "Limit(" + text_of(op.count) + ")"; }
  [[nodiscard]] std::string one(const logical::Top& op) const {
    return "Top(" + keys(op.keys) + (op.skip ? "; skip " + text_of(*op.skip) : "") + "; " + text_of(*op.limit) + ")";
  }
  [[nodiscard]] std::string one(const logical::Unwind& op) const {
    return "Unwind(" + name(op.variable) + " in " + text_of(op.list) + ")";
  }
  [[nodiscard]] std::string one(const logical::LoadCsv& op) const {
    return "LoadCsv(" + name(op.variable) + " in " + text_of(op.file) + ")";
  }
  [[nodiscard]] std::string one(const logical::Apply& op) const {
    switch (op.kind) {
      case logical::ApplyKind::Inner:
        return "Apply(" + names(op.made) + ")";
      case logical::ApplyKind::Optional:
        return "Apply?(" + names(op.made) + ")";
      case logical::ApplyKind::Unit:
        return "UnitApply";
    }
    return {};
  }
  [[nodiscard]] std::string one(const logical::Foreach& op) const {
    return "Foreach(" + name(op.variable) + " in " + text_of(op.list) + ")";
  }
  [[nodiscard]] std::string one(const logical::Union&) const { return {}; }  // of() shows it with its inputs
  [[nodiscard]] std::string one(const logical::CallProcedure& op) const {
    return "Call(" + op.call.procedure->name + "; " + texts_of(op.call.arguments) + "; " + names(op.call.outputs) + ")";
  }
  [[nodiscard]] std::string one(const logical::ChangeSchema&) const { return "ChangeSchema"; }
  [[nodiscard]] std::string one(const logical::Eager&) const { return "Eager"; }
  [[nodiscard]] std::string one(const logical::Create& op) const { return "Create(" + made(op.create) + ")"; }
  [[nodiscard]] std::string one(const logical::Update& op) const { return "Update(" + updates(op.items) + ")"; }
  [[nodiscard]] std::string one(const logical::Delete& op) const {
    return std::string(op.deletion.detach ? "DetachDelete(" : "Delete(") + texts_of(op.deletion.expressions) + ")";
  }
  [[nodiscard]] std::string one(const logical::Merge& op) const {
    return "Merge(" + made(op.create) + (op.on_create.empty() ? "" : " create: " + updates(op.on_create)) +
           (op.on_match.empty() ? "" : " match: " + updates(op.on_match)) + ")";
  }
  [[nodiscard]] std::string one(const logical::Nothing&) const { return "Nothing"; }

  const VariableTable& variables_;
};

[[nodiscard]] inline std::string text_of(const LogicalPlan& plan) { return PlanText(*plan.variables).of(*plan.root); }

/// The plan of a statement as plan() makes it.
[[nodiscard]] inline LogicalPlan planned(const std::string& statement, const Graph& graph = {}) {
  return plan(bind(parse(statement), graph.snapshot()->catalog(), builtin_procedures(), {}));
}

}  // namespace liaison
