#include "store/disk/store_reader.h"

#include <algorithm>
#include <utility>

#include "common/assert.h"
#include "liaison/error.h"
#include "store/snapshot.h"

namespace liaison {
namespace {

/// How often files that look damaged are read: a writer may have been cutting and writing the log just then.
constexpr int attempts_max = 3;

}  // namespace

StoreReader::StoreReader(StoreFolder folder) : folder_(std::move(folder)) { open(); }

Snapshot StoreReader::snapshot() const {
  const std::lock_guard guard(mutex_);
  return snapshot_;
}

Current StoreReader::read_current() const {
  const std::string path = folder_.path().string();
  if (!folder_.files().is_folder(folder_.path())) {
    throw runtime_error(ErrorCode::GraphFileError, "NotReadable", "there is no store " + path, {},
                        "a store is made when it is opened for writing");
  }
  if (const auto current = folder_.read_current()) return *current;
  throw runtime_error(ErrorCode::GraphFileError, "NotReadable", path + " is no store: it has no file CURRENT");
}

void StoreReader::open() {
  for (int attempt = 1;; ++attempt) {
    const Current current = read_current();
    try {
      content_ = open_content(folder_, current, Access::Read);
      current_ = current;
      break;
    } catch (const Error&) {
      // A checkpoint takes the files away while they are being opened; or the folder is another store now.
      if (read_current() != current) continue;
      if (attempt >= attempts_max) throw;
    }
  }
  content_.log = {.bytes = {}, .records = {}, .end = content_.log.end};  // the records are in the state now
  snapshot_ = make_snapshot(content_.state);
}

bool StoreReader::refresh() {
  const std::lock_guard guard(mutex_);
  if (read_current() != current_) {
    open();
    return true;
  }
  const std::filesystem::path path = folder_.log(current_.number);
  if (content_.log_file->size() == content_.log.end.offset) return false;
  LogContent news = read_log(*content_.log_file, path, content_.log_header, content_.log.end);
  const bool has_commits =
      std::ranges::any_of(news.records, [](const LogRecord& record) { return record.kind != RecordKind::End; });
  if (has_commits) replay(news, path, content_.state);
  content_.log.end = news.end;
  if (!has_commits) return false;
  snapshot_ = make_snapshot(content_.state);
  return true;
}

void StoreReader::require_writable() const {
  throw runtime_error(ErrorCode::ReadOnly, "WritesRefused", folder_.path().string() + " is opened for reading only", {},
                      "open it without --read-only and --safe to change it");
}

void StoreReader::append(std::span<const std::byte>) { LIAISON_ASSERT(!"no transaction begins"); }

GraphState StoreReader::checkpoint(const GraphState&) { LIAISON_ASSERT(!"no writer becomes one"); }

}  // namespace liaison
