#include "cli/files.hpp"

#include "cli/whole_file.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

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
  WholeFile file{path};
  file.write(text);
  return file.finish();
}

bool put(const std::string& text, const std::string& path, const Environment& environment) {
  if (path.empty() || path == "-") {
    environment.out << text << std::flush;
    return static_cast<bool>(environment.out); // run() says why, whatever printed.
  }
  if (const auto problem = write_whole(path, text)) {
    environment.err << render(*problem, "");
    return false;
  }
  return true;
}

} // namespace tunepath::cli
