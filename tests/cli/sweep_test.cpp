#include "cli/commands/sweep_lines.hpp"
#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/process.hpp"
#include "support/terminal.hpp"
#include "support/uncertain_profile.hpp"

#include <filesystem>
#include <sstream>

#include <nlohmann/json.hpp>

using namespace tunepath::test;
using Json = nlohmann::json;

namespace {

/// Runs with the day and a profile that has no ranges.
Outcome tunepath_on(const ScratchDirectory& scratch, std::vector<std::string> arguments) {
  const auto path = scratch.path() / "p.yaml";
  write_text(path, certain_profile());
  arguments.insert(arguments.begin() + 1, path.string());
  arguments.insert(arguments.end(), {"--as-of", "2026-11-22"});
  return run_tunepath(arguments);
}

std::vector<Json> rows_of(const std::string& text) {
  std::vector<Json> rows;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) {
    rows.push_back(Json::parse(line));
  }
  return rows;
}

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

} // namespace

TEST_CASE("a row of a sweep says what estimate --set says at that point", "[cli][sweep]") {
  const ScratchDirectory scratch;
  const auto swept = tunepath_on(
      scratch, {"sweep", "--format", "ndjson", "--vary", "traffic.requests_per_month=100:20M:log9",
                "--vary", "model.base=nova-micro,llama-3.1-8b", "--vary",
                "hosting.mode=bedrock-on-demand,endpoint", "--vary", "training.epochs=1:5:2"});
  REQUIRE(swept.code == 0);
  const auto rows = rows_of(swept.out);
  REQUIRE(rows.size() == 9 * 2 * 2 * 3);
  for (std::size_t i = 4; i < rows.size(); i += 9) { // A dozen, of every axis something.
    const Json& row = rows[i];
    std::vector<std::string> arguments{"estimate", "--format", "json", "--draws", "0"};
    for (const char* fact :
         {"traffic.requests_per_month", "model.base", "hosting.mode", "training.epochs"}) {
      arguments.insert(arguments.end(), {"--set", std::string{fact} + "=" + text_of(row[fact])});
    }
    const auto estimated = tunepath_on(scratch, arguments);
    CAPTURE(row.dump(), estimated.err);
    REQUIRE(estimated.code == 0);
    const Json report = Json::parse(estimated.out);
    CHECK(row["decided"] == (report["decision"]["status"] == "decided"));
    CHECK(row["approach"] == report["decision"]["approach"]);
    CHECK(row["path"] == report["decision"]["path"]);
    CHECK(row["verdict"] == report["decision"]["verdict"]);
    CHECK(row["mode"] == report["hosting"]["mode"]);
    CHECK(row["complete"] == report["cost"]["complete"]);
    for (const char* sum : {"one_time_usd", "standing_monthly_usd", "per_use_monthly_usd",
                            "monthly_usd", "horizon_usd"}) {
      CAPTURE(sum);
      // A sum of nothing beside a gap is empty here, and "at least $0.00" there.
      const bool at_least_nothing = row["complete"] == false && report["cost"][sum] == "0.00";
      CHECK((row[sum] == report["cost"][sum] || (row[sum].is_null() && at_least_nothing)));
    }
  }
}

TEST_CASE("a sweep writes the same file with one thread and with two", "[cli][sweep]") {
  const ScratchDirectory scratch;
  const auto swept = [&](const char* jobs) {
    const auto file = scratch.path() / jobs;
    const auto outcome = tunepath_on(scratch, {"sweep", "--vary", "traffic.input_tokens=1:150:1",
                                               "--jobs", jobs, "-o", file.string()});
    REQUIRE(outcome.code == 0);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.empty());
    return read_text(file);
  };
  CHECK(swept("1") == swept("2"));
}

TEST_CASE("a sweep that cannot be written leaves nothing behind", "[cli][sweep]") {
  const ScratchDirectory scratch;
  const auto outcome =
      tunepath_on(scratch, {"sweep", "--vary", "training.epochs=1:3:1", "-o",
                            (scratch.path() / "no-such-folder" / "out.csv").string()});
  CHECK(outcome.code == 2);
  CHECK(outcome.err.find("cannot be written") != std::string::npos);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator{scratch.path()}) {
    ++files;
  }
  CHECK(files == 1); // the profile
}

TEST_CASE("lines of standard input may end as Windows ends them", "[cli][sweep]") {
  const auto swept = [](const std::string& end, const std::string& last) {
    const std::string line = R"({"format": "tunepath-profile/1", "name": "a"})";
    const auto outcome = run_tunepath({"sweep", "-", "--as-of", "2026-11-22", "--columns", "name"},
                                      line + end + line + last);
    CHECK(outcome.code == 0);
    CHECK(outcome.err.empty());
    return outcome.out;
  };
  const std::string rows = swept("\n", "\n");
  CHECK(rows == "{\"name\":\"a\"}\n{\"name\":\"a\"}\n");
  CHECK(swept("\r\n", "\r\n") == rows);
  CHECK(swept("\r\n", "\r") == rows);
  CHECK(swept("\r\n", "") == rows);
}

TEST_CASE("whoever writes a line and waits for its row gets it", "[cli][sweep][terminal]") {
  Command command;
  command.argv = {TUNEPATH_BINARY, "sweep",     "-",           "--as-of",
                  "2026-11-22",    "--columns", "line,decided"};
  Terminal terminal{command};
  for (const char* row : {"{\"line\":1,", "{\"line\":2,", "{\"line\":3,"}) {
    terminal.type("{\"format\": \"tunepath-profile/1\"}\n");
    CHECK_NOTHROW(terminal.wait_for(row));
  }
  terminal.type("\x04");
  CHECK(terminal.wait_for_end() == 0);
}

TEST_CASE("as many lines are held at once as their rows take little memory", "[cli][sweep]") {
  using tunepath::cli::lines_at_once;
  CHECK(lines_at_once(1, 1) == 16);
  CHECK(lines_at_once(8, 1) == 128);
  CHECK(lines_at_once(8, 1'000) == 65);
  CHECK(lines_at_once(2, 100'000) == 2);
  CHECK(lines_at_once(1024, 100'000) == 1024); // One for each, so that all have work.
}

TEST_CASE("an argument that is wrong for every line is said once, before any", "[cli][sweep]") {
  const auto outcome = run_tunepath({"sweep", "-", "--as-of", "2026-11-22", "--set",
                                     "training.epocs=3", "--set", "training.epochs=many"},
                                    "{\"format\": \"tunepath-profile/1\"}\n\n{\n");
  CHECK(outcome.code == 2);
  CHECK(outcome.out.empty());
  CHECK(outcome.err.find("--set training.epocs=3: error: unknown fact") == 0);
  CHECK(outcome.err.find("--set training.epochs=many: error: ") != std::string::npos);
  CHECK(outcome.err.find("(standard input)") == std::string::npos);
}
