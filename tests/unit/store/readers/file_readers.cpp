#include "unit/store/readers/file_readers.h"

#include <unistd.h>

#include <fstream>
#include <sstream>

#include "liaison/error.h"
#include "store/check.h"
#include "store/load/graph_file.h"
#include "unit/store/disk/workload.h"

namespace liaison {
namespace {

/// In memory where the system has such a folder: thousands of files a second.
class OwnFolder {
 public:
  OwnFolder() {
    const std::filesystem::path shared = "/dev/shm";
    std::error_code none;
    const bool has_shared = std::filesystem::is_directory(shared, none);
    path_ = (has_shared ? shared : std::filesystem::temp_directory_path()) /
            ("liaison-readers-" + std::to_string(::getpid()));
    std::filesystem::create_directories(path_);
  }
  ~OwnFolder() {
    std::error_code none;
    std::filesystem::remove_all(path_, none);
  }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace

std::span<const FileReader* const> file_readers() {
  static const std::array all{&base_file_reader, &log_reader,     &graph_file_reader,
                              &tables_reader,    &mapping_reader, &records_reader};
  return all;
}

std::string fault_of(const std::function<std::string()>& read) {
  try {
    return read();
  } catch (const Error& error) {
    if (error.code != ErrorCode::GraphFileError) return "not an error of a file: " + error.message;
    if (error.message.empty() || error.detail.empty()) return "an error that says nothing";
    return {};
  } catch (const std::exception& other) {
    return std::string("another exception: ") + other.what();
  }
}

std::string fault_of_graph(const Snapshot& graph) {
  std::string faults;
  check_invariants(graph, [&](const std::string& fault) { faults += fault + "\n"; });
  static_cast<void>(description(*graph));
  return faults;
}

std::string graph_file_text(const GraphView& view) {
  std::ostringstream out;
  write_graph_file(view, out);
  return out.str();
}

std::filesystem::path file_with(std::string_view content, const std::string& name) {
  static const OwnFolder folder;
  std::ofstream(folder.path() / name, std::ios::binary) << content;
  return folder.path() / name;
}

std::vector<std::string_view> split_input(std::string_view input, std::string_view separator, std::size_t most) {
  std::vector<std::string_view> parts;
  while (parts.size() + 1 < most) {
    const std::size_t end = input.find(separator);
    if (end == std::string_view::npos) break;
    parts.push_back(input.substr(0, end));
    input.remove_prefix(end + separator.size());
  }
  parts.push_back(input);
  return parts;
}

}  // namespace liaison
