#include "store/disk/block_file.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "liaison/error.h"
#include "store/disk/checksum.h"
#include "unit/store/disk/memory_file_system.h"

namespace liaison {
namespace {

constexpr std::uint64_t begin = 100;

/// So large that most of the file is written while further blocks are added.
std::vector<std::vector<std::byte>> large_blocks() {
  std::vector<std::vector<std::byte>> blocks;
  for (std::size_t number = 1; number <= 8; ++number) {
    blocks.emplace_back((std::size_t{3} << 20) + number, static_cast<std::byte>(number));
  }
  return blocks;
}

TEST(BlockFile, BlocksLieWhereTheirReferencesSay) {
  MemoryFileSystem files(DiskImage{.folders = {"folder"}, .files = {}});
  const std::unique_ptr<File> file = files.open("folder/base", Access::Create);
  BlockFile writer(*file, begin);
  const auto blocks = large_blocks();
  std::vector<BlockRef> refs;
  for (const auto& block : blocks) refs.push_back(writer.add(block));
  const std::uint64_t size = writer.finish();
  EXPECT_EQ(size, file->size());
  std::uint64_t end = begin;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    EXPECT_EQ(refs[i].offset % block_alignment, 0U);
    EXPECT_GE(refs[i].offset, end);
    ASSERT_EQ(refs[i].length, blocks[i].size());
    EXPECT_EQ(refs[i].check, checksum(blocks[i]));
    std::vector<std::byte> read(blocks[i].size());
    ASSERT_EQ(file->read_at(refs[i].offset, read), read.size());
    EXPECT_EQ(read, blocks[i]);
    end = refs[i].offset + refs[i].length;
  }
  EXPECT_EQ(end, file->size());
}

TEST(BlockFile, ThrowsWhicheverWriteFails) {
  std::size_t writes = 0;
  for (bool has_failed = true; has_failed; ++writes) {
    MemoryFileSystem files(DiskImage{.folders = {"folder"}, .files = {}});
    const std::unique_ptr<File> file = files.open("folder/base", Access::Create);
    files.plan({.operation = files.operations() + writes, .fault = Fault::DiskFull});
    BlockFile writer(*file, begin);
    has_failed = false;
    try {
      for (const auto& block : large_blocks()) writer.add(block);
      writer.finish();
    } catch (const Error& error) {
      EXPECT_EQ(error.detail, "NotWritten");
      has_failed = true;
    }
  }
  EXPECT_GT(writes, 4U);
}

TEST(BlockFile, CanBeLeftUnfinished) {
  MemoryFileSystem files(DiskImage{.folders = {"folder"}, .files = {}});
  const std::unique_ptr<File> file = files.open("folder/base", Access::Create);
  BlockFile writer(*file, begin);
  for (const auto& block : large_blocks()) writer.add(block);
}

}  // namespace
}  // namespace liaison
