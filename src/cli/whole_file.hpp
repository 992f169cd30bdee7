#pragma once

#include "tunepath/core/diagnostic.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tunepath::cli {

/// A file that is written whole or not at all: what is written goes into a file beside it, which
/// takes its place at the end. Whoever does not come to finish() leaves everything as it was.
/// What is no regular file (/dev/stdout, a pipe) is written directly: nothing to lose there.
class WholeFile {
public:
  explicit WholeFile(std::string path);
  ~WholeFile();
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  /// False once anything has failed; finish() says what.
  bool write(std::string_view text);
  /// Empty on success, else what failed and what to do.
  std::optional<Diagnostic> finish();

private:
  void fail(std::string reason, std::string hint);

  std::string path_;
  std::string target_; ///< a symbolic link stays one: the file that it points to is replaced
  std::string beside_; ///< "" where the target is written directly
  int descriptor_ = -1;
  std::optional<Diagnostic> problem_;
};

} // namespace tunepath::cli
