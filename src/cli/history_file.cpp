#include "cli/history_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <utility>

namespace liaison {
namespace {

constexpr std::size_t entries_max = 10'000;
constexpr mode_t owner_only = 0600;

std::optional<std::filesystem::path> usual_place(const char* variable, const char* below_home, const char* name) {
  // The XDG specification: a relative path counts as unset.
  const char* folder = std::getenv(variable);
  if (folder != nullptr && *folder == '/') return std::filesystem::path(folder) / "liaison" / name;
  const char* home = std::getenv("HOME");
  if (home == nullptr || *home != '/') return std::nullopt;
  return std::filesystem::path(home) / below_home / "liaison" / name;
}

/// One write, so that entries of two prompts do not mix.
void write_lines(const std::filesystem::path& path, int flags, const std::string& lines) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, owner_only);
  if (descriptor < 0) return;
  static_cast<void>(!write(descriptor, lines.data(), lines.size()));
  close(descriptor);
}

}  // namespace

HistoryFile::HistoryFile(std::optional<std::filesystem::path> path) : path_(std::move(path)) {
  if (!path_ || path_->parent_path().empty()) return;
  std::error_code ignored;
  std::filesystem::create_directories(path_->parent_path(), ignored);
}

std::vector<std::string> HistoryFile::load() const {
  std::vector<std::string> entries;
  if (!path_) return entries;
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(*path_, ignored)) return entries;
  std::ifstream in(*path_, std::ios::binary);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) entries.push_back(std::move(line));
  }
  if (entries.size() > 2 * entries_max) {
    entries.erase(entries.begin(), entries.end() - entries_max);
    std::string lines;
    for (const std::string& entry : entries) lines += entry + "\n";
    write_lines(*path_, O_TRUNC, lines);
  }
  return entries;
}

void HistoryFile::append(std::string_view entry) const {
  if (path_) write_lines(*path_, O_APPEND, std::string(entry) + "\n");
}

std::optional<std::filesystem::path> usual_history_file() {
  return usual_place("XDG_STATE_HOME", ".local/state", "history");
}

std::optional<std::filesystem::path> usual_start_file() { return usual_place("XDG_CONFIG_HOME", ".config", "init"); }

}  // namespace liaison
