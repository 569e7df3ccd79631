#include "fuzz/last_words.h"

#include <unistd.h>

#include <array>
#include <csignal>
#include <cstddef>
#include <utility>

/// There under AddressSanitizer and its like.
extern "C" [[gnu::weak]] void __sanitizer_set_death_callback(void (*callback)());

namespace liaison {
namespace {

const std::string* current = nullptr;
constexpr std::array signals{SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGALRM};
std::array<struct sigaction, signals.size()> handlers_before;

void speak() {
  if (const std::string* text = std::exchange(current, nullptr)) {
    static_cast<void>(!write(STDERR_FILENO, text->data(), text->size()));
  }
}

/// The signal comes again, to whom it would have come without us.
void on_signal(int number) {
  speak();
  for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &handlers_before[i], nullptr);
  if (number == SIGALRM || number == SIGABRT) raise(number);
}

/// On a stack of its own: what crashed may have used up the other.
void listen() {
  static std::array<std::byte, 64 * 1024> stack_of_handler;
  stack_t stack{};
  stack.ss_sp = stack_of_handler.data();
  stack.ss_size = stack_of_handler.size();
  sigaltstack(&stack, nullptr);
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_ONSTACK;
  for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &action, &handlers_before[i]);
  if (__sanitizer_set_death_callback != nullptr) __sanitizer_set_death_callback(speak);
}

}  // namespace

LastWords::LastWords(std::string text, unsigned seconds_max) : text_(std::move(text)) {
  static const bool listens = (listen(), true);
  static_cast<void>(listens);
  current = &text_;
  alarm(seconds_max);
}

LastWords::~LastWords() {
  alarm(0);
  current = nullptr;
}

}  // namespace liaison
