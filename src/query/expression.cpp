#include "query/expression.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "function/function.h"
#include "query/walk.h"
#include "value/text.h"

// The walks here recurse: an expression is never deeper than its syntax tree, whose depth parse/ bounds.
namespace liaison {
namespace {

// ---- Copies ---------------------------------------------------------------------------------------------------------

ExpressionPtr copy(const ExpressionPtr& expression) {
  return expression ? std::make_unique<Expression>(clone(*expression)) : nullptr;
}

std::vector<Expression> copy(const std::vector<Expression>& expressions) {
  std::vector<Expression> result;
  result.reserve(expressions.size());
  for (const Expression& expression : expressions) result.push_back(clone(expression));
  return result;
}

struct Copy {
  using Node = decltype(Expression::node);

  Node operator()(const Constant& node) const { return node; }
  Node operator()(const ParameterRef& node) const { return node; }
  Node operator()(const VariableRef& node) const { return node; }
  Node operator()(const MakePath& node) const { return node; }
  Node operator()(const SubqueryExpression& node) const { return node; }
  Node operator()(const MakeList& node) const { return MakeList{copy(node.items)}; }
  Node operator()(const MakeMap& node) const { return MakeMap{node.keys, copy(node.values), node.spread}; }
  Node operator()(const Arithmetic& node) const { return Arithmetic{copy(node.operands), node.operators}; }
  Node operator()(const Logical& node) const { return Logical{node.op, copy(node.operands)}; }
  Node operator()(const ComparisonOf& node) const { return ComparisonOf{copy(node.operands), node.operators}; }
  Node operator()(const PredicateTest& node) const { return PredicateTest{node.op, copy(node.left), copy(node.right)}; }
  Node operator()(const NullTest& node) const { return NullTest{copy(node.operand), node.negated}; }
  Node operator()(const TypeTest& node) const { return TypeTest{copy(node.operand), node.type, node.negated}; }
  Node operator()(const Not& node) const { return Not{copy(node.operand)}; }
  Node operator()(const Negate& node) const { return Negate{copy(node.operand)}; }
  Node operator()(const PropertyOf& node) const { return PropertyOf{copy(node.base), node.key}; }
  Node operator()(const ElementOf& node) const { return ElementOf{copy(node.base), copy(node.index)}; }
  Node operator()(const SliceOf& node) const { return SliceOf{copy(node.base), copy(node.from), copy(node.to)}; }
  Node operator()(const LabelCheck& node) const {
    return LabelCheck{copy(node.base), node.labels, copy(node.computed)};
  }
  Node operator()(const Call& node) const { return Call{node.function, copy(node.arguments)}; }
  Node operator()(const CaseOf& node) const {
    return CaseOf{copy(node.subject), copy(node.when), copy(node.then), copy(node.otherwise)};
  }
  Node operator()(const ListComprehension& node) const {
    return ListComprehension{node.variable, copy(node.list), copy(node.where), copy(node.projection)};
  }
  Node operator()(const Quantifier& node) const {
    return Quantifier{node.kind, node.variable, copy(node.list), copy(node.where)};
  }
  Node operator()(const Reduce& node) const {
    return Reduce{node.accumulator, node.variable, copy(node.initial), copy(node.list), copy(node.expression)};
  }
};

// ---- Free variables -------------------------------------------------------------------------------------------------

struct Uses {
  std::vector<VariableId> read, declared;
};

// A variable is declared once in a statement, so what is declared anywhere inside can be taken off at the end.
void collect(const Expression& expression, Uses& uses) {
  std::visit(
      [&](const auto& node) {
        using Node = std::remove_cvref_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, VariableRef>) {
          uses.read.push_back(node.variable);
        } else if constexpr (std::is_same_v<Node, SubqueryExpression>) {
          uses.read.insert(uses.read.end(), node.imported.begin(), node.imported.end());
        } else if constexpr (std::is_same_v<Node, MakePath>) {
          uses.read.insert(uses.read.end(), node.nodes.begin(), node.nodes.end());
          uses.read.insert(uses.read.end(), node.relationships.begin(), node.relationships.end());
        } else if constexpr (std::is_same_v<Node, ListComprehension> || std::is_same_v<Node, Quantifier>) {
          uses.declared.push_back(node.variable);
        } else if constexpr (std::is_same_v<Node, Reduce>) {
          uses.declared.push_back(node.accumulator);
          uses.declared.push_back(node.variable);
        }
      },
      expression.node);
  for_each_child(expression, [&](const Expression& child) { collect(child, uses); });
}

void sort_unique(std::vector<VariableId>& variables) {
  std::sort(variables.begin(), variables.end());
  variables.erase(std::unique(variables.begin(), variables.end()), variables.end());
}

// ---- Text -----------------------------------------------------------------------------------------------------------

std::string_view symbol(ast::ArithmeticOperator op) {
  switch (op) {
    case ast::ArithmeticOperator::Add:
      return " + ";
    case ast::ArithmeticOperator::Subtract:
      return " - ";
    case ast::ArithmeticOperator::Multiply:
      return " * ";
    case ast::ArithmeticOperator::Divide:
      return " / ";
    case ast::ArithmeticOperator::Modulo:
      return " % ";
    case ast::ArithmeticOperator::Power:
      return " ^ ";
    case ast::ArithmeticOperator::Concatenate:
      return " || ";
  }
  return "";
}

std::string_view symbol(ast::LogicalOperator op) {
  switch (op) {
    case ast::LogicalOperator::And:
      return " AND ";
    case ast::LogicalOperator::Or:
      return " OR ";
    case ast::LogicalOperator::Xor:
      return " XOR ";
  }
  return "";
}

std::string_view symbol(ast::ComparisonOperator op) {
  switch (op) {
    case ast::ComparisonOperator::Equal:
      return " = ";
    case ast::ComparisonOperator::NotEqual:
      return " <> ";
    case ast::ComparisonOperator::Less:
      return " < ";
    case ast::ComparisonOperator::LessOrEqual:
      return " <= ";
    case ast::ComparisonOperator::Greater:
      return " > ";
    case ast::ComparisonOperator::GreaterOrEqual:
      return " >= ";
  }
  return "";
}

std::string_view symbol(ast::PredicateOperator op) {
  switch (op) {
    case ast::PredicateOperator::StartsWith:
      return " STARTS WITH ";
    case ast::PredicateOperator::EndsWith:
      return " ENDS WITH ";
    case ast::PredicateOperator::Contains:
      return " CONTAINS ";
    case ast::PredicateOperator::In:
      return " IN ";
    case ast::PredicateOperator::Matches:
      return " =~ ";
  }
  return "";
}

std::string_view symbol(ast::QuantifierKind kind) {
  switch (kind) {
    case ast::QuantifierKind::All:
      return "all";
    case ast::QuantifierKind::Any:
      return "any";
    case ast::QuantifierKind::None:
      return "none";
    case ast::QuantifierKind::Single:
      return "single";
  }
  return "";
}

std::string_view symbol(ast::SubqueryKind kind) {
  switch (kind) {
    case ast::SubqueryKind::Exists:
      return "EXISTS { … }";
    case ast::SubqueryKind::Count:
      return "COUNT { … }";
    case ast::SubqueryKind::Collect:
      return "COLLECT { … }";
  }
  return "";
}

/// Writes to the end of one string, so that long chains take linear time.
class Writer {
 public:
  explicit Writer(const VariableTable& variables) : variables_(variables) {}

  void write(const Expression& expression) {
    std::visit([this](const auto& node) { (*this)(node); }, expression.node);
  }
  std::string take() { return std::move(text_); }

  void operator()(const Constant& node) { text_ += literal_text(node.value); }
  void operator()(const ParameterRef& node) { text_ += "$" + quoted_name(node.name); }
  void operator()(const VariableRef& node) { variable(node.variable); }
  void operator()(const MakeList& node) {
    text_ += '[';
    join(node.items, ", ");
    text_ += ']';
  }
  void operator()(const MakeMap& node) {
    text_ += '{';
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
      if (i > 0) text_ += ", ";
      if (std::ranges::find(node.spread, i) != node.spread.end()) {
        operand(node.values[i]);
        text_ += ".*";
        continue;
      }
      text_ += quoted_name(node.keys[i]) + ": ";
      write(node.values[i]);
    }
    text_ += '}';
  }
  void operator()(const Arithmetic& node) { chain(node.operands, node.operators); }
  void operator()(const Logical& node) {
    for (std::size_t i = 0; i < node.operands.size(); ++i) {
      if (i > 0) text_ += symbol(node.op);
      operand(node.operands[i]);
    }
  }
  void operator()(const ComparisonOf& node) { chain(node.operands, node.operators); }
  void operator()(const PredicateTest& node) {
    operand(*node.left);
    text_ += symbol(node.op);
    operand(*node.right);
  }
  void operator()(const NullTest& node) {
    operand(*node.operand);
    text_ += node.negated ? " IS NOT NULL" : " IS NULL";
  }
  void operator()(const TypeTest& node) {
    operand(*node.operand);
    text_ += (node.negated ? " IS NOT :: " : " IS :: ") + to_text(node.type);
  }
  void operator()(const Not& node) {
    text_ += "NOT ";
    operand(*node.operand);
  }
  void operator()(const Negate& node) {
    text_ += '-';
    operand(*node.operand);
  }
  void operator()(const PropertyOf& node) {
    operand(*node.base);
    text_ += "." + quoted_name(node.key);
  }
  void operator()(const ElementOf& node) {
    operand(*node.base);
    text_ += '[';
    write(*node.index);
    text_ += ']';
  }
  void operator()(const SliceOf& node) {
    operand(*node.base);
    text_ += '[';
    if (node.from) write(*node.from);
    text_ += "..";
    if (node.to) write(*node.to);
    text_ += ']';
  }
  void operator()(const LabelCheck& node) {
    operand(*node.base);
    text_ += ':';
    labels(node.labels, node.computed);
  }
  void operator()(const Call& node) {
    text_ += node.function->name;
    text_ += '(';
    join(node.arguments, ", ");
    text_ += ')';
  }
  void operator()(const CaseOf& node) {
    text_ += "CASE";
    if (node.subject) {
      text_ += ' ';
      write(*node.subject);
    }
    for (std::size_t i = 0; i < node.when.size(); ++i) {
      text_ += " WHEN ";
      write(node.when[i]);
      text_ += " THEN ";
      write(node.then[i]);
    }
    if (node.otherwise) {
      text_ += " ELSE ";
      write(*node.otherwise);
    }
    text_ += " END";
  }
  void operator()(const ListComprehension& node) {
    text_ += '[';
    range(node.variable, *node.list, node.where);
    if (node.projection) {
      text_ += " | ";
      write(*node.projection);
    }
    text_ += ']';
  }
  void operator()(const Quantifier& node) {
    text_ += symbol(node.kind);
    text_ += '(';
    range(node.variable, *node.list, node.where);
    text_ += ')';
  }
  void operator()(const Reduce& node) {
    text_ += "reduce(";
    variable(node.accumulator);
    text_ += " = ";
    write(*node.initial);
    text_ += ", ";
    range(node.variable, *node.list, nullptr);
    text_ += " | ";
    write(*node.expression);
    text_ += ')';
  }
  void operator()(const SubqueryExpression& node) { text_ += symbol(node.kind); }
  void operator()(const MakePath& node) {
    text_ += "path(";
    for (std::size_t i = 0; i < node.nodes.size(); ++i) {
      if (i > 0) {
        text_ += ", ";
        variable(node.relationships[i - 1]);
        text_ += ", ";
      }
      variable(node.nodes[i]);
    }
    text_ += ')';
  }

 private:
  void variable(VariableId id) {
    // Names that the binder made up start with a space, which keeps them apart from what a user can write.
    std::string_view name = variables_[id].name;
    if (name.starts_with(' ')) {
      name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
      text_ += name;
    } else {
      text_ += quoted_name(name);
    }
  }

  void range(VariableId id, const Expression& list, const ExpressionPtr& where) {
    variable(id);
    text_ += " IN ";
    write(list);
    if (where) {
      text_ += " WHERE ";
      write(*where);
    }
  }

  void labels(const LabelPredicate& predicate, const std::vector<Expression>& computed) {
    using Form = LabelPredicate::Form;
    switch (predicate.form) {
      case Form::Name:
        text_ += quoted_name(predicate.name);
        break;
      case Form::Any:
        text_ += '%';
        break;
      case Form::Not:
        text_ += '!';
        labels(predicate.operands.front(), computed);
        break;
      case Form::And:
      case Form::Or:
        text_ += '(';
        for (std::size_t i = 0; i < predicate.operands.size(); ++i) {
          if (i > 0) text_ += predicate.form == Form::And ? '&' : '|';
          labels(predicate.operands[i], computed);
        }
        text_ += ')';
        break;
      case Form::AllOf:
      case Form::AnyOf:
        text_ += predicate.form == Form::AllOf ? "$(" : "$any(";
        write(computed[predicate.computed]);
        text_ += ')';
        break;
    }
  }

  void join(const std::vector<Expression>& expressions, std::string_view separator) {
    for (std::size_t i = 0; i < expressions.size(); ++i) {
      if (i > 0) text_ += separator;
      write(expressions[i]);
    }
  }

  template <class Operator>
  void chain(const std::vector<Expression>& operands, const std::vector<Operator>& operators) {
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (i > 0) text_ += symbol(operators[i - 1]);
      operand(operands[i]);
    }
  }

  /// In parentheses where its own operators could be taken for the surrounding ones.
  void operand(const Expression& expression) {
    const bool composite =
        std::holds_alternative<Arithmetic>(expression.node) || std::holds_alternative<Logical>(expression.node) ||
        std::holds_alternative<ComparisonOf>(expression.node) ||
        std::holds_alternative<PredicateTest>(expression.node) || std::holds_alternative<NullTest>(expression.node) ||
        std::holds_alternative<TypeTest>(expression.node) || std::holds_alternative<Not>(expression.node) ||
        std::holds_alternative<Negate>(expression.node) || std::holds_alternative<LabelCheck>(expression.node);
    if (composite) text_ += '(';
    write(expression);
    if (composite) text_ += ')';
  }

  const VariableTable& variables_;
  std::string text_;
};

}  // namespace

Expression variable_reference(VariableId variable, TypeSet type) {
  return Expression{.place = {}, .type = type, .node = VariableRef{variable}};
}

Expression constant(Value value) {
  TypeSet type = value.kind();
  if (value.kind() == Kind::List) {
    TypeSet items = TypeSet::none();
    for (const Value& item : value.as_list()) items = items.with(item.kind());
    type = TypeSet::list_of(items.is_empty() ? TypeSet::any() : items);
  }
  return Expression{.place = {}, .type = type, .node = Constant{std::move(value)}};
}

Expression clone(const Expression& expression) {
  return Expression{.place = expression.place, .type = expression.type, .node = std::visit(Copy{}, expression.node)};
}

std::vector<VariableId> free_variables(const Expression& expression) {
  Uses uses;
  collect(expression, uses);
  sort_unique(uses.read);
  sort_unique(uses.declared);
  std::vector<VariableId> result;
  std::set_difference(uses.read.begin(), uses.read.end(), uses.declared.begin(), uses.declared.end(),
                      std::back_inserter(result));
  return result;
}

bool is_pure(const Expression& expression) {
  if (const auto* call = std::get_if<Call>(&expression.node); call != nullptr && !call->function->pure) return false;
  if (const auto* subquery = std::get_if<SubqueryExpression>(&expression.node)) return subquery->is_pure;
  bool pure = true;
  for_each_child(expression, [&](const Expression& child) { pure = pure && is_pure(child); });
  return pure;
}

std::string to_text(const Expression& expression, const VariableTable& variables) {
  Writer writer(variables);
  writer.write(expression);
  return writer.take();
}

}  // namespace liaison
