#include <utility>

#include "store/mapping/read_rules.h"

namespace liaison {

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

}  // namespace liaison
