#pragma once

#include <utility>
#include <variant>

#include "liaison/error.h"

namespace liaison {

/// A value or the Error that stopped it: what the library's door returns instead of throwing.
/// Member names are std::expected's (C++23), so that this can become an alias of it.
///
///     Result<Rows> rows = session.run("MATCH (n) RETURN n.name");
///     if (!rows) std::cerr << rows.error().message;
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::move(value)) {}      // NOLINT: implicit by design, as std::expected
  Result(Error error) : content_(std::move(error)) {}  // NOLINT

  [[nodiscard]] bool has_value() const noexcept { return std::holds_alternative<T>(content_); }
  explicit operator bool() const noexcept { return has_value(); }

  /// REQUIRES: has_value().
  [[nodiscard]] T& value() & { return std::get<T>(content_); }
  [[nodiscard]] const T& value() const& { return std::get<T>(content_); }
  [[nodiscard]] T&& value() && { return std::get<T>(std::move(content_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// REQUIRES: !has_value().
  [[nodiscard]] const Error& error() const& { return std::get<Error>(content_); }

 private:
  std::variant<T, Error> content_;
};

}  // namespace liaison
