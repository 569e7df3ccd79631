#include "session/statement_memory.h"

#include <fmt/format.h>
#include <malloc.h>

#include <array>
#include <string>
#include <string_view>

#include "execute/operator.h"
#include "liaison/error.h"
#include "value/text.h"

namespace liaison {
namespace {

/// "256 MB", "1.5 GiB": in the unit that says it shortest.
std::string size_text(std::uint64_t bytes) {
  struct Unit {
    std::string_view name;
    double bytes;
  };
  constexpr std::array<Unit, 6> units{
      {{"GB", 1e9}, {"MB", 1e6}, {"KB", 1e3}, {"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}}};
  std::string shortest = std::to_string(bytes) + " bytes";
  for (const Unit& unit : units) {
    const double number = static_cast<double>(bytes) / unit.bytes;
    std::string text = fmt::format("{} {}", number, unit.name);
    if (number >= 1 && text.size() < shortest.size()) shortest = std::move(text);
  }
  return shortest;
}

/// An operator's line of EXPLAIN may hold a list of any length.
std::string described(const Operator& op) {
  constexpr std::size_t most = 80;
  const std::string text = op.describe();
  if (code_point_count(text) <= most) return text;
  std::vector<std::int32_t> points = code_points(text);
  points.resize(most);
  return utf8_of(points) + "…";
}

}  // namespace

StatementMemory::StatementMemory(std::optional<std::uint64_t> bytes) : bytes_(bytes), limit_(bytes) {
  if (!bytes || memory_is_counted) return;
  throw runtime_error(ErrorCode::UsageError, "MemoryNotCounted",
                      "this program cannot limit memory: it does not count what it allocates", {},
                      "link it with liaison_counted_new");
}

StatementMemory::~StatementMemory() {
  if (limit_.was_reached()) malloc_trim(0);
}

void StatementMemory::fail(const Operator* at_work) {
  limit_.lift();  // there must be room to say so
  if (!bytes_ || !limit_.was_reached()) throw;
  std::string message = "the statement would hold more than " + size_text(*bytes_) + " of memory";
  if (at_work != nullptr) message += ", in " + described(*at_work);
  throw runtime_error(ErrorCode::LimitExceeded, "MemoryLimit", std::move(message), {},
                      "let it keep less (LIMIT, DISTINCT, an aggregate, shorter paths or lists) or let it have more "
                      "(--memory)");
}

}  // namespace liaison
