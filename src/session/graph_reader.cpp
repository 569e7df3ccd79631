#include "session/graph_reader.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "common/assert.h"
#include "liaison/error.h"
#include "output/screen_text.h"
#include "store/load/foreign_graph.h"
#include "store/load/graph_file.h"
#include "value/text.h"

namespace liaison {
namespace {

using Interrupted = std::atomic<bool>;

Snapshot read_json(const std::filesystem::path& file, const Interrupted&) {
  switch (json_graph_form(file)) {
    case JsonGraphForm::GraphFile:
      return read_graph_files({&file, 1});
    case JsonGraphForm::ApocLines:
      return read_apoc_json(file);
    case JsonGraphForm::NodeLink:
      return read_node_link(file);
  }
  LIAISON_ASSERT(false && "a form of the enum");
}

struct Form {
  std::string_view ending;
  Snapshot (*read)(const std::filesystem::path& file, const Interrupted& interrupted);
};

constexpr std::array<Form, 5> forms{{
    {".json", read_json},
    {".jsonl", [](const std::filesystem::path& file, const Interrupted&) { return read_apoc_json(file); }},
    {".graphml", [](const std::filesystem::path& file, const Interrupted&) { return read_graphml(file); }},
    {".cypher", read_cypher_file},
    {".cql", read_cypher_file},
}};

constexpr std::array<std::string_view, 7> later_endings{".liaison", ".gexf", ".xml", ".csv", ".gz", ".zst", ".parquet"};

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& why, std::string hint) {
  throw runtime_error(ErrorCode::GraphFileError, "NotSupported", "cannot open " + visible(file.string()) + ": " + why,
                      {}, std::move(hint));
}

/// What cannot be read is refused by its ending, before a reader for another form makes a riddle of it.
const Form& form_of(const std::filesystem::path& file) {
  const std::string ending = lower_case(file.extension().string());
  const auto form = std::ranges::find(forms, ending, &Form::ending);
  if (form != forms.end()) return *form;
  if (ending == ".liaison") refuse(file, "a store is opened, not read", "liaison convert makes a graph file of it");
  if (std::ranges::find(later_endings, ending) != later_endings.end()) {
    refuse(file, "graphs in " + ending + " files are not supported by this version",
           ending == ".csv" ? "liaison import makes a graph of tables" : "graph files (.json) are");
  }
  std::error_code ignored;
  if (std::filesystem::is_regular_file(file, ignored)) {
    refuse(file, "its ending names no kind of graph file", "graph files end in .json");
  }
  return forms.front();  // its reader says that it is not there
}

}  // namespace

Snapshot read_graphs(std::span<const std::filesystem::path> files, const std::atomic<bool>& interrupted) {
  if (files.empty()) return Graph().snapshot();
  for (const std::filesystem::path& file : files) static_cast<void>(form_of(file));
  if (files.size() == 1) return form_of(files.front()).read(files.front(), interrupted);
  for (const std::filesystem::path& file : files) {
    if (form_of(file).ending == ".json" && json_graph_form(file) == JsonGraphForm::GraphFile) continue;
    refuse(file, "it is no graph file, and only those are read together", "liaison convert makes a graph file of it");
  }
  return read_graph_files(files);
}

}  // namespace liaison
