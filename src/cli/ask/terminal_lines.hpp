#pragma once

#include "cli/ask/line_source.hpp"

#include <array>
#include <csignal>
#include <string>

namespace tunepath::cli {

/// Lines that a person types on standard input, as the terminal hands them over: it does the
/// editing. While an object lives, Ctrl-C, a lost terminal and a request to end come out of
/// `next`, so that answers can be saved, and a reader that is gone does not end the program. A
/// signal that was ignored before (nohup) stays ignored. At most one object at a time.
class TerminalLines : public LineSource {
public:
  TerminalLines();
  ~TerminalLines() override;

  TypedLine next(std::optional<FactIndex> fact) override;
  bool is_person() const override { return true; }

private:
  /// Takes a whole line out of what has been read.
  std::optional<TypedLine> take_line();
  std::optional<TypedLine> read_more(bool hung_up);

  static constexpr std::array<int, 3> k_signals{SIGINT, SIGTERM, SIGHUP};
  std::array<struct sigaction, 3> before_{};
  struct sigaction pipe_before_ {};
  int signals_ = -1; ///< the end of the pipe from which signals are read
  std::string pending_;
  bool dropping_ = false; ///< within a line that is too long
};

} // namespace tunepath::cli
