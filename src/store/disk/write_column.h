#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "store/column.h"
#include "store/disk/block.h"
#include "value/vector.h"

namespace liaison {

/// The strings of one property key as a base file will have them: those that some column of it still holds, sorted.
class StringsToWrite {
 public:
  /// REQUIRES: `strings` outlives it, and is not changed.
  explicit StringsToWrite(const Dictionary& strings) : strings_(strings), used_(strings.size()) {}

  /// Counts in what the piece holds.
  void add(const ColumnPiece& piece);
  /// Gives out the codes; nothing may be added any more.
  void sort();

  [[nodiscard]] const std::vector<std::string_view>& sorted() const { return sorted_; }
  [[nodiscard]] std::uint32_t code_of(std::uint32_t old_code) const { return new_codes_[old_code]; }
  /// REQUIRES: the text was added.
  [[nodiscard]] std::uint32_t code_of(std::string_view text) const;
  [[nodiscard]] const Dictionary& old() const { return strings_; }

 private:
  void keep_order();

  const Dictionary& strings_;
  std::vector<bool> used_;    // by old code
  std::vector<Value> boxed_;  // strings that have no code
  std::vector<std::string_view> sorted_;
  std::vector<std::uint32_t> new_codes_;  // by old code
};

/// Puts a column into a block as read_column() takes it. False: it has no entry, and nothing was written.
bool write_column(const ColumnPiece& piece, const StringsToWrite& strings, BlockWriter& out);

}  // namespace liaison
