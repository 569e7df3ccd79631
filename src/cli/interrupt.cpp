#include "cli/interrupt.h"

#include <unistd.h>

#include <csignal>

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

sigset_t interrupt_set() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
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

InterruptHold::InterruptHold() {
  const sigset_t set = interrupt_set();
  sigprocmask(SIG_BLOCK, &set, nullptr);
}

InterruptHold::~InterruptHold() {
  const sigset_t set = interrupt_set();
  sigprocmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace liaison
