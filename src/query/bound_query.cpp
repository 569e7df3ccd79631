#include "query/bound_query.h"

#include <memory>
#include <utility>

namespace liaison {

Expression true_of_each(const PatternRelationship& relationship, Expression predicate) {
  Expression list = variable_reference(relationship.variable, TypeSet::list_of(Kind::Relationship));
  const Place place = predicate.place;
  return {.place = place,
          .type = {Kind::Boolean, Kind::Null},
          .node = Quantifier{ast::QuantifierKind::All, relationship.each, std::make_unique<Expression>(std::move(list)),
                             std::make_unique<Expression>(std::move(predicate))}};
}

}  // namespace liaison
