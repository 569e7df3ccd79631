#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liaison {

/// What was typed, kept across runs: a line an entry, appended as it is typed, so that several prompts may share it.
/// Its user alone may read it. A file that cannot be written is no reason to stop: there is no history then.
class HistoryFile {
 public:
  /// No path: nothing is kept.
  explicit HistoryFile(std::optional<std::filesystem::path> path);

  /// The entries of earlier runs, the oldest first. A file that has grown long is cut to its newest entries.
  [[nodiscard]] std::vector<std::string> load() const;
  void append(std::string_view entry) const;

 private:
  std::optional<std::filesystem::path> path_;
};

/// `$XDG_STATE_HOME/liaison/history` and `$XDG_CONFIG_HOME/liaison/init`, or their usual places below $HOME.
[[nodiscard]] std::optional<std::filesystem::path> usual_history_file();
[[nodiscard]] std::optional<std::filesystem::path> usual_start_file();

}  // namespace liaison
