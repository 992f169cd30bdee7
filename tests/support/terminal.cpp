#include "support/terminal.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <utility>

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tunepath::test {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds k_pause{5};

/// What runs in the child: nothing but calls that are safe after fork.
[[noreturn]] void become(const std::string& directory, const std::vector<char*>& arguments) {
  const bool there = directory.empty() || chdir(directory.c_str()) == 0;
  if (there) {
    execvp(arguments.front(), arguments.data());
  }
  _exit(127);
}

} // namespace

Terminal::Terminal(const Command& command) : deadline_(Clock::now() + command.timeout) {
  std::vector<std::string> words = command.argv;
  std::vector<char*> arguments;
  for (std::string& word : words) {
    arguments.push_back(word.data());
  }
  arguments.push_back(nullptr);
  const std::string directory = command.directory.string();
  child_ = forkpty(&window_, nullptr, nullptr, nullptr);
  if (child_ < 0) {
    throw std::runtime_error("cannot open a terminal");
  }
  if (child_ == 0) {
    become(directory, arguments);
  }
}

Terminal::~Terminal() {
  close_window();
  if (!ended_) {
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }
}

void Terminal::type(std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(window_, text.data(), text.size());
    if (count < 0) {
      give_up("nothing can be typed");
    }
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

std::string Terminal::wait_for(std::string_view text) {
  std::size_t at = 0;
  while ((at = seen_.find(text, waited_to_)) == std::string::npos) {
    if (!read_some()) {
      give_up("not seen: " + std::string{text});
    }
  }
  const std::size_t end = at + text.size();
  return seen_.substr(std::exchange(waited_to_, end), end - waited_to_);
}

bool Terminal::read_some() {
  pollfd waiting{window_, POLLIN, 0};
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now());
  if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) <= 0) {
    give_up("the time is up");
  }
  std::array<char, 4096> buffer{};
  const ssize_t count = read(window_, buffer.data(), buffer.size());
  for (ssize_t i = 0; i < count; ++i) {
    const char letter = buffer.at(static_cast<std::size_t>(i));
    if (letter != '\r') {
      seen_ += letter;
    }
  }
  return count > 0; // EIO: the program has closed its end.
}

int Terminal::wait_for_end() {
  while (window_ >= 0 && read_some()) {
  }
  int status = 0;
  while (waitpid(child_, &status, WNOHANG) == 0) {
    if (Clock::now() >= deadline_) {
      give_up("it does not end");
    }
    std::this_thread::sleep_for(k_pause);
  }
  ended_ = true;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void Terminal::close_window() {
  if (window_ >= 0) {
    close(std::exchange(window_, -1));
  }
}

void Terminal::send(int signal) const {
  kill(child_, signal);
}

void Terminal::give_up(const std::string& why) {
  throw std::runtime_error(why + "; seen was:\n" + seen_);
}

} // namespace tunepath::test
