#include "store/load/replace_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace liaison {
namespace {

/// Makes what is written to a file or folder stay there when the power fails.
bool sync(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool is_synced = ::fsync(descriptor) == 0;
  const int kept = errno;
  ::close(descriptor);
  errno = kept;
  return is_synced;
}

/// A file's name until it is whole; removed unless it was renamed.
class UnfinishedFile {
 public:
  explicit UnfinishedFile(const std::filesystem::path& file)
      : path_(file.string() + "." + std::to_string(::getpid()) + ".unfinished") {}
  ~UnfinishedFile() {
    if (std::error_code ignored; !is_finished_) std::filesystem::remove(path_, ignored);
  }
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  void finish() { is_finished_ = true; }

 private:
  std::filesystem::path path_;
  bool is_finished_ = false;
};

}  // namespace

std::optional<std::string> replace_file(const std::filesystem::path& file,
                                        const std::function<void(std::ostream&)>& write) {
  std::error_code failure;
  std::filesystem::path target = std::filesystem::weakly_canonical(file, failure);
  if (failure) target = file;
  if (std::filesystem::exists(target, failure) && !std::filesystem::is_regular_file(target, failure)) {
    return "it is no regular file";
  }
  UnfinishedFile unfinished(target);
  {
    errno = 0;
    std::ofstream out(unfinished.path(), std::ios::binary | std::ios::trunc);
    if (!out) return std::strerror(errno);
    write(out);
    out.close();
    if (!out) return errno != 0 ? std::strerror(errno) : "the disk took no more";
  }
  const auto old = std::filesystem::status(target, failure);
  if (!failure && std::filesystem::exists(old)) {
    std::filesystem::permissions(unfinished.path(), old.permissions(), failure);
  }
  if (!sync(unfinished.path())) return std::strerror(errno);
  std::filesystem::rename(unfinished.path(), target, failure);
  if (failure) return failure.message();
  unfinished.finish();
  const std::filesystem::path folder = target.parent_path();
  sync(folder.empty() ? std::filesystem::path(".") : folder);
  return std::nullopt;
}

}  // namespace liaison
