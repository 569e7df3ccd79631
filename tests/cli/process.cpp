#include "cli/process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

namespace liaison {
namespace {

using Clock = std::chrono::steady_clock;

std::array<int, 2> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  return ends;
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

void close_one(int& descriptor) {
  if (descriptor >= 0) close(descriptor);
  descriptor = -1;
}

}  // namespace

Process::Process(const Arguments& arguments, const Environment& environment) {
  std::signal(SIGPIPE, SIG_IGN);
  const auto input = make_pipe(), output = make_pipe(), error = make_pipe();
  static const TemporaryFolder home;
  std::vector<std::string> words{LIAISON_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  pid_ = fork();
  if (pid_ == 0) {
    dup2(input[0], STDIN_FILENO);
    dup2(output[1], STDOUT_FILENO);
    dup2(error[1], STDERR_FILENO);
    for (const char* name : {"NO_COLOR", "XDG_CONFIG_HOME", "XDG_STATE_HOME"}) unsetenv(name);
    setenv("HOME", home.path().c_str(), 1);
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    std::signal(SIGPIPE, SIG_DFL);
    execv(LIAISON_PROGRAM, pointers.data());
    _exit(127);
  }
  close(input[0]);
  close(output[1]);
  close(error[1]);
  input_ = input[1];
  output_ = output[0];
  error_ = error[0];
}

Process::~Process() {
  close_one(input_);
  close_one(output_);
  close_one(error_);
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
}

void Process::write(const std::string& text) {
  // Both sides may have more to say than a pipe holds.
  fcntl(input_, F_SETFL, O_NONBLOCK);
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t written = ::write(input_, text.data() + at, text.size() - at);
    if (written > 0) {
      at += static_cast<std::size_t>(written);
    } else if (errno == EAGAIN) {
      read_some(10);
    } else {
      return;  // it does not listen any more
    }
  }
}

void Process::close_input() { close_one(input_); }
void Process::close_output() { close_one(output_); }
void Process::send(int signal) const { kill(pid_, signal); }

void Process::wait_until_it_catches(int signal) const {
  const std::uint64_t bit = std::uint64_t{1} << (signal - 1);
  for (int tries = 0; tries < 20'000; ++tries) {
    std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
    for (std::string line; std::getline(status, line);) {
      if (line.starts_with("SigCgt:") && (std::stoull(line.substr(7), nullptr, 16) & bit) != 0) return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

double Process::cpu_seconds() const {
  clockid_t clock = 0;
  timespec used = {};
  if (clock_getcpuclockid(pid_, &clock) != 0 || clock_gettime(clock, &used) != 0) return 0;
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
}

void Process::read_some(int milliseconds) {
  std::array<pollfd, 2> waiting{{{output_, POLLIN, 0}, {error_, POLLIN, 0}}};
  if (poll(waiting.data(), waiting.size(), milliseconds) <= 0) return;
  std::array<char, 1 << 16> room;
  const auto take = [&](pollfd& ready, int& descriptor, std::string& text) {
    if (descriptor < 0 || ready.revents == 0) return;
    const ssize_t count = read(descriptor, room.data(), room.size());
    if (count > 0) {
      text.append(room.data(), static_cast<std::size_t>(count));
    } else {
      close_one(descriptor);
    }
  };
  take(waiting[0], output_, out_);
  take(waiting[1], error_, err_);
}

std::string Process::read_until(const std::string& end, int milliseconds) {
  const auto deadline = Clock::now() + std::chrono::milliseconds(milliseconds);
  const auto fresh = [this] { return std::string_view(out_).substr(seen_); };
  while (!fresh().ends_with(end) && output_ >= 0 && Clock::now() < deadline) read_some(50);
  const std::string text(fresh());
  seen_ = out_.size();
  return text;
}

Outcome Process::finish() {
  close_input();
  const auto deadline = Clock::now() + std::chrono::minutes(2);
  while ((output_ >= 0 || error_ >= 0) && Clock::now() < deadline) read_some(100);
  if (Clock::now() >= deadline) kill(pid_, SIGKILL);
  int status = 0;
  rusage used = {};
  wait4(pid_, &status, 0, &used);
  pid_ = -1;
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), out_, err_,
          static_cast<std::uint64_t>(used.ru_maxrss) * 1024, seconds_of(used.ru_utime) + seconds_of(used.ru_stime)};
}

Outcome run(const Arguments& arguments, const std::string& input, const Environment& environment) {
  Process program(arguments, environment);
  program.write(input);
  return program.finish();
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "liaison-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
  folder_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string TemporaryFolder::path(const std::string& name) const {
  return name.empty() ? folder_.string() : (folder_ / name).string();
}

std::string TemporaryFolder::file(const std::string& name, const std::string& content) const {
  std::ofstream(folder_ / name, std::ios::binary) << content;
  return path(name);
}

std::string TemporaryFolder::read(const std::string& name) const {
  std::ifstream in(folder_ / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool TemporaryFolder::has(const std::string& name) const { return std::filesystem::exists(folder_ / name); }

std::string first_graph() { return LIAISON_SOURCE_DIR "/graphs/genai-2024.json"; }

}  // namespace liaison
