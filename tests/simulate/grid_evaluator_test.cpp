#include "tunepath/simulate/grid_evaluator.hpp"

#include "support/catch.hpp"
#include "support/scenario.hpp"
#include "support/uncertain_profile.hpp"
#include "tunepath/data/known_names.hpp"

#include <algorithm>
#include <map>

using namespace tunepath;

namespace {

const Knowledge& k() {
  return test::knowledge();
}

Grid grid_of(const std::vector<std::string>& arguments) {
  return Grid::parse(arguments, k().schema, known_names(k().catalog)).value();
}

std::string text_of(const Evaluation& e) {
  std::string out = e.mode ? std::string{name_of(*e.mode)} : "unhosted";
  out += " on " + std::to_string(e.units) + ' ' + std::string{e.instance};
  out += e.usd ? ' ' + to_string(e.usd->horizon) : " no price";
  return out + (e.reference ? " against " + to_string(e.reference->horizon) : "");
}

using Answers = std::map<std::string, std::string>;

/// By fact, whatever the order of the axes.
std::string key_of(const GridPoint& point) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < point.digits().size(); ++i) {
    const Axis& axis = point.grid().axes()[i];
    parts.push_back(std::string{k().schema[axis.fact()].id} + '=' +
                    to_string(axis.at(point.digit(i))));
  }
  std::sort(parts.begin(), parts.end());
  std::string key;
  for (const std::string& part : parts) {
    key += part + ' ';
  }
  return key;
}

Answers answers(const Grid& grid, const Scenario& scenario) {
  GridEvaluator evaluator{grid, scenario, k(), {}};
  Answers all;
  GridPoint point{grid, 0};
  for (std::uint64_t i = 0; i < grid.size(); ++i, point.advance()) {
    all[key_of(point)] = text_of(*evaluator.evaluate(point));
  }
  return all;
}

/// The same of an evaluator for each point.
Answers one_by_one(const Grid& grid, const Scenario& scenario) {
  Answers all;
  GridPoint point{grid, 0};
  for (std::uint64_t i = 0; i < grid.size(); ++i, point.advance()) {
    Evaluator evaluator{scenario, k()};
    for (std::size_t axis = 0; axis < grid.axes().size(); ++axis) {
      evaluator.set(grid.axes()[axis].fact(), grid.axes()[axis].at(point.digit(axis)));
    }
    all[key_of(point)] = text_of(evaluator.evaluate());
  }
  return all;
}

} // namespace

TEST_CASE("a point comes to the same in whatever order the axes turn", "[simulate]") {
  const Scenario scenario = test::scenario_of(test::certain_profile());
  std::vector<std::string> axes{"hosting.mode=endpoint,bedrock-on-demand,endpoint-scale-to-zero",
                                "model.base=llama-3.1-8b,nova-micro",
                                "traffic.output_tokens=50:1450:200",
                                "traffic.requests_per_month=1k:10M:log4"};
  const Answers expected = one_by_one(grid_of(axes), scenario);
  REQUIRE(expected.size() == 192);
  std::sort(axes.begin(), axes.end());
  do {
    INFO(axes[0] << ", " << axes[1] << ", " << axes[2] << ", " << axes[3]);
    REQUIRE(answers(grid_of(axes), scenario) == expected);
  } while (std::next_permutation(axes.begin(), axes.end()));
}

TEST_CASE("axes with more values than are remembered come to the same, too", "[simulate]") {
  const Scenario scenario = test::scenario_of(test::certain_profile());
  const Grid grid = grid_of({"traffic.requests_per_month=10k,1M", "traffic.output_tokens=1:300:1"});
  const Answers all = answers(grid, scenario);
  CHECK(all.size() == 600);
  for (const auto& [point, answer] :
       one_by_one(grid_of({"traffic.requests_per_month=10k,1M", "traffic.output_tokens=1:300:60"}),
                  scenario)) {
    CHECK(all.at(point) == answer);
  }
}

TEST_CASE("a contradiction is told wherever its words turn", "[simulate]") {
  const Scenario scenario = test::scenario_of(test::certain_profile());
  const Refuse refuse = [](const Facts& facts) {
    return facts.is("requirements.technique", "lora") && facts.is("training.method", "full")
               ? std::optional<std::string>{"one or the other"}
               : std::nullopt;
  };
  for (const auto& axes :
       {std::vector<std::string>{"requirements.technique=any,lora",
                                 "traffic.requests_per_month=1k,1M", "training.method=auto,full"},
        std::vector<std::string>{"traffic.requests_per_month=1k,1M", "training.method=auto,full",
                                 "requirements.technique=any,lora"}}) {
    const Grid grid = grid_of(axes);
    GridEvaluator evaluator{grid, scenario, k(), refuse};
    GridPoint point{grid, 0};
    for (std::uint64_t i = 0; i < grid.size(); ++i, point.advance()) {
      const std::string text = point.text(k().schema);
      INFO(text);
      const bool refused =
          text.find("=lora") != std::string::npos && text.find("=full") != std::string::npos;
      const Evaluation* evaluation = evaluator.evaluate(point);
      CHECK((evaluation == nullptr) == refused);
      CHECK((!refused || evaluator.refusal() == "one or the other"));
    }
  }
}
