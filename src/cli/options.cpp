#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "cli/usage.h"
#include "liaison/error.h"
#include "value/nearest.h"
#include "value/text.h"

namespace liaison {
namespace {

constexpr std::string_view see_help = "liaison --help lists what there is";

/// Formats that the manual names and that this version does not have.
constexpr std::array<std::string_view, 7> later_formats{"svg",       "png",     "graphml", "gexf",
                                                        "cytoscape", "mermaid", "html"};
constexpr std::array<std::string_view, 1> later_options{"--as-of"};

[[noreturn]] void wrong_usage(std::string message, std::string hint = std::string(see_help)) {
  throw runtime_error(ErrorCode::UsageError, "WrongUsage", std::move(message), {}, std::move(hint));
}

[[noreturn]] void not_yet(const std::string& what) {
  throw runtime_error(ErrorCode::UsageError, "NotSupported", what + " is not supported by this version");
}

/// One way to call the program: its options by name, read as plain strings so that nothing is interpreted on the way.
class Usage {
 public:
  Usage() {
    app_.set_help_flag();
    flag("-h,--help");
  }

  void flag(const std::string& names) {
    // Repeating a flag is no mistake.
    app_.add_flag(names)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  }
  void value(const std::string& names) {
    app_.add_option(names)->expected(1)->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  }
  void values(const std::string& names) {
    // A repeatable option takes one value each time, else it would swallow the GRAPH behind it.
    app_.add_option(names)->expected(1)->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
  void positionals(const std::string& name) { app_.add_option(name, words_); }

  void parse(std::vector<std::string> arguments) {
    std::ranges::reverse(arguments);  // as CLI11 wants it
    try {
      app_.allow_extras();
      app_.parse(arguments);
    } catch (const CLI::ArgumentMismatch& error) {
      const std::string text = error.what();
      wrong_usage(text.substr(0, text.find(':')) + " needs a value");
    } catch (const CLI::ParseError& error) {
      wrong_usage(error.what());
    }
  }

  /// Refuses what no option is called. REQUIRES: parse() went well.
  void refuse_extras() const {
    for (const std::string& extra : app_.remaining()) {
      if (extra != "--") refuse(extra);
    }
  }

  [[nodiscard]] bool has(const std::string& name) const { return app_.get_option(name)->count() > 0; }
  [[nodiscard]] std::vector<std::string> all(const std::string& name) const { return app_.get_option(name)->results(); }
  [[nodiscard]] std::optional<std::string> last(const std::string& name) const {
    const auto values = all(name);
    return values.empty() ? std::nullopt : std::optional(values.back());
  }
  /// The options as they were given, one entry each time.
  [[nodiscard]] std::vector<std::string> order() const {
    std::vector<std::string> names;
    for (const CLI::Option* option : app_.parse_order()) names.push_back(option->get_name());
    return names;
  }

 private:
  [[noreturn]] void refuse(const std::string& word) const {
    if (!word.starts_with('-')) wrong_usage("'" + word + "' is one word too many");
    const std::string name = word.substr(0, word.find('='));
    if (std::ranges::find(later_options, name) != later_options.end()) not_yet("the option " + name);
    std::vector<std::string> names;
    for (const CLI::Option* option : app_.get_options()) {
      for (const std::string& longer : option->get_lnames()) names.push_back("--" + longer);
    }
    const std::vector<std::string_view> candidates(names.begin(), names.end());
    const auto meant = nearest(name, candidates);
    wrong_usage("there is no option " + name, meant ? "did you mean " + *meant + "?" : std::string(see_help));
  }

  CLI::App app_;
  std::vector<std::string> words_;  // only makes CLI11 take any number of them: results() has them untouched
};

void add_limits(Usage& usage) {
  usage.value("--timeout");
  usage.value("--memory");
  usage.value("--threads");
  usage.flag("--no-color");
  usage.value("--chunk-rows");
}

std::uint32_t number_of(const std::string& option, const std::string& text, std::uint32_t largest) {
  std::uint32_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size() || number < 1 || number > largest) {
    wrong_usage(option + " takes a whole number from 1 to " + std::to_string(largest) + ", not '" + text + "'", "");
  }
  return number;
}

double time_of(const std::string& option, const std::string& text) {
  const auto seconds = seconds_of(text);
  if (!seconds) wrong_usage(option + " takes a time such as 2s, 500ms or 1m, not '" + text + "'", "");
  return *seconds;
}

void read_limits(const Usage& usage, CommandLine& line) {
  if (const auto text = usage.last("--timeout")) {
    line.timeout_seconds = time_of("--timeout", *text);
  }
  if (const auto text = usage.last("--memory")) {
    line.memory_bytes = bytes_of(*text);
    if (!line.memory_bytes)
      wrong_usage("--memory takes a size such as 256MB, 1.5GiB or 800KB, not '" + *text + "'", "");
  }
  // A limit from above, and one thread is always within it.
  if (const auto text = usage.last("--threads")) static_cast<void>(number_of("--threads", *text, 1024));
  if (const auto text = usage.last("--chunk-rows")) line.chunk_rows = number_of("--chunk-rows", *text, 65535);
  const char* no_color = std::getenv("NO_COLOR");
  line.color = !usage.has("--no-color") && (no_color == nullptr || *no_color == '\0');
}

std::pair<std::string, std::string> parameter_of(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    wrong_usage("--param takes NAME=LITERAL, not '" + text + "'", "");
  }
  std::string name = text.substr(0, equals);
  if (name.front() == '$') name.erase(0, 1);
  return {name, text.substr(equals + 1)};
}

/// A word that names no file may be meant for a subcommand.
void check_graph_word(const std::string& word) {
  std::vector<std::string_view> names;
  for (const Subcommand& subcommand : subcommands()) names.push_back(subcommand.name);
  std::error_code ignored;
  if (word.find_first_of("./") != std::string::npos || std::filesystem::exists(word, ignored)) return;
  const auto meant = nearest(word, names);
  if (!meant) return;
  wrong_usage("there is no graph file '" + word + "'",
              *meant == word ? "the word " + word + " stands first: liaison " + word + " ..."
                             : "did you mean liaison " + *meant + "?");
}

/// What LOAD CSV reads below: the working folder unless told, nothing with --safe.
std::optional<std::string> load_folder_of(const Usage& usage, bool safe) {
  const std::optional<std::string> folder = usage.last("--load-folder");
  if (safe && folder) wrong_usage("--safe opens no file: --load-folder cannot stand beside it", "");
  std::error_code ignored;
  if (folder && !std::filesystem::is_directory(*folder, ignored))
    wrong_usage("there is no folder '" + *folder + "'", "");
  if (safe) return std::nullopt;
  return folder.value_or(".");
}

CommandLine parse_run(std::vector<std::string> arguments) {
  Usage usage;
  usage.values("-c");
  usage.values("-f");
  usage.values("--param");
  usage.values("--procedure");
  usage.value("--format");
  usage.value("-o");
  for (const char* name :
       {"--keep-going", "--read-only", "--safe", "--no-sync", "--csv-safe", "--no-init", "--time", "--version"}) {
    usage.flag(name);
  }
  usage.value("--init");
  usage.value("--history");
  usage.value("--load-folder");
  usage.value("--busy-timeout");
  add_limits(usage);
  usage.positionals("GRAPH");
  usage.parse(std::move(arguments));
  // Before the options: a mistyped subcommand brings options along that mean nothing here.
  for (const std::string& graph : usage.all("GRAPH")) check_graph_word(graph);
  usage.refuse_extras();

  CommandLine line;
  if (usage.has("--help") || usage.has("--version")) {
    line.action = CommandLine::Action::Print;
    line.text = usage.has("--help") ? std::string(usage_text()) : version_text();
    return line;
  }
  std::map<std::string, std::size_t> seen;
  for (const std::string& name : usage.order()) {
    if (name != "-c" && name != "-f") continue;
    const std::string text = usage.all(name)[seen[name]++];
    if (name == "-c") {
      line.scripts.push_back({Script::Kind::Text, text});
    } else if (text == "-") {
      line.scripts.push_back({Script::Kind::StandardInput, {}});
    } else {
      line.scripts.push_back({Script::Kind::File, text});
    }
  }
  line.graphs = usage.all("GRAPH");
  for (const std::string& parameter : usage.all("--param")) line.parameters.push_back(parameter_of(parameter));
  if (const auto format = usage.last("--format")) line.format = format_named(*format);
  line.output = usage.last("-o");
  if (line.output == "-") line.output.reset();
  if (line.output && !line.format) line.format = format_for_file(*line.output);
  line.procedures = usage.all("--procedure");
  line.keep_going = usage.has("--keep-going");
  line.safe = usage.has("--safe");
  line.read_only = line.safe || usage.has("--read-only");
  line.load_folder = load_folder_of(usage, line.safe);
  line.sync = !usage.has("--no-sync");
  if (const auto text = usage.last("--busy-timeout")) line.busy_timeout_seconds = time_of("--busy-timeout", *text);
  line.csv_safe = usage.has("--csv-safe");
  line.time = usage.has("--time");
  line.init = usage.last("--init");
  line.history = usage.last("--history");
  line.no_init = usage.has("--no-init");
  read_limits(usage, line);
  if (line.safe && line.output) wrong_usage("--safe writes no file: -o cannot stand beside it", "");
  if (line.safe && (line.init || line.history)) {
    wrong_usage("--safe uses no start file and no history: --init and --history cannot stand beside it", "");
  }
  if (line.safe && !line.procedures.empty()) {
    wrong_usage("--safe reads no file but graphs and statements: --procedure cannot stand beside it", "");
  }
  if (line.init && line.no_init) wrong_usage("--init and --no-init contradict each other", "");
  return line;
}

CommandLine help_on(const Subcommand& subcommand) {
  CommandLine line;
  line.action = CommandLine::Action::Print;
  line.text = std::string(subcommand.usage) + "\n    " + std::string(subcommand.help) + "\n";
  return line;
}

std::vector<std::string> parts_of(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// `--nodes=Label:Label=header.csv,part.csv`, `--relationships=TYPE=FILE`; what stands before the files may be missing.
TableFiles table_files(const std::string& option, const std::string& text) {
  const std::size_t equals = text.find('=');
  TableFiles table;
  if (equals != std::string::npos && equals > 0) {
    const std::string names = text.substr(0, equals);
    table.names = option == "--nodes" ? parts_of(names, ':') : std::vector{names};
  }
  for (const std::string& file : parts_of(equals == std::string::npos ? text : text.substr(equals + 1), ',')) {
    table.files.emplace_back(file);
  }
  const auto is_empty = [](const auto& name) { return name.empty(); };
  if (std::ranges::any_of(table.names, is_empty) || std::ranges::any_of(table.files, is_empty)) {
    wrong_usage(
        option + " takes " + (option == "--nodes" ? "[LABEL[:LABEL]=]" : "[TYPE=]") + "FILE[,FILE], not '" + text + "'",
        "");
  }
  return table;
}

char separator_of(const Usage& usage, const std::string& option, char usual) {
  const std::string text = usage.last(option).value_or(std::string(1, usual));
  if (text == "TAB" || text == "\\t") return '\t';
  const bool is_one =
      text.size() == 1 && text[0] > 0 && std::string_view("\"\r\n").find(text[0]) == std::string_view::npos;
  if (!is_one) wrong_usage(option + " takes one character of ASCII, or TAB, not '" + text + "'", "");
  return text[0];
}

struct Separators {
  char delimiter, array_delimiter;
};

Separators separators_of(const Usage& usage) {
  const Separators separators{separator_of(usage, "--delimiter", ','), separator_of(usage, "--array-delimiter", ';')};
  if (separators.delimiter == separators.array_delimiter) {
    wrong_usage("--delimiter and --array-delimiter are the same", "");
  }
  return separators;
}

/// --skip-bad N --rejects FILE
void read_rejects(const Usage& usage, CommandLine& line) {
  line.rejects = usage.last("--rejects").value_or("");
  if (usage.has("--skip-bad") != usage.has("--rejects")) {
    wrong_usage("--skip-bad N and --rejects FILE go together", "records that are left out are listed in FILE");
  }
  constexpr std::uint32_t bad_records_most = 0xffffffff;
  if (const auto text = usage.last("--skip-bad")) {
    line.bad_records_max = number_of("--skip-bad", *text, bad_records_most);
  }
}

CommandLine parse_import(const Subcommand& subcommand, std::vector<std::string> arguments) {
  Usage usage;
  usage.values("--nodes");
  usage.values("--relationships");
  for (const char* name : {"--delimiter", "--array-delimiter", "--mapping", "--folder", "--skip-bad", "--rejects"}) {
    usage.value(name);
  }
  add_limits(usage);
  usage.positionals("STORE");
  usage.parse(std::move(arguments));
  usage.refuse_extras();
  if (usage.has("--help")) return help_on(subcommand);

  CommandLine line;
  line.action = CommandLine::Action::Import;
  read_limits(usage, line);
  const std::string usage_line = "usage: " + std::string(subcommand.usage);
  const std::vector<std::string> words = usage.all("STORE");
  if (words.size() != 1) wrong_usage("import takes one store to write", usage_line);
  line.target = words.front();
  read_rejects(usage, line);
  if (const auto mapping = usage.last("--mapping")) {
    if (usage.has("--nodes") || usage.has("--relationships")) {
      wrong_usage("--mapping says itself which files hold what", "leave --nodes and --relationships out");
    }
    line.action = CommandLine::Action::ImportMapping;
    line.mapping = *mapping;
    line.folder = usage.last("--folder").value_or("");
    return line;
  }
  if (usage.has("--folder")) wrong_usage("--folder is of use with --mapping only", usage_line);
  for (const std::string& text : usage.all("--nodes")) line.import.nodes.push_back(table_files("--nodes", text));
  for (const std::string& text : usage.all("--relationships")) {
    line.import.relationships.push_back(table_files("--relationships", text));
  }
  if (line.import.nodes.empty()) wrong_usage("there is neither --nodes nor --mapping", usage_line);
  const Separators separators = separators_of(usage);
  line.import.delimiter = separators.delimiter;
  line.import.array_delimiter = separators.array_delimiter;
  if (const auto text = usage.last("--threads")) line.import.threads = number_of("--threads", *text, 1024);
  return line;
}

CommandLine parse_export(const Subcommand& subcommand, std::vector<std::string> arguments) {
  Usage usage;
  usage.value("--delimiter");
  usage.value("--array-delimiter");
  add_limits(usage);
  usage.positionals("GRAPH");
  usage.parse(std::move(arguments));
  usage.refuse_extras();
  if (usage.has("--help")) return help_on(subcommand);

  CommandLine line;
  line.action = CommandLine::Action::Export;
  read_limits(usage, line);
  const std::vector<std::string> words = usage.all("GRAPH");
  if (words.size() != 2) {
    wrong_usage("export takes a graph and the folder to make", "usage: " + std::string(subcommand.usage));
  }
  line.graphs = {words[0]};
  line.target = words[1];
  const Separators separators = separators_of(usage);
  line.separators = {separators.delimiter, separators.array_delimiter};
  return line;
}

CommandLine parse_subcommand(const Subcommand& subcommand, std::vector<std::string> arguments) {
  if (!subcommand.is_here) not_yet("liaison " + std::string(subcommand.name));
  if (subcommand.name == "import") return parse_import(subcommand, std::move(arguments));
  if (subcommand.name == "export") return parse_export(subcommand, std::move(arguments));
  Usage usage;
  const bool is_test = subcommand.name == "test", is_convert = subcommand.name == "convert",
             is_backup = subcommand.name == "backup";
  if (is_test) usage.flag("--rewrite");
  add_limits(usage);
  usage.positionals("FILE");
  usage.parse(std::move(arguments));
  usage.refuse_extras();

  if (usage.has("--help")) return help_on(subcommand);

  CommandLine line;
  read_limits(usage, line);
  const std::vector<std::string> words = usage.all("FILE");
  const std::string usage_line = "usage: " + std::string(subcommand.usage);
  if (is_test) {
    line.action = CommandLine::Action::Test;
    line.files = words;
    line.rewrite = usage.has("--rewrite");
    if (words.empty()) wrong_usage("no question file is named", usage_line);
  } else if (is_convert) {
    line.action = CommandLine::Action::Convert;
    if (words.size() != 2) wrong_usage("convert takes a graph and the file to write", usage_line);
    line.graphs = {words[0]};
    line.target = words[1];
  } else if (is_backup) {
    line.action = CommandLine::Action::Backup;
    if (words.size() != 2) wrong_usage("backup takes a store and the store to write", usage_line);
    line.graphs = {words[0]};
    line.target = words[1];
  } else {
    line.action = CommandLine::Action::Check;
    line.graphs = words;
    if (words.empty()) wrong_usage("no graph is named", usage_line);
  }
  return line;
}

}  // namespace

CommandLine parse_command_line(int argument_count, const char* const* arguments) {
  std::vector<std::string> words;
  for (int i = 1; i < argument_count; ++i) words.emplace_back(arguments[i]);
  if (!words.empty()) {
    for (const Subcommand& subcommand : subcommands()) {
      if (words.front() == subcommand.name) {
        words.erase(words.begin());
        return parse_subcommand(subcommand, std::move(words));
      }
    }
  }
  return parse_run(std::move(words));
}

OutputFormat format_named(std::string_view name) {
  if (const auto format = output_format(name)) return *format;
  if (std::ranges::find(later_formats, name) != later_formats.end()) not_yet("the format " + std::string(name));
  const auto meant = nearest_output_format(name);
  wrong_usage("there is no format '" + std::string(name) + "'",
              meant ? "did you mean " + std::string(*meant) + "?"
                    : "formats are table, csv, tsv, json, jsonl, typed, markdown, dot");
}

std::optional<OutputFormat> format_for_file(std::string_view file) {
  if (const auto format = output_format_of_file(file)) return format;
  std::string ending = std::filesystem::path(file).extension().string();
  if (ending.empty()) return std::nullopt;
  ending.erase(0, 1);
  if (std::ranges::find(later_formats, ending) != later_formats.end()) not_yet("the format " + ending);
  wrong_usage("the ending of " + std::string(file) + " names no format",
              "name one: --format, or an ending such as .csv, .json, .md, .dot");
}

std::optional<double> seconds_of(std::string_view text) {
  double number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc()) return std::nullopt;
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  if (unit == "ms") {
    number /= 1000;
  } else if (unit == "m") {
    number *= 60;
  } else if (unit == "h") {
    number *= 3600;
  } else if (unit != "s" && !unit.empty()) {
    return std::nullopt;
  }
  // A year and more is no limit but a number that a clock cannot hold.
  if (!std::isfinite(number) || number <= 0 || number > 3.2e7) return std::nullopt;
  return number;
}

std::optional<std::uint64_t> bytes_of(std::string_view text) {
  struct Unit {
    std::string_view name;
    double bytes;
  };
  constexpr std::array<Unit, 8> units{
      {{"", 1}, {"b", 1}, {"kb", 1e3}, {"mb", 1e6}, {"gb", 1e9}, {"kib", 1 << 10}, {"mib", 1 << 20}, {"gib", 1 << 30}}};
  double number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc()) return std::nullopt;
  std::string name = lower_case(text.substr(static_cast<std::size_t>(end - text.data())));
  if (name.starts_with(' ')) name.erase(0, 1);
  const auto unit = std::ranges::find(units, name, &Unit::name);
  if (unit == units.end()) return std::nullopt;
  number *= unit->bytes;
  // What no machine has is no limit but a number that does not fit.
  if (!std::isfinite(number) || number < 1 || number > 1e18) return std::nullopt;
  return static_cast<std::uint64_t>(number);
}

}  // namespace liaison
