#pragma once

#include "support/process.hpp"

#include <chrono>
#include <string>
#include <string_view>

#include <sys/types.h>

namespace tunepath::test {

/// A program in a terminal of its own: what is typed goes through the terminal's line editing, and
/// what is seen is all that a person would see, stdout and stderr together, "\r\n" as "\n". Waits
/// end after the command's timeout, counted from the start; then the program is killed. Its `in`
/// is not used.
class Terminal {
public:
  explicit Terminal(const Command& command);
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  /// Types `text` as it is: "yes\n", "\x03" for Ctrl-C, "\x04" for Ctrl-D.
  void type(std::string_view text);
  /// Reads until `text` has been seen since the last wait, and returns what was seen since then.
  /// Throws std::runtime_error with all that was seen when the time is up or the program ends.
  std::string wait_for(std::string_view text);
  /// Waits for the program's end and returns its exit code, or 128 + the signal that ended it.
  int wait_for_end();
  /// Closes the window: the terminal is gone, and the program is told so.
  void close_window();
  /// Sends a signal to the program.
  void send(int signal) const;
  /// All that was seen.
  const std::string& seen() const { return seen_; }

private:
  /// Reads what there is; false at the end of it.
  bool read_some();
  [[noreturn]] void give_up(const std::string& why);

  pid_t child_ = 0;
  int window_ = -1;
  bool ended_ = false;
  std::chrono::steady_clock::time_point deadline_;
  std::string seen_;
  std::size_t waited_to_ = 0;
};

} // namespace tunepath::test
