#include "tunepath/data/read_profile.hpp"

#include "data/profile_reading.hpp"
#include "support/catch.hpp"
#include "support/files.hpp"

#include <filesystem>

using namespace tunepath;
using namespace tunepath::test;

namespace {

/// "40000 [p.yaml:3:9]": the value of a fact and its origin.
std::string shown(const ProfileReading& reading, std::string_view id) {
  REQUIRE(lines(reading.problems()).empty());
  const Fact& fact = reading.value().facts.at(id);
  return to_string(fact.value) + " [" + to_string(fact.origin) + "]";
}

} // namespace

TEST_CASE("a profile keeps what it says and where it says so", "[data][profile]") {
  const auto reading = read_lines(
      "name: code review\ndescription: what it is\n"
      "problem:\n  missing_facts: yes\n  gap_kinds: [format, style]\n"
      "data:\n  labelled_examples: {low: 1k, high: 3k}\n"
      "model:\n  base: meta-llama/Llama-3.1-8B-Instruct\n");
  CHECK(shown(reading, "problem.missing_facts") == "yes [p.yaml:5:18]");
  CHECK(shown(reading, "problem.gap_kinds") == "[format, style] [p.yaml:6:14]");
  CHECK(shown(reading, "data.labelled_examples") == "1000 to 3000 (likely 2000) [p.yaml:8:22]");
  CHECK(shown(reading, "model.base") == "llama-3.1-8b [p.yaml:10:9]");
  CHECK(shown(reading, "model.baseline") == "llama-3.1-8b [default = model.base]");
  CHECK(reading.value().name == "code review");
  CHECK(reading.value().description == "what it is");
  CHECK(reading.value().file == "p.yaml");
  CHECK(reading.value().warnings.empty());
}

TEST_CASE("JSON is a profile too", "[data][profile]") {
  const auto reading = read("dir/p.json", {{"dir/p.json", R"({"format": "tunepath-profile/1",
    "problem": {"missing_facts": true, "weak_prompt": "no", "behaviour_gap": null},
    "traffic": {"requests_per_month": "40k", "growth_per_month": 5e-2}})"}});
  CHECK(shown(reading, "problem.missing_facts") == "yes [dir/p.json:2:34]");
  CHECK(shown(reading, "problem.weak_prompt") == "no [dir/p.json:2:55]");
  CHECK(shown(reading, "problem.behaviour_gap") == "unknown [dir/p.json:2:61]");
  CHECK(shown(reading, "traffic.requests_per_month") == "40000 [dir/p.json:3:39]");
  CHECK(shown(reading, "traffic.growth_per_month") == "0.05 [dir/p.json:3:66]");
  CHECK(reading.value().name == "p");
}

TEST_CASE("unknown, null and an empty value all say that nothing is known", "[data][profile]") {
  const auto reading = read_lines(
      "requirements:\n  weights: unknown\n  scale: null\n"
      "  technique:\n  latency_p95_ms: UNKNOWN\nvalue:\n");
  CHECK(shown(reading, "requirements.weights") == "unknown [p.yaml:3:12]");
  CHECK(shown(reading, "requirements.scale") == "unknown [p.yaml:4:3]");
  CHECK(shown(reading, "requirements.technique") == "unknown [p.yaml:5:3]");
  CHECK(shown(reading, "requirements.latency_p95_ms") == "unknown [p.yaml:6:19]");
}

TEST_CASE("the command line wins over the profile, and that over its base", "[data][profile]") {
  const Files files{{"team/variants/big.yaml",
                     k_format + "extends: ../base.yaml\ntraffic:\n  requests_per_month: 2M\n"
                                "problem:\n  gap_kinds: [skill]\nmodel:\n  base: unknown\n"},
                    {"team/base.yaml",
                     k_format + "name: base\ndescription: old\ntraffic:\n"
                                "  requests_per_month: 1000\n  input_tokens: 900\n"
                                "problem:\n  gap_kinds: [format, style]\n"
                                "model:\n  base: nova-micro\nrequirements:\n  weights: full\n"}};
  const auto reading = read(
      "team/variants/big.yaml", files,
      {"traffic.input_tokens=1k", "requirements.weights=artifact", "requirements.weights=none"});
  CHECK(shown(reading, "traffic.requests_per_month") == "2000000 [team/variants/big.yaml:4:23]");
  CHECK(shown(reading, "traffic.input_tokens") == "1000 [--set traffic.input_tokens=1k]");
  CHECK(shown(reading, "problem.gap_kinds") == "[skill] [team/variants/big.yaml:6:14]");
  CHECK(shown(reading, "model.base") == "unknown [team/variants/big.yaml:8:9]");
  CHECK(shown(reading, "requirements.weights") == "none [--set requirements.weights=none]");
  CHECK(shown(reading, "requirements.scale") == "single-node [default]");
  CHECK(reading.value().name == "big");
  CHECK(reading.value().description.empty());
  CHECK(reading.value().files ==
        std::vector<std::string>{"team/variants/big.yaml", "team/base.yaml"});
  CHECK(reading.texts.size() == 2);
}

TEST_CASE("arguments may hold ranges and credits", "[data][profile]") {
  const auto reading = read_lines(
      "", {"training.runs={low: 1, likely: 2, high: 4}", "data.labelled_examples=40k..120k",
           "credits=[{pool: bedrock-poc, usd: 10k}]"});
  CHECK(shown(reading, "training.runs") ==
        "1 to 4 (likely 2) [--set training.runs={low: 1, likely: 2, high: 4}]");
  CHECK(shown(reading, "data.labelled_examples") ==
        "40000 to 120000 (likely 80000) [--set data.labelled_examples=40k..120k]");
  REQUIRE(reading.value().facts.credits("credits")->size() == 1);
  CHECK(reading.value().facts.credits("credits")->front().usd.likely == Decimal::of(10'000));
}

TEST_CASE("the day is that of the option, the profile or today", "[data][profile]") {
  const Files files{{"p.yaml", k_format + "as_of: 2026-03-31\n"}};
  CHECK(shown(read("p.yaml", files), "as_of") == "2026-03-31 [p.yaml:2:8]");
  CHECK(shown(read("p.yaml", files), "start_month") == "2026-03 [default = as_of]");
  const auto option = read("p.yaml", files, {"as_of=2026-05-01"}, Date::parse("2026-04-02"));
  CHECK(shown(option, "as_of") == "2026-04-02 [--as-of 2026-04-02]");
  CHECK(shown(read_lines(""), "as_of") == "2026-11-22 [default = today]");
}

TEST_CASE("the example cases all load", "[data][profile]") {
  const auto folder = test::source_directory() / "../shared/data/cases";
  if (!std::filesystem::is_directory(folder)) {
    WARN("skipped: " << folder.string() << " is not here");
    return;
  }
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".yaml" || name == "expected.yaml") {
      continue;
    }
    CAPTURE(name);
    const auto reading = read(name, {{name, test::read_text(entry.path())}});
    CHECK(lines(reading.problems()).empty());
    ++count;
  }
  CHECK(count > 0);
}
