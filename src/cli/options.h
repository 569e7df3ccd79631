#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "output/writer.h"
#include "store/tables/export.h"
#include "store/tables/import.h"

namespace liaison {

/// Statements to run, from the command line's -c and -f.
struct Script {
  enum class Kind : std::uint8_t { Text, File, StandardInput };
  Kind kind = Kind::Text;
  std::string text;  // the statements, or the file's path
};

/// The command line, understood. Defaults are what it means to say nothing.
struct CommandLine {
  enum class Action : std::uint8_t { Run, Check, Convert, Backup, Import, ImportMapping, Export, Test, Print };
  Action action = Action::Run;

  std::string text;                   // Print: what to print (help, version)
  std::vector<std::string> graphs;    // Run, Check; Convert, Backup, Export: the one to read
  std::string target;                 // Convert: OUT; Backup: FILE; Import, ImportMapping: STORE; Export: FOLDER
  std::vector<std::string> files;     // Test
  bool rewrite = false;               // Test
  ImportOptions import;               // Import
  ExportOptions separators;           // Export
  std::string mapping;                // ImportMapping: the mapping file
  std::string folder;                 // ImportMapping: that the mapping's files are in; empty: the mapping's own
  std::uint64_t bad_records_max = 0;  // Import, ImportMapping: that may be left out
  std::string rejects;                // where these are listed; empty: none may be left out

  std::vector<Script> scripts;  // in the order given
  std::optional<OutputFormat> format;
  std::optional<std::string> output;
  std::vector<std::pair<std::string, std::string>> parameters;  // name and expression, as written
  std::vector<std::string> procedures;                          // SIGNATURE=FILE, as written
  bool keep_going = false;
  bool read_only = false;
  bool safe = false;
  bool sync = true;  // of a store's commits
  std::optional<double> busy_timeout_seconds;
  std::optional<std::string> load_folder;  // Run: none with --safe
  bool csv_safe = false;
  bool time = false;
  bool color = true;
  std::optional<std::string> init, history;
  bool no_init = false;
  std::optional<double> timeout_seconds;
  std::optional<std::uint64_t> memory_bytes;
  std::uint32_t chunk_rows = 1024;
};

/// Throws Error UsageError for what means nothing, or something that this version does not have.
[[nodiscard]] CommandLine parse_command_line(int argument_count, const char* const* arguments);

/// A format by name. Throws Error UsageError: unknown, or known and not there yet.
[[nodiscard]] OutputFormat format_named(std::string_view name);

/// A format by a file's ending. Throws Error UsageError where it names none; nullopt: the file has no ending.
[[nodiscard]] std::optional<OutputFormat> format_for_file(std::string_view file);

/// "2s", "500ms", "1.5m", "1h"; a bare number counts seconds. nullopt: no duration above 0.
[[nodiscard]] std::optional<double> seconds_of(std::string_view text);

/// "256MB", "1.5GiB", "800 kb"; a bare number counts bytes. nullopt: no size above 0.
[[nodiscard]] std::optional<std::uint64_t> bytes_of(std::string_view text);

}  // namespace liaison
