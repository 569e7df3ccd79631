#include "store/mapping/money_text.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "store/mapping/decimal_text.h"
#include "value/text.h"

namespace liaison {
namespace {

/// A word and what it stands for. Of words that begin alike the longer stands first.
template <class Meaning>
using Word = std::pair<std::string_view, Meaning>;

enum class Qualifier : std::uint8_t { About, AtLeast, AtMost, Range };

constexpr std::array<Word<Qualifier>, 30> qualifiers{{
    {"approximately", Qualifier::About},
    {"approx.", Qualifier::About},
    {"approx", Qualifier::About},
    {"about", Qualifier::About},
    {"around", Qualifier::About},
    {"roughly", Qualifier::About},
    {"circa", Qualifier::About},
    {"ca.", Qualifier::About},
    {"nearly", Qualifier::About},
    {"almost", Qualifier::About},
    {"estimated", Qualifier::About},
    {"~", Qualifier::About},
    {"more than", Qualifier::AtLeast},
    {"at least", Qualifier::AtLeast},
    {"over", Qualifier::AtLeast},
    {"above", Qualifier::AtLeast},
    {"exceeding", Qualifier::AtLeast},
    {"from", Qualifier::Range},
    {">=", Qualifier::AtLeast},
    {">", Qualifier::AtLeast},
    {"≥", Qualifier::AtLeast},
    {"less than", Qualifier::AtMost},
    {"at most", Qualifier::AtMost},
    {"up to", Qualifier::AtMost},
    {"under", Qualifier::AtMost},
    {"below", Qualifier::AtMost},
    {"<=", Qualifier::AtMost},
    {"<", Qualifier::AtMost},
    {"≤", Qualifier::AtMost},
    {"between", Qualifier::Range},
}};

/// Powers of ten.
constexpr std::array<Word<std::int64_t>, 17> scales{{
    {"thousand", 3},
    {"million", 6},
    {"billion", 9},
    {"trillion", 12},
    {"mio.", 6},
    {"mio", 6},
    {"mrd.", 9},
    {"mrd", 9},
    {"mn", 6},
    {"bn", 9},
    {"tn", 12},
    {"mm", 6},
    {"k", 3},
    {"m", 6},
    {"b", 9},
    {"t", 12},
    {"lakh", 5},
}};

constexpr std::array<Word<std::string_view>, 16> currencies{{
    {"us dollars", "USD"},
    {"dollars", "USD"},
    {"dollar", "USD"},
    {"euros", "EUR"},
    {"euro", "EUR"},
    {"us$", "USD"},
    {"hk$", "HKD"},
    {"nt$", "TWD"},
    {"ca$", "CAD"},
    {"c$", "CAD"},
    {"a$", "AUD"},
    {"$", "USD"},
    {"€", "EUR"},
    {"£", "GBP"},
    {"¥", "JPY"},
    {"₩", "KRW"},
}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Reads the text from the left; each take_ function leaves it as it was where it gives nothing.
class MoneyReader {
 public:
  MoneyReader(std::string_view text, bool decimal_comma) : rest_(text), decimal_comma_(decimal_comma) {}

  std::optional<MoneyText> read() {
    std::optional<Qualifier> qualifier;
    while (const auto more = take_word(std::span<const Word<Qualifier>>(qualifiers))) {
      if (*more == Qualifier::About) {
        money_.is_about = true;
      } else if (qualifier) {
        return std::nullopt;
      } else {
        qualifier = *more;
      }
    }
    std::optional<Figure> first = take_figure();
    if (!first) return std::nullopt;
    std::optional<Figure> second;
    if (take_range_mark()) {
      second = take_figure();
      if (!second || qualifier.value_or(Qualifier::Range) != Qualifier::Range) return std::nullopt;
      // "$1-2 billion" has one scale for both.
      if (first->scale == 0) first->scale = second->scale;
    } else if (take('+')) {
      if (qualifier) return std::nullopt;
      qualifier = Qualifier::AtLeast;
    }
    while (take_brackets()) continue;
    skip_blanks();
    if (!rest_.empty() || !settle(*first, second, qualifier)) return std::nullopt;
    return std::move(money_);
  }

 private:
  struct Figure {
    Decimal number;
    std::int64_t scale = 0;
  };

  void skip_blanks() {
    static constexpr std::string_view no_break_space = "\u00a0";
    while (true) {
      if (rest_.starts_with(' ') || rest_.starts_with('\t')) {
        rest_.remove_prefix(1);
      } else if (rest_.starts_with(no_break_space)) {
        rest_.remove_prefix(no_break_space.size());
      } else {
        return;
      }
    }
  }

  bool take(char c) {
    skip_blanks();
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  template <class Meaning>
  std::optional<Meaning> take_word(std::span<const Word<Meaning>> words) {
    skip_blanks();
    for (const auto& [word, meaning] : words) {
      if (lower_case(rest_.substr(0, word.size())) != word) continue;
      const std::string_view behind = rest_.substr(word.size());
      if (is_letter(word.back()) && !behind.empty() && is_letter(behind.front())) continue;
      rest_ = behind;
      return meaning;
    }
    return std::nullopt;
  }

  /// False: it contradicts the one before.
  bool take_currency() {
    std::string code;
    if (const auto known = take_word(std::span<const Word<std::string_view>>(currencies))) {
      code = *known;
    } else if (rest_.size() >= 3 &&
               std::all_of(rest_.begin(), rest_.begin() + 3, [](char c) { return c >= 'A' && c <= 'Z'; }) &&
               (rest_.size() == 3 || !is_letter(rest_[3]))) {
      code = rest_.substr(0, 3);
      rest_.remove_prefix(3);
    } else {
      return true;
    }
    const bool fits = money_.currency.empty() || money_.currency == code;
    money_.currency = std::move(code);
    return fits;
  }

  std::optional<Figure> take_figure() {
    if (!take_currency()) return std::nullopt;
    skip_blanks();
    std::optional<Decimal> number = take_decimal(rest_, decimal_comma_);
    if (!number) return std::nullopt;
    Figure figure{.number = std::move(*number)};
    if (const auto scale = take_word(std::span<const Word<std::int64_t>>(scales))) figure.scale = *scale;
    if (!take_currency()) return std::nullopt;
    return figure;
  }

  bool take_range_mark() {
    static constexpr std::array<Word<bool>, 5> marks{
        {{"–", true}, {"—", true}, {"-", true}, {"to", true}, {"and", true}}};
    return take_word(std::span<const Word<bool>>(marks)).has_value();
  }

  bool take_brackets() {
    if (!take('(')) return false;
    const std::size_t end = rest_.find(')');
    const std::string_view inside = rest_.substr(0, end);
    if (inside.size() == 4 && std::ranges::all_of(inside, [](char c) { return c >= '0' && c <= '9'; })) {
      money_.year = std::stoll(std::string(inside));
    } else {
      money_.note += (money_.note.empty() ? "" : "; ") + std::string(inside);
    }
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    return true;
  }

  bool settle(const Figure& first, const std::optional<Figure>& second, std::optional<Qualifier> qualifier) {
    const std::optional<Value> figure = value_of(first);
    if (!figure) return false;
    if (second) {
      const std::optional<Value> greatest = value_of(*second);
      if (!greatest || figure->as_number() > greatest->as_number()) return false;
      money_.minimum = *figure;
      money_.maximum = *greatest;
    } else if (qualifier == Qualifier::Range) {
      return false;
    } else if (qualifier == Qualifier::AtLeast) {
      money_.minimum = *figure;
    } else if (qualifier == Qualifier::AtMost) {
      money_.maximum = *figure;
    } else {
      money_.amount = *figure;
    }
    return true;
  }

  static std::optional<Value> value_of(Figure figure) {
    figure.number.exponent += figure.scale;
    return exact_value(figure.number);
  }

  std::string_view rest_;
  const bool decimal_comma_;
  MoneyText money_;
};

}  // namespace

std::optional<MoneyText> parse_money(std::string_view text, bool decimal_comma) {
  return MoneyReader(text, decimal_comma).read();
}

}  // namespace liaison
