#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/process.hpp"
#include "support/uncertain_profile.hpp"

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

TEST_CASE("a profile of plain numbers has its headline as every percentile", "[cli][draws]") {
  const Json cost = cost_of(certain_profile(), {"--draws", "50"});
  for (const char* percentile : {"P10", "P50", "P90"}) {
    for (const char* sum : {"one_time_usd", "standing_monthly_usd", "per_use_monthly_usd",
                            "monthly_usd", "horizon_usd"}) {
      CHECK(cost["percentiles"][percentile][sum] == cost[sum]);
    }
  }
  CHECK(cost["robustness"]["same_recommendation"] == "1");
}
