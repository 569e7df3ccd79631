#include "libfuzzer/own_arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <vector>

namespace liaison {
namespace {

std::string dictionary_line(std::string_view word) {
  std::string line = "\"";
  for (const char byte : word) {
    const auto code = static_cast<unsigned char>(byte);
    if (code < 0x80 && std::isprint(code) != 0 && byte != '"' && byte != '\\') {
      line += byte;
    } else {
      line += fmt::format("\\x{:02x}", code);
    }
  }
  return line + "\"\n";
}

}  // namespace

void add_own_arguments(int* count, char*** arguments, std::string_view fuzzer, std::span<const std::string> words,
                       std::span<const std::string> seeds) {
  static std::vector<char*> all;
  all.assign(*arguments, *arguments + *count);
  if (std::any_of(all.begin() + 1, all.end(),
                  [](const char* each) { return std::filesystem::is_regular_file(each); })) {
    return;
  }
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / fmt::format("liaison-{}-fuzzer", fuzzer);
  std::filesystem::create_directories(folder / "seeds");
  {
    std::ofstream dictionary(folder / "words.dict", std::ios::binary);
    for (const std::string& word : words) dictionary << dictionary_line(word);
  }
  std::size_t number = 0;
  for (const std::string& seed : seeds) {
    std::ofstream(folder / "seeds" / std::to_string(number++), std::ios::binary) << seed;
  }
  static std::vector<std::string> ours;
  if (!words.empty()) ours.push_back("-dict=" + (folder / "words.dict").string());
  ours.push_back((folder / "seeds").string());
  for (std::string& argument : ours) all.push_back(argument.data());
  *count = static_cast<int>(all.size());
  all.push_back(nullptr);
  *arguments = all.data();
}

}  // namespace liaison
