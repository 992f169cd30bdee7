#include "tunepath/facts/complete.hpp"

#include "support/catch.hpp"
#include "tunepath/data/shipped.hpp"

using namespace tunepath;

namespace {

const FactSchema& schema() {
  static const FactSchema instance{shipped().facts};
  return instance;
}

const Date k_today = *Date::parse("2026-11-22");
const Origin k_said{Origin::Kind::profile, {"p.yaml", 3, 9}, ""};

Value number(std::int64_t value) {
  return NumberRange::point(Decimal::of(value));
}

std::string shown(const Facts& facts, std::string_view id) {
  return to_string(facts.at(id).value) + " [" + to_string(facts.at(id).origin) + "]";
}

} // namespace

TEST_CASE("silence means what the declarations say", "[facts]") {
  Facts facts{schema()};
  CHECK(complete(facts, k_today).empty());
  CHECK(shown(facts, "as_of") == "2026-11-22 [default = today]");
  CHECK(shown(facts, "start_month") == "2026-11 [default = as_of]");
  CHECK(shown(facts, "requirements.weights") == "none [default]");
  CHECK(shown(facts, "requirements.regions_allowed") == "[us-east-1] [default = region]");
  CHECK(shown(facts, "data.validation_share") == "0.1 [default]");
  CHECK(shown(facts, "model.baseline") == "unknown [not stated]");
  CHECK(shown(facts, "hosting.adapters_sharing") == "unknown [not stated]");
  CHECK(shown(facts, "data.training_tokens") == "unknown [not stated]");
}

TEST_CASE("an explicit unknown stays unknown, but a scenario has a time and a place", "[facts]") {
  Facts facts{schema()};
  facts.set("requirements.weights", Unknown{}, k_said);
  facts.set("region", Unknown{}, k_said);
  facts.set("horizon_months", Unknown{}, k_said);
  CHECK(complete(facts, k_today).empty());
  CHECK(shown(facts, "requirements.weights") == "unknown [p.yaml:3:9]");
  CHECK(shown(facts, "region") == "us-east-1 [default]");
  CHECK(shown(facts, "horizon_months") == "12 [default]");
}

TEST_CASE("the corpus is examples times tokens, member by member", "[facts]") {
  Facts facts{schema()};
  facts.set("data.labelled_examples",
            NumberRange{Decimal::of(100), Decimal::of(200), Decimal::of(400)}, k_said);
  facts.set("data.tokens_per_example", number(900), k_said);
  CHECK(complete(facts, k_today).empty());
  CHECK(shown(facts, "data.training_tokens") ==
        "90000 to 360000 (likely 180000) [derived from data.labelled_examples x "
        "data.tokens_per_example]");

  facts.set("data.labelled_examples", Unknown{}, k_said);
  CHECK(complete(facts, k_today).empty());
  CHECK(shown(facts, "data.training_tokens") == "unknown [not stated]");

  facts.set("data.training_tokens", number(5), k_said);
  facts.set("data.labelled_examples", number(7), k_said);
  CHECK(complete(facts, k_today).empty());
  CHECK(shown(facts, "data.training_tokens") == "5 [p.yaml:3:9]");
}

TEST_CASE("a corpus beyond all measure is refused where the examples are counted", "[facts]") {
  Facts facts{schema()};
  facts.set("data.labelled_examples", number(1'000'000'000), k_said);
  facts.set("data.tokens_per_example", number(10'000'000), k_said);
  const auto problems = complete(facts, k_today);
  REQUIRE(problems.size() == 1);
  CHECK(to_string(problems[0].at) == "p.yaml:3:9");
  CHECK(problems[0].message ==
        "data.labelled_examples x data.tokens_per_example is 10,000,000,000,000,000 tokens; "
        "plausible is 0 to 20,000,000,000,000 tokens");
  CHECK(problems[0].hint == "check both numbers");
}

TEST_CASE("what was filled in follows a change", "[facts]") {
  Facts facts{schema()};
  CHECK(complete(facts, k_today).empty());
  facts.set("region", Word{"eu-west-1"}, k_said);
  facts.set("model.base", Word{"nova-micro"}, k_said);
  CHECK(complete(facts, k_today).empty());
  CHECK(shown(facts, "requirements.regions_allowed") == "[eu-west-1] [default = region]");
  CHECK(shown(facts, "model.baseline") == "nova-micro [default = model.base]");
  facts.set("model.base", Word{"any"}, k_said); // Any model is none to compare with.
  CHECK(complete(facts, k_today).empty());
  CHECK(shown(facts, "model.baseline") == "unknown [not stated]");
}
