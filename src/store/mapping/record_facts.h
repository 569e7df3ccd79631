#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/load/graph_assembly.h"
#include "store/mapping/mapping.h"
#include "store/mapping/record.h"

namespace liaison {

struct RelationshipFacts {
  struct End {
    std::vector<GraphAssembly::NodeName> names;  // a node each; none: there is no relationship
    EndRule::Unknown unknown = EndRule::Unknown::Refused;
  };
  std::string type;
  End from, to;
  std::vector<NamedValue> properties;
};

/// What a record says.
struct RecordFacts {
  struct Node {
    GraphAssembly::NodeFacts facts;
    ExpectedNode expected = ExpectedNode::New;
  };
  std::optional<std::string> skipped;  // why the mapping leaves it out; then there is nothing else
  std::vector<Node> nodes;
  std::vector<RelationshipFacts> relationships;
};

/// Understands the records of one file.
class RecordTranslator {
 public:
  virtual ~RecordTranslator() = default;
  /// The columns that it looks at.
  [[nodiscard]] virtual std::vector<std::string> columns() const = 0;
  /// Throws RecordFault.
  [[nodiscard]] virtual RecordFacts facts_of(const Record& record) const = 0;
};

/// By the file's skips, nodes and relationships. The rules must outlive it.
[[nodiscard]] std::unique_ptr<RecordTranslator> rule_translator(const FileRule& file);

/// FollowTheMoney entities. One whose schema has two ends (Ownership, Directorship, …) is a relationship for each pair
/// of them. One with an amount besides (Payment, Debt, ContractAward) is a node: it may have several ends on a side,
/// and its amount must be there once. Every reference of a node is a relationship. The rules must outlive it.
[[nodiscard]] std::unique_ptr<RecordTranslator> entity_translator(const EntityRules& rules);

}  // namespace liaison
