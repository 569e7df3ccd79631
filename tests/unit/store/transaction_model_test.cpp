#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graph_model.h"
#include "store/builder.h"
#include "store/check.h"
#include "store/disk/base_file.h"
#include "store/graph.h"
#include "store/snapshot.h"
#include "store/vocabulary.h"

namespace liaison {
namespace {

constexpr std::uint32_t extent = 4096;

/// Changes a graph at random, transaction by transaction, beside its model.
class Story {
 public:
  explicit Story(std::uint32_t seed) : random_(seed) {
    Vocabulary vocabulary;
    vocabulary.nodes.push_back(
        {.label = "Manufacturer", .nouns = {}, .implies = {"Company"}, .color = "", .shape = "", .dates = {}});
    vocabulary.nodes.push_back(
        {.label = "Company", .nouns = {}, .implies = {"Organization"}, .color = "", .shape = "", .dates = {}});
    GraphBuilder builder;
    builder.set_vocabulary(std::move(vocabulary));
    graph_.replace(builder.finish());
    committed_.implied = {{"Manufacturer", {"Company", "Organization"}}, {"Company", {"Organization"}}};
  }

  /// Many nodes at once: `dense` is set on every node of each second extent and on a few nodes of the others.
  void fill(std::uint32_t count) {
    begin();
    for (std::uint32_t i = 0; i < count; ++i) {
      const NodeId node = create_node({});
      if ((i / extent) % 2 == 1 || i % 37 == 0) set(node, "dense", Value::integer(i));
    }
    commit();
  }

  /// From now on, after some commits the graph goes on from a copy that was read from a base file.
  void go_through_files(const std::filesystem::path& file) { file_ = file; }

  void run(int transactions, std::uint32_t most_changes) {
    for (int i = 0; i < transactions && problem_.empty(); ++i) {
      begin();
      for (std::uint32_t change = 1 + below(most_changes); change > 0; --change) change_something();
      if (below(6) == 0) relate_many(700);
      if (below(6) == 0) set_many_strings();
      if (below(4) == 0) note(difference(transaction_->view(), model_, random_()), "before the end");
      if (below(5) == 0) {
        transaction_.reset();
        note(difference(*graph_.snapshot(), committed_, random_()), "after a rollback");
      } else {
        commit();
      }
      if (!file_.empty() && below(2) == 0) go_on_from_file();
      if (below(8) == 0) held_.emplace_back(graph_.snapshot(), committed_);
      if (held_.size() > 3) held_.erase(held_.begin());
      if (!held_.empty() && below(4) == 0) {
        const auto& [snapshot, model] = held_[below(static_cast<std::uint32_t>(held_.size()))];
        note(difference(*snapshot, model, random_()), "in a held snapshot");
      }
    }
    note(difference(*graph_.snapshot(), committed_, random_()), "at last");
    check_invariants(graph_.snapshot(), [&](const std::string& fault) { note(fault, "at last"); });
    for (const auto& [snapshot, model] : held_) note(difference(*snapshot, model, random_()), "in a snapshot, at last");
  }

  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  void note(const std::string& problem, const std::string& when = "") {
    if (!problem.empty() && problem_.empty()) problem_ = problem + " " + when;
  }
  void expect(bool holds, const std::string& what) {
    if (!holds) note(what);
  }
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

  void begin() {
    transaction_ = graph_.begin();
    model_ = committed_;
    known_nodes_.clear();
    for (const auto& [id, node] : model_.nodes) known_nodes_.push_back(id);
  }

  void commit() {
    transaction_->commit();
    transaction_.reset();
    committed_ = model_;
    first_free_ = graph_.snapshot()->node_limit();
    for (const auto& [id, relationship] : committed_.relationships) used_serials_.insert(id);
    note(difference(*graph_.snapshot(), committed_, random_()), "after a commit");
  }

  void go_on_from_file() {
    const StoreIdentity store = new_store_identity();
    const auto file = posix_file_system().open(file_, Access::Create);
    write_base(state_of(graph_.snapshot()), *file, store, 7);
    graph_.replace(make_snapshot(open_base(file->map(), file_, store, 7)));
    std::filesystem::remove(file_);
    note(difference(*graph_.snapshot(), committed_, random_()), "after a base file");
    check_invariants(graph_.snapshot(), [&](const std::string& fault) { note(fault, "after a base file"); });
  }

  /// Mostly among the newest few, so that relationships meet.
  NodeId some_node() {
    for (;;) {
      const auto count = static_cast<std::uint32_t>(known_nodes_.size());
      const NodeId node = below(3) == 0 ? known_nodes_[below(count)]
                                        : known_nodes_[count - 1 - below(std::min(count, std::uint32_t{25}))];
      if (model_.nodes.contains(node)) return node;
    }
  }

  std::string some_label() {
    static const std::vector<std::string> names{"Company", "Manufacturer", "Organization", "Person", "Plain"};
    return names[below(5)];
  }
  std::string some_key() {
    static const std::vector<std::string> names{"name", "aliases", "dense", "mixed", "date", "text"};
    return names[below(6)];
  }

  Value some_value() {
    switch (below(9)) {
      case 0:
        return {};
      case 1:
        return Value::boolean(below(2) == 0);
      case 2:
        return Value::integer(below(5));
      case 3:
        return Value::floating(below(5) + 0.5);
      case 4:
        return Value::string("Name " + std::to_string(below(6)));
      case 5:
        return Value::date({below(20000), static_cast<DatePrecision>(below(3))});
      case 6:
        return Value::list({Value::string("NAME " + std::to_string(below(6))), Value::string("N\xC3\xA0me 1")});
      case 7:
        return Value::list({Value::integer(1), Value(), Value::string("name 2"), Value::string("name 2")});
      default:
        return Value::string("name " + std::to_string(below(20000)));
    }
  }

  NodeId create_node(const std::set<std::string>& labels) {
    std::vector<LabelId> ids;
    for (const std::string& label : labels) ids.push_back(transaction_->label(label));
    std::ranges::shuffle(ids, random_);
    if (!ids.empty() && below(4) == 0) ids.push_back(ids.front());
    const NodeId node = transaction_->create_node(ids);
    expect(node >= first_free_ && !model_.nodes.contains(node), "a node's number came twice");
    model_.nodes[node].written = labels;
    known_nodes_.push_back(node);
    return node;
  }

  void set(NodeId node, const std::string& key, const Value& value) {
    GraphModel::Properties& properties = model_.nodes.at(node).properties;
    const bool had = properties.contains(key);
    expect(transaction_->set_property(node, transaction_->property_key(key), value) == (had || !value.is_null()),
           "what set_property() of a node gives");
    GraphModel::set(properties, key, value);
  }

  void relate(NodeId start, const std::string& type, NodeId end) {
    const RelationshipId id = transaction_->create_relationship(start, transaction_->type(type), end);
    const GraphModel::RelationshipName name{type, id.serial};
    expect(!used_serials_.contains(name) && !model_.relationships.contains(name), "a serial came twice");
    model_.relationships[name] = {start, end, {}};
  }

  bool erase(const GraphModel::RelationshipName& name) {
    const RelationshipId id{transaction_->type(name.first), name.second};
    const bool done = transaction_->delete_relationship(id);
    expect(!transaction_->view().has_relationship(id), "a relationship outlived its deletion");
    expect(!transaction_->delete_relationship(id), "a relationship was deleted twice");
    model_.relationships.erase(name);
    return done;
  }

  void erase_node(NodeId node) {
    std::set<GraphModel::RelationshipName> expected, found;
    for (const auto& [name, relationship] : model_.relationships) {
      if (relationship.start == node || relationship.end == node) expected.insert(name);
    }
    const std::vector<RelationshipId> ids = transaction_->relationships_of(node);
    for (RelationshipId id : ids) found.insert({transaction_->view().catalog().types.name(id.type), id.serial});
    expect(found == expected && ids.size() == found.size(), "relationships_of()");
    for (const GraphModel::RelationshipName& name : expected) expect(erase(name), "delete_relationship()");
    expect(transaction_->delete_node(node), "delete_node()");
    expect(!transaction_->delete_node(node), "a node was deleted twice");
    expect(!transaction_->view().has_node(node), "a node outlived its deletion");
    model_.nodes.erase(node);
  }

  void change_label(NodeId node) {
    const std::string label = some_label();
    GraphModel::Node& changed = model_.nodes.at(node);
    if (below(2) == 0) {
      const bool had = model_.labels_of(changed).contains(label);
      expect(transaction_->add_label(node, transaction_->label(label)) == !had, "what add_label() gives");
      changed.written.insert(label);
    } else {
      const bool had = changed.written.erase(label) != 0;
      expect(transaction_->remove_label(node, transaction_->label(label)) == had, "what remove_label() gives");
    }
  }

  GraphModel::RelationshipName some_relationship() {
    auto place = model_.relationships.begin();
    std::advance(place, below(static_cast<std::uint32_t>(model_.relationships.size())));
    return place->first;
  }

  void change_something() {
    const std::uint32_t what = model_.nodes.size() < 4 ? 0 : below(12);
    if (what <= 1) {
      std::set<std::string> labels;
      for (std::uint32_t i = below(4); i > 0; --i) labels.insert(some_label());
      create_node(labels);
    } else if (what <= 4) {
      const NodeId start = some_node();
      relate(start, below(2) == 0 ? "OWNS" : "SUPPLIES", below(8) == 0 ? start : some_node());
    } else if (what == 5 && !model_.relationships.empty()) {
      expect(erase(some_relationship()), "delete_relationship()");
    } else if (what == 6 && below(2) == 0) {
      erase_node(some_node());
    } else if (what == 7) {
      change_label(some_node());
    } else if (what == 8 && !model_.relationships.empty()) {
      const GraphModel::RelationshipName name = some_relationship();
      const std::string key = some_key();
      const Value value = some_value();
      GraphModel::Properties& properties = model_.relationships.at(name).properties;
      const bool had = properties.contains(key);
      const RelationshipId id{transaction_->type(name.first), name.second};
      expect(transaction_->set_property(id, transaction_->property_key(key), value) == (had || !value.is_null()),
             "what set_property() of a relationship gives");
      GraphModel::set(properties, key, value);
    } else {
      set(some_node(), some_key(), some_value());
    }
  }

  /// Touches more lists of one extent than may lie beside the packed ones.
  void relate_many(std::uint32_t count) {
    for (; count > 0; --count) {
      const NodeId start = known_nodes_[below(static_cast<std::uint32_t>(known_nodes_.size()))];
      if (model_.nodes.contains(start)) relate(start, "OWNS", some_node());
    }
  }

  /// More new strings than are left boxed beside a large dictionary.
  void set_many_strings() {
    const std::uint32_t first = below(1000000);
    for (std::uint32_t i = 0; i < 1500; ++i) {
      const NodeId node = known_nodes_[below(static_cast<std::uint32_t>(known_nodes_.size()))];
      if (model_.nodes.contains(node)) set(node, "text", Value::string("text " + std::to_string(first + i)));
    }
  }

  std::mt19937 random_;
  Graph graph_;
  std::unique_ptr<Transaction> transaction_;
  GraphModel committed_, model_;
  std::vector<NodeId> known_nodes_;  // of the transaction; some of them deleted
  std::vector<std::pair<Snapshot, GraphModel>> held_;
  NodeId first_free_ = 0;
  std::set<GraphModel::RelationshipName> used_serials_;
  std::filesystem::path file_;  // empty: the graph stays in memory
  std::string problem_;
};

class TransactionModelTest : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(TransactionModelTest, SmallGraphStaysTheModel) {
  Story story(GetParam());
  story.run(16, 60);
  EXPECT_EQ(story.problem(), "");
}

TEST_P(TransactionModelTest, GraphOfSeveralExtentsStaysTheModel) {
  Story story(100 + GetParam());
  story.fill(2 * extent + 600);
  story.run(5, 400);
  EXPECT_EQ(story.problem(), "");
}

TEST_P(TransactionModelTest, SmallGraphThatGoesThroughBaseFilesStaysTheModel) {
  Story story(200 + GetParam());
  story.go_through_files(::testing::TempDir() + "story-" + std::to_string(GetParam()));
  story.run(24, 60);
  EXPECT_EQ(story.problem(), "");
}

TEST_P(TransactionModelTest, GraphOfSeveralExtentsThatGoesThroughBaseFilesStaysTheModel) {
  Story story(300 + GetParam());
  story.go_through_files(::testing::TempDir() + "long-story-" + std::to_string(GetParam()));
  story.fill(2 * extent + 600);
  story.run(6, 400);
  EXPECT_EQ(story.problem(), "");
}

INSTANTIATE_TEST_SUITE_P(Seeds, TransactionModelTest, ::testing::Range(1u, 4u));

}  // namespace
}  // namespace liaison
