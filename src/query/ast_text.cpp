#include "query/ast_text.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "value/text.h"

namespace liaison::ast {
namespace {

/// The grammar's hard keywords, which are variables in backticks only. tests/unit/parse holds this against the grammar.
constexpr std::string_view keywords[] = {
    "all",   "and",  "as",   "call",  "case",   "create", "delete", "detach",   "distinct", "else",   "exists",
    "false", "in",   "is",   "match", "merge",  "not",    "null",   "optional", "or",       "remove", "return",
    "set",   "then", "true", "union", "unwind", "when",   "where",  "with",     "xor"};

std::string written_name(std::string_view name) {
  std::string word(name);
  for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::ranges::binary_search(keywords, word) ? "`" + std::string(name) + "`" : quoted_name(name);
}

constexpr std::string_view text_of(ArithmeticOperator op) {
  switch (op) {
    case ArithmeticOperator::Add:
      return "+";
    case ArithmeticOperator::Subtract:
      return "-";
    case ArithmeticOperator::Multiply:
      return "*";
    case ArithmeticOperator::Divide:
      return "/";
    case ArithmeticOperator::Modulo:
      return "%";
    case ArithmeticOperator::Power:
      return "^";
    case ArithmeticOperator::Concatenate:
      return "||";
  }
  return {};
}

constexpr std::string_view text_of(LogicalOperator op) {
  switch (op) {
    case LogicalOperator::And:
      return "AND";
    case LogicalOperator::Or:
      return "OR";
    case LogicalOperator::Xor:
      return "XOR";
  }
  return {};
}

constexpr std::string_view text_of(ComparisonOperator op) {
  switch (op) {
    case ComparisonOperator::Equal:
      return "=";
    case ComparisonOperator::NotEqual:
      return "<>";
    case ComparisonOperator::Less:
      return "<";
    case ComparisonOperator::LessOrEqual:
      return "<=";
    case ComparisonOperator::Greater:
      return ">";
    case ComparisonOperator::GreaterOrEqual:
      return ">=";
  }
  return {};
}

constexpr std::string_view text_of(PredicateOperator op) {
  switch (op) {
    case PredicateOperator::StartsWith:
      return "STARTS WITH";
    case PredicateOperator::EndsWith:
      return "ENDS WITH";
    case PredicateOperator::Contains:
      return "CONTAINS";
    case PredicateOperator::In:
      return "IN";
    case PredicateOperator::Matches:
      return "=~";
  }
  return {};
}

constexpr std::string_view text_of(UnaryOperator op) {
  switch (op) {
    case UnaryOperator::Not:
      return "NOT";
    case UnaryOperator::Minus:
      return "-";
    case UnaryOperator::Plus:
      return "+";
  }
  return {};
}

constexpr std::string_view text_of(QuantifierKind kind) {
  switch (kind) {
    case QuantifierKind::All:
      return "all";
    case QuantifierKind::Any:
      return "any";
    case QuantifierKind::None:
      return "none";
    case QuantifierKind::Single:
      return "single";
  }
  return {};
}

constexpr std::string_view text_of(SubqueryKind kind) {
  switch (kind) {
    case SubqueryKind::Exists:
      return "EXISTS";
    case SubqueryKind::Count:
      return "COUNT";
    case SubqueryKind::Collect:
      return "COLLECT";
  }
  return {};
}

/// Recursion is bounded, since the tree's depth is.
class Writer {
 public:
  void write(const Statement& statement) {
    switch (statement.mode) {
      case Mode::Run:
        break;
      case Mode::Explain:
        add("EXPLAIN ");
        break;
      case Mode::Profile:
        add("PROFILE ");
        break;
      case Mode::Why:
        add("WHY ");
        break;
    }
    write(statement.query);
  }

  void write(const Query& query) {
    for (std::size_t i = 0; i < query.parts.size(); ++i) {
      if (i > 0) add(query.all[i - 1] != 0 ? " UNION ALL " : " UNION ");
      separated(query.parts[i].clauses, " ");
    }
  }

  void write(const Clause& clause) {
    std::visit([this](const auto& node) { write(node); }, clause.node);
  }

  // ---- Clauses ----

  void write(const Match& match) {
    add(match.optional ? "OPTIONAL MATCH " : "MATCH ");
    write(match.pattern);
    after(" AS OF ", match.as_of);
    if (match.including_undated) add(" INCLUDING UNDATED");
    after(" KNOWN BY ", match.known_by);
    after(" WHERE ", match.where);
  }
  void write(const Unwind& unwind) {
    after("UNWIND ", unwind.list);
    add(" AS ");
    write(unwind.variable);
  }
  void write(const With& with) {
    add("WITH ");
    write(with.projection);
  }
  void write(const Return& projection) {
    add("RETURN ");
    write(projection.projection);
  }
  void write(const Projection& projection) {
    if (projection.distinct) add("DISTINCT ");
    if (projection.star) add(projection.items.empty() ? "*" : "*, ");
    separated(projection.items, ", ");
    write_rest(projection);
  }
  void write_rest(const Projection& projection) {
    if (!projection.order.empty()) add(" ORDER BY ");
    separated(projection.order, ", ");
    after(" SKIP ", projection.skip);
    after(" LIMIT ", projection.limit);
    after(" WHERE ", projection.where);
  }
  void write(const ProjectionItem& item) {
    write(item.expression);
    if (!item.alias) return;
    add(" AS ");
    write(*item.alias);
  }
  void write(const SortItem& item) {
    write(item.expression);
    if (item.descending) add(" DESC");
  }
  void write(const Create& create) {
    add("CREATE ");
    write(create.pattern);
  }
  void write(const Merge& merge) {
    add("MERGE ");
    write(merge.path);
    if (!merge.on_create.empty()) add(" ON CREATE SET ");
    separated(merge.on_create, ", ");
    if (!merge.on_match.empty()) add(" ON MATCH SET ");
    separated(merge.on_match, ", ");
  }
  void write(const Set& set) {
    add("SET ");
    separated(set.items, ", ");
  }
  void write(const SetItem& item) {
    std::visit([this](const auto& node) { write(node); }, item);
  }
  /// What is set and cannot be: the binder's to refuse, yet text.
  void write_target(const Expression& target) {
    const bool fits = std::holds_alternative<PropertyAccess>(target.node) || std::holds_alternative<Index>(target.node);
    if (!fits) add("(");
    write(target);
    if (!fits) add(")");
  }
  void write(const SetProperty& item) {
    write_target(item.target);
    add(" = ");
    write(item.value);
  }
  void write(const SetAll& item) {
    write(item.variable);
    add(item.add ? " += " : " = ");
    write(item.value);
  }
  void write(const SetLabels& item) {
    write(item.variable);
    add(":");
    write(item.labels);
  }
  void write(const Remove& remove) {
    add("REMOVE ");
    separated(remove.items, ", ");
  }
  void write(const RemoveItem& item) {
    std::visit([this](const auto& node) { write(node); }, item);
  }
  void write(const RemoveProperty& item) { write_target(item.target); }
  void write(const RemoveLabels& item) {
    write(item.variable);
    add(":");
    write(item.labels);
  }
  void write(const Delete& deletion) {
    add(deletion.detach ? "DETACH DELETE " : "DELETE ");
    separated(deletion.expressions, ", ");
  }
  void write(const CallProcedure& call) {
    add("CALL " + dotted_name(call.name.text));
    if (call.arguments) {
      add("(");
      separated(*call.arguments, ", ");
      add(")");
    }
    write_yield(call);
    after(" WHERE ", call.where);
  }
  /// Of a CALL or a SHOW.
  template <class Yielding>
  void write_yield(const Yielding& call) {
    if (!call.yield) return;
    add(" YIELD ");
    if (call.yield_star) add("*");
    if (!call.yield_star && call.yield->empty()) add("-");
    separated(*call.yield, ", ");
  }
  void write(const Show& show) {
    add("SHOW ");
    switch (show.listing) {
      case Listing::Functions:
        add("FUNCTIONS");
        break;
      case Listing::Procedures:
        add("PROCEDURES");
        break;
      case Listing::Indexes:
        add("INDEXES");
        break;
      case Listing::Constraints:
        add("CONSTRAINTS");
        break;
    }
    write_yield(show);
    write_rest(show.rest);
  }
  void write(const YieldItem& item) {
    write(item.column);
    if (!item.alias) return;
    add(" AS ");
    write(*item.alias);
  }
  void write(const CallSubquery& call) {
    add(call.optional ? "OPTIONAL CALL " : "CALL ");
    if (call.imports != CallSubquery::Imports::FirstWith) {
      add(call.imports == CallSubquery::Imports::All ? "(*" : "(");
      separated(call.variables, ", ");
      add(") ");
    }
    add("{ ");
    write(*call.query);
    add(call.in_transactions ? " } IN TRANSACTIONS" : " }");
  }
  void write(const Foreach& clause) {
    add("FOREACH (");
    write(clause.variable);
    after(" IN ", clause.list);
    add(" | ");
    separated(clause.clauses, " ");
    add(")");
  }
  void write(const LoadCsv& load) {
    add(load.with_headers ? "LOAD CSV WITH HEADERS" : "LOAD CSV");
    after(" FROM ", load.file);
    add(" AS ");
    write(load.variable);
    if (load.field_terminator != ',') add(" FIELDTERMINATOR " + quoted(std::string(1, load.field_terminator)));
  }
  void write(const ChangeSchema& change) {
    using Action = ChangeSchema::Action;
    const bool creates = change.action == Action::CreateIndex || change.action == Action::CreateConstraint;
    const bool is_index = change.action == Action::CreateIndex || change.action == Action::DropIndex;
    add(creates ? "CREATE" : "DROP");
    if (creates && is_index && change.index == IndexKind::Text) add(" TEXT");
    add(is_index ? " INDEX" : " CONSTRAINT");
    if (change.name) {
      add(" ");
      write(*change.name);
    }
    if (change.if_needed) add(creates ? " IF NOT EXISTS" : " IF EXISTS");
    if (!change.on) return;
    if (change.action == Action::DropIndex) {
      add(" ON :");
      write(change.on->label);
      add("(");
      separated(change.on->keys, ", ");
      add(")");
      return;
    }
    add(creates ? " FOR " : " ON ");
    add(change.on->of_relationships ? "()-[n:" : "(n:");
    write(change.on->label);
    add(change.on->of_relationships ? "]-()" : ")");
    add(is_index ? " ON (" : creates ? " REQUIRE (" : " ASSERT (");
    for (std::size_t i = 0; i < change.on->keys.size(); ++i) {
      add(i == 0 ? "n." : ", n.");
      write(change.on->keys[i]);
    }
    add(")");
    if (!is_index) add(" IS " + condition_text(change));
  }
  static std::string condition_text(const ChangeSchema& change) {
    switch (change.constraint) {
      case ConstraintKind::Unique:
        return "UNIQUE";
      case ConstraintKind::Exists:
        return "NOT NULL";
      case ConstraintKind::Key:
        return change.on->of_relationships ? "RELATIONSHIP KEY" : "NODE KEY";
    }
    return "";
  }
  void write(const Unsupported& clause) { add("<" + clause.name + ">"); }

  // ---- Patterns ----

  void write(const Pattern& pattern) { separated(pattern.paths, ", "); }

  void write(const PatternPath& path) {
    if (path.variable) {
      write(*path.variable);
      add(" = ");
    }
    bool closes = false;
    switch (path.search) {
      case PathSearch::None:
        break;
      case PathSearch::ShortestPath:
        add("shortestPath(");
        closes = true;
        break;
      case PathSearch::AllShortestPaths:
        add("allShortestPaths(");
        closes = true;
        break;
      case PathSearch::Shortest:
        add("SHORTEST " + std::to_string(path.search_count) + " ");
        break;
      case PathSearch::AllShortest:
        add("ALL SHORTEST ");
        break;
      case PathSearch::ShortestGroups:
        add("SHORTEST " + std::to_string(path.search_count) + " GROUPS ");
        break;
      case PathSearch::Any:
        add("ANY " + std::to_string(path.search_count) + " ");
        break;
    }
    if (path.where) add("(");
    write_chain(path);
    after(" WHERE ", path.where);
    if (path.where) add(")");
    if (closes) add(")");
  }

  void write_chain(const PatternPath& path) {
    for (std::size_t i = 0; i < path.nodes.size(); ++i) {
      if (i > 0) write(path.relationships[i - 1]);
      write(path.nodes[i]);
    }
  }

  void write(const NodePattern& node) {
    add("(");
    const std::size_t begin = out_.size();
    const auto space = [&] {
      if (out_.size() > begin) add(" ");
    };
    if (node.variable) write(*node.variable);
    if (node.labels) {
      add(":");
      write(*node.labels);
    }
    if (node.entity) {
      space();
      add(quoted(node.entity->text));
    }
    if (node.properties) {
      space();
      write(*node.properties);
    }
    if (node.where) {
      space();
      after("WHERE ", node.where);
    }
    add(")");
  }

  void write(const RelationshipPattern& relationship) {
    if (relationship.part) {
      add("(");
      write_chain(*relationship.part);
      after(" WHERE ", relationship.part->where);
      add(")");
      write(*relationship.quantity);
      return;
    }
    const Arrow arrow = relationship.arrow;
    add(arrow == Arrow::Left || arrow == Arrow::Both ? "<-" : "-");
    const std::size_t begin = out_.size();
    const auto space = [&] {
      if (out_.size() > begin + 1) add(" ");
    };
    add("[");
    if (relationship.variable) write(*relationship.variable);
    if (relationship.types) {
      add(":");
      write(*relationship.types);
    }
    if (relationship.quantity && !relationship.quantity->braces) write(*relationship.quantity);
    if (relationship.properties) {
      space();
      write(*relationship.properties);
    }
    if (relationship.where) {
      space();
      after("WHERE ", relationship.where);
    }
    if (out_.size() == begin + 1) {
      out_.pop_back();
    } else {
      add("]");
    }
    add(arrow == Arrow::Right || arrow == Arrow::Both ? "->" : "-");
    if (relationship.quantity && relationship.quantity->braces) write(*relationship.quantity);
  }

  void write(const Quantity& quantity) {
    const auto number = [&](const std::optional<std::uint64_t>& bound) {
      if (bound) add(std::to_string(*bound));
    };
    if (quantity.braces) {
      add("{");
      number(quantity.minimum);
      add(",");
      number(quantity.maximum);
      add("}");
      return;
    }
    add("*");
    if (quantity.minimum && quantity.minimum == quantity.maximum) {
      number(quantity.minimum);
    } else if (quantity.minimum || quantity.maximum) {
      number(quantity.minimum);
      add("..");
      number(quantity.maximum);
    }
  }

  void write(const LabelExpression& labels) {
    if (const auto* name = std::get_if<LabelName>(&labels.node)) {
      write(name->name);
    } else if (std::holds_alternative<LabelWildcard>(labels.node)) {
      add("%");
    } else if (const auto* dynamic = std::get_if<LabelDynamic>(&labels.node)) {
      after(dynamic->any ? "$any(" : "$(", dynamic->expression);
      add(")");
    } else if (const auto* negation = std::get_if<LabelNot>(&labels.node)) {
      add("!");
      write_operand(*negation->operand);
    } else if (const auto* conjunction = std::get_if<LabelAnd>(&labels.node)) {
      label_chain(conjunction->operands, labels.colon_between ? ":" : "&");
    } else {
      label_chain(std::get<LabelOr>(labels.node).operands, labels.colon_between ? "|:" : "|");
    }
  }

  // ---- Expressions ----

  void write(const Expression& expression) {
    // Parentheses keep a sign apart from a number: `-(5)` is no literal.
    const auto* literal = std::get_if<Literal>(&expression.node);
    const bool keeps_parentheses = expression.parenthesized && literal != nullptr && literal->value.is_number();
    if (keeps_parentheses) add("(");
    std::visit([this](const auto& node) { write(node); }, expression.node);
    if (keeps_parentheses) add(")");
  }
  void write(const ExpressionPtr& expression) {
    if (expression) write(*expression);
  }

  void write(const Literal& literal) { add(literal_text(literal.value)); }
  void write(const Parameter& parameter) { add("$" + parameter_name(parameter.name)); }
  void write(const Variable& variable) { add(written_name(variable.name)); }
  void write(const ListLiteral& list) {
    add("[");
    separated(list.items, ", ");
    add("]");
  }
  void write(const MapLiteral& map) {
    add("{");
    for (std::size_t i = 0; i < map.keys.size(); ++i) {
      if (i > 0) add(", ");
      write(map.keys[i]);
      add(": ");
      write(map.values[i]);
    }
    add("}");
  }
  void write(const ArithmeticChain& chain) { operators(chain); }
  void write(const ComparisonChain& chain) { operators(chain); }
  void write(const LogicalChain& chain) {
    add("(");
    separated(chain.operands, " " + std::string(text_of(chain.op)) + " ");
    add(")");
  }
  void write(const Predicate& predicate) {
    add("(");
    write(predicate.left);
    add(" " + std::string(text_of(predicate.op)) + " ");
    write(predicate.right);
    add(")");
  }
  void write(const IsNull& test) {
    add("(");
    write(test.operand);
    add(test.negated ? " IS NOT NULL)" : " IS NULL)");
  }
  void write(const TypeTest& test) {
    add("(");
    write(test.operand);
    add((test.negated ? " IS NOT :: " : " IS :: ") + to_text(test.type) + ")");
  }
  void write(const Unary& unary) {
    add("(" + std::string(text_of(unary.op)) + " ");
    if (unary.op == UnaryOperator::Not) {
      write(unary.operand);
    } else {
      write_base(unary.operand);  // `- 0.0` is a literal
    }
    add(")");
  }
  void write(const PropertyAccess& access) {
    write_base(access.base);
    add(".");
    write(access.key);
  }
  void write(const Index& index) {
    write_base(index.base);
    add("[");
    write(index.index);
    add("]");
  }
  void write(const Slice& slice) {
    write_base(slice.base);
    add("[");
    write(slice.from);
    add("..");
    write(slice.to);
    add("]");
  }
  void write(const LabelTest& test) {
    add("(");
    write(test.base);
    add(":");
    if (std::holds_alternative<LabelOr>(test.labels.node)) {
      write_operand(test.labels);  // a bar needs parentheses in an expression
    } else {
      write(test.labels);
    }
    add(")");
  }
  void write(const FunctionCall& call) {
    add(dotted_name(call.name.text) + "(");
    if (call.distinct) add("DISTINCT ");
    if (call.star) add("*");
    separated(call.arguments, ", ");
    add(")");
  }
  void write(const Case& choice) {
    add("CASE");
    after(" ", choice.subject);
    for (const CaseBranch& branch : choice.branches) {
      add(" WHEN ");
      write(branch.when);
      add(" THEN ");
      write(branch.then);
    }
    after(" ELSE ", choice.otherwise);
    add(" END");
  }
  void write(const ListComprehension& comprehension) {
    add("[");
    write(comprehension.variable);
    after(" IN ", comprehension.list);
    after(" WHERE ", comprehension.where);
    after(" | ", comprehension.projection);
    add("]");
  }
  void write(const Quantifier& quantifier) {
    add(std::string(text_of(quantifier.kind)) + "(");
    write(quantifier.variable);
    after(" IN ", quantifier.list);
    after(" WHERE ", quantifier.where);
    add(")");
  }
  void write(const Reduce& reduce) {
    add("reduce(");
    write(reduce.accumulator);
    after(" = ", reduce.initial);
    add(", ");
    write(reduce.variable);
    after(" IN ", reduce.list);
    after(" | ", reduce.expression);
    add(")");
  }
  void write(const PatternPredicate& predicate) { write(predicate.path); }
  void write(const PatternComprehension& comprehension) {
    add("[");
    write(comprehension.path);
    after(" WHERE ", comprehension.where);
    after(" | ", comprehension.projection);
    add("]");
  }
  void write(const Subquery& subquery) {
    add(std::string(text_of(subquery.kind)) + " { ");
    if (subquery.query) write(*subquery.query);
    add(" }");
  }
  void write(const MapProjection& projection) {
    write(projection.variable);
    add(" {");
    separated(projection.items, ", ");
    add("}");
  }
  void write(const MapProjection::Item& item) {
    switch (item.form) {
      case MapProjection::Item::Form::Property:
        add(".");
        write(item.name);
        break;
      case MapProjection::Item::Form::AllProperties:
        add(".*");
        break;
      case MapProjection::Item::Form::Entry:
        write(item.name);
        after(": ", item.value);
        break;
      case MapProjection::Item::Form::Variable:
        write(item.name);
        break;
    }
  }

  void write(const Name& name) { add(written_name(name.text)); }

  std::string take() { return std::move(out_); }

 private:
  void add(std::string_view text) { out_ += text; }

  /// The keyword and the expression, if there is one.
  void after(std::string_view keyword, const ExpressionPtr& expression) {
    if (!expression) return;
    add(keyword);
    write(*expression);
  }

  template <class Items>
  void separated(const Items& items, std::string_view separator) {
    bool is_first = true;
    for (const auto& item : items) {
      if (!std::exchange(is_first, false)) add(separator);
      write(item);
    }
  }

  template <class Chain>
  void operators(const Chain& chain) {
    add("(");
    for (std::size_t i = 0; i < chain.operands.size(); ++i) {
      if (i > 0) add(" " + std::string(text_of(chain.operators[i - 1])) + " ");
      write(chain.operands[i]);
    }
    add(")");
  }

  void label_chain(const std::vector<LabelExpression>& operands, std::string_view separator) {
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (i > 0) add(separator);
      write_operand(operands[i]);
    }
  }

  void write_operand(const LabelExpression& operand) {
    const bool is_chain =
        std::holds_alternative<LabelAnd>(operand.node) || std::holds_alternative<LabelOr>(operand.node);
    if (is_chain) add("(");
    write(operand);
    if (is_chain) add(")");
  }

  /// What a postfix or prefix operator stands at: a number needs parentheses there, `1.x` would be read otherwise.
  void write_base(const ExpressionPtr& base) {
    const auto* literal = std::get_if<Literal>(&base->node);
    const bool is_number = literal != nullptr && literal->value.is_number() && !base->parenthesized;
    const bool is_path = std::holds_alternative<PatternPredicate>(base->node);
    if (is_number || is_path) add("(");
    write(base);
    if (is_number || is_path) add(")");
  }

  /// Behind a dot any word may stand; all() and exists() are functions.
  static std::string dotted_name(std::string_view name) {
    const std::size_t dot = name.find('.');
    std::string text = name == "all" || name == "exists" ? std::string(name) : written_name(name.substr(0, dot));
    for (std::size_t begin = dot; begin != std::string_view::npos;) {
      const std::size_t end = name.find('.', begin + 1);
      text += "." + quoted_name(name.substr(begin + 1, end == std::string_view::npos ? end : end - begin - 1));
      begin = end;
    }
    return text;
  }

  static std::string parameter_name(const std::string& name) {
    const bool is_number = name.find_first_not_of("0123456789") == std::string::npos;
    return is_number && !name.empty() ? name : quoted_name(name);
  }

  std::string out_;
};

template <class Node>
std::string written(const Node& node) {
  Writer writer;
  writer.write(node);
  return writer.take();
}

}  // namespace

std::string to_text(const Statement& statement) { return written(statement); }
std::string to_text(const Query& query) { return written(query); }
std::string to_text(const Clause& clause) { return written(clause); }
std::string to_text(const Expression& expression) { return written(expression); }
std::string to_text(const PatternPath& path) { return written(path); }
std::string to_text(const LabelExpression& labels) { return written(labels); }

}  // namespace liaison::ast
