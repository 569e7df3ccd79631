#include "cli/message.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <optional>
#include <span>
#include <vector>

#include "output/screen_text.h"
#include "value/text.h"

namespace liaison {
namespace {

constexpr std::string_view red = "\x1b[1;31m", faint = "\x1b[2m", plain = "\x1b[0m";
constexpr std::string_view indent = "    ";
// A statement may be one line of a megabyte: what is shown is a window around the fault.
constexpr std::size_t window_before = 70, window_after = 50;
constexpr std::size_t caret_length_max = 60;
constexpr std::size_t message_width_max = 400;  // it may quote what was typed

std::string in_color(std::string_view color, std::string_view text, bool wanted) {
  if (!wanted) return std::string(text);
  return std::string(color) + std::string(text) + std::string(plain);
}

/// Text of several lines, each made safe for a terminal.
std::string visible_lines(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t end = text.find('\n');
    out += cut_to_width(visible(text.substr(0, end)), message_width_max);
    if (end == std::string_view::npos) return out;
    out += "\n" + std::string(indent);
    text.remove_prefix(end + 1);
  }
}

/// A tab takes one column here, so that the caret stands where it should on every terminal.
std::string shown(std::span<const std::int32_t> text) {
  std::string utf8 = utf8_of(text);
  std::ranges::replace(utf8, '\t', ' ');
  return visible(utf8);
}

/// The line with the fault, and a caret line below it.
std::string marked_line(std::string_view line, std::uint32_t column, std::uint32_t length, bool color) {
  const std::vector<std::int32_t> points = code_points(line);
  const std::size_t at = std::min<std::size_t>(column == 0 ? 0 : column - 1, points.size());
  const std::size_t begin = at > window_before ? at - window_before : 0;
  const std::size_t end = std::min(points.size(), at + std::max<std::size_t>(window_after, 1));
  const std::span<const std::int32_t> all(points);

  const std::string left = (begin > 0 ? "…" : "") + shown(all.subspan(begin, at - begin));
  const std::size_t marked = std::min<std::size_t>(length, end - at);
  const std::string token = shown(all.subspan(at, marked));
  const std::string right = shown(all.subspan(at + marked, end - at - marked)) + (end < points.size() ? "…" : "");

  std::string carets(std::clamp<std::size_t>(screen_width(token), 1, caret_length_max), '^');
  std::string out = std::string(indent) + left + token + right + "\n";
  out += std::string(indent) + std::string(screen_width(left), ' ') + in_color(red, carets, color) + "\n";
  return out;
}

std::string place_text(const std::string& file, Place place) {
  std::string out = visible(file);
  if (place.line > 0) out += ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
  return out;
}

std::optional<std::string> line_of_file(const std::string& file, std::uint32_t line) {
  std::ifstream in(file, std::ios::binary);
  std::string text;
  for (std::uint32_t i = 0; i < line; ++i) {
    if (!std::getline(in, text)) return std::nullopt;
  }
  if (text.ends_with('\r')) text.pop_back();
  if (line == 1 && text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

}  // namespace

std::string error_text(const Error& error, const SourceLine& source, bool color) {
  if (!error.file.empty()) return error_text(error, color);
  const bool has_place = error.place.line > 0;
  std::string out;
  if (!source.origin.empty()) out += place_text(source.origin, source.place) + ": ";
  out += in_color(red, "error:", color) + " " + visible_lines(error.message);
  if (source.origin.empty() && has_place) {
    const std::string line = source.place.line > 1 ? "line " + std::to_string(source.place.line) + ", " : "";
    out += in_color(faint, " (" + line + "column " + std::to_string(source.place.column) + ")", color);
  }
  out += "\n";
  if (has_place) out += marked_line(source.text, source.column, error.place.length, color);
  if (!error.hint.empty()) out += std::string(indent) + visible_lines(error.hint) + "\n";
  return out;
}

std::string error_text(const Error& error, bool color) {
  std::string out;
  const bool names_file = error.place.line == 0 && error.message.find(error.file) != std::string::npos;
  if (!error.file.empty() && !names_file) out += place_text(error.file, error.place) + ": ";
  out += in_color(red, "error:", color) + " " + visible_lines(error.message) + "\n";
  if (!error.file.empty() && error.place.line > 0) {
    if (const auto line = line_of_file(error.file, error.place.line)) {
      out += marked_line(*line, error.place.column, error.place.length, color);
    }
  }
  if (!error.hint.empty()) out += std::string(indent) + visible_lines(error.hint) + "\n";
  return out;
}

void say(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string_view line_of(std::string_view text, std::uint32_t line) {
  for (std::uint32_t i = 1; i < line; ++i) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

}  // namespace liaison
