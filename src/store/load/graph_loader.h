#pragma once

#include <tsl/robin_map.h>

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/builder.h"
#include "store/load/id_table.h"
#include "store/load/json_tape.h"
#include "store/load/read_vocabulary.h"

namespace liaison {

/// Puts a graph together from the parts of graph files, checked: nodes and edges come one at a time and are forgotten.
/// Order: what is in the heads of all files (vocabulary, sources), then nodes, then edges. With several files the ids
/// of all nodes come first (note_node), then what is said of nodes that stand in more than one (keep_if_shared). Every
/// function that takes a JsonValue throws GraphFileFault; the loader is of no use then.
class GraphLoader {
 public:
  /// The file that what follows stands in; file() after a fault names the one at fault.
  void set_file(std::uint32_t file) { file_ = file; }
  [[nodiscard]] std::uint32_t file() const { return file_; }

  void add_graph_info(JsonValue section);
  void add_vocabulary(JsonValue section);
  void add_source(JsonValue item);
  void add_not_modelled(JsonValue item);

  void note_node(JsonValue item);
  [[nodiscard]] bool has_shared_nodes() const { return !shared_.empty(); }
  void keep_if_shared(JsonValue item, const JsonTape& tape);

  void add_node(JsonValue item);
  void add_edge(JsonValue item);

  [[nodiscard]] Snapshot finish();

 private:
  /// What a member's name stands for; in `Plain` ones a value is what it seems.
  enum class Role : std::uint8_t {
    Plain,
    Id,
    Labels,
    Type,
    From,
    To,
    Properties,
    Sources,
    Text,   // name
    Texts,  // aliases
    Date,   // since, until
    Amount,
    Bound,  // amount_min, amount_max
    Currency,
  };
  struct MemberName {
    std::string name;
    Role role = Role::Plain;
    std::optional<PropertyKey> key;
    std::uint64_t seen_in = 0;  // number of the last node or edge that set it: finds what is set twice
  };
  using MemberNumber = std::uint32_t;
  enum class Item : std::uint8_t { Node, Edge };
  struct Member {
    MemberNumber number;
    JsonValue key;
    JsonValue value;
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using NumberOf = tsl::robin_map<std::string, std::uint32_t, TextHash, std::equal_to<>>;

  /// Labels that nodes have together.
  struct LabelSet {
    std::vector<LabelId> written;
    std::vector<std::string> labels;  // with what they imply
    std::vector<MemberNumber> dates;
  };
  enum class Fits : std::uint8_t { Unknown, Yes, No };
  struct EdgeType {
    std::string name;
    TypeId id = 0;
    const RelationshipKind* kind = nullptr;
    std::vector<MemberNumber> dates;
    std::vector<Fits> from, to;  // by label set: may its nodes stand at this end?
  };
  /// A node in several files: what each says of it.
  struct SharedNode {
    struct Saying {
      std::uint32_t file;
      JsonTape tape;
    };
    std::vector<Saying> sayings;
  };
  struct Property {
    MemberNumber member;
    Value value;
    FilePlace place;
  };

  [[nodiscard]] FilePlace here(JsonValue value) const { return {file_, value.before()}; }
  MemberNumber member_number(std::string_view name);
  [[nodiscard]] PropertyKey key_of(MemberNumber member);
  std::uint32_t label_set(std::span<const std::string_view> labels);
  EdgeType& edge_type(std::string_view name);
  void settle_head();

  /// Fills members_ with the item's own.
  void gather(JsonValue item, std::string_view what);
  [[nodiscard]] std::string_view node_id(JsonValue item) const;
  void read_labels(std::vector<std::string_view>& labels) const;
  void add_single_node(std::string_view id, JsonValue item);
  void add_shared_node(std::string_view id, const SharedNode& node);
  void push_node(std::uint32_t labels, FilePlace place);
  [[nodiscard]] NodeId end_point(const Member& member, EdgeType& type, bool is_start);
  [[nodiscard]] bool fits(const EdgeType& type, bool is_start, NodeId node) const;

  /// Calls set(MemberNumber, Value, JsonValue) for each property that is not null in members_.
  template <class Set>
  void read_properties(Item item, std::span<const MemberNumber> dates, Set set);
  template <class Set>
  void read_amount(const Member& amount, Set set);
  void mark(MemberNumber member, JsonValue key);
  void check_bounds(const std::optional<Value>& minimum, const std::optional<Value>& maximum, JsonValue place) const;
  std::vector<Citation> read_citations();

  GraphBuilder builder_;
  Vocabulary vocabulary_;
  GraphInfo info_;
  std::string not_modelled_;
  std::map<std::string, FilePlace, std::less<>> source_places_;
  bool head_is_settled_ = false;
  std::uint32_t file_ = 0;

  NumberOf member_numbers_;
  std::vector<MemberName> member_names_;
  NumberOf label_set_numbers_;
  std::vector<LabelSet> label_sets_;
  NumberOf edge_type_numbers_;
  std::vector<EdgeType> edge_types_;

  IdTable node_ids_;
  std::vector<FilePlace> node_places_;          // by number in node_ids_
  std::vector<std::uint32_t> node_label_sets_;  // of the nodes added so far
  std::vector<std::uint32_t> node_files_;       // several files: the last one that has the node
  bool ids_are_known_ = false;
  std::map<std::string, SharedNode, std::less<>> shared_;
  IdTable edge_ids_;
  std::vector<FilePlace> edge_places_;

  // Of the node or edge being read.
  std::uint64_t item_number_ = 0;
  std::vector<Member> members_;
  std::vector<std::string_view> labels_;
  std::string label_set_name_;
};

}  // namespace liaison
