#pragma once

#include <rapidjson/error/error.h>

#include <filesystem>

#include "liaison/error.h"
#include "store/load/input_file.h"

namespace liaison {

/// What stopped RapidJSON in a file, said for people and with its place. `whole` names what the file should hold: "the
/// graph".
[[nodiscard]] Error json_fault(const std::filesystem::path& path, const InputFile& input,
                               const rapidjson::ParseResult& result, std::string_view whole);

/// The same for a NUL behind what was read, which RapidJSON takes for the end of its input.
[[nodiscard]] Error nul_fault(const std::filesystem::path& path, const InputFile& input, std::string_view whole);

}  // namespace liaison
