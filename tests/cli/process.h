#pragma once

#include <sys/types.h>

#include <csignal>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace liaison {

using Arguments = std::vector<std::string>;
using Environment = std::vector<std::pair<std::string, std::string>>;

struct Outcome {
  int code = -1;  // exit code; minus the signal's number if one ended it
  std::string out, err;
  std::uint64_t peak_bytes = 0;  // resident
  double cpu_seconds = 0;        // of the whole run; unlike time, other work on the machine hardly changes it
};

/// A run of the program under test, talked to through pipes. Its home is an empty folder of its own, and NO_COLOR and
/// the XDG variables are not set unless given.
class Process {
 public:
  explicit Process(const Arguments& arguments, const Environment& environment = {});
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void write(const std::string& text);
  void close_input();
  void close_output();
  void send(int signal) const;
  /// Waits until the program has a handler for the signal, as it has once it works.
  void wait_until_it_catches(int signal) const;
  /// Computing time so far.
  [[nodiscard]] double cpu_seconds() const;
  /// Reads standard output until more has come that ends with `end`, or a time has passed; what has come.
  std::string read_until(const std::string& end, int milliseconds = 20'000);
  /// Closes the input, reads to the end and waits.
  Outcome finish();

 private:
  void read_some(int milliseconds);

  pid_t pid_ = -1;
  int input_ = -1, output_ = -1, error_ = -1;
  std::string out_, err_;
  std::size_t seen_ = 0;  // of out_, by read_until()
};

/// Runs the program to its end.
Outcome run(const Arguments& arguments, const std::string& input = {}, const Environment& environment = {});

/// An empty folder that goes away with the test.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] std::string path(const std::string& name = {}) const;
  /// Writes a file and gives its path.
  std::string file(const std::string& name, const std::string& content) const;
  [[nodiscard]] std::string read(const std::string& name) const;
  [[nodiscard]] bool has(const std::string& name) const;

 private:
  std::filesystem::path folder_;
};

/// A small graph: Acme -[:invests-in {since: 2023-06}]-> Beta, both companies.
inline const std::string small_graph = R"({
  "nodes": [
    {"id": "acme", "labels": ["Company"], "name": "Acme"},
    {"id": "beta", "labels": ["Company", "Startup"], "name": "Beta"}
  ],
  "edges": [
    {"type": "invests-in", "from": "acme", "to": "beta", "since": "2023-06"}
  ]
}
)";

/// graphs/genai-2024.json of the checkout.
std::string first_graph();

/// A query that runs for minutes unless something stops it.
inline const std::string endless = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(b)";

}  // namespace liaison
