#include "cli/output_file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "cli/interrupt.h"
#include "liaison/error.h"

namespace liaison {
namespace {

int open_for_writing(const std::filesystem::path& path) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) {
    throw runtime_error(ErrorCode::UsageError, "OutputNotWritten",
                        "cannot write " + path.string() + ": " + std::strerror(errno));
  }
  return descriptor;
}

}  // namespace

OutputFile::OutputFile() : descriptor_(STDOUT_FILENO), buffer_(descriptor_), stream_(&buffer_) {
  // The buffer's exceptions come through as they are instead of ending in a bit that nobody looks at.
  stream_.exceptions(std::ios::badbit);
}

OutputFile::OutputFile(const std::filesystem::path& path)
    : descriptor_(open_for_writing(path)), buffer_(descriptor_), stream_(&buffer_) {
  stream_.exceptions(std::ios::badbit);
}

OutputFile::~OutputFile() {
  if (descriptor_ != STDOUT_FILENO) close(descriptor_);
}

bool OutputFile::is_terminal() const { return isatty(descriptor_) == 1; }

std::uint32_t OutputFile::width() const {
  if (!is_terminal()) return 0;
  winsize size = {};
  if (ioctl(descriptor_, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

void OutputFile::reset() {
  buffer_.clear();
  stream_.clear();
}

OutputFile::Buffer::int_type OutputFile::Buffer::overflow(int_type character) {
  write_all();
  if (!traits_type::eq_int_type(character, traits_type::eof())) sputc(traits_type::to_char_type(character));
  return traits_type::not_eof(character);
}

int OutputFile::Buffer::sync() {
  write_all();
  return 0;
}

void OutputFile::Buffer::write_all() {
  const char* begin = pbase();
  while (begin < pptr()) {
    if (interrupted()) {
      throw runtime_error(ErrorCode::Interrupted, "Interrupted", "interrupted");
    }
    const ssize_t written = write(descriptor_, begin, static_cast<std::size_t>(pptr() - begin));
    if (written >= 0) {
      begin += written;
    } else if (errno == EPIPE) {
      throw ClosedPipe{};
    } else if (errno == EAGAIN) {
      // Whoever shares the descriptor made it non-blocking.
      pollfd waiting{descriptor_, POLLOUT, 0};
      poll(&waiting, 1, -1);
    } else if (errno != EINTR) {
      throw runtime_error(ErrorCode::ArgumentError, "OutputNotWritten",
                          std::string("results cannot be written: ") + std::strerror(errno));
    }
  }
  clear();
}

}  // namespace liaison
