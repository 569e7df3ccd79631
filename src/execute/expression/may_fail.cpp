#include "execute/expression/may_fail.h"

#include <algorithm>

namespace liaison {
namespace {

bool is_truth(const Expression& expression) { return expression.type.subset_of(TypeSet{Kind::Boolean, Kind::Null}); }

}  // namespace

bool may_fail(const Expression& expression, const Execution& execution) {
  struct Visitor {
    const Execution& execution;
    bool child(const Expression& operand) const { return may_fail(operand, execution); }
    bool any(const std::vector<Expression>& operands) const {
      return std::ranges::any_of(operands, [&](const Expression& operand) { return child(operand); });
    }
    // A deleted entity is an error to read.
    bool read(const Expression& base, TypeSet readable) const {
      return execution.transaction != nullptr || !base.type.subset_of(readable) || child(base);
    }

    bool operator()(const Constant&) const { return false; }
    bool operator()(const ParameterRef&) const { return false; }
    bool operator()(const VariableRef&) const { return false; }
    bool operator()(const ComparisonOf& node) const { return any(node.operands); }
    bool operator()(const Logical& node) const {
      return any(node.operands) || !std::ranges::all_of(node.operands, is_truth);
    }
    bool operator()(const Not& node) const { return !is_truth(*node.operand) || child(*node.operand); }
    bool operator()(const NullTest& node) const { return child(*node.operand); }
    bool operator()(const TypeTest& node) const { return child(*node.operand); }
    bool operator()(const PredicateTest& node) const {
      const bool wrong_list =
          node.op == ast::PredicateOperator::In && !node.right->type.subset_of(TypeSet{Kind::List, Kind::Null});
      // A pattern may be none.
      return wrong_list || node.op == ast::PredicateOperator::Matches || child(*node.left) || child(*node.right);
    }
    bool operator()(const PropertyOf& node) const {
      return read(*node.base, TypeSet{Kind::Node, Kind::Relationship, Kind::Map, Kind::Null});
    }
    bool operator()(const LabelCheck& node) const {
      // What is computed may be no name.
      return !node.computed.empty() || read(*node.base, TypeSet{Kind::Node, Kind::Relationship, Kind::Null});
    }
    bool operator()(const MakeList&) const { return true; }
    bool operator()(const MakeMap&) const { return true; }
    bool operator()(const Arithmetic&) const { return true; }
    bool operator()(const Negate&) const { return true; }
    bool operator()(const ElementOf&) const { return true; }
    bool operator()(const SliceOf&) const { return true; }
    bool operator()(const Call&) const { return true; }
    bool operator()(const CaseOf&) const { return true; }
    bool operator()(const ListComprehension&) const { return true; }
    bool operator()(const Quantifier&) const { return true; }
    bool operator()(const Reduce&) const { return true; }
    bool operator()(const SubqueryExpression&) const { return true; }
    bool operator()(const MakePath&) const { return true; }
  };
  return std::visit(Visitor{execution}, expression.node);
}

bool may_fail_as_truth(const Expression& expression, const Execution& execution) {
  return !is_truth(expression) || may_fail(expression, execution);
}

}  // namespace liaison
