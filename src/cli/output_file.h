#pragma once

#include <array>
#include <filesystem>
#include <ostream>
#include <streambuf>

namespace liaison {

/// Thrown by writes to a pipe whose reader has gone: no fault, there is nobody left to write for.
struct ClosedPipe {};

/// Standard output, or a file that results go to. Writes throw ClosedPipe, Error Interrupted after Ctrl-C, and Error
/// ArgumentError OutputNotWritten when the disk is full and the like; nothing is ever lost in silence.
class OutputFile {
 public:
  /// Standard output.
  OutputFile();
  /// A new or emptied file. Throws Error UsageError.
  explicit OutputFile(const std::filesystem::path& path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  [[nodiscard]] std::ostream& stream() { return stream_; }
  [[nodiscard]] bool is_terminal() const;
  /// Columns of the terminal; 0: it is none.
  [[nodiscard]] std::uint32_t width() const;

  void flush() { stream_.flush(); }
  /// After an error: what was not written is dropped, and writing may go on.
  void reset();

 private:
  class Buffer : public std::streambuf {
   public:
    explicit Buffer(int descriptor) : descriptor_(descriptor) { clear(); }
    void clear() { setp(room_.data(), room_.data() + room_.size()); }

   protected:
    int_type overflow(int_type character) override;
    int sync() override;

   private:
    void write_all();

    int descriptor_;
    std::array<char, 1 << 16> room_;
  };

  int descriptor_;
  Buffer buffer_;
  std::ostream stream_;
};

}  // namespace liaison
