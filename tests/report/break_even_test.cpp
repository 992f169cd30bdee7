#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/sample_advice.hpp"
#include "support/schema.hpp"
#include "tunepath/report/describe.hpp"
#include "tunepath/report/json.hpp"
#include "tunepath/report/text.hpp"

#include <nlohmann/json.hpp>

namespace tunepath {
namespace {

using Catch::Matchers::ContainsSubstring;
using Json = nlohmann::ordered_json;

/// The section of the sample after `change` of its break-even, on long lines.
template <class Change>
std::string section_after(Change change) {
  Advice advice = test::fine_tuning_advice();
  change(*advice.cost.break_even);
  const std::string text = to_text(describe_advice(advice), {.width = 1000});
  const auto from = text.find("BREAK-EVEN");
  return from == std::string::npos ? "" : text.substr(from, text.find("\n\n", from) - from);
}

TEST_CASE("the volumes in which it pays are said, and where the profile stands", "[report]") {
  struct Case {
    const char* name;
    std::vector<PayingVolumes> pays;
    const char* said;
  };
  const std::vector<Case> cases{
      {"from",
       {{39'100, {}}},
       "With the gain  from 39,100 requests a month, as far as 10M were looked at. You have "
       "60,000."},
      {"not in the gap",
       {{10'000, 59'000}, {61'000, {}}},
       "from 10,000 to 59,000, and from 61,000 requests a month, as far as 10M were looked at. You "
       "have 60,000, which is not among them."},
      {"both ends belong",
       {{60'000, 60'000}},
       "from 60,000 to 60,000 requests a month. You have 60,000."},
      {"up to", {{0, 5'000}}, "up to 5,000 requests a month. You have 60,000, which is not"},
      {"always", {{0, {}}}, "With the gain  at every volume up to 10M requests a month."}};
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK_THAT(section_after([&](BreakEven& even) {
                 even.pays = c.pays;
                 even.looked_to = 10'000'000;
               }),
               ContainsSubstring(c.said));
  }
}

TEST_CASE("on cost alone is said beside the gain", "[report]") {
  const std::string said = section_after([](BreakEven& even) {
    even.pays = {{39'100, {}}};
    even.pays_on_cost = {{577'900, 602'000}, {632'500, {}}};
    even.looked_to = 10'000'000;
    even.month = 7;
  });
  CHECK_THAT(said, ContainsSubstring("On cost alone  from 577,900 to 602,000, and from 632,500"));
  CHECK_THAT(said, ContainsSubstring("Paid back      in month 7."));
  CHECK_THAT(section_after([](BreakEven& even) {
               even.pays = {{39'100, {}}};
               even.looked_to = 10'000'000;
             }),
             ContainsSubstring("On cost alone  at no volume up to 10M requests a month."));
}

TEST_CASE("without a known gain there is one line, on cost", "[report]") {
  const std::string said = section_after([](BreakEven& even) {
    even.gain_per_month = std::nullopt;
    even.pays = even.pays_on_cost = {{577'900, {}}};
    even.looked_to = 10'000'000;
  });
  CHECK_THAT(said, ContainsSubstring("On cost alone  from 577,900 requests a month"));
  CHECK(said.find("With the gain") == std::string::npos);
  CHECK(said.find("On cost alone") == said.rfind("On cost alone"));
}

TEST_CASE("never says why, and how far was looked", "[report]") {
  const std::string said = section_after([](BreakEven& even) {
    even.never = true;
    even.never_because = "each request costs more than it gains";
    even.looked_to = 2'500'000;
    even.requests_per_month = std::nullopt;
  });
  CHECK_THAT(said, ContainsSubstring("With the gain  at no volume up to 2.5M requests a month: "
                                     "each request costs more than it gains."));
}

TEST_CASE("where nobody looked nothing is said of volumes", "[report]") {
  const std::string said = section_after([](BreakEven& even) {
    even.requests_per_month = std::nullopt;
    even.never = std::nullopt;
  });
  CHECK(said.find("volume") == std::string::npos);
  CHECK(said.find("On cost alone") == std::string::npos);
}

TEST_CASE("the volumes are in JSON, behind the contract's keys", "[report]") {
  Advice advice = test::fine_tuning_advice();
  advice.cost.break_even->pays = {{39'100, 50'000}, {60'000, {}}};
  advice.cost.break_even->never_because = "why";
  advice.cost.break_even->looked_to = 10'000'000;
  const std::string document = to_json(advice, "0.1.0");
  CHECK(test::schema_problems(
            test::read_text(test::source_directory() / "data/schemas/report.schema.json"),
            document) == std::vector<std::string>{});
  const Json even = Json::parse(document)["cost"]["break_even"];
  CHECK(even["pays"] ==
        Json::parse(R"([{"from":"39100","to":"50000"},{"from":"60000","to":null}])"));
  CHECK(even["pays_on_cost"] == Json::array());
  CHECK(even["never_because"] == "why");
  CHECK(even["looked_to"] == "10000000");
  const Json blank = Json::parse(to_json(test::blank_advice(), "0.1.0"))["cost"]["break_even"];
  CHECK(blank["looked_to"].is_null());
  CHECK(blank["never_because"].is_null());
}

} // namespace
} // namespace tunepath
