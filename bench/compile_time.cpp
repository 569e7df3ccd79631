// How long a statement takes before anything runs: the medians of parsing, binding, planning and optimizing each
// statement of a folder (*.cypher), warm, over a graph file, and of the process's first.
//
//     build/compile_time GRAPH.json FOLDER [ROUNDS]
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "algorithm/procedure.h"
#include "bind/bind.h"
#include "liaison/database.h"
#include "optimize/optimize.h"
#include "parse/parse.h"
#include "plan/plan.h"
#include "store/graph.h"

namespace liaison {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::array stages{"parse", "bind", "plan", "optimize", "all but optimize"};
using Microseconds = std::array<double, stages.size()>;

double between(Clock::time_point begin, Clock::time_point end) {
  return std::chrono::duration<double, std::micro>(end - begin).count();
}

Microseconds time_once(const std::string& text, const GraphView& view) {
  const Clock::time_point start = Clock::now();
  const ast::Statement statement = parse(text);
  const Clock::time_point parsed = Clock::now();
  BoundQuery query = bind(statement, view.catalog(), builtin_procedures(), Map{});
  const Clock::time_point bound = Clock::now();
  LogicalPlan logical = plan(std::move(query));
  const Clock::time_point planned = Clock::now();
  optimize(logical, view, RuleSet{0});
  const Clock::time_point optimized = Clock::now();
  return {between(start, parsed), between(parsed, bound), between(bound, planned), between(planned, optimized),
          between(start, planned)};
}

std::vector<std::filesystem::path> statements_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    // `x.kuzu.cypher` is another program's dialect.
    if (entry.path().extension() == ".cypher" && entry.path().stem().extension().empty()) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

int measure(const std::filesystem::path& graph, const std::filesystem::path& folder, std::size_t rounds) {
  const auto database = Database::open(std::array{graph});
  if (!database) {
    std::cerr << database.error().message << "\n";
    return 1;
  }
  const Snapshot snapshot = database->graph()->snapshot();
  std::cout << std::fixed << std::setprecision(1) << std::left << std::setw(40) << "microseconds, median of "
            << std::right;
  for (const char* stage : stages) std::cout << std::setw(18) << stage;
  std::cout << "\n";
  bool is_first = true;
  for (const std::filesystem::path& file : statements_in(folder)) {
    const std::string text = content(file);
    std::vector<Microseconds> times;
    try {
      for (std::size_t round = 0; round < rounds; ++round) times.push_back(time_once(text, *snapshot));
    } catch (const Error& error) {
      std::cout << file.filename().string() << ": " << error.message << "\n";
      continue;
    }
    if (is_first) std::cout << "the process's first: " << times.front().back() << "\n";
    is_first = false;
    std::cout << std::left << std::setw(40) << file.stem().string() << std::right;
    for (std::size_t stage = 0; stage < stages.size(); ++stage) {
      std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), {},
                               [stage](const Microseconds& time) { return time[stage]; });
      std::cout << std::setw(18) << times[times.size() / 2][stage];
    }
    std::cout << "\n";
  }
  return 0;
}

}  // namespace
}  // namespace liaison

int main(int argument_count, char** arguments) {
  if (argument_count < 3) {
    std::cerr << "usage: compile_time GRAPH.json FOLDER [ROUNDS]\n";
    return 2;
  }
  const std::size_t rounds = argument_count > 3 ? std::strtoul(arguments[3], nullptr, 10) : 500;
  return liaison::measure(arguments[1], arguments[2], std::max<std::size_t>(rounds, 1));
}
