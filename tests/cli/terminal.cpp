#include "cli/terminal.h"

#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <vector>

namespace liaison {
namespace {

using Clock = std::chrono::steady_clock;

/// Drops escape sequences, carriage returns and bells.
std::string plain(const std::string& raw) {
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\x1b' && i + 1 < raw.size()) {
      ++i;
      if (raw[i] != '[') continue;
      while (i + 1 < raw.size() && (raw[i + 1] < '@' || raw[i + 1] > '~')) ++i;
      ++i;
    } else if (raw[i] != '\r' && raw[i] != '\a' && raw[i] != '\b') {
      out += raw[i];
    }
  }
  return out;
}

}  // namespace

Terminal::Terminal(const Arguments& arguments, const std::string& home, const std::string& type, Size size) {
  std::vector<std::string> words{LIAISON_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  winsize window{size.rows, size.columns, 0, 0};
  pid_ = forkpty(&master_, nullptr, nullptr, &window);
  if (pid_ == 0) {
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_STATE_HOME"}) unsetenv(name);
    setenv("HOME", home.c_str(), 1);
    setenv("TERM", type.c_str(), 1);
    setenv("NO_COLOR", "1", 1);
    execv(LIAISON_PROGRAM, pointers.data());
    _exit(127);
  }
}

Terminal::~Terminal() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  if (master_ >= 0) close(master_);
}

void Terminal::type(const std::string& keys) {
  for (std::size_t at = 0; at < keys.size();) {
    const ssize_t written = write(master_, keys.data() + at, keys.size() - at);
    if (written <= 0) return;
    at += static_cast<std::size_t>(written);
  }
}

bool Terminal::read_some(int milliseconds) {
  pollfd waiting{master_, POLLIN, 0};
  if (poll(&waiting, 1, milliseconds) <= 0) return true;
  std::array<char, 1 << 14> room;
  const ssize_t count = read(master_, room.data(), room.size());
  if (count > 0) raw_.append(room.data(), static_cast<std::size_t>(count));
  return count > 0;
}

bool Terminal::shows(const std::string& text, int milliseconds) {
  const auto deadline = Clock::now() + std::chrono::milliseconds(milliseconds);
  while (true) {
    const std::string shown = plain(raw_);
    const std::size_t at = shown.find(text, seen_);
    if (at != std::string::npos) {
      seen_ = at + text.size();
      return true;
    }
    if (Clock::now() >= deadline || !read_some(50)) return plain(raw_).find(text, seen_) != std::string::npos;
  }
}

std::string Terminal::rest() { return plain(raw_).substr(seen_); }

void Terminal::resize(Size size) const {
  winsize window{size.rows, size.columns, 0, 0};
  ioctl(master_, TIOCSWINSZ, &window);
}

void Terminal::send(int signal) const { kill(pid_, signal); }

bool Terminal::has_ended(int milliseconds) {
  const auto deadline = Clock::now() + std::chrono::milliseconds(milliseconds);
  while (waitpid(pid_, &status_, WNOHANG) == 0) {
    if (Clock::now() >= deadline) return false;
    read_some(20);
  }
  for (pollfd waiting{master_, POLLIN, 0}; poll(&waiting, 1, 20) > 0 && read_some(0);) {
  }
  pid_ = -1;
  return true;
}

int Terminal::wait() {
  if (!has_ended(20'000)) {
    kill(pid_, SIGKILL);
    has_ended(20'000);
  }
  return WIFEXITED(status_) ? WEXITSTATUS(status_) : -WTERMSIG(status_);
}

int Terminal::leave() {
  for (int i = 0; i < 20; ++i) {
    type(ctrl_d);
    if (has_ended(500)) return WIFEXITED(status_) ? WEXITSTATUS(status_) : -WTERMSIG(status_);
  }
  return wait();
}

}  // namespace liaison
