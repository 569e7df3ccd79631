#include "optimize/index_use.h"

#include <algorithm>
#include <string>
#include <utility>

#include "store/schema.h"

namespace liaison {
namespace {

using Comparison = ast::ComparisonOperator;

Comparison mirrored(Comparison comparison) {
  switch (comparison) {
    case Comparison::Equal:
    case Comparison::NotEqual:
      return comparison;
    case Comparison::Less:
      return Comparison::Greater;
    case Comparison::LessOrEqual:
      return Comparison::GreaterOrEqual;
    case Comparison::Greater:
      return Comparison::Less;
    case Comparison::GreaterOrEqual:
      return Comparison::LessOrEqual;
  }
  return comparison;
}

/// What the predicates compare one property of the node with.
struct Asked {
  const Expression* equal = nullptr;
  const Expression* one_of = nullptr;
  const Expression* prefix = nullptr;
  const Expression* lower = nullptr;
  const Expression* upper = nullptr;
};

class PropertyUse {
 public:
  PropertyUse(VariableId node, const std::string& key, const std::function<bool(const Expression&)>& is_there)
      : node_(node), key_(key), is_there_(is_there) {}

  [[nodiscard]] Asked asked(const std::vector<Expression>& predicates) const {
    Asked asked;
    for (const Expression& predicate : predicates) {
      if (const auto* comparison = std::get_if<ComparisonOf>(&predicate.node)) {
        for (std::size_t i = 0; i < comparison->operators.size(); ++i) {
          add(comparison->operands[i], comparison->operators[i], comparison->operands[i + 1], asked);
          add(comparison->operands[i + 1], mirrored(comparison->operators[i]), comparison->operands[i], asked);
        }
      } else if (const auto* test = std::get_if<PredicateTest>(&predicate.node)) {
        if (!is_property(*test->left) || !is_value(*test->right)) continue;
        if (test->op == ast::PredicateOperator::In) asked.one_of = test->right.get();
        if (test->op == ast::PredicateOperator::StartsWith) asked.prefix = test->right.get();
      }
    }
    return asked;
  }

 private:
  void add(const Expression& property, Comparison comparison, const Expression& value, Asked& asked) const {
    if (!is_property(property) || !is_value(value)) return;
    switch (comparison) {
      case Comparison::Equal:
        asked.equal = &value;
        return;
      case Comparison::NotEqual:
        return;
      case Comparison::Less:
      case Comparison::LessOrEqual:
        asked.upper = &value;
        return;
      case Comparison::Greater:
      case Comparison::GreaterOrEqual:
        asked.lower = &value;
        return;
    }
  }

  [[nodiscard]] bool is_property(const Expression& expression) const {
    const auto* property = std::get_if<PropertyOf>(&expression.node);
    if (property == nullptr || property->key != key_) return false;
    const auto* owner = std::get_if<VariableRef>(&property->base->node);
    return owner != nullptr && owner->variable == node_;
  }
  [[nodiscard]] bool is_value(const Expression& expression) const {
    return is_there_(expression) && is_pure(expression);
  }

  VariableId node_;
  const std::string& key_;
  const std::function<bool(const Expression&)>& is_there_;
};

std::vector<Expression> clones(std::initializer_list<const Expression*> expressions) {
  std::vector<Expression> copies;
  for (const Expression* expression : expressions) {
    if (expression != nullptr) copies.push_back(clone(*expression));
  }
  return copies;
}

struct Way {
  int rank = 0;  // the higher the fewer nodes; 0: none
  logical::IndexSeek seek;
};

Way way_by(const Index& index, const std::vector<Asked>& asked) {
  using Lookup = logical::IndexSeek::Lookup;
  Way way;
  way.seek.index = index.name;
  const auto choose = [&](int rank, Lookup lookup, std::initializer_list<const Expression*> values) {
    way.rank = rank;
    way.seek.lookup = lookup;
    way.seek.values = clones(values);
  };
  // A text index has no other values: what is equal to a number it cannot know.
  if (index.kind == IndexKind::Text) {
    if (asked.size() == 1 && asked.front().prefix != nullptr) choose(4, Lookup::Prefix, {asked.front().prefix});
    return way;
  }
  if (std::ranges::all_of(asked, [](const Asked& each) { return each.equal != nullptr; })) {
    for (const Asked& each : asked) way.seek.values.push_back(clone(*each.equal));
    way.rank = 5 + static_cast<int>(asked.size());
    return way;
  }
  if (asked.size() != 1) return way;
  const Asked& only = asked.front();
  if (only.one_of != nullptr) {
    choose(5, Lookup::OneOf, {only.one_of});
  } else if (only.prefix != nullptr) {
    choose(4, Lookup::Prefix, {only.prefix});
  } else if (only.lower != nullptr && only.upper != nullptr) {
    choose(3, Lookup::Between, {only.lower, only.upper});
  } else if (only.lower != nullptr) {
    choose(2, Lookup::From, {only.lower});
  } else if (only.upper != nullptr) {
    choose(2, Lookup::UpTo, {only.upper});
  }
  return way;
}

}  // namespace

std::optional<logical::IndexSeek> index_seek(const PatternNode& node, const std::vector<Expression>& predicates,
                                             const GraphView& view,
                                             const std::function<bool(const Expression&)>& is_there) {
  Way best;
  for (const Index& index : view.schema().indexes) {
    const std::string_view label = view.catalog().labels.name(index.on.token);
    if (index.on.of_relationships || std::ranges::count(node.labels, label) == 0) continue;
    std::vector<Asked> asked;
    for (PropertyKey key : index.on.keys) {
      const std::string name(view.catalog().property_keys.name(key));
      asked.push_back(PropertyUse(node.variable, name, is_there).asked(predicates));
    }
    Way way = way_by(index, asked);
    if (way.rank > best.rank) best = std::move(way);
  }
  if (best.rank == 0) return std::nullopt;
  best.seek.variable = node.variable;
  return std::move(best.seek);
}

std::optional<logical::NameSeek> name_seek(const PatternNode& node, const std::vector<Expression>& predicates,
                                           const std::function<bool(const Expression&)>& is_there) {
  static const std::string name = "name";
  const Asked asked = PropertyUse(node.variable, name, is_there).asked(predicates);
  const Expression* const value = asked.equal != nullptr ? asked.equal : asked.one_of;
  if (value == nullptr) return std::nullopt;
  return logical::NameSeek{node.variable, node.labels, asked.equal == nullptr, clone(*value)};
}

}  // namespace liaison
