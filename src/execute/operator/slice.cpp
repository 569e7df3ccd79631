#include "execute/operator/slice.h"

#include <algorithm>
#include <utility>

#include "execute/operator/fan_out.h"
#include "execute/operator/sort.h"

namespace liaison {

Slice::Slice(Clause clause, const Expression& count, OperatorPtr input, Execution& execution)
    : execution_(execution), clause_(clause), count_(count) {
  layout = input->layout;
  inputs.push_back(std::move(input));
}

void Slice::open() {
  inputs.front()->open();
  started_ = false;
}

bool Slice::next(Chunk& chunk) {
  const bool is_skip = clause_ == Clause::Skip;
  if (!started_) left_ = row_bound(count_, is_skip ? "SKIP" : "LIMIT", execution_);
  while (is_skip || left_ > 0 || !started_) {
    started_ = true;
    if (!inputs.front()->next(chunk)) return false;
    execution_.begin_work(*this);
    Group& group = chunk.groups.front();
    if (is_skip && left_ == 0) return true;
    std::vector<std::uint16_t> selection;
    std::vector<std::uint64_t> times = group.times.empty() ? std::vector<std::uint64_t>(group.size, 1) : group.times;
    for (std::uint32_t i = 0; i < group.live(); ++i) {
      const std::uint16_t row = live_row(group, i);
      const std::uint64_t taken = std::min(left_, times[row]);
      left_ -= taken;
      times[row] = is_skip ? times[row] - taken : taken;
      if (times[row] > 0) selection.push_back(row);
    }
    if (selection.empty()) continue;
    group.times = std::move(times);
    group.all_selected = false;
    group.selection = std::move(selection);
    return true;
  }
  return false;
}

std::string Slice::describe() const {
  return (clause_ == Clause::Skip ? "Skip " : "Limit ") + to_text(count_, *execution_.variables);
}

}  // namespace liaison
