#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "liaison/value.h"
#include "value/type_set.h"

namespace liaison {

/// A type as `x IS :: LIST<INTEGER> | STRING NOT NULL` names it: what at least one of its terms allows.
struct ValueType {
  struct Term {
    std::string_view name;                             // the usual one of several
    TypeSet kinds = TypeSet::none();                   // null aside
    std::shared_ptr<const ValueType> items = nullptr;  // of lists: the type of each item; null: any
    bool is_stored = false;                            // lists only such as a property holds
    bool may_be_null = true;
  };
  std::vector<Term> terms;
};

/// The type of this name, in any letter case, with one blank between words ("ZONED TIME", "TIME WITH TIME ZONE").
[[nodiscard]] std::optional<ValueType::Term> find_type(std::string_view name);
/// The usual names of all types.
[[nodiscard]] std::vector<std::string_view> type_names();

[[nodiscard]] bool is_of_type(const Value& value, const ValueType& type);

/// "LIST<INTEGER> | STRING NOT NULL"
[[nodiscard]] std::string to_text(const ValueType& type);

}  // namespace liaison
