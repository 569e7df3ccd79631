#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace liaison {

/// What a variable holds, as far as the generator must know.
enum class Type : std::uint8_t {
  Integer,
  Float,
  Text,
  Boolean,
  Mixed,
  List,
  Date,
  Duration,
  Map,
  Node,
  Relationship,
  Nodes,
  Relationships,
  Path,
  OpenPath  // which of several it is, nobody says
};

struct Variable {
  std::string name;
  Type type = Type::Mixed;
  bool nullable = false;  // may be null, as OPTIONAL MATCH leaves it
};

/// Writes one random statement. What is random of it: query_generator.h says.
class Generator {
 public:
  explicit Generator(std::mt19937_64& random) : random_(random) {}

  std::vector<std::string> statement();

 private:
  // ---- Chance -------------------------------------------------------------------------------------------------------

  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }
  bool chance(std::uint32_t percent) { return below(100) < percent; }
  template <class T>
  const T& one_of(const std::vector<T>& items) {
    return items[below(static_cast<std::uint32_t>(items.size()))];
  }
  std::string pick(std::initializer_list<const char*> items) {
    return *(items.begin() + below(static_cast<std::uint32_t>(items.size())));
  }

  std::string fresh(char kind) { return fmt::format("{}{}", kind, ++names_); }

  std::optional<Variable> any(std::initializer_list<Type> types, bool nullable = true) {
    std::vector<Variable> fitting;
    for (const Variable& variable : scope_) {
      if (std::ranges::count(types, variable.type) != 0 && (nullable || !variable.nullable))
        fitting.push_back(variable);
    }
    if (fitting.empty()) return std::nullopt;
    return one_of(fitting);
  }

  /// The scope, but for paths of which only the length is known.
  std::vector<Variable> known() const {
    std::vector<Variable> variables = scope_;
    std::erase_if(variables, [](const Variable& variable) { return variable.type == Type::OpenPath; });
    return variables;
  }

  // ---- Clauses ------------------------------------------------------------------------------------------------------

  /// `columns`: the names of what RETURN gives; none: as it comes.
  void query(const std::vector<std::string>& columns, bool writes);
  [[nodiscard]] bool ends_in_write() const;
  void read(bool is_first);
  void match();
  void optional_match();
  /// Behind patterns.
  std::string where(std::uint32_t percent, std::uint32_t depth);
  void unwind();

  void with() { project("WITH", {}); }

  struct Column {
    std::string text;
    Variable variable;
    bool is_aggregate = false;
  };

  void project(const std::string& clause, const std::vector<std::string>& columns);
  /// ORDER BY all columns, so that ties are equal rows, or by something else; then SKIP and LIMIT.
  std::string order(const std::vector<Variable>& columns, bool by_anything);
  Column plain_column(bool carries_on);
  Column computed_column(const std::string& name);
  Column aggregate();

  // ---- Writes -------------------------------------------------------------------------------------------------------

  void write();

  std::string label() { return pick({"A", "A", "B", "C", "D"}); }
  std::string type() { return pick({"R", "R", "S", "T"}); }

  std::string properties_to_make(bool nullable);
  std::string node_to_make(bool nullable);
  std::string relationship_to_make(bool is_merge);
  std::string path_to_make(bool is_merge, std::uint32_t length);
  void keep_made();
  void create();
  void merge();
  /// What is set hangs on the entity alone, mostly: else rows overwrite one another in no certain order.
  std::string set_items();
  void remove();
  void remove_entities();
  void leave_entities();

  void foreach ();
  void change();
  std::string label_to_set();

  // ---- Queries within -----------------------------------------------------------------------------------------------

  /// The clauses that `make` adds, as a text of their own. Its names are its own, too.
  template <class Make>
  std::string nested(const Make& make) {
    std::vector<std::string> clauses = std::exchange(clauses_, {});
    const std::vector<Variable> scope = scope_, imported = imported_;
    const bool is_condition = std::exchange(is_condition_, false);
    ++depth_;
    make();
    --depth_;
    is_condition_ = is_condition;
    imported_ = imported;
    scope_ = scope;
    return fmt::format("{}", fmt::join(std::exchange(clauses_, std::move(clauses)), " "));
  }
  /// One that sees all of the row; with an EXISTS, a COUNT, a COLLECT around it.
  std::string whole_query(const std::string& column);
  void call_subquery(bool writes);
  std::string subquery();

  // ---- Patterns -----------------------------------------------------------------------------------------------------

  /// Of a MATCH or a subquery; `several`: perhaps with commas between.
  std::string patterns(bool several);
  std::string path(bool named);
  std::string labels();
  /// One of the names that the graph has: 'Ada'.
  std::string entity() { return chance(70) ? pick({"'Ada'", "'ADA'"}) : pick({"'Bob'", "'b'"}); }

  std::string pattern_properties();

  std::string node(bool named);
  std::string relationship(bool named);
  std::string types();
  std::string single_relationship(bool named);
  std::optional<std::string> bound_relationship();
  std::string relationship_that_repeats(bool named, const std::string& types);
  /// A path that is searched for. What of it others of its MATCH may not use is in `found`, and what WHERE may ask of
  /// it. Where it is open which of several paths it is, only its length is known.
  struct Found {
    std::vector<Variable> variables;
    std::string asked;
  };
  std::string search(Found& found);
  std::string part();
  std::string arrow(const std::string& middle);
  std::string quantity();
  /// What stands inside a part or brackets sees of its own MATCH only what is there before anything is walked.
  template <class Make>
  std::string inside_pattern(std::initializer_list<Type> seen, const Make& make) {
    const std::vector<Variable> outside = scope_;
    std::vector<Variable> visible;
    for (std::size_t i = 0; i < scope_.size(); ++i) {
      if (i < before_pattern_ || std::ranges::count(seen, scope_[i].type) != 0) visible.push_back(scope_[i]);
    }
    scope_ = std::move(visible);
    std::string text = make();
    scope_ = outside;
    return text;
  }

  // ---- Expressions --------------------------------------------------------------------------------------------------

  std::string property(const char* key);
  std::string variable_or(Type type, const std::string& other);
  std::string integer(std::uint32_t depth);
  std::string date(std::uint32_t depth);
  std::string duration(std::uint32_t depth);
  std::string map(std::uint32_t depth);

  std::string integers() { return pick({"[1, 2, 3]", "[0, null, 2]", "[]", "range(0, 2)", "$l", "[1]"}); }
  /// A list to go through, with what its items are.
  Variable items();

  std::string floating(std::uint32_t depth);
  std::string text(std::uint32_t depth);
  /// One value of any kind, of kinds that can be put in order for certain.
  std::string scalar(std::uint32_t depth);
  std::string mixed(std::uint32_t depth);
  std::string anything(std::uint32_t depth);
  std::string list(std::uint32_t depth);
  void forget(const std::string& name);
  /// What may fail for some rows. Not where a LIMIT might spare them.
  std::string risky();
  std::string comparison(std::uint32_t depth);
  /// Behind WHERE, where patterns may stand too.
  std::string condition(std::uint32_t depth);
  std::string boolean(std::uint32_t depth);
  std::string about_items(const Variable& list, std::uint32_t depth);
  std::string shortest_path(const std::string& function);

  std::mt19937_64& random_;
  std::vector<std::string> clauses_;
  std::vector<Variable> scope_;
  std::vector<Variable> made_;
  std::vector<Variable> imported_;  // of the row around: no WITH takes them away
  std::size_t before_pattern_ = 0;  // how many of the scope are from before it
  std::string asked_of_search_;     // of the last pattern
  bool is_condition_ = false;
  bool wrote_ = false;
  std::uint32_t names_ = 0;
  std::uint32_t depth_ = 0;  // queries around
};

}  // namespace liaison
