#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "store/disk/base_catalog.h"
#include "store/disk/base_pieces.h"
#include "store/disk/block.h"
#include "store/name_index.h"
#include "store/pieces.h"
#include "store/value_index.h"
#include "value/vector.h"

/// Things that a base file has in ascending order, in pages (base_catalog.h): a search reads the first thing of each
/// page and then one page.
namespace liaison {

/// Texts one behind the other; text i from offsets[i] to offsets[i + 1].
struct MappedTexts {
  std::span<const std::uint64_t> offsets;
  std::span<const char> characters;

  [[nodiscard]] std::size_t size() const { return offsets.size() - 1; }
  [[nodiscard]] std::string_view operator[](std::size_t number) const {
    return {characters.data() + offsets[number], static_cast<std::size_t>(offsets[number + 1] - offsets[number])};
  }
};

/// The pages of a run, each read when it is first asked for.
template <class Page>
class BaseRun : public BasePieces<Page> {
 public:
  BaseRun(const MappedBlocks& blocks, const RunRef& run)
      : BasePieces<Page>(PieceTable::count_in(blocks, {run.page_count(), run.pages})),
        blocks_(blocks),
        run_(run),
        table_(blocks, {run.page_count(), run.pages}) {}

 protected:
  [[nodiscard]] std::uint32_t size_of(std::uint32_t page) const {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(run_page, run_.count - std::uint64_t{page} * run_page));
  }
  [[nodiscard]] const Page& page_of(std::uint64_t place) const {
    return *this->find(static_cast<std::uint32_t>(place / run_page));
  }

  const MappedBlocks& blocks_;
  const RunRef run_;
  const PieceTable table_;
};

/// The first texts of the pages, read when the first search comes.
class FirstTexts {
 public:
  /// How many pages begin with a text that is before `text`.
  [[nodiscard]] std::uint32_t pages_before(std::string_view text, const MappedBlocks& blocks, const RunRef& run) const;

 private:
  mutable LazyPiece<MappedTexts> texts_;
};

/// The strings of a property key.
class BaseStrings : public SortedStrings, private BaseRun<MappedTexts> {
 public:
  using BaseRun::BaseRun;

  [[nodiscard]] std::uint32_t size() const override { return static_cast<std::uint32_t>(run_.count); }
  [[nodiscard]] std::string_view text(std::uint32_t place) const override;
  [[nodiscard]] std::uint32_t find(std::string_view text) const override;
  /// Reads all of it.
  void read_all() const;

 private:
  [[nodiscard]] std::unique_ptr<const MappedTexts> load(std::uint32_t number) const override;
  [[nodiscard]] std::uint64_t lower_bound(std::string_view text) const;

  FirstTexts firsts_;
};

struct NamesPage {
  MappedTexts folded;
  MappedTexts written;  // empty where it is as the folded one
  std::span<const NodeId> nodes;
};

/// Names and aliases.
class BaseNameRun : public BaseNames, private BaseRun<NamesPage> {
 public:
  BaseNameRun(const MappedBlocks& blocks, const RunRef& run, const BaseLimits& limits)
      : BaseRun(blocks, run), limits_(limits) {}

  [[nodiscard]] std::uint64_t size() const override { return run_.count; }
  [[nodiscard]] Entry entry(std::uint64_t place) const override;
  [[nodiscard]] std::uint64_t lower_bound(std::string_view folded) const override;
  void read_all() const;

 private:
  [[nodiscard]] std::unique_ptr<const NamesPage> load(std::uint32_t number) const override;

  const BaseLimits& limits_;
  FirstTexts firsts_;
};

using IdPage = std::span<const std::uint32_t>;

/// The entries of an index: ids alone, since their values stand in the columns.
class BaseIndexRun : public BaseEntries, private BaseRun<IdPage> {
 public:
  /// What the index has of an entity; absent: nothing, and the file is damaged.
  using ValueOf = std::function<std::optional<Value>(std::uint64_t id)>;
  /// `id_limit`: ids are below it.
  BaseIndexRun(const MappedBlocks& blocks, const RunRef& run, std::uint64_t id_limit, ValueOf value_of)
      : BaseRun(blocks, run), id_limit_(id_limit), value_of_(std::move(value_of)) {}

  [[nodiscard]] std::uint64_t size() const override { return run_.count; }
  [[nodiscard]] IndexEntry entry(std::uint64_t place) const override;
  [[nodiscard]] std::uint64_t partition_point(const std::function<bool(const IndexEntry&)>& is_before) const override;
  void read_all() const;

 private:
  [[nodiscard]] std::unique_ptr<const IdPage> load(std::uint32_t number) const override;
  [[nodiscard]] const std::vector<IndexEntry>& firsts() const;

  std::uint64_t id_limit_;
  ValueOf value_of_;
  mutable LazyPiece<std::vector<IndexEntry>> firsts_;
};

}  // namespace liaison
