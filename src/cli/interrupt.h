#pragma once

#include <atomic>
#include <cstdint>

namespace liaison {

/// What Ctrl-C (SIGINT) does. Whatever is chosen, interrupted() is set first.
enum class OnInterrupt : std::uint8_t {
  Exit,      // ends the program at once with 130: nothing is being written
  Stop,      // the running statement or read ends soon; a second Ctrl-C ends the program at once
  StopOnly,  // the same, however often it is pressed: at the prompt
};

/// Set by Ctrl-C, looked at by whatever takes long. Who acts on it sets it back.
[[nodiscard]] std::atomic<bool>& interrupted();

/// Catches SIGINT from now on, and turns a closed pipe from a deadly signal into an error of the write.
void catch_signals();

void set_on_interrupt(OnInterrupt action);

/// The terminal's size has changed since this was last asked.
[[nodiscard]] bool take_resized();

enum class Wake : std::uint8_t { Input, Interrupted, Resized, TooLate };

/// Waits until there is something to read (or the end of it), Ctrl-C, a new size of the terminal, or the time is over
/// (-1: it never is). A signal that comes just before the wait is not missed. Leaves interrupted() set, takes the size.
[[nodiscard]] Wake wait_for_input(int descriptor, int milliseconds = -1);

/// Holds Ctrl-C back while it lives: around what must not be left half done, such as replacing a file.
class InterruptHold {
 public:
  InterruptHold();
  ~InterruptHold();
  InterruptHold(const InterruptHold&) = delete;
  InterruptHold& operator=(const InterruptHold&) = delete;
};

}  // namespace liaison
