#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "store/disk/store_content.h"
#include "store/disk/store_folder.h"
#include "store/graph.h"

namespace liaison {

/// Reads a store that this or another process may be writing. Changes and locks nothing: what stands behind the last
/// whole record is left out.
class StoreReader : public CommitLog {
 public:
  /// Throws Error(GraphFileError): NotReadable where there is no store; as open_content().
  explicit StoreReader(StoreFolder folder);

  /// The newest commits are in it as of the construction or the last refresh().
  [[nodiscard]] Snapshot snapshot() const;
  /// Looks for newer commits; false: there are none. Throws as the constructor does; the snapshot stays as it was.
  bool refresh();

  // Nobody can write.
  void require_writable() const override;
  void append(std::span<const std::byte> changes) override;
  [[nodiscard]] bool is_checkpoint_due() const override { return false; }
  GraphState checkpoint(const GraphState& state) override;

 private:
  [[nodiscard]] Current read_current() const;
  void open();

  mutable std::mutex mutex_;  // of all below
  StoreFolder folder_;
  Current current_;
  StoreContent content_;
  Snapshot snapshot_;
};

}  // namespace liaison
