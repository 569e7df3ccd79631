#pragma once

#include <span>
#include <string>

#include "fuzz/sample_graphs.h"

namespace liaison {

/// What came of a statement on some graphs.
struct Verdict {
  bool parsed = false;
  bool compiled = false;
  bool gave_rows = false;  // on one of them at least
  bool timed_out = false;
  bool failed = false;  // when it ran
  std::string refused;  // why it did not compile: code, detail and message
  std::string fault;    // what must never be; empty: nothing
};

/// Runs a statement as sessions do on each of the graphs, each time as it was at first. Whatever a statement says, it
/// must end, in rows or in an Error that is whole: never a crash, another exception, an internal error, a compile-time
/// error without a place. What parses must read back from its own text.
[[nodiscard]] Verdict run_on(std::span<const SampleGraph> graphs, const std::string& statement);

}  // namespace liaison
