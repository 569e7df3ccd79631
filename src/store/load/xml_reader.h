#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "liaison/error.h"

namespace liaison {

/// Reads an XML file from front to back (expat); nothing of it is kept. Names come without their namespace's prefix.
/// Documents may not declare entities, and nothing outside of the file is ever read.
class XmlReader {
 public:
  using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;

  /// Who is told what the file holds. What a function throws ends the reading and comes out of read().
  struct Handler {
    std::function<void(std::string_view name, const Attributes& attributes)> on_start;
    std::function<void(std::string_view name)> on_end;
    std::function<void(std::string_view text)> on_text;  // in pieces of any size
  };

  explicit XmlReader(std::filesystem::path file);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  /// Throws Error GraphFileError with file, line and column: NotReadable, NotXml, TooDeep, NotSupported. REQUIRES:
  /// called once.
  void read(const Handler& handler);
  /// An error at the place that has been reached.
  [[nodiscard]] Error error(std::string_view detail, std::string message, std::string hint = {}) const;

  static constexpr std::uint32_t depth_max = 200;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The attribute's value; nullopt: it is not there.
[[nodiscard]] std::optional<std::string_view> attribute(const XmlReader::Attributes& attributes, std::string_view name);

}  // namespace liaison
