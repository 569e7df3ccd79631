#include "function/aggregate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/assert.h"
#include "common/stop_signal.h"
#include "function/alias.h"
#include "function/exact_sum.h"
#include "function/table.h"
#include "value/duration.h"
#include "value/limits.h"
#include "value/order.h"
#include "value/text.h"

namespace liaison {

namespace {

using Arguments = std::span<const Value>;

Error sum_overflow() {
  return runtime_error(ErrorCode::ArithmeticError, "IntegerOverflow", "the sum is beyond the range of Integer");
}

void require_number(std::string_view name, const Value& value) {
  if (!value.is_number()) throw wrong_kind(name, TypeSet::number(), value.kind());
}

void add_times(std::uint64_t& count, std::uint64_t times) {
  if (__builtin_add_overflow(count, times, &count)) {
    throw runtime_error(ErrorCode::ArithmeticError, "IntegerOverflow", "the number of rows is beyond 64 bits");
  }
}

class Count final : public AggregateState {
 public:
  void add(Arguments, std::uint64_t times) override { add_times(count_, times); }
  Value finish() override {
    if (count_ > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) throw sum_overflow();
    return Value::integer(static_cast<std::int64_t>(count_));
  }

 private:
  std::uint64_t count_ = 0;
};

/// Integers and Floats apart, both exact: 128 bits for the ones, no rounding before the end for the others.
class NumberSum {
 public:
  void add(std::string_view name, const Value& value, std::uint64_t times) {
    require_number(name, value);
    if (value.kind() == Kind::Float) {
      has_floats_ = true;
      floats_.add(value.as_float(), times);
      return;
    }
    // An Integer has 63 bits and a sign, `times` 64: the product has room.
    const __int128 product = static_cast<__int128>(value.as_integer()) * times;
    if (__builtin_add_overflow(integers_, product, &integers_)) throw sum_overflow();
  }

  [[nodiscard]] bool has_floats() const { return has_floats_; }
  [[nodiscard]] __int128 integers() const { return integers_; }
  /// Both together.
  [[nodiscard]] ExactSum total() const {
    ExactSum sum = floats_;
    sum.add(integers_);
    return sum;
  }

 private:
  ExactSum floats_;
  __int128 integers_ = 0;
  bool has_floats_ = false;
};

/// Part by part; a month has no fixed number of days.
class DurationSum {
 public:
  void add(const Duration& duration, std::uint64_t times) {
    has_any_ = true;
    add(months_, duration.months, times);
    add(days_, duration.days, times);
    add(seconds_, duration.seconds, times);
    add(nanoseconds_, duration.nanoseconds, times);
  }

  [[nodiscard]] bool has_any() const { return has_any_; }
  [[nodiscard]] Duration total() const {
    std::optional<Duration> sum = duration_of_seconds(seconds_, nanoseconds_);
    if (!sum || !fits(months_) || !fits(days_)) throw beyond_duration();
    sum->months = static_cast<std::int64_t>(months_);
    sum->days = static_cast<std::int64_t>(days_);
    return *sum;
  }
  [[nodiscard]] Duration divided_by(std::uint64_t count) const {
    if (!fits(count)) throw beyond_duration();
    const std::optional<Duration> mean = divided(total(), {.digits = static_cast<std::int64_t>(count)});
    if (!mean) throw beyond_duration();
    return *mean;
  }

 private:
  static bool fits(__int128 number) {
    return number >= std::numeric_limits<std::int64_t>::min() && number <= std::numeric_limits<std::int64_t>::max();
  }
  static Error beyond_duration() {
    return runtime_error(ErrorCode::ArithmeticError, "NumberOutOfRange", "the sum is beyond the range of Duration");
  }
  static void add(__int128& sum, std::int64_t part, std::uint64_t times) {
    if (__builtin_add_overflow(sum, static_cast<__int128>(part) * times, &sum)) throw beyond_duration();
  }

  __int128 months_ = 0, days_ = 0, seconds_ = 0, nanoseconds_ = 0;
  bool has_any_ = false;
};

/// Of numbers or of durations: what they are, the first one says.
class MixedSum {
 public:
  explicit MixedSum(std::string_view name) : name_(name) {}

  void add(const Value& value, std::uint64_t times) {
    add_times(count_, times);
    if (value.kind() == Kind::Duration && count_ == times) {
      durations_.add(value.as_duration(), times);
    } else if (durations_.has_any()) {
      if (value.kind() != Kind::Duration) throw wrong_kind(name_, Kind::Duration, value.kind());
      durations_.add(value.as_duration(), times);
    } else {
      numbers_.add(name_, value, times);
    }
  }

  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] const NumberSum& numbers() const { return numbers_; }
  [[nodiscard]] const DurationSum& durations() const { return durations_; }

 private:
  std::string_view name_;
  NumberSum numbers_;
  DurationSum durations_;
  std::uint64_t count_ = 0;
};

class Sum final : public AggregateState {
 public:
  void add(Arguments arguments, std::uint64_t times) override { sum_.add(arguments[0], times); }
  Value finish() override {
    if (sum_.durations().has_any()) return Value::duration(sum_.durations().total());
    const NumberSum& numbers = sum_.numbers();
    if (numbers.has_floats()) return Value::floating(numbers.total().value());
    const __int128 sum = numbers.integers();
    if (sum > std::numeric_limits<std::int64_t>::max() || sum < std::numeric_limits<std::int64_t>::min()) {
      throw sum_overflow();
    }
    return Value::integer(static_cast<std::int64_t>(sum));
  }

 private:
  MixedSum sum_{"sum"};
};

class Average final : public AggregateState {
 public:
  void add(Arguments arguments, std::uint64_t times) override { sum_.add(arguments[0], times); }
  Value finish() override {
    if (sum_.count() == 0) return {};
    if (sum_.durations().has_any()) return Value::duration(sum_.durations().divided_by(sum_.count()));
    return Value::floating(sum_.numbers().total().divided_by(sum_.count()));
  }

 private:
  MixedSum sum_{"avg"};
};

enum class Extreme : std::uint8_t { Least, Greatest };

/// By the order of ORDER BY. Of 1 and 1.0 the Integer is taken, whichever came first.
template <Extreme extreme>
class Best final : public AggregateState {
 public:
  void add(Arguments arguments, std::uint64_t) override {
    const Value& value = arguments[0];
    if (best_.is_null()) {
      best_ = value;
      return;
    }
    const std::weak_ordering result = order(value, best_);
    const bool better = extreme == Extreme::Least ? result < 0 : result > 0;
    if (better || (result == 0 && value.kind() < best_.kind())) best_ = value;
  }
  Value finish() override { return best_; }

 private:
  Value best_;
};

class Collect final : public AggregateState {
 public:
  void add(Arguments arguments, std::uint64_t times) override {
    if (times > list_items_max - items_.size()) {
      throw runtime_error(ErrorCode::LimitExceeded, "ListTooLong",
                          "collect() would make a list of more than " + std::to_string(list_items_max) + " items");
    }
    items_.insert(items_.end(), times, arguments[0]);
  }
  Value finish() override { return Value::list(std::move(items_)); }

 private:
  std::vector<Value> items_;
};

enum class Spread : std::uint8_t { Sample, Population };

/// Keeps the numbers: a running mean would make the result hang on their order.
template <Spread spread>
class StandardDeviation final : public AggregateState {
 public:
  void add(Arguments arguments, std::uint64_t times) override {
    require_number(spread == Spread::Sample ? "stDev" : "stDevP", arguments[0]);
    add_times(count_, times);
    numbers_.emplace_back(arguments[0].as_number(), times);
    sum_.add(arguments[0].as_number(), times);
  }

  Value finish() override {
    if (count_ < 2) return Value::floating(0.0);
    const double mean = sum_.divided_by(count_);
    ExactSum deviations, squares;
    StepCount steps;
    for (const auto& [number, times] : numbers_) {
      steps.step();
      deviations.add(number - mean, times);
      squares.add((number - mean) * (number - mean), times);
    }
    // The second term makes good what the mean lost in rounding.
    const double deviation = deviations.value();
    const double sum_of_squares = squares.value() - deviation * deviation / static_cast<double>(count_);
    const std::uint64_t freedom = spread == Spread::Sample ? count_ - 1 : count_;
    // Below 0 by rounding only; NaN stays what it is.
    return Value::floating(sum_of_squares < 0 ? 0.0 : std::sqrt(sum_of_squares / static_cast<double>(freedom)));
  }

 private:
  std::vector<std::pair<double, std::uint64_t>> numbers_;
  ExactSum sum_;
  std::uint64_t count_ = 0;
};

/// What percentileCont and percentileDisc have in common: the numbers, and the percentile, which the first row gives.
class Percentile : public AggregateState {
 public:
  explicit Percentile(std::string_view name) : name_(name) {}

  void add(Arguments arguments, std::uint64_t times) override {
    require_number(name_, arguments[0]);
    require_number(name_, arguments[1]);
    const double percentile = arguments[1].as_number();
    if (!(percentile >= 0.0 && percentile <= 1.0)) {
      throw out_of_range(std::string(name_) + "() takes a percentile from 0.0 to 1.0, not " +
                         scalar_text(arguments[1]));
    }
    if (numbers_.empty()) percentile_ = percentile;
    numbers_.emplace_back(arguments[0], times);
    add_times(count_, times);
  }

  Value finish() final {
    if (count_ == 0) return {};
    StepCount steps;
    std::ranges::sort(numbers_, [&steps](const Entry& left, const Entry& right) {
      steps.step();
      return order(left.first, right.first) < 0 ||
             (equivalent(left.first, right.first) && left.first.kind() < right.first.kind());
    });
    return pick(percentile_, count_);
  }

 protected:
  [[nodiscard]] virtual Value pick(double percentile, std::uint64_t count) const = 0;
  /// The number at a position from 0 to count - 1.
  [[nodiscard]] const Value& at(std::uint64_t position) const {
    std::size_t entry = 0;
    while (entry + 1 < numbers_.size() && position >= numbers_[entry].second) position -= numbers_[entry++].second;
    return numbers_[entry].first;
  }

 private:
  using Entry = std::pair<Value, std::uint64_t>;
  std::string_view name_;
  double percentile_ = 0;
  std::uint64_t count_ = 0;
  std::vector<Entry> numbers_;
};

/// The first number that as many are not above as the percentile says.
class PercentileOfNumbers final : public Percentile {
 public:
  PercentileOfNumbers() : Percentile("percentileDisc") {}

 protected:
  [[nodiscard]] Value pick(double percentile, std::uint64_t count) const override {
    const double rank = std::ceil(percentile * static_cast<double>(count));
    return at(rank < 1 ? 0 : static_cast<std::uint64_t>(rank) - 1);
  }
};

/// Between the two numbers next to the percentile, in proportion.
class PercentileBetweenNumbers final : public Percentile {
 public:
  PercentileBetweenNumbers() : Percentile("percentileCont") {}

 protected:
  [[nodiscard]] Value pick(double percentile, std::uint64_t count) const override {
    const double position = percentile * static_cast<double>(count - 1);
    const double below = std::floor(position);
    const double lower = at(static_cast<std::uint64_t>(below)).as_number();
    const double upper = at(static_cast<std::uint64_t>(std::ceil(position))).as_number();
    const double share = position - below;
    return Value::floating(share == 0 ? lower : lower * (1 - share) + upper * share);
  }
};

template <class State>
std::unique_ptr<AggregateState> make() {
  return std::make_unique<State>();
}

constexpr TypeSet number_or_duration{Kind::Integer, Kind::Float, Kind::Duration};

TypeSet list_of(TypeSet argument) { return TypeSet::list_of(argument); }
TypeSet sum_of(TypeSet argument) { return argument.contains(Kind::Duration) ? number_or_duration : TypeSet::number(); }
TypeSet mean_of(TypeSet argument) {
  const TypeSet mean{Kind::Float, Kind::Null};
  return argument.contains(Kind::Duration) ? mean.with(Kind::Duration) : mean;
}

constexpr Aggregate rows[] = {
    {.name = "avg",
     .argument_count = 1,
     .argument_type = number_or_duration,
     .result_type = {Kind::Float, Kind::Duration, Kind::Null},
     .help = "The mean of the numbers that are not null, as a Float, or of durations; null if there is none.",
     .example = "UNWIND [1, 2, 6] AS x RETURN avg(x)  // 3.0",
     .make = make<Average>,
     .result_of = mean_of},
    {.name = "collect",
     .argument_count = 1,
     .argument_type = TypeSet::any(),
     .result_type = Kind::List,
     .help = "A list of the values that are not null.",
     .example = "UNWIND [1, null, 2] AS x RETURN collect(x)  // [1, 2]",
     .make = make<Collect>,
     .result_of = list_of},
    {.name = "count",
     .argument_count = 1,
     .argument_type = TypeSet::any(),
     .result_type = Kind::Integer,
     .help = "How many values are not null; count(*) counts rows.",
     .example = "UNWIND [1, null, 2] AS x RETURN count(x)  // 2",
     .make = make<Count>},
    {.name = "max",
     .argument_count = 1,
     .argument_type = TypeSet::any(),
     .result_type = TypeSet::any(),
     .help = "The last value in the order of ORDER BY, nulls aside; null if there is none.",
     .example = "UNWIND [1, 'a', null, 0.2] AS x RETURN max(x)  // 1",
     .make = make<Best<Extreme::Greatest>>},
    {.name = "min",
     .argument_count = 1,
     .argument_type = TypeSet::any(),
     .result_type = TypeSet::any(),
     .help = "The first value in the order of ORDER BY, nulls aside; null if there is none.",
     .example = "UNWIND [1, 'a', null, 0.2] AS x RETURN min(x)  // 'a'",
     .make = make<Best<Extreme::Least>>},
    {.name = "percentileCont",
     .argument_count = 2,
     .argument_type = TypeSet::number(),
     .result_type = {Kind::Float, Kind::Null},
     .help = "The number below which the given share of the numbers lies, between two of them in proportion.",
     .example = "UNWIND [10, 20, 30] AS x RETURN percentileCont(x, 0.25)  // 15.0",
     .make = make<PercentileBetweenNumbers>},
    {.name = "percentileDisc",
     .argument_count = 2,
     .argument_type = TypeSet::number(),
     .result_type = {Kind::Integer, Kind::Float, Kind::Null},
     .help = "The first of the numbers below or at which the given share of them lies.",
     .example = "UNWIND [10, 20, 30] AS x RETURN percentileDisc(x, 0.5)  // 20",
     .make = make<PercentileOfNumbers>},
    {.name = "stDev",
     .argument_count = 1,
     .argument_type = TypeSet::number(),
     .result_type = Kind::Float,
     .help = "The standard deviation of a sample (by n - 1); 0.0 for fewer than two numbers.",
     .example = "UNWIND [1, 2, 3] AS x RETURN stDev(x)  // 1.0",
     .make = make<StandardDeviation<Spread::Sample>>},
    {.name = "stDevP",
     .argument_count = 1,
     .argument_type = TypeSet::number(),
     .result_type = Kind::Float,
     .help = "The standard deviation of a whole population (by n); 0.0 for fewer than two numbers.",
     .example = "UNWIND [1, 3] AS x RETURN stDevP(x)  // 1.0",
     .make = make<StandardDeviation<Spread::Population>>},
    {.name = "sum",
     .argument_count = 1,
     .argument_type = number_or_duration,
     .result_type = number_or_duration,
     .help = "The sum of the numbers, or of the durations, that are not null; 0 if there is none. Neither rounds nor "
             "overflows on the way.",
     .example = "UNWIND [1, 2, null] AS x RETURN sum(x)  // 3",
     .make = make<Sum>,
     .result_of = sum_of},
};

const std::vector<Aggregate>& table() {
  static const std::vector<Aggregate> made = [] {
    std::vector<Aggregate> all(std::begin(rows), std::end(rows));
    for (const Alias& alias : aggregate_aliases()) {
      const auto original = std::ranges::find(rows, alias.of, &Aggregate::name);
      LIAISON_ASSERT(original != std::end(rows));
      Aggregate row = *original;
      row.name = alias.name;
      row.help = alias.help;
      row.example = alias.example;
      all.push_back(row);
    }
    return all;
  }();
  return made;
}

}  // namespace

const Aggregate* find_aggregate(std::string_view name) {
  static const std::unordered_map<std::string, const Aggregate*> index = [] {
    std::unordered_map<std::string, const Aggregate*> made;
    for (const Aggregate& row : table()) made.emplace(lower_case(row.name), &row);
    return made;
  }();
  const auto found = index.find(lower_case(name));
  return found == index.end() ? nullptr : found->second;
}

std::span<const Aggregate> all_aggregates() { return table(); }

}  // namespace liaison
