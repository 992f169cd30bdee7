#include "data/node.hpp"
#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/transcript.hpp"

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;
using namespace tunepath;
using namespace tunepath::test;

namespace {

/// The texts of the ```yaml blocks of docs/ci.md.
std::vector<std::string> yaml_blocks() {
  std::istringstream lines{read_text(source_directory() / "docs/ci.md")};
  std::vector<std::string> blocks;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line == "```yaml") {
      blocks.emplace_back();
      inside = true;
    } else if (line == "```") {
      inside = false;
    } else if (inside) {
      blocks.back() += line + "\n";
    }
  }
  return blocks;
}

/// Lines that a job would run: of `run`, and of what ends in `script`.
void collect(const data::Node& node, const std::string& key, std::vector<std::string>& out) {
  const bool runs = key == "run" || key == "script" || key.ends_with("_script");
  if (node.is_scalar() && runs) {
    std::istringstream lines{node.scalar};
    for (std::string line; std::getline(lines, line);) {
      out.push_back(line);
    }
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    collect(node.items[i], node.is_map() ? node.keys[i].first : key, out);
  }
}

} // namespace

TEST_CASE("the CI examples are YAML, and their tunepath commands do what they say", "[cli][docs]") {
  const std::vector<std::string> blocks = yaml_blocks();
  REQUIRE(blocks.size() == 2);
  for (const std::string& block : blocks) {
    const auto parsed = data::parse_yaml(block, "docs/ci.md");
    REQUIRE(parsed);
    std::vector<std::string> lines;
    collect(parsed.value(), "", lines);
    const ScratchDirectory scratch;
    fs::create_directory(scratch.path() / "base");
    for (const char* folder : {"profiles", "base/profiles"}) {
      fs::create_directory_symlink(source_directory() / "data/profiles", scratch.path() / folder);
    }
    std::size_t count = 0;
    for (const std::string& line : lines) {
      if (!line.starts_with("tunepath ")) {
        continue;
      }
      CAPTURE(line);
      ++count;
      Step step;
      step.command = split_command(line);
      const Outcome outcome = run_step(step, scratch.path());
      CHECK(outcome.err == "");
      CHECK(outcome.code == 0);
    }
    CHECK(count >= 2);
    CHECK(fs::exists(scratch.path() / "report.json"));
    CHECK(read_text(scratch.path() / "comment.md").starts_with("## "));
  }
}
