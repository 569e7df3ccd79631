#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "liaison/error.h"
#include "store/load/regular_file.h"

namespace liaison {

/// GraphFileError in a file; without a place it is about the file as such.
[[nodiscard]] Error graph_file_error(const std::filesystem::path& path, std::string_view detail, std::string message,
                                     Place place = {}, std::string hint = {});

/// A regular file read from front to back in pieces, as RapidJSON reads its streams: Peek, Take, Tell. Behind the end
/// Peek gives NUL; at_end() tells it from a NUL in the file. A byte order mark at the front is stepped over.
/// Throws Error(GraphFileError, NotReadable).
class InputFile {
 public:
  using Ch = char;

  explicit InputFile(const std::filesystem::path& path);

  [[nodiscard]] char Peek() const { return *current_; }
  char Take() {
    const char taken = *current_;
    if (++current_ == end_) refill();
    return taken;
  }
  [[nodiscard]] std::size_t Tell() const { return piece_begin_ + static_cast<std::size_t>(current_ - piece_.data()); }
  [[nodiscard]] bool at_end() const { return at_end_; }

  // RapidJSON asks every stream for these; only streams that are written to are ever called.
  char* PutBegin();
  void Put(char);
  void Flush();
  std::size_t PutEnd(char*);

 private:
  void refill();

  RegularFile file_;
  std::vector<char> piece_;
  std::size_t piece_begin_ = 0;  // place of piece_[0] in the file
  const char* current_ = nullptr;
  const char* end_ = nullptr;
  bool at_end_ = false;
};

/// Line and column of a byte of a file, found by reading it again: nothing is counted while all is well.
[[nodiscard]] Place place_in_file(const std::filesystem::path& path, std::uint64_t offset);

/// The same for the JSON token that starts behind `offset` (white space, commas and colons in between).
[[nodiscard]] Place token_place_in_file(const std::filesystem::path& path, std::uint64_t offset);

}  // namespace liaison
