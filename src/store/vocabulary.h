#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "liaison/value.h"

namespace liaison {

/// The words of a graph: what its labels and types are called, imply and allow (product.md section 3: `vocabulary`).
struct NodeKind {
  std::string label;
  std::vector<std::string> nouns;
  std::vector<std::string> implies;  // the file's `is`, direct ones only
  std::string color;                 // "#rrggbb", or empty
  std::string shape;                 // Graphviz shape name, or empty
  std::vector<std::string> dates;    // properties that hold dates, beside since and until
};

struct RelationshipKind {
  std::string type;
  std::vector<std::string> from, to;  // labels; empty: any
  std::vector<std::string> verbs, passive;
  bool symmetric = false;
  std::string color;
  std::vector<std::string> dates;
};

struct Vocabulary {
  std::vector<NodeKind> nodes;  // in file order, which writers keep
  std::vector<RelationshipKind> relationships;

  [[nodiscard]] const NodeKind* node_kind(std::string_view label) const;
  [[nodiscard]] const RelationshipKind* relationship_kind(std::string_view type) const;
  /// The label and all that it implies, transitively, itself first.
  [[nodiscard]] std::vector<std::string> with_implied(std::string_view label) const;
};

/// What a graph file says of itself, kept for writing it back.
struct GraphInfo {
  std::vector<std::pair<std::string, std::string>> members;  // name, title, license, … in file order
  std::string not_modelled_json;                             // the file's list, verbatim JSON; empty: none
  std::map<NodeId, std::string> hidden_ids;                  // the file's id where a property `id` of its own hides it
};

}  // namespace liaison
