#include "store/disk/store_content.h"

#include <random>
#include <utility>

#include "store/disk/base_file.h"
#include "store/disk/replay.h"
#include "store/disk/store_damage.h"
#include "store/transaction.h"

namespace liaison {
namespace {

std::unique_ptr<File> open_present(const StoreFolder& folder, const std::filesystem::path& path, Access access) {
  std::unique_ptr<File> file = folder.files().open(path, access);
  if (!file) throw store_damaged(path, "it is missing, though CURRENT names it");
  return file;
}

void map_base(const StoreFolder& folder, const Current& current, StoreContent& content) {
  const std::filesystem::path path = folder.base(current.number);
  const auto mapping = open_present(folder, path, Access::Read)->map();
  content.base_bytes = mapping->bytes().size();
  content.state = open_base(mapping, path, current.store, current.number);
}

}  // namespace

StoreContent open_content(const StoreFolder& folder, const Current& current, Access log_access) {
  StoreContent content;
  map_base(folder, current, content);
  const std::filesystem::path path = folder.log(current.number);
  content.log_file = open_present(folder, path, log_access);
  content.log_header = read_log_header(*content.log_file, path);
  if (content.log_header.store != current.store) throw store_damaged(path, "it is the log of another store");
  if (content.log_header.number != current.number) throw store_damaged(path, "it is the log of another base file");
  content.log = read_log(*content.log_file, path, content.log_header, start_of_records(content.log_header));
  replay(content.log, path, content.state);
  return content;
}

void replay(const LogContent& log, const std::filesystem::path& path, GraphState& state) {
  // One transaction for all records: pieces that many of them change are copied once.
  StateTransaction transaction(state, nullptr, [] {});
  for (const LogRecord& record : log.records) {
    if (record.kind == RecordKind::End) continue;
    try {
      replay(record.payload, transaction);
    } catch (const Damage& damage) {
      throw store_damaged(path, record.offset + damage.offset, damage.what);
    }
  }
  state = transaction.state();
}

StoreContent write_content(StoreFolder& folder, const Current& current, const GraphState& state,
                           std::uint64_t first_sequence) {
  {
    const auto base = folder.files().open(folder.base(current.number), Access::Create);
    write_base(state, *base, current.store, current.number);
    base->sync();
  }
  // Its name before the log's: where CURRENT is missing, a log says that its base is whole.
  folder.sync();
  std::random_device random;
  StoreContent content;
  content.log_header = {.store = current.store,
                        .number = current.number,
                        .first_sequence = first_sequence,
                        .salt = std::uint64_t{random()} << 32 | random()};
  content.log_file = create_log(folder.files(), folder.log(current.number), content.log_header);
  content.log.end = start_of_records(content.log_header);
  folder.sync();
  map_base(folder, current, content);
  return content;
}

}  // namespace liaison
