#include "store/load/load_folder.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "store/load/input_file.h"

namespace liaison {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// http, s3a, file … of scheme://rest, in small letters; empty: it is a path.
std::string scheme_of(std::string_view name) {
  const std::size_t end = name.find("://");
  if (end == std::string_view::npos || !is_letter(name.front())) return {};
  std::string scheme(name.substr(0, end));
  for (char& c : scheme) {
    const bool fits = is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    if (!fits) return {};
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return scheme;
}

/// %41 is A; what is no such thing stays.
std::string decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned char byte = 0;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr == text.data() + i + 3) {
      result += static_cast<char>(byte);
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

[[noreturn]] void refuse(std::string_view name, std::string_view detail, const std::string& why, std::string hint) {
  throw graph_file_error(std::string(name), detail, why, {}, std::move(hint));
}

/// The path that the name stands for, seen from the folder if it is relative.
std::filesystem::path path_of(std::string_view name) {
  const std::string scheme = scheme_of(name);
  if (scheme.empty()) return std::string(name);
  if (scheme != "file") {
    refuse(name, "AddressRefused", "only files are read, nothing is fetched from " + scheme + "://", "fetch it first");
  }
  std::string_view path = name.substr(scheme.size() + 3);
  if (!path.starts_with('/')) {
    refuse(name, "AddressRefused", "file:// is followed by a path: file:///deals.csv", "");
  }
  return decoded(path.substr(std::min(path.find_first_not_of('/'), path.size())));
}

}  // namespace

std::filesystem::path file_below(const std::filesystem::path& folder, std::string_view name) {
  const std::filesystem::path path = path_of(name);
  std::error_code fault;
  const std::filesystem::path root = std::filesystem::canonical(folder, fault);
  if (fault) refuse(folder.string(), "NotReadable", "the folder of loaded files: " + fault.message(), "");
  const bool has_nul = path.string().find('\0') != std::string::npos;
  const std::filesystem::path file = has_nul ? path : std::filesystem::canonical(root / path, fault);
  // Whether there is a file outside of the folder is nobody's business: what leads there is refused alike.
  const std::filesystem::path shown = fault || has_nul ? (root / path).lexically_normal() : file;
  const bool is_below = std::mismatch(root.begin(), root.end(), shown.begin(), shown.end()).first == root.end();
  if (!is_below || has_nul) {
    refuse(name, "OutsideFolder", "files are read below the load folder only", "--load-folder names another folder");
  }
  if (fault) refuse(name, "NotReadable", fault.message(), "");
  return file;
}

}  // namespace liaison
