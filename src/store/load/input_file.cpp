#include "store/load/input_file.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <string_view>
#include <utility>

#include "common/assert.h"
#include "common/stop_signal.h"

namespace liaison {

namespace {

constexpr std::size_t piece_bytes = 256 * 1024;

}  // namespace

Error graph_file_error(const std::filesystem::path& path, std::string_view detail, std::string message, Place place,
                       std::string hint) {
  Error error = runtime_error(ErrorCode::GraphFileError, detail, std::move(message), place, std::move(hint));
  error.file = path.string();
  return error;
}

InputFile::InputFile(const std::filesystem::path& path) : file_(path), piece_(piece_bytes) {
  current_ = end_ = piece_.data();
  refill();
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (std::string_view(current_, static_cast<std::size_t>(end_ - current_)).starts_with(byte_order_mark)) {
    for (std::size_t i = 0; i < byte_order_mark.size(); ++i) Take();
  }
}

void InputFile::refill() {
  std::size_t count = 0;
  if (!at_end_) {
    check_stop();
    piece_begin_ += static_cast<std::size_t>(end_ - piece_.data());
    count = file_.read(piece_.data(), piece_.size());
  }
  current_ = piece_.data();
  if (count == 0) {
    at_end_ = true;
    piece_[0] = '\0';
    end_ = current_ + 1;  // taking the NUL comes back here
    return;
  }
  end_ = current_ + count;
}

char* InputFile::PutBegin() { LIAISON_ASSERT(false && "input is not written to"); }
void InputFile::Put(char) { LIAISON_ASSERT(false && "input is not written to"); }
void InputFile::Flush() { LIAISON_ASSERT(false && "input is not written to"); }
std::size_t InputFile::PutEnd(char*) { LIAISON_ASSERT(false && "input is not written to"); }

Place place_in_file(const std::filesystem::path& path, std::uint64_t offset) {
  std::ifstream file(path, std::ios::binary);
  Place place{.line = 1, .column = 1};
  std::vector<char> piece(piece_bytes);
  bool at_front = true;
  while (offset > 0 && file) {
    file.read(piece.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(offset, piece.size())));
    std::string_view text(piece.data(), static_cast<std::size_t>(file.gcount()));
    offset -= text.size();
    if (at_front && text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    at_front = false;
    const std::size_t last_line = text.rfind('\n');
    if (last_line != std::string_view::npos) {
      place.line += static_cast<std::uint32_t>(std::ranges::count(text, '\n'));
      place.column = 1;
      text.remove_prefix(last_line + 1);
    }
    // Code points: bytes that do not continue one.
    place.column += static_cast<std::uint32_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
  }
  return place;
}

Place token_place_in_file(const std::filesystem::path& path, std::uint64_t offset) {
  std::ifstream file(path, std::ios::binary);
  file.seekg(static_cast<std::streamoff>(offset));
  for (int next = file.get(); next != EOF && std::strchr(" \t\r\n,:", next) != nullptr && next != 0;
       next = file.get()) {
    ++offset;
  }
  return place_in_file(path, offset);
}

}  // namespace liaison
