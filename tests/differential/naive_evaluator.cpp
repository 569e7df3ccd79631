#include "differential/naive_evaluator.h"

#include <algorithm>
#include <utility>

#include "function/aggregate.h"
#include "liaison/error.h"
#include "value/equality.h"
#include "value/order.h"

namespace liaison {
namespace {

constexpr std::size_t max_steps = 40'000;

bool same_columns(const std::vector<VariableId>& columns, const std::vector<Value>& left,
                  const std::vector<Value>& right) {
  return std::ranges::all_of(columns, [&](VariableId variable) { return equivalent(left[variable], right[variable]); });
}

std::vector<std::vector<Value>> distinct(const std::vector<std::vector<Value>>& rows,
                                         const std::vector<VariableId>& columns) {
  std::vector<std::vector<Value>> result;
  for (const std::vector<Value>& row : rows) {
    const auto is_same = [&](const std::vector<Value>& other) { return same_columns(columns, row, other); };
    if (std::ranges::none_of(result, is_same)) result.push_back(row);
  }
  return result;
}

}  // namespace

void NaiveEvaluator::step() {
  if (++steps_ > max_steps) throw TooManySteps{};
}

std::vector<std::vector<Value>> NaiveEvaluator::run(const BoundQuery& query) {
  std::vector<std::vector<Value>> result;
  width_ = query.variables->size();
  for (const Row& row : run_query(query, Row(width_))) {
    if (query.outputs.empty()) break;  // run for its effects only
    std::vector<Value> columns;
    for (VariableId variable : query.outputs) columns.push_back(row[variable]);
    result.push_back(std::move(columns));
  }
  check_present();
  return result;
}

NaiveEvaluator::Rows NaiveEvaluator::run_query(const BoundQuery& query, const Row& outer) {
  Rows result;
  const Row* const around = std::exchange(around_, &outer);
  for (const BoundSingleQuery& part : query.parts) {
    Rows rows{outer};
    for (const BoundClause& clause : part.clauses) {
      rows = std::visit([&](const auto& node) { return apply(node, rows); }, clause.node);
      if (around == nullptr) check_unique();
    }
    for (Row& row : rows) {
      if (query.parts.size() > 1) {
        std::vector<Value> columns;
        for (VariableId variable : part.outputs) columns.push_back(row[variable]);
        for (std::size_t i = 0; i < columns.size(); ++i) row[query.outputs[i]] = columns[i];
      }
      result.push_back(std::move(row));
    }
  }
  around_ = around;
  return query.parts.size() > 1 && !query.union_all ? distinct(result, query.outputs) : result;
}

// ---- UNWIND, WITH, RETURN -------------------------------------------------------------------------------------------

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundUnwind& unwind, const Rows& rows) {
  Rows result;
  for (Row row : rows) {
    const Value list = evaluate(unwind.list, row);
    if (list.is_null()) continue;
    if (list.kind() != Kind::List) {
      throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType", "UNWIND needs a list");
    }
    for (const Value& item : list.as_list()) {
      step();
      row[unwind.variable] = item;
      result.push_back(row);
    }
  }
  if (rows.size() > 1) shuffle(result);
  return result;
}

NaiveEvaluator::Rows NaiveEvaluator::aggregate(const BoundProjection& projection, const Rows& rows) {
  std::vector<VariableId> keys;
  for (const NamedExpression& key : projection.keys) keys.push_back(key.variable);
  Rows keyed;
  for (Row row : rows) {
    Row next = row;
    for (const NamedExpression& key : projection.keys) next[key.variable] = evaluate(key.expression, row);
    keyed.push_back(std::move(next));
  }
  Rows groups = distinct(keyed, keys);
  if (keys.empty() && rows.empty()) groups.emplace_back(width_);
  Rows result;
  for (const Row& group : groups) {
    Row made = projection.regains_imported ? *around_ : group;
    for (const AggregateCall& call : projection.aggregates) {
      const std::unique_ptr<AggregateState> state = call.aggregate->make();
      std::vector<std::vector<Value>> seen;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!same_columns(keys, keyed[i], group)) continue;
        Row row = rows[i];
        std::vector<Value> arguments;
        for (const Expression& argument : call.arguments) arguments.push_back(evaluate(argument, row));
        if (!arguments.empty() && arguments.front().is_null()) continue;
        if (call.distinct) {
          const auto is_same = [&](const std::vector<Value>& other) {
            return std::ranges::equal(arguments, other, equivalent);
          };
          if (std::ranges::any_of(seen, is_same)) continue;
          seen.push_back(arguments);
        }
        state->add(arguments, 1);
      }
      made[call.variable] = state->finish();
    }
    result.push_back(std::move(made));
  }
  return result;
}

void NaiveEvaluator::sort(Rows& rows, const std::vector<SortKey>& keys) {
  std::vector<std::pair<std::vector<Value>, Row>> keyed;
  for (Row& row : rows) {
    std::vector<Value> values;
    for (const SortKey& key : keys) values.push_back(evaluate(key.expression, row));
    keyed.emplace_back(std::move(values), std::move(row));
  }
  if (order_ == 1) std::ranges::reverse(keyed);  // ties come in any order
  shuffle(keyed);
  std::ranges::stable_sort(keyed, [&](const auto& left, const auto& right) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const std::weak_ordering relation = order(left.first[i], right.first[i]);
      if (relation != 0) return keys[i].descending ? relation > 0 : relation < 0;
    }
    return false;
  });
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = std::move(keyed[i].second);
}

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundProjection& projection, const Rows& rows) {
  Rows result = projection.aggregated ? aggregate(projection, rows) : rows;
  std::vector<VariableId> kept;
  for (const NamedExpression& item : projection.items) kept.push_back(item.variable);
  const auto keep_only_items = [&](Row& row) {
    Row only(width_);
    for (VariableId variable : kept) only[variable] = row[variable];
    row = std::move(only);
  };
  for (Row& row : result) {
    std::vector<Value> values;
    for (const NamedExpression& item : projection.items) values.push_back(evaluate(item.expression, row));
    for (std::size_t i = 0; i < values.size(); ++i) row[kept[i]] = std::move(values[i]);
  }
  if (projection.distinct) {
    std::ranges::for_each(result, keep_only_items);
    result = distinct(result, kept);
  }
  if (!projection.order.empty()) sort(result, projection.order);
  Row nothing(width_);
  const auto count_of = [&](const Expression& expression) {
    const Value count = evaluate(expression, nothing);
    if (count.kind() != Kind::Integer || count.as_integer() < 0) {
      throw runtime_error(ErrorCode::SyntaxError, "NegativeIntegerArgument", "SKIP and LIMIT need a count");
    }
    return std::min(static_cast<std::size_t>(count.as_integer()), result.size());
  };
  if (projection.skip)
    result.erase(result.begin(), result.begin() + static_cast<std::ptrdiff_t>(count_of(*projection.skip)));
  if (projection.limit) result.resize(count_of(*projection.limit));
  std::ranges::for_each(result, keep_only_items);
  std::erase_if(result, [&](Row& row) { return !all_true(projection.predicates, row); });
  return result;
}

// ---- Clauses within clauses, and those that are not here
// --------------------------------------------------------------

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundCallSubquery& call, const Rows& rows) {
  const std::vector<VariableId>& outputs = call.query->outputs;
  Rows result;
  for (const Row& row : rows) {
    const Rows made = run_query(*call.query, row);
    if (outputs.empty() || (call.optional && made.empty())) result.push_back(row);
    for (std::size_t i = 0; i < made.size() && !outputs.empty(); ++i) {
      result.push_back(row);
      for (VariableId variable : outputs) result.back()[variable] = made[i][variable];
    }
  }
  return result;
}

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundForeach& clause, const Rows& rows) {
  for (Row row : rows) {
    const Value list = evaluate(clause.list, row);
    if (list.is_null()) continue;
    if (list.kind() != Kind::List) throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType", "no list");
    for (const Value& item : list.as_list()) {
      row[clause.variable] = item;
      run_query(*clause.query, row);
    }
  }
  return rows;
}

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundLoadCsv&, const Rows&) {
  throw compile_error(ErrorCode::NotSupported, "NaiveFiles", "files are compared elsewhere");
}

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundChangeSchema&, const Rows&) {
  throw compile_error(ErrorCode::NotSupported, "NaiveSchema", "indexes and constraints are compared elsewhere");
}

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundCall&, const Rows&) {
  throw compile_error(ErrorCode::NotSupported, "NaiveProcedure", "procedures are compared elsewhere");
}

}  // namespace liaison
