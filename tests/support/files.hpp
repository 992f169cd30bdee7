#pragma once

#include <filesystem>
#include <string>

namespace tunepath::test {

/// The root of the project, where data/, docs/ and tests/ are.
std::filesystem::path source_directory();

/// Everything in the file. Throws std::runtime_error that names the path when it cannot be read.
std::string read_text(const std::filesystem::path& path);

/// Makes the directories that are missing and replaces the file. Throws like read_text.
void write_text(const std::filesystem::path& path, const std::string& text);

/// A new, empty directory that is gone, with all that is in it, when this object is.
class ScratchDirectory {
public:
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }

private:
  std::filesystem::path path_;
};

} // namespace tunepath::test
