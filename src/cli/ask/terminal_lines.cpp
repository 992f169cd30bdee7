#include "cli/ask/terminal_lines.hpp"

#include <atomic>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace tunepath::cli {
namespace {

/// The end of the pipe into which signals are written. A pipe, so that none is lost between a look
/// at a flag and the wait for input.
std::atomic<int> signals_in{-1};
static_assert(std::atomic<int>::is_always_lock_free);

void note_signal(int signal) {
  const int error = errno;
  const auto byte = static_cast<unsigned char>(signal);
  [[maybe_unused]] const ssize_t ignored = write(signals_in.load(), &byte, 1);
  errno = error;
}

TypedLine::Kind kind_of(int signal) {
  return signal == SIGHUP   ? TypedLine::Kind::hung_up
         : signal == SIGINT ? TypedLine::Kind::interrupted
                            : TypedLine::Kind::terminated;
}

} // namespace

TerminalLines::TerminalLines() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe");
  }
  signals_ = ends[0];
  signals_in = ends[1];
  struct sigaction note {};
  note.sa_handler = note_signal; // Without SA_RESTART: a wait for input ends.
  sigemptyset(&note.sa_mask);
  for (std::size_t i = 0; i < k_signals.size(); ++i) {
    sigaction(k_signals[i], nullptr, &before_[i]);
    if (before_[i].sa_handler != SIG_IGN) {
      sigaction(k_signals[i], &note, nullptr);
    }
  }
  struct sigaction ignore {};
  ignore.sa_handler = SIG_IGN;
  sigemptyset(&ignore.sa_mask);
  sigaction(SIGPIPE, &ignore, &pipe_before_);
}

TerminalLines::~TerminalLines() {
  for (std::size_t i = 0; i < k_signals.size(); ++i) {
    sigaction(k_signals[i], &before_[i], nullptr);
  }
  sigaction(SIGPIPE, &pipe_before_, nullptr);
  close(signals_in.exchange(-1));
  close(signals_);
}

TypedLine TerminalLines::next(std::optional<FactIndex>) {
  while (true) {
    std::array<pollfd, 2> waiting{{{signals_, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}}};
    const bool have_line = pending_.find('\n') != std::string::npos;
    const int ready = poll(waiting.data(), waiting.size(), have_line ? 0 : -1);
    if (ready < 0 && errno != EINTR) {
      return {TypedLine::Kind::hung_up, ""};
    }
    unsigned char signal = 0;
    if (read(signals_, &signal, 1) == 1) {
      return {kind_of(signal), ""};
    }
    if (auto line = take_line()) {
      return std::move(*line);
    }
    if (ready > 0 && waiting[1].revents != 0) {
      if (auto end = read_more((waiting[1].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)) {
        return std::move(*end);
      }
    }
  }
}

std::optional<TypedLine> TerminalLines::take_line() {
  const auto end = pending_.find('\n');
  if (end == std::string::npos) {
    if (pending_.size() > TypedLine::k_longest) {
      pending_.clear(); // However long it gets, no more than this is kept of it.
      dropping_ = true;
    }
    return std::nullopt;
  }
  std::string text = pending_.substr(0, end);
  pending_.erase(0, end + 1);
  if (std::exchange(dropping_, false) || text.size() > TypedLine::k_longest) {
    return TypedLine{TypedLine::Kind::too_long, ""};
  }
  return TypedLine{TypedLine::Kind::line, std::move(text)};
}

/// Reads what there is; something only when that is nothing at all.
std::optional<TypedLine> TerminalLines::read_more(bool hung_up) {
  std::array<char, 4096> buffer{};
  const ssize_t count = read(STDIN_FILENO, buffer.data(), buffer.size());
  if (count > 0) {
    pending_.append(buffer.data(), static_cast<std::size_t>(count));
    return std::nullopt;
  }
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) {
    return std::nullopt;
  }
  return TypedLine{count < 0 || hung_up ? TypedLine::Kind::hung_up : TypedLine::Kind::end, ""};
}

} // namespace tunepath::cli
