// Statement text for libFuzzer: parsed, bound, planned and run on the tiny sample graph. See tests/fuzz/README.md.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "fuzz/grammar.h"
#include "fuzz/sample_graphs.h"
#include "fuzz/seed_statements.h"
#include "fuzz/statement_runner.h"

namespace {

/// The words of the language as libFuzzer's dictionary, the statements of the query tests as its corpus.
std::vector<std::string> arguments_of_our_own() {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "liaison-statement-fuzzer";
  std::filesystem::create_directories(folder / "seeds");
  std::ofstream dictionary(folder / "words.dict");
  for (const auto& [token, spelling] : liaison::own_grammar().spellings) dictionary << '"' << spelling << "\"\n";
  std::size_t number = 0;
  for (const std::string& statement : liaison::seed_statements()) {
    std::ofstream(folder / "seeds" / std::to_string(number++), std::ios::binary) << statement;
  }
  return {"-dict=" + (folder / "words.dict").string(), (folder / "seeds").string()};
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments) {
  static std::vector<std::string> ours = arguments_of_our_own();
  static std::vector<char*> all(*arguments, *arguments + *count);
  for (std::string& argument : ours) all.push_back(argument.data());
  *count = static_cast<int>(all.size());
  all.push_back(nullptr);
  *arguments = all.data();
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
