#pragma once

#include <array>
#include <csignal>

namespace tunepath::cli {

/// While it lives, Ctrl-C and SIGTERM do not end the process but are noted, so that a long command
/// can tidy up first.
class Interruption {
public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  /// The exit code that a shell expects, 128 + the signal's number; 0 while there is none.
  int code() const;

private:
  std::array<struct sigaction, 2> before_{};
};

} // namespace tunepath::cli
