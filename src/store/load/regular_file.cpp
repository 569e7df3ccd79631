#include "store/load/regular_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "store/load/input_file.h"

namespace liaison {

namespace {

[[noreturn]] void not_readable(const std::filesystem::path& path, const std::string& why) {
  throw graph_file_error(path, "NotReadable", "cannot read " + path.string() + ": " + why);
}

}  // namespace

RegularFile::RegularFile(const std::filesystem::path& path) : path_(path) {
  // Without O_NONBLOCK a named pipe that nobody writes to would hold us here for ever.
  descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor_ < 0) not_readable(path, std::strerror(errno));
  struct stat status;
  const bool is_file = ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
  if (!is_file) {
    ::close(descriptor_);
    not_readable(path, S_ISDIR(status.st_mode) ? "it is a folder" : "it is no regular file");
  }
  size_ = static_cast<std::uint64_t>(status.st_size);
}

RegularFile::~RegularFile() { ::close(descriptor_); }

std::size_t RegularFile::read(char* into, std::size_t size) {
  ssize_t count = 0;
  do count = ::read(descriptor_, into, size);
  while (count < 0 && errno == EINTR);
  if (count < 0) not_readable(path_, std::strerror(errno));
  return static_cast<std::size_t>(count);
}

}  // namespace liaison
