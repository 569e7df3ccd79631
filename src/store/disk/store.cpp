#include "store/disk/store.h"

#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <variant>

#include "liaison/error.h"
#include "store/disk/store_content.h"
#include "store/disk/store_damage.h"
#include "store/disk/store_folder.h"
#include "store/disk/store_reader.h"
#include "store/disk/store_writer.h"
#include "store/snapshot.h"
#include "value/text.h"

namespace liaison {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t first_number = 1;
constexpr std::uint64_t first_sequence = 1;

std::unique_ptr<FileLock> lock(StoreFolder& folder, double timeout_seconds) {
  const Clock::time_point start = Clock::now();
  for (;;) {
    auto result = folder.files().try_lock(folder.lock());
    if (auto* held = std::get_if<std::unique_ptr<FileLock>>(&result)) return std::move(*held);
    if (std::chrono::duration<double>(Clock::now() - start).count() >= timeout_seconds) {
      const std::string& holder = std::get<LockHolder>(result).text;
      throw runtime_error(
          ErrorCode::GraphFileError, "StoreLocked",
          folder.path().string() + " is being written to by " + (holder.empty() ? "another process" : holder), {},
          "close it there, wait for it with --busy-timeout, or open it beside it with --read-only");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

/// REQUIRES: there is no CURRENT.
Current create_content(StoreFolder& folder, const GraphState& state) {
  const Current made{new_store_identity(), first_number};
  (void)write_content(folder, made, state, first_sequence);
  folder.prepare_current(made);
  folder.adopt_current();
  folder.sync_name();
  return made;
}

/// Throws where the folder holds more than a crash can leave that cut the making of a store short.
/// A name in the folder that no making of a store leaves behind.
std::optional<std::string> foreign_name(const StoreFolder& folder) {
  for (std::string& name : folder.files().list(folder.path())) {
    if (!folder.may_be_of_creation(name, first_number)) return std::move(name);
  }
  return std::nullopt;
}

void require_unfinished(const StoreFolder& folder) {
  if (const auto name = foreign_name(folder)) {
    throw runtime_error(ErrorCode::GraphFileError, "NotReadable",
                        folder.path().string() + " is no store: it holds '" + *name + "' and no file CURRENT", {},
                        "name a folder that is a store, or one that is absent");
  }
}

/// What the log says whose making came last but for that of CURRENT; nullopt: it did not come so far.
std::optional<Current> made_but_for_current(const StoreFolder& folder) {
  const std::filesystem::path path = folder.log(first_number);
  const std::unique_ptr<File> log = folder.files().open(path, Access::Read);
  if (!log) return std::nullopt;
  try {
    const LogHeader header = read_log_header(*log, path);
    // Written again where nothing but the header is in it: a sync of it may have failed.
    if (log->size() == start_of_records(header).offset) (void)create_log(folder.files(), path, header);
    return Current{header.store, header.number};
  } catch (const Error&) {
    // There are commits in it: it was made, and CURRENT was there once.
    if (log->size() > start_of_records({}).offset) throw;
    return std::nullopt;
  }
}

/// The present files of a folder that may not have any yet.
Current find_or_create(StoreFolder& folder) {
  if (const auto current = folder.read_current()) return *current;
  require_unfinished(folder);
  const auto made = made_but_for_current(folder);
  if (!made) return create_content(folder, empty_state());
  folder.prepare_current(*made);
  folder.adopt_current();
  return *made;
}

void make_folder(StoreFolder& folder) {
  try {
    folder.create();
  } catch (const Error&) {
    // Another process may have made it just now.
    if (!folder.files().is_folder(folder.path())) throw;
  }
}

}  // namespace

Store Store::open(const std::filesystem::path& path, const StoreOptions& options, FileSystem& files) {
  StoreFolder folder(files, path);
  Store store;
  if (options.read_only) {
    store.reader_ = std::make_shared<StoreReader>(std::move(folder));
    store.graph_ = std::make_shared<Graph>(store.reader_->snapshot(), store.reader_);
    return store;
  }
  if (!files.is_folder(folder.path())) make_folder(folder);
  std::unique_ptr<FileLock> held = lock(folder, options.busy_timeout_seconds);
  const Current current = find_or_create(folder);
  StoreContent content = open_content(folder, current, Access::Write);
  store.writer_ = std::make_shared<StoreWriter>(std::move(folder), std::move(held), current, content, options);
  store.graph_ = std::make_shared<Graph>(make_snapshot(std::move(content.state)), store.writer_);
  return store;
}

void Store::checkpoint() { graph_->checkpoint(); }

bool Store::refresh() {
  if (!reader_ || !reader_->refresh()) return false;
  graph_->replace(reader_->snapshot());
  return true;
}

void Store::close() {
  if (writer_) writer_->close();
}

bool names_store(const std::filesystem::path& path) {
  // A folder may be named with a slash at its end.
  const std::filesystem::path name = path.has_filename() ? path : path.parent_path();
  return lower_case(name.extension().string()) == ".liaison";
}

bool may_become_store(const std::filesystem::path& folder, FileSystem& files) {
  StoreFolder unfinished(files, folder);
  return !unfinished.read_current() && !foreign_name(unfinished);
}

void create_store(const std::filesystem::path& path, const Snapshot& content, FileSystem& files) {
  StoreFolder folder(files, path);
  if (!files.is_folder(folder.path())) make_folder(folder);
  const std::unique_ptr<FileLock> held = lock(folder, 0);
  if (folder.read_current()) {
    throw runtime_error(ErrorCode::GraphFileError, "NotWritten", folder.path().string() + " is a store already", {},
                        "name one that is absent");
  }
  require_unfinished(folder);
  create_content(folder, state_of(content));
}

}  // namespace liaison
