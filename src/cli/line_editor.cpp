#include "cli/line_editor.h"

#include <histedit.h>
#include <langinfo.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cwchar>
#include <exception>

#include "cli/interrupt.h"
#include "output/screen_text.h"
#include "value/text.h"

namespace liaison {
namespace {

static_assert(sizeof(wchar_t) == sizeof(std::int32_t), "a wide character is a code point");

std::wstring wide(std::string_view utf8) {
  const std::vector<std::int32_t> points = code_points(utf8);
  return {points.begin(), points.end()};
}

std::string narrow(std::wstring_view text) {
  const std::vector<std::int32_t> points(text.begin(), text.end());
  return utf8_of(points);
}

constexpr wchar_t control_c = 3, replacement = 0xFFFD;
constexpr std::string_view paste_begin = "\x1b[200~", paste_end = "\x1b[201~";

/// The keyboard, byte by byte: it decodes UTF-8 and knows what was pasted.
class Keyboard {
 public:
  enum class Read : std::uint8_t { Byte, End, Interrupted, Resized };

  /// Waits for a character. Typed control characters are keys; pasted ones are not, and are dropped or made blanks.
  Read next(wchar_t& character) {
    while (true) {
      const Read state = fill(1, -1);
      if (state != Read::Byte) return state;
      if (take_mark(paste_begin)) {
        pastes_ = true;
      } else if (take_mark(paste_end)) {
        pastes_ = false;
      } else {
        character = take_character();
        // A Ctrl-D typed while a statement ran: the terminal took it for an end of input and left this in its place.
        if (character == L'\0') continue;
        if (!pastes_) return Read::Byte;
        if (character == L'\t') character = L' ';
        if (character == L'\r') character = L'\n';
        if (character >= L' ' || character == L'\n') return Read::Byte;
      }
    }
  }

 private:
  [[nodiscard]] std::size_t size() const { return end_ - begin_; }

  /// Sees to it that `wanted` bytes are there, if they come within the time; -1: for ever.
  Read fill(std::size_t wanted, int milliseconds) {
    while (size() < wanted) {
      switch (wait_for_input(STDIN_FILENO, milliseconds)) {
        case Wake::Input:
          break;
        case Wake::Interrupted:
          interrupted() = false;
          return Read::Interrupted;
        case Wake::Resized:
          return Read::Resized;
        case Wake::TooLate:
          return Read::End;
      }
      if (begin_ > 0) {
        std::memmove(room_.data(), room_.data() + begin_, size());
        end_ -= begin_;
        begin_ = 0;
      }
      const ssize_t count = ::read(STDIN_FILENO, room_.data() + end_, room_.size() - end_);
      if (count > 0) {
        end_ += static_cast<std::size_t>(count);
      } else if (count == 0 || (errno != EINTR && errno != EAGAIN)) {
        return Read::End;
      }
    }
    return Read::Byte;
  }

  bool take_mark(std::string_view mark) {
    // A terminal sends a mark at once; behind an Escape key that comes alone nothing is waited for.
    constexpr int rest_of_mark_ms = 30;
    for (std::size_t i = 0; i < mark.size(); ++i) {
      if (i >= size() && fill(i + 1, i == 1 ? 0 : rest_of_mark_ms) != Read::Byte) return false;
      if (room_[begin_ + i] != mark[i]) return false;
    }
    begin_ += mark.size();
    return true;
  }

  wchar_t take_character() {
    const auto lead = static_cast<unsigned char>(room_[begin_]);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xC0 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF8 ? 4
                                             : 0;
    constexpr int rest_of_character_ms = 100;
    if (length == 0 || (length > 1 && fill(length, rest_of_character_ms) != Read::Byte)) {
      ++begin_;
      return replacement;
    }
    const std::string_view bytes(room_.data() + begin_, length);
    if (invalid_utf8(bytes)) {
      ++begin_;
      return replacement;
    }
    begin_ += length;
    return static_cast<wchar_t>(code_points(bytes).front());
  }

  std::array<char, 4096> room_;
  std::size_t begin_ = 0, end_ = 0;
  bool pastes_ = false;
};

void write_to(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

bool can_move_cursor() {
  const char* terminal = std::getenv("TERM");
  return terminal != nullptr && *terminal != '\0' && std::strcmp(terminal, "dumb") != 0;
}

std::size_t terminal_width(int descriptor) {
  winsize size = {};
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

struct LineEditor::Terminal {
  Completer completer;
  // Results may go elsewhere while someone types: then what is typed is shown on standard error.
  int output = isatty(STDOUT_FILENO) == 1 ? STDOUT_FILENO : STDERR_FILENO;
  Keyboard keyboard;
  EditLine* edit = nullptr;  // null: plain lines
  HistoryW* history = nullptr;
  std::wstring prompt;
  bool was_cancelled = false;

  explicit Terminal(Completer given) : completer(std::move(given)) {
    if (!can_move_cursor()) return;
    // libedit draws with the C library's idea of characters.
    std::setlocale(LC_CTYPE, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0) std::setlocale(LC_CTYPE, "C.UTF-8");
    edit = el_init("liaison", stdin, output == STDOUT_FILENO ? stdout : stderr, stderr);
    if (edit == nullptr) return;
    history = history_winit();
    HistEventW event;
    history_w(history, &event, H_SETSIZE, 10'000);
    history_w(history, &event, H_SETUNIQUE, 1);
    el_wset(edit, EL_CLIENTDATA, this);
    el_wset(edit, EL_PROMPT, &Terminal::show_prompt);
    el_wset(edit, EL_HIST, history_w, history);
    el_wset(edit, EL_EDITOR, L"emacs");
    el_wset(edit, EL_SIGNAL, 0);
    el_wset(edit, EL_GETCFN, &Terminal::get_character);
    // Ctrl-C and Ctrl-Z are keys here, not signals: a signal would end the program or leave the terminal raw.
    el_wset(edit, EL_SETTY, L"-d", L"-isig", nullptr);
    el_wset(edit, EL_ADDFN, L"liaison-cancel", L"Drop the line", &Terminal::cancel);
    el_wset(edit, EL_ADDFN, L"liaison-suspend", L"Stop the program", &Terminal::suspend);
    el_wset(edit, EL_ADDFN, L"liaison-complete", L"Complete the word", &Terminal::complete);
    el_wset(edit, EL_BIND, L"^C", L"liaison-cancel", nullptr);
    el_wset(edit, EL_BIND, L"^Z", L"liaison-suspend", nullptr);
    el_wset(edit, EL_BIND, L"^I", L"liaison-complete", nullptr);
    el_wset(edit, EL_BIND, L"^R", L"em-inc-search-prev", nullptr);
    el_wset(edit, EL_BIND, L"^W", L"ed-delete-prev-word", nullptr);
    el_wset(edit, EL_BIND, L"\\e[3~", L"ed-delete-next-char", nullptr);
    el_wset(edit, EL_BIND, L"\\e[1;5C", L"em-next-word", nullptr);
    el_wset(edit, EL_BIND, L"\\e[1;5D", L"ed-prev-word", nullptr);
  }

  ~Terminal() {
    if (history != nullptr) history_wend(history);
    if (edit != nullptr) el_end(edit);
  }

  static Terminal& of(EditLine* edit) {
    Terminal* terminal = nullptr;
    el_wget(edit, EL_CLIENTDATA, &terminal);
    return *terminal;
  }

  static wchar_t* show_prompt(EditLine* edit) { return of(edit).prompt.data(); }

  static int get_character(EditLine* edit, wchar_t* character) {
    Terminal& terminal = of(edit);
    while (true) {
      switch (terminal.keyboard.next(*character)) {
        case Keyboard::Read::Byte:
          return 1;
        case Keyboard::Read::End:
          return 0;
        case Keyboard::Read::Interrupted:
          *character = control_c;
          return 1;
        case Keyboard::Read::Resized:
          el_resize(edit);
          el_wset(edit, EL_REFRESH);
          break;
      }
    }
  }

  /// Moves the terminal's cursor below what is being edited, which may fill several of its lines.
  void leave_line(std::string_view mark = {}) {
    const LineInfoW* line = el_wline(edit);
    const std::size_t width = std::max<std::size_t>(1, terminal_width(output));
    const auto row_of = [&](const wchar_t* end) {
      const std::wstring text = prompt + std::wstring(line->buffer, end);
      return screen_width(narrow(text)) / width;
    };
    const std::size_t rows_below = row_of(line->lastchar) - row_of(line->cursor);
    std::string text;
    if (rows_below > 0) text += "\x1b[" + std::to_string(rows_below) + "B";
    if (line->cursor == line->lastchar) text += mark;
    std::fflush(nullptr);
    write_to(output, text + "\n");
  }

  static unsigned char cancel(EditLine* edit, wint_t) {
    Terminal& terminal = of(edit);
    terminal.leave_line("^C");
    terminal.was_cancelled = true;
    return CC_EOF;
  }

  static unsigned char suspend(EditLine* edit, wint_t) {
    of(edit).leave_line("^Z");
    el_wset(edit, EL_PREP_TERM, 0);
    raise(SIGTSTP);
    el_wset(edit, EL_PREP_TERM, 1);
    return CC_REDISPLAY;
  }

  static unsigned char complete(EditLine* edit, wint_t) {
    Terminal& terminal = of(edit);
    const LineInfoW* line = el_wline(edit);
    const std::string before = narrow({line->buffer, static_cast<std::size_t>(line->cursor - line->buffer)});
    Completion completion;
    try {
      completion = terminal.completer(before);
    } catch (const std::exception&) {
      return CC_ERROR;  // nothing may be thrown through libedit
    }
    if (completion.candidates.empty()) return CC_ERROR;

    const std::string_view typed = std::string_view(before).substr(before.size() - completion.replaced);
    if (completion.candidates.size() == 1) {
      const Candidate& only = completion.candidates.front();
      replace(edit, typed, only.text + only.suffix);
      return CC_REFRESH;
    }
    const std::wstring common = common_begin(completion.candidates);
    if (common.size() > wide(typed).size()) {
      replace(edit, typed, narrow(common));
      return CC_REFRESH;
    }
    terminal.leave_line();
    write_to(terminal.output, in_columns(completion.candidates, terminal_width(terminal.output)));
    return CC_REDISPLAY;
  }

  static void replace(EditLine* edit, std::string_view typed, std::string_view text) {
    const std::size_t length = wide(typed).size();
    if (length > 0) el_wdeletestr(edit, static_cast<int>(length));
    el_winsertstr(edit, wide(text).c_str());
  }

  static std::wstring common_begin(const std::vector<Candidate>& candidates) {
    std::wstring common = wide(candidates.front().text);
    for (const Candidate& candidate : candidates) {
      const std::wstring text = wide(candidate.text);
      const auto [end, ignored] = std::mismatch(common.begin(), common.end(), text.begin(), text.end());
      common.erase(end, common.end());
    }
    return common;
  }

  static std::string in_columns(const std::vector<Candidate>& candidates, std::size_t width) {
    constexpr std::size_t shown_max = 100;
    const std::size_t shown = std::min(candidates.size(), shown_max);
    std::size_t widest = 0;
    for (std::size_t i = 0; i < shown; ++i) widest = std::max(widest, screen_width(visible(candidates[i].text)));
    const std::size_t columns = std::max<std::size_t>(1, width / (widest + 2));
    std::string out;
    for (std::size_t i = 0; i < shown; ++i) {
      const std::string text = visible(candidates[i].text);
      const bool is_last = (i + 1) % columns == 0 || i + 1 == shown;
      out += text + (is_last ? "\n" : std::string(widest + 2 - screen_width(text), ' '));
    }
    if (shown < candidates.size()) out += "… and " + std::to_string(candidates.size() - shown) + " more\n";
    return out;
  }

  Line read_edited(std::string_view text) {
    prompt = wide(text);
    was_cancelled = false;
    if (take_resized()) el_resize(edit);
    constexpr std::string_view pastes_on = "\x1b[?2004h", pastes_off = "\x1b[?2004l";
    write_to(output, pastes_on);
    // libedit would show the prompt first: what is typed at once must find the keys in place.
    el_wset(edit, EL_PREP_TERM, 1);
    int length = 0;
    const wchar_t* line = el_wgets(edit, &length);
    std::fflush(nullptr);
    write_to(output, pastes_off);
    if (was_cancelled) return {End::Cancelled, {}};
    if (line == nullptr || length <= 0) {
      write_to(output, "\n");
      return {End::Input, {}};
    }
    std::string typed = narrow({line, static_cast<std::size_t>(length)});
    while (typed.ends_with('\n') || typed.ends_with('\r')) typed.pop_back();
    return {End::Line, std::move(typed)};
  }

  Line read_plain(std::string_view text) {
    write_to(output, text);
    std::string typed;
    for (wchar_t character = 0;;) {
      switch (keyboard.next(character)) {
        case Keyboard::Read::Byte:
          if (character == L'\n') return {End::Line, std::move(typed)};
          typed += narrow({&character, 1});
          break;
        case Keyboard::Read::End:
          if (!typed.empty()) return {End::Line, std::move(typed)};
          write_to(output, "\n");
          return {End::Input, {}};
        case Keyboard::Read::Interrupted:
          write_to(output, "\n");
          return {End::Cancelled, {}};
        case Keyboard::Read::Resized:
          break;
      }
    }
  }
};

LineEditor::LineEditor(Completer completer) : terminal_(std::make_unique<Terminal>(std::move(completer))) {}
LineEditor::~LineEditor() = default;

LineEditor::Line LineEditor::read(std::string_view prompt) {
  return terminal_->edit != nullptr ? terminal_->read_edited(prompt) : terminal_->read_plain(prompt);
}

void LineEditor::remember(std::string_view line) {
  if (terminal_->history == nullptr) return;
  HistEventW event;
  history_w(terminal_->history, &event, H_ENTER, wide(line).c_str());
}

}  // namespace liaison
