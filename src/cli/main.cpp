#include "tunepath/cli/run.hpp"

#include <chrono>
#include <cstdlib>
#include <iostream>

#include <poll.h>
#include <unistd.h>

namespace {

tunepath::Date today() {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return tunepath::Date::days(static_cast<std::int32_t>(now.time_since_epoch().count()));
}

bool no_colour_asked() {
  const char* value = std::getenv("NO_COLOR");
  return value != nullptr && *value != '\0';
}

/// True at the end of the input, too.
bool input_is_ready() {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return poll(&input, 1, 0) > 0;
}

} // namespace

int main(int argc, char** argv) {
  return tunepath::cli::run(argc, argv,
                            {.in = std::cin,
                             .out = std::cout,
                             .err = std::cerr,
                             .terminal = isatty(STDOUT_FILENO) == 1,
                             .asking = isatty(STDIN_FILENO) == 1,
                             .progress = isatty(STDERR_FILENO) == 1,
                             .no_colour = no_colour_asked(),
                             .today = today(),
                             .ready = input_is_ready});
}
