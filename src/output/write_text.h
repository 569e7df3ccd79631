#pragma once

#include <iosfwd>
#include <string>

#include "output/writer.h"

namespace liaison {

// The writers that write_result() chooses from, a file each.

void write_table(const StatementResult& result, const OutputOptions& options, std::ostream& out);
void write_csv(const StatementResult& result, const OutputOptions& options, std::ostream& out);  // Csv and Tsv
void write_json(const StatementResult& result, std::ostream& out);
void write_jsonl(const StatementResult& result, OutputFormat format, std::ostream& out);  // Jsonl and Typed
void write_markdown(const StatementResult& result, std::ostream& out);
void write_dot(const StatementResult& result, std::ostream& out);

/// "created 2 nodes and 1 relationship, set 3 properties"; empty if nothing changed.
[[nodiscard]] std::string changes_text(const Counters& counters);

}  // namespace liaison
