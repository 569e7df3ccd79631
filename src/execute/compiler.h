#pragma once

#include <span>
#include <vector>

#include "execute/execution.h"
#include "execute/operator.h"
#include "query/logical_plan.h"

namespace liaison {

class Argument;

/// A set of a statement's variables.
class VariableSet {
 public:
  [[nodiscard]] bool has(VariableId variable) const { return variable < members_.size() && members_[variable]; }
  void add(VariableId variable) {
    if (variable >= members_.size()) members_.resize(variable + 1);
    members_[variable] = true;
  }
  void remove(VariableId variable) {
    if (variable < members_.size()) members_[variable] = false;
  }
  /// What an expression, an update or a creation reads.
  void add(const Expression& expression);
  void add(const ExpressionPtr& expression);
  void add(std::span<const VariableId> variables);
  void add(std::span<const UpdateItem> items);
  void add(const BoundCreate& create);
  void remove_made_by(const BoundCreate& create);

  [[nodiscard]] std::vector<VariableId> list() const {
    std::vector<VariableId> variables;
    for (VariableId variable = 0; variable < members_.size(); ++variable) {
      if (members_[variable]) variables.push_back(variable);
    }
    return variables;
  }
  /// Those of the set that the layout has.
  [[nodiscard]] std::vector<VariableId> in(const Layout& layout) const;

 private:
  std::vector<bool> members_;
};

/// Turns logical operators into physical ones, from the root down with the set of variables that anyone above reads:
/// columns that nobody reads are not made, and an expansion that nobody reads becomes a multiplicity.
class Compiler {
 public:
  explicit Compiler(Execution& execution) : execution_(execution) {}

  [[nodiscard]] OperatorPtr compile(const LogicalOperator& op, const VariableSet& needed);
  /// One group: the operator itself, or a Product above it.
  [[nodiscard]] OperatorPtr flat(OperatorPtr op, const VariableSet& wanted);

  /// A plan that is run for a row: flat, exactly `outputs` as columns.
  struct Nested {
    OperatorPtr op;
    std::vector<Argument*> arguments;  // to be fed with the imported variables' values
    std::vector<VariableId> imported;
  };
  [[nodiscard]] Nested nested(const LogicalOperator& root, const std::vector<VariableId>& outputs);

 private:
  [[nodiscard]] OperatorPtr input(const LogicalOperator& op, const VariableSet& needed);
  [[nodiscard]] OperatorPtr product(OperatorPtr op, const VariableSet& wanted);
  [[nodiscard]] OperatorPtr unfolded(OperatorPtr op, const VariableSet& wanted);
  [[nodiscard]] std::uint16_t on_one_path(OperatorPtr& op, const std::vector<VariableId>& read,
                                          const VariableSet& wanted);
  [[nodiscard]] OperatorPtr sorted(std::span<const SortKey> keys, const Expression* skip, const Expression* limit,
                                   const LogicalOperator& op, const VariableSet& needed);

  OperatorPtr make(const logical::Argument& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::NodeScan& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::IndexSeek& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::NameSeek& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::EntityLookup& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::MatchPattern& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Expand& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::ProjectEndPoints& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::ExpandVariable& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::ExpandPart& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::SearchPaths& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Filter& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Project& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Select& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Aggregation& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Distinct& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Sort& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Skip& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Limit& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Top& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Unwind& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::LoadCsv& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Apply& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Foreach& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Union& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::CallProcedure& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Eager& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Create& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Update& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Delete& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Merge& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::ChangeSchema& node, const LogicalOperator& op, const VariableSet& needed);
  OperatorPtr make(const logical::Nothing& node, const LogicalOperator& op, const VariableSet& needed);

  Execution& execution_;
  std::vector<Argument*>* arguments_ = nullptr;  // of the nested plan being compiled; null: it is the statement's own
};

}  // namespace liaison
