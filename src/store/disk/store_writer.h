#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "liaison/options.h"
#include "store/disk/record_log.h"
#include "store/disk/store_content.h"
#include "store/disk/store_folder.h"
#include "store/graph.h"

namespace liaison {

/// The one writer of a store, in all processes: holds its lock and appends to its log.
class StoreWriter : public CommitLog {
 public:
  /// `content`: as the files of `current` have it; its log file is taken over.
  StoreWriter(StoreFolder folder, std::unique_ptr<FileLock> lock, const Current& current, StoreContent& content,
              const StoreOptions& options);
  ~StoreWriter() override;

  void require_writable() const override;
  void append(std::span<const std::byte> changes) override;
  [[nodiscard]] bool is_checkpoint_due() const override;
  GraphState checkpoint(const GraphState& state) override;

  /// Marks the log as ended, so that damage in its last record is told from a write that a crash cut short, and lets
  /// the next writer in. Nothing can be written afterwards. Throws Error(GraphFileError, NotWritten); the store is then
  /// closed all the same, and nothing is lost.
  void close();

 private:
  void require_open() const;
  void sync_names();
  void remove_leftovers();

  mutable std::mutex mutex_;  // of all below
  StoreFolder folder_;
  std::unique_ptr<FileLock> lock_;  // null: closed
  Current current_;
  std::unique_ptr<LogWriter> log_;
  std::uint64_t base_bytes_;
  std::uint64_t checkpoint_bytes_;  // none before the log has so many
  StoreOptions options_;
  bool names_are_synced_ = false;
  std::optional<std::string> failure_;  // of a write: what the disk holds is not known any more
};

}  // namespace liaison
