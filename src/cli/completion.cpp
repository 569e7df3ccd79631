#include "cli/completion.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <optional>
#include <vector>

#include "algorithm/procedure.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/shell.h"
#include "function/reference.h"
#include "output/entity_text.h"
#include "store/catalog.h"
#include "store/entity_names.h"
#include "store/graph_view.h"
#include "value/text.h"

namespace liaison {
namespace {

/// What is offered where any word may stand. Not the list of keywords, which the lexer has: those that this version
/// runs, as people write them.
constexpr std::array<std::string_view, 52> keywords{"ALL",
                                                    "AND",
                                                    "ANY",
                                                    "AS",
                                                    "ASC",
                                                    "CALL",
                                                    "CASE",
                                                    "CONTAINS",
                                                    "CREATE",
                                                    "DELETE",
                                                    "DESC",
                                                    "DETACH DELETE",
                                                    "DISTINCT",
                                                    "ELSE",
                                                    "END",
                                                    "ENDS WITH",
                                                    "EXISTS",
                                                    "EXPLAIN",
                                                    "FOREACH",
                                                    "IN",
                                                    "IS NOT NULL",
                                                    "IS NULL",
                                                    "LIMIT",
                                                    "LOAD CSV",
                                                    "MATCH",
                                                    "MERGE",
                                                    "NONE",
                                                    "NOT",
                                                    "ON CREATE SET",
                                                    "ON MATCH SET",
                                                    "OPTIONAL MATCH",
                                                    "OR",
                                                    "ORDER BY",
                                                    "PROFILE",
                                                    "REMOVE",
                                                    "RETURN",
                                                    "SET",
                                                    "SINGLE",
                                                    "SKIP",
                                                    "STARTS WITH",
                                                    "THEN",
                                                    "UNION",
                                                    "UNION ALL",
                                                    "UNWIND",
                                                    "WHEN",
                                                    "WHERE",
                                                    "WITH",
                                                    "XOR",
                                                    "YIELD",
                                                    "false",
                                                    "null",
                                                    "true"};

constexpr std::size_t names_max = 500;

/// What surrounds the cursor.
struct Surroundings {
  char quote = '\0';                  // the open one: ' " ` or / for a comment
  std::size_t quote_begin = 0;        // where its content begins
  std::vector<std::size_t> brackets;  // open ones, places in the text
};

Surroundings surroundings_of(std::string_view text) {
  Surroundings found;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (found.quote == '/') {
      if (text.substr(i).starts_with("*/")) {
        found.quote = '\0';
        ++i;
      }
    } else if (found.quote != '\0') {
      if (c == '\\' && found.quote != '`') {
        ++i;
      } else if (c == found.quote) {
        found.quote = '\0';
      }
    } else if (c == '\'' || c == '"' || c == '`') {
      found.quote = c;
      found.quote_begin = i + 1;
    } else if (text.substr(i).starts_with("/*")) {
      found.quote = '/';
      ++i;
    } else if (text.substr(i).starts_with("//")) {
      const std::size_t end = text.find('\n', i);
      if (end == std::string_view::npos) {
        found.quote = '/';
        return found;
      }
      i = end;
    } else if (c == '(' || c == '[' || c == '{') {
      found.brackets.push_back(i);
    } else if ((c == ')' || c == ']' || c == '}') && !found.brackets.empty()) {
      found.brackets.pop_back();
    }
  }
  return found;
}

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0;
}

/// The word before the cursor; hyphens and dots belong to it where they are told to.
std::string_view word_at_end(std::string_view text, std::string_view also) {
  std::size_t begin = text.size();
  while (begin > 0 && (is_name_character(text[begin - 1]) || also.find(text[begin - 1]) != std::string_view::npos))
    --begin;
  return text.substr(begin);
}

std::string_view without_blanks_at_end(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\n");
  return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

class Collector {
 public:
  explicit Collector(std::string_view typed) : folded_(folded(typed)) { completion_.replaced = typed.size(); }

  void add(std::string_view name, std::string text, std::string suffix) {
    if (folded(name).starts_with(folded_)) completion_.candidates.push_back({std::move(text), std::move(suffix)});
  }

  Completion done() {
    std::vector<Candidate>& candidates = completion_.candidates;
    std::ranges::stable_sort(candidates, {}, &Candidate::text);
    candidates.erase(std::ranges::unique(candidates, {}, &Candidate::text).begin(), candidates.end());
    return std::move(completion_);
  }

 private:
  std::string folded_;
  Completion completion_;
};

enum class Kind : std::uint8_t { Label, Type };

/// In backticks already: the name as it is; else as it must stand there.
Completion label_or_type(const Catalog& catalog, Kind kind, std::string_view typed, bool is_quoted) {
  Collector collector(typed);
  const Names& names = kind == Kind::Label ? catalog.labels : catalog.types;
  for (std::uint32_t id = 0; id < names.size(); ++id) {
    const std::string& name = names.name(id);
    collector.add(name, is_quoted ? name : type_name_text(name), is_quoted ? "`" : "");
  }
  return collector.done();
}

Completion property(const Catalog& catalog, std::string_view typed, std::string_view suffix) {
  Collector collector(typed);
  for (PropertyKey key = 0; key < catalog.property_keys.size(); ++key) {
    const std::string& name = catalog.property_keys.name(key);
    collector.add(name, quoted_name(name), std::string(suffix));
  }
  return collector.done();
}

Completion entity(const EntityNames& names, std::string_view typed, char quote) {
  Completion completion{typed.size(), {}};
  for (const std::string& name : names.starting_with(typed, names_max)) {
    std::string text;
    for (const char c : name) {
      if (c == quote || c == '\\') text += '\\';
      text += c;
    }
    completion.candidates.push_back({std::move(text), std::string(1, quote)});
  }
  return completion;
}

/// Is what follows `:`, `|` … the name of a label or of a type, or something else?
std::optional<Kind> kind_after_sign(std::string_view before, const Surroundings& around) {
  const std::string_view text = without_blanks_at_end(before);
  if (text.empty() || std::string_view(":|&!").find(text.back()) == std::string_view::npos) return std::nullopt;
  if (around.brackets.empty()) return text.back() == ':' ? std::optional(Kind::Label) : std::nullopt;
  const std::size_t bracket = around.brackets.back();
  const bool has_colon = before.substr(bracket).find(':') != std::string_view::npos;
  if (!has_colon) return std::nullopt;  // a list comprehension's bar
  if (text[bracket] == '(') return Kind::Label;
  return text[bracket] == '[' ? std::optional(Kind::Type) : std::nullopt;
}

Completion keyword_or_function(std::string_view typed) {
  Collector collector(typed);
  const bool is_lower = !typed.empty() && std::islower(static_cast<unsigned char>(typed.front())) != 0;
  for (const std::string_view keyword : keywords) {
    collector.add(keyword, is_lower ? lower_case(keyword) : std::string(keyword), " ");
  }
  if (!typed.empty()) {
    for (const FunctionEntry& function : function_reference()) {
      collector.add(function.name, std::string(function.name), "(");
    }
  }
  return collector.done();
}

Completion file_name(std::string_view typed) {
  const std::size_t slash = typed.rfind('/');
  const std::string folder(slash == std::string_view::npos ? "" : typed.substr(0, slash + 1));
  const std::string_view begin = slash == std::string_view::npos ? typed : typed.substr(slash + 1);
  Completion completion{typed.size(), {}};
  std::error_code fault;
  for (std::filesystem::directory_iterator entry(folder.empty() ? "." : folder, fault), end; entry != end && !fault;
       entry.increment(fault)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with(begin) || (begin.empty() && name.starts_with('.'))) continue;
    std::error_code ignored;
    completion.candidates.push_back({folder + name, entry->is_directory(ignored) ? "/" : ""});
  }
  std::ranges::sort(completion.candidates, {}, &Candidate::text);
  return completion;
}

Completion command(const Shell& shell, std::string_view text) {
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos) {
    Collector collector(text);
    for (const Command& known : commands()) {
      const std::string name = ":" + std::string(known.name);
      collector.add(name, name, known.arguments.empty() ? "" : " ");
    }
    return collector.done();
  }
  const std::string_view name = text.substr(1, blank - 1);
  const std::string_view typed = text.substr(text.find_last_of(' ') + 1);
  Collector collector(typed);
  if (name == "help") {
    for (const std::string& topic : help_topics(shell.procedures)) collector.add(topic, topic, "");
  } else if (name == "format") {
    for (const auto format : {OutputFormat::Table, OutputFormat::Csv, OutputFormat::Tsv, OutputFormat::Json,
                              OutputFormat::Jsonl, OutputFormat::Typed, OutputFormat::Markdown, OutputFormat::Dot}) {
      collector.add(to_string(format), std::string(to_string(format)), "");
    }
  } else if (name == "timer") {
    for (const char* word : {"on", "off"}) collector.add(word, word, "");
  } else if (!shell.is_safe && (name == "open" || name == "save" || name == "run" || name == "export")) {
    return file_name(typed);
  }
  return collector.done();
}

}  // namespace

Completion complete(const Shell& shell, std::span<const std::string> lines, std::string_view before_cursor) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  const bool is_first_line = text.find_first_not_of(" \t\n") == std::string::npos;
  text += before_cursor;
  if (is_first_line && before_cursor.starts_with(':')) return command(shell, before_cursor);

  const Surroundings around = surroundings_of(text);
  const std::string_view all = text;
  const Snapshot snapshot = shell.graph->snapshot();
  const Catalog& catalog = snapshot->catalog();
  // The editor holds the last line only: nothing before it can be replaced.
  const std::size_t line_begin = text.size() - before_cursor.size();
  if (around.quote == '/' || (around.quote != '\0' && around.quote_begin < line_begin)) return {};
  if (around.quote == '`') {
    const auto kind = kind_after_sign(all.substr(0, around.quote_begin - 1), around);
    if (!kind) return {};
    return label_or_type(catalog, *kind, all.substr(around.quote_begin), true);
  }
  if (around.quote != '\0') return entity(snapshot->entity_names(), all.substr(around.quote_begin), around.quote);

  // Hyphens belong to names of labels and types alone.
  const std::string_view hyphenated = word_at_end(before_cursor, "-");
  const std::string_view before_hyphenated = all.substr(0, text.size() - hyphenated.size());
  if (const auto kind = kind_after_sign(before_hyphenated, around)) {
    return label_or_type(catalog, *kind, hyphenated, false);
  }
  const std::string_view word = word_at_end(before_cursor, "");
  const std::string_view before = all.substr(0, text.size() - word.size());
  const std::string_view sign = without_blanks_at_end(before);
  const std::string_view dotted = word_at_end(before_cursor, ".");
  const std::string before_dotted = upper_case(without_blanks_at_end(all.substr(0, text.size() - dotted.size())));
  if (before_dotted == "CALL" || before_dotted.ends_with(" CALL") || before_dotted.ends_with("\nCALL")) {
    Collector collector(dotted);
    for (const auto& procedure : shell.procedures.all()) collector.add(procedure->name, procedure->name, "(");
    return collector.done();
  }
  if (before.ends_with('$')) {
    Collector collector(word);
    for (const MapEntry& parameter : shell.parameters.entries()) {
      collector.add(parameter.key, quoted_name(parameter.key), "");
    }
    return collector.done();
  }
  if (before.ends_with('.')) return property(catalog, word, "");
  if (!around.brackets.empty() && text[around.brackets.back()] == '{' && (sign.ends_with('{') || sign.ends_with(','))) {
    return property(catalog, word, ": ");
  }
  return keyword_or_function(word);
}

}  // namespace liaison
