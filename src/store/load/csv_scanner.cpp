#include "store/load/csv_scanner.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "store/load/input_file.h"
#include "value/text.h"

namespace liaison {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

std::string without_doubled_quotes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (text[i] == '"') ++i;
  }
  return out;
}

}  // namespace

CsvScanner::CsvScanner(const std::filesystem::path& path, char separator, std::size_t block_bytes)
    : path_(path),
      file_(path),
      separator_(separator),
      block_bytes_(std::max(block_bytes, byte_order_mark.size())),
      block_(std::make_shared<CsvBlock>()) {
  for (const char c : {separator, '\n', '\r', '"'}) ends_plain_text_[static_cast<unsigned char>(c)] = true;
  read_more();
  if (std::string_view(next_, static_cast<std::size_t>(end_ - next_)).starts_with(byte_order_mark)) {
    next_ += byte_order_mark.size();
  }
}

/// A new block, which begins with what the last one holds from next_ on.
void CsvScanner::read_more() {
  const auto kept = static_cast<std::size_t>(end_ - next_);
  auto block = std::make_shared<CsvBlock>();
  // A record that fills a block gets one of twice its size, so that long records take linear time.
  const std::size_t room = std::max(block_bytes_, 2 * kept);
  block->bytes = std::make_unique_for_overwrite<char[]>(room);
  std::copy(next_, end_, block->bytes.get());
  std::size_t filled = kept;
  while (filled < room && !is_whole_) {
    const std::size_t count = file_.read(block->bytes.get() + filled, room - filled);
    is_whole_ = count == 0;
    filled += count;
    bytes_read_ += count;
  }
  block_ = std::move(block);
  next_ = block_->bytes.get();
  end_ = next_ + filled;
  valid_end_ = next_ + invalid_utf8({next_, filled}).value_or(filled);
}

/// Throws, and the next record is what follows the line that the fault is in. Unfinished: that line's end is not in the
/// block yet.
CsvScanner::Found CsvScanner::stop_at(const CsvRecord& record, const char* place, const std::string& message,
                                      std::string hint) {
  const char* const line_end = std::find_if(place, end_, [](char c) { return c == '\n' || c == '\r'; });
  if (line_end == end_ && !is_whole_) return Found::Unfinished;
  next_ = line_end;
  if (next_ != end_) next_ += next_[0] == '\r' && next_ + 1 != end_ && next_[1] == '\n' ? 2 : 1;
  next_line_ = record.line_ + line_ends({record.begin_, static_cast<std::size_t>(next_ - record.begin_)});
  throw record.fault_at(place, message, std::move(hint));
}

const char* CsvScanner::scan_quoted(const char* opened, std::vector<CsvCell>& cells) {
  has_quotes_ = true;
  bool has_doubled = false;
  const char* from = opened + 1;
  while (true) {
    const auto* quote = static_cast<const char*>(std::memchr(from, '"', static_cast<std::size_t>(end_ - from)));
    if (quote == nullptr || (quote + 1 == end_ && !is_whole_)) return nullptr;
    if (quote + 1 != end_ && quote[1] == '"') {
      has_doubled = true;
      from = quote + 2;
      continue;
    }
    if (has_doubled) escaping_.push_back(static_cast<std::uint32_t>(cells.size()));
    cells.push_back({{opened + 1, static_cast<std::size_t>(quote - opened - 1)}, true});
    return quote + 1;
  }
}

CsvScanner::Found CsvScanner::scan_record(CsvRecord& record) {
  std::vector<CsvCell>& cells = record.cells_;
  cells.clear();
  record.starts_.clear();
  escaping_.clear();
  has_quotes_ = false;
  record.begin_ = next_;
  record.line_ = next_line_;
  if (next_ == end_) return is_whole_ ? Found::End : Found::Unfinished;
  const char* at = next_;
  while (true) {
    record.starts_.push_back(at);
    if (at != end_ && *at == '"') {
      const char* const opened = at;
      at = scan_quoted(opened, cells);
      if (at == nullptr && !is_whole_) return Found::Unfinished;
      if (at == nullptr) {
        can_go_on_ = false;
        return stop_at(record, opened, "the quote that opens here is never closed", {});
      }
    } else {
      const char* const begin = at;
      while (at != end_ && !ends_plain_text_[static_cast<unsigned char>(*at)]) ++at;
      cells.push_back({{begin, static_cast<std::size_t>(at - begin)}, false});
    }
    if (at == end_) {
      if (!is_whole_) return Found::Unfinished;
      finish_record(at, cells);
      return Found::Record;
    }
    if (*at == separator_) {
      ++at;
    } else if (*at == '\n') {
      finish_record(at + 1, cells);
      return Found::Record;
    } else if (*at == '\r') {
      if (at + 1 == end_ && !is_whole_) return Found::Unfinished;
      finish_record(at + (at + 1 != end_ && at[1] == '\n' ? 2 : 1), cells);
      return Found::Record;
    } else if (cells.back().is_quoted) {
      return stop_at(record, at, "text stands behind a closing quote", "a quote inside is doubled: \"\"");
    } else {
      return stop_at(record, at, "a quote stands inside a field that does not begin with one",
                     "quote the whole field, and double the quotes inside");
    }
  }
}

void CsvScanner::finish_record(const char* end, std::vector<CsvCell>& cells) {
  next_ = end;
  ++next_line_;
  if (!has_quotes_) return;
  for (const CsvCell& cell : cells) {
    if (cell.is_quoted) next_line_ += line_ends(cell.text);
  }
  for (const std::uint32_t cell : escaping_) {
    cells[cell].text = block_->unescaped.emplace_back(without_doubled_quotes(cells[cell].text));
  }
}

void CsvScanner::check_utf8(const CsvRecord& record) const {
  if (next_ <= valid_end_) return;
  if (!invalid_utf8({record.begin_, static_cast<std::size_t>(next_ - record.begin_)})) return;
  for (std::size_t cell = 0; cell < record.cells_.size(); ++cell) {
    if (invalid_utf8(record.cells_[cell].text)) {
      throw record.fault_at_cell(cell, "field " + std::to_string(cell + 1) + " is not valid UTF-8");
    }
  }
}

bool CsvScanner::next(CsvRecord& record) {
  record.file_ = &path_;
  record.number_ = ++records_;
  while (true) {
    const Found found = scan_record(record);
    if (found == Found::End) return false;
    const char* const known_end = found == Found::Record ? next_ : end_;
    if (static_cast<std::size_t>(known_end - record.begin_) > longest_record_bytes) {
      can_go_on_ = false;
      throw record.fault("it is longer than " + std::to_string(longest_record_bytes >> 20) + " MiB",
                         "is a quote left open?");
    }
    if (found == Found::Unfinished) {
      read_more();
      continue;
    }
    const bool is_blank = record.cells_.size() == 1 && record.cells_.front().is_absent();
    if (is_blank && !keeps_blank_lines_) continue;
    check_utf8(record);
    return true;
  }
}

}  // namespace liaison
