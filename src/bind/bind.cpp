#include "bind/bind.h"

#include <algorithm>

#include "bind/binder.h"
#include "bind/type_rules.h"
#include "common/assert.h"

namespace liaison {
namespace {

bool writes(const ast::Clause& clause) {
  return std::holds_alternative<ast::Create>(clause.node) || std::holds_alternative<ast::Merge>(clause.node) ||
         std::holds_alternative<ast::Set>(clause.node) || std::holds_alternative<ast::Remove>(clause.node) ||
         std::holds_alternative<ast::Delete>(clause.node) || std::holds_alternative<ast::Foreach>(clause.node) ||
         std::holds_alternative<ast::ChangeSchema>(clause.node);
}

bool returns(const ast::CallSubquery& call) {
  const std::vector<ast::Clause>& clauses = call.query->parts.front().clauses;
  return !clauses.empty() && std::holds_alternative<ast::Return>(clauses.back().node);
}

}  // namespace

BoundQuery bind(const ast::Statement& statement, const Catalog& catalog, const Procedures& procedures,
                const Map& parameters) {
  return Binder(statement, catalog, procedures, parameters).bind();
}

BoundQuery Binder::bind() {
  if (statement_.mode == ast::Mode::Why) not_supported("WHY", {0, 3});
  BoundQuery query = bind_query(statement_.query, false);
  query.mode = statement_.mode;
  return query;
}

BoundQuery Binder::bind_query(const ast::Query& query, bool is_subquery) {
  if (std::adjacent_find(query.all.begin(), query.all.end(), std::not_equal_to<>()) != query.all.end()) {
    fail("InvalidClauseComposition", "UNION and UNION ALL cannot be mixed in one query", query.span);
  }
  BoundQuery result;
  result.variables = variables_;
  result.union_all = query.all.empty() || query.all.front() != 0;
  const Restore restore(writes_);
  writes_ = false;
  const Scope start = scope_;
  std::vector<std::vector<std::string>> columns;
  for (const ast::SingleQuery& part : query.parts) {
    scope_ = start;
    const bool standalone_call = !is_subquery && query.parts.size() == 1 && part.clauses.size() == 1;
    result.parts.push_back(bind_single_query(part, is_subquery, standalone_call));
    BoundSingleQuery& bound = result.parts.back();
    columns.emplace_back();
    if (bound.clauses.empty()) continue;
    if (auto* returned = std::get_if<BoundProjection>(&bound.clauses.back().node); returned && returned->is_return) {
      columns.back() = returned->columns;
    } else if (auto* call = std::get_if<BoundCall>(&bound.clauses.back().node); call && standalone_call) {
      bound.outputs = call->outputs;
    }
    if (columns.back().empty()) {
      for (VariableId variable : bound.outputs) columns.back().push_back((*variables_)[variable].name);
    }
  }
  result.writes = writes_;
  join_columns(query, std::move(columns), result);
  return result;
}

void Binder::join_columns(const ast::Query& syntax, std::vector<std::vector<std::string>> columns, BoundQuery& query) {
  query.columns = std::move(columns.front());
  if (query.parts.size() == 1) {
    query.outputs = query.parts.front().outputs;
    return;
  }
  for (std::size_t part = 1; part < query.parts.size(); ++part) {
    // The same names in another order are the same columns.
    std::vector<VariableId> outputs;
    for (const std::string& name : query.columns) {
      const auto found = std::find(columns[part].begin(), columns[part].end(), name);
      if (found == columns[part].end()) break;
      outputs.push_back(query.parts[part].outputs[static_cast<std::size_t>(found - columns[part].begin())]);
    }
    if (outputs.size() != query.columns.size() || outputs.size() != columns[part].size()) {
      const std::vector<ast::Clause>& clauses = syntax.parts[part].clauses;
      fail("DifferentColumnsInUnion", "all parts of a UNION must return columns of the same names",
           clauses.empty() ? syntax.span : clauses.back().span);
    }
    query.parts[part].outputs = std::move(outputs);
  }
  for (std::size_t column = 0; column < query.columns.size(); ++column) {
    TypeSet type = TypeSet::none();
    for (const BoundSingleQuery& part : query.parts) type = type.or_type(type_of(part.outputs[column]));
    query.outputs.push_back(declare(query.columns[column], type));
  }
}

BoundSingleQuery Binder::bind_single_query(const ast::SingleQuery& query, bool is_subquery, bool standalone_call) {
  const bool may_end_anywhere = is_subquery && !is_in_call();
  check_order_of_clauses(query, may_end_anywhere);
  BoundSingleQuery result;
  const bool imports = is_in_call() && frames_.back().imports_by_with && import_by_with(query.clauses.front());
  for (const ast::Clause& clause : query.clauses) {
    if (imports && &clause == &query.clauses.front()) continue;
    if (const auto* show = std::get_if<ast::Show>(&clause.node)) {
      bind_show(*show, clause.span, &clause == &query.clauses.back(), result);
    } else {
      bind_clause(clause, result, standalone_call);
    }
  }
  if (is_subquery) pass_on_imported(result);
  if (may_end_anywhere || standalone_call) return result;
  const auto* call = std::get_if<BoundCall>(&result.clauses.back().node);
  if (call != nullptr && !call->is_void) {
    fail("InvalidClauseComposition", "a query cannot end with CALL … YIELD: say what to RETURN",
         query.clauses.back().span);
  }
  return result;
}

void Binder::check_order_of_clauses(const ast::SingleQuery& query, bool may_end_anywhere) const {
  for (const ast::Clause& clause : query.clauses) {
    if (const auto* unsupported = std::get_if<ast::Unsupported>(&clause.node)) {
      not_supported(unsupported->name, clause.span);
    }
    if (std::holds_alternative<ast::Return>(clause.node) && &clause != &query.clauses.back()) {
      fail("InvalidClauseComposition", "RETURN ends a query, nothing can follow it", clause.span,
           "use WITH to go on with these columns");
    }
  }
  if (query.clauses.empty()) fail("UnexpectedSyntax", "there is no query here", {0, 0});
  const ast::Clause& last = query.clauses.back();
  if (may_end_anywhere || writes(last) || std::holds_alternative<ast::Return>(last.node) ||
      std::holds_alternative<ast::CallProcedure>(last.node) || std::holds_alternative<ast::Show>(last.node)) {
    return;
  }
  const auto* call = std::get_if<ast::CallSubquery>(&last.node);
  if (call != nullptr && !returns(*call)) return;
  fail("InvalidClauseComposition",
       call != nullptr ? "a query cannot end with a CALL { … } that returns: say what to RETURN"
                       : "a query must end with RETURN or with a clause that writes",
       last.span, "say what to RETURN");
}

void Binder::bind_clause(const ast::Clause& clause, BoundSingleQuery& query, bool standalone_call) {
  writes_ = writes_ || writes(clause);
  const auto add = [&](auto bound) { query.clauses.push_back({std::move(bound)}); };
  std::visit(
      [&](const auto& node) {
        using Node = std::remove_cvref_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, ast::Match>) {
          add(bind_match(node));
        } else if constexpr (std::is_same_v<Node, ast::Unwind>) {
          add(bind_unwind(node));
        } else if constexpr (std::is_same_v<Node, ast::With>) {
          bind_projection(node.projection, false, clause.span, query);
        } else if constexpr (std::is_same_v<Node, ast::Return>) {
          bind_projection(node.projection, true, clause.span, query);
        } else if constexpr (std::is_same_v<Node, ast::Create>) {
          add(bind_create(node));
        } else if constexpr (std::is_same_v<Node, ast::Merge>) {
          add(bind_merge(node, clause.span));
        } else if constexpr (std::is_same_v<Node, ast::Set>) {
          add(BoundUpdate{bind_set(node.items)});
        } else if constexpr (std::is_same_v<Node, ast::Remove>) {
          add(BoundUpdate{bind_remove(node)});
        } else if constexpr (std::is_same_v<Node, ast::Delete>) {
          add(bind_delete(node, clause.span));
        } else if constexpr (std::is_same_v<Node, ast::CallProcedure>) {
          add(bind_call(node, clause.span, standalone_call));
        } else if constexpr (std::is_same_v<Node, ast::CallSubquery>) {
          add(bind_call_subquery(node, clause.span));
        } else if constexpr (std::is_same_v<Node, ast::Foreach>) {
          add(bind_foreach(node));
        } else if constexpr (std::is_same_v<Node, ast::LoadCsv>) {
          add(bind_load_csv(node));
        } else if constexpr (std::is_same_v<Node, ast::ChangeSchema>) {
          add(BoundChangeSchema{node, place(clause.span)});
        } else {
          static_assert(std::is_same_v<Node, ast::Show> || std::is_same_v<Node, ast::Unsupported>);
          LIAISON_ASSERT(false);  // seen to before
        }
      },
      clause.node);
}

BoundMatch Binder::bind_match(const ast::Match& match) {
  if (match.as_of) not_supported("AS OF", match.as_of->span);
  if (match.known_by) not_supported("KNOWN BY", match.known_by->span);
  BoundMatch result;
  result.optional = match.optional;
  ++uniqueness_scopes_;
  std::vector<const ast::PatternPath*> paths;
  for (const ast::PatternPath& path : match.pattern.paths) paths.push_back(&path);
  result.graph = bind_pattern(paths, match.optional ? PatternUse::OptionalMatch : PatternUse::Match, result.predicates);
  bind_where(match.where, result.graph, result.predicates);
  return result;
}

BoundLoadCsv Binder::bind_load_csv(const ast::LoadCsv& load) {
  BoundLoadCsv result{bind_expression(*load.file), 0, load.with_headers, load.field_terminator};
  require(result.file, Kind::String, load.file->span, "the name of a file");
  if (find(load.variable.text, load.variable.span)) {
    fail("VariableAlreadyBound", "'" + load.variable.text + "' has a value already, LOAD CSV cannot give it another",
         load.variable.span);
  }
  const TypeSet fields = TypeSet::list_of({Kind::String, Kind::Null});
  result.variable = declare(load.variable.text, load.with_headers ? Kind::Map : fields);
  scope_.set(load.variable.text, result.variable);
  return result;
}

BoundUnwind Binder::bind_unwind(const ast::Unwind& unwind) {
  BoundUnwind result;
  result.list = bind_expression(*unwind.list);
  if (find(unwind.variable.text, unwind.variable.span)) {
    fail("VariableAlreadyBound", "'" + unwind.variable.text + "' has a value already, UNWIND cannot give it another",
         unwind.variable.span);
  }
  // What is no list is unwound as a list of itself.
  TypeSet items = result.list.type.without(Kind::List).without(Kind::Null);
  if (result.list.type.contains(Kind::List)) items = items.or_type(item_type(result.list.type));
  result.variable = declare(unwind.variable.text, items.is_empty() ? TypeSet::any() : items);
  scope_.set(unwind.variable.text, result.variable);
  return result;
}

}  // namespace liaison
