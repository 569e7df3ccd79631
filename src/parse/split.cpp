#include "parse/split.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "value/text.h"

namespace liaison {
namespace {

// WHERE, ORDER, ON … begin no statement: "where does Nvidia invest?" is a question.
constexpr std::array<std::string_view, 18> clause_words{"CALL",   "CREATE", "DELETE", "DETACH", "DROP",     "FOREACH",
                                                        "INSERT", "LOAD",   "MATCH",  "MERGE",  "NODETACH", "OPTIONAL",
                                                        "REMOVE", "RETURN", "SET",    "SHOW",   "UNWIND",   "WITH"};
constexpr std::array<std::string_view, 3> mode_words{"EXPLAIN", "PROFILE", "WHY"};

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view candidate) {
    return std::equal(word.begin(), word.end(), candidate.begin(), candidate.end(),
                      [](char left, char right) { return upper(left) == right; });
  });
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Bytes of the white space character that the text begins with; 0: it begins with none. A byte order mark counts.
std::size_t white_space_bytes(std::string_view text) {
  if (text.empty()) return 0;
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r') ? 1 : 0;
  const std::size_t bytes = lead >= 0xE0 ? 3 : 2;
  if (lead >= 0xF0 || text.size() < bytes) return 0;
  std::uint32_t code_point = lead & (bytes == 2 ? 0x1F : 0x0F);
  for (std::size_t i = 1; i < bytes; ++i) code_point = code_point << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
  const bool is_blank = is_white_space(static_cast<std::int32_t>(code_point)) || code_point == 0xFEFF;
  return is_blank ? bytes : 0;
}

std::string_view without_blank_end(std::string_view text) {
  while (!text.empty()) {
    std::size_t last = text.size() - 1;
    while (last > 0 && is_continuation(text[last])) --last;
    const std::size_t blank = white_space_bytes(text.substr(last));
    if (blank == 0 || last + blank != text.size()) break;
    text.remove_suffix(blank);
  }
  return text;
}

}  // namespace

void Splitter::feed(std::string_view text) {
  // What has been taken is dropped once it is the greater part, so that each byte is moved a bounded number of times.
  const std::size_t done = state_ == State::Between ? at_ : begin_;
  if (done > text_.size() / 2) {
    text_.erase(0, done);
    at_ -= done;
    begin_ -= std::min(begin_, done);
    looked_at_ -= std::min(looked_at_, done);
  }
  text_ += text;
}

std::optional<ScriptPart> Splitter::next() { return scan(false); }

std::optional<ScriptPart> Splitter::finish() {
  std::optional<ScriptPart> part = scan(true);
  if (!part) clear();
  return part;
}

bool Splitter::is_open() const { return state_ != State::Between || within_ != Within::Text; }

char Splitter::open_quote() const {
  switch (within_) {
    case Within::SingleQuotes:
      return '\'';
    case Within::DoubleQuotes:
      return '"';
    case Within::Backticks:
      return '`';
    case Within::BlockComment:
      return '/';
    case Within::Text:
    case Within::LineComment:
      return 0;
  }
  return 0;
}

void Splitter::clear() {
  advance(text_.size() - at_);
  text_.clear();
  at_ = begin_ = looked_at_ = 0;
  state_ = State::Between;
  within_ = Within::Text;
}

void Splitter::advance(std::size_t bytes) {
  for (const std::size_t end = at_ + bytes; at_ < end; ++at_) {
    if (text_[at_] == '\n') {
      ++line_;
      column_ = 1;
    } else if (!is_continuation(text_[at_])) {
      ++column_;
    }
  }
}

ScriptPart Splitter::take(ScriptPart::Kind kind, ScriptPart::End end) {
  const std::string_view whole = std::string_view(text_).substr(begin_, at_ - begin_);
  ScriptPart part{kind, std::string(without_blank_end(whole)), begin_line_, begin_column_, end};
  if (end == ScriptPart::End::Semicolon) advance(1);
  begin_ = at_;
  state_ = State::Between;
  within_ = Within::Text;
  return part;
}

std::optional<ScriptPart> Splitter::scan(bool is_last) {
  while (true) {
    std::optional<ScriptPart> part;
    const State state = state_;
    switch (state_) {
      case State::Between:
        if (!skip_blank(is_last)) return is_last ? open_comment() : std::nullopt;
        if (text_[at_] == ';') {
          advance(1);
          continue;
        }
        begin_ = looked_at_ = at_;
        begin_line_ = line_;
        begin_column_ = column_;
        state_ = text_[at_] == ':' ? State::Command : State::FirstWord;
        continue;
      case State::FirstWord:
        if (!read_first_word(is_last)) return std::nullopt;
        state_ = begins_with_clause_ ? State::Body : State::FirstLine;
        looked_at_ = at_;
        continue;
      case State::FirstLine:
        part = read_first_line(is_last);
        break;
      case State::Body:
        part = read_body(is_last);
        break;
      case State::Command:
        part = read_command(is_last);
        break;
    }
    if (part || state_ == state) return part;
  }
}

/// Moves to the first character that is neither white space nor part of a comment. False: the text ends before it.
bool Splitter::skip_blank(bool is_last) {
  while (at_ < text_.size()) {
    if (within_ == Within::LineComment) {
      if (text_[at_] == '\n') within_ = Within::Text;
      advance(1);
    } else if (within_ == Within::BlockComment) {
      if (text_[at_] == '*' && !has(2) && !is_last) return false;
      const bool ends = text_[at_] == '*' && has(2) && text_[at_ + 1] == '/';
      advance(ends ? 2 : 1);
      if (ends) within_ = Within::Text;
    } else if (const std::size_t blank = white_space_bytes(std::string_view(text_).substr(at_)); blank > 0) {
      advance(blank);
    } else if (text_[at_] == '/') {
      if (!has(2)) return is_last;
      if (text_[at_ + 1] != '/' && text_[at_ + 1] != '*') return true;
      within_ = text_[at_ + 1] == '/' ? Within::LineComment : Within::BlockComment;
      comment_line_ = line_;
      comment_column_ = column_;
      advance(2);
    } else {
      return true;
    }
  }
  return false;
}

/// A comment between statements that is never closed, as a part: dropped in silence it would take along whatever stands
/// in it. Its text is the mark that opens it, which no parser takes.
std::optional<ScriptPart> Splitter::open_comment() {
  if (within_ != Within::BlockComment) return std::nullopt;
  within_ = Within::Text;
  return ScriptPart{ScriptPart::Kind::Statement, "/*", comment_line_, comment_column_, ScriptPart::End::Input};
}

/// Reads the first word after EXPLAIN, PROFILE and WHY, and tells whether a clause begins with it. False: more text is
/// needed to know.
bool Splitter::read_first_word(bool is_last) {
  while (true) {
    if (!skip_blank(is_last)) {
      begins_with_clause_ = true;  // EXPLAIN and nothing behind it
      return is_last;
    }
    looked_at_ = std::max(looked_at_, at_);
    while (looked_at_ < text_.size() && is_word_byte(text_[looked_at_])) ++looked_at_;
    if (looked_at_ == text_.size() && !is_last) return false;
    const std::string_view word = std::string_view(text_).substr(at_, looked_at_ - at_);
    if (!is_one_of(word, mode_words)) {
      begins_with_clause_ = is_one_of(word, clause_words);
      return true;
    }
    advance(word.size());
  }
}

/// A statement that no clause begins: a question, if `?` ends it before a `;` or the line does. Quotes mean nothing in
/// one: `Nvidia's`. Other text without a bracket ends with its line too, as the beginning of nothing; with one, it is
/// taken for a statement whose first word is misspelt, and read to its `;`.
std::optional<ScriptPart> Splitter::read_first_line(bool is_last) {
  for (; looked_at_ < text_.size(); ++looked_at_) {
    const char c = text_[looked_at_];
    const bool ends_line = c == '\n' || c == '\r';
    if (c == '?') {
      const std::string_view rest = std::string_view(text_).substr(looked_at_ + 1);
      if (rest.empty() && !is_last) return std::nullopt;
      if (!rest.empty() && rest[0] != ';' && white_space_bytes(rest) == 0) continue;
      advance(looked_at_ + 1 - at_);
      if (at_ < text_.size() && text_[at_] == ';') return take(ScriptPart::Kind::Question, ScriptPart::End::Semicolon);
      return take(ScriptPart::Kind::Question, ScriptPart::End::QuestionMark);
    }
    if (c != ';' && !ends_line) continue;
    const std::string_view line = std::string_view(text_).substr(at_, looked_at_ - at_);
    if (line.find_first_of("([{") != std::string_view::npos) break;
    advance(line.size());
    return take(ScriptPart::Kind::Statement, ends_line ? ScriptPart::End::Line : ScriptPart::End::Semicolon);
  }
  if (looked_at_ < text_.size() || is_last) state_ = State::Body;
  return std::nullopt;
}

std::optional<ScriptPart> Splitter::read_body(bool is_last) {
  const auto close_at = [&](char quote) {
    if (text_[at_] == quote) within_ = Within::Text;
    advance(1);
  };
  while (at_ < text_.size()) {
    const char c = text_[at_];
    switch (within_) {
      case Within::SingleQuotes:
      case Within::DoubleQuotes:
        if (c == '\\') {
          if (!has(2) && !is_last) return std::nullopt;
          advance(has(2) ? 2 : 1);
        } else {
          close_at(within_ == Within::SingleQuotes ? '\'' : '"');
        }
        continue;
      case Within::Backticks:
        close_at('`');  // a doubled one closes and opens again
        continue;
      case Within::LineComment:
        close_at('\n');
        continue;
      case Within::BlockComment:
        if (c == '*' && !has(2) && !is_last) return std::nullopt;
        if (c == '*' && has(2) && text_[at_ + 1] == '/') {
          within_ = Within::Text;
          advance(1);
        }
        advance(1);
        continue;
      case Within::Text:
        break;
    }
    if (c == ';') return take(ScriptPart::Kind::Statement, ScriptPart::End::Semicolon);
    if (c == '/' && !has(2) && !is_last) return std::nullopt;
    if (c == '\'') {
      within_ = Within::SingleQuotes;
    } else if (c == '"') {
      within_ = Within::DoubleQuotes;
    } else if (c == '`') {
      within_ = Within::Backticks;
    } else if (c == '/' && has(2) && (text_[at_ + 1] == '/' || text_[at_ + 1] == '*')) {
      within_ = text_[at_ + 1] == '/' ? Within::LineComment : Within::BlockComment;
      advance(1);
    }
    advance(1);
  }
  if (!is_last) return std::nullopt;
  return take(ScriptPart::Kind::Statement, ScriptPart::End::Input);
}

std::optional<ScriptPart> Splitter::read_command(bool is_last) {
  while (at_ < text_.size() && text_[at_] != '\n') advance(1);
  if (at_ == text_.size() && !is_last) return std::nullopt;
  return take(ScriptPart::Kind::Command, at_ < text_.size() ? ScriptPart::End::Line : ScriptPart::End::Input);
}

std::vector<ScriptPart> split(std::string_view script) {
  Splitter splitter;
  splitter.feed(script);
  std::vector<ScriptPart> parts;
  while (auto part = splitter.finish()) parts.push_back(std::move(*part));
  return parts;
}

bool is_question(std::string_view statement) {
  const std::string_view text = without_blank_end(statement);
  if (!text.ends_with('?')) return false;
  std::size_t at = 0;
  while (true) {
    while (const std::size_t blank = white_space_bytes(text.substr(at))) at += blank;
    std::size_t end = at;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    const std::string_view word = text.substr(at, end - at);
    if (!is_one_of(word, mode_words)) return !is_one_of(word, clause_words);
    at = end;
  }
}

Place place_in_script(const ScriptPart& part, Place place) {
  if (place.line == 0) return place;
  if (place.line == 1) place.column += part.column - 1;
  place.line += part.line - 1;
  return place;
}

}  // namespace liaison
