#include "cell_value.h"

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

  CellValue parse_all() {
    CellValue value = parse();
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

  CellValue parse() {
    skip_blanks();
    if (at_ == text_.size()) fail();
    switch (text_[at_]) {
      case '\'':
        return string();
      case '[':
        return list_or_relationship();
      case '{': {
        CellValue map;
        map.form = CellValue::Form::Map;
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

  CellValue string() {
    std::string content;
    for (++at_; at_ < text_.size() && text_[at_] != '\''; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size() && (text_[at_ + 1] == '\'' || text_[at_ + 1] == '\\')) ++at_;
      content += text_[at_];
    }
    need("'");
    CellValue value;
    value.scalar = Value::string(content);
    return value;
  }

  CellValue word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && std::string_view(",]}) \n").find(text_[at_]) == std::string_view::npos) ++at_;
    const std::string_view token = text_.substr(begin, at_ - begin);
    CellValue value;
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

  void properties(CellValue& entity) {
    need("{");
    if (take("}")) return;
    do {
      entity.keys.push_back(name());
      need(":");
      entity.values.push_back(parse());
    } while (take(","));
    need("}");
  }

  CellValue list_or_relationship() {
    need("[");
    skip_blanks();
    CellValue value;
    if (at_ < text_.size() && text_[at_] == ':') {
      value.form = CellValue::Form::Relationship;
      need(":");
      value.labels.push_back(name());
      skip_blanks();
      if (at_ < text_.size() && text_[at_] == '{') properties(value);
      need("]");
      return value;
    }
    value.form = CellValue::Form::List;
    if (take("]")) return value;
    do {
      value.items.push_back(parse());
    } while (take(","));
    need("]");
    return value;
  }

  CellValue node() {
    need("(");
    CellValue value;
    value.form = CellValue::Form::Node;
    while (take(":")) value.labels.push_back(name());
    skip_blanks();
    if (at_ < text_.size() && text_[at_] == '{') properties(value);
    need(")");
    return value;
  }

  CellValue path() {
    need("<");
    CellValue value;
    value.form = CellValue::Form::Path;
    value.items.push_back(node());
    while (!take(">")) {
      const bool backwards = take("<-");
      if (!backwards) need("-");
      CellValue relationship = list_or_relationship();
      relationship.walk = backwards ? Walk::Backwards : Walk::Forwards;
      need(backwards ? "-" : "->");
      value.items.push_back(std::move(relationship));
      value.items.push_back(node());
    }
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

bool lists_fit(const std::vector<CellValue>& expected, const std::vector<CellValue>& actual, ListOrder order) {
  if (expected.size() != actual.size()) return false;
  if (order == ListOrder::Matters) {
    for (std::size_t i = 0; i < actual.size(); ++i) {
      if (!fits(expected[i], actual[i], order)) return false;
    }
    return true;
  }
  std::vector<bool> used(actual.size(), false);
  return std::ranges::all_of(expected, [&](const CellValue& wanted) {
    for (std::size_t i = 0; i < actual.size(); ++i) {
      if (used[i] || !fits(wanted, actual[i], order)) continue;
      used[i] = true;
      return true;
    }
    return false;
  });
}

bool entries_fit(const CellValue& expected, const CellValue& actual, ListOrder order) {
  if (expected.keys.size() != actual.keys.size()) return false;
  for (std::size_t i = 0; i < actual.keys.size(); ++i) {
    const auto key = std::ranges::find(expected.keys, actual.keys[i]);
    if (key == expected.keys.end()) return false;
    if (!fits(expected.values[static_cast<std::size_t>(key - expected.keys.begin())], actual.values[i], order)) {
      return false;
    }
  }
  return true;
}

std::string entries_text(const CellValue& cell) {
  std::string text = "{";
  for (std::size_t i = 0; i < cell.keys.size(); ++i) {
    text += (i > 0 ? ", " : "") + cell.keys[i] + ": " + cell_text(cell.values[i]);
  }
  return text + "}";
}

}  // namespace

CellValue parse_cell(std::string_view text) { return Parser(text).parse_all(); }

Value to_value(const CellValue& cell) {
  std::vector<Value> items;
  std::vector<MapEntry> entries;
  switch (cell.form) {
    case CellValue::Form::Scalar:
      return cell.scalar;
    case CellValue::Form::List:
      for (const CellValue& item : cell.items) items.push_back(to_value(item));
      return Value::list(std::move(items));
    case CellValue::Form::Map:
      for (std::size_t i = 0; i < cell.keys.size(); ++i) {
        entries.push_back({cell.keys[i], to_value(cell.values[i])});
      }
      return Value::map(Map(std::move(entries)));
    case CellValue::Form::Node:
    case CellValue::Form::Relationship:
    case CellValue::Form::Path:
      break;
  }
  throw std::runtime_error("an entity has no value apart from a graph");
}

bool fits(const CellValue& expected, const CellValue& actual, ListOrder order) {
  if (expected.form != actual.form) return false;
  switch (expected.form) {
    case CellValue::Form::Scalar:
      return identical(expected.scalar, actual.scalar);
    case CellValue::Form::List:
      return lists_fit(expected.items, actual.items, order);
    case CellValue::Form::Map:
      return entries_fit(expected, actual, order);
    case CellValue::Form::Node:
      return std::ranges::is_permutation(expected.labels, actual.labels) && entries_fit(expected, actual, order);
    case CellValue::Form::Relationship:
      return expected.labels == actual.labels && entries_fit(expected, actual, order) &&
             (expected.walk == actual.walk || expected.walk == Walk::Loop || actual.walk == Walk::Loop);
    case CellValue::Form::Path:
      return lists_fit(expected.items, actual.items, ListOrder::Matters);
  }
  return false;
}

std::string cell_text(const CellValue& cell) {
  std::string text;
  switch (cell.form) {
    case CellValue::Form::Scalar:
      return literal_text(cell.scalar);
    case CellValue::Form::List:
      for (const CellValue& item : cell.items) text += (text.empty() ? "" : ", ") + cell_text(item);
      return "[" + text + "]";
    case CellValue::Form::Map:
      return entries_text(cell);
    case CellValue::Form::Node:
    case CellValue::Form::Relationship:
      for (const std::string& label : cell.labels) text += ":" + label;
      text += entries_text(cell);
      return cell.form == CellValue::Form::Node ? "(" + text + ")" : "[" + text + "]";
    case CellValue::Form::Path:
      for (const CellValue& item : cell.items) {
        text += item.walk == Walk::Backwards ? "<-" + cell_text(item) + "-" : cell_text(item);
      }
      return "<" + text + ">";
  }
  return text;
}

}  // namespace liaison::tck
