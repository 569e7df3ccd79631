#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "liaison/error.h"
#include "store/disk/file_system.h"

namespace liaison {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

std::string text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

class PosixFileSystem : public testing::Test {
 protected:
  PosixFileSystem()
      : folder_(std::filesystem::temp_directory_path() / ("liaison_files_" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(folder_);
    files_.create_folder(folder_);
  }
  ~PosixFileSystem() override { std::filesystem::remove_all(folder_); }

  FileSystem& files_ = posix_file_system();
  std::filesystem::path folder_;
};

TEST_F(PosixFileSystem, WhatIsWrittenIsReadAndMapped) {
  const auto file = files_.open(folder_ / "a", Access::Create);
  file->append(bytes_of("hello "));
  file->append(bytes_of("world"));
  file->write_at(0, bytes_of("J"));
  file->sync();
  EXPECT_EQ(file->size(), 11u);
  std::array<std::byte, 20> into;
  EXPECT_EQ(file->read_at(6, into), 5u);
  EXPECT_EQ(text_of(std::span(into).first(5)), "world");
  EXPECT_EQ(text_of(file->map()->bytes()), "Jello world");
  file->truncate(5);
  EXPECT_EQ(text_of(file->map()->bytes()), "Jello");
}

TEST_F(PosixFileSystem, AnEmptyFileIsMappedAsNoBytes) {
  EXPECT_TRUE(files_.open(folder_ / "a", Access::Create)->map()->bytes().empty());
}

TEST_F(PosixFileSystem, AMappingStaysWhenItsFileIsRemoved) {
  const auto file = files_.open(folder_ / "a", Access::Create);
  file->append(bytes_of("kept"));
  const auto mapping = file->map();
  files_.remove(folder_ / "a");
  EXPECT_EQ(text_of(mapping->bytes()), "kept");
}

TEST_F(PosixFileSystem, AnAbsentFileIsNoneAndCreatingEmpties) {
  EXPECT_EQ(files_.open(folder_ / "a", Access::Read), nullptr);
  EXPECT_EQ(files_.open(folder_ / "a", Access::Write), nullptr);
  files_.open(folder_ / "a", Access::Create)->append(bytes_of("x"));
  EXPECT_EQ(files_.open(folder_ / "a", Access::Write)->size(), 1u);
  EXPECT_EQ(files_.open(folder_ / "a", Access::Create)->size(), 0u);
}

TEST_F(PosixFileSystem, NamesAreListedRenamedAndRemoved) {
  (void)files_.open(folder_ / "b", Access::Create);
  (void)files_.open(folder_ / "a", Access::Create);
  EXPECT_THAT(files_.list(folder_), ElementsAre("a", "b"));
  files_.rename(folder_ / "a", folder_ / "b");
  EXPECT_THAT(files_.list(folder_), ElementsAre("b"));
  files_.remove(folder_ / "b");
  files_.sync_folder(folder_);
  EXPECT_THAT(files_.list(folder_), ElementsAre());
}

TEST_F(PosixFileSystem, OnlyAFolderIsOne) {
  (void)files_.open(folder_ / "a", Access::Create);
  EXPECT_TRUE(files_.is_folder(folder_));
  EXPECT_FALSE(files_.is_folder(folder_ / "a"));
  EXPECT_FALSE(files_.is_folder(folder_ / "a" / "b"));
  EXPECT_FALSE(files_.is_folder(folder_ / "absent"));
}

TEST_F(PosixFileSystem, APipeIsRefusedAndNotWaitedFor) {
  ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  EXPECT_THROW((void)files_.open(folder_ / "pipe", Access::Read), Error);
}

TEST_F(PosixFileSystem, AFailureNamesTheFileAndTheReason) {
  try {
    (void)files_.open(folder_ / "absent" / "a", Access::Create);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code, ErrorCode::GraphFileError);
    EXPECT_EQ(error.detail, "NotWritten");
    EXPECT_THAT(error.message, HasSubstr("absent/a: No such file or directory"));
  }
}

TEST_F(PosixFileSystem, ALockHoldsWithinOneProcessAndNamesItsHolder) {
  auto first = files_.try_lock(folder_ / "lock");
  ASSERT_TRUE(std::holds_alternative<std::unique_ptr<FileLock>>(first));
  {
    const auto second = files_.try_lock(folder_ / "lock");
    ASSERT_TRUE(std::holds_alternative<LockHolder>(second));
    EXPECT_THAT(std::get<LockHolder>(second).text, HasSubstr("process " + std::to_string(::getpid()) + " since 20"));
  }
  // The second handle is closed: the first still holds.
  EXPECT_TRUE(std::holds_alternative<LockHolder>(files_.try_lock(folder_ / "lock")));
  first = LockHolder{};
  EXPECT_TRUE(std::holds_alternative<std::unique_ptr<FileLock>>(files_.try_lock(folder_ / "lock")));
}

}  // namespace
}  // namespace liaison
