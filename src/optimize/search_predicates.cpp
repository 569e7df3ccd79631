#include <algorithm>
#include <set>
#include <utility>

#include "optimize/rules.h"

namespace liaison {
namespace {

/// Where in a search's predicates each can be asked earliest.
class Pusher {
 public:
  explicit Pusher(logical::SearchPaths& search) : search_(search) {
    for (const logical::PathStretch& stretch : search.stretches) {
      found_.insert(stretch.relationships);
      for (const PatternPart::Group& group : stretch.part.groups) found_.insert(group.list);
      if (stretch.end != search.to) found_.insert(stretch.end);
    }
    if (search.path) found_.insert(search.path->variable);
  }

  void run() {
    std::vector<Expression> of_paths;
    for (Expression& predicate : search_.predicates) {
      std::vector<Expression>* place = place_of(predicate);
      (place != nullptr ? *place : of_paths).push_back(std::move(predicate));
    }
    search_.predicates = std::move(of_paths);
  }

 private:
  [[nodiscard]] std::vector<Expression>* place_of(const Expression& predicate) {
    std::vector<VariableId> read;
    for (VariableId variable : free_variables(predicate)) {
      if (found_.contains(variable)) read.push_back(variable);
    }
    if (read.empty()) return nullptr;
    const auto among = [&](const std::vector<VariableId>& known) {
      return std::ranges::all_of(read, [&](VariableId each) { return std::ranges::count(known, each) != 0; });
    };
    for (logical::PathStretch& stretch : search_.stretches) {
      if (among({stretch.end})) return &stretch.end_predicates;
      if (!stretch.is_single) continue;
      std::vector<VariableId> here = stretch.part.nodes;
      here.push_back(stretch.relationships);
      if (among(here)) return &stretch.part.predicates;
    }
    return nullptr;
  }

  logical::SearchPaths& search_;
  std::set<VariableId> found_;
};

}  // namespace

void search_predicates(LogicalOperatorPtr& root) {
  for (LogicalOperatorPtr& input : root->inputs) search_predicates(input);
  if (auto* search = std::get_if<logical::SearchPaths>(&root->node)) Pusher(*search).run();
}

}  // namespace liaison
