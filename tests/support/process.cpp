#include "support/process.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace tunepath::test {

namespace {

/// A nameless file in memory. Unlike a pipe it never fills up, so a program can be run by waiting
/// for it and reading afterwards.
class MemoryFile {
public:
  MemoryFile() : descriptor_(memfd_create("tunepath-test", MFD_CLOEXEC)) {
    if (descriptor_ < 0) {
      throw std::system_error(errno, std::generic_category(), "memfd_create");
    }
  }
  ~MemoryFile() { close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  int descriptor() const { return descriptor_; }

  void fill(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t written = write(descriptor_, text.data(), text.size());
      if (written < 0) {
        throw std::system_error(errno, std::generic_category(), "write");
      }
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    lseek(descriptor_, 0, SEEK_SET);
  }

  std::string text() const {
    lseek(descriptor_, 0, SEEK_SET);
    std::string all;
    char buffer[65'536];
    for (ssize_t count = 0; (count = read(descriptor_, buffer, sizeof buffer)) > 0;) {
      all.append(buffer, static_cast<std::size_t>(count));
    }
    return all;
  }

private:
  int descriptor_;
};

class FileActions {
public:
  FileActions() { posix_spawn_file_actions_init(&actions_); }
  ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;

  posix_spawn_file_actions_t* get() { return &actions_; }

private:
  posix_spawn_file_actions_t actions_{};
};

std::vector<std::string> merged_environment(const std::map<std::string, std::string>& extra) {
  std::map<std::string, std::string> all = extra;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text{*entry};
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) {
      all.try_emplace(std::string{text.substr(0, equals)}, text.substr(equals + 1));
    }
  }
  std::vector<std::string> lines;
  for (const auto& [name, value] : all) {
    lines.push_back(name + "=" + value);
  }
  return lines;
}

/// The array of pointers that exec wants, into `texts`.
std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) {
    result.push_back(text.data());
  }
  result.push_back(nullptr);
  return result;
}

pid_t start(const Command& command, int in, int out, int err) {
  FileActions actions;
  posix_spawn_file_actions_adddup2(actions.get(), in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(actions.get(), out, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(actions.get(), err, STDERR_FILENO);
  if (!command.directory.empty()) {
    posix_spawn_file_actions_addchdir_np(actions.get(), command.directory.c_str());
  }
  std::vector<std::string> arguments = command.argv;
  std::vector<std::string> variables = merged_environment(command.environment);
  pid_t child = 0;
  const int error = posix_spawnp(&child, arguments.at(0).c_str(), actions.get(), nullptr,
                                 pointers(arguments).data(), pointers(variables).data());
  if (error != 0) {
    throw std::runtime_error("cannot start " + arguments.at(0) + ": " + std::strerror(error));
  }
  return child;
}

/// Waits, then kills. Fills in how the child ended.
void await(pid_t child, std::chrono::milliseconds timeout, Outcome& outcome) {
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + timeout;
  auto pause = std::chrono::microseconds{200};
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    if (Clock::now() >= deadline) {
      outcome.timed_out = true;
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      break;
    }
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, std::chrono::microseconds{10'000});
  }
  outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace

Outcome run(const Command& command) {
  const MemoryFile in;
  const MemoryFile out;
  const MemoryFile err;
  in.fill(command.in);
  Outcome outcome;
  await(start(command, in.descriptor(), out.descriptor(), err.descriptor()), command.timeout,
        outcome);
  outcome.out = out.text();
  outcome.err = err.text();
  return outcome;
}

Outcome run_tunepath(std::vector<std::string> arguments, std::string in) {
  arguments.insert(arguments.begin(), TUNEPATH_BINARY);
  Command command;
  command.argv = std::move(arguments);
  command.in = std::move(in);
  return run(command);
}

} // namespace tunepath::test
