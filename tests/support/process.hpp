#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tunepath::test {

/// One program to run, without a shell.
struct Command {
  std::vector<std::string> argv;                  ///< argv[0] is a path, or looked up in PATH
  std::string in;                                 ///< what it reads on stdin, to the last byte
  std::map<std::string, std::string> environment; ///< on top of what the tests themselves have
  std::filesystem::path directory;                ///< where it runs; empty: where the tests do
  std::chrono::milliseconds timeout{60'000};      ///< then it is killed
};

/// How it ended.
struct Outcome {
  int code = 0; ///< its exit code, or 128 + the signal that ended it, as in a shell
  std::string out;
  std::string err;
  bool timed_out = false;
};

/// Runs the command to its end. Neither stdin, stdout nor stderr is a terminal. Throws
/// std::runtime_error when it cannot be started.
Outcome run(const Command& command);

/// Runs the tunepath that was built with these tests.
Outcome run_tunepath(std::vector<std::string> arguments, std::string in = "");

} // namespace tunepath::test
