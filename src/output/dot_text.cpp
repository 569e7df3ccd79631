#include <vector>

#include "output/dot.h"
#include "output/screen_text.h"

namespace liaison {

namespace {

/// The inside of a quoted string. Graphviz reads escapes (\N, \l) and HTML entities (&lt;) in labels.
void append_escaped(std::string& out, std::string_view line) {
  for (const char character : line) {
    if (character == '&') {
      out += "&amp;";
      continue;
    }
    if (character == '"' || character == '\\') out += '\\';
    out += character;
  }
}

/// Pieces that a line may end behind: words with the blank behind them, and their parts up to a hyphen.
std::vector<std::string> pieces_of(const std::string& text, std::size_t columns) {
  constexpr std::size_t patience = 3;  // a word this many lines long is broken anywhere
  std::vector<std::string> pieces;
  std::string piece;
  const auto end_piece = [&] {
    while (screen_width(piece) > columns * patience) {
      std::string head = cut_to_width(piece, columns * patience);
      head.resize(head.size() - std::string_view("…").size());
      if (head.empty()) break;
      piece.erase(0, head.size());
      pieces.push_back(std::move(head));
    }
    if (!piece.empty()) pieces.push_back(std::move(piece));
    piece.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    piece += text[i];
    // 2023-06 stays whole, and so does GPT-4.
    const bool is_hyphen =
        text[i] == '-' && piece.size() > 2 && i + 1 < text.size() && (text[i + 1] < '0' || text[i + 1] > '9');
    if (text[i] == ' ' || is_hyphen || piece.ends_with("–")) end_piece();
  }
  end_piece();
  return pieces;
}

std::string without_blank_at_end(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace

std::string dot_quoted(std::string_view text) {
  std::string out = "\"";
  append_escaped(out, visible(text));
  return out + '"';
}

std::string dot_quoted_lines(std::string_view text, std::size_t columns) {
  std::string out = "\"";
  std::string line;
  bool is_first = true;
  const auto end_line = [&] {
    if (!is_first) out += "\\n";
    is_first = false;
    append_escaped(out, without_blank_at_end(std::move(line)));
    line.clear();
  };
  for (const std::string& piece : pieces_of(visible(text), columns)) {
    if (!line.empty() && screen_width(line) + screen_width(without_blank_at_end(piece)) > columns) end_line();
    line += piece;
  }
  end_line();
  return out + '"';
}

}  // namespace liaison
