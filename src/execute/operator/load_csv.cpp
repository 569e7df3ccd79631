#include "execute/operator/load_csv.h"

#include <algorithm>
#include <utility>

#include "liaison/error.h"
#include "store/load/load_folder.h"
#include "value/text.h"

namespace liaison {

LoadCsv::LoadCsv(const logical::LoadCsv& plan, std::uint16_t parent, OperatorPtr input, Execution& execution)
    : FanOut(std::move(input), parent, execution),
      plan_(plan),
      file_(plan.file, this->input().layout, parent, execution) {
  add_column(plan.variable);
}

void LoadCsv::open() {
  if (execution_.load_folder == nullptr) {
    throw runtime_error(ErrorCode::ArgumentError, "FilesRefused", "LOAD CSV may read no files here", plan_.file.place,
                        "name a folder with --load-folder, and leave out --safe");
  }
  FanOut::open();
}

template <class Read>
auto LoadCsv::reading(Read&& read) {
  try {
    return read();
  } catch (const Error& error) {
    if (error.code != ErrorCode::GraphFileError) throw;
    std::string at = name_;
    if (error.place.line > 0) {
      at += ", line " + std::to_string(error.place.line) + ", column " + std::to_string(error.place.column);
    }
    throw runtime_error(ErrorCode::ArgumentError, error.detail, at + ": " + error.message, plan_.file.place,
                        error.hint);
  }
}

void LoadCsv::begin_chunk(const Chunk& chunk) { files_ = &file_.evaluate(chunk); }

void LoadCsv::begin_row(const Chunk&, std::uint16_t row) {
  const Value file = files_->get(row);
  if (file.kind() != Kind::String) {
    throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType",
                        "LOAD CSV reads a file by its name, a String, not " + std::string(to_string(file.kind())),
                        plan_.file.place);
  }
  name_ = file.as_string();
  reading([&] {
    reader_.emplace(file_below(*execution_.load_folder, name_), plan_.field_terminator);
    if (plan_.with_headers) read_headers();
  });
}

void LoadCsv::read_headers() {
  headers_.clear();
  if (!reader_->next(fields_)) return;
  for (const CsvField& field : fields_) {
    if (field.text.empty()) throw reader_->fault("a column has no name", "the first record names the columns");
    if (std::ranges::count(headers_, field.text) > 0) {
      throw reader_->fault("two columns are called '" + field.text + "'");
    }
    headers_.push_back(field.text);
  }
}

Value LoadCsv::row_of_fields() const {
  const auto value_of = [](const CsvField& field) { return field.is_absent() ? Value() : Value::string(field.text); };
  if (!plan_.with_headers) {
    std::vector<Value> items;
    for (const CsvField& field : fields_) items.push_back(value_of(field));
    return Value::list(std::move(items));
  }
  if (fields_.size() > headers_.size()) {
    throw reader_->fault("it has " + std::to_string(fields_.size()) + " fields, but there are " +
                         std::to_string(headers_.size()) + " columns");
  }
  std::vector<MapEntry> entries;
  for (std::size_t i = 0; i < headers_.size(); ++i) {
    entries.push_back({headers_[i], i < fields_.size() ? value_of(fields_[i]) : Value()});
  }
  return Value::map(Map(std::move(entries)));
}

bool LoadCsv::append(Group& child, std::uint32_t limit) {
  return reading([&] {
    while (child.size < limit) {
      if (!reader_->next(fields_)) return true;
      child.columns.front()->append(row_of_fields());
      add_row(child);
    }
    return false;
  });
}

std::string LoadCsv::describe() const {
  const VariableTable& names = *execution_.variables;
  return std::string(plan_.with_headers ? "LoadCsv with headers " : "LoadCsv ") + to_text(plan_.file, names) + " AS " +
         shown_name(names[plan_.variable]);
}

}  // namespace liaison
