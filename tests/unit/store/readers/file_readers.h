#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/graph.h"

/// The readers of files, to be tried with whatever bytes: by libFuzzer (tests/libfuzzer), and with what was found so
/// (tests/unit/store/readers/found).
namespace liaison {

struct FileReader {
  std::string_view name;
  /// Makes files of the input, in a way of the reader's own, and reads them. Gives what must never be of what came of
  /// it, or nothing.
  std::string (*read)(std::string_view input);
  /// Good inputs, and words of the files' language.
  std::vector<std::string> (*seeds)();
  std::span<const std::string_view> words;
};

extern const FileReader base_file_reader;   // a base file, its checksums put right
extern const FileReader log_reader;         // changes in records of a log, behind a good store
extern const FileReader graph_file_reader;  // graph files, and the forms of other programs
extern const FileReader tables_reader;      // tables of nodes and of relationships
extern const FileReader mapping_reader;     // a mapping, beside good files
extern const FileReader records_reader;     // files of each format, by a good mapping

[[nodiscard]] std::span<const FileReader* const> file_readers();

// ---- What they share ------------------------------------------------------------------------------------------------

/// Calls read(). What it throws must be an Error that says which file is at fault: all else is given as a fault.
[[nodiscard]] std::string fault_of(const std::function<std::string()>& read);

/// What the graph contradicts itself in; all of it is read.
[[nodiscard]] std::string fault_of_graph(const Snapshot& graph);

[[nodiscard]] std::string graph_file_text(const GraphView& view);

/// A file of this name and content in a folder of this process's own.
std::filesystem::path file_with(std::string_view content, const std::string& name);

/// The parts of the input between its separators, `most` at most: the last one has the rest.
[[nodiscard]] std::vector<std::string_view> split_input(std::string_view input, std::string_view separator,
                                                        std::size_t most);

}  // namespace liaison
