#pragma once

#include <sys/types.h>

#include <string>

#include "cli/process.h"

namespace liaison {

/// The program at the other end of a terminal: what it shows is gathered without colours and cursor movements, as far
/// as tests need it.
class Terminal {
 public:
  struct Size {
    unsigned short rows = 24, columns = 80;
  };
  /// `home`: where history and start file are.
  Terminal(const Arguments& arguments, const std::string& home, const std::string& type = "xterm",
           Size size = {24, 80});
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  /// Types; keys are their control characters.
  void type(const std::string& keys);
  /// Waits until something is shown after what was waited for before.
  [[nodiscard]] bool shows(const std::string& text, int milliseconds = 20'000);
  /// What was shown since what was last waited for.
  [[nodiscard]] std::string rest();
  /// All that was shown, with its escapes.
  [[nodiscard]] const std::string& raw() const { return raw_; }
  void resize(Size size) const;
  void send(int signal) const;
  /// Waits for the end; the exit code, or minus the signal.
  int wait();
  /// Types Ctrl-D until the program ends: one that comes while a statement runs is lost, as on any terminal.
  int leave();

 private:
  bool read_some(int milliseconds);
  bool has_ended(int milliseconds);

  pid_t pid_ = -1;
  int status_ = 0;
  int master_ = -1;
  std::string raw_;
  std::size_t seen_ = 0;  // in the plain text
};

inline const std::string enter = "\r", tab = "\t", ctrl_c = "\x03", ctrl_d = "\x04", ctrl_r = "\x12", up = "\x1b[A";

}  // namespace liaison
