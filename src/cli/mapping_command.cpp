#include "cli/mapping_command.h"

#include <filesystem>
#include <memory>
#include <string>

#include "cli/graph_target.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/output_file.h"
#include "cli/shell.h"
#include "output/screen_text.h"
#include "store/mapping/mapped_import.h"
#include "value/csv_text.h"

namespace liaison {
namespace {

/// What is in the files and not in the graph, or not as it stands there.
void say_notices(const MappedImportCounts& counts) {
  for (const auto& [reason, count] : counts.skipped) {
    say("notice: " + counted(count, "record", "records") + " skipped: " + visible(reason) + "\n");
  }
  if (counts.bad > 0) say("notice: " + counted(counts.bad, "bad record", "bad records") + " left out\n");
  for (const auto& [property, count] : counts.differing) {
    say("notice: " + counted(count, "value", "values") + " of " + visible(property) +
        (count == 1 ? " differs" : " differ") + " from the first one of the node, which stays\n");
  }
  if (counts.without_end > 0) {
    say("notice: " + counted(counts.without_end, "relationship", "relationships") + " not made: an end is empty\n");
  }
  if (counts.unknown_ends > 0) {
    say("notice: " + counted(counts.unknown_ends, "end", "ends") + " of relationships left out: no node has the id\n");
  }
}

}  // namespace

ExitCode import_by_mapping(const CommandLine& line) {
  const std::filesystem::path target(line.target);
  check_new_graph_target(target);
  const Mapping mapping = read_mapping(line.mapping);
  std::unique_ptr<OutputFile> rejects;
  if (!line.rejects.empty()) {
    rejects = std::make_unique<OutputFile>(line.rejects);
    rejects->stream() << "file,record,line,reason\n";
  }
  MappedImportOptions options;
  options.folder = line.folder;
  if (options.folder.empty()) options.folder = std::filesystem::path(line.mapping).parent_path();
  options.bad_max = line.bad_records_max;
  options.on_left_out = [&](const LeftOutRecord& record) {
    if (!rejects) return;
    std::string row;
    append_csv_text(row, record.file, ',');
    row += "," + std::to_string(record.record) + "," + std::to_string(record.line) + ",";
    append_csv_text(row, record.reason, ',');
    rejects->stream() << row << '\n';
  };
  set_on_interrupt(OnInterrupt::Stop);
  MappedImportCounts counts;
  Snapshot graph;
  try {
    graph = import_mapped(mapping, options, interrupted(), counts);
  } catch (...) {
    if (rejects) rejects->flush();
    throw;
  }
  if (rejects) rejects->flush();
  say_notices(counts);
  save_graph(graph, target);
  OutputFile out;
  out.stream() << visible(target.string()) << ": " << size_text(*graph) << " from "
               << counted(counts.records, "record", "records") << '\n';
  out.flush();
  return ExitCode::Well;
}

}  // namespace liaison
