#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "liaison/value.h"
#include "store/load/graph_assembly.h"
#include "store/mapping/value_rule.h"
#include "store/sources.h"
#include "store/vocabulary.h"

/// How plain tables become a graph, as a mapping file says it (docs/import.md has the form).
namespace liaison {

/// What a record must be like.
struct Condition {
  enum class Test : std::uint8_t { Is, BeginsWith, EndsWith, Contains, Empty, Not, All, Any };
  Test test = Test::All;
  std::string column;              // "*": any column
  std::vector<std::string> texts;  // one of them must fit
  std::vector<Condition> parts;    // Not: one; All, Any
};

/// A text that is the same in every record, or stands in a column.
struct TextRule {
  std::string constant;
  std::optional<ValueRule> column;
};

struct PropertyRule {
  std::string name;
  std::optional<Condition> when;
  ValueRule value;
  /// Every different text that the node's records have there, as a list; without the text of the property `except`.
  bool collects = false;
  std::string except;
};

/// A column that names nodes; ids of different spaces are different things though they read the same.
struct IdRule {
  std::string space;
  ValueRule value;
};

/// A record is about a node: the one that has any of the ids already, or a new one.
struct NodeRule {
  std::optional<Condition> when;
  std::vector<IdRule> ids;
  bool keeps_id = true;  // as its property `id`
  std::vector<TextRule> labels;
  std::vector<PropertyRule> properties;
  ExpectedNode expected = ExpectedNode::New;
};

struct EndRule {
  enum class Unknown : std::uint8_t { Refused, LeftOut };
  IdRule id;
  Unknown unknown = Unknown::Refused;
};

/// A relationship for each pair of nodes that its ends name.
struct RelationshipRule {
  std::optional<Condition> when;
  TextRule type;
  EndRule from, to;
  std::vector<PropertyRule> properties;
};

/// Records that are left out on purpose.
struct SkipRule {
  Condition when;
  std::string reason;
};

/// FollowTheMoney: entities need no rules, but names can be changed.
struct EntityRules {
  enum class As : std::uint8_t { Node, Relationship };
  std::map<std::string, As, std::less<>> as;                // by schema, where it is not what the schema says
  std::map<std::string, std::string, std::less<>> renamed;  // schemas and properties
  EndRule::Unknown unknown = EndRule::Unknown::Refused;
  ExpectedNode expected = ExpectedNode::New;
};

struct FileRule {
  enum class Format : std::uint8_t { Csv, Json, JsonLines, FollowTheMoney };
  std::string file;
  Format format = Format::Csv;
  char separator = ',';
  std::string records;  // Json: the member that holds the list of records; empty: the file is the list
  std::vector<SkipRule> skips;
  std::vector<NodeRule> nodes;
  std::vector<RelationshipRule> relationships;
  EntityRules entities;
};

struct Mapping {
  GraphInfo info;
  Vocabulary vocabulary;
  std::vector<FileRule> files;
};

/// Throws Error GraphFileError with file, line and column of the first fault.
[[nodiscard]] Mapping read_mapping(const std::filesystem::path& file);

}  // namespace liaison
