#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "differential/graph_model.h"
#include "liaison/value.h"
#include "query/bound_query.h"
#include "query/counters.h"

namespace liaison {

/// Thrown where a query would take too long to evaluate naively.
struct TooManySteps {};
/// Thrown where nobody says what comes of it: a pattern that starts at something deleted, or at a name that is not
/// there.
struct Unspecified {};

/// Answers bound queries the slow and obvious way: clause by clause over all rows, patterns by trying every node and
/// relationship. No plan, no statistics, no chunks, nothing of src/execute: an oracle for what those must not change.
/// Values, functions and aggregates are the engine's own; they are tested apart.
///
/// `order` says in what order rows, and nodes and relationships tried, come: 0 as they are, 1 backwards, else at
/// random. Where the answers of two evaluations differ, the language does not say what the answer is.
class NaiveEvaluator {
 public:
  NaiveEvaluator(GraphModel& graph, const Map& parameters, std::uint64_t order)
      : graph_(graph), parameters_(parameters), order_(order), random_(order) {}

  using Row = std::vector<Value>;  // by VariableId

  /// The rows' columns, in order. Throws Error as the engine must, TooManySteps, Unspecified.
  [[nodiscard]] std::vector<std::vector<Value>> run(const BoundQuery& query);

  [[nodiscard]] const Counters& counters() const { return counters_; }

 private:
  using Rows = std::vector<Row>;

  // Clauses: rows in, rows out.
  Rows run_query(const BoundQuery& query, const Row& outer);
  Rows apply(const BoundMatch& match, const Rows& rows);
  Rows apply(const BoundUnwind& unwind, const Rows& rows);
  Rows apply(const BoundProjection& projection, const Rows& rows);
  Rows apply(const BoundCreate& create, const Rows& rows);
  Rows apply(const BoundMerge& merge, const Rows& rows);
  Rows apply(const BoundUpdate& update, const Rows& rows);
  Rows apply(const BoundDelete& deletion, const Rows& rows);
  Rows apply(const BoundCall& call, const Rows& rows);
  Rows apply(const BoundLoadCsv& load, const Rows& rows);
  Rows apply(const BoundChangeSchema& change, const Rows& rows);
  Rows apply(const BoundCallSubquery& call, const Rows& rows);
  Rows apply(const BoundForeach& clause, const Rows& rows);
  Rows aggregate(const BoundProjection& projection, const Rows& rows);
  void sort(Rows& rows, const std::vector<SortKey>& keys);

  // Patterns (naive_pattern.cpp).
  struct Match;
  struct Walk;
  using Then = std::function<void(Match&)>;
  Rows find(const QueryGraph& pattern, const std::vector<Expression>& predicates, const Row& row);
  /// Throws Unspecified where not exactly one node is so called: whether anybody asks hangs on the plan.
  [[nodiscard]] NodeId entity(const std::string& name, const std::vector<std::string>& labels) const;
  void with_node(const Match& match, std::size_t index, NodeId node, const Then& then);
  void place_nodes(const Match& match, std::span<const std::size_t> indexes, const Then& then);
  static void add_nodes_read(const QueryGraph& pattern, const std::vector<Expression>& predicates,
                             std::vector<std::size_t>& indexes);
  void match_pattern(const Match& match, std::size_t index, const Then& then);
  void match_chain(const Match& match, std::size_t first, std::size_t last, const Then& then);
  void match_search(const Match& match, const PatternSearch& search, const Then& then);
  void match_one(const Match& match, const PatternRelationship& wanted, const Then& then);
  void match_walks(const Match& match, const PatternRelationship& wanted, const Then& then);
  void match_times(const Match& match, const Walk& walk, NodeId at, const Then& then);
  void match_time(const Match& match, const Walk& walk, std::size_t hop, NodeId at, const Then& then);
  [[nodiscard]] static bool may_walk(const Match& match, std::uint32_t scope, const std::vector<std::string>& types,
                                     const ModelRelationship& relationship);
  /// In the order chosen, but the same items always in the same.
  [[nodiscard]] std::vector<Value> in_some_order(std::span<const Value> items) const;
  /// 0 to count - 1, in the order chosen.
  [[nodiscard]] std::vector<std::size_t> ordered(std::size_t count);
  template <class Items>
  void shuffle(Items& items) {
    if (order_ > 1) std::ranges::shuffle(items, random_);
  }

  // Writes (naive_write.cpp).
  using Properties = std::map<const Expression*, Value>;  // known before
  void create(const BoundCreate& create, std::span<Row> rows, std::span<const Properties> properties);
  void update(const UpdateItem& item, Row& row);
  void write_property(const Value& entity, const std::string& key, const Value& value);
  void check_unique();   // where a clause of the statement ends, not of a query within
  void check_present();  // where the statement ends
  void write_properties(const Value& entity, const Value& map);

  // Expressions (naive_expression.cpp).
  Value evaluate(const Expression& expression, Row& row);
  bool all_true(const std::vector<Expression>& predicates, Row& row);
  Value call_function(const Call& call, Row& row);
  Value property(const Value& base, const std::string& key);
  Value path(const MakePath& path, const Row& row);
  /// Labels or types that were computed: a String, or a list of such.
  static std::vector<std::string> names_of(const Value& value);
  static bool passes(const LabelPredicate& predicate, const std::set<std::string>& labels,
                     const std::vector<std::vector<std::string>>& computed);
  [[nodiscard]] const std::map<std::string, Value>& properties_of(const Value& entity);
  ModelNode& live_node(const Value& node);
  ModelRelationship& live_relationship(const Value& relationship);

  void step();

  GraphModel& graph_;
  const Map& parameters_;
  std::uint64_t order_;
  std::mt19937_64 random_;
  Counters counters_;
  const Row* around_ = nullptr;  // what the query being run started from
  std::size_t width_ = 0;        // variables of the statement: every row has a place for each
  std::size_t steps_ = 0;
};

}  // namespace liaison
