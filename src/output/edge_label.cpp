#include "output/edge_label.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

#include "store/catalog.h"
#include "value/date.h"
#include "value/text.h"
#include "value/type_set.h"

namespace liaison {

namespace {

std::string currency_sign(std::string_view currency) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> signs{
      {{"USD", "$"}, {"EUR", "€"}, {"GBP", "£"}, {"JPY", "¥"}, {"INR", "₹"}, {"KRW", "₩"}}};
  for (const auto& [code, sign] : signs) {
    if (code == currency) return std::string(sign);
  }
  return currency.empty() ? std::string() : std::string(currency) + " ";
}

/// "2.5" for 2.50, "270" for 270.00.
std::string without_zeros(std::string digits) {
  if (digits.find('.') == std::string::npos) return digits;
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

Value property(const GraphView& view, RelationshipId relationship, std::string_view name) {
  const auto key = view.catalog().property_keys.find(name);
  return key ? view.property(relationship, *key) : Value();
}

std::string period(const Value& since, const Value& until) {
  const auto text = [](const Value& value) {
    if (value.kind() == Kind::Date) return date_text(value.as_date());
    return TypeSet::temporal().contains(value.kind()) ? scalar_text(value) : std::string();
  };
  const std::string begin = text(since), end = text(until);
  if (end.empty()) return begin;
  return begin.empty() ? "until " + end : begin + "–" + end;
}

}  // namespace

std::string short_amount(const Value& amount, std::string_view currency) {
  static constexpr std::array<std::string_view, 5> letters{"", "K", "M", "B", "T"};
  const double value = amount.as_number();
  if (!std::isfinite(value)) return currency_sign(currency) + float_text(value);
  double unit = 1;
  std::size_t letter = 0;
  std::string digits = fmt::format("{:.2f}", std::abs(value));
  // By what is shown, not by the value: 999,999,999 is ~1B and not ~1000M.
  while (letter + 1 < letters.size() && std::stod(digits) >= 1000) {
    unit *= 1000;
    ++letter;
    digits = fmt::format("{:.2f}", std::abs(value) / unit);
  }
  const bool is_exact = std::stod(digits) * unit == std::abs(value);
  return std::string(is_exact ? "" : "~") + (value < 0 ? "-" : "") + currency_sign(currency) + without_zeros(digits) +
         std::string(letters[letter]);
}

std::string edge_details(const GraphView& view, RelationshipId relationship) {
  std::string details = period(property(view, relationship, "since"), property(view, relationship, "until"));
  const Value currency_value = property(view, relationship, "currency");
  const std::string_view currency =
      currency_value.kind() == Kind::String ? currency_value.as_string() : std::string_view();
  const Value amount = property(view, relationship, "amount");
  const Value minimum = property(view, relationship, "amount_min"),
              maximum = property(view, relationship, "amount_max");
  std::string money;
  if (amount.is_number()) {
    money = short_amount(amount, currency);
  } else if (minimum.is_number() && maximum.is_number()) {
    money = short_amount(minimum, currency) + "–" + short_amount(maximum, currency);
  } else if (minimum.is_number()) {
    money = "≥ " + short_amount(minimum, currency);
  } else if (maximum.is_number()) {
    money = "≤ " + short_amount(maximum, currency);
  }
  if (!details.empty() && !money.empty()) details += ' ';
  return details + money;
}

}  // namespace liaison
