#include "bind/binder.h"
#include "bind/type_rules.h"

namespace liaison {
namespace {

const TypeSet entity{Kind::Node, Kind::Relationship};

}  // namespace

std::vector<UpdateItem> Binder::bind_set(const std::vector<ast::SetItem>& items) {
  std::vector<UpdateItem> bound;
  for (const ast::SetItem& item : items) {
    if (const auto* property = std::get_if<ast::SetProperty>(&item)) {
      SetPropertyTo set = bind_property_target(property->target, "SET");
      set.value = bind_expression(property->value);
      bound.emplace_back(std::move(set));
    } else if (const auto* all = std::get_if<ast::SetAll>(&item)) {
      const Expression target = refer(all->variable.text, all->variable.span);
      require(target, entity, all->variable.span, "what gets properties");
      SetAllTo set{std::get<VariableRef>(target.node).variable, all->add, bind_expression(all->value)};
      require(set.value, {Kind::Map, Kind::Node, Kind::Relationship}, all->value.span, "what the properties come from");
      bound.emplace_back(std::move(set));
    } else {
      const auto& labels = std::get<ast::SetLabels>(item);
      bound.emplace_back(bind_label_target(labels.variable, labels.labels, false));
    }
  }
  return bound;
}

std::vector<UpdateItem> Binder::bind_remove(const ast::Remove& remove) {
  std::vector<UpdateItem> bound;
  for (const ast::RemoveItem& item : remove.items) {
    if (const auto* property = std::get_if<ast::RemoveProperty>(&item)) {
      SetPropertyTo set = bind_property_target(property->target, "REMOVE");
      set.value = constant(Value());
      bound.emplace_back(std::move(set));
    } else {
      const auto& labels = std::get<ast::RemoveLabels>(item);
      bound.emplace_back(bind_label_target(labels.variable, labels.labels, true));
    }
  }
  return bound;
}

SetPropertyTo Binder::bind_property_target(const ast::Expression& target, std::string_view clause) {
  SetPropertyTo set;
  const ast::Expression* base = nullptr;
  if (const auto* access = std::get_if<ast::PropertyAccess>(&target.node)) {
    base = access->base.get();
    set.key = std::make_unique<Expression>(constant(Value::string(access->key.text)));
  } else if (const auto* index = std::get_if<ast::Index>(&target.node)) {
    base = index->base.get();
    set.key = bind_optional(index->index);
    require(*set.key, Kind::String, index->index->span, "the key of a property");
  } else {
    fail("UnexpectedSyntax", std::string(clause) + " changes a property, a label, or all properties of a variable",
         target.span);
  }
  set.entity = bind_expression(*base);
  require(set.entity, entity, base->span, "what has a property that can change");
  return set;
}

SetLabelsOf Binder::bind_label_target(const ast::Name& variable, const ast::LabelExpression& labels, bool remove) {
  const Expression target = refer(variable.text, variable.span);
  require(target, Kind::Node, variable.span, "what has labels that can change");
  SetLabelsOf set{std::get<VariableRef>(target.node).variable, {}, remove, nullptr};
  std::vector<Expression> computed;
  labels_to_set(labels, set.labels, computed);
  if (!computed.empty()) {
    set.computed = std::make_unique<Expression>(
        Expression{.place = place(labels.span), .type = Kind::List, .node = MakeList{std::move(computed)}});
  }
  return set;
}

BoundDelete Binder::bind_delete(const ast::Delete& deletion, ast::Span span) {
  BoundDelete result;
  result.detach = deletion.detach;
  result.place = place(span);
  for (const ast::Expression& expression : deletion.expressions) {
    if (std::holds_alternative<ast::LabelTest>(expression.node)) {
      fail("InvalidDelete", "DELETE takes nodes, relationships and paths; a label is taken off by REMOVE",
           expression.span, "REMOVE " + std::string(written(expression.span)));
    }
    Expression bound = bind_expression(expression);
    require(bound, {Kind::Node, Kind::Relationship, Kind::Path}, expression.span, "what DELETE takes");
    result.expressions.push_back(std::move(bound));
  }
  return result;
}

}  // namespace liaison
