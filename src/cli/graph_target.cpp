#include "cli/graph_target.h"

#include <string>

#include "cli/interrupt.h"
#include "cli/shell.h"
#include "liaison/error.h"
#include "output/screen_text.h"
#include "store/disk/store.h"
#include "store/load/graph_file.h"
#include "value/text.h"

namespace liaison {

void check_graph_target(const std::filesystem::path& path) {
  const std::string ending = lower_case(path.extension().string());
  if (ending == ".json" || names_store(path)) return;
  throw runtime_error(ErrorCode::UsageError, "NotSupported",
                      "graphs are not written as " + (ending.empty() ? "files without an ending" : ending + " files") +
                          " by this version",
                      {}, "OUT ends in .json, .dot or .liaison");
}

void check_new_graph_target(const std::filesystem::path& path) {
  check_graph_target(path);
  std::error_code ignored;
  const bool is_folder = std::filesystem::is_directory(path, ignored);
  const bool is_free = is_folder ? may_become_store(path)
                                 : !std::filesystem::exists(path, ignored) || std::filesystem::is_empty(path, ignored);
  if (!is_free) {
    throw runtime_error(ErrorCode::GraphFileError, "TargetExists",
                        visible(path.string()) + " exists already, and an import makes a new graph", {},
                        "name another one, or remove it first");
  }
}

void save_graph(const Snapshot& graph, const std::filesystem::path& path) {
  const InterruptHold hold;
  if (names_store(path)) {
    create_store(path, graph);
  } else {
    save_graph_file(*graph, path);
  }
}

}  // namespace liaison
