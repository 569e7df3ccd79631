#pragma once

#include <string>
#include <vector>

#include "execute/operator.h"

namespace liaison {

/// Nodes that have all of some labels, ascending. With an input of one row (an Argument, looked-up entities) the nodes
/// become a child group of it; with one of many rows they stand beside it as a root group of their own, so that the
/// product of both is not made here.
class NodeScan : public Operator {
 public:
  enum class Place : std::uint8_t { Below, Beside };

  NodeScan(VariableId variable, std::vector<std::string> labels, OperatorPtr input, Place place, bool needed,
           Execution& execution);
  void open() override;
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override;

 private:
  Execution& execution_;
  VariableId variable_;
  std::vector<std::string> labels_;
  Place place_;
  bool needed_;
  Chunk input_chunk_;
  bool has_chunk_ = false;
  bool is_empty_ = false;             // a label that no node has
  std::vector<std::uint8_t> shapes_;  // as GraphView::scan takes them
  NodeId from_ = 0;
};

}  // namespace liaison
