#include "execute/operator/fan_out.h"

#include <utility>

#include "liaison/error.h"

namespace liaison {

FanOut::FanOut(OperatorPtr input, std::uint16_t parent, Execution& execution)
    : execution_(execution), parent_(parent), child_(static_cast<std::uint16_t>(input->layout.group_count())) {
  layout = input->layout;
  layout.add_group(parent);
  inputs.push_back(std::move(input));
}

Slot FanOut::add_column(VariableId variable) { return layout.add(variable, child_); }

void FanOut::open() {
  input().open();
  has_chunk_ = false;
  in_row_ = false;
}

void FanOut::add_row(Group& child, std::uint64_t times) {
  child.parent_row.push_back(row_);
  if (times != 1 || !child.times.empty()) {
    child.times.resize(child.size, 1);  // those before it, if this is the first that counts more than once
    child.times.push_back(times);
  }
  ++child.size;
}

void FanOut::add_rows(Group& child, std::uint32_t count) {
  child.parent_row.insert(child.parent_row.end(), count, row_);
  if (!child.times.empty()) child.times.insert(child.times.end(), count, 1);
  child.size += count;
}

bool FanOut::next_row() {
  const Group& parent = input_chunk_.groups[parent_];
  if (position_ == parent.live()) return false;
  row_ = live_row(parent, position_++);
  begin_row(input_chunk_, row_);
  return true;
}

bool FanOut::next(Chunk& chunk) {
  while (true) {
    if (!has_chunk_) {
      if (!input().next(input_chunk_)) return false;
      has_chunk_ = true;
      in_row_ = false;
      position_ = 0;
      execution_.at_work = this;
      begin_chunk(input_chunk_);
    }
    execution_.begin_work(*this);
    Group child;
    child.parent = parent_;
    for (std::size_t column = 0; column < layout.column_count(child_); ++column) {
      child.columns.push_back(std::make_shared<Vector>());
    }
    while (child.size < execution_.chunk_rows) {
      if (!in_row_ && !next_row()) {
        has_chunk_ = false;
        break;
      }
      in_row_ = !append(child, execution_.chunk_rows);
    }
    if (child.size == 0) continue;
    chunk = input_chunk_;
    // Parents without a child row here give nothing: nobody above need compute anything for them.
    Group& parent = chunk.groups[parent_];
    std::vector<std::uint16_t> with_children;
    for (std::uint16_t row : child.parent_row) {
      if (with_children.empty() || with_children.back() != row) with_children.push_back(row);
    }
    if (with_children.size() < parent.live()) {
      parent.all_selected = false;
      parent.selection = std::move(with_children);
    }
    chunk.groups.push_back(std::move(child));
    return true;
  }
}

std::uint64_t multiply_times(std::uint64_t left, std::uint64_t right) {
  std::uint64_t product = 0;
  if (__builtin_mul_overflow(left, right, &product)) {
    throw runtime_error(ErrorCode::ArithmeticError, "NumberOutOfRange",
                        "the query has more than 18,446,744,073,709,551,615 rows: they cannot be counted");
  }
  return product;
}

}  // namespace liaison
