#include "session/question_reader.h"

#include <cstdint>
#include <fstream>
#include <string_view>
#include <utility>

#include "liaison/error.h"

namespace liaison {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// The cells of `| a | b |`, unescaped.
std::vector<std::string> cells_of(std::string_view row) {
  std::vector<std::string> cells;
  std::string cell;
  for (std::size_t i = 1; i < row.size(); ++i) {
    if (row[i] == '\\' && i + 1 < row.size() && (row[i + 1] == '|' || row[i + 1] == 'n' || row[i + 1] == '\\')) {
      ++i;
      if (row[i] == '\\') cell += "\\";
      if (row[i] == '|') cell += '|';
      if (row[i] == 'n') cell += '\n';
    } else if (row[i] == '|') {
      cells.emplace_back(trimmed(cell));
      cell.clear();
    } else {
      cell += row[i];
    }
  }
  return cells;
}

std::string escaped_cell(std::string_view text) {
  std::string cell;
  for (char c : text) {
    if (c == '\n') {
      cell += "\\n";
    } else {
      if (c == '|' || c == '\\') cell += '\\';
      cell += c;
    }
  }
  return cell;
}

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw question_file_error(file, "FileNotReadable", "the file cannot be read");
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    lines.push_back(std::move(line));
  }
  return lines;
}

/// Reads the question that begins at line `i`, up to the line after its expectation.
Question read_question(const std::vector<std::string>& lines, std::size_t i, std::string title) {
  Question question;
  question.line = i + 1;
  question.title = std::move(title);
  for (; i < lines.size() && trimmed(lines[i]).starts_with('>'); ++i) {
    std::string_view text = trimmed(lines[i]).substr(1);
    if (text.starts_with(' ')) text.remove_prefix(1);
    if (!question.statement.empty()) question.statement += '\n';
    question.statement += text;
  }
  question.answer_begin = i;
  for (; i < lines.size(); ++i) {
    const std::string_view line = trimmed(lines[i]);
    if (line.starts_with('|')) {
      question.expected.rows.push_back(cells_of(line));
    } else if (line.starts_with("!~")) {
      question.expected.plan_has_not.emplace_back(trimmed(line.substr(2)));
    } else if (line.starts_with('!')) {
      question.expected.error = std::string(trimmed(line.substr(1)));
    } else if (line.starts_with('~')) {
      question.expected.plan_has.emplace_back(trimmed(line.substr(1)));
    } else if (line.starts_with('+')) {
      question.expected.counters.emplace_back(trimmed(line.substr(1)));
    } else {
      break;
    }
  }
  question.answer_end = i;
  return question;
}

}  // namespace

Error question_file_error(const std::filesystem::path& file, std::string_view detail, std::string message) {
  Error error = runtime_error(ErrorCode::UsageError, detail, std::move(message));
  error.file = file.string();
  return error;
}

Error bad_question_line(const std::filesystem::path& file, std::size_t line, std::string message) {
  Error error = runtime_error(ErrorCode::UsageError, "BadQuestionFile", std::move(message),
                              {static_cast<std::uint32_t>(line), 1, 1},
                              "lines begin with #, graph:, param:, >, |, !, ~, !~ or +");
  error.file = file.string();
  return error;
}

std::string row_text(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const std::string& cell : cells) text += " " + escaped_cell(cell) + " |";
  return text;
}

QuestionFile read_question_file(const std::filesystem::path& file) {
  QuestionFile result{lines_of(file), {}};
  std::string title;
  for (std::size_t i = 0; i < result.lines.size(); ++i) {
    const std::string_view line = trimmed(result.lines[i]);
    if (line.empty()) {
      title.clear();
    } else if (line.starts_with('#')) {
      if (!title.empty()) title += ' ';
      title += trimmed(line.substr(1));
    } else if (line.starts_with("graph:")) {
      result.steps.emplace_back(GraphChange{std::string(trimmed(line.substr(6)))});
    } else if (line.starts_with("param:")) {
      const std::string_view text = line.substr(6);
      const std::size_t equals = text.find('=');
      if (equals == std::string_view::npos) {
        throw bad_question_line(file, i + 1, "a parameter is written param: NAME = LITERAL");
      }
      result.steps.emplace_back(ParameterChange{i + 1, std::string(trimmed(text.substr(0, equals))),
                                                std::string(trimmed(text.substr(equals + 1)))});
    } else if (line.starts_with('>')) {
      Question question = read_question(result.lines, i, title);
      i = question.answer_end - 1;
      result.steps.emplace_back(std::move(question));
    } else {
      throw bad_question_line(file, i + 1, "this line belongs to no statement");
    }
  }
  return result;
}

}  // namespace liaison
