#pragma once

#include "tunepath/core/date.hpp"

#include <functional>
#include <iosfwd>

namespace tunepath::cli {

/// The outside world, handed in, so that a test can hold it.
struct Environment {
  std::istream& in;
  std::ostream& out;      ///< results only: safe to pipe
  std::ostream& err;      ///< diagnostics and progress
  bool terminal = false;  ///< `out` is a terminal: colour is allowed
  bool asking = false;    ///< `in` is a terminal: a person can be asked
  bool progress = false;  ///< `err` is a terminal: how far a long command is may be shown there
  bool no_colour = false; ///< NO_COLOR is set (no-color.org)
  Date today;
  /// Whether a read from `in` returns at once beyond what is buffered; empty: it always does.
  std::function<bool()> ready{};
};

/// Promised to scripts. Where several apply, the first of 2, 3, 4, 1 wins.
enum Exit : int {
  exit_ok = 0,
  exit_gate = 1,      ///< a gate failed (the report is already written), or a check found something
  exit_usage = 2,     ///< bad usage or input
  exit_unpriced = 3,  ///< cannot be priced, under --strict
  exit_undecided = 4, ///< undecided, under --fail-on-unknown
  exit_bug = 70,
  exit_hung_up = 129, ///< `ask` lost its terminal; like the next two, 128 + the signal's number
  exit_interrupted = 130,
  exit_terminated = 143,
};

/// Parses the arguments, runs one command, returns an Exit code. Never calls std::exit and lets no
/// exception out.
int run(int argc, const char* const* argv, const Environment& environment);

} // namespace tunepath::cli
