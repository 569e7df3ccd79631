#include "store/disk/record_log.h"
#include "store/disk/store.h"
#include "unit/store/disk/memory_file_system.h"
#include "unit/store/disk/workload.h"
#include "unit/store/readers/file_readers.h"

// The input: a byte that names one of the stores which the workloads make, the log of which is emptied, and the
// payloads of records that come into it. Each begins with a byte for its kind.

namespace liaison {
namespace {

/// Neither in UTF-8 nor in small numbers.
constexpr std::string_view between_records = "\xf5\xf6";

constexpr std::size_t log_header_bytes = 64;

struct StoreBefore {
  DiskImage image;
  std::filesystem::path log;
  std::string input;  // what was in the log
};

StoreBefore store_before(const Workload& workload, std::size_t number) {
  MemoryFileSystem files;
  run(workload, files, [](const GraphView&) {});
  StoreBefore store{files.image(), {}, std::string(1, static_cast<char>(number))};
  for (auto& [path, content] : store.image.files) {
    if (!path.filename().string().starts_with("log-")) continue;
    store.log = path;
    const auto file = files.open(path, Access::Read);
    const LogHeader header = read_log_header(*file, path);
    for (const LogRecord& record : read_log(*file, path, header, start_of_records(header)).records) {
      if (record.kind == RecordKind::End) continue;
      if (store.input.size() > 1) store.input += between_records;
      store.input += static_cast<char>(record.kind);
      store.input.append(reinterpret_cast<const char*>(record.payload.data()), record.payload.size());
    }
    content.resize(log_header_bytes);
  }
  return store;
}

const std::vector<StoreBefore>& stores() {
  static const std::vector<StoreBefore> all = [] {
    std::vector<StoreBefore> made;
    for (const Workload& workload : workloads()) made.push_back(store_before(workload, made.size()));
    return made;
  }();
  return all;
}

std::string read(std::string_view input) {
  if (input.empty()) return {};
  const StoreBefore& before = stores()[static_cast<unsigned char>(input.front()) % stores().size()];
  MemoryFileSystem files(before.image);
  {
    const auto file = files.open(before.log, Access::Read);
    const LogHeader header = read_log_header(*file, before.log);
    LogWriter log(files.open(before.log, Access::Write), header,
                  read_log(*file, before.log, header, start_of_records(header)));
    for (std::string_view payload : split_input(input.substr(1), between_records, 64)) {
      if (payload.empty()) continue;
      const auto kind = static_cast<RecordKind>(1 + (static_cast<unsigned char>(payload.front()) + 2) % 3);
      payload.remove_prefix(1);
      log.append(kind, std::as_bytes(std::span(payload)));
    }
  }
  return fault_of([&]() -> std::string {
    Store store = Store::open(store_path, {}, files);
    // Constraints were checked when a commit was made, and are not again.
    const std::string all = fault_of_graph(store.graph()->snapshot());
    std::string faults;
    bool is_of_constraint = false;
    for (const std::string_view fault : split_input(all, "\n", all.size() + 1)) {
      const bool is_like_the_last = fault.starts_with("and ");  // "and 11 more like the last"
      if (!is_like_the_last) is_of_constraint = fault.starts_with("constraint ");
      if (!fault.empty() && !is_of_constraint) faults.append(fault).append("\n");
    }
    const std::string content = description(*store.graph()->snapshot());
    store.checkpoint();
    if (description(*store.graph()->snapshot()) != content) faults += "a checkpoint changed the graph\n";
    return faults;
  });
}

std::vector<std::string> seeds() {
  std::vector<std::string> all;
  for (const StoreBefore& store : stores()) all.push_back(store.input);
  return all;
}

constexpr std::array words{between_records, std::string_view("\x0d\x02\x0d\x02"), std::string_view("\x0e\x01\x01k")};

}  // namespace

const FileReader log_reader{"log", read, seeds, words};

}  // namespace liaison
