#include <map>
#include <string>
#include <utility>

#include "store/mapping/date_format.h"
#include "store/mapping/read_rules.h"

namespace liaison {
namespace {

Value read_constant(JsonValue value, std::string_view what) {
  switch (value.type()) {
    case JsonType::Null:
      return {};
    case JsonType::False:
    case JsonType::True:
      return Value::boolean(value.type() == JsonType::True);
    case JsonType::Number:
      return read_number(value, what);
    case JsonType::String:
      return Value::string(value.text());
    case JsonType::Array: {
      std::vector<Value> items;
      value.for_each_item([&](JsonValue item) { items.push_back(read_constant(item, what)); });
      return Value::list(std::move(items));
    }
    case JsonType::Key:
    case JsonType::Object:
      break;
  }
  refuse(value, "WrongType", std::string(what) + " is an object, it must be a value");
}

TextType read_type(JsonValue value) {
  return read_word<TextType>(value, "a 'type'",
                             {{"string", TextType::String},
                              {"integer", TextType::Integer},
                              {"float", TextType::Float},
                              {"number", TextType::Number},
                              {"percent", TextType::Percent},
                              {"money", TextType::Money},
                              {"boolean", TextType::Boolean},
                              {"date", TextType::Date},
                              {"time", TextType::Time},
                              {"localtime", TextType::LocalTime},
                              {"localdatetime", TextType::LocalDateTime},
                              {"datetime", TextType::DateTime},
                              {"duration", TextType::Duration}});
}

std::vector<std::string> read_formats(JsonValue value) {
  std::vector<std::string> formats = read_texts(value, "a 'format'");
  for (const std::string& format : formats) {
    if (is_date_format(format)) continue;
    refuse(value, "BadFormat", "'" + format + "' is no format of dates",
           "it has %Y and perhaps %m or %b, %d, %H, %M, %S, each once: %d.%m.%Y");
  }
  return formats;
}

std::map<std::string, Value, std::less<>> read_replaced(JsonValue value) {
  std::map<std::string, Value, std::less<>> replaced;
  require_type(value, JsonType::Object, "'values'");
  value.for_each_member([&](JsonValue text, JsonValue meaning) {
    replaced.emplace(text.text(), read_constant(meaning, "a meaning in 'values'"));
  });
  return replaced;
}

void read_money_parts(JsonValue value, ValueRule& rule) {
  const auto name = [](std::string& into) { return [&](JsonValue text) { into = read_text(text, "a property"); }; };
  read_members(value, "'parts'",
               {{"currency", name(rule.currency)},
                {"year", name(rule.year)},
                {"about", name(rule.about)},
                {"note", name(rule.note)}});
}

}  // namespace

ValueRule read_value_rule(JsonValue value, std::string_view what, std::vector<Member> extra) {
  ValueRule rule;
  if (value.type() == JsonType::String) {
    rule.column = read_text(value, what);
    return rule;
  }
  bool has_constant = false, has_parts = false;
  const std::vector<Member> own{
      {"column", [&](JsonValue text) { rule.column = read_text(text, "'column'"); }},
      {"value",
       [&](JsonValue constant) {
         rule.constant = read_constant(constant, "'value'");
         has_constant = true;
       }},
      {"record", [&](JsonValue flag) { rule.is_record_number = read_boolean(flag, "'record'"); }},
      {"split", [&](JsonValue text) { rule.separator = read_text(text, "'split'"); }},
      {"take",
       [&](JsonValue word) {
         rule.take = read_word<ValueRule::Take>(
             word, "'take'",
             {{"all", ValueRule::Take::All}, {"first", ValueRule::Take::First}, {"only", ValueRule::Take::Only}});
       }},
      {"trim", [&](JsonValue flag) { rule.trims = read_boolean(flag, "'trim'"); }},
      {"absent", [&](JsonValue texts) { rule.absent = read_texts(texts, "'absent'"); }},
      {"values", [&](JsonValue values) { rule.replaced = read_replaced(values); }},
      {"default", [&](JsonValue constant) { rule.otherwise = read_constant(constant, "'default'"); }},
      {"type", [&](JsonValue word) { rule.type = read_type(word); }},
      {"decimal",
       [&](JsonValue word) {
         rule.decimal_comma = read_word<bool>(word, "'decimal'", {{",", true}, {".", false}});
       }},
      {"format", [&](JsonValue formats) { rule.formats = read_formats(formats); }},
      {"earliest", [&](JsonValue date) { rule.earliest = read_date(date, "'earliest'"); }},
      {"latest", [&](JsonValue date) { rule.latest = read_date(date, "'latest'"); }},
      {"bad",
       [&](JsonValue word) {
         rule.bad = read_word<ValueRule::Bad>(word, "'bad'",
                                              {{"error", ValueRule::Bad::Refused}, {"absent", ValueRule::Bad::Absent}});
       }},
      {"parts",
       [&](JsonValue parts) {
         read_money_parts(parts, rule);
         has_parts = true;
       }},
  };
  extra.insert(extra.end(), own.begin(), own.end());
  read_members(value, what, extra);
  const int origins = (rule.column.empty() ? 0 : 1) + (has_constant ? 1 : 0) + (rule.is_record_number ? 1 : 0);
  if (origins != 1) {
    refuse(value, "MissingMember", std::string(what) + " takes one of 'column', 'value' and 'record'");
  }
  const bool is_date = rule.type == TextType::Date;
  if (!rule.formats.empty() && !is_date && rule.type != TextType::LocalDateTime) {
    refuse(value, "WrongType", "'format' is for the types date and localdatetime");
  }
  if ((rule.earliest || rule.latest) && !is_date) refuse(value, "WrongType", "'earliest' and 'latest' are for dates");
  if (has_parts && rule.type != TextType::Money) refuse(value, "WrongType", "'parts' are for the type money");
  return rule;
}

}  // namespace liaison
