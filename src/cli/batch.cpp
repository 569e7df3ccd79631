#include "cli/batch.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

#include "cli/interrupt.h"
#include "output/screen_text.h"
#include "parse/split.h"

namespace liaison {
namespace {

/// A file that statements are read from; closed with it.
class Input {
 public:
  explicit Input(int descriptor) : descriptor_(descriptor) {}
  Input(Input&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Input& operator=(Input&&) = delete;
  ~Input() {
    if (descriptor_ > STDIN_FILENO) close(descriptor_);
  }

  /// 0: the end. Throws Error Interrupted, and UsageError for what cannot be read.
  std::size_t read_some(std::span<char> room) const {
    while (true) {
      if (wait_for_input(descriptor_) == Wake::Interrupted) {
        throw runtime_error(ErrorCode::Interrupted, "Interrupted", "interrupted");
      }
      const ssize_t count = read(descriptor_, room.data(), room.size());
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR && errno != EAGAIN) {
        throw runtime_error(ErrorCode::UsageError, "FileNotReadable",
                            std::string("statements cannot be read: ") + std::strerror(errno));
      }
    }
  }

 private:
  int descriptor_;
};

Input open_script(const std::filesystem::path& file) {
  const auto refuse = [&](const char* why) {
    throw runtime_error(ErrorCode::UsageError, "FileNotReadable", "cannot read " + visible(file.string()) + ": " + why);
  };
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) refuse(std::strerror(errno));
  Input input(descriptor);
  struct stat status = {};
  if (fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) refuse("it is a folder");
  return input;
}

/// False: nothing more is to be run.
bool run_parts(Shell& shell, Splitter& splitter, const Origin& origin) {
  while (const auto part = splitter.next()) {
    if (!run_or_show(shell, *part, origin)) return false;
  }
  return true;
}

bool run_end(Shell& shell, Splitter& splitter, const Origin& origin) {
  while (const auto part = splitter.finish()) {
    if (!run_or_show(shell, *part, origin)) return false;
  }
  return true;
}

bool run_input(Shell& shell, const Input& input, const Origin& origin) {
  Splitter splitter;
  std::vector<char> room(1 << 16);
  try {
    while (const std::size_t count = input.read_some(room)) {
      splitter.feed({room.data(), count});
      if (!run_parts(shell, splitter, origin)) return false;
    }
  } catch (const Error& error) {
    show_error(shell, error, {}, origin);
    shell.exit_code = std::max(shell.exit_code, exit_code_of(error));
    return false;
  }
  return run_end(shell, splitter, origin);
}

bool run_script_text(Shell& shell, const std::string& text) {
  const Origin origin{"-c", false};
  Splitter splitter;
  splitter.feed(text);
  return run_parts(shell, splitter, origin) && run_end(shell, splitter, origin);
}

}  // namespace

bool run_or_show(Shell& shell, const ScriptPart& part, const Origin& origin) {
  try {
    run_part(shell, part);
    return !shell.wants_to_quit;
  } catch (const Error& error) {
    // What was not written yet is dropped: it may be what could not be written.
    shell.out->reset();
    if (error.code == ErrorCode::Interrupted && !shell.is_prompt) interrupted() = false;  // or the message stops too
    show_error(shell, error, part, origin);
    shell.exit_code = std::max(shell.exit_code, exit_code_of(error));
    return shell.keeps_going && error.code != ErrorCode::Interrupted;
  } catch (const ScriptStopped&) {
    return false;
  }
}

ExitCode run_scripts(Shell& shell, std::span<const Script> scripts) {
  std::vector<Input> inputs;
  for (const Script& script : scripts) {
    if (script.kind == Script::Kind::File) inputs.push_back(open_script(script.text));
  }
  auto next_input = inputs.begin();
  set_on_interrupt(OnInterrupt::Stop);
  for (const Script& script : scripts) {
    bool goes_on = false;
    switch (script.kind) {
      case Script::Kind::Text:
        goes_on = run_script_text(shell, script.text);
        break;
      case Script::Kind::File:
        goes_on = run_input(shell, *next_input++, {script.text, true});
        break;
      case Script::Kind::StandardInput:
        goes_on = run_input(shell, Input(STDIN_FILENO), {"stdin", false});
        break;
    }
    if (!goes_on) break;
  }
  return shell.exit_code;
}

void run_script_file(Shell& shell, const std::filesystem::path& file) {
  const Input input = open_script(file);
  ++shell.script_depth;
  bool goes_on = false;
  try {
    goes_on = run_input(shell, input, {file.string(), true});
  } catch (...) {
    --shell.script_depth;
    throw;
  }
  --shell.script_depth;
  if (!goes_on && !shell.wants_to_quit) throw ScriptStopped{};
}

}  // namespace liaison
