#include "unit/store/disk/memory_file_system.h"

#include <algorithm>
#include <utility>

#include "liaison/error.h"

namespace liaison {
namespace {

using Path = std::filesystem::path;

Error failure(std::string_view detail, const Path& path, std::string_view reason) {
  return runtime_error(ErrorCode::GraphFileError, detail, "cannot use " + path.string() + ": " + std::string(reason));
}

std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void write(std::string& content, std::uint64_t offset, std::string_view bytes) {
  if (content.size() < offset + bytes.size()) content.resize(offset + bytes.size());
  content.replace(offset, bytes.size(), bytes);
}

}  // namespace

struct MemoryFileSystem::State {
  std::set<Path> folders;
  std::map<Path, std::size_t> names;
  std::vector<std::string> files;
  std::set<Path> locked;
  std::vector<DiskOperation> trace;
  std::size_t operations = 0;
  std::optional<PlannedFault> fault;
  std::size_t process = 0;

  /// Counts an operation; gives the fault it is to have.
  std::optional<Fault> next_fault() {
    const std::size_t present = operations++;
    if (!fault || present < fault->operation || (present > fault->operation && !fault->is_lasting)) return {};
    return fault->fault;
  }

  void begin(std::string_view detail, const Path& path) {
    const auto fault = next_fault();
    if (fault && *fault != Fault::ShortWrite) {
      throw failure(detail, path, *fault == Fault::DiskFull ? "No space left on device" : "Input/output error");
    }
  }

  void record(DiskOperation operation) { trace.push_back(std::move(operation)); }
};

namespace {

class CopiedBytes : public FileMapping {
 public:
  explicit CopiedBytes(std::string_view bytes) : bytes_((bytes.size() + 7) / 8), size_(bytes.size()) {
    if (size_ > 0) std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(bytes_.data()));
  }
  [[nodiscard]] std::span<const std::byte> bytes() const override {
    return std::as_bytes(std::span(bytes_)).first(size_);
  }

 private:
  std::vector<std::uint64_t> bytes_;
  std::size_t size_;
};

class MemoryFile : public File {
 public:
  MemoryFile(std::shared_ptr<MemoryFileSystem::State> state, std::size_t file, Path path)
      : state_(std::move(state)), file_(file), path_(std::move(path)), process_(state_->process) {}

  [[nodiscard]] std::uint64_t size() const override { return content().size(); }

  std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) const override {
    state_->begin("NotReadable", path_);
    if (offset >= content().size()) return 0;
    const std::string_view rest = std::string_view(content()).substr(offset, into.size());
    std::ranges::copy(std::as_bytes(std::span(rest)), into.begin());
    return rest.size();
  }

  void write_at(std::uint64_t offset, std::span<const std::byte> bytes) override {
    if (is_killed()) return;
    const auto fault = state_->next_fault();
    std::string_view done = text_of(bytes);
    if (fault) done = done.substr(0, *fault == Fault::ShortWrite ? done.size() / 2 : 0);
    if (!done.empty()) {
      write(content(), offset, done);
      state_->record({.action = DiskAction::Write, .file = file_, .offset = offset, .bytes = std::string(done)});
    }
    if (fault) throw failure("NotWritten", path_, "Input/output error");
  }

  void truncate(std::uint64_t size) override {
    if (is_killed()) return;
    state_->begin("NotWritten", path_);
    content().resize(size);
    state_->record({.action = DiskAction::Truncate, .file = file_, .offset = size});
  }

  void sync() override {
    if (is_killed()) return;
    const auto fault = state_->next_fault();
    const bool fails = fault && *fault != Fault::ShortWrite;
    state_->record({.action = fails ? DiskAction::FailedSync : DiskAction::Sync, .file = file_});
    if (fails) throw failure("NotWritten", path_, "Input/output error");
  }

  [[nodiscard]] std::shared_ptr<const FileMapping> map() const override {
    state_->begin("NotReadable", path_);
    return std::make_shared<const CopiedBytes>(content());
  }

 private:
  [[nodiscard]] std::string& content() const { return state_->files[file_]; }
  [[nodiscard]] bool is_killed() const { return process_ != state_->process; }

  std::shared_ptr<MemoryFileSystem::State> state_;
  std::size_t file_;
  Path path_;
  std::size_t process_;
};

class MemoryLock : public FileLock {
 public:
  MemoryLock(std::shared_ptr<MemoryFileSystem::State> state, Path path)
      : state_(std::move(state)), path_(std::move(path)), process_(state_->process) {
    state_->locked.insert(path_);
  }
  ~MemoryLock() override {
    if (process_ == state_->process) state_->locked.erase(path_);
  }

 private:
  std::shared_ptr<MemoryFileSystem::State> state_;
  Path path_;
  std::size_t process_;
};

}  // namespace

MemoryFileSystem::MemoryFileSystem(const DiskImage& image) : state_(std::make_shared<State>()) {
  state_->folders = image.folders;
  for (const auto& [path, content] : image.files) {
    state_->names[path] = state_->files.size();
    state_->files.push_back(content);
  }
}

MemoryFileSystem::~MemoryFileSystem() = default;

std::unique_ptr<File> MemoryFileSystem::open(const Path& file, Access access) {
  state_->begin(access == Access::Create ? "NotWritten" : "NotReadable", file);
  const auto found = state_->names.find(file);
  if (found == state_->names.end()) {
    if (access != Access::Create) return nullptr;
    if (!is_folder(file.parent_path())) throw failure("NotWritten", file, "No such file or directory");
    const std::size_t made = state_->files.size();
    state_->files.emplace_back();
    state_->names[file] = made;
    state_->record({.action = DiskAction::Create, .file = made, .path = file});
    return std::make_unique<MemoryFile>(state_, made, file);
  }
  if (access == Access::Create) {
    state_->files[found->second].clear();
    state_->record({.action = DiskAction::Truncate, .file = found->second});
  }
  return std::make_unique<MemoryFile>(state_, found->second, file);
}

bool MemoryFileSystem::is_folder(const Path& folder) { return folder == "." || state_->folders.contains(folder); }

std::vector<std::string> MemoryFileSystem::list(const Path& folder) {
  state_->begin("NotReadable", folder);
  std::vector<std::string> names;
  for (const auto& [path, file] : state_->names) {
    if (path.parent_path() == folder) names.push_back(path.filename().string());
  }
  return names;
}

void MemoryFileSystem::create_folder(const Path& folder) {
  state_->begin("NotWritten", folder);
  if (!state_->folders.insert(folder).second) throw failure("NotWritten", folder, "File exists");
  state_->record({.action = DiskAction::CreateFolder, .path = folder});
}

void MemoryFileSystem::rename(const Path& from, const Path& to) {
  state_->begin("NotWritten", from);
  const auto found = state_->names.find(from);
  if (found == state_->names.end()) throw failure("NotWritten", from, "No such file or directory");
  state_->names[to] = found->second;
  state_->names.erase(from);
  state_->record({.action = DiskAction::Rename, .path = from, .to = to});
}

void MemoryFileSystem::remove(const Path& file) {
  state_->begin("NotWritten", file);
  if (state_->names.erase(file) == 0) throw failure("NotWritten", file, "No such file or directory");
  state_->record({.action = DiskAction::Remove, .path = file});
}

void MemoryFileSystem::sync_folder(const Path& folder) {
  state_->begin("NotWritten", folder);
  state_->record({.action = DiskAction::SyncFolder, .path = folder});
}

std::variant<std::unique_ptr<FileLock>, LockHolder> MemoryFileSystem::try_lock(const Path& file) {
  if (state_->locked.contains(file)) return LockHolder{"process 1 since 2026-01-01T00:00:00Z"};
  if (!state_->names.contains(file)) (void)open(file, Access::Create);
  return std::make_unique<MemoryLock>(state_, file);
}

const std::vector<DiskOperation>& MemoryFileSystem::trace() const { return state_->trace; }
std::size_t MemoryFileSystem::operations() const { return state_->operations; }
void MemoryFileSystem::plan(const PlannedFault& fault) { state_->fault = fault; }
void MemoryFileSystem::heal() { state_->fault.reset(); }

void MemoryFileSystem::kill_process() {
  ++state_->process;
  state_->locked.clear();
}

DiskImage MemoryFileSystem::image() const {
  DiskImage image;
  image.folders = state_->folders;
  for (const auto& [path, file] : state_->names) image.files[path] = state_->files[file];
  return image;
}

// ---- Crashes --------------------------------------------------------------------------------------------------------

namespace {

bool changes_content(const DiskOperation& operation) {
  return operation.action == DiskAction::Write || operation.action == DiskAction::Truncate;
}

/// The folder whose sync brings the operation to the disk.
Path folder_of(const DiskOperation& operation) {
  const Path parent = operation.path.parent_path();
  return parent.empty() ? Path(".") : parent;
}

/// Which operations may or may not be on the disk, and which cannot be.
struct Unsynced {
  std::vector<std::size_t> open;
  std::set<std::size_t> lost;
};

Unsynced unsynced(std::span<const DiskOperation> trace) {
  Unsynced result;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const DiskOperation& operation = trace[i];
    const auto is_of_file = [&](std::size_t other) {
      return changes_content(trace[other]) && trace[other].file == operation.file;
    };
    switch (operation.action) {
      case DiskAction::Write:
      case DiskAction::Truncate:
      case DiskAction::CreateFolder:
      case DiskAction::Create:
      case DiskAction::Rename:
      case DiskAction::Remove:
        result.open.push_back(i);
        break;
      case DiskAction::Sync:
        std::erase_if(result.open, is_of_file);
        break;
      case DiskAction::FailedSync:
        for (const std::size_t other : result.open) {
          if (is_of_file(other) && trace[other].action == DiskAction::Write) result.lost.insert(other);
        }
        std::erase_if(result.open, [&](std::size_t other) { return result.lost.contains(other); });
        break;
      case DiskAction::SyncFolder:
        std::erase_if(result.open, [&](std::size_t other) {
          return !changes_content(trace[other]) && folder_of(trace[other]) == operation.path;
        });
        break;
    }
  }
  return result;
}

struct Torn {
  std::size_t operation;
  std::size_t bytes;  // of it that came to the disk
};

DiskImage applied(const DiskImage& start, std::span<const DiskOperation> trace, const std::set<std::size_t>& dropped,
                  std::optional<Torn> torn = std::nullopt) {
  std::set<Path> folders = start.folders;
  std::map<Path, std::size_t> names;
  std::vector<std::string> files;
  for (const auto& [path, content] : start.files) {
    names[path] = files.size();
    files.push_back(content);
  }
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const DiskOperation& operation = trace[i];
    // A file has its number even where its name is lost.
    if (operation.action == DiskAction::Create) files.resize(std::max(files.size(), operation.file + 1));
    if (dropped.contains(i)) continue;
    switch (operation.action) {
      case DiskAction::Write:
        write(files[operation.file], operation.offset,
              std::string_view(operation.bytes)
                  .substr(0, torn && torn->operation == i ? torn->bytes : std::string_view::npos));
        break;
      case DiskAction::Truncate:
        files[operation.file].resize(operation.offset);
        break;
      case DiskAction::CreateFolder:
        folders.insert(operation.path);
        break;
      case DiskAction::Create:
        names[operation.path] = operation.file;
        break;
      case DiskAction::Rename:
        if (const auto found = names.find(operation.path); found != names.end()) {
          names[operation.to] = found->second;
          names.erase(operation.path);
        }
        break;
      case DiskAction::Remove:
        names.erase(operation.path);
        break;
      case DiskAction::Sync:
      case DiskAction::FailedSync:
      case DiskAction::SyncFolder:
        break;
    }
  }
  DiskImage image;
  image.folders = folders;
  for (const auto& [path, file] : names) {
    if (folders.contains(path.parent_path())) image.files[path] = files[file];
  }
  return image;
}

Path name_of(std::span<const DiskOperation> trace, const DiskImage& start, std::size_t file) {
  if (file < start.files.size()) return std::next(start.files.begin(), static_cast<std::ptrdiff_t>(file))->first;
  const auto created = std::ranges::find_if(trace, [&](const DiskOperation& operation) {
    return operation.action == DiskAction::Create && operation.file == file;
  });
  return created == trace.end() ? Path() : created->path;
}

}  // namespace

void visit_crashes(const DiskImage& start, std::span<const DiskOperation> whole, std::size_t count,
                   const std::function<bool(const Path&)>& tear_finely,
                   const std::function<void(const DiskImage&)>& visit) {
  const std::span<const DiskOperation> trace = whole.first(count);
  const Unsynced loose = unsynced(trace);
  visit(applied(start, trace, loose.lost));
  std::set<std::size_t> dropped = loose.lost;
  // Each first part, from the longest; the last one is none at all.
  for (auto last = loose.open.rbegin(); last != loose.open.rend(); ++last) {
    dropped.insert(*last);
    visit(applied(start, trace, dropped));
  }
  if (loose.open.empty()) return;
  // Without the last one alone is the longest first part.
  for (std::size_t i = 0; i + 1 < loose.open.size(); ++i) {
    dropped = loose.lost;
    dropped.insert(loose.open[i]);
    visit(applied(start, trace, dropped));
  }
  const auto last_write = std::find_if(loose.open.rbegin(), loose.open.rend(),
                                       [&](std::size_t i) { return trace[i].action == DiskAction::Write; });
  if (last_write == loose.open.rend()) return;
  const std::size_t size = trace[*last_write].bytes.size();
  const std::size_t step = tear_finely(name_of(whole, start, trace[*last_write].file)) ? 1 : 512;
  for (std::size_t bytes = step; bytes < size; bytes += step) {
    visit(applied(start, trace, loose.lost, Torn{*last_write, bytes}));
  }
}

DiskImage synced_image(const DiskImage& start, std::span<const DiskOperation> trace) {
  const Unsynced loose = unsynced(trace);
  std::set<std::size_t> dropped = loose.lost;
  dropped.insert(loose.open.begin(), loose.open.end());
  return applied(start, trace, dropped);
}

}  // namespace liaison
