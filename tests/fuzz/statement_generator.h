#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "value/type_set.h"

namespace liaison {

struct Function;

/// A node or relationship of a pattern, whole but for a relationship's arrow.
struct PathPart {
  enum class Arrow : std::uint8_t { None, Left, Right };

  std::string text;  // (n:Company), [r:owns]; empty: a relationship without brackets
  std::string name;  // empty: none
  bool is_relationship = false;
  bool is_long = false;  // the name is a list's
  Arrow arrow = Arrow::None;
  std::string quantity;
};

/// As it stands in a pattern; reversed, as it stands in the pattern that is read from the other end.
[[nodiscard]] std::string written(const PathPart& part, bool reversed = false);

/// Random statements over the sample graphs that mostly compile and mostly find something: variables in scope, names
/// that exist, expressions of fitting types, every function, aggregate and procedure that is registered.
class StatementGenerator {
 public:
  struct Options {
    /// The same answer each time: nothing random, no clock, no order or choice of rows that the language leaves open.
    bool repeatable = false;
    /// Supplies an expression from elsewhere now and then.
    std::function<std::string()> foreign_expression;
  };
  StatementGenerator(std::mt19937_64& random, Options options);

  std::string statement();

  // Parts, in the scope that earlier parts have left.
  void forget_scope() { scope_.clear(); }
  [[nodiscard]] std::vector<std::string> names_in_scope() const;
  /// A path of `length` relationships: node, relationship, node, …
  std::vector<PathPart> path_parts(std::uint32_t length);
  std::string pattern();
  std::string condition(std::uint32_t depth);
  std::string expression(TypeSet wanted, std::uint32_t depth);
  std::string clause();
  std::string query(std::uint32_t clauses, bool may_write);
  std::string project(bool is_return, std::uint32_t columns);
  std::string any_name();  // a variable, label, type, key, function: whatever might fit

 private:
  struct Variable {
    std::string name;
    TypeSet type;
  };
  struct Column {
    std::string text;
    Variable variable;
  };

  // Chance.
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }
  bool chance(std::uint32_t percent) { return below(100) < percent; }
  std::string pick(std::initializer_list<const char*> texts) {
    return *(texts.begin() + below(static_cast<std::uint32_t>(texts.size())));
  }
  template <class Items>
  const auto& one_of(const Items& items) {
    return items[below(static_cast<std::uint32_t>(items.size()))];
  }
  std::string fresh(char kind) { return kind + std::to_string(++names_); }

  // Clauses (statement_generator.cpp).
  std::string match();
  std::string unwind();
  std::string order_and_limit();
  std::string call_procedure();
  std::string call_subquery();
  std::string load_csv();
  std::string write();
  std::string create();
  std::string merge();
  std::string set_items();
  std::string foreach_clause();
  std::string path_to_make(bool is_merge);
  std::string union_query();

  // Statements that are no queries (schema_statements.cpp).
  std::string schema_statement();
  std::string show_statement();

  // Patterns.
  std::string path();
  PathPart node_part(bool named, const std::string& neighbour = "");
  PathPart relationship_part(bool named);
  std::string node(bool named) { return node_part(named).text; }
  std::string relationship(bool named) { return written(relationship_part(named)); }
  std::string labels(bool of_node);
  std::string properties(bool constant);

  // Expressions (expression_generator.cpp).
  std::string operation(Kind kind, std::uint32_t depth);
  std::string boolean_operation(std::uint32_t depth);
  std::string list_operation(std::uint32_t depth);
  std::string map_operation(std::uint32_t depth);
  std::string temporal_operation(Kind kind, std::uint32_t depth);
  std::string function_call(TypeSet wanted, std::uint32_t depth);
  std::string aggregate_call();
  std::string literal(Kind kind);
  std::string some_literal(TypeSet wanted);
  std::optional<std::string> variable_of(TypeSet wanted);
  std::optional<std::string> property_of(TypeSet wanted);
  Kind kind_of(TypeSet wanted);
  std::string subquery();
  std::string quantified(const std::string& function, std::uint32_t depth);

  std::mt19937_64& random_;
  Options options_;
  std::vector<Variable> scope_;
  std::uint32_t names_ = 0;
  std::uint32_t nested_queries_ = 0;
};

}  // namespace liaison
