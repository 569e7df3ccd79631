#include <algorithm>
#include <functional>
#include <utility>

#include "common/assert.h"
#include "value/vector.h"

namespace liaison {

namespace {

/// The first eight bytes as a number whose order is that of the bytes; shorter strings are filled up with zeros.
std::uint64_t first_bytes(std::string_view text) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i) {
    number = number << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0);
  }
  return number;
}

}  // namespace

/// The strings that were added, by hash: open addressing with linear probing over a power of two of slots, at most two
/// thirds of them taken. A slot keeps the hash beside the place among them, so that a look-up reads a string only where
/// it is nearly sure to be the one, and growing reads none.
struct Dictionary::Index {
  struct Slot {
    std::uint32_t place = absent;
    std::uint32_t hash = 0;
  };
  std::vector<Slot> slots = std::vector<Slot>(16);

  static std::uint32_t hash_of(std::string_view text) {
    return static_cast<std::uint32_t>(std::hash<std::string_view>{}(text) >> 32);
  }

  /// The slot of `text`, or the free one where it belongs.
  [[nodiscard]] std::size_t find(std::string_view text, std::uint32_t hash, const std::vector<Value>& values) const {
    const std::size_t mask = slots.size() - 1;
    std::size_t slot = hash & mask;
    while (slots[slot].place != absent && (slots[slot].hash != hash || values[slots[slot].place].as_string() != text)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  void grow() {
    const std::vector<Slot> old = std::exchange(slots, std::vector<Slot>(slots.size() * 2));
    const std::size_t mask = slots.size() - 1;
    for (const Slot& taken : old) {
      if (taken.place == absent) continue;
      std::size_t slot = taken.hash & mask;
      while (slots[slot].place != absent) slot = (slot + 1) & mask;
      slots[slot] = taken;
    }
  }
};

Dictionary::Dictionary() : index_(std::make_unique<Index>()) {}
Dictionary::Dictionary(std::shared_ptr<const SortedStrings> base)
    : base_(std::move(base)), base_size_(base_->size()), sorted_below_(base_size_), index_(std::make_unique<Index>()) {}
Dictionary::~Dictionary() = default;
Dictionary::Dictionary(Dictionary&& other) noexcept = default;
Dictionary& Dictionary::operator=(Dictionary&& other) noexcept = default;

std::uint32_t Dictionary::intern(std::string_view text) {
  const std::uint32_t hash = Index::hash_of(text);
  std::size_t slot = index_->find(text, hash, values_);
  if (index_->slots[slot].place != absent) return base_size_ + index_->slots[slot].place;
  if (base_) {
    if (const std::uint32_t known = base_->find(text); known != absent) return known;
  }

  LIAISON_ASSERT(size() < absent);
  if ((values_.size() + 1) * 3 > index_->slots.size() * 2) {
    index_->grow();
    slot = index_->find(text, hash, values_);
  }
  const std::uint32_t code = size();
  // Strings that arrive in order leave the dictionary sorted.
  if (sorted_below_ == code && (code == 0 || this->text(code - 1) < text)) ++sorted_below_;
  index_->slots[slot] = {added(), hash};
  values_.push_back(Value::string(text));
  return code;
}

std::uint32_t Dictionary::find(std::string_view text) const {
  const std::uint32_t place = index_->slots[index_->find(text, Index::hash_of(text), values_)].place;
  if (place != absent) return base_size_ + place;
  return base_ ? base_->find(text) : absent;
}

std::shared_ptr<Dictionary> Dictionary::clone() const {
  auto copy = std::make_shared<Dictionary>();
  copy->base_ = base_;
  copy->base_size_ = base_size_;
  copy->values_ = values_;
  copy->sorted_below_ = sorted_below_;
  *copy->index_ = *index_;
  return copy;
}

std::vector<std::uint32_t> Dictionary::sort() {
  LIAISON_ASSERT(base_ == nullptr);
  // The first bytes decide nearly always, and without a look at the string.
  struct Entry {
    std::uint64_t start;
    std::uint32_t code;
  };
  std::vector<Entry> in_order;
  in_order.reserve(values_.size());
  for (std::uint32_t code = 0; code < size(); ++code) in_order.push_back({first_bytes(text(code)), code});
  std::sort(in_order.begin(), in_order.end(), [this](const Entry& left, const Entry& right) {
    return left.start != right.start ? left.start < right.start : text(left.code) < text(right.code);
  });
  std::vector<std::uint32_t> new_codes(values_.size());
  std::vector<Value> sorted;
  sorted.reserve(values_.size());
  for (const auto& [start, old_code] : in_order) {
    new_codes[old_code] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(std::move(values_[old_code]));
  }
  values_ = std::move(sorted);
  for (Index::Slot& slot : index_->slots) {
    if (slot.place != absent) slot.place = new_codes[slot.place];
  }
  sorted_below_ = size();
  return new_codes;
}

}  // namespace liaison
