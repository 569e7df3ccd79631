// Ends the program with SIGKILL at moments of chance, while it commits, makes checkpoints, reads its log or is being
// made, and looks each time at what the store holds: all that was acknowledged, whole statements, in order.
// LIAISON_KILLS says how often (20 unless set), LIAISON_LIFE how many milliseconds a program lives at most (150 unless
// set), LIAISON_SEED from where chance goes on.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "cli/process.h"

namespace liaison {
namespace {

using namespace std::string_literals;

std::uint32_t number_from(const char* variable, std::uint32_t otherwise) {
  const char* text = std::getenv(variable);
  return text != nullptr ? static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10)) : otherwise;
}

std::size_t lines_in(const std::string& text) { return static_cast<std::size_t>(std::ranges::count(text, '\n')); }

class Killing {
 public:
  Killing(std::uint32_t seed, std::uint32_t life_ms) : random_(seed), life_us_(1000 * life_ms) { write_tables(); }

  /// Runs statements that each make two nodes, and ends the program while it does.
  void kill_while_writing() {
    std::string script;
    const std::uint64_t statements = 1 + below(2000 + life_us_ / 100);
    for (std::uint64_t i = 0; i < statements; ++i) {
      if (below(300) == 0) script += ":checkpoint\n";
      const std::string number = std::to_string(present_ + i);
      script += "CREATE (:Half {n: " + number + "}), (:Half {n: " + number + "});\n";
    }
    Process program({store_, "--format", "jsonl", "-f", "-"});
    std::thread writer([&] { program.write(script); });
    // Some at once, while the log is still being read; most among the commits.
    std::this_thread::sleep_for(std::chrono::microseconds(below(4) == 0 ? below(5'000) : below(life_us_)));
    program.send(SIGKILL);
    writer.join();
    acknowledged_ = present_ + lines_in(program.finish().out);
    look();
  }

  /// A store that is made of a graph file, or of tables, is there whole, or can be made still.
  void kill_while_making() {
    const std::string copy = folder_.path("copy.liaison");
    const bool of_tables = below(2) == 0;
    const std::vector<std::string> making = of_tables ? std::vector{"import"s, copy, "--nodes=N=" + table("nodes.csv"),
                                                                    "--relationships=R=" + table("relationships.csv")}
                                                      : std::vector{"convert"s, first_graph(), copy};
    std::filesystem::remove_all(copy);
    {
      Process program(making);
      std::this_thread::sleep_for(std::chrono::microseconds(below(60'000)));
      program.send(SIGKILL);
      program.finish();
    }
    const Outcome again = run(making);
    const bool was_made = again.err.find(of_tables ? "exists already" : "is a store already") != std::string::npos;
    EXPECT_TRUE(again.code == 0 || was_made) << again.err;
    EXPECT_EQ(run({copy, "--read-only", "-c", "MATCH (n) RETURN count(*) > 60 AS is_whole"}).out, "is_whole\ntrue\n");
    EXPECT_EQ(run({"check", copy}).code, 0);
  }

  [[nodiscard]] std::uint64_t acknowledged() const { return acknowledged_in_all_; }
  [[nodiscard]] bool is_well() const { return is_well_; }

 private:
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

  [[nodiscard]] std::string table(const std::string& name) const { return folder_.path(name); }

  /// Large enough to be killed over.
  void write_tables() const {
    constexpr int nodes = 5000;
    std::ofstream node_table(table("nodes.csv")), relationship_table(table("relationships.csv"));
    node_table << ":ID,name\n";
    relationship_table << ":START_ID,:END_ID,weight:long\n";
    for (int i = 0; i < nodes; ++i) {
      node_table << i << ",Name " << i << "\n";
      relationship_table << i << "," << (7 * i) % nodes << "," << i << "\n";
    }
  }

  void look() {
    const Outcome found = run({store_, "--read-only", "--format", "csv", "-c",
                               "MATCH (h:Half) WITH h.n AS n, count(*) AS halves "
                               "RETURN count(*) AS pairs, coalesce(max(n), -1) + 1 AS next, "
                               "sum(CASE halves WHEN 2 THEN 0 ELSE 1 END) AS torn"});
    // The first kill may come while the store is still being made; the next writer goes on with that.
    if (present_ == 0 && acknowledged_ == 0 && found.code == 3) return;
    std::uint64_t pairs = 0, next = 0, torn = 0;
    const std::size_t line = found.out.find('\n') + 1;
    is_well_ = std::sscanf(found.out.c_str() + line, "%lu,%lu,%lu", &pairs, &next, &torn) == 3 && torn == 0 &&
               pairs == next && pairs >= acknowledged_;
    EXPECT_TRUE(is_well_) << found.err << found.out << acknowledged_ << " statements were acknowledged";
    acknowledged_in_all_ += acknowledged_ - present_;
    present_ = pairs;
  }

  std::mt19937 random_;
  std::uint32_t life_us_;
  TemporaryFolder folder_;
  std::string store_ = folder_.path("killed.liaison");
  std::uint64_t present_ = 0;  // statements whose nodes are there
  std::uint64_t acknowledged_ = 0;
  std::uint64_t acknowledged_in_all_ = 0;
  bool is_well_ = true;
};

TEST(Kill, NothingAcknowledgedIsLost) {
  const std::uint32_t kills = number_from("LIAISON_KILLS", 20);
  Killing killing(number_from("LIAISON_SEED", 1), number_from("LIAISON_LIFE", 150));
  for (std::uint32_t i = 0; i < kills && killing.is_well(); ++i) {
    if (i % 10 == 9) {
      killing.kill_while_making();
    } else {
      killing.kill_while_writing();
    }
  }
  EXPECT_GT(killing.acknowledged(), 0U);
  if (kills > 100) std::cout << killing.acknowledged() << " commits were acknowledged\n";
}

}  // namespace
}  // namespace liaison
