#pragma once

#include <cstdint>
#include <vector>

namespace liaison {

/// Adds numbers without any rounding until the end: the order of adding cannot change the result, nor can how the
/// numbers were spread over threads. A fixed-point number wide enough for every double, of which only the part in use
/// is kept (R. M. Neal, "Fast exact summation using small and large superaccumulators", 2015, has the idea).
class ExactSum {
 public:
  /// Adds `number` `times` times. Infinities and NaN count as IEEE 754 has them.
  void add(double number, std::uint64_t times = 1);
  void add(__int128 number);
  /// The double nearest to the sum (of two as near ones the even one); infinity if it is beyond them.
  [[nodiscard]] double value() const { return scaled(0); }
  /// The sum by `count`, also where the sum alone is beyond the doubles. REQUIRES: count > 0.
  [[nodiscard]] double divided_by(std::uint64_t count) const;

 private:
  void add_bits(unsigned __int128 magnitude, unsigned bit, bool negative);
  void cover(std::size_t first, std::size_t behind);
  /// The sum times 2^exponent, rounded once.
  [[nodiscard]] double scaled(int exponent) const;

  // Two's complement, lowest limb first; limb i stands for bits 64 * (lowest_ + i) and up, bit 0 for 2^-1074.
  std::vector<std::uint64_t> limbs_;
  std::size_t lowest_ = 0;
  bool nan_ = false, infinity_ = false, negative_infinity_ = false;
};

}  // namespace liaison
