#include "support/scenario.hpp"

#include "support/catch.hpp"
#include "tunepath/data/read_profile.hpp"
#include "tunepath/data/read_rates.hpp"
#include "tunepath/data/shipped.hpp"

#include <deque>
#include <stdexcept>

namespace tunepath::test {
namespace {

/// Shows every problem and stops the test.
void expect_none(const std::vector<Diagnostic>& problems, const std::string& text) {
  for (const Diagnostic& problem : problems) {
    UNSCOPED_INFO(render(problem, text));
  }
  REQUIRE(problems.empty());
}

} // namespace

const Knowledge& knowledge() {
  static const FactSchema schema{shipped().facts};
  static const RateTable rates{shipped().rates};
  static const RuleSet rules = RuleSet::make(shipped().rules, shipped().parameters, schema).value();
  static const Knowledge instance{schema, shipped().catalog, rates, rules};
  return instance;
}

Scenario scenario_of(const std::string& profile) {
  ProfileRequest request;
  request.file = "profile.yaml";
  request.text = profile;
  request.read = [](const std::string&) { return std::optional<std::string>{}; };
  request.today = Date::parse("2026-11-22").value();
  const ProfileReading reading = read_profile(request, knowledge().schema, knowledge().catalog);
  expect_none(reading.problems(), profile);
  return reading.value();
}

Advice advise_on(const std::string& profile, const std::string& rates) {
  if (rates.empty()) {
    return advise(scenario_of(profile), knowledge());
  }
  static std::deque<RateFile> kept; // the advice's lines point into the text of the rates
  auto file = read_rates(rates, "rates.yaml");
  expect_none(file.problems(), rates);
  kept.push_back(std::move(file).value());
  RateTable table{shipped().rates};
  table.add_overlay(kept.back().rows, kept.back().discounts);
  const Knowledge& k = knowledge();
  return advise(scenario_of(profile), {k.schema, k.catalog, table, k.rules});
}

const Line& line_of(const Estimate& estimate, const std::string& id) {
  for (const Line& line : estimate.lines) {
    if (line.id == id) {
      return line;
    }
  }
  for (const Gap& gap : estimate.gaps) {
    UNSCOPED_INFO("gap " << gap.id << ": " << gap.needs);
  }
  FAIL("no line " << id);
  throw std::logic_error("not reached");
}

const HostingOption& mode_of(const Advice& advice, HostingMode mode) {
  for (const HostingOption& option : advice.modes) {
    if (option.id == mode) {
      return option;
    }
  }
  FAIL("no mode " << name_of(mode));
  throw std::logic_error("not reached");
}

} // namespace tunepath::test
