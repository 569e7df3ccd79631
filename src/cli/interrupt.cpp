#include "cli/interrupt.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <ctime>
#include <initializer_list>

#include "cli/exit_code.h"

namespace liaison {
namespace {

// Signal handlers can reach nothing but globals, and may touch lock-free atomics only.
std::atomic<bool> was_interrupted = false;
std::atomic<bool> was_resized = false;
std::atomic<OnInterrupt> on_interrupt = OnInterrupt::Exit;
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<OnInterrupt>::is_always_lock_free);

void handle_interrupt(int) {
  const bool again = was_interrupted.exchange(true);
  const OnInterrupt action = on_interrupt.load();
  if (action == OnInterrupt::Exit || (action == OnInterrupt::Stop && again)) {
    _exit(static_cast<int>(ExitCode::Interrupted));
  }
}

void handle_resize(int) { was_resized = true; }

void handle(int signal, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  // No SA_RESTART: a read that waits for more input must return, so that the flag is looked at.
  sigaction(signal, &action, nullptr);
}

sigset_t set_of(std::initializer_list<int> signals) {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : signals) sigaddset(&set, signal);
  return set;
}

}  // namespace

std::atomic<bool>& interrupted() { return was_interrupted; }

void catch_signals() {
  handle(SIGINT, handle_interrupt);
  handle(SIGWINCH, handle_resize);
  std::signal(SIGPIPE, SIG_IGN);
}

void set_on_interrupt(OnInterrupt action) { on_interrupt = action; }

bool take_resized() { return was_resized.exchange(false); }

Wake wait_for_input(int descriptor, int milliseconds) {
  // The signals are let in by ppoll() alone: between looking at their flags and waiting, none can slip through.
  const sigset_t held = set_of({SIGINT, SIGWINCH});
  sigset_t before;
  sigprocmask(SIG_BLOCK, &held, &before);
  Wake wake = Wake::Input;
  while (true) {
    if (interrupted()) {
      wake = Wake::Interrupted;
      break;
    }
    if (take_resized()) {
      wake = Wake::Resized;
      break;
    }
    pollfd waiting{descriptor, POLLIN, 0};
    const timespec time{milliseconds / 1000, static_cast<long>(milliseconds % 1000) * 1'000'000};
    const int ready = ppoll(&waiting, 1, milliseconds < 0 ? nullptr : &time, &before);
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) wake = Wake::TooLate;
    break;
  }
  sigprocmask(SIG_SETMASK, &before, nullptr);
  return wake;
}

InterruptHold::InterruptHold() {
  const sigset_t set = set_of({SIGINT});
  sigprocmask(SIG_BLOCK, &set, nullptr);
}

InterruptHold::~InterruptHold() {
  const sigset_t set = set_of({SIGINT});
  sigprocmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace liaison
