#include <ostream>
#include <string>
#include <string_view>

#include "output/entity_text.h"
#include "output/write_text.h"
#include "value/csv_text.h"
#include "value/date.h"
#include "value/text.h"

namespace liaison {

namespace {

/// Writes RFC 4180 with \n between records; tab-separated values by the same rules.
class CsvWriter {
 public:
  CsvWriter(const StatementResult& result, const OutputOptions& options, std::ostream& out)
      : result_(result),
        separator_(options.format == OutputFormat::Tsv ? '\t' : ','),
        is_safe_(options.csv_safe),
        out_(out) {}

  void write() {
    for (std::size_t column = 0; column < result_.columns.size(); ++column) {
      if (column > 0) line_ += separator_;
      add_text(result_.columns[column]);
    }
    end_line();
    for (std::size_t row = 0; row < result_.row_count(); ++row) {
      for (std::size_t column = 0; column < result_.columns.size(); ++column) {
        if (column > 0) line_ += separator_;
        add(result_.value(row, column));
      }
      end_line();
    }
  }

 private:
  void end_line() {
    line_ += '\n';
    out_ << line_;
    line_.clear();
  }

  void add(const Value& value) {
    switch (value.kind()) {
      case Kind::Null:  // nothing; the empty string is ""
        return;
      case Kind::Boolean:
      case Kind::Integer:
      case Kind::Float:
        line_ += scalar_text(value);
        return;
      case Kind::Date:
        line_ += date_text(value.as_date());
        return;
      case Kind::Time:
      case Kind::LocalTime:
      case Kind::LocalDateTime:
      case Kind::DateTime:
      case Kind::Duration:
        line_ += scalar_text(value);
        return;
      case Kind::String:
        add_text(value.as_string());
        return;
      case Kind::List:
      case Kind::Map:
      case Kind::Node:
      case Kind::Relationship:
      case Kind::Path:
        add_text(value_text(*result_.snapshot, value));
        return;
    }
  }

  void add_text(std::string_view text) {
    const bool is_formula =
        is_safe_ && !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    append_csv_text(line_, is_formula ? "'" + std::string(text) : std::string(text), separator_);
  }

  const StatementResult& result_;
  const char separator_;
  const bool is_safe_;
  std::ostream& out_;
  std::string line_;
};

}  // namespace

void write_csv(const StatementResult& result, const OutputOptions& options, std::ostream& out) {
  if (!result.columns.empty()) CsvWriter(result, options, out).write();
}

}  // namespace liaison
