#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "liaison/error.h"
#include "store/disk/store.h"
#include "unit/store/disk/memory_file_system.h"
#include "unit/store/disk/workload.h"

namespace liaison {
namespace {

const std::filesystem::path folder(store_path);

/// How many commits the store has each of whose bytes is flipped: LIAISON_FLIPPED_COMMITS, or 40, which make 5 KB.
int flipped_commits() {
  const char* text = std::getenv("LIAISON_FLIPPED_COMMITS");
  return text != nullptr ? std::atoi(text) : 40;
}

/// A store with a base file and a log, closed.
DiskImage small_store(std::string& content, int commits = 40) {
  const auto edit = [](int i) {
    return Commit{[i](Edit& edit) {
      const NodeId node = edit.node({"Company", "Row" + std::to_string(i % 3)});
      edit.set(node, "name", Value::string("Company " + std::to_string(i)));
      edit.set(edit.relate(node, "invests-in", static_cast<NodeId>(i / 2)), "amount", Value::integer(i));
    }};
  };
  Workload workload{"small", {}};
  for (int i = 0; i < commits; ++i) {
    workload.steps.push_back(edit(i));
    if (i == commits / 2) workload.steps.push_back(Checkpoint{});
  }
  MemoryFileSystem files;
  run(workload, files, [&](const GraphView& view) { content = description(view); });
  return files.image();
}

std::string opened(const DiskImage& image, bool read_only) {
  MemoryFileSystem files(image);
  const Store store = Store::open(store_path, {.read_only = read_only}, files);
  return description(*store.graph()->snapshot());
}

TEST(StoreDamage, AFlippedBitIsRefusedOrChangesNothing) {
  std::string content;
  const DiskImage whole = small_store(content, flipped_commits());
  ASSERT_EQ(opened(whole, false), content);
  std::size_t flips = 0, refused = 0;
  for (const auto& [path, bytes] : whole.files) {
    DiskImage image = whole;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      image.files[path][i] = static_cast<char>(bytes[i] ^ (1 << (i % 8)));
      ++flips;
      try {
        EXPECT_EQ(opened(image, i % 2 == 0), content) << path << ", byte " << i;
      } catch (const Error& error) {
        ++refused;
        EXPECT_EQ(error.code, ErrorCode::GraphFileError);
        EXPECT_NE(error.message.find(store_path), std::string::npos) << error.message;
      }
      image.files[path][i] = bytes[i];
    }
  }
  fmt::print("{} flips, {} refused\n", flips, refused);
  EXPECT_GT(flips, 2'000u);
}

TEST(StoreDamage, AFileOfAnotherStoreIsRefusedByName) {
  std::string content;
  const DiskImage first = small_store(content);
  const DiskImage second = small_store(content);
  for (const char* name : {"CURRENT", "base-2", "log-2"}) {
    DiskImage mixed = first;
    mixed.files[folder / name] = second.files.at(folder / name);
    EXPECT_THROW((void)opened(mixed, false), Error) << name;
  }
}

TEST(StoreDamage, AFileThatIsMissingIsNamed) {
  std::string content;
  const DiskImage whole = small_store(content);
  for (const char* name : {"base-2", "log-2", "CURRENT"}) {
    DiskImage image = whole;
    image.files.erase(folder / name);
    for (const bool read_only : {false, true}) {
      try {
        (void)opened(image, read_only);
        FAIL() << name;
      } catch (const Error& error) {
        EXPECT_NE(error.message.find(name), std::string::npos) << error.message;
      }
    }
  }
}

TEST(StoreDamage, AFolderWithOtherThingsIsNoStore) {
  DiskImage image;
  image.folders.insert(folder);
  image.files[folder / "photo.jpg"] = "";
  try {
    (void)opened(image, false);
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(error.message.find("photo.jpg"), std::string::npos) << error.message;
  }
}

TEST(StoreDamage, ATornTailIsCutByAWriterAlone) {
  std::string content;
  DiskImage image = small_store(content);
  image.files[folder / "log-2"] += "some bytes";
  EXPECT_EQ(opened(image, true), content);
  MemoryFileSystem files(image);
  (void)Store::open(store_path, {.read_only = true}, files);
  EXPECT_EQ(files.image(), image);
  Store store = Store::open(store_path, {}, files);
  EXPECT_EQ(files.image(), image);
  const auto transaction = store.graph()->begin();
  transaction->create_node({});
  transaction->commit();
  EXPECT_EQ(files.image().files.at(folder / "log-2").find("some bytes"), std::string::npos);
}

}  // namespace
}  // namespace liaison
