#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "algorithm/procedure.h"
#include "bind/places.h"
#include "bind/scope.h"
#include "liaison/error.h"
#include "query/ast.h"
#include "query/bound_query.h"
#include "store/catalog.h"

namespace liaison {

/// Sets a variable back to what it was when this was made.
template <class T>
class Restore {
 public:
  explicit Restore(T& variable) : variable_(variable), saved_(variable) {}
  ~Restore() { variable_ = std::move(saved_); }
  Restore(const Restore&) = delete;
  Restore& operator=(const Restore&) = delete;

 private:
  T& variable_;
  T saved_;
};

/// An expression of a projection and the variable that holds its value.
struct Projected {
  const ast::Expression* expression;
  VariableId variable;
};

/// The aggregates of a projection while it is being bound.
struct Aggregates {
  std::vector<AggregateCall>& calls;
  std::vector<Projected> known;          // one written alike is computed once
  const Scope* arguments_see = nullptr;  // the row before aggregation
  bool may_add = true;                   // false: only those known may be named
};

/// Where an expression stands: patterns are predicates, and nothing but predicates (openCypher 9, Pattern1 of its TCK).
enum class Position : std::uint8_t { Value, Predicate };

/// How a pattern is used: may it declare variables, and does nothing found give null?
enum class PatternUse : std::uint8_t { Match, OptionalMatch, Predicate };

/// Binds one statement. The state is what the text so far has declared; each clause family has a file of its own.
/// Recursion follows the syntax tree, whose depth parse/ bounds.
class Binder {
 public:
  Binder(const ast::Statement& statement, const Catalog& catalog, const Procedures& procedures, const Map& parameters);
  [[nodiscard]] BoundQuery bind();

 private:
  // ---- Names (binder.cpp) ----

  /// What expressions see. Copied and restored around parts that see something else.
  struct Context {
    const Scope* scope = nullptr;
    /// Written alike, an expression means the variable that has its value already (grouping keys; ORDER BY).
    const std::vector<Projected>* projected = nullptr;
    /// Where aggregates go; null: none may stand here.
    Aggregates* aggregates = nullptr;
    bool inside_aggregate = false;
    /// Set behind aggregation: names the row had before it. One of them that cannot be seen any more makes an
    /// expression ambiguous.
    const Scope* before_aggregation = nullptr;
    std::size_t first_local = 0;  // of locals_, which can be seen from here on
    /// While a pattern is being made: of its own variables, those that its properties cannot see yet.
    VariableId hidden_from = std::numeric_limits<VariableId>::max();
    TypeSet hidden_kinds = TypeSet::none();
  };

  /// A subquery being bound: which variables of the row around it does it read?
  struct Frame {
    VariableId first;  // variables from here on are its own
    std::vector<VariableId> imported;
    Scope seen;  // of the row around, whatever WITH follows; a name may come to mean another variable
    const Scope* around = nullptr;  // CALL { … }: all of the row around, seen or not
    bool imports_by_with = false;   // … which its first WITH says
  };

  /// A variable that an expression declares for a part of itself.
  class Local {
   public:
    Local(Binder& binder, const ast::Name& name, TypeSet type);
    Local(Binder& binder, const std::string& name, VariableId variable);
    ~Local();
    Local(const Local&) = delete;
    Local& operator=(const Local&) = delete;
    [[nodiscard]] VariableId variable() const { return variable_; }

   private:
    Binder& binder_;
    VariableId variable_;
  };

  /// Throws AmbiguousAggregationExpression where aggregation has hidden the name.
  [[nodiscard]] std::optional<VariableId> find(std::string_view name, ast::Span span) const;
  /// A reference to what is visible under `name`, or UndefinedVariable (AmbiguousAggregationExpression).
  [[nodiscard]] Expression refer(std::string_view name, ast::Span span);
  [[nodiscard]] Expression refer(VariableId variable, ast::Span span);
  [[noreturn]] void undefined(std::string_view name, ast::Span span) const;
  /// Notes that the subqueries being bound read it.
  void import(VariableId variable);
  VariableId declare(std::string_view name, TypeSet type);
  VariableId make_up(std::string_view what, TypeSet type);
  [[nodiscard]] TypeSet type_of(VariableId variable) const { return (*variables_)[variable].type; }
  [[nodiscard]] bool is_hidden(VariableId variable) const {
    return variable >= context_.hidden_from && context_.hidden_kinds.overlaps(type_of(variable));
  }
  /// All that can be seen now, as one scope of its own.
  [[nodiscard]] Scope visible() const;

  [[nodiscard]] Place place(ast::Span span) const { return places_.of(span); }
  [[nodiscard]] std::string_view written(ast::Span span) const;
  [[noreturn]] void fail(std::string_view detail, std::string message, ast::Span span, std::string hint = {}) const;
  [[noreturn]] void not_supported(std::string_view name, ast::Span span, std::string message = {}) const;

  // ---- Statement (bind.cpp) ----

  BoundQuery bind_query(const ast::Query& query, bool is_subquery);
  BoundSingleQuery bind_single_query(const ast::SingleQuery& query, bool is_subquery, bool standalone_call);
  void bind_clause(const ast::Clause& clause, BoundSingleQuery& query, bool standalone_call);
  void check_order_of_clauses(const ast::SingleQuery& query, bool may_end_anywhere) const;
  [[nodiscard]] bool is_in_call() const { return !frames_.empty() && frames_.back().around != nullptr; }
  void join_columns(const ast::Query& syntax, std::vector<std::vector<std::string>> columns, BoundQuery& query);
  BoundMatch bind_match(const ast::Match& match);
  BoundUnwind bind_unwind(const ast::Unwind& unwind);
  BoundLoadCsv bind_load_csv(const ast::LoadCsv& load);

  // ---- Expressions (expression.cpp, function_call.cpp, subquery.cpp) ----

  [[nodiscard]] Expression bind_expression(const ast::Expression& expression, Position position = Position::Value);
  [[nodiscard]] ExpressionPtr bind_optional(const ast::ExpressionPtr& expression, Position position = Position::Value);
  [[nodiscard]] std::vector<Expression> bind_arguments(const ast::FunctionCall& node);
  [[nodiscard]] std::vector<Expression> bind_all(const std::vector<ast::Expression>& expressions);
  /// A predicate, split at AND, to the end of `predicates`.
  void bind_predicate(const ast::ExpressionPtr& expression, std::vector<Expression>& predicates);
  [[nodiscard]] Expression bind_boolean(const ast::Expression& expression);
  /// SyntaxError InvalidArgumentType unless the expression may be of the type.
  void require(const Expression& expression, TypeSet expected, ast::Span span, std::string_view what) const;

  Expression bind_node(const ast::Expression& expression, const ast::Literal& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::Parameter& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::Variable& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::ListLiteral& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::MapLiteral& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::ArithmeticChain& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::LogicalChain& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::ComparisonChain& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::Predicate& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::IsNull& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::TypeTest& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::Unary& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::PropertyAccess& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::Index& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::Slice& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::LabelTest& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::FunctionCall& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::Case& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::ListComprehension& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::Quantifier& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::Reduce& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::PatternPredicate& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::PatternComprehension& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::Subquery& node, Position position);
  Expression bind_node(const ast::Expression& expression, const ast::MapProjection& node, Position position);

  [[nodiscard]] Expression bind_aggregate(const ast::Expression& expression, const ast::FunctionCall& call,
                                          const Aggregate& aggregate);
  /// The list that a comprehension, quantifier or reduce goes through.
  [[nodiscard]] Expression bind_ranged_list(const ast::Expression& list);
  /// base:labels
  [[nodiscard]] Expression bind_label_check(Expression base, const ast::LabelExpression& labels);
  [[nodiscard]] LabelPredicate bind_labels(const ast::LabelExpression& labels, std::vector<Expression>& computed);
  [[nodiscard]] Expression bind_computed_label(const ast::LabelDynamic& label);
  void check_parameter(const std::string& name, ast::Span span) const;

  /// Opens a subquery: a scope of its own that starts with all that can be seen around it.
  class Inside {
   public:
    explicit Inside(Binder& binder);
    ~Inside();
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    /// What was read of the row around so far, sorted.
    [[nodiscard]] std::vector<VariableId> imported() const;

   private:
    Binder& binder_;
    Scope scope_;
    Context context_;
    bool was_pure_;
  };
  [[nodiscard]] Expression make_subquery(ast::SubqueryKind kind, BoundQuery query, const Inside& inside, TypeSet type,
                                         ast::Span span) const;

  // ---- Patterns (pattern.cpp) ----

  /// The variables of one pattern, by place in its graph.
  struct PatternScope {
    std::unordered_map<VariableId, std::uint32_t> nodes;
    std::vector<VariableId> relationships;
    std::vector<VariableId> inner_nodes;  // of paths that are searched
    /// The names inside each part that is walked several times, in order of writing.
    std::vector<std::vector<std::pair<std::string, VariableId>>> parts;
    std::uint32_t uniqueness_scope = 0;
  };
  enum class NodePlace : std::uint8_t { Free, InsideSearch };
  /// Binds patterns that are looked for; declares their variables in scope_ and adds predicates.
  QueryGraph bind_pattern(const std::vector<const ast::PatternPath*>& paths, PatternUse use,
                          std::vector<Expression>& predicates);
  /// Null is no node: where nothing is walked from a node that may be null, it must be asked.
  void ask_lone_nodes(const QueryGraph& graph, std::vector<Expression>& predicates);
  void declare_path(const ast::PatternPath& path, PatternUse use, PatternScope& declared, QueryGraph& graph,
                    std::vector<std::uint32_t>& node_of, std::vector<Expression>& predicates);
  std::uint32_t declare_node(const ast::NodePattern& node, NodePlace where, PatternUse use, PatternScope& declared,
                             QueryGraph& graph, std::vector<Expression>& predicates);
  void declare_relationship(const ast::RelationshipPattern& relationship, std::uint32_t from, std::uint32_t to,
                            PatternUse use, PatternScope& declared, QueryGraph& graph);
  void bind_node_predicates(const ast::NodePattern& pattern, PatternNode& node, std::vector<Expression>& predicates);
  void bind_relationship_predicates(const ast::RelationshipPattern& pattern, PatternRelationship& relationship,
                                    std::vector<Expression>& predicates);
  /// {key: value, …} as `variable.key = value`.
  void bind_property_predicates(const ast::ExpressionPtr& properties, VariableId variable,
                                std::vector<Expression>& predicates);
  /// Type names go to `types`; more than names becomes a test of `variable`.
  void bind_types(const std::optional<ast::LabelExpression>& pattern, VariableId variable,
                  std::vector<std::string>& types, std::vector<Expression>& predicates);
  /// A label or type expression as a test of what stands in `variable`.
  [[nodiscard]] Expression label_check(const ast::LabelExpression& labels, VariableId variable, Kind kind);
  VariableId declare_path_variable(const ast::Name& name, TypeSet type);

  // ---- Parts walked several times, and paths chosen by length (path.cpp) ----

  void declare_part(const ast::RelationshipPattern& relationship, std::uint32_t from, std::uint32_t to, PatternUse use,
                    PatternScope& declared, QueryGraph& graph);
  void bind_part_predicates(const ast::PatternPath& path, const std::vector<std::pair<std::string, VariableId>>& names,
                            PatternPart& part);
  [[nodiscard]] PatternSearch declare_search(const ast::PatternPath& path, const QueryGraph& graph) const;
  /// What parts and searches ask is asked on the way: it may read only what is there by then.
  void settle_searches(QueryGraph& graph) const;
  void check_reads(const std::vector<Expression>& predicates, const std::set<VariableId>& unseen) const;
  /// WHERE; what it says of a path that shortestPath() searches for is asked within the search.
  void bind_where(const ast::ExpressionPtr& where, QueryGraph& graph, std::vector<Expression>& predicates);
  /// shortestPath((a)-[*]->(b)) as a value.
  [[nodiscard]] Expression bind_shortest_path(const ast::Expression& expression, const ast::PatternPath& path);

  // ---- Updates (create.cpp, merge.cpp, update.cpp) ----

  /// What CREATE makes, or MERGE where nothing was found, while it is being put together.
  struct Making {
    bool merge = false;
    VariableId first = 0;  // variables from here on are the pattern's own
    BoundCreate create;
  };
  void make_path(const ast::PatternPath& path, Making& making);
  VariableId make_node(const ast::NodePattern& node, bool alone, Making& making);
  void make_relationship(const ast::RelationshipPattern& relationship, VariableId left, VariableId right,
                         Making& making);
  VariableId name_made(const std::optional<ast::Name>& name, Kind kind);
  [[nodiscard]] VariableId find_entity(const ast::NodePattern& node, Making& making);
  /// Labels to give or take away: names to the end of one list, computed ones of the other.
  void labels_to_set(const ast::LabelExpression& labels, std::vector<std::string>& names,
                     std::vector<Expression>& computed);
  /// What the pattern makes itself cannot be read while `unseen` kinds of it are hidden.
  void hide_made(const Making& making, TypeSet unseen);
  /// `unseen`: kinds of the pattern's own variables that are not there when the properties are computed.
  [[nodiscard]] ExpressionPtr bind_properties_to_make(const ast::ExpressionPtr& properties, const Making& making,
                                                      TypeSet unseen);
  BoundCreate bind_create(const ast::Create& create);
  BoundMerge bind_merge(const ast::Merge& merge, ast::Span span);
  void look_for(const ast::PatternPath& path, VariableId first, BoundMerge& merge);
  void ask_for_computed(const std::optional<ast::LabelExpression>& labels, VariableId variable, VariableId first,
                        BoundMerge& merge);
  void ask_for_properties(const ast::ExpressionPtr& properties, VariableId variable, VariableId first,
                          BoundMerge& merge);
  std::vector<UpdateItem> bind_set(const std::vector<ast::SetItem>& items);
  std::vector<UpdateItem> bind_remove(const ast::Remove& remove);
  [[nodiscard]] SetPropertyTo bind_property_target(const ast::Expression& target, std::string_view clause);
  [[nodiscard]] SetLabelsOf bind_label_target(const ast::Name& variable, const ast::LabelExpression& labels,
                                              bool remove);
  BoundDelete bind_delete(const ast::Delete& deletion, ast::Span span);

  // ---- Projections (projection.cpp) ----

  struct ProjectedItem;
  void bind_projection(const ast::Projection& projection, bool is_return, ast::Span span, BoundSingleQuery& query);
  [[nodiscard]] std::vector<ProjectedItem> list_items(const ast::Projection& projection, bool is_return,
                                                      ast::Span span) const;
  [[nodiscard]] Expression bind_item(const ProjectedItem& item);
  void bind_plain_items(std::vector<ProjectedItem>& items, BoundProjection& result);
  void bind_grouped_items(std::vector<ProjectedItem>& items, BoundProjection& result, Aggregates& aggregates);
  /// What ORDER BY and WHERE see behind the columns: those, and the row before where it is still there. Behind
  /// aggregation and DISTINCT it is not, but what is written like a column means the column.
  struct BehindColumns {
    bool columns_only = false;
    Scope sees;
    std::vector<Projected> projected;
    std::vector<Projected> keys;               // those without aggregates
    std::vector<Projected> beside_aggregates;  // variables, properties and aggregates
    Scope hidden;                              // names in keys that are more than that
    Scope arguments_see;                       // what a further aggregate may use: it is computed before the columns
  };
  [[nodiscard]] BehindColumns look_behind(const ast::Projection& projection, const std::vector<ProjectedItem>& items,
                                          const Scope& after, const BoundProjection& result) const;
  void bind_order(const ast::Projection& projection, const BehindColumns& behind, const Aggregates& aggregates,
                  BoundProjection& result);
  /// WITH … WHERE; adds to `result` what it reads beyond the items. True: the projection must be narrowed again.
  bool bind_filter(const ast::Projection& projection, const BehindColumns& behind, BoundProjection& result);
  [[nodiscard]] ExpressionPtr bind_row_count(const ast::ExpressionPtr& expression, std::string_view clause);
  /// A subquery's WITH passes on what is read of the row around it.
  void pass_on_imported(BoundSingleQuery& query) const;

  // ---- Procedures (call.cpp) ----

  BoundCall bind_call(const ast::CallProcedure& call, ast::Span span, bool standalone);
  void bind_show(const ast::Show& show, ast::Span span, bool is_last, BoundSingleQuery& query);
  void yield_columns(const Procedure& procedure, const std::vector<ast::YieldItem>& items, BoundCall& call);
  void yield_all_columns(const Procedure& procedure, ast::Span span, BoundCall& call);
  [[nodiscard]] std::shared_ptr<const Procedure> find_procedure(const ast::Name& name) const;
  [[nodiscard]] std::vector<Expression> bind_arguments(const ast::CallProcedure& call, const Procedure& procedure,
                                                       ast::Span span, bool standalone);
  void yield_column(const Procedure& procedure, std::uint32_t column, const ast::Name& name, BoundCall& call);

  // ---- Nested clauses (call_subquery.cpp, foreach.cpp) ----

  BoundCallSubquery bind_call_subquery(const ast::CallSubquery& call, ast::Span span);
  /// What CALL (a, b) { … } sees of the row around.
  [[nodiscard]] Scope imports_of(const ast::CallSubquery& call, const Scope& around);
  /// The first clause of a part of CALL { … }, if it says what the part sees of the row around: then the scope is that.
  [[nodiscard]] bool import_by_with(const ast::Clause& clause);
  /// Columns that are variables of the row around become variables of their own.
  void give_own_variables(BoundQuery& query, VariableId first);
  BoundForeach bind_foreach(const ast::Foreach& clause);

  const ast::Statement& statement_;
  const Catalog& catalog_;
  const Procedures& procedures_;
  const Map& parameters_;
  Places places_;
  std::shared_ptr<VariableTable> variables_ = std::make_shared<VariableTable>();
  Scope scope_;  // of the clause being bound
  std::vector<std::pair<std::string, VariableId>> locals_;
  Context context_;
  std::vector<Frame> frames_;
  std::uint32_t uniqueness_scopes_ = 0;
  bool writes_ = false;
  bool is_pure_ = true;  // no rand() and the like so far
};

}  // namespace liaison
