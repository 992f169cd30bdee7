#include "support/files.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

namespace tunepath::test {

namespace fs = std::filesystem;

fs::path source_directory() {
  return TUNEPATH_SOURCE_DIR;
}

std::string read_text(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) {
    throw std::runtime_error("cannot read " + path.string());
  }
  return {std::istreambuf_iterator<char>{file}, {}};
}

void write_text(const fs::path& path, const std::string& text) {
  if (path.has_parent_path()) {
    fs::create_directories(path.parent_path());
  }
  std::ofstream file{path, std::ios::binary};
  file << text;
  file.close();
  if (!file) {
    throw std::runtime_error("cannot write " + path.string());
  }
}

ScratchDirectory::ScratchDirectory() {
  std::string name = (fs::temp_directory_path() / "tunepath-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    throw std::runtime_error("cannot make a directory like " + name);
  }
  path_ = name;
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored; // A leftover in the temporary directory fails no test.
  fs::remove_all(path_, ignored);
}

} // namespace tunepath::test
