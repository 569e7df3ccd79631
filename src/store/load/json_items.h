#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

#include "liaison/error.h"
#include "store/load/json_tape.h"
#include "store/load/read_vocabulary.h"

namespace liaison {

/// Reads a JSON file item by item; only one of them is in memory.
/// Throws Error GraphFileError with file, line and column: NotReadable, NotJson, InvalidUtf8, DoubledMember, TooDeep,
/// TooLarge.
class JsonItems {
 public:
  enum class Form : std::uint8_t {
    Lines,     // values one after another, each an item: JSON lines
    Document,  // one list, whose values are the items; or one object, where a member that is a list gives its values
               // and any other member gives itself
  };

  JsonItems(const std::filesystem::path& path, Form form);
  ~JsonItems();
  JsonItems(const JsonItems&) = delete;
  JsonItems& operator=(const JsonItems&) = delete;

  /// Calls visit() for each item in turn, for which the functions below speak of it then. A GraphFileFault that it
  /// throws becomes an Error with its place. REQUIRES: called once.
  void for_each(const std::function<void()>& visit);

  [[nodiscard]] JsonValue item() const;
  /// Form Document: the member of the file's object that the item is, or stands in; empty where the file is a list.
  [[nodiscard]] std::string_view section() const;
  /// The item is the section itself, not one of a list.
  [[nodiscard]] bool is_whole_section() const;

  /// The fault as an error with its place.
  [[nodiscard]] Error error(const GraphFileFault& fault) const;
  /// Line of the token that starts behind `before`. Time: what lies between this and the last one asked, if it is asked
  /// in the order of the file.
  [[nodiscard]] std::uint32_t line_behind(std::uint64_t before);

  static constexpr std::uint32_t depth_max = 200;
  static constexpr std::size_t item_bytes_max = std::size_t{256} << 20;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace liaison
