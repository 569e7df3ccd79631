#include <algorithm>
#include <functional>
#include <initializer_list>
#include <utility>

#include "store/load/json_items.h"
#include "store/load/read_vocabulary.h"
#include "store/mapping/date_format.h"
#include "store/mapping/mapping.h"
#include "value/date.h"

namespace liaison {
namespace {

struct Member {
  std::string_view name;
  std::function<void(JsonValue)> read;
};

[[noreturn]] void refuse(JsonValue place, std::string detail, std::string message, std::string hint = {}) {
  throw GraphFileFault{std::move(detail), std::move(message), place.before(), std::move(hint)};
}

/// Hands each member of the object to who reads it; others are faults.
void read_members(JsonValue object, std::string_view what, const std::vector<Member>& members) {
  require_type(object, JsonType::Object, what);
  object.for_each_member([&](JsonValue key, JsonValue value) {
    const auto member = std::ranges::find(members, key.text(), &Member::name);
    if (member != members.end()) {
      member->read(value);
      return;
    }
    std::vector<std::string_view> known;
    for (const Member& one : members) known.push_back(one.name);
    refuse(key, "UnknownMember", "'" + std::string(key.text()) + "' is no member of " + std::string(what),
           near_hint(key.text(), known));
  });
}

void require(bool is_there, JsonValue object, std::string_view what, std::string_view member) {
  if (!is_there) refuse(object, "MissingMember", std::string(what) + " has no '" + std::string(member) + "'");
}

void read_list(JsonValue list, std::string_view what, const std::function<void(JsonValue)>& read) {
  require_type(list, JsonType::Array, what);
  list.for_each_item(read);
}

std::string read_text(JsonValue value, std::string_view what) {
  std::string text = read_string(value, what);
  if (text.empty()) refuse(value, "WrongType", std::string(what) + " is empty");
  return text;
}

bool read_boolean(JsonValue value, std::string_view what) {
  if (value.type() != JsonType::True) require_type(value, JsonType::False, what);
  return value.type() == JsonType::True;
}

/// One text, or a list of them. They may be empty.
std::vector<std::string> read_texts(JsonValue value, std::string_view what) {
  std::vector<std::string> texts;
  if (value.type() == JsonType::Array) {
    value.for_each_item([&](JsonValue item) { texts.push_back(read_string(item, what)); });
  } else {
    texts.push_back(read_string(value, what));
  }
  return texts;
}

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

/// One of the words that a member may be.
template <class Meaning>
Meaning read_word(JsonValue value, std::string_view what,
                  std::initializer_list<std::pair<std::string_view, Meaning>> words) {
  const std::string word = read_string(value, what);
  const auto found = std::ranges::find(words, std::string_view(word), &std::pair<std::string_view, Meaning>::first);
  if (found != words.end()) return found->second;
  std::vector<std::string_view> known;
  std::string all;
  for (const auto& [name, meaning] : words) {
    known.push_back(name);
    all += (all.empty() ? "" : ", ") + std::string(name);
  }
  const std::string hint = near_hint(word, known);
  refuse(value, "UnknownWord", std::string(what) + " is '" + word + "'", hint.empty() ? "it may be " + all : hint);
}

// ---- Conditions -----------------------------------------------------------------------------------------------------

/// The reader's depth limit bounds the recursion.
Condition read_condition(JsonValue value) {
  Condition condition;
  int tests = 0;
  bool has_parts = false;
  const auto texts = [&](Condition::Test test) {
    return [&, test](JsonValue content) {
      condition.test = test;
      condition.texts = read_texts(content, "a text of a condition");
      ++tests;
    };
  };
  const auto parts = [&](Condition::Test test) {
    return [&, test](JsonValue content) {
      condition.test = test;
      if (test == Condition::Test::Not) {
        condition.parts.push_back(read_condition(content));
      } else {
        read_list(content, "a list of conditions",
                  [&](JsonValue item) { condition.parts.push_back(read_condition(item)); });
      }
      ++tests;
      has_parts = true;
    };
  };
  bool is_negated = false;
  read_members(value, "a condition",
               {{"column", [&](JsonValue text) { condition.column = read_text(text, "'column'"); }},
                {"is", texts(Condition::Test::Is)},
                {"begins_with", texts(Condition::Test::BeginsWith)},
                {"ends_with", texts(Condition::Test::EndsWith)},
                {"contains", texts(Condition::Test::Contains)},
                {"empty",
                 [&](JsonValue flag) {
                   condition.test = Condition::Test::Empty;
                   is_negated = !read_boolean(flag, "'empty'");
                   ++tests;
                 }},
                {"not", parts(Condition::Test::Not)},
                {"all", parts(Condition::Test::All)},
                {"any", parts(Condition::Test::Any)}});
  if (tests != 1 || condition.column.empty() != has_parts) {
    refuse(value, "MissingMember", "a condition is a 'column' and one test, or one of 'not', 'all' and 'any'",
           R"({"column": "kind", "is": "company"}; tests are is, begins_with, ends_with, contains and empty)");
  }
  if (condition.column == "*" && condition.test == Condition::Test::Empty) {
    refuse(value, "WrongType", "'empty' looks at one column, not at \"*\"");
  }
  if (!is_negated) return condition;
  Condition negated;
  negated.test = Condition::Test::Not;
  negated.parts.push_back(std::move(condition));
  return negated;
}

// ---- Values ---------------------------------------------------------------------------------------------------------

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

/// What all columns may have. `extra`: members that belong to the object besides.
ValueRule read_value_rule(JsonValue value, std::string_view what, std::vector<Member> extra = {}) {
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

std::vector<PropertyRule> read_properties(JsonValue value, std::string_view of) {
  std::vector<PropertyRule> rules;
  require_type(value, JsonType::Object, "'properties'");
  value.for_each_member([&](JsonValue key, JsonValue content) {
    PropertyRule rule;
    rule.name = key.text();
    if (rule.name.empty()) refuse(key, "WrongType", "a property's name is empty");
    const std::string what = "the property '" + rule.name + "' of " + std::string(of);
    rule.value = read_value_rule(content, what,
                                 {{"when", [&](JsonValue condition) { rule.when = read_condition(condition); }},
                                  {"collect", [&](JsonValue flag) { rule.collects = read_boolean(flag, "'collect'"); }},
                                  {"except", [&](JsonValue name) { rule.except = read_text(name, "'except'"); }}});
    if (!rule.except.empty() && !rule.collects) refuse(content, "MissingMember", "'except' stands beside 'collect'");
    if (rule.collects && (rule.value.column.empty() || of != "a node")) {
      refuse(content, "WrongType", "'collect' is for columns of nodes");
    }
    rules.push_back(std::move(rule));
  });
  return rules;
}

/// A text that is the same everywhere, or an object with a column.
TextRule read_text_rule(JsonValue value, std::string_view what) {
  TextRule rule;
  if (value.type() == JsonType::String) {
    rule.constant = read_text(value, what);
  } else {
    rule.column = read_value_rule(value, what);
    if (rule.column->column.empty()) refuse(value, "MissingMember", std::string(what) + " has no 'column'");
  }
  return rule;
}

IdRule read_id(JsonValue value, std::string_view what, std::vector<Member> extra = {}) {
  IdRule rule;
  extra.push_back({"space", [&](JsonValue text) { rule.space = read_string(text, "'space'"); }});
  rule.value = read_value_rule(value, what, std::move(extra));
  if (rule.value.column.empty()) refuse(value, "MissingMember", std::string(what) + " has no 'column'");
  return rule;
}

// ---- Rules ----------------------------------------------------------------------------------------------------------

NodeRule::Expected read_expected(JsonValue value) {
  return read_word<NodeRule::Expected>(
      value, "'expect'",
      {{"new", NodeRule::Expected::New}, {"known", NodeRule::Expected::Known}, {"any", NodeRule::Expected::Any}});
}

EndRule::Unknown read_unknown(JsonValue value) {
  return read_word<EndRule::Unknown>(value, "'unknown'",
                                     {{"error", EndRule::Unknown::Refused}, {"skip", EndRule::Unknown::LeftOut}});
}

NodeRule read_node_rule(JsonValue value) {
  NodeRule rule;
  read_members(value, "a node",
               {{"when", [&](JsonValue condition) { rule.when = read_condition(condition); }},
                {"id",
                 [&](JsonValue id) {
                   if (id.type() == JsonType::Array) {
                     id.for_each_item([&](JsonValue item) { rule.ids.push_back(read_id(item, "an id of a node")); });
                   } else {
                     rule.ids.push_back(read_id(id, "the id of a node"));
                   }
                 }},
                {"keep_id", [&](JsonValue flag) { rule.keeps_id = read_boolean(flag, "'keep_id'"); }},
                {"labels",
                 [&](JsonValue labels) {
                   read_list(labels, "'labels'",
                             [&](JsonValue label) { rule.labels.push_back(read_text_rule(label, "a label")); });
                 }},
                {"properties", [&](JsonValue content) { rule.properties = read_properties(content, "a node"); }},
                {"expect", [&](JsonValue word) { rule.expected = read_expected(word); }}});
  require(!rule.ids.empty(), value, "a node", "id");
  // What the mapping itself calls `id` is the property.
  const auto is_id = [](const PropertyRule& property) { return property.name == "id"; };
  if (std::ranges::any_of(rule.properties, is_id)) rule.keeps_id = false;
  return rule;
}

EndRule read_end(JsonValue value, std::string_view what) {
  EndRule rule;
  rule.id = read_id(value, what, {{"unknown", [&](JsonValue word) { rule.unknown = read_unknown(word); }}});
  return rule;
}

RelationshipRule read_relationship_rule(JsonValue value) {
  RelationshipRule rule;
  bool has_type = false, has_from = false, has_to = false;
  read_members(
      value, "a relationship",
      {{"when", [&](JsonValue condition) { rule.when = read_condition(condition); }},
       {"type",
        [&](JsonValue type) {
          rule.type = read_text_rule(type, "the type of a relationship");
          has_type = true;
        }},
       {"from",
        [&](JsonValue end) {
          rule.from = read_end(end, "'from'");
          has_from = true;
        }},
       {"to",
        [&](JsonValue end) {
          rule.to = read_end(end, "'to'");
          has_to = true;
        }},
       {"properties", [&](JsonValue content) { rule.properties = read_properties(content, "a relationship"); }}});
  require(has_type, value, "a relationship", "type");
  require(has_from, value, "a relationship", "from");
  require(has_to, value, "a relationship", "to");
  return rule;
}

SkipRule read_skip_rule(JsonValue value) {
  SkipRule rule;
  bool has_when = false;
  read_members(value, "a skip rule",
               {{"when",
                 [&](JsonValue condition) {
                   rule.when = read_condition(condition);
                   has_when = true;
                 }},
                {"reason", [&](JsonValue text) { rule.reason = read_text(text, "'reason'"); }}});
  require(has_when, value, "a skip rule", "when");
  require(!rule.reason.empty(), value, "a skip rule", "reason");
  return rule;
}

void read_entity_rules(JsonValue value, EntityRules& rules) {
  read_members(value, "'entities'",
               {{"as",
                 [&](JsonValue schemas) {
                   require_type(schemas, JsonType::Object, "'as'");
                   schemas.for_each_member([&](JsonValue schema, JsonValue word) {
                     rules.as.emplace(schema.text(),
                                      read_word<EntityRules::As>(word, "what a schema is read as",
                                                                 {{"node", EntityRules::As::Node},
                                                                  {"relationship", EntityRules::As::Relationship}}));
                   });
                 }},
                {"rename",
                 [&](JsonValue names) {
                   require_type(names, JsonType::Object, "'rename'");
                   names.for_each_member([&](JsonValue name, JsonValue other) {
                     rules.renamed.emplace(name.text(), read_text(other, "a name in 'rename'"));
                   });
                 }},
                {"unknown", [&](JsonValue word) { rules.unknown = read_unknown(word); }},
                {"expect", [&](JsonValue word) { rules.expected = read_expected(word); }}});
}

FileRule::Format read_format(JsonValue value) {
  return read_word<FileRule::Format>(value, "'format'",
                                     {{"csv", FileRule::Format::Csv},
                                      {"json", FileRule::Format::Json},
                                      {"jsonl", FileRule::Format::JsonLines},
                                      {"followthemoney", FileRule::Format::FollowTheMoney}});
}

char read_separator(JsonValue value) {
  const std::string text = read_string(value, "'separator'");
  const bool is_fit = text.size() == 1 && text != "\"" && text != "\n" && text != "\r";
  if (!is_fit) refuse(value, "WrongType", "'separator' is one ASCII character, not a quote or a line's end");
  return text.front();
}

FileRule read_file_rule(JsonValue value) {
  FileRule rule;
  bool has_separator = false, has_rules = false, has_entities = false;
  read_members(value, "a file",
               {{"file", [&](JsonValue name) { rule.file = read_text(name, "'file'"); }},
                {"format", [&](JsonValue format) { rule.format = read_format(format); }},
                {"separator",
                 [&](JsonValue text) {
                   rule.separator = read_separator(text);
                   has_separator = true;
                 }},
                {"records", [&](JsonValue member) { rule.records = read_text(member, "'records'"); }},
                {"skip",
                 [&](JsonValue rules) {
                   read_list(rules, "'skip'", [&](JsonValue item) { rule.skips.push_back(read_skip_rule(item)); });
                   has_rules = true;
                 }},
                {"nodes",
                 [&](JsonValue rules) {
                   read_list(rules, "'nodes'", [&](JsonValue item) { rule.nodes.push_back(read_node_rule(item)); });
                   has_rules = true;
                 }},
                {"relationships",
                 [&](JsonValue rules) {
                   read_list(rules, "'relationships'",
                             [&](JsonValue item) { rule.relationships.push_back(read_relationship_rule(item)); });
                   has_rules = true;
                 }},
                {"entities", [&](JsonValue rules) {
                   read_entity_rules(rules, rule.entities);
                   has_entities = true;
                 }}});
  require(!rule.file.empty(), value, "a file", "file");
  const bool is_entities = rule.format == FileRule::Format::FollowTheMoney;
  if (is_entities ? has_rules : has_entities) {
    refuse(value, "WrongType",
           is_entities ? "entities of FollowTheMoney take no rules but 'entities'"
                       : "'entities' is for the format followthemoney");
  }
  if (has_separator && rule.format != FileRule::Format::Csv) {
    refuse(value, "WrongType", "'separator' is for the format csv");
  }
  if (!rule.records.empty() && rule.format != FileRule::Format::Json) {
    refuse(value, "WrongType", "'records' is for the format json");
  }
  return rule;
}

Mapping mapping_of(JsonValue value) {
  Mapping mapping;
  read_members(value, "a mapping",
               {{"graph", [&](JsonValue info) { read_graph_info(info, mapping.info); }},
                {"vocabulary", [&](JsonValue words) { read_vocabulary(words, mapping.vocabulary); }},
                {"files", [&](JsonValue files) {
                   read_list(files, "'files'", [&](JsonValue file) { mapping.files.push_back(read_file_rule(file)); });
                 }}});
  require(!mapping.files.empty(), value, "a mapping", "files");
  return mapping;
}

}  // namespace

Mapping read_mapping(const std::filesystem::path& file) {
  std::optional<Mapping> mapping;
  JsonItems items(file, JsonItems::Form::Lines);
  items.for_each([&] {
    if (mapping) refuse(items.item(), "NotJson", "there is text behind the mapping");
    mapping = mapping_of(items.item());
  });
  if (!mapping) throw items.error({"NotJson", "the file is empty", 0});
  return std::move(*mapping);
}

}  // namespace liaison
