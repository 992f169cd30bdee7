#include "cli/whole_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace tunepath::cli {
namespace fs = std::filesystem;

WholeFile::WholeFile(std::string path) : path_(std::move(path)) {
  std::error_code ignored;
  const auto real = fs::weakly_canonical(path_, ignored);
  target_ = real.empty() ? path_ : real.string();
  if (fs::exists(target_, ignored) && !fs::is_regular_file(target_, ignored)) {
    descriptor_ = open(target_.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor_ < 0) {
      fail(std::strerror(errno), "check what it is");
    }
    return;
  }
  std::string name = target_ + ".XXXXXX";
  descriptor_ = mkstemp(name.data());
  if (descriptor_ < 0) {
    fail(std::strerror(errno), "check that the folder exists and allows writing");
  } else {
    beside_ = name;
  }
}

WholeFile::~WholeFile() {
  if (descriptor_ >= 0) {
    close(descriptor_);
  }
  if (!beside_.empty()) {
    std::error_code ignored;
    fs::remove(beside_, ignored);
  }
}

bool WholeFile::write(std::string_view text) {
  while (!problem_ && !text.empty()) {
    const ssize_t n = ::write(descriptor_, text.data(), text.size());
    if (n < 0 && errno != EINTR) {
      fail(std::strerror(errno), beside_.empty() ? "check what it is" : "nothing was changed");
    }
    text.remove_prefix(n > 0 ? static_cast<std::size_t>(n) : 0);
  }
  return !problem_;
}

std::optional<Diagnostic> WholeFile::finish() {
  if (problem_ || beside_.empty()) {
    return problem_;
  }
  std::error_code ignored;
  if (fsync(descriptor_) != 0) {
    fail(std::strerror(errno), "nothing was changed");
    return problem_;
  }
  const auto mode = fs::exists(target_, ignored)
                        ? fs::status(target_, ignored).permissions()
                        : fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read |
                              fs::perms::others_read;
  fs::permissions(beside_, mode, ignored);
  std::error_code renamed;
  fs::rename(beside_, target_, renamed);
  if (renamed) {
    fail(renamed.message(), "nothing was changed");
  } else {
    beside_.clear();
  }
  return problem_;
}

void WholeFile::fail(std::string reason, std::string hint) {
  problem_ = Diagnostic{Diagnostic::Level::error,
                        {path_, 0, 0},
                        fmt::format("cannot be written: {}", reason),
                        std::move(hint)};
}

} // namespace tunepath::cli
