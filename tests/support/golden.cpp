#include "support/golden.hpp"

#include "support/files.hpp"

#include <cstdlib>
#include <filesystem>
#include <string_view>

namespace tunepath::test {

bool updating_golden() {
  const char* wish = std::getenv("UPDATE_GOLDEN");
  return wish != nullptr && std::string_view{wish} == "1";
}

std::string golden(const std::string& name, const std::string& actual) {
  const auto path = source_directory() / "tests/golden" / name;
  if (updating_golden()) {
    write_text(path, actual);
  }
  if (!std::filesystem::exists(path)) {
    return "no tests/golden/" + name + "; run the tests once with UPDATE_GOLDEN=1";
  }
  return read_text(path);
}

} // namespace tunepath::test
