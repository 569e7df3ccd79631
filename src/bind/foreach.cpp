#include "bind/binder.h"
#include "bind/type_rules.h"

namespace liaison {
namespace {

bool may_stand_inside(const ast::Clause& clause) {
  return std::holds_alternative<ast::Create>(clause.node) || std::holds_alternative<ast::Merge>(clause.node) ||
         std::holds_alternative<ast::Set>(clause.node) || std::holds_alternative<ast::Remove>(clause.node) ||
         std::holds_alternative<ast::Delete>(clause.node) || std::holds_alternative<ast::Foreach>(clause.node);
}

}  // namespace

BoundForeach Binder::bind_foreach(const ast::Foreach& clause) {
  for (const ast::Clause& inner : clause.clauses) {
    if (may_stand_inside(inner)) continue;
    fail("InvalidClauseComposition", "FOREACH holds only clauses that write", inner.span,
         "UNWIND the list, or use CALL (*) { … }");
  }
  BoundForeach result;
  result.list = bind_ranged_list(*clause.list);
  if (find(clause.variable.text, clause.variable.span)) {
    fail("VariableAlreadyBound", "'" + clause.variable.text + "' has a value already, FOREACH cannot give it another",
         clause.variable.span);
  }
  Inside inside(*this);
  result.variable = declare(clause.variable.text, item_type(result.list.type));
  scope_.set(clause.variable.text, result.variable);
  BoundSingleQuery part;
  for (const ast::Clause& inner : clause.clauses) bind_clause(inner, part, false);
  result.query = std::make_shared<BoundQuery>();
  result.query->variables = variables_;
  result.query->parts.push_back(std::move(part));
  result.query->writes = true;
  result.imported = inside.imported();
  return result;
}

}  // namespace liaison
