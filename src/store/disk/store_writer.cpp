#include "store/disk/store_writer.h"

#include <algorithm>
#include <new>
#include <utility>

#include "liaison/error.h"

namespace liaison {

StoreWriter::StoreWriter(StoreFolder folder, std::unique_ptr<FileLock> lock, const Current& current,
                         StoreContent& content, const StoreOptions& options)
    : folder_(std::move(folder)),
      lock_(std::move(lock)),
      current_(current),
      log_(std::make_unique<LogWriter>(std::move(content.log_file), content.log_header, content.log)),
      base_bytes_(content.base_bytes),
      checkpoint_bytes_(options.checkpoint_bytes_min),
      options_(options) {
  remove_leftovers();
}

StoreWriter::~StoreWriter() {
  try {
    close();
  } catch (const Error&) {
    // Without its end mark the log is only taken for one that a crash ended.
  }
}

void StoreWriter::require_writable() const {
  const std::lock_guard guard(mutex_);
  require_open();
}

void StoreWriter::require_open() const {
  if (failure_) {
    throw runtime_error(ErrorCode::ReadOnly, "StoreFailed",
                        folder_.path().string() + " takes no more writes, since one has failed: " + *failure_, {},
                        "open it again: it holds all that was committed");
  }
  if (!lock_) throw runtime_error(ErrorCode::ReadOnly, "StoreClosed", folder_.path().string() + " is closed");
}

void StoreWriter::append(std::span<const std::byte> changes) {
  const std::lock_guard guard(mutex_);
  require_open();
  try {
    sync_names();
    log_->append(options_.sync ? RecordKind::Commit : RecordKind::UnsyncedCommit, changes);
  } catch (const Error& error) {
    failure_ = error.message;
    throw;
  }
}

/// Before the first change: the last sync of the folder may have failed, and what the system shows of it may not be on
/// the disk. Commits would be lost with the names of their files.
void StoreWriter::sync_names() {
  if (names_are_synced_) return;
  folder_.sync();
  folder_.sync_name();
  names_are_synced_ = true;
}

bool StoreWriter::is_checkpoint_due() const {
  const std::lock_guard guard(mutex_);
  return log_->end().offset >= std::max(checkpoint_bytes_, base_bytes_ / 8);
}

GraphState StoreWriter::checkpoint(const GraphState& state) {
  const std::lock_guard guard(mutex_);
  require_open();
  if (!log_->has_records()) return state;
  const Current next{current_.store, current_.number + 1};
  StoreContent content;
  std::unique_ptr<LogWriter> log;  // made before it counts: nothing may fail between the two
  try {
    sync_names();
    content = write_content(folder_, next, state, log_->end().sequence);
    log = std::make_unique<LogWriter>(std::move(content.log_file), content.log_header, content.log);
    folder_.prepare_current(next);
  } catch (...) {
    // All is as it was. Not again with the next commit: the disk may be full.
    checkpoint_bytes_ = 2 * log_->end().offset;
    remove_leftovers();
    throw;
  }
  try {
    folder_.adopt_current();
  } catch (const Error& error) {
    failure_ = error.message;
    throw;
  } catch (const std::bad_alloc&) {
    failure_ = "out of memory";  // short enough to need none
    throw;
  }
  current_ = next;
  log_ = std::move(log);
  base_bytes_ = content.base_bytes;
  checkpoint_bytes_ = options_.checkpoint_bytes_min;
  remove_leftovers();
  return std::move(content.state);
}

void StoreWriter::remove_leftovers() {
  try {
    folder_.remove_leftovers(current_.number);
  } catch (const std::exception&) {
    // They take room and do no harm; the next writer tries again.
  }
}

void StoreWriter::close() {
  const std::lock_guard guard(mutex_);
  if (!lock_) return;
  const std::unique_ptr<FileLock> held = std::move(lock_);
  if (!failure_) log_->close();
}

}  // namespace liaison
