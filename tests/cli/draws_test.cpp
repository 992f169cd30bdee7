#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/process.hpp"
#include "support/uncertain_profile.hpp"

#include <cstdint>

#include <nlohmann/json.hpp>

using namespace tunepath::test;
using Json = nlohmann::json;

namespace {

/// The cost of a profile's report in JSON.
Json cost_of(const std::string& profile, std::vector<std::string> arguments) {
  const ScratchDirectory scratch;
  const auto path = scratch.path() / "p.yaml";
  write_text(path, profile);
  arguments.insert(arguments.begin(),
                   {"estimate", path.string(), "--format", "json", "--as-of", "2026-11-22"});
  const Outcome outcome = run_tunepath(arguments);
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  return Json::parse(outcome.out)["cost"];
}

} // namespace

TEST_CASE("draws can be switched off", "[cli][draws]") {
  const Json cost = cost_of(uncertain_profile(), {"--draws", "0"});
  CHECK(cost["percentiles"].is_null());
  CHECK(cost["tornado"].empty());
  CHECK(cost["robustness"].is_null());
}

TEST_CASE("the same seed gives the same report, and another a close one", "[cli][draws]") {
  const auto drawn = [](const char* seed) { // The rest names the scratch directory.
    const Json cost = cost_of(uncertain_profile(), {"--draws", "200", "--seed", seed});
    return Json{{"percentiles", cost["percentiles"]},
                {"tornado", cost["tornado"]},
                {"robustness", cost["robustness"]}};
  };
  const Json one = drawn("7");
  CHECK(one == drawn("7"));
  const Json other = drawn("8");
  CHECK(one["robustness"]["seed"] == 7);
  CHECK(one["percentiles"] != other["percentiles"]);
  CHECK(one["tornado"] == other["tornado"]);
}

TEST_CASE("a seed and a number of draws are decimal digits, and fit", "[cli][draws]") {
  struct Case {
    const char* option;
    const char* said;
  };
  const Case cases[] = {
      {"--seed=-1",
       "--seed: '-1' is no whole number from 0 to 18446744073709551615 in plain digits"},
      {"--seed=99999999999999999999", "'99999999999999999999' is no whole number"},
      {"--seed=0x10", "'0x10' is no whole number"},
      {"--seed=1.5", "'1.5' is no whole number"},
      {"--draws=1k",
       "--draws: '1k' is no whole number from 0 to 1000000 in plain digits: write 1000"},
      {"--draws=2M", "--draws: '2M' is no whole number from 0 to 1000000 in plain digits\n"},
      {"--draws=-5", "'-5' is no whole number"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.option);
    const Outcome outcome = run_tunepath({"estimate", "no-such.yaml", one.option});
    CHECK(outcome.code == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.find(one.said) != std::string::npos);
    CHECK(outcome.err.find("hint: ") != std::string::npos);
  }
}

TEST_CASE("a seed is read to its last digit, and zeros before it mean nothing", "[cli][draws]") {
  const auto seed = [](const char* text) {
    const Json cost = cost_of(uncertain_profile(), {"--draws", "2", "--seed", text});
    return cost["robustness"]["seed"].get<std::uint64_t>();
  };
  CHECK(seed("010") == 10);
  CHECK(seed("18446744073709551615") == UINT64_MAX);
}

TEST_CASE("a profile of plain numbers has its headline as every percentile", "[cli][draws]") {
  const Json cost = cost_of(certain_profile(), {"--draws", "50"});
  for (const char* percentile : {"P10", "P50", "P90"}) {
    for (const char* sum : {"one_time_usd", "standing_monthly_usd", "per_use_monthly_usd",
                            "monthly_usd", "horizon_usd"}) {
      CHECK(cost["percentiles"][percentile][sum] == cost[sum]);
    }
  }
  CHECK(cost["robustness"]["same_recommendation"] == "1");
  CHECK(cost["robustness"]["priced_draws"] == 50);
}
