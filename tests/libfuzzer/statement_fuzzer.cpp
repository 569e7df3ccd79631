// Statement text for libFuzzer: parsed, bound, planned and run on the tiny sample graph. See tests/fuzz/README.md.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "fuzz/grammar.h"
#include "fuzz/sample_graphs.h"
#include "fuzz/seed_statements.h"
#include "fuzz/statement_runner.h"
#include "libfuzzer/own_arguments.h"

/// The words of the language as libFuzzer's dictionary, the statements of the query tests as its corpus.
extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments) {
  std::vector<std::string> words;
  for (const auto& [token, spelling] : liaison::own_grammar().spellings) words.push_back(spelling);
  liaison::add_own_arguments(count, arguments, "statement", words, liaison::seed_statements());
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto tiny = std::ranges::find(liaison::sample_graphs(), "tiny", &liaison::SampleGraph::name);
  const std::string statement(reinterpret_cast<const char*>(data), size);
  const liaison::Verdict verdict = liaison::run_on({&*tiny, 1}, statement);
  if (verdict.fault.empty()) return 0;
  std::fprintf(stderr, "%s\n%s\n", verdict.fault.c_str(), statement.c_str());
  std::abort();
}
