#include "function/exact_sum.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

#include "common/assert.h"

namespace liaison {

namespace {

constexpr unsigned fraction_bits = 52;  // of a double
constexpr int lowest_exponent = -1074;  // of the smallest double

bool is_negative(const std::vector<std::uint64_t>& limbs) { return !limbs.empty() && (limbs.back() >> 63) != 0; }

void negate(std::vector<std::uint64_t>& limbs) {
  bool carry = true;
  for (std::uint64_t& limb : limbs) {
    limb = ~limb + (carry ? 1 : 0);
    carry = carry && limb == 0;
  }
}

/// Bit `bit` and up of a number whose lowest limb comes first.
std::uint64_t bits_from(const std::vector<std::uint64_t>& limbs, std::size_t bit) {
  const std::size_t limb = bit / 64, shift = bit % 64;
  std::uint64_t bits = limbs[limb] >> shift;
  if (shift > 0 && limb + 1 < limbs.size()) bits |= limbs[limb + 1] << (64 - shift);
  return bits;
}

bool any_bit_below(const std::vector<std::uint64_t>& limbs, std::size_t bit) {
  for (std::size_t limb = 0; limb < bit / 64; ++limb) {
    if (limbs[limb] != 0) return true;
  }
  return bit % 64 != 0 && (limbs[bit / 64] & ((std::uint64_t{1} << bit % 64) - 1)) != 0;
}

}  // namespace

void ExactSum::add(double number, std::uint64_t times) {
  if (times == 0) return;
  if (!std::isfinite(number)) {
    if (std::isnan(number)) {
      nan_ = true;
    } else {
      (number > 0 ? infinity_ : negative_infinity_) = true;
    }
    return;
  }
  const auto bits = std::bit_cast<std::uint64_t>(number);
  std::uint64_t fraction = bits & ((std::uint64_t{1} << fraction_bits) - 1);
  auto exponent = static_cast<unsigned>(bits >> fraction_bits & 0x7ff);
  // Subnormal numbers have no hidden bit and the exponent of the smallest normal ones.
  if (exponent == 0) {
    exponent = 1;
  } else {
    fraction |= std::uint64_t{1} << fraction_bits;
  }
  if (fraction != 0) add_bits(static_cast<unsigned __int128>(fraction) * times, exponent - 1, number < 0);
}

void ExactSum::add(__int128 number) {
  if (number == 0) return;
  const auto bits = static_cast<unsigned __int128>(number);
  add_bits(number < 0 ? -bits : bits, static_cast<unsigned>(-lowest_exponent), number < 0);
}

/// Makes room for bits of limbs first to behind - 1 and one bit of carry over them.
void ExactSum::cover(std::size_t first, std::size_t behind) {
  if (limbs_.empty()) lowest_ = first;
  if (first < lowest_) {
    limbs_.insert(limbs_.begin(), lowest_ - first, 0);
    lowest_ = first;
  }
  const std::uint64_t sign = is_negative(limbs_) ? ~std::uint64_t{0} : 0;
  const bool has_room = !limbs_.empty() && limbs_.back() == sign;
  const std::size_t wanted = std::max(behind + 1 - lowest_, limbs_.size() + (has_room ? 0 : 1));
  limbs_.resize(std::max(wanted, limbs_.size()), sign);
}

void ExactSum::add_bits(unsigned __int128 magnitude, unsigned bit, bool negative) {
  const unsigned limb = bit / 64, shift = bit % 64;
  const auto low = static_cast<std::uint64_t>(magnitude), high = static_cast<std::uint64_t>(magnitude >> 64);
  const std::array<std::uint64_t, 3> term = {
      low << shift,
      shift == 0 ? high : high << shift | low >> (64 - shift),
      shift == 0 ? 0 : high >> (64 - shift),
  };
  cover(limb, limb + term.size());
  bool carry = false;
  for (std::size_t i = limb - lowest_; i < limbs_.size(); ++i) {
    const std::size_t place = i + lowest_ - limb;
    if (place >= term.size() && !carry) break;
    const std::uint64_t part = place < term.size() ? term[place] : 0;
    std::uint64_t result = 0;
    bool over =
        negative ? __builtin_sub_overflow(limbs_[i], part, &result) : __builtin_add_overflow(limbs_[i], part, &result);
    if (carry)
      over |= negative ? __builtin_sub_overflow(result, 1, &result) : __builtin_add_overflow(result, 1, &result);
    limbs_[i] = result;
    carry = over;
  }
}

double ExactSum::scaled(int exponent) const {
  if (nan_ || (infinity_ && negative_infinity_)) return std::numeric_limits<double>::quiet_NaN();
  if (infinity_) return std::numeric_limits<double>::infinity();
  if (negative_infinity_) return -std::numeric_limits<double>::infinity();

  std::vector<std::uint64_t> magnitude = limbs_;
  const bool negative = is_negative(magnitude);
  if (negative) negate(magnitude);
  while (!magnitude.empty() && magnitude.back() == 0) magnitude.pop_back();
  if (magnitude.empty()) return 0.0;

  const std::size_t top = magnitude.size() * 64 - 1 - static_cast<std::size_t>(std::countl_zero(magnitude.back()));
  const std::size_t cut = top > fraction_bits ? top - fraction_bits : 0;
  std::uint64_t fraction = bits_from(magnitude, cut);
  if (cut > 0) {
    const bool half = (bits_from(magnitude, cut - 1) & 1) != 0;
    const bool above = any_bit_below(magnitude, cut - 1);
    if (half && (above || (fraction & 1) != 0)) ++fraction;
  }
  // `fraction` has at most 53 bits, or is 2^53: exact as a double.
  const int place = static_cast<int>(cut + lowest_ * 64) + lowest_exponent + exponent;
  const double result = std::ldexp(static_cast<double>(fraction), place);
  return negative ? -result : result;
}

double ExactSum::divided_by(std::uint64_t count) const {
  LIAISON_ASSERT(count > 0);
  const double sum = value();
  if (std::isfinite(sum)) return sum / static_cast<double>(count);
  constexpr int headroom = 128;  // more than what count can be
  return std::ldexp(scaled(-headroom) / static_cast<double>(count), headroom);
}

}  // namespace liaison
