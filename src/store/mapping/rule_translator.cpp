#include <algorithm>
#include <utility>

#include "common/assert.h"
#include "store/mapping/record_facts.h"

namespace liaison {
namespace {

bool fits(std::string_view text, const Condition& condition) {
  return std::ranges::any_of(condition.texts, [&](const std::string& wanted) {
    switch (condition.test) {
      case Condition::Test::Is:
        return text == wanted;
      case Condition::Test::BeginsWith:
        return text.starts_with(wanted);
      case Condition::Test::EndsWith:
        return text.ends_with(wanted);
      case Condition::Test::Contains:
        return text.find(wanted) != std::string_view::npos;
      case Condition::Test::Empty:
      case Condition::Test::Not:
      case Condition::Test::All:
      case Condition::Test::Any:
        break;
    }
    LIAISON_ASSERT(false && "a test of texts");
  });
}

bool any_value_fits(const Condition& condition, const Record& record) {
  bool found = false;
  const auto look = [&](const FieldValue& value) { found = found || fits(value.text, condition); };
  if (condition.column == "*") {
    record.for_each_value(look);
  } else {
    std::ranges::for_each(record.field(condition.column).values, look);
  }
  return found;
}

/// The mapping's depth limit bounds the recursion.
bool holds(const Condition& condition, const Record& record) {
  const auto part_holds = [&](const Condition& part) { return holds(part, record); };
  switch (condition.test) {
    case Condition::Test::Not:
      return !holds(condition.parts.front(), record);
    case Condition::Test::All:
      return std::ranges::all_of(condition.parts, part_holds);
    case Condition::Test::Any:
      return std::ranges::any_of(condition.parts, part_holds);
    case Condition::Test::Empty:
      return std::ranges::all_of(record.field(condition.column).values,
                                 [](const FieldValue& value) { return value.text.empty(); });
    case Condition::Test::Is:
    case Condition::Test::BeginsWith:
    case Condition::Test::EndsWith:
    case Condition::Test::Contains:
      return any_value_fits(condition, record);
  }
  LIAISON_ASSERT(false && "a test of the enum");
}

bool holds(const std::optional<Condition>& condition, const Record& record) {
  return !condition || holds(*condition, record);
}

void add_columns(const Condition& condition, std::vector<std::string>& columns) {
  if (!condition.column.empty() && condition.column != "*") columns.push_back(condition.column);
  for (const Condition& part : condition.parts) add_columns(part, columns);
}

void add_columns(const std::optional<Condition>& condition, std::vector<std::string>& columns) {
  if (condition) add_columns(*condition, columns);
}

void add_columns(const ValueRule& rule, std::vector<std::string>& columns) {
  if (!rule.column.empty()) columns.push_back(rule.column);
}

void add_columns(const TextRule& rule, std::vector<std::string>& columns) {
  if (rule.column) add_columns(*rule.column, columns);
}

void add_columns(const std::vector<PropertyRule>& rules, std::vector<std::string>& columns) {
  for (const PropertyRule& rule : rules) {
    add_columns(rule.when, columns);
    add_columns(rule.value, columns);
  }
}

class RuleTranslator final : public RecordTranslator {
 public:
  explicit RuleTranslator(const FileRule& file) : file_(file) {}

  [[nodiscard]] std::vector<std::string> columns() const override {
    std::vector<std::string> columns;
    for (const SkipRule& rule : file_.skips) add_columns(rule.when, columns);
    for (const NodeRule& rule : file_.nodes) {
      add_columns(rule.when, columns);
      for (const IdRule& id : rule.ids) add_columns(id.value, columns);
      for (const TextRule& label : rule.labels) add_columns(label, columns);
      add_columns(rule.properties, columns);
    }
    for (const RelationshipRule& rule : file_.relationships) {
      add_columns(rule.when, columns);
      add_columns(rule.type, columns);
      add_columns(rule.from.id.value, columns);
      add_columns(rule.to.id.value, columns);
      add_columns(rule.properties, columns);
    }
    return columns;
  }

  [[nodiscard]] RecordFacts facts_of(const Record& record) const override {
    RecordFacts facts;
    for (const SkipRule& rule : file_.skips) {
      if (!holds(rule.when, record)) continue;
      facts.skipped = rule.reason;
      return facts;
    }
    for (const NodeRule& rule : file_.nodes) {
      if (holds(rule.when, record)) facts.nodes.push_back(node_of(rule, record));
    }
    for (const RelationshipRule& rule : file_.relationships) {
      if (holds(rule.when, record)) facts.relationships.push_back(relationship_of(rule, record));
    }
    return facts;
  }

 private:
  static RecordFacts::Node node_of(const NodeRule& rule, const Record& record) {
    RecordFacts::Node node{.facts = {}, .expected = rule.expected};
    for (const IdRule& id : rule.ids) {
      std::vector<std::string> texts = texts_of(id.value, record);
      if (texts.empty()) throw RecordFault{"'" + id.value.column + "' is empty, and it is the id of a node"};
      for (std::string& text : texts) node.facts.names.push_back({id.space, std::move(text)});
    }
    for (const TextRule& label : rule.labels) add_texts(label, record, node.facts.labels);
    for (const PropertyRule& property : rule.properties) {
      if (!holds(property.when, record)) continue;
      if (property.collects) {
        for (std::string& text : texts_of(property.value, record)) {
          node.facts.collected.push_back({property.name, property.except, std::move(text)});
        }
      } else {
        add_values(property.value, property.name, record, node.facts.properties);
      }
    }
    if (rule.keeps_id) node.facts.properties.push_back({"id", Value::string(node.facts.names.front().id)});
    return node;
  }

  static RelationshipFacts relationship_of(const RelationshipRule& rule, const Record& record) {
    RelationshipFacts facts;
    std::vector<std::string> types;
    add_texts(rule.type, record, types);
    if (types.size() != 1) {
      throw RecordFault{"'" + rule.type.column->column + "' has " + std::to_string(types.size()) +
                        " values, and it is the type of a relationship"};
    }
    facts.type = std::move(types.front());
    facts.from = end_of(rule.from, record);
    facts.to = end_of(rule.to, record);
    for (const PropertyRule& property : rule.properties) {
      if (!holds(property.when, record)) continue;
      add_values(property.value, property.name, record, facts.properties);
    }
    return facts;
  }

  static RelationshipFacts::End end_of(const EndRule& rule, const Record& record) {
    RelationshipFacts::End end{.names = {}, .unknown = rule.unknown};
    for (std::string& text : texts_of(rule.id.value, record)) end.names.push_back({rule.id.space, std::move(text)});
    return end;
  }

  static void add_texts(const TextRule& rule, const Record& record, std::vector<std::string>& out) {
    if (!rule.column) {
      out.push_back(rule.constant);
      return;
    }
    for (std::string& text : texts_of(*rule.column, record)) out.push_back(std::move(text));
  }

  const FileRule& file_;
};

}  // namespace

std::unique_ptr<RecordTranslator> rule_translator(const FileRule& file) {
  return std::make_unique<RuleTranslator>(file);
}

}  // namespace liaison
