#include "bind/binder.h"
#include "bind/syntax.h"
#include "bind/type_rules.h"
#include "common/assert.h"
#include "function/aggregate.h"
#include "function/function.h"
#include "function/reference.h"

namespace liaison {
namespace {

std::string counted(std::size_t count) { return std::to_string(count) + (count == 1 ? " argument" : " arguments"); }

bool is_named(const ast::FunctionCall& call, std::string_view name) {
  return std::equal(call.name.text.begin(), call.name.text.end(), name.begin(), name.end(),
                    [](char letter, char small) {
                      return (letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter) == small;
                    });
}

/// NFC and its like may be written as a word: normalize(text, NFC).
bool is_normal_form(std::string_view word) {
  return word == "NFC" || word == "NFD" || word == "NFKC" || word == "NFKD";
}

}  // namespace

/// Where a variable is called so, it is the variable.
std::vector<Expression> Binder::bind_arguments(const ast::FunctionCall& node) {
  if (is_named(node, "normalize") && node.arguments.size() == 2) {
    const ast::Expression& form = node.arguments.back();
    const auto* word = std::get_if<ast::Variable>(&form.node);
    if (word != nullptr && is_normal_form(word->name) && !find(word->name, form.span)) {
      std::vector<Expression> bound;
      bound.push_back(bind_expression(node.arguments.front()));
      bound.push_back(constant(Value::string(word->name)));
      return bound;
    }
  }
  return bind_all(node.arguments);
}

Expression Binder::bind_node(const ast::Expression& expression, const ast::FunctionCall& node, Position) {
  if (const Aggregate* aggregate = find_aggregate(node.name.text)) return bind_aggregate(expression, node, *aggregate);
  // openCypher 9 has exists(pattern) and exists(property) beside EXISTS { … }.
  if (is_named(node, "exists") && node.arguments.size() == 1 && !node.distinct) {
    const ast::Expression& argument = node.arguments.front();
    const auto* pattern = std::get_if<ast::PatternPredicate>(&argument.node);
    if (pattern != nullptr && pattern->path.search == ast::PathSearch::None) {
      return bind_expression(argument, Position::Predicate);
    }
    NullTest test{std::make_unique<Expression>(bind_expression(argument)), true};
    return {.place = {}, .type = Kind::Boolean, .node = std::move(test)};
  }
  const Function* function = find_function(node.name.text);
  if (function == nullptr) {
    if (is_unsupported_function(node.name.text)) not_supported(node.name.text + "()", node.name.span);
    std::vector<std::string_view> names;
    for (const FunctionEntry& known : function_reference()) names.push_back(known.name);
    fail("UnknownFunction", "there is no function '" + node.name.text + "'", node.name.span,
         did_you_mean(node.name.text, std::move(names)));
  }
  if (node.star || node.distinct) {
    fail("UnexpectedSyntax", std::string(function->name) + "() is no aggregate, it takes neither * nor DISTINCT",
         expression.span);
  }
  if (node.arguments.size() < function->min_arguments() || node.arguments.size() > function->max_arguments()) {
    fail("InvalidNumberOfArguments", signature(*function) + " cannot take " + counted(node.arguments.size()),
         expression.span);
  }
  if (context_.inside_aggregate && !function->pure) {
    fail("NonConstantExpression",
         std::string(function->name) + "() gives another value each time, an aggregate cannot go over it",
         expression.span);
  }
  is_pure_ = is_pure_ && function->pure;
  Call call{function, bind_arguments(node)};
  std::vector<TypeSet> types;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const FunctionParameter& parameter = function->parameter(i);
    require(call.arguments[i], parameter.type, node.arguments[i].span,
            "'" + std::string(parameter.name) + "' of " + std::string(function->name) + "()");
    types.push_back(call.arguments[i].type);
  }
  const TypeSet type = result_type(*function, types);
  return {.place = {}, .type = type, .node = std::move(call)};
}

Expression Binder::bind_aggregate(const ast::Expression& expression, const ast::FunctionCall& call,
                                  const Aggregate& aggregate) {
  const std::string name(aggregate.name);
  if (context_.inside_aggregate) {
    fail("NestedAggregation", "an aggregate cannot stand inside another", expression.span,
         "compute the inner one in a WITH before");
  }
  if (context_.aggregates == nullptr) {
    fail("InvalidAggregation", name + "() goes over many rows, it can stand only in the columns of WITH and RETURN",
         expression.span);
  }
  Aggregates& aggregates = *context_.aggregates;
  for (const Projected& known : aggregates.known) {
    if (same_expression(statement_.text, expression, *known.expression)) return refer(known.variable, expression.span);
  }
  if (!aggregates.may_add) {
    fail("InvalidAggregation", "behind DISTINCT, ORDER BY can name only aggregates that are columns", expression.span);
  }
  const std::size_t wanted = call.star ? 0 : aggregate.argument_count;
  if ((call.star && !is_named(call, "count")) || call.arguments.size() != wanted) {
    fail("InvalidNumberOfArguments", name + "() takes " + counted(aggregate.argument_count), expression.span);
  }
  AggregateCall bound{0, &aggregate, call.distinct, {}};
  {
    const Restore restore(context_);
    context_.scope = aggregates.arguments_see;
    context_.projected = nullptr;
    context_.aggregates = nullptr;
    context_.inside_aggregate = true;
    context_.before_aggregation = nullptr;
    bound.arguments = bind_all(call.arguments);
  }
  TypeSet type = aggregate.result_type;
  if (!bound.arguments.empty()) {
    const TypeSet argument = bound.arguments.front().type;
    require(bound.arguments.front(), aggregate.argument_type, call.arguments.front().span,
            "what " + name + "() goes over");
    if (aggregate.result_of != nullptr) type = aggregate.result_of(without_null(argument));
  }
  bound.variable = make_up(written(expression.span), type);
  aggregates.calls.push_back(std::move(bound));
  aggregates.known.push_back({&expression, aggregates.calls.back().variable});
  return refer(aggregates.calls.back().variable, expression.span);
}

Expression Binder::bind_node(const ast::Expression& expression, const ast::MapProjection& node, Position) {
  const auto property = [&](const ast::Name& key) {
    Expression base = refer(node.variable.text, node.variable.span);
    require(base, {Kind::Node, Kind::Relationship, Kind::Map}, node.variable.span, "what a map is made of");
    return Expression{.place = place(key.span),
                      .type = TypeSet::any(),
                      .node = PropertyOf{std::make_unique<Expression>(std::move(base)), key.text}};
  };
  MakeMap map;
  for (const ast::MapProjection::Item& item : node.items) {
    switch (item.form) {
      case ast::MapProjection::Item::Form::Property:
        map.values.push_back(property(item.name));
        break;
      case ast::MapProjection::Item::Form::Entry:
        map.values.push_back(bind_expression(*item.value));
        break;
      case ast::MapProjection::Item::Form::Variable:
        map.values.push_back(refer(item.name.text, item.name.span));
        break;
      case ast::MapProjection::Item::Form::AllProperties: {
        const Function* properties = find_function("properties");
        LIAISON_ASSERT(properties != nullptr);
        Call call{properties, {}};
        call.arguments.push_back(refer(node.variable.text, node.variable.span));
        require(call.arguments.front(), {Kind::Node, Kind::Relationship, Kind::Map}, node.variable.span,
                "what a map is made of");
        map.spread.push_back(static_cast<std::uint32_t>(map.values.size()));
        map.values.push_back(
            {.place = place(expression.span), .type = {Kind::Map, Kind::Null}, .node = std::move(call)});
        break;
      }
    }
    map.keys.push_back(item.name.text);
  }
  Expression made{.place = place(expression.span), .type = Kind::Map, .node = std::move(map)};
  Expression base = refer(node.variable.text, node.variable.span);
  if (!base.type.contains(Kind::Null)) return made;
  // Of null there is no map.
  CaseOf guarded;
  guarded.when.push_back({.place = made.place,
                          .type = Kind::Boolean,
                          .node = NullTest{std::make_unique<Expression>(std::move(base)), true}});
  guarded.then.push_back(std::move(made));
  return {.place = {}, .type = {Kind::Map, Kind::Null}, .node = std::move(guarded)};
}

}  // namespace liaison
