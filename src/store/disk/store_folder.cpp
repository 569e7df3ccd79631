#include "store/disk/store_folder.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <string_view>

#include "liaison/error.h"
#include "store/disk/checksum.h"
#include "store/disk/store_damage.h"

namespace liaison {
namespace {

constexpr std::string_view first_line = "liaison store, format ";
constexpr int format_version = 1;
constexpr std::size_t current_bytes_max = 4096;

/// The whole of the file CURRENT: what is not written just so is damaged.
std::string text_of(const Current& current) {
  const std::string text =
      fmt::format("{}{}\nstore {}\nnumber {}\n", first_line, format_version, to_string(current.store), current.number);
  return text + fmt::format("check {:016x}\n", checksum(std::as_bytes(std::span(text))));
}

/// The digits behind `before` in the text.
std::string_view word_behind(std::string_view text, std::string_view before) {
  const std::size_t found = text.find(before);
  if (found == std::string_view::npos) return {};
  text.remove_prefix(found + before.size());
  return text.substr(0, text.find('\n'));
}

template <class Number>
bool parse(std::string_view digits, Number& number, int base) {
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  return fault == std::errc() && end == digits.data() + digits.size();
}

/// Of base-12 and log-12: 12.
std::optional<std::uint64_t> number_of(std::string_view name) {
  for (const std::string_view kind : {"base-", "log-"}) {
    std::uint64_t number = 0;
    if (name.starts_with(kind) && parse(name.substr(kind.size()), number, 10)) return number;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Current> StoreFolder::read_current() const {
  const std::unique_ptr<File> file = files_.open(current(), Access::Read);
  if (!file) return std::nullopt;
  std::string text(current_bytes_max, '\0');
  text.resize(file->read_at(0, std::as_writable_bytes(std::span(text))));

  int version = 0;
  if (text.starts_with(first_line) && parse(word_behind(text, first_line), version, 10) && version > format_version) {
    throw newer_version(current(), version, format_version);
  }
  Current read;
  bool is_whole = parse(word_behind(text, "\nnumber "), read.number, 10);
  const std::string_view digits = word_behind(text, "\nstore ");
  is_whole &= digits.size() == 2 * read.store.bytes.size();
  for (std::size_t i = 0; is_whole && i < read.store.bytes.size(); ++i) {
    std::uint8_t byte = 0;
    is_whole = parse(digits.substr(2 * i, 2), byte, 16);
    read.store.bytes[i] = static_cast<std::byte>(byte);
  }
  if (!is_whole || text != text_of(read)) throw store_damaged(current(), "it is not what any version writes");
  return read;
}

void StoreFolder::prepare_current(const Current& current) {
  const std::string text = text_of(current);
  const std::unique_ptr<File> file = files_.open(unfinished_current(), Access::Create);
  file->append(std::as_bytes(std::span(text)));
  file->sync();
}

void StoreFolder::adopt_current() {
  files_.rename(unfinished_current(), current());
  sync();
}

void StoreFolder::sync_name() {
  const std::filesystem::path parent = path_.parent_path();
  files_.sync_folder(parent.empty() ? "." : parent);
}

void StoreFolder::remove_leftovers(std::uint64_t number) {
  for (const std::string& name : files_.list(path_)) {
    const auto of = number_of(name);
    if (of ? *of != number : path_ / name == unfinished_current()) files_.remove(path_ / name);
  }
}

bool StoreFolder::may_be_of_creation(const std::string& name, std::uint64_t number) const {
  const std::filesystem::path file = path_ / name;
  return file == base(number) || file == log(number) || file == unfinished_current() || file == lock();
}

}  // namespace liaison
