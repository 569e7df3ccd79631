#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string_view>

#include "liaison/error.h"
#include "query/result.h"

namespace liaison {

/// How results become text (product.md section 1).
enum class OutputFormat : std::uint8_t { Table, Csv, Tsv, Json, Jsonl, Typed, Markdown, Dot };

[[nodiscard]] std::string_view to_string(OutputFormat format);                           // "table", "csv", …
[[nodiscard]] std::optional<OutputFormat> output_format(std::string_view name);          // by that name
[[nodiscard]] std::optional<OutputFormat> output_format_of_file(std::string_view file);  // by ending: .csv, .md, .gv, …
/// The name meant by a wrong one, if one is near.
[[nodiscard]] std::optional<std::string_view> nearest_output_format(std::string_view name);

struct OutputOptions {
  OutputFormat format = OutputFormat::Table;
  std::uint32_t width = 0;   ///< Table: columns of the terminal that lines must fit; 0: no limit, nothing is cut
  bool color = false;        ///< Table: terminal colours
  bool csv_safe = false;     ///< Csv, Tsv: quote with ' what a spreadsheet would take for a formula
  std::size_t rows_max = 0;  ///< Table: rows shown, of however many the footer counts; 0: all
};

/// Writes one statement's result. A statement without rows: Table says what changed, Json gives an empty array, Jsonl
/// and Typed their line; Csv, Tsv, Markdown and Dot nothing.
void write_result(const StatementResult& result, const OutputOptions& options, std::ostream& out);

/// True for Json, Jsonl and Typed: an error is a line among the results, written by write_error().
[[nodiscard]] bool shows_errors(OutputFormat format);

/// Writes `{"errors":[{"code":…}]}` and a newline.
void write_error(const Error& error, std::ostream& out);

}  // namespace liaison
