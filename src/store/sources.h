#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "liaison/value.h"

namespace liaison {

/// One source of facts, its members in file order (`title`, `publisher`, `published`, `language`, `url`, `rank`, …).
struct Source {
  std::string id;
  std::vector<std::pair<std::string, Value>> members;
  [[nodiscard]] const Value* member(std::string_view name) const;
};

/// That a source says so: `at` is the place in it (empty: none), `said_by` who is quoted there (empty: the source).
struct Citation {
  std::uint32_t source = 0;  // index into Sources::all()
  std::string at;
  std::string said_by;
};

/// The sources of a graph and what cites them.
class Sources {
 public:
  std::uint32_t add(Source source);  // REQUIRES: id is new
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view id) const;
  [[nodiscard]] std::span<const Source> all() const { return sources_; }

  void cite(NodeId node, std::vector<Citation> citations);
  void cite(RelationshipId relationship, std::vector<Citation> citations);
  [[nodiscard]] std::span<const Citation> citations(NodeId node) const;
  [[nodiscard]] std::span<const Citation> citations(RelationshipId relationship) const;
  [[nodiscard]] const std::map<NodeId, std::vector<Citation>>& cited_nodes() const { return node_citations_; }
  [[nodiscard]] const std::map<RelationshipId, std::vector<Citation>>& cited_relationships() const {
    return relationship_citations_;
  }

 private:
  std::vector<Source> sources_;
  std::map<std::string, std::uint32_t, std::less<>> index_;
  std::map<NodeId, std::vector<Citation>> node_citations_;
  std::map<RelationshipId, std::vector<Citation>> relationship_citations_;
};

}  // namespace liaison
