#include "support/catch.hpp"
#include "support/files.hpp"
#include "tunepath/cli/run.hpp"

#include <algorithm>
#include <sstream>

using namespace tunepath;
namespace fs = std::filesystem;

namespace {

struct Said {
  int code = 0;
  std::string out;
  std::string err;
};

/// Runs tunepath in this process, without a terminal, as of 2026-11-22.
Said run(const std::vector<std::string>& arguments) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  std::vector<const char*> argv{"tunepath"};
  for (const std::string& argument : arguments) {
    argv.push_back(argument.c_str());
  }
  const int code =
      cli::run(static_cast<int>(argv.size()), argv.data(),
               {.in = in, .out = out, .err = err, .today = *Date::parse("2026-11-22")});
  return {code, out.str(), err.str()};
}

/// All of them, but for one where sanitizers make each question slow.
std::vector<std::string> shipped_profiles() {
  std::vector<std::string> paths;
  for (const auto& entry : fs::directory_iterator{test::source_directory() / "data/profiles"}) {
    paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
#if defined(__SANITIZE_ADDRESS__)
  paths.resize(1);
#endif
  return paths;
}

} // namespace

TEST_CASE("the report of a questionnaire is that of the profile that it saves", "[cli][ask]") {
  const test::ScratchDirectory scratch;
  const std::string saved = (scratch.path() / "saved.yaml").string();
  for (const std::string& profile : shipped_profiles()) {
    for (const char* option : {"--answers", "--from"}) {
      CAPTURE(profile, option);
      const std::string other = std::string{option} == "--from" ? profile : saved;
      fs::remove(saved);
      std::vector<std::string> arguments{"ask", "--answers", profile, "-o", saved};
      if (other == profile) {
        arguments.insert(arguments.end(), {"--from", profile});
      }
      const Said asked = run(arguments);
      CHECK(asked.code == 0);
      CHECK_FALSE(asked.out.empty());
      CHECK(asked.out == run({"estimate", saved}).out);
    }
  }
}

TEST_CASE("a profile that is gone on with gives the answer that it gave", "[cli][ask]") {
  const test::ScratchDirectory scratch;
  const std::string saved = (scratch.path() / "saved.yaml").string();
  const std::string empty = (scratch.path() / "empty.yaml").string();
  test::write_text(empty, "format: tunepath-profile/1\n");
  for (const std::string& profile : shipped_profiles()) {
    CAPTURE(profile);
    fs::remove(saved);
    const Said asked = run({"ask", "--from", profile, "--answers", empty, "-o", saved});
    CHECK(asked.code == 0);
    const Said before = run({"estimate", profile, "--format", "line"});
    const Said after = run({"estimate", saved, "--format", "line"});
    CHECK(before.out.substr(before.out.find(':')) == after.out.substr(after.out.find(':')));
  }
}

TEST_CASE("rates, rules and facts of the command line hold for the questionnaire", "[cli][ask]") {
  const test::ScratchDirectory scratch;
  const std::string empty = (scratch.path() / "empty.yaml").string();
  test::write_text(empty, "format: tunepath-profile/1\n");
  const Said set =
      run({"ask", "--answers", empty, "--set", "problem.missing_facts=yes", "-o", "-"});
  CHECK(set.code == 0);
  CHECK(set.out.find("  missing_facts: yes\n") != std::string::npos);
  CHECK(set.err.find("Are answers wrong because") == std::string::npos);
  CHECK(run({"ask", "--answers", empty, "--rates", "no-such.yaml"}).code == 2);
  CHECK(run({"ask", "--answers", empty, "--rules", "no-such.yaml"}).code == 2);
  CHECK(run({"ask", "--answers", empty, "--as-of", "tomorrow"}).code == 2);
}
