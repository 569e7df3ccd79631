#include <algorithm>
#include <optional>
#include <utility>

#include "store/load/json_items.h"
#include "store/load/read_vocabulary.h"
#include "store/mapping/mapping.h"
#include "store/mapping/read_rules.h"

namespace liaison {
namespace {

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

ExpectedNode read_expected(JsonValue value) {
  return read_word<ExpectedNode>(
      value, "'expect'", {{"new", ExpectedNode::New}, {"known", ExpectedNode::Known}, {"any", ExpectedNode::Any}});
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
  require_member(!rule.ids.empty(), value, "a node", "id");
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
  require_member(has_type, value, "a relationship", "type");
  require_member(has_from, value, "a relationship", "from");
  require_member(has_to, value, "a relationship", "to");
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
  require_member(has_when, value, "a skip rule", "when");
  require_member(!rule.reason.empty(), value, "a skip rule", "reason");
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
  require_member(!rule.file.empty(), value, "a file", "file");
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
  require_member(!mapping.files.empty(), value, "a mapping", "files");
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
