#pragma once

#include "tunepath/core/diagnostic.hpp"

#include <optional>
#include <string>

namespace tunepath::cli {

/// Where the answers of one `ask` are written, so that no file is replaced unasked.
class AnswerFile {
public:
  /// `output` is what -o named, or ""; `from` is the profile that is gone on with, or "". A file
  /// that `ask` wrote and that is both may be replaced: going on with it is what was asked for.
  AnswerFile(std::string output, const std::string& from);

  const std::string& path() const { return path_; } ///< "" when there is none yet
  bool to_stdout() const { return path_ == "-"; }
  /// True when the path names a file that exists and that nobody has agreed to replace.
  bool needs_consent() const;
  void name(std::string path);       ///< chooses another file
  void consent() { agreed_ = true; } ///< the file may be replaced
  /// Leaves the file alone; drafts are still named after it.
  void decline();

  /// Writes to the file. Precondition: path() is a file, and no consent is needed.
  std::optional<Diagnostic> write(const std::string& text) const;

  /// Saves an unfinished interview: to the file, or to a draft beside it when that may not be
  /// replaced or written, or in the working directory, or in that for temporary files. The name,
  /// or why there is none.
  Result<std::string> write_draft(const std::string& text) const;

  /// A name to offer: profile.yaml, or the first profile-N.yaml that does not exist.
  static std::string free_name();

private:
  std::string path_;
  std::string beside_; ///< what drafts are named after
  bool agreed_ = false;
};

/// "tunepath ask --from 'my case.yaml' -o 'my case.yaml'", for a shell.
std::string command_to_go_on(const std::string& path);

} // namespace tunepath::cli
