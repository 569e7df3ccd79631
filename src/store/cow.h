#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace liaison {

/// Names a transaction: a piece whose owner is the present transaction may be changed in place, any other is shared
/// with snapshots and is copied first. 0 owns nothing.
using Owner = std::uint64_t;

/// A shared piece of a graph's state that is copied when another transaction than its maker changes it.
/// Copying a Cow copies a pointer.
template <class T>
class Cow {
 public:
  Cow() = default;
  Cow(Owner owner, T value) : piece_(std::make_shared<Piece>(Piece{owner, std::move(value)})) {}

  [[nodiscard]] explicit operator bool() const { return piece_ != nullptr; }
  [[nodiscard]] bool owned_by(Owner owner) const { return piece_ != nullptr && piece_->owner == owner; }
  const T& operator*() const { return piece_->value; }
  const T* operator->() const { return &piece_->value; }

  /// The piece for change by its owner; made empty where there is none.
  T& change(Owner owner) {
    if (!piece_) {
      piece_ = std::make_shared<Piece>(Piece{owner, T{}});
    } else if (piece_->owner != owner) {
      piece_ = std::make_shared<Piece>(Piece{owner, piece_->value});
    }
    return piece_->value;
  }

 private:
  struct Piece {
    Owner owner;
    T value;
  };
  std::shared_ptr<Piece> piece_;
};

/// A growing array cut into pages that are copied one by one. Copying the whole copies a pointer a page.
template <class T, std::uint32_t page_size = 4096>
class CowArray {
 public:
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] const T& operator[](std::uint64_t index) const {
    return (*pages_[index / page_size])[index % page_size];
  }

  void push_back(Owner owner, T value) {
    if (size_ % page_size == 0) pages_.emplace_back();
    pages_.back().change(owner).push_back(std::move(value));
    ++size_;
  }
  T& change(Owner owner, std::uint64_t index) { return pages_[index / page_size].change(owner)[index % page_size]; }

 private:
  std::vector<Cow<std::vector<T>>> pages_;
  std::uint64_t size_ = 0;
};

}  // namespace liaison
