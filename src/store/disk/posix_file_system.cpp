#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <string_view>
#include <system_error>
#include <utility>

#include "liaison/error.h"
#include "store/disk/file_system.h"

namespace liaison {
namespace {

[[nodiscard]] Error failure(std::string_view detail, std::string_view doing, const std::filesystem::path& path,
                            int reason) {
  return runtime_error(ErrorCode::GraphFileError, detail,
                       fmt::format("cannot {} {}: {}", doing, path.string(), std::generic_category().message(reason)),
                       {}, reason == ENOSPC || reason == EDQUOT ? "make room on the disk" : "");
}

[[nodiscard]] Error not_readable(std::string_view doing, const std::filesystem::path& path) {
  return failure("NotReadable", doing, path, errno);
}

[[nodiscard]] Error not_written(std::string_view doing, const std::filesystem::path& path) {
  return failure("NotWritten", doing, path, errno);
}

/// Calls it again for as long as a signal cut it short.
template <class Call>
auto retried(Call&& call) {
  decltype(call()) result;
  do {
    result = call();
  } while (result < 0 && errno == EINTR);
  return result;
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

[[nodiscard]] Descriptor open_descriptor(const std::filesystem::path& path, int flags) {
  return Descriptor(retried([&] { return ::open(path.c_str(), flags | O_CLOEXEC, 0666); }));
}

class PosixMapping : public FileMapping {
 public:
  PosixMapping(void* start, std::size_t size) : start_(start), size_(size) {}
  PosixMapping(const PosixMapping&) = delete;
  PosixMapping& operator=(const PosixMapping&) = delete;
  ~PosixMapping() override {
    if (size_ > 0) ::munmap(start_, size_);
  }
  [[nodiscard]] std::span<const std::byte> bytes() const override {
    return {static_cast<const std::byte*>(start_), size_};
  }

 private:
  void* start_;
  std::size_t size_;
};

class PosixFile : public File {
 public:
  PosixFile(Descriptor descriptor, std::filesystem::path path)
      : descriptor_(std::move(descriptor)), path_(std::move(path)) {}

  [[nodiscard]] std::uint64_t size() const override {
    struct stat about;
    if (::fstat(descriptor_.number(), &about) != 0) throw not_readable("look at", path_);
    return static_cast<std::uint64_t>(about.st_size);
  }

  std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) const override {
    std::size_t done = 0;
    while (done < into.size()) {
      const ssize_t got = retried([&] {
        return ::pread(descriptor_.number(), into.data() + done, into.size() - done, static_cast<off_t>(offset + done));
      });
      if (got < 0) throw not_readable("read", path_);
      if (got == 0) break;
      done += static_cast<std::size_t>(got);
    }
    return done;
  }

  void write_at(std::uint64_t offset, std::span<const std::byte> bytes) override {
    std::size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t put = retried([&] {
        return ::pwrite(descriptor_.number(), bytes.data() + done, bytes.size() - done,
                        static_cast<off_t>(offset + done));
      });
      if (put < 0) throw not_written("write", path_);
      if (put == 0) throw failure("NotWritten", "write", path_, ENOSPC);
      done += static_cast<std::size_t>(put);
    }
  }

  void truncate(std::uint64_t size) override {
    if (retried([&] { return ::ftruncate(descriptor_.number(), static_cast<off_t>(size)); }) != 0) {
      throw not_written("cut", path_);
    }
  }

  void sync() override {
    if (retried([&] { return ::fdatasync(descriptor_.number()); }) != 0) throw not_written("sync", path_);
  }

  [[nodiscard]] std::shared_ptr<const FileMapping> map() const override {
    const std::size_t bytes = size();
    if (bytes == 0) return std::make_shared<const PosixMapping>(nullptr, 0);
    void* const start = ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, descriptor_.number(), 0);
    if (start == MAP_FAILED) throw not_readable("map", path_);
    return std::make_shared<const PosixMapping>(start, bytes);
  }

 private:
  Descriptor descriptor_;
  std::filesystem::path path_;
};

/// flock belongs to the open file and not to the process, as fcntl's locks do: two handles of one process exclude each
/// other too, and closing one of them does not release the other's.
class PosixLock : public FileLock {
 public:
  explicit PosixLock(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}

 private:
  Descriptor descriptor_;
};

[[nodiscard]] std::string present_time() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts;
  ::gmtime_r(&now, &parts);
  std::array<char, 32> text;
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

class PosixFileSystem : public FileSystem {
 public:
  [[nodiscard]] std::unique_ptr<File> open(const std::filesystem::path& file, Access access) override {
    const int flags = access == Access::Read ? O_RDONLY : access == Access::Write ? O_RDWR : O_RDWR | O_CREAT | O_TRUNC;
    // O_NONBLOCK: a pipe in the place of a file is refused below, not waited for.
    Descriptor descriptor = open_descriptor(file, flags | O_NONBLOCK);
    if (!descriptor.is_open()) {
      if (errno == ENOENT && access != Access::Create) return nullptr;
      throw access == Access::Create ? not_written("create", file) : not_readable("open", file);
    }
    struct stat about;
    if (::fstat(descriptor.number(), &about) != 0) throw not_readable("look at", file);
    if (!S_ISREG(about.st_mode)) {
      throw runtime_error(ErrorCode::GraphFileError, "NotReadable", file.string() + " is no plain file");
    }
    return std::make_unique<PosixFile>(std::move(descriptor), file);
  }

  [[nodiscard]] bool is_folder(const std::filesystem::path& folder) override {
    struct stat about;
    if (::stat(folder.c_str(), &about) == 0) return S_ISDIR(about.st_mode);
    if (errno == ENOENT || errno == ENOTDIR) return false;
    throw not_readable("look at", folder);
  }

  [[nodiscard]] std::vector<std::string> list(const std::filesystem::path& folder) override {
    std::vector<std::string> names;
    std::error_code reason;
    std::filesystem::directory_iterator entry(folder, reason);
    for (; !reason && entry != std::filesystem::directory_iterator(); entry.increment(reason)) {
      names.push_back(entry->path().filename().string());
    }
    if (reason) throw failure("NotReadable", "list", folder, reason.value());
    std::ranges::sort(names);
    return names;
  }

  void create_folder(const std::filesystem::path& folder) override {
    if (::mkdir(folder.c_str(), 0777) != 0) throw not_written("create", folder);
  }

  void rename(const std::filesystem::path& from, const std::filesystem::path& to) override {
    if (::rename(from.c_str(), to.c_str()) != 0) throw not_written("rename " + from.string() + " to", to);
  }

  void remove(const std::filesystem::path& file) override {
    if (::unlink(file.c_str()) != 0) throw not_written("remove", file);
  }

  void sync_folder(const std::filesystem::path& folder) override {
    const Descriptor descriptor = open_descriptor(folder, O_RDONLY | O_DIRECTORY);
    if (!descriptor.is_open()) throw not_written("open", folder);
    if (retried([&] { return ::fsync(descriptor.number()); }) != 0) throw not_written("sync", folder);
  }

  [[nodiscard]] std::variant<std::unique_ptr<FileLock>, LockHolder> try_lock(
      const std::filesystem::path& file) override {
    Descriptor descriptor = open_descriptor(file, O_RDWR | O_CREAT);
    if (!descriptor.is_open()) throw not_written("open", file);
    if (retried([&] { return ::flock(descriptor.number(), LOCK_EX | LOCK_NB); }) != 0) {
      if (errno != EWOULDBLOCK) throw not_written("lock", file);
      return holder(descriptor);
    }
    // For people only: the lock is held whether or not this can be written.
    const std::string text = fmt::format("process {} since {}\n", ::getpid(), present_time());
    if (::ftruncate(descriptor.number(), 0) == 0) {
      [[maybe_unused]] const ssize_t written = ::pwrite(descriptor.number(), text.data(), text.size(), 0);
    }
    return std::make_unique<PosixLock>(std::move(descriptor));
  }

 private:
  static LockHolder holder(const Descriptor& descriptor) {
    std::array<char, 100> text;
    const ssize_t size = ::pread(descriptor.number(), text.data(), text.size(), 0);
    const std::string_view all(text.data(), size < 0 ? 0 : static_cast<std::size_t>(size));
    return {std::string(all.substr(0, all.find('\n')))};
  }
};

}  // namespace

FileSystem& posix_file_system() {
  static PosixFileSystem system;
  return system;
}

}  // namespace liaison
