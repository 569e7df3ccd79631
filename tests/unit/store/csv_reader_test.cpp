#include "store/load/csv_reader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "store/load/load_folder.h"

namespace liaison {
namespace {

class CsvReaderTest : public testing::Test {
 protected:
  CsvReaderTest() : folder_(std::filesystem::temp_directory_path() / ("liaison-csv-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_ / "data");
  }
  ~CsvReaderTest() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::filesystem::path file(const std::string& content) const {
    std::ofstream(folder_ / "data" / "x.csv", std::ios::binary) << content;
    return folder_ / "data" / "x.csv";
  }

  /// `a|'b'` a record, quoted fields in quotes, absent ones `-`; records parted by `/`; an error's place and text.
  [[nodiscard]] std::string read(const std::string& content, char separator = ',') const {
    std::string text;
    try {
      CsvReader reader(file(content), separator);
      std::vector<CsvField> fields;
      while (reader.next(fields)) {
        if (!text.empty()) text += "/";
        for (std::size_t i = 0; i < fields.size(); ++i) {
          const CsvField& field = fields[i];
          text += (i == 0 ? "" : "|") + (field.is_absent() ? "-"
                                         : field.is_quoted ? "'" + field.text + "'"
                                                           : field.text);
        }
      }
    } catch (const Error& error) {
      text += "!" + std::to_string(error.place.line) + ":" + std::to_string(error.place.column) + " " + error.message;
    }
    return text;
  }

  [[nodiscard]] std::string below(const std::string& name) const {
    try {
      return file_below(folder_ / "data", name).lexically_relative(std::filesystem::canonical(folder_)).string();
    } catch (const Error& error) {
      return error.detail;
    }
  }

  std::filesystem::path folder_;
};

TEST_F(CsvReaderTest, ReadsRecordsAndFields) {
  EXPECT_EQ(read("a,b\n1,2\n"), "a|b/1|2");
  EXPECT_EQ(read("a,b\n1,2"), "a|b/1|2");
  EXPECT_EQ(read("a;b,c", ';'), "a|b,c");
  EXPECT_EQ(read(" a , b\n"), " a | b");
  EXPECT_EQ(read("a,b\n1\n1,2,3\n"), "a|b/1/1|2|3");
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read("é,日本\n"), "é|日本");
}

TEST_F(CsvReaderTest, TellsAbsentFromEmpty) {
  EXPECT_EQ(read(",\"\",x\n,,\n"), "-|''|x/-|-|-");
  EXPECT_EQ(read("a,"), "a|-");
}

TEST_F(CsvReaderTest, QuotedFieldsHoldAnything) {
  EXPECT_EQ(read("\"a,b\",\"c\"\"d\",\"e\nf\"\n"), "'a,b'|'c\"d'|'e\nf'");
  EXPECT_EQ(read("\"\"\"\"\n"), "'\"'");
  EXPECT_EQ(read("\"a\r\nb\"\r\nc"), "'a\r\nb'/c");
}

TEST_F(CsvReaderTest, LinesEndInThreeWays) {
  EXPECT_EQ(read("a,b\r\nc,d\r\n"), "a|b/c|d");
  EXPECT_EQ(read("a,b\rc,d\r"), "a|b/c|d");
}

TEST_F(CsvReaderTest, StepsOverByteOrderMarkAndBlankLines) {
  EXPECT_EQ(read("\xef\xbb\xbf"
                 "a,b\n\n\r\nc,d\n\n"),
            "a|b/c|d");
  EXPECT_EQ(read("a\n\nb\n\n"), "a/-/b/-");
}

TEST_F(CsvReaderTest, NamesThePlaceOfAFault) {
  EXPECT_EQ(read("a,b\n1,2\"3\n"), "a|b!2:4 record 2: a quote stands inside a field that does not begin with one");
  EXPECT_EQ(read("a\r\n\"x\ny\"z\n"), "a!3:3 record 2: text stands behind a closing quote");
  EXPECT_EQ(read("a\nb,\"c\n\n"), "a!2:3 record 2: the quote that opens here is never closed");
  EXPECT_EQ(read("a\n\nb\xff\n"), "a/-!3:1 record 3: field 1 is not valid UTF-8");
  EXPECT_EQ(read("a\n\"" + std::string(CsvReader::longest_record_bytes + 1, 'x') + "\"\n"),
            "a!2:1 record 2: it is longer than 16 MiB");
}

TEST_F(CsvReaderTest, RecordsCrossTheEdgesOfBlocks) {
  std::string content = "a,1,2,3\n";
  for (int i = 0; i < 20; ++i) content += "é,\"a\"\"b\r\nc\",\"\",x\r\n";
  for (std::size_t block_bytes = 1; block_bytes < 100; ++block_bytes) {
    CsvScanner scanner(file(content), ',', block_bytes);
    CsvRecord record;
    ASSERT_TRUE(scanner.next(record));
    for (std::uint64_t i = 0; i < 20; ++i) {
      ASSERT_TRUE(scanner.next(record));
      const std::span<const CsvCell> cells = record.cells();
      ASSERT_EQ(cells.size(), 4U);
      ASSERT_EQ(cells[0].text, "é");
      ASSERT_EQ(cells[1].text, "a\"b\r\nc");
      ASSERT_TRUE(cells[2].is_quoted && cells[2].text.empty());
      ASSERT_EQ(cells[3].text, "x");
      ASSERT_EQ(record.line(), 2 + 2 * i);
    }
    ASSERT_FALSE(scanner.next(record));
    ASSERT_EQ(scanner.bytes_read(), content.size());
  }
}

TEST_F(CsvReaderTest, LongRecordsAreRead) {
  const std::string text(5'000'000, 'z');
  CsvReader reader(file("a,b\n\"" + text + "\",\"\"\"" + text + "\"\nc,d"));
  std::vector<CsvField> fields;
  ASSERT_TRUE(reader.next(fields) && reader.next(fields));
  EXPECT_TRUE(fields[0].text == text && fields[1].text == '"' + text);
  ASSERT_TRUE(reader.next(fields));
  EXPECT_EQ(fields[1].text, "d");
  EXPECT_FALSE(reader.next(fields));
}

TEST_F(CsvReaderTest, GoesOnBehindTheLineOfAFault) {
  const std::filesystem::path path = file("a\n1\"2,\nb\n\"x\ny\"z\r\nc\xff\nd\n\"e");
  for (const std::size_t block_bytes : {std::size_t{1}, std::size_t{7}, CsvScanner::usual_block_bytes}) {
    CsvScanner scanner(path, ',', block_bytes);
    CsvRecord record;
    std::string read;
    for (bool goes_on = true; goes_on;) {
      try {
        goes_on = scanner.next(record);
        if (goes_on) read += std::string(record.cells()[0].text) + std::to_string(record.line()) + " ";
      } catch (const CsvFault& fault) {
        read += "!" + std::to_string(fault.record) + ":" + std::to_string(fault.place.line) + " ";
        goes_on = scanner.can_go_on();
      }
    }
    EXPECT_EQ(read, "a1 !2:2 b3 !4:5 !5:6 d7 !7:8 ") << block_bytes;
  }
}

TEST_F(CsvReaderTest, FilesBelowTheFolderOnly) {
  (void)file("a\n");
  std::ofstream(folder_ / "secret.csv") << "s\n";
  std::ofstream(folder_ / "data" / "a b.csv") << "s\n";
  std::filesystem::create_symlink("x.csv", folder_ / "data" / "inner.csv");
  std::filesystem::create_symlink("../secret.csv", folder_ / "data" / "outer.csv");
  std::filesystem::create_directory_symlink("..", folder_ / "data" / "up");
  EXPECT_EQ(below("x.csv"), "data/x.csv");
  EXPECT_EQ(below("./../data/x.csv"), "data/x.csv");
  EXPECT_EQ(below((folder_ / "data" / "x.csv").string()), "data/x.csv");
  EXPECT_EQ(below("file:///x.csv"), "data/x.csv");
  EXPECT_EQ(below("FILE:////x.csv"), "data/x.csv");
  EXPECT_EQ(below("file:///a%20b.csv"), "data/a b.csv");
  EXPECT_EQ(below("a b.csv"), "data/a b.csv");
  EXPECT_EQ(below("inner.csv"), "data/x.csv");
  for (const char* name : {"outer.csv", "../secret.csv", "up/secret.csv", "file:///../secret.csv",
                           "file:///%2e%2e/secret.csv", "/etc/passwd", "/dev/stdin", "../none.csv"}) {
    EXPECT_EQ(below(name), "OutsideFolder") << name;
  }
  EXPECT_EQ(below(std::string("x.csv\0", 6)), "OutsideFolder");
  EXPECT_EQ(below("none.csv"), "NotReadable");
  for (const char* name : {"http://x/y.csv", "HTTPS://x", "ftp://x", "s3a://b/c", "file://host/x.csv"}) {
    EXPECT_EQ(below(name), "AddressRefused") << name;
  }
}

TEST_F(CsvReaderTest, FoldersAndPipesAreNoFiles) {
  ASSERT_EQ(std::system(("mkfifo " + (folder_ / "pipe").string()).c_str()), 0);
  EXPECT_THROW(CsvReader(folder_ / "data"), Error);
  EXPECT_THROW(CsvReader(folder_ / "pipe"), Error);
}

}  // namespace
}  // namespace liaison
