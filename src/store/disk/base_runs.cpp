#include "store/disk/base_runs.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "store/disk/store_damage.h"

namespace liaison {
namespace {

MappedTexts read_texts(BlockReader& in, std::uint64_t count) {
  MappedTexts texts;
  texts.offsets = in.array<std::uint64_t>(count + 1);
  in.require(texts.offsets.front() == 0 && std::ranges::is_sorted(texts.offsets), "texts that overlap");
  texts.characters = in.array<char>(texts.offsets.back());
  return texts;
}

/// The first of `count` places of which `is_before(place)` does not hold.
template <class IsBefore>
std::uint64_t first_not(std::uint64_t count, IsBefore&& is_before) {
  std::uint64_t begin = 0;
  while (begin < count) {
    const std::uint64_t middle = begin + (count - begin) / 2;
    if (is_before(middle)) {
      begin = middle + 1;
    } else {
      count = middle;
    }
  }
  return begin;
}

/// The first place of a run whose text is not before the one asked for, of which `pages` pages begin with one before.
/// is_before(place) tells it of places.
template <class IsBefore>
std::uint64_t first_not_in_pages(std::uint64_t pages, std::uint64_t count, IsBefore&& is_before) {
  if (pages == 0) return 0;
  const std::uint64_t begin = (pages - 1) * run_page;
  const std::uint64_t size = std::min<std::uint64_t>(run_page, count - begin);
  return begin + first_not(size, [&](std::uint64_t row) { return is_before(begin + row); });
}

}  // namespace

std::uint32_t FirstTexts::pages_before(std::string_view text, const MappedBlocks& blocks, const RunRef& run) const {
  if (run.count == 0) return 0;
  const MappedTexts& firsts = texts_.get(
      [&] { return blocks.read(run.firsts, [&](BlockReader& in) { return read_texts(in, run.page_count()); }); });
  return static_cast<std::uint32_t>(
      first_not(run.page_count(), [&](std::uint64_t page) { return firsts[page] < text; }));
}

// ---- Strings --------------------------------------------------------------------------------------------------------

std::unique_ptr<const MappedTexts> BaseStrings::load(std::uint32_t number) const {
  return blocks_.read(table_[number], [&](BlockReader& in) {
    return std::make_unique<const MappedTexts>(read_texts(in, size_of(number)));
  });
}

std::string_view BaseStrings::text(std::uint32_t place) const { return page_of(place)[place % run_page]; }

std::uint64_t BaseStrings::lower_bound(std::string_view text) const {
  return first_not_in_pages(firsts_.pages_before(text, blocks_, run_), run_.count,
                            [&](std::uint64_t place) { return this->text(static_cast<std::uint32_t>(place)) < text; });
}

std::uint32_t BaseStrings::find(std::string_view text) const {
  const auto place = static_cast<std::uint32_t>(lower_bound(text));
  return place < size() && this->text(place) == text ? place : Dictionary::absent;
}

void BaseStrings::read_all() const {
  for (std::uint32_t page = 0; page < count(); ++page) static_cast<void>(BaseRun::find(page));
  static_cast<void>(firsts_.pages_before("", blocks_, run_));
}

// ---- Names ----------------------------------------------------------------------------------------------------------

std::unique_ptr<const NamesPage> BaseNameRun::load(std::uint32_t number) const {
  return blocks_.read(table_[number], [&](BlockReader& in) {
    auto page = std::make_unique<NamesPage>();
    page->nodes = in.array<NodeId>(size_of(number));
    page->folded = read_texts(in, size_of(number));
    page->written = read_texts(in, size_of(number));
    in.require(std::ranges::all_of(page->nodes, [&](NodeId node) { return node < limits_.nodes; }),
               "a name of what is no node");
    return page;
  });
}

BaseNames::Entry BaseNameRun::entry(std::uint64_t place) const {
  const NamesPage& page = page_of(place);
  const std::size_t row = place % run_page;
  const std::string_view written = page.written[row];
  return {written.empty() ? page.folded[row] : written, page.folded[row], page.nodes[row]};
}

std::uint64_t BaseNameRun::lower_bound(std::string_view folded) const {
  return first_not_in_pages(firsts_.pages_before(folded, blocks_, run_), run_.count,
                            [&](std::uint64_t place) { return entry(place).folded < folded; });
}

void BaseNameRun::read_all() const {
  for (std::uint32_t page = 0; page < count(); ++page) static_cast<void>(BaseRun::find(page));
  static_cast<void>(firsts_.pages_before("", blocks_, run_));
}

// ---- Entries of indexes ---------------------------------------------------------------------------------------------

std::unique_ptr<const IdPage> BaseIndexRun::load(std::uint32_t number) const {
  return blocks_.read(table_[number], [&](BlockReader& in) {
    const auto ids = in.array<std::uint32_t>(size_of(number));
    in.require(std::ranges::all_of(ids, [&](std::uint32_t id) { return id < id_limit_; }), "an id that is none");
    return std::make_unique<const IdPage>(ids);
  });
}

IndexEntry BaseIndexRun::entry(std::uint64_t place) const {
  const std::uint64_t id = page_of(place)[place % run_page];
  std::optional<Value> value = value_of_(id);
  if (!value) {
    throw store_damaged(blocks_.path(), table_[static_cast<std::uint32_t>(place / run_page)].offset,
                        "an index has an entity without such a property");
  }
  return {std::move(*value), id};
}

const std::vector<IndexEntry>& BaseIndexRun::firsts() const {
  return firsts_.get([&] {
    const std::span<const std::byte> block = blocks_.block(run_.firsts);
    ByteReader in(block);
    std::vector<IndexEntry> entries(run_.page_count());
    try {
      for (IndexEntry& entry : entries) {
        entry.id = in.number();
        entry.value = in.value();
      }
    } catch (const Damage& damage) {
      throw store_damaged(blocks_.path(), run_.firsts.offset + damage.offset, damage.what);
    }
    return entries;
  });
}

std::uint64_t BaseIndexRun::partition_point(const std::function<bool(const IndexEntry&)>& is_before) const {
  if (run_.count == 0) return 0;
  const std::vector<IndexEntry>& first_entries = firsts();
  const auto pages = std::ranges::partition_point(first_entries, is_before) - first_entries.begin();
  return first_not_in_pages(static_cast<std::uint64_t>(pages), run_.count,
                            [&](std::uint64_t place) { return is_before(entry(place)); });
}

void BaseIndexRun::read_all() const {
  for (std::uint32_t page = 0; page < count(); ++page) static_cast<void>(BaseRun::find(page));
  if (run_.count != 0) static_cast<void>(firsts());
}

}  // namespace liaison
