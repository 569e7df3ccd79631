// What liaison reads from files, for libFuzzer: one executable for each reader. See tests/fuzz/README.md.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "libfuzzer/own_arguments.h"
#include "unit/store/readers/file_readers.h"

namespace {

const liaison::FileReader& reader() {
  static const liaison::FileReader& found =
      **std::ranges::find(liaison::file_readers(), LIAISON_FUZZED_READER, &liaison::FileReader::name);
  return found;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments) {
  const std::vector<std::string> words(reader().words.begin(), reader().words.end());
  liaison::add_own_arguments(count, arguments, reader().name, words, reader().seeds());
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string fault = reader().read({reinterpret_cast<const char*>(data), size});
  if (fault.empty()) return 0;
  std::fprintf(stderr, "%s\n", fault.c_str());
  std::abort();
}
