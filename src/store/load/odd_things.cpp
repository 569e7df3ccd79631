#include <algorithm>
#include <map>
#include <optional>

#include "store/load/graph_file.h"
#include "store/sources.h"
#include "store/vocabulary.h"
#include "value/date.h"
#include "value/text.h"

namespace liaison {

namespace {

/// Counts what is odd in one way, and keeps the first few as examples.
class Oddity {
 public:
  void add(std::string example) {
    if (count_++ < examples_max) examples_ += (examples_.empty() ? "" : ", ") + std::move(example);
  }
  [[nodiscard]] std::uint64_t count() const { return count_; }
  /// "3 nodes have …: 'a', 'b', 'c'"
  void say(std::string_view one, std::string_view many, std::vector<std::string>& out) const {
    if (count_ == 0) return;
    out.push_back(std::to_string(count_) + " " + std::string(count_ == 1 ? one : many) + ": " + examples_ +
                  (count_ > examples_max ? ", …" : ""));
  }

 private:
  static constexpr std::uint64_t examples_max = 5;
  std::uint64_t count_ = 0;
  std::string examples_;
};

/// `until` counts to the last day of its year or month.
std::int64_t last_day(Date date) {
  CalendarDate calendar = calendar_of(date);
  if (date.precision == DatePrecision::Day) return date.days;
  if (date.precision == DatePrecision::Year) calendar.month = 12;
  calendar.day = days_in_month(calendar.year, calendar.month);
  return date_from_calendar(calendar).days;
}

class OddThings {
 public:
  explicit OddThings(const GraphView& view) : view_(view) {}

  std::vector<std::string> find() {
    look_at_nodes();
    look_at_relationships();
    look_at_sources();
    unknown_labels_.say("label is not in the vocabulary", "labels are not in the vocabulary", said_);
    unknown_types_.say("edge type is not in the vocabulary", "edge types are not in the vocabulary", said_);
    lonely_.say("node has no edges", "nodes have no edges", said_);
    unlabelled_.say("node has no label", "nodes have no label", said_);
    nameless_.say("node has no name", "nodes have no name", said_);
    same_name_.say("name is that of several nodes", "names are those of several nodes", said_);
    backwards_.say("edge ends before it begins", "edges end before they begin", said_);
    // Where nothing has sources, the lack of them says nothing.
    if (sourced_ > 0) unsourced_.say("edge has no source", "edges have no source", said_);
    unused_sources_.say("source is cited by nothing", "sources are cited by nothing", said_);
    return std::move(said_);
  }

 private:
  [[nodiscard]] Value property(NodeId node, std::string_view name) const {
    const auto key = view_.catalog().property_keys.find(name);
    return key ? view_.property(node, *key) : Value();
  }

  [[nodiscard]] std::string shown(NodeId node) const {
    for (const std::string_view name : {"name", "id"}) {
      const Value value = property(node, name);
      if (value.kind() == Kind::String) return liaison::quoted(value.as_string());
    }
    return "node " + std::to_string(node);
  }

  [[nodiscard]] bool has_relationships(NodeId node) const {
    for (TypeId type = 0; type < view_.catalog().types.size(); ++type) {
      if (view_.degree(node, type, Direction::Outgoing) + view_.degree(node, type, Direction::Incoming) > 0)
        return true;
    }
    return false;
  }

  void look_at_nodes() {
    const Catalog& catalog = view_.catalog();
    std::vector<bool> seen_labels(catalog.labels.size(), false);
    std::map<std::string, std::vector<NodeId>> names;
    std::vector<NodeId> nodes;
    for (NodeId from = 0; from < view_.node_limit();) {
      nodes.clear();
      from = view_.scan(from, {}, 4096, nodes);
      for (const NodeId node : nodes) {
        const Shape& shape = catalog.shapes[view_.shape_of(node)];
        if (shape.labels.empty()) unlabelled_.add(shown(node));
        for (const LabelId label : shape.written) seen_labels[label] = true;
        if (!has_relationships(node)) lonely_.add(shown(node));
        const Value name = property(node, "name");
        if (name.kind() == Kind::String) {
          names[folded(name.as_string())].push_back(node);
        } else {
          nameless_.add(shown(node));
        }
      }
    }
    if (!view_.vocabulary().nodes.empty()) {
      for (LabelId label = 0; label < seen_labels.size(); ++label) {
        const std::string& name = catalog.labels.name(label);
        if (seen_labels[label] && view_.vocabulary().node_kind(name) == nullptr)
          unknown_labels_.add(liaison::quoted(name));
      }
    }
    for (const auto& [name, holders] : names) {
      if (holders.size() > 1) same_name_.add(shown(holders.front()));
    }
  }

  void look_at_relationships() {
    const Catalog& catalog = view_.catalog();
    const auto since = catalog.property_keys.find("since"), until = catalog.property_keys.find("until");
    for (TypeId type = 0; type < catalog.types.size(); ++type) {
      const std::string& name = catalog.types.name(type);
      bool is_used = false;
      view_.for_each_relationship(type, [&](RelationshipId edge, EndPoints ends) {
        is_used = true;
        const std::string_view arrow = " -> ";
        const auto show = [&] { return name + " " + shown(ends.start) + std::string(arrow) + shown(ends.end); };
        if (view_.sources().citations(edge).empty()) {
          unsourced_.add(unsourced_.count() < 5 ? show() : std::string());
        } else {
          ++sourced_;
        }
        if (!since || !until) return;
        const Value begin = view_.property(edge, *since), end = view_.property(edge, *until);
        if (begin.kind() == Kind::Date && end.kind() == Kind::Date && last_day(end.as_date()) < begin.as_date().days) {
          backwards_.add(show());
        }
      });
      if (is_used && !view_.vocabulary().relationships.empty() &&
          view_.vocabulary().relationship_kind(name) == nullptr) {
        unknown_types_.add(liaison::quoted(name));
      }
    }
  }

  void look_at_sources() {
    const std::span<const Source> sources = view_.sources().all();
    std::vector<bool> is_cited(sources.size(), false);
    const auto note = [&](std::span<const Citation> citations) {
      for (const Citation& citation : citations) is_cited[citation.source] = true;
    };
    if (sources.empty()) return;
    std::vector<NodeId> nodes;
    for (NodeId from = 0; from < view_.node_limit();) {
      nodes.clear();
      from = view_.scan(from, {}, 4096, nodes);
      for (const NodeId node : nodes) note(view_.sources().citations(node));
    }
    for (TypeId type = 0; type < view_.catalog().types.size(); ++type) {
      view_.for_each_relationship(type, [&](RelationshipId edge, EndPoints) { note(view_.sources().citations(edge)); });
    }
    for (std::size_t i = 0; i < sources.size(); ++i) {
      if (!is_cited[i]) unused_sources_.add(liaison::quoted(sources[i].id));
    }
  }

  const GraphView& view_;
  std::vector<std::string> said_;
  Oddity lonely_, unlabelled_, nameless_, same_name_, unknown_labels_, unknown_types_, unsourced_, backwards_,
      unused_sources_;
  std::uint64_t sourced_ = 0;
};

}  // namespace

std::vector<std::string> odd_things(const GraphView& view) { return OddThings(view).find(); }

}  // namespace liaison
