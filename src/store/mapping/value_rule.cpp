#include "store/mapping/value_rule.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/assert.h"
#include "store/mapping/date_format.h"
#include "store/mapping/decimal_text.h"
#include "store/mapping/money_text.h"
#include "value/date.h"
#include "value/parse_temporal.h"
#include "value/text.h"

namespace liaison {
namespace {

[[noreturn]] void refuse(const ValueRule& rule, std::string_view text, std::string_view wanted, std::string hint = {}) {
  throw RecordFault{"'" + rule.column + "' is " + quoted(text) + ", which is no " + std::string(wanted),
                    std::move(hint)};
}

std::string_view trimmed(std::string_view text) {
  static constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

Value number_of(const ValueRule& rule, std::string_view text) {
  std::string_view rest = trimmed(text);
  const bool is_written_whole = rest.find_first_of(rule.decimal_comma ? ",eE" : ".eE") == std::string_view::npos;
  const std::optional<Decimal> number = take_decimal(rest, rule.decimal_comma);
  if (rule.type == TextType::Percent && number && rest.find_first_not_of(' ') != std::string_view::npos) {
    rest.remove_prefix(rest.find_first_not_of(' '));
    if (rest == "%") rest = {};
  }
  if (!number || !rest.empty()) {
    refuse(rule, text, rule.type == TextType::Percent ? "percentage" : "number",
           rule.decimal_comma ? "numbers are written 1.234,5 here: \"decimal\": \",\""
                              : "numbers are written 1,234.5; \"decimal\": \",\" reads 1.234,5");
  }
  const bool is_float = rule.type == TextType::Float || (rule.type == TextType::Number && !is_written_whole);
  if (is_float) {
    if (const std::optional<double> nearest = nearest_float(*number)) return Value::floating(*nearest);
  } else if (const std::optional<Value> exact = exact_value(*number)) {
    if (rule.type != TextType::Integer || exact->kind() == Kind::Integer) return *exact;
    refuse(rule, text, "whole number");
  }
  throw RecordFault{"'" + rule.column + "' is " + quoted(text) + ", which has more digits than are kept",
                    "whole numbers have at most 19 digits, others 15; \"type\": \"float\" takes the nearest"};
}

Value boolean_of(const ValueRule& rule, std::string_view text) {
  const std::string word = lower_case(trimmed(text));
  if (word == "true" || word == "yes" || word == "1") return Value::boolean(true);
  if (word == "false" || word == "no" || word == "0") return Value::boolean(false);
  refuse(rule, text, "Boolean", "true, yes, 1, false, no and 0 are; \"values\" translates other words");
}

/// 2023, 2023-06, 2023-06-01: ISO 8601 has other forms, which read numbers as dates.
std::optional<Value> plain_date(std::string_view text) {
  static constexpr std::array<std::pair<std::size_t, std::string_view>, 3> forms{
      {{10, "%Y-%m-%d"}, {7, "%Y-%m"}, {4, "%Y"}}};
  const auto form = std::ranges::find(forms, text.size(), &std::pair<std::size_t, std::string_view>::first);
  return form == forms.end() ? std::nullopt : parse_by_format(text, form->second);
}

Kind kind_of(TextType type) {
  switch (type) {
    case TextType::Date:
      return Kind::Date;
    case TextType::Time:
      return Kind::Time;
    case TextType::LocalTime:
      return Kind::LocalTime;
    case TextType::LocalDateTime:
      return Kind::LocalDateTime;
    case TextType::DateTime:
      return Kind::DateTime;
    case TextType::Duration:
      return Kind::Duration;
    case TextType::Plain:
    case TextType::String:
    case TextType::Integer:
    case TextType::Float:
    case TextType::Number:
    case TextType::Percent:
    case TextType::Money:
    case TextType::Boolean:
      break;
  }
  LIAISON_ASSERT(false && "a temporal type");
}

std::optional<Value> formatted(const ValueRule& rule, std::string_view text) {
  for (const std::string& format : rule.formats) {
    std::optional<Value> read = parse_by_format(text, format);
    if (!read) continue;
    const bool has_time = read->kind() == Kind::LocalDateTime;
    if (rule.type == TextType::Date && has_time) {
      constexpr std::int64_t seconds_of_day = 86'400;
      const std::int64_t seconds = read->as_local_date_time().seconds;
      const std::int64_t days = seconds / seconds_of_day - (seconds % seconds_of_day < 0 ? 1 : 0);
      return Value::date({.days = days});
    }
    if (rule.type == TextType::LocalDateTime && !has_time) {
      return Value::local_date_time({.seconds = read->as_date().days * 86'400});
    }
    return read;
  }
  return std::nullopt;
}

Value temporal_of(const ValueRule& rule, std::string_view whole_text) {
  const std::string_view text = trimmed(whole_text);
  const Kind kind = kind_of(rule.type);
  std::string fault;
  std::optional<Value> read;
  if (!rule.formats.empty()) {
    read = formatted(rule, text);
  } else {
    read = kind == Kind::Date ? plain_date(text) : parse_temporal(kind, text, fault);
  }
  if (!read) {
    refuse(rule, whole_text, to_string(kind),
           !rule.formats.empty() ? "it must be of one of its \"formats\""
                                 : "\"format\": \"%d.%m.%Y\" and the like read other forms");
  }
  if (kind == Kind::Date) {
    const std::int64_t days = read->as_date().days;
    if ((rule.earliest && days < rule.earliest->days) || (rule.latest && days > rule.latest->days)) {
      throw RecordFault{"'" + rule.column + "' is " + quoted(whole_text) + ", outside of what the mapping allows"};
    }
  }
  return *read;
}

/// A value that needs no other property.
Value single_value(const ValueRule& rule, FieldValue field) {
  switch (rule.type) {
    case TextType::Plain:
      if (field.type == JsonType::True || field.type == JsonType::False) return Value::boolean(field.text == "true");
      if (field.type != JsonType::Number) return Value::string(field.text);
      break;
    case TextType::String:
      return Value::string(field.text);
    case TextType::Boolean:
      return boolean_of(rule, field.text);
    case TextType::Integer:
    case TextType::Float:
    case TextType::Number:
    case TextType::Percent:
      return number_of(rule, field.text);
    case TextType::Date:
    case TextType::Time:
    case TextType::LocalTime:
    case TextType::LocalDateTime:
    case TextType::DateTime:
    case TextType::Duration:
      return temporal_of(rule, field.text);
    case TextType::Money:
      LIAISON_ASSERT(false && "money may take several properties");
  }
  // A JSON number: it keeps the kind that it is written with.
  std::string_view rest = field.text;
  const bool is_written_whole = rest.find_first_of(".eE") == std::string_view::npos;
  const std::optional<Decimal> number = take_decimal(rest, false);
  if (number && is_written_whole) {
    if (const std::optional<Value> exact = exact_value(*number)) return *exact;
  } else if (number) {
    if (const std::optional<double> nearest = nearest_float(*number)) return Value::floating(*nearest);
  }
  throw RecordFault{"'" + rule.column + "' is " + std::string(field.text) + ", which is beyond the numbers"};
}

void add_money(const ValueRule& rule, std::string_view name, std::string_view text, std::vector<NamedValue>& out) {
  const std::optional<MoneyText> money = parse_money(text, rule.decimal_comma);
  if (!money)
    refuse(rule, text, "amount of money", "$1.4 billion (2019), about EUR 3m, over £70,000 and 113969.15 are");
  const std::string property(name);
  out.push_back({property, money->amount});
  out.push_back({property + "_min", money->minimum});
  out.push_back({property + "_max", money->maximum});
  if (!rule.currency.empty() && !money->currency.empty()) {
    out.push_back({rule.currency, Value::string(money->currency)});
  }
  if (!rule.year.empty() && money->year) out.push_back({rule.year, Value::integer(*money->year)});
  if (!rule.about.empty() && money->is_about) out.push_back({rule.about, Value::boolean(true)});
  if (!rule.note.empty() && !money->note.empty()) out.push_back({rule.note, Value::string(money->note)});
}

/// The texts of a field after splitting, trimming, and leaving out those that say nothing.
Field prepared(const ValueRule& rule, const Record& record) {
  Field field = record.field(rule.column);
  if (!rule.separator.empty()) {
    Field parts;
    parts.is_list = true;
    for (const FieldValue& value : field.values) {
      std::string_view rest = value.text;
      while (true) {
        const std::size_t end = rest.find(rule.separator);
        parts.values.push_back({.text = rest.substr(0, end)});
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + rule.separator.size());
      }
    }
    field = std::move(parts);
  }
  for (FieldValue& value : field.values) {
    if (rule.trims || !rule.separator.empty()) value.text = trimmed(value.text);
  }
  std::erase_if(field.values, [&](const FieldValue& value) {
    return value.text.empty() || std::ranges::find(rule.absent, value.text) != rule.absent.end();
  });
  if (field.is_list && rule.take != ValueRule::Take::All) {
    if (rule.take == ValueRule::Take::Only && field.values.size() > 1) {
      throw RecordFault{"'" + rule.column + "' has " + std::to_string(field.values.size()) +
                        " values, and the mapping takes only one"};
    }
    field.is_list = false;
    field.values.resize(std::min<std::size_t>(field.values.size(), 1));
  }
  return field;
}

void add_read_values(const ValueRule& rule, std::string_view name, const Record& record, std::vector<NamedValue>& out) {
  const Field field = prepared(rule, record);
  if (rule.type == TextType::Money) {
    if (field.values.size() > 1) throw RecordFault{"'" + rule.column + "' has several amounts of money"};
    for (const FieldValue& value : field.values) {
      const auto replaced = rule.replaced.find(value.text);
      if (replaced != rule.replaced.end()) {
        out.push_back({std::string(name), replaced->second});
      } else {
        add_money(rule, name, value.text, out);
      }
    }
    return;
  }
  std::vector<Value> values;
  for (const FieldValue& value : field.values) {
    const auto replaced = rule.replaced.find(value.text);
    Value read = replaced != rule.replaced.end() ? replaced->second : single_value(rule, value);
    if (!read.is_null()) values.push_back(std::move(read));
  }
  if (values.empty()) return;
  out.push_back({std::string(name), field.is_list ? Value::list(std::move(values)) : std::move(values.front())});
}

}  // namespace

void add_values(const ValueRule& rule, std::string_view name, const Record& record, std::vector<NamedValue>& out) {
  const std::size_t before = out.size();
  if (rule.is_record_number) {
    out.push_back({std::string(name), Value::integer(static_cast<std::int64_t>(record.number()))});
  } else if (rule.column.empty()) {
    out.push_back({std::string(name), rule.constant});
  } else {
    try {
      add_read_values(rule, name, record, out);
    } catch (const RecordFault&) {
      if (rule.bad == ValueRule::Bad::Refused) throw;
      out.resize(before);
    }
  }
  out.erase(std::remove_if(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(),
                           [](const NamedValue& named) { return named.value.is_null(); }),
            out.end());
  if (out.size() == before && !rule.otherwise.is_null()) out.push_back({std::string(name), rule.otherwise});
}

std::vector<std::string> texts_of(const ValueRule& rule, const Record& record) {
  std::vector<std::string> texts;
  for (const FieldValue& value : prepared(rule, record).values) {
    const auto replaced = rule.replaced.find(value.text);
    if (replaced == rule.replaced.end()) {
      texts.emplace_back(value.text);
    } else if (!replaced->second.is_null()) {
      texts.push_back(scalar_text(replaced->second));
    }
  }
  if (texts.empty() && !rule.otherwise.is_null()) texts.push_back(scalar_text(rule.otherwise));
  return texts;
}

}  // namespace liaison
