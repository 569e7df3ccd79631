#include "store/load/csv_reader.h"

#include <utility>

#include "value/text.h"

namespace liaison {

CsvReader::CsvReader(const std::filesystem::path& path, char separator)
    : path_(path), file_(path), separator_(separator) {}

Error CsvReader::fault_at(Place place, const std::string& message, std::string hint) const {
  return graph_file_error(path_, "InvalidCsv", "record " + std::to_string(record_) + ": " + message, place,
                          std::move(hint));
}

Error CsvReader::fault(const std::string& message, std::string hint) const {
  return fault_at(record_place_, message, std::move(hint));
}

char CsvReader::take() {
  const char c = file_.Take();
  // CR LF ends one line.
  if (c == '\r' || (c == '\n' && !after_return_)) {
    ++place_.line;
    place_.column = 1;
  } else if (c != '\n' && (static_cast<unsigned char>(c) & 0xc0) != 0x80) {
    ++place_.column;
  }
  after_return_ = c == '\r';
  return c;
}

void CsvReader::add(std::string& text, char c) {
  if (++record_bytes_ > longest_record_bytes) {
    throw fault("it is longer than " + std::to_string(longest_record_bytes >> 20) + " MiB", "is a quote left open?");
  }
  text += c;
}

void CsvReader::read_quoted(std::string& text) {
  const Place opened = place_;
  take();
  while (true) {
    if (file_.at_end()) throw fault_at(opened, "the quote that opens here is never closed");
    const char c = take();
    if (c == '"') {
      if (file_.at_end() || file_.Peek() != '"') return;
      take();
    }
    add(text, c);
  }
}

bool CsvReader::read_field(CsvField& field) {
  if (!file_.at_end() && file_.Peek() == '"') {
    field.is_quoted = true;
    read_quoted(field.text);
  }
  while (!file_.at_end()) {
    const char c = file_.Peek();
    if (c == separator_) {
      take();
      return true;
    }
    if (c == '\n' || c == '\r') {
      take();
      if (c == '\r' && !file_.at_end() && file_.Peek() == '\n') take();
      return false;
    }
    if (field.is_quoted)
      throw fault_at(place_, "text stands behind a closing quote", "a quote inside is doubled: \"\"");
    if (c == '"') {
      throw fault_at(place_, "a quote stands inside a field that does not begin with one",
                     "quote the whole field, and double the quotes inside");
    }
    add(field.text, take());
  }
  return false;
}

bool CsvReader::next(std::vector<CsvField>& fields) {
  ++record_;
  bool is_blank = true;
  while (is_blank) {
    if (file_.at_end()) return false;
    fields.clear();
    record_bytes_ = 0;
    record_place_ = place_;
    do fields.emplace_back();
    while (read_field(fields.back()));
    is_blank = fields.size() == 1 && fields.front().is_absent() && width_ != 1;
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (invalid_utf8(fields[i].text)) throw fault("field " + std::to_string(i + 1) + " is not valid UTF-8");
  }
  if (width_ == 0) width_ = fields.size();
  return true;
}

}  // namespace liaison
