#include "expected_value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

#include "value/equality.h"
#include "value/text.h"

namespace liaison::tck {
namespace {

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  ExpectedValue parse_all() {
    ExpectedValue value = parse();
    skip_blanks();
    if (at_ != text_.size()) fail();
    return value;
  }

 private:
  [[noreturn]] void fail() const { throw std::runtime_error("no value of the TCK's: " + std::string(text_)); }

  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  }
  bool take(std::string_view wanted) {
    skip_blanks();
    if (!text_.substr(at_).starts_with(wanted)) return false;
    at_ += wanted.size();
    return true;
  }
  void need(std::string_view wanted) {
    if (!take(wanted)) fail();
  }

  std::string name() {
    skip_blanks();
    if (at_ < text_.size() && text_[at_] == '`') {
      const std::size_t end = text_.find('`', at_ + 1);
      if (end == std::string_view::npos) fail();
      std::string quoted(text_.substr(at_ + 1, end - at_ - 1));
      at_ = end + 1;
      return quoted;
    }
    const std::size_t begin = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '_' ||
                                  static_cast<unsigned char>(text_[at_]) >= 0x80)) {
      ++at_;
    }
    if (begin == at_) fail();
    return std::string(text_.substr(begin, at_ - begin));
  }

  ExpectedValue parse() {
    skip_blanks();
    if (at_ == text_.size()) fail();
    switch (text_[at_]) {
      case '\'':
        return string();
      case '[':
        return list_or_relationship();
      case '{': {
        ExpectedValue map;
        map.form = ExpectedValue::Form::Map;
        properties(map);
        return map;
      }
      case '(':
        return node();
      case '<':
        return path();
      default:
        return word();
    }
  }

  ExpectedValue string() {
    std::string content;
    for (++at_; at_ < text_.size() && text_[at_] != '\''; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size() && (text_[at_ + 1] == '\'' || text_[at_ + 1] == '\\')) ++at_;
      content += text_[at_];
    }
    need("'");
    ExpectedValue value;
    value.scalar = Value::string(content);
    return value;
  }

  ExpectedValue word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && std::string_view(",]}) \n").find(text_[at_]) == std::string_view::npos) ++at_;
    const std::string_view token = text_.substr(begin, at_ - begin);
    ExpectedValue value;
    if (token == "null") return value;
    if (token == "true" || token == "false") {
      value.scalar = Value::boolean(token == "true");
    } else if (token == "NaN") {
      value.scalar = Value::floating(std::numeric_limits<double>::quiet_NaN());
    } else if (token == "Inf" || token == "-Inf") {
      const double infinity = std::numeric_limits<double>::infinity();
      value.scalar = Value::floating(token == "Inf" ? infinity : -infinity);
    } else if (token.find_first_of(".eE") != std::string_view::npos) {
      double number = 0;
      if (std::from_chars(token.data(), token.data() + token.size(), number).ptr != token.data() + token.size()) fail();
      value.scalar = Value::floating(number);
    } else {
      std::int64_t number = 0;
      if (std::from_chars(token.data(), token.data() + token.size(), number).ptr != token.data() + token.size()) fail();
      value.scalar = Value::integer(number);
    }
    return value;
  }

  void properties(ExpectedValue& entity) {
    need("{");
    if (take("}")) return;
    do {
      entity.keys.push_back(name());
      need(":");
      entity.values.push_back(parse());
    } while (take(","));
    need("}");
  }

  ExpectedValue list_or_relationship() {
    need("[");
    skip_blanks();
    ExpectedValue value;
    if (at_ < text_.size() && text_[at_] == ':') {
      value.form = ExpectedValue::Form::Relationship;
      need(":");
      value.labels.push_back(name());
      skip_blanks();
      if (at_ < text_.size() && text_[at_] == '{') properties(value);
      need("]");
      return value;
    }
    value.form = ExpectedValue::Form::List;
    if (take("]")) return value;
    do {
      value.items.push_back(parse());
    } while (take(","));
    need("]");
    return value;
  }

  ExpectedValue node() {
    need("(");
    ExpectedValue value;
    value.form = ExpectedValue::Form::Node;
    while (take(":")) value.labels.push_back(name());
    skip_blanks();
    if (at_ < text_.size() && text_[at_] == '{') properties(value);
    need(")");
    return value;
  }

  ExpectedValue path() {
    need("<");
    ExpectedValue value;
    value.form = ExpectedValue::Form::Path;
    value.items.push_back(node());
    while (!take(">")) {
      const bool backwards = take("<-");
      if (!backwards) need("-");
      ExpectedValue relationship = list_or_relationship();
      relationship.forwards = !backwards;
      need(backwards ? "-" : "->");
      value.items.push_back(std::move(relationship));
      value.items.push_back(node());
    }
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

using Properties = std::vector<MapEntry>;

bool properties_match(const ExpectedValue& expected, const Properties& actual, const GraphView& view, ListOrder order) {
  if (expected.keys.size() != actual.size()) return false;
  for (const MapEntry& entry : actual) {
    const auto key = std::ranges::find(expected.keys, entry.key);
    if (key == expected.keys.end()) return false;
    if (!matches(expected.values[static_cast<std::size_t>(key - expected.keys.begin())], entry.value, view, order)) {
      return false;
    }
  }
  return true;
}

template <class Entity>
Properties properties_of(const GraphView& view, Entity entity) {
  Properties properties;
  view.for_each_property(entity, [&](PropertyKey key, const Value& value) {
    properties.push_back({view.catalog().property_keys.name(key), value});
  });
  return properties;
}

bool node_matches(const ExpectedValue& expected, NodeId node, const GraphView& view, ListOrder order) {
  if (!view.has_node(node)) return expected.labels.empty() && expected.keys.empty();
  std::vector<std::string> labels;
  for (LabelId label : view.catalog().shapes[view.shape_of(node)].labels) {
    labels.push_back(view.catalog().labels.name(label));
  }
  std::vector<std::string> wanted = expected.labels;
  std::ranges::sort(labels);
  std::ranges::sort(wanted);
  return labels == wanted && properties_match(expected, properties_of(view, node), view, order);
}

bool relationship_matches(const ExpectedValue& expected, RelationshipId relationship, const GraphView& view,
                          ListOrder order) {
  if (view.catalog().types.name(relationship.type) != expected.labels.front()) return false;
  if (!view.has_relationship(relationship)) return expected.keys.empty();
  return properties_match(expected, properties_of(view, relationship), view, order);
}

bool path_matches(const ExpectedValue& expected, const Value& path, const GraphView& view, ListOrder order) {
  const auto nodes = path.path_nodes();
  const auto relationships = path.path_relationships();
  if (expected.items.size() != nodes.size() + relationships.size()) return false;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!node_matches(expected.items[2 * i], nodes[i], view, order)) return false;
  }
  for (std::size_t i = 0; i < relationships.size(); ++i) {
    const ExpectedValue& wanted = expected.items[2 * i + 1];
    if (!relationship_matches(wanted, relationships[i], view, order)) return false;
    const EndPoints ends = view.end_points(relationships[i]);
    if (ends.start == ends.end) continue;
    if ((ends.start == nodes[i]) != wanted.forwards) return false;
  }
  return true;
}

bool lists_match(const std::vector<ExpectedValue>& expected, std::span<const Value> actual, const GraphView& view,
                 ListOrder order) {
  if (expected.size() != actual.size()) return false;
  if (order == ListOrder::Matters) {
    for (std::size_t i = 0; i < actual.size(); ++i) {
      if (!matches(expected[i], actual[i], view, order)) return false;
    }
    return true;
  }
  std::vector<bool> used(actual.size(), false);
  return std::ranges::all_of(expected, [&](const ExpectedValue& wanted) {
    for (std::size_t i = 0; i < actual.size(); ++i) {
      if (used[i] || !matches(wanted, actual[i], view, order)) continue;
      used[i] = true;
      return true;
    }
    return false;
  });
}

}  // namespace

ExpectedValue parse_expected(std::string_view text) { return Parser(text).parse_all(); }

Value to_value(const ExpectedValue& expected) {
  std::vector<Value> items;
  std::vector<MapEntry> entries;
  switch (expected.form) {
    case ExpectedValue::Form::Scalar:
      return expected.scalar;
    case ExpectedValue::Form::List:
      for (const ExpectedValue& item : expected.items) items.push_back(to_value(item));
      return Value::list(std::move(items));
    case ExpectedValue::Form::Map:
      for (std::size_t i = 0; i < expected.keys.size(); ++i) {
        entries.push_back({expected.keys[i], to_value(expected.values[i])});
      }
      return Value::map(Map(std::move(entries)));
    case ExpectedValue::Form::Node:
    case ExpectedValue::Form::Relationship:
    case ExpectedValue::Form::Path:
      break;
  }
  throw std::runtime_error("an entity has no value apart from a graph");
}

bool matches(const ExpectedValue& expected, const Value& actual, const GraphView& view, ListOrder order) {
  switch (expected.form) {
    case ExpectedValue::Form::Scalar:
      if (actual.kind() == Kind::Date && expected.scalar.kind() == Kind::String) {
        return scalar_text(actual) == expected.scalar.as_string();
      }
      return identical(expected.scalar, actual);
    case ExpectedValue::Form::List:
      return actual.kind() == Kind::List && lists_match(expected.items, actual.as_list(), view, order);
    case ExpectedValue::Form::Map: {
      if (actual.kind() != Kind::Map) return false;
      const auto entries = actual.as_map().entries();
      return properties_match(expected, {entries.begin(), entries.end()}, view, order);
    }
    case ExpectedValue::Form::Node:
      return actual.kind() == Kind::Node && node_matches(expected, actual.as_node(), view, order);
    case ExpectedValue::Form::Relationship:
      return actual.kind() == Kind::Relationship &&
             relationship_matches(expected, actual.as_relationship(), view, order);
    case ExpectedValue::Form::Path:
      return actual.kind() == Kind::Path && path_matches(expected, actual, view, order);
  }
  return false;
}

}  // namespace liaison::tck
