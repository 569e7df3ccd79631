#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "liaison/error.h"
#include "query/ast.h"

namespace liaison {

/// ast::place_of for many spans of one text: linear once, then a short count per span. Every bound expression carries a
/// place, and statements may be megabytes on one line.
class Places {
 public:
  explicit Places(std::string_view text);
  [[nodiscard]] Place of(ast::Span span) const;

 private:
  [[nodiscard]] std::uint32_t code_points_before(std::size_t offset) const;

  static constexpr std::size_t block = 256;
  std::string_view text_;
  std::vector<std::size_t> line_starts_;
  std::vector<std::uint32_t> code_points_;  // before each block
  bool is_ascii_ = false;
};

}  // namespace liaison
