#pragma once

#include <span>
#include <string>
#include <string_view>

namespace liaison {

/// Adds to what libFuzzer was called with: a dictionary of these words and a corpus of these seeds, written below the
/// folder for temporary files. Not where it is called with an input to run again.
void add_own_arguments(int* count, char*** arguments, std::string_view fuzzer, std::span<const std::string> words,
                       std::span<const std::string> seeds);

}  // namespace liaison
