#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/golden.hpp"
#include "support/transcript.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

using namespace tunepath::test;
namespace fs = std::filesystem;

namespace {

/// A transcript and what its steps did.
struct Performance {
  Transcript transcript;
  std::vector<Outcome> outcomes;
};

/// Makes `directory` look like the project, so that `data/profiles/x.yaml` can be read there and
/// what a command writes stays there.
void furnish(const fs::path& directory) {
  for (const auto& entry : fs::directory_iterator{source_directory()}) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(".") && name != "build") {
      fs::create_symlink(entry.path(), directory / name);
    }
  }
}

bool is_script(const Step& step) {
  return step.command.argv.front().starts_with("scripts/");
}

/// Running what runs the tests would never end; but the script has to be there.
std::string script_difference(const Transcript& transcript, const Step& step) {
  const auto path = source_directory() / step.command.argv.front();
  return access(path.c_str(), X_OK) == 0
             ? ""
             : transcript.file + ":" + std::to_string(step.line) + ": not an executable script";
}

/// Runs all the steps, in order, in one directory of their own.
Performance perform(const fs::path& path, Notation notation) {
  const std::string name = fs::relative(path, source_directory()).string();
  Performance result{parse_transcript(read_text(path), name, notation), {}};
  const ScratchDirectory scratch;
  furnish(scratch.path());
  for (const Step& step : result.transcript.steps) {
    Outcome outcome;
    if (is_script(step)) { // Taken at its word; see script_difference.
      for (const std::string& line : step.expected.out) {
        outcome.out += line + "\n";
      }
    } else {
      outcome = run_step(step, scratch.path());
    }
    result.outcomes.push_back(std::move(outcome));
  }
  if (updating_golden()) {
    const std::string text = updated(result.transcript, result.outcomes);
    if (text != read_text(path)) {
      write_text(path, text);
      result.transcript = parse_transcript(text, name, notation);
    }
  }
  return result;
}

std::vector<fs::path> files_under(const fs::path& directory, std::string_view extension) {
  std::vector<fs::path> paths;
  if (fs::exists(directory)) {
    for (const auto& entry : fs::recursive_directory_iterator{directory}) {
      if (entry.path().extension() == extension) {
        paths.push_back(entry.path());
      }
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// Those about rules, or all others.
std::vector<fs::path> transcripts(bool about_rules) {
  std::vector<fs::path> paths = files_under(source_directory() / "tests/cli", ".transcript");
  std::erase_if(paths, [&](const fs::path& path) {
    return path.filename().string().starts_with("rules") != about_rules;
  });
  return paths;
}

std::vector<Performance> perform_all(const std::vector<fs::path>& paths, Notation notation) {
  std::vector<Performance> all;
  for (const fs::path& path : paths) {
    all.push_back(perform(path, notation));
  }
  return all;
}

/// One section per command. Sections start their test case over, so commands have run before.
void check_each(const std::vector<Performance>& all) {
  std::size_t count = 0;
  for (const auto& [transcript, outcomes] : all) {
    for (std::size_t i = 0; i < transcript.steps.size(); ++i, ++count) {
      const Step& step = transcript.steps[i];
      DYNAMIC_SECTION(transcript.file << ":" << step.line << " " << step.text) {
        const std::string found = is_script(step) ? script_difference(transcript, step)
                                                  : difference(transcript, step, outcomes[i]);
        std::cerr << found; // Not by way of Catch2, which would break its lines.
        CHECK(found.empty());
      }
    }
  }
  CHECK(count > 0); // Nothing to check would be a test that cannot fail.
}

} // namespace

// In two test cases, since CTest runs each in a process of its own, side by side: what is about
// rules takes as long as all else.
TEST_CASE("every transcript about rules shows what tunepath does", "[cli][transcripts]") {
  static const auto all = perform_all(transcripts(true), Notation::transcript);
  check_each(all);
}

TEST_CASE("every other transcript shows what tunepath does", "[cli][transcripts]") {
  static const auto all = perform_all(transcripts(false), Notation::transcript);
  check_each(all);
}

TEST_CASE("every command in the documentation does what is shown", "[cli][docs]") {
  static const auto all = [] {
    auto paths = files_under(source_directory() / "docs", ".md");
    paths.push_back(source_directory() / "README.md");
    return perform_all(paths, Notation::document);
  }();
  check_each(all);
}
