#include "output/writer.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "common/assert.h"
#include "output/write_text.h"
#include "value/nearest.h"

namespace liaison {

namespace {

constexpr std::array<std::pair<OutputFormat, std::string_view>, 8> formats{{
    {OutputFormat::Table, "table"},
    {OutputFormat::Csv, "csv"},
    {OutputFormat::Tsv, "tsv"},
    {OutputFormat::Json, "json"},
    {OutputFormat::Jsonl, "jsonl"},
    {OutputFormat::Typed, "typed"},
    {OutputFormat::Markdown, "markdown"},
    {OutputFormat::Dot, "dot"},
}};

}  // namespace

std::string_view to_string(OutputFormat format) {
  const auto found = std::ranges::find(formats, format, &decltype(formats)::value_type::first);
  LIAISON_ASSERT(found != formats.end());
  return found->second;
}

std::optional<OutputFormat> output_format(std::string_view name) {
  const auto found = std::ranges::find(formats, name, &decltype(formats)::value_type::second);
  return found == formats.end() ? std::nullopt : std::optional(found->first);
}

std::optional<OutputFormat> output_format_of_file(std::string_view file) {
  const std::size_t dot = file.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::string_view ending = file.substr(dot + 1);
  if (ending == "txt") return OutputFormat::Table;
  if (ending == "md") return OutputFormat::Markdown;
  if (ending == "gv") return OutputFormat::Dot;
  if (ending == "ndjson") return OutputFormat::Jsonl;
  return output_format(ending);
}

std::optional<std::string_view> nearest_output_format(std::string_view name) {
  std::vector<std::string_view> names;
  names.reserve(formats.size());
  for (const auto& [format, known] : formats) names.push_back(known);
  const auto found = nearest(name, names);
  if (!found) return std::nullopt;
  return *std::ranges::find(names, *found);
}

bool shows_errors(OutputFormat format) {
  return format == OutputFormat::Json || format == OutputFormat::Jsonl || format == OutputFormat::Typed;
}

void write_result(const StatementResult& result, const OutputOptions& options, std::ostream& out) {
  switch (options.format) {
    case OutputFormat::Table:
      write_table(result, options, out);
      return;
    case OutputFormat::Csv:
    case OutputFormat::Tsv:
      write_csv(result, options, out);
      return;
    case OutputFormat::Json:
      write_json(result, out);
      return;
    case OutputFormat::Jsonl:
    case OutputFormat::Typed:
      write_jsonl(result, options.format, out);
      return;
    case OutputFormat::Markdown:
      write_markdown(result, out);
      return;
    case OutputFormat::Dot:
      write_dot(result, out);
      return;
  }
}

}  // namespace liaison
