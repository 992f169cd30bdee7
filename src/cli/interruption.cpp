#include "cli/interruption.hpp"

#include <atomic>

namespace tunepath::cli {
namespace {

constexpr std::array<int, 2> k_signals{SIGINT, SIGTERM};
std::atomic<int> noted{0};
static_assert(std::atomic<int>::is_always_lock_free, "written by a signal handler");

void note(int signal) {
  noted = signal;
}

} // namespace

Interruption::Interruption() {
  noted = 0;
  struct sigaction action {};
  action.sa_handler = note;
  action.sa_flags = 0; // A read that waits for input ends.
  for (std::size_t i = 0; i < k_signals.size(); ++i) {
    sigaction(k_signals[i], &action, &before_[i]);
  }
}

Interruption::~Interruption() {
  for (std::size_t i = 0; i < k_signals.size(); ++i) {
    sigaction(k_signals[i], &before_[i], nullptr);
  }
}

int Interruption::code() const {
  constexpr int k_signalled = 128;
  const int signal = noted;
  return signal == 0 ? 0 : k_signalled + signal;
}

} // namespace tunepath::cli
