#include "cli/files.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <unistd.h>

namespace tunepath::cli {
namespace {

constexpr std::size_t k_longest_text = std::size_t{64} << 20U;

Diagnostic problem(const std::string& path, std::string message, std::string hint) {
  return {Diagnostic::Level::error, {path, 0, 0}, std::move(message), std::move(hint)};
}

/// Reads at most one byte more than is allowed, so that an endless stream ends.
std::optional<std::string> read_bounded(std::istream& in) {
  std::string text;
  char buffer[1 << 16];
  while (text.size() <= k_longest_text && (in.read(buffer, sizeof buffer) || in.gcount() > 0)) {
    text.append(buffer, static_cast<std::size_t>(in.gcount()));
  }
  return in.bad() ? std::nullopt : std::optional{std::move(text)};
}

} // namespace

Result<std::string> read_text(const std::string& path, std::istream& in) {
  std::optional<std::string> text;
  if (path == "-") {
    text = read_bounded(in);
  } else {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
      return problem(path, "is a directory", "give the path of a file");
    }
    std::ifstream file{path, std::ios::binary};
    if (!file) {
      return problem(path, fmt::format("cannot be read: {}", std::strerror(errno)),
                     "check the path and its permissions");
    }
    text = read_bounded(file);
  }
  if (!text) {
    return problem(path, "cannot be read to its end", "check the disk");
  }
  if (text->size() > k_longest_text) {
    return problem(path, "is larger than 64 MiB", "split it");
  }
  return std::move(*text);
}

std::optional<std::string> read_if_possible(const std::string& path) {
  std::error_code ignored;
  std::ifstream file{path, std::ios::binary};
  if (!file || std::filesystem::is_directory(path, ignored)) {
    return std::nullopt;
  }
  auto text = read_bounded(file);
  return text && text->size() <= k_longest_text ? std::move(text) : std::nullopt;
}

std::optional<Diagnostic> write_whole(const std::string& path, const std::string& text) {
  // A symbolic link stays one: the file that it points to is replaced.
  std::error_code ignored;
  const auto real = std::filesystem::weakly_canonical(path, ignored);
  const std::string target = real.empty() ? path : real.string();
  if (std::filesystem::exists(target, ignored) &&
      !std::filesystem::is_regular_file(target, ignored)) {
    std::ofstream device{target, std::ios::binary}; // /dev/stdout, a pipe: nothing to lose there
    return device << text << std::flush
               ? std::nullopt
               : std::optional{problem(path, "cannot be written", "check what it is")};
  }
  std::string beside = target + ".XXXXXX";
  const int descriptor = mkstemp(beside.data());
  if (descriptor < 0) {
    return problem(path, fmt::format("cannot be written: {}", std::strerror(errno)),
                   "check that the folder exists and allows writing");
  }
  std::size_t written = 0;
  while (written < text.size()) {
    const ssize_t n = write(descriptor, text.data() + written, text.size() - written);
    if (n < 0 && errno != EINTR) {
      break;
    }
    written += n > 0 ? static_cast<std::size_t>(n) : 0;
  }
  const bool complete = written == text.size() && fsync(descriptor) == 0;
  const std::string reason = complete ? "" : std::strerror(errno);
  close(descriptor);
  std::error_code renamed;
  if (complete) {
    namespace fs = std::filesystem;
    const bool replaces = fs::exists(target, ignored);
    const auto mode = replaces ? fs::status(target, ignored).permissions()
                               : fs::perms::owner_read | fs::perms::owner_write |
                                     fs::perms::group_read | fs::perms::others_read;
    fs::permissions(beside, mode, ignored);
    fs::rename(beside, target, renamed);
  }
  if (!complete || renamed) {
    std::filesystem::remove(beside, ignored);
    return problem(path,
                   fmt::format("cannot be written: {}", complete ? renamed.message() : reason),
                   "nothing was changed");
  }
  return std::nullopt;
}

bool put(const std::string& text, const std::string& path, const Environment& environment) {
  if (path.empty() || path == "-") {
    environment.out << text;
    return true;
  }
  if (const auto problem = write_whole(path, text)) {
    environment.err << render(*problem, "");
    return false;
  }
  return true;
}

} // namespace tunepath::cli
