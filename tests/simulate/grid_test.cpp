#include "tunepath/simulate/grid.hpp"

#include "support/catch.hpp"
#include "support/scenario.hpp"
#include "tunepath/data/known_names.hpp"

#include <vector>

using namespace tunepath;

namespace {

const KnownNames& names() {
  static const KnownNames known = known_names(test::knowledge().catalog);
  return known;
}

Result<Grid> parse(std::vector<std::string> arguments) {
  return Grid::parse(arguments, test::knowledge().schema, names());
}

std::vector<std::string> values(const std::string& argument) {
  const auto axis = Axis::parse(argument, test::knowledge().schema, names());
  if (!axis) {
    return {axis.problems().front().message + "; " + axis.problems().front().hint};
  }
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i < axis.value().size(); ++i) {
    texts.push_back(to_string(axis.value().at(i)));
  }
  return texts;
}

} // namespace

TEST_CASE("a grid's values are read as they are written", "[simulate]") {
  struct Case {
    const char* name;
    const char* argument;
    std::vector<std::string> expected;
  };
  const Case cases[] = {
      {"steps", "traffic.requests_per_month=10k:50k:20k", {"10000", "30000", "50000"}},
      {"steps that miss the end", "training.epochs=1:2:0.4", {"1", "1.4", "1.8"}},
      {"steps of fractions are exact",
       "traffic.growth_per_month=0:0.3:0.1",
       {"0", "0.1", "0.2", "0.3"}},
      {"one step", "training.epochs=3:3:1", {"3"}},
      {"equal ratios, both ends included",
       "traffic.requests_per_month=1k:1M:log4",
       {"1000", "10000", "100000", "1000000"}},
      {"whole facts are rounded and each value comes once",
       "horizon_months=1:4:log7",
       {"1", "2", "3", "4"}},
      {"a list of numbers", "traffic.requests_per_month=1k,10M", {"1000", "10000000"}},
      {"a list of words",
       "hosting.mode=endpoint,bedrock-on-demand",
       {"endpoint", "bedrock-on-demand"}},
      {"a word among numbers", "training.hours=auto,2", {"auto", "2"}},
      {"yes, no and unknown", "value.measured=yes,no,unknown", {"yes", "no", "unknown"}},
      {"lists within the list",
       "problem.gap_kinds=[format, style],[skill]",
       {"[format, style]", "[skill]"}},
      {"a model by another name", "model.base=meta-llama/Llama-3.1-8B-Instruct", {"llama-3.1-8b"}},
  };
  for (const Case& one : cases) {
    CAPTURE(one.name);
    CHECK(values(one.argument) == one.expected);
  }
}

TEST_CASE("what cannot be a grid is refused with what to write instead", "[simulate]") {
  struct Case {
    const char* name;
    const char* argument;
    const char* expected;
  };
  const Case cases[] = {
      {"no fact", "1:2:3",
       "no '=' between fact and values; write it as training.epochs=1:5:1 or "
       "hosting.mode=endpoint,async"},
      {"a slip", "training.epcohs=1:2:1",
       "unknown fact 'training.epcohs'; did you mean 'training.epochs'?"},
      {"a derived fact", "value.gain_usd=1,2",
       "value.gain_usd is worked out and cannot be given; vary what it is worked out from"},
      {"two parts", "training.epochs=1:2",
       "'1:2' has 2 parts, not 3; write a:b:step, a:b:logN or x,y,z"},
      {"a step of nothing", "training.epochs=1:2:0",
       "the step '0' is no number above zero; write a:b:step, as in 10k:100k:10k, or a:b:logN, as "
       "in 1k:1M:log7"},
      {"backwards", "training.epochs=5:1:1", "5 is above 1; write the lower end first"},
      {"a fraction of a month", "horizon_months=1:2:0.5",
       "horizon_months is a whole number; a step of 0.5 is not; round it"},
      {"ratios from nothing", "traffic.requests_per_month=0:10:log3",
       "points at equal ratios cannot start at 0 or below; start above 0, or write a:b:step"},
      {"ratios from below nothing", "traffic.growth_per_month=-0.5:0.5:log3",
       "points at equal ratios cannot start at 0 or below; start above 0, or write a:b:step"},
      {"a step finer than a fact can be", "training.epochs=0.1:0.2:0.0000000001",
       "a step of 0.0000000001 has more than 9 decimals; round it"},
      {"ratios without a number", "traffic.requests_per_month=1:10:log",
       "'log' does not say how many points; write a number from 2 to 1,000,000, as in "
       "1k:1M:log7"},
      {"a range", "training.epochs=1..3,4",
       "'1..3' is a range; a point has one number; write a:b:step, a:b:logN or x,y,z"},
      {"an implausible end", "value.accuracy_base=0.5:71:1",
       "accuracy_base is a share from 0 to 1; 71 looks like percent; write 0.71"},
      {"an empty entry", "hosting.mode=endpoint,",
       "mode has no value; write auto, provisioned-throughput, bedrock-on-demand, "
       "custom-model-import, endpoint, endpoint-autoscaling, endpoint-scale-to-zero, "
       "multi-adapter, async, batch-transform or unknown"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.name);
    REQUIRE(values(one.argument).size() == 1);
    CHECK(values(one.argument).front() == one.expected);
  }
}

TEST_CASE("the last axis of a grid varies fastest", "[simulate]") {
  const auto grid = parse({"training.epochs=1:3:1", "value.measured=yes,no"});
  REQUIRE(grid);
  REQUIRE(grid.value().size() == 6);
  std::vector<std::string> texts;
  GridPoint point{grid.value(), 0};
  for (std::uint64_t i = 0; i < 6; ++i) {
    CHECK(GridPoint(grid.value(), i).text(test::knowledge().schema) ==
          point.text(test::knowledge().schema));
    texts.push_back(point.text(test::knowledge().schema));
    point.advance();
  }
  CHECK(texts[0] == "training.epochs=1, value.measured=yes");
  CHECK(texts[1] == "training.epochs=1, value.measured=no");
  CHECK(texts[5] == "training.epochs=3, value.measured=no");
}

TEST_CASE("advancing says from which axis on a point differs", "[simulate]") {
  const auto grid = parse({"training.epochs=1:2:1", "training.runs=1:2:1"});
  REQUIRE(grid);
  GridPoint point{grid.value(), 0};
  CHECK(point.advance() == 1);
  CHECK(point.advance() == 0);
  CHECK(point.advance() == 1);
}

TEST_CASE("a huge grid takes no memory, and one that cannot be counted is refused", "[simulate]") {
  const auto huge = parse({"traffic.requests_per_month=0:100B:1", "training.epochs=1:50:1"});
  REQUIRE(huge);
  CHECK(huge.value().size() == 100'000'000'001U * 50U);
  CHECK(GridPoint(huge.value(), huge.value().size() - 1).text(test::knowledge().schema) ==
        "traffic.requests_per_month=100000000000, training.epochs=50");
  const auto endless = parse({"traffic.requests_per_month=0:100B:1", "traffic.input_tokens=0:10M:1",
                              "traffic.output_tokens=0:1M:1"});
  REQUIRE_FALSE(endless);
  CHECK(endless.problems().front().message == "the combinations are more than can be counted");
}

TEST_CASE("a fact can be varied once only", "[simulate]") {
  const auto twice = parse({"training.epochs=1,2", "training.epochs=3"});
  REQUIRE_FALSE(twice);
  CHECK(twice.problems().front().message == "training.epochs is varied twice");
  CHECK(twice.problems().front().at.file == "--vary training.epochs=3");
}
