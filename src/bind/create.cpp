#include <algorithm>

#include "bind/binder.h"
#include "bind/type_rules.h"

namespace liaison {
namespace {

std::string_view clause_name(bool merge) { return merge ? "MERGE" : "CREATE"; }

/// null for none.
ExpressionPtr list_of(std::vector<Expression> items) {
  if (items.empty()) return nullptr;
  Expression list{.place = items.front().place, .type = Kind::List, .node = MakeList{std::move(items)}};
  return std::make_unique<Expression>(std::move(list));
}

}  // namespace

BoundCreate Binder::bind_create(const ast::Create& create) {
  Making making{.merge = false, .first = static_cast<VariableId>(variables_->size()), .create = {}};
  for (const ast::PatternPath& path : create.pattern.paths) make_path(path, making);
  return std::move(making.create);
}

void Binder::make_path(const ast::PatternPath& path, Making& making) {
  const bool has_parts = std::ranges::any_of(path.relationships, [](const auto& each) { return each.part != nullptr; });
  if (path.search != ast::PathSearch::None || path.where || has_parts) {
    fail("UnexpectedSyntax", std::string(clause_name(making.merge)) + " makes plain nodes and relationships only",
         path.span);
  }
  MakePath whole;
  VariableId left = 0;
  const bool alone = path.relationships.empty();
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    const VariableId right = make_node(path.nodes[i], alone, making);
    whole.nodes.push_back(right);
    if (i > 0) {
      make_relationship(path.relationships[i - 1], left, right, making);
      whole.relationships.push_back(making.create.relationships.back().variable);
    }
    left = right;
  }
  if (path.variable) {
    making.create.paths.push_back({declare_path_variable(*path.variable, Kind::Path), std::move(whole)});
  }
}

VariableId Binder::make_node(const ast::NodePattern& node, bool alone, Making& making) {
  const std::string clause(clause_name(making.merge));
  if (node.where) fail("UnexpectedSyntax", clause + " cannot have a WHERE inside its pattern", node.where->span);
  if (node.entity) {
    if (alone) {
      fail("VariableAlreadyBound",
           "'" + node.entity->text + "' names a node that is there already, " + clause + " has nothing to make of it",
           node.span);
    }
    if (node.properties) {
      fail("VariableAlreadyBound",
           "'" + node.entity->text + "' names a node that is there already, it cannot be given properties here",
           node.properties->span, "use SET");
    }
    return find_entity(node, making);
  }
  if (node.variable) {
    const ast::Name& name = *node.variable;
    if (const std::optional<VariableId> known = find(name.text, name.span)) {
      if (!may_be(type_of(*known), Kind::Node)) {
        fail("VariableTypeConflict",
             "'" + name.text + "' is " + to_string(without_null(type_of(*known))) + ", it cannot stand for a node",
             name.span);
      }
      if (alone || node.labels || node.properties) {
        fail("VariableAlreadyBound",
             "'" + name.text + "' has a value already, " + clause + " cannot make it" + (alone ? "" : " anew"),
             node.span);
      }
      import(*known);
      return *known;
    }
  }
  NodeToCreate made{};
  if (node.labels) {
    const Restore restore(context_);
    hide_made(making, {Kind::Relationship, Kind::Path});
    std::vector<Expression> computed;
    labels_to_set(*node.labels, made.labels, computed);
    made.computed = list_of(std::move(computed));
  }
  made.properties = bind_properties_to_make(node.properties, making, {Kind::Relationship, Kind::Path});
  made.variable = name_made(node.variable, Kind::Node);
  making.create.nodes.push_back(std::move(made));
  return making.create.nodes.back().variable;
}

void Binder::make_relationship(const ast::RelationshipPattern& relationship, VariableId left, VariableId right,
                               Making& making) {
  const std::string clause(clause_name(making.merge));
  if (relationship.variable && find(relationship.variable->text, relationship.variable->span)) {
    fail("VariableAlreadyBound",
         "'" + relationship.variable->text + "' has a value already, " + clause + " cannot make it anew",
         relationship.variable->span);
  }
  if (relationship.quantity) {
    fail("CreatingVarLength", clause + " cannot make relationships of variable length", relationship.quantity->span);
  }
  const auto* type = relationship.types ? std::get_if<ast::LabelName>(&relationship.types->node) : nullptr;
  const auto* computed = relationship.types ? std::get_if<ast::LabelDynamic>(&relationship.types->node) : nullptr;
  if (type == nullptr && (computed == nullptr || computed->any)) {
    // -[knows]-> where a type knows is known: the colon was forgotten.
    const bool forgot_colon =
        !relationship.types && relationship.variable && catalog_.types.find(relationship.variable->text).has_value();
    fail("NoSingleRelationshipType", "a relationship is made with exactly one type: -[:TYPE]->", relationship.span,
         forgot_colon ? "did you mean [:" + relationship.variable->text + "]?" : std::string());
  }
  const bool directed = relationship.arrow == ast::Arrow::Left || relationship.arrow == ast::Arrow::Right;
  if (!directed && !making.merge) {
    fail("RequiresDirectedRelationship", "CREATE needs to know the direction: -[…]-> or <-[…]-", relationship.span);
  }
  if (relationship.where) {
    fail("UnexpectedSyntax", clause + " cannot have a WHERE inside its pattern", relationship.where->span);
  }
  RelationshipToCreate made{};
  // An undirected MERGE makes what it does not find from left to right.
  const bool turned = relationship.arrow == ast::Arrow::Left;
  made.start = turned ? right : left;
  made.end = turned ? left : right;
  if (type != nullptr) {
    made.type = type->name.text;
  } else {
    const Restore restore(context_);
    hide_made(making, Kind::Path);
    made.computed = std::make_unique<Expression>(bind_computed_label(*computed));
  }
  made.place = place(relationship.span);
  made.properties = bind_properties_to_make(relationship.properties, making, Kind::Path);
  made.variable = name_made(relationship.variable, Kind::Relationship);
  making.create.relationships.push_back(std::move(made));
}

VariableId Binder::name_made(const std::optional<ast::Name>& name, Kind kind) {
  if (!name) return make_up((kind == Kind::Node ? "n" : "r") + std::to_string(variables_->size()), kind);
  const VariableId variable = declare(name->text, kind);
  scope_.set(name->text, variable);
  return variable;
}

VariableId Binder::find_entity(const ast::NodePattern& node, Making& making) {
  EntityToFind entity{};
  entity.name = node.entity->text;
  entity.place = place(node.entity->span);
  if (node.labels) {
    std::vector<Expression> computed;
    labels_to_set(*node.labels, entity.labels, computed);
    if (!computed.empty()) {
      fail("UnexpectedSyntax", "the labels beside an entity's name must be written out", node.labels->span);
    }
  }
  if (node.variable && find(node.variable->text, node.variable->span)) {
    fail("VariableAlreadyBound",
         "'" + node.variable->text + "' has a value already, it cannot name '" + entity.name + "' too", node.span);
  }
  entity.variable = name_made(node.variable, Kind::Node);
  making.create.entities.push_back(std::move(entity));
  return making.create.entities.back().variable;
}

void Binder::labels_to_set(const ast::LabelExpression& labels, std::vector<std::string>& names,
                           std::vector<Expression>& computed) {
  if (const auto* name = std::get_if<ast::LabelName>(&labels.node)) {
    names.push_back(name->name.text);
  } else if (const auto* all = std::get_if<ast::LabelAnd>(&labels.node)) {
    for (const ast::LabelExpression& part : all->operands) labels_to_set(part, names, computed);
  } else if (const auto* dynamic = std::get_if<ast::LabelDynamic>(&labels.node); dynamic != nullptr && !dynamic->any) {
    computed.push_back(bind_computed_label(*dynamic));
  } else {
    fail("UnexpectedSyntax", "labels can be given by name only, :A:B or :A&B, or computed, :$(name)", labels.span);
  }
}

ExpressionPtr Binder::bind_properties_to_make(const ast::ExpressionPtr& properties, const Making& making,
                                              TypeSet unseen) {
  if (!properties) return nullptr;
  const bool is_parameter = std::holds_alternative<ast::Parameter>(properties->node);
  if (is_parameter && making.merge) {
    fail("InvalidParameterUse",
         "MERGE looks for what it would make, so the names of its properties must be written out", properties->span,
         "write them out: {name: $map.name}");
  }
  if (!is_parameter && !std::holds_alternative<ast::MapLiteral>(properties->node)) {
    fail("UnexpectedSyntax", "the properties of a pattern must be a map {…}", properties->span);
  }
  const Restore restore(context_);
  hide_made(making, unseen);
  return bind_optional(properties);
}

// CREATE makes nodes one after another, then relationships, then paths. MERGE looks first: then nothing is made yet.
void Binder::hide_made(const Making& making, TypeSet unseen) {
  context_.hidden_from = making.first;
  context_.hidden_kinds = making.merge ? pattern_kinds : unseen;
}

}  // namespace liaison
