#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "store/cow.h"

namespace liaison {

/// Numbered pieces that lie in a base file: each is made from the file's bytes when it is first asked for, and stays.
/// Thread-safety: find() from any thread.
template <class T>
class BasePieces {
 public:
  explicit BasePieces(std::uint32_t count) : count_(count), slots_(new std::atomic<const T*>[count]()) {}
  virtual ~BasePieces() {
    for (std::uint32_t i = 0; i < count_; ++i) delete slots_[i].load(std::memory_order_relaxed);
  }
  BasePieces(const BasePieces&) = delete;
  BasePieces& operator=(const BasePieces&) = delete;

  [[nodiscard]] std::uint32_t count() const { return count_; }
  /// Null: the file has none of this number. Throws Error(GraphFileError, DamagedStore).
  [[nodiscard]] const T* find(std::uint32_t number) const {
    const T* known = slots_[number].load(std::memory_order_acquire);
    return known != nullptr ? known : make(number);
  }

 private:
  [[nodiscard]] virtual std::unique_ptr<const T> load(std::uint32_t number) const = 0;

  const T* make(std::uint32_t number) const {
    std::unique_ptr<const T> made = load(number);
    const T* present = nullptr;
    // Of two threads that make the same piece the first one's stays.
    if (made == nullptr || !slots_[number].compare_exchange_strong(present, made.get(), std::memory_order_acq_rel)) {
      return present;
    }
    return made.release();
  }

  std::uint32_t count_;
  std::unique_ptr<std::atomic<const T*>[]> slots_;
};

/// One thing that is made when it is first asked for, and stays.
/// Thread-safety: get() from any thread.
template <class T>
class LazyPiece {
 public:
  LazyPiece() = default;
  ~LazyPiece() { delete made_.load(std::memory_order_relaxed); }
  LazyPiece(const LazyPiece&) = delete;
  LazyPiece& operator=(const LazyPiece&) = delete;

  template <class Make>
  [[nodiscard]] const T& get(Make&& make) {
    if (const T* known = made_.load(std::memory_order_acquire)) return *known;
    auto made = std::make_unique<const T>(make());
    const T* present = nullptr;
    if (!made_.compare_exchange_strong(present, made.get(), std::memory_order_acq_rel)) return *present;
    return *made.release();
  }

 private:
  std::atomic<const T*> made_ = nullptr;
};

/// Numbered pieces of a graph's state: those of its base file, and in front of them those that were made or changed
/// since. Copying copies a pointer for each number up to the highest one that was changed.
template <class T>
class Pieces {
 public:
  Pieces() = default;
  /// The state keeps the base alive.
  explicit Pieces(const BasePieces<T>* base) : base_(base) {}

  [[nodiscard]] std::size_t size() const {
    return std::max<std::size_t>(base_ != nullptr ? base_->count() : 0, changed_.size());
  }
  /// Null: there is none of this number.
  [[nodiscard]] const T* find(std::size_t number) const {
    if (number < changed_.size() && changed_[number]) return &*changed_[number];
    if (base_ != nullptr && number < base_->count()) return base_->find(static_cast<std::uint32_t>(number));
    return nullptr;
  }
  /// REQUIRES: there is one.
  [[nodiscard]] const T& operator[](std::size_t number) const { return *find(number); }
  /// The piece for change; made empty where there is none.
  T& change(Owner owner, std::size_t number) {
    if (number >= changed_.size()) changed_.resize(number + 1);
    Cow<T>& piece = changed_[number];
    if (!piece) {
      const T* base = find(number);
      piece = Cow<T>(owner, base != nullptr ? *base : T{});
    }
    return piece.change(owner);
  }

 private:
  const BasePieces<T>* base_ = nullptr;
  std::vector<Cow<T>> changed_;
};

/// A set of numbers, in pages that are copied one by one when another transaction adds to them.
class CowBits {
 public:
  [[nodiscard]] bool has(std::uint64_t number) const {
    const std::uint64_t page = number / page_bits;
    return page < pages_.size() && pages_[page] && ((*pages_[page])[number % page_bits / 64] >> (number % 64) & 1) != 0;
  }
  void add(std::uint64_t number, Owner owner) {
    const std::uint64_t page = number / page_bits;
    if (page >= pages_.size()) pages_.resize(page + 1);
    pages_[page].change(owner)[number % page_bits / 64] |= std::uint64_t{1} << (number % 64);
  }

 private:
  static constexpr std::uint64_t page_bits = 4096;
  std::vector<Cow<std::array<std::uint64_t, page_bits / 64>>> pages_;
};

}  // namespace liaison
