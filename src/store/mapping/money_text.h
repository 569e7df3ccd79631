#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "liaison/value.h"

namespace liaison {

/// What a text such as "about $1.4 billion (2019)" says. Exactly one of: an amount; a least and greatest one, of which
/// one may be missing ("over $70 billion", "$1-2 million").
struct MoneyText {
  Value amount, minimum, maximum;  // exact: Integers where they are whole
  bool is_about = false;           // "about", "nearly", "~"
  std::string currency;            // a code of three letters, or empty
  std::optional<std::int64_t> year;
  std::string note;  // what else stands in brackets behind it, parted by "; "
};

/// nullopt: it is no money, or has more digits than are kept exactly.
[[nodiscard]] std::optional<MoneyText> parse_money(std::string_view text, bool decimal_comma);

}  // namespace liaison
