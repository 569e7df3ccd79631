#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "execute/chunk.h"
#include "execute/execution.h"
#include "execute/expression/node.h"
#include "query/expression.h"

namespace liaison {

/// Compiles expressions for one group of a layout. Levels are the groups on the path from the group's root (0) down to
/// it, and below it one for each list comprehension and the like. Each part of an expression is computed at the highest
/// level that has all it reads: once for all rows if it reads nothing, for the rows of a parent group (or outside of a
/// comprehension) if it reads nothing further down. What must be computed for each row, as rand(), is not moved.
class ExpressionCompiler {
 public:
  ExpressionCompiler(const Layout& layout, std::uint16_t group, Execution& execution);
  /// Without any level: for expressions that read no variable.
  explicit ExpressionCompiler(Execution& execution) : execution_(execution) {}

  /// For frames of `group`.
  [[nodiscard]] NodePtr compile(const Expression& expression) { return compile(expression, bottom()); }

  /// The groups on the path, root first.
  [[nodiscard]] const std::vector<std::uint16_t>& path() const { return path_; }

 private:
  using Level = std::int32_t;
  static constexpr Level constant_level = -1;
  struct Column {
    Level level;
    std::uint32_t index;
  };
  struct Visitor;

  [[nodiscard]] Level bottom() const { return static_cast<Level>(path_.size()) - 1; }
  [[nodiscard]] Column column(VariableId variable) const;
  [[nodiscard]] Level lowest_read(const Expression& expression) const;
  [[nodiscard]] bool must_stay(const Expression& expression) const;

  NodePtr compile(const Expression& expression, Level level);
  NodePtr compile_or_null(const ExpressionPtr& expression, Level level);
  std::vector<NodePtr> compile_all(const std::vector<Expression>& expressions, Level level);
  NodePtr compile_variable(VariableId variable, Level level);
  NodePtr compile_here(const Expression& expression, Level level);

  Execution& execution_;
  const Layout* layout_ = nullptr;
  std::vector<std::uint16_t> path_;
  std::unordered_map<VariableId, Column> locals_;  // variables that expressions declare
};

}  // namespace liaison
