#include "store/disk/record_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "liaison/error.h"
#include "unit/store/disk/memory_file_system.h"

namespace liaison {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::filesystem::path path("log-1");
const LogHeader header{.store = {}, .number = 1, .first_sequence = 10, .salt = 0x1234};

class RecordLog : public testing::Test {
 protected:
  RecordLog() { (void)create_log(files_, path, header); }

  LogContent read() { return read_log(*file(), path, header, start_of_records(header)); }
  std::unique_ptr<File> file() { return files_.open(path, Access::Write); }
  LogWriter writer() { return {file(), header, read()}; }

  std::vector<std::string> payloads() {
    const LogContent content = read();
    std::vector<std::string> all;
    for (const LogRecord& record : content.records) {
      if (record.kind == RecordKind::End) {
        all.emplace_back("end");
      } else {
        all.emplace_back(reinterpret_cast<const char*>(record.payload.data()), record.payload.size());
      }
    }
    return all;
  }

  void append(LogWriter& writer, std::string_view text, RecordKind kind = RecordKind::Commit) {
    writer.append(kind, std::as_bytes(std::span(text)));
  }
  std::string& bytes() { return image_.files[path]; }
  void take() { image_ = files_.image(); }
  void put() { files_ = MemoryFileSystem(image_); }

  MemoryFileSystem files_{{.folders = {""}, .files = {}}};
  DiskImage image_;
};

TEST_F(RecordLog, TheHeaderIsReadAsItWasWritten) {
  const LogHeader read = read_log_header(*file(), path);
  EXPECT_EQ(read.store, header.store);
  EXPECT_EQ(read.number, 1u);
  EXPECT_EQ(read.first_sequence, 10u);
  EXPECT_EQ(read.salt, 0x1234u);
}

TEST_F(RecordLog, RecordsAreReadInOrder) {
  LogWriter log = writer();
  append(log, "one");
  append(log, "");
  append(log, "three and more");
  log.close();
  EXPECT_THAT(payloads(), ElementsAre("one", "", "three and more", "end"));
  EXPECT_EQ(read().end.sequence, 14u);
  EXPECT_FALSE(read().has_tail);
}

TEST_F(RecordLog, EachCommitIsOneWriteAndOneSync) {
  LogWriter log = writer();
  append(log, "one");
  const std::size_t before = files_.trace().size();
  append(log, "two");
  ASSERT_EQ(files_.trace().size(), before + 2);
  EXPECT_EQ(files_.trace()[before].action, DiskAction::Write);
  EXPECT_EQ(files_.trace()[before + 1].action, DiskAction::Sync);
  append(log, "end");
}

TEST_F(RecordLog, ClosingAnUnchangedLogWritesNothing) {
  {
    LogWriter log = writer();
    append(log, "one");
    log.close();
  }
  const std::size_t before = files_.trace().size();
  writer().close();
  EXPECT_EQ(files_.trace().size(), before);
}

TEST_F(RecordLog, ATornRecordIsLeftOutAndCutBeforeTheNext) {
  {
    LogWriter log = writer();
    append(log, "one");
    append(log, "two");
  }
  take();
  const std::string whole = bytes();
  for (std::size_t cut = 1; cut < 48; ++cut) {
    bytes() = whole.substr(0, whole.size() - cut);
    put();
    EXPECT_THAT(payloads(), ElementsAre("one"));
    LogWriter log = writer();
    append(log, "three");
    EXPECT_THAT(payloads(), ElementsAre("one", "three"));
  }
}

TEST_F(RecordLog, DamageBeforeAWholeRecordIsRefusedWithItsPlace) {
  {
    LogWriter log = writer();
    append(log, "one");
    append(log, "two");
  }
  take();
  bytes()[64 + 41] ^= 1;
  put();
  try {
    (void)read();
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.detail, "StoreDamaged");
    EXPECT_THAT(error.message, HasSubstr("no whole record 10, though record 11 follows it, at byte 64"));
  }
}

TEST_F(RecordLog, DamageInTheLastCommitOfAClosedLogIsRefused) {
  {
    LogWriter log = writer();
    append(log, "one");
    log.close();
  }
  take();
  bytes()[64 + 41] ^= 1;
  put();
  EXPECT_THROW((void)read(), Error);
}

TEST_F(RecordLog, AHoleAmongUnsyncedCommitsIsATail) {
  {
    LogWriter log = writer();
    append(log, "one", RecordKind::UnsyncedCommit);
    append(log, "two", RecordKind::UnsyncedCommit);
    append(log, "three", RecordKind::UnsyncedCommit);
  }
  take();
  bytes()[64 + 48 + 41] ^= 1;
  put();
  EXPECT_THAT(payloads(), ElementsAre("one"));
  LogWriter log = writer();
  append(log, "four");
  EXPECT_THAT(payloads(), ElementsAre("one", "four"));
}

TEST_F(RecordLog, DamageInASyncedCommitIsToldFromAHoleAmongUnsyncedOnes) {
  {
    LogWriter log = writer();
    append(log, "one");
    append(log, "two", RecordKind::UnsyncedCommit);
  }
  EXPECT_THAT(payloads(), ElementsAre("one", "end", "two"));
  take();
  bytes()[64 + 41] ^= 1;
  put();
  EXPECT_THROW((void)read(), Error);
}

TEST_F(RecordLog, APayloadThatLooksLikeARecordIsNone) {
  {
    LogWriter log = writer();
    append(log, "one");
  }
  take();
  const std::string record = bytes().substr(64);
  put();
  {
    LogWriter log = writer();
    append(log, record);
  }
  take();
  // The same bytes in a log with another salt.
  LogHeader other = header;
  other.salt = 0x9999;
  put();
  (void)create_log(files_, path, other);
  {
    LogWriter log(file(), other, LogContent{.bytes = {}, .records = {}, .end = start_of_records(other)});
    append(log, "none of it" + record);
  }
  take();
  bytes()[64 + 41] ^= 1;
  put();
  EXPECT_TRUE(read_log(*file(), path, other, start_of_records(other)).records.empty());
}

TEST_F(RecordLog, AVersionToComeIsRefusedByName) {
  take();
  bytes()[8] = 2;
  put();
  try {
    (void)read_log_header(*file(), path);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.detail, "StoreOfNewerVersion");
  }
}

TEST_F(RecordLog, ReadingGoesOnWhereItEnded) {
  LogWriter log = writer();
  append(log, "one");
  const LogPosition end = read().end;
  append(log, "two");
  const LogContent news = read_log(*file(), path, header, end);
  ASSERT_EQ(news.records.size(), 1u);
  EXPECT_EQ(news.end.sequence, 12u);
}

}  // namespace
}  // namespace liaison
