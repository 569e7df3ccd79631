#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "store/mapping/record_facts.h"

// FollowTheMoney 3 (https://followthemoney.tech): what its schemas say of ends, references and types of properties.

namespace liaison {
namespace {

struct EdgeSchema {
  std::string_view name, from, to;
  bool has_amount = false;
};

constexpr std::array<EdgeSchema, 16> edge_schemas{{
    {"Associate", "person", "associate"},
    {"ContractAward", "contract", "supplier", true},
    {"CourtCaseParty", "party", "case"},
    {"Debt", "debtor", "creditor", true},
    {"Directorship", "director", "organization"},
    {"Documentation", "document", "entity"},
    {"Employment", "employee", "employer"},
    {"Family", "person", "relative"},
    {"Membership", "member", "organization"},
    {"Occupancy", "holder", "post"},
    {"Ownership", "owner", "asset"},
    {"Payment", "payer", "beneficiary", true},
    {"ProjectParticipant", "participant", "project"},
    {"Representation", "agent", "client"},
    {"Succession", "predecessor", "successor"},
    {"UnknownLink", "subject", "object"},
}};

/// Properties that refer to entities, whatever the schema. Some names refer in one schema and are texts in others:
/// those are looked up with their schema below.
constexpr std::array<std::string_view, 66> references{"addressEntity",  "agent",
                                                      "ancestors",      "asset",
                                                      "associate",      "authority",
                                                      "bank",           "bankAccount",
                                                      "bankForeign",    "bankRub",
                                                      "beneficiary",    "beneficiaryAccount",
                                                      "callForTenders", "caller",
                                                      "candidate",      "case",
                                                      "client",         "contract",
                                                      "contractHolder", "creditor",
                                                      "debtor",         "declarant",
                                                      "director",       "document",
                                                      "emitters",       "employee",
                                                      "employer",       "endLocation",
                                                      "entity",         "holder",
                                                      "inReplyToEmail", "inReplyToMessage",
                                                      "involved",       "issuer",
                                                      "match",          "member",
                                                      "onBehalfOf",     "operator",
                                                      "organization",   "organizer",
                                                      "owner",          "parent",
                                                      "participant",    "party",
                                                      "payer",          "payerAccount",
                                                      "person",         "pictured",
                                                      "post",           "predecessor",
                                                      "project",        "proof",
                                                      "receiver",       "recipientAccount",
                                                      "recipients",     "relative",
                                                      "resolved",       "sender",
                                                      "senderAccount",  "startLocation",
                                                      "successor",      "supplier",
                                                      "taxee",          "tenderers",
                                                      "transport",      "vehicle"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> references_of_schemas{
    {{"Assessment", "author"}, {"UnknownLink", "subject"}, {"UnknownLink", "object"}}};

constexpr std::array<std::string_view, 5> amounts{"amount", "amountEur", "amountUsd", "balance", "maxBalance"};

constexpr std::array<std::string_view, 40> dates{"authoredAt",
                                                 "awardNoticeDate",
                                                 "awardingDate",
                                                 "balanceDate",
                                                 "birthDate",
                                                 "buildDate",
                                                 "clarificationDeadline",
                                                 "closeDate",
                                                 "closingDate",
                                                 "contractDate",
                                                 "contractNoticeDate",
                                                 "createDate",
                                                 "createdAt",
                                                 "creationDate",
                                                 "date",
                                                 "deathDate",
                                                 "declarationDate",
                                                 "deregistrationDate",
                                                 "dissolutionDate",
                                                 "endDate",
                                                 "fileDate",
                                                 "inceptionDate",
                                                 "incorporationDate",
                                                 "issueDate",
                                                 "listingDate",
                                                 "maturityDate",
                                                 "maxBalanceDate",
                                                 "modifiedAt",
                                                 "nameChangeDate",
                                                 "openingDate",
                                                 "processedAt",
                                                 "publicationDate",
                                                 "publishDate",
                                                 "publishedAt",
                                                 "registrationDate",
                                                 "retrievedAt",
                                                 "startDate",
                                                 "submissionDeadline",
                                                 "indexUpdatedAt",
                                                 "indexedAt"};

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

bool is_reference(std::string_view schema, std::string_view property) {
  return is_one_of(property, references) ||
         std::ranges::find(references_of_schemas, std::pair(schema, property)) != references_of_schemas.end();
}

std::string column_of(std::string_view property) { return "properties." + std::string(property); }

class EntityTranslator final : public RecordTranslator {
 public:
  explicit EntityTranslator(const EntityRules& rules) : rules_(rules) {}

  [[nodiscard]] std::vector<std::string> columns() const override { return {}; }

  [[nodiscard]] RecordFacts facts_of(const Record& record) const override {
    const std::string id = text_of(record, "id"), schema = text_of(record, "schema");
    const std::vector<std::string> properties = record.members("properties");
    RecordFacts facts;
    if (const EdgeSchema* edge = edge_of(schema, record)) {
      facts.relationships.push_back(relationship_of(*edge, id, properties, record));
      return facts;
    }
    RecordFacts::Node& node = facts.nodes.emplace_back();
    node.expected = rules_.expected;
    node.facts.names.push_back({"", id});
    node.facts.labels.push_back(renamed(schema));
    node.facts.properties.push_back({"id", Value::string(id)});
    add_names(record, node.facts.properties);
    for (const std::string& property : properties) {
      if (is_one_of(property, names)) continue;
      if (is_reference(schema, property)) {
        facts.relationships.push_back({.type = renamed(property),
                                       .from = {.names = {{"", id}}},
                                       .to = end_of(property, record),
                                       .properties = {}});
      } else {
        add_property(property, renamed(property), record, node.facts.properties);
      }
    }
    return facts;
  }

 private:
  static constexpr std::array<std::string_view, 2> names{"name", "alias"};

  static std::string text_of(const Record& record, const std::string& column) {
    const Field field = record.field(column);
    if (field.is_list || field.values.size() != 1 || field.values.front().type != JsonType::String ||
        field.values.front().text.empty()) {
      throw RecordFault{"it has no '" + column + "', and every entity of FollowTheMoney has",
                        R"(an entity is {"id": …, "schema": …, "properties": {…}})"};
    }
    return std::string(field.values.front().text);
  }

  [[nodiscard]] std::string renamed(std::string_view name) const {
    const auto found = rules_.renamed.find(name);
    return found == rules_.renamed.end() ? std::string(name) : found->second;
  }

  /// The schema's ends, if the entity is to be a relationship and has both.
  [[nodiscard]] const EdgeSchema* edge_of(std::string_view schema, const Record& record) const {
    const auto edge = std::ranges::find(edge_schemas, schema, &EdgeSchema::name);
    if (edge == edge_schemas.end()) return nullptr;
    const auto as = rules_.as.find(schema);
    const bool is_node = as == rules_.as.end() ? edge->has_amount : as->second == EntityRules::As::Node;
    if (is_node) return nullptr;
    const bool has_ends =
        !record.field(column_of(edge->from)).values.empty() && !record.field(column_of(edge->to)).values.empty();
    return has_ends ? edge : nullptr;
  }

  [[nodiscard]] RelationshipFacts relationship_of(const EdgeSchema& edge, const std::string& id,
                                                  const std::vector<std::string>& properties,
                                                  const Record& record) const {
    RelationshipFacts facts;
    facts.type = renamed(edge.name);
    facts.from = end_of(edge.from, record);
    facts.to = end_of(edge.to, record);
    facts.properties.push_back({"entity", Value::string(id)});
    for (const std::string& property : properties) {
      if (property == edge.from || property == edge.to) continue;
      add_property(property, renamed(interval_name(property, record)), record, facts.properties);
    }
    return facts;
  }

  /// What is true for a time is dated as AS OF reads it, if there is one opinion on it.
  static std::string_view interval_name(std::string_view property, const Record& record) {
    if (property != "startDate" && property != "endDate") return property;
    const Field field = record.field(column_of(property));
    constexpr std::size_t day_length = 10;
    if (field.values.size() != 1 || field.values.front().text.size() > day_length) return property;
    return property == "startDate" ? "since" : "until";
  }

  [[nodiscard]] RelationshipFacts::End end_of(std::string_view property, const Record& record) const {
    RelationshipFacts::End end{.names = {}, .unknown = rules_.unknown};
    for (const FieldValue& value : record.field(column_of(property)).values) {
      end.names.push_back({"", std::string(value.text)});
    }
    return end;
  }

  /// The first name is the name; the others, and what the entity is called elsewhere, are aliases.
  static void add_names(const Record& record, std::vector<NamedValue>& out) {
    std::vector<Value> aliases;
    std::string name;
    for (const std::string_view property : names) {
      for (const FieldValue& value : record.field(column_of(property)).values) {
        if (value.text.empty() || value.text == name) continue;
        if (name.empty()) {
          name = value.text;
        } else {
          aliases.push_back(Value::string(value.text));
        }
      }
    }
    if (!name.empty()) out.push_back({"name", Value::string(name)});
    if (!aliases.empty()) out.push_back({"aliases", Value::list(std::move(aliases))});
  }

  /// Every property is a list; one that has one value is that value here.
  static void add_property(const std::string& property, const std::string& name, const Record& record,
                           std::vector<NamedValue>& out) {
    const Field field = record.field(column_of(property));
    if (is_one_of(property, amounts) && field.values.size() > 1) {
      throw RecordFault{"'" + property + "' has " + std::to_string(field.values.size()) +
                        " values: which of them is the amount?"};
    }
    ValueRule rule;
    rule.column = column_of(property);
    if (field.values.size() == 1) rule.take = ValueRule::Take::First;
    if (is_one_of(property, amounts)) rule.type = TextType::Money;
    if (is_one_of(property, dates)) rule.type = date_type(field);
    add_values(rule, name, record, out);
  }

  static TextType date_type(const Field& field) {
    const auto has_time = [](const FieldValue& value) { return value.text.find('T') != std::string_view::npos; };
    return std::ranges::any_of(field.values, has_time) ? TextType::LocalDateTime : TextType::Date;
  }

  const EntityRules& rules_;
};

}  // namespace

std::unique_ptr<RecordTranslator> entity_translator(const EntityRules& rules) {
  return std::make_unique<EntityTranslator>(rules);
}

}  // namespace liaison
