#include "execute/operator/node_scan.h"

#include <utility>

#include "execute/operator/fan_out.h"
#include "value/text.h"

namespace liaison {

NodeScan::NodeScan(VariableId variable, std::vector<std::string> labels, OperatorPtr input, Place place, bool needed,
                   Execution& execution)
    : execution_(execution), variable_(variable), labels_(std::move(labels)), place_(place), needed_(needed) {
  layout = input->layout;
  const std::uint16_t group = layout.add_group(place == Place::Below ? 0 : -1);
  if (needed) layout.add(variable, group);
  inputs.push_back(std::move(input));
}

void NodeScan::open() {
  inputs.front()->open();
  has_chunk_ = false;
}

bool NodeScan::next(Chunk& chunk) {
  const GraphView& view = *execution_.view;
  while (true) {
    execution_.begin_work(*this);
    if (!has_chunk_) {
      if (!inputs.front()->next(input_chunk_)) return false;
      has_chunk_ = true;
      from_ = 0;
      // Looked up here, not in open(): a clause below may have written by now.
      std::vector<LabelId> ids;
      is_empty_ = false;
      for (const std::string& label : labels_) {
        const auto id = view.catalog().labels.find(label);
        if (id) ids.push_back(*id);
        is_empty_ |= !id;
      }
      shapes_ = ids.empty() ? std::vector<std::uint8_t>{} : view.shapes_with(ids);
    }
    if (is_empty_ || from_ >= view.node_limit()) {
      has_chunk_ = false;
      continue;
    }
    auto nodes = std::make_shared<Vector>();
    nodes->reset(VectorKind::Node);
    from_ = view.scan(from_, shapes_, execution_.chunk_rows, nodes->nodes);
    if (nodes->nodes.empty()) continue;
    nodes->size = static_cast<std::uint32_t>(nodes->nodes.size());
    Group group;
    group.size = nodes->size;
    if (place_ == Place::Below) {
      group.parent = 0;
      group.parent_row.assign(group.size, live_row(input_chunk_.groups[0], 0));
    }
    if (needed_) group.columns.push_back(std::move(nodes));
    chunk = input_chunk_;
    chunk.groups.push_back(std::move(group));
    return true;
  }
}

std::string NodeScan::describe() const {
  std::string text = "NodeScan (" + shown_name((*execution_.variables)[variable_]);
  for (const std::string& label : labels_) text += ":" + quoted_name(label);
  return text + ")";
}

}  // namespace liaison
