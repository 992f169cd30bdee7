#include "tunepath/data/write_profile.hpp"

#include "data/profile_reading.hpp"
#include "support/catch.hpp"
#include "tunepath/data/contradictions.hpp"
#include "tunepath/data/known_names.hpp"
#include "tunepath/facts/complete.hpp"

#include <algorithm>
#include <random>

using namespace tunepath;
using test::lines;
using test::schema;

namespace {

/// Random values of any fact, always the same ones.
class Anything {
public:
  explicit Anything(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }
  bool coin() { return below(2) == 0; }

  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[below(all.size())];
  }

  /// Text with what YAML, terminals and readers stumble over.
  std::string text() {
    static const std::vector<std::string> k_pieces{
        "a",  "Z",  "0",  " ",   "  ",  "#",      " # ",    ": ",    "'",    "\"",   "\\",
        "\n", "\t", "-",  "- ",  "{",   "}",      "[",      "]",     ",",    "&",    "*",
        "!",  "%",  "@",  "`",   "|",   ">",      "?",      "é",     "日本", "null", "yes",
        "~",  "=",  "<<", "---", "...", "\u0085", "\u2028", "\ufeff"};
    std::string out;
    for (std::size_t i = below(8) + 1; i > 0; --i) {
      out += one_of(k_pieces);
    }
    return out;
  }

  Value value(const FactDecl& fact) {
    if (below(10) == 0) {
      return Unknown{};
    }
    switch (fact.type) {
    case FactType::yes_no:
      return coin();
    case FactType::number:
      return fact.choices.empty() || coin() ? Value{range(fact)} : Value{choice(fact)};
    case FactType::choice:
      return choice(fact);
    case FactType::choices:
      return some({fact.choices.begin(), fact.choices.end()}, 0);
    case FactType::date:
      return date();
    case FactType::month:
      return Month::of(date());
    case FactType::model:
      return Word{*names_.model(one_of(names_.models))};
    case FactType::region:
      return Word{one_of(names_.regions)};
    case FactType::regions:
      return some(names_.regions, 1);
    case FactType::instance:
      return Word{one_of(names_.instances)};
    case FactType::credits:
      return grants();
    case FactType::text:
      return text();
    }
    return Unknown{};
  }

private:
  Word choice(const FactDecl& fact) { return Word{fact.choices[below(fact.choices.size())]}; }

  Words some(std::vector<std::string_view> words, std::size_t least) {
    std::shuffle(words.begin(), words.end(), random_);
    words.resize(std::max(least, below(words.size() + 1)));
    return {words.begin(), words.end()};
  }

  Decimal number(const FactDecl& fact) {
    const Decimal low = fact.low.value_or(Decimal{});
    const Decimal share = Decimal::scaled(static_cast<std::int64_t>(below(1001)), 3);
    const Decimal at = low + (fact.high.value_or(Decimal::of(1'000'000)) - low) * share;
    return fact.whole ? Decimal::of(static_cast<std::int64_t>(at.to_double())) : at;
  }

  NumberRange range(const FactDecl& fact) {
    std::array<Decimal, 3> all{number(fact), number(fact), number(fact)};
    std::sort(all.begin(), all.end());
    return coin() ? NumberRange::point(all[0]) : NumberRange{all[0], all[1], all[2]};
  }

  Date date() { return Date::days(static_cast<std::int32_t>(11'000 + below(30'000))); }

  Grants grants() {
    Grants out(below(3));
    for (Grant& grant : out) {
      grant.pool = coin() ? std::string{one_of(names_.credit_pools)} : "";
      const auto cents = static_cast<std::int64_t>(below(5'000'000));
      const auto more = static_cast<std::int64_t>(below(2) * below(5'000));
      grant.usd = {Decimal::scaled(cents, 2), Decimal::scaled(cents + more, 2),
                   Decimal::scaled(cents + 2 * more, 2)};
      grant.covers = coin() ? std::vector<std::string>{"bedrock", text()} : grant.covers;
      grant.excludes = coin() ? std::vector<std::string>{text()} : grant.excludes;
      grant.from = coin() ? std::optional{Date::days(20'000)} : std::nullopt;
      grant.expires = coin() ? std::optional{Date::days(21'000)} : std::nullopt;
    }
    return out;
  }

  std::mt19937_64 random_;
  KnownNames names_ = known_names(shipped().catalog);
};

/// The value with the positions of grants left out: they are of the file, not of the fact.
Value without_positions(Value value) {
  if (auto* grants = std::get_if<Grants>(&value)) {
    for (Grant& grant : *grants) {
      grant.at = {};
    }
  }
  return value;
}

bool is_sound(Facts facts) {
  const auto problems = contradictions(facts, shipped().catalog);
  return std::none_of(
             problems.begin(), problems.end(),
             [](const Diagnostic& one) { return one.level == Diagnostic::Level::error; }) &&
         complete(facts, *Date::parse("2026-11-22")).empty();
}

} // namespace

TEST_CASE("a written profile reads back to the same facts", "[data][profile][property]") {
  Anything anything{20'261'128};
  int compared = 0;
  for (int round = 0; round < 600; ++round) {
    Scenario scenario{anything.text(), "", anything.text(), Facts{schema()}};
    const std::size_t density = 1 + anything.below(20);
    for (FactIndex i = 0; i < schema().size(); ++i) {
      if (!schema()[i].derived && anything.below(20) < density) {
        scenario.facts.set(i, anything.value(schema()[i]),
                           {Origin::Kind::command_line, {}, "said"});
      }
    }
    if (!is_sound(scenario.facts)) {
      continue;
    }
    ++compared;
    const std::string text = write_profile(scenario);
    CAPTURE(text);
    CHECK(is_written_profile(text));
    const auto reading = test::read("p.yaml", {{"p.yaml", text}});
    CAPTURE(lines(reading.problems()));
    REQUIRE(reading);
    CHECK(reading.value().name == scenario.name);
    CHECK(reading.value().description == scenario.description);
    for (FactIndex i = 0; i < schema().size(); ++i) {
      CAPTURE(schema()[i].id);
      const Fact& read = reading.value().facts[i];
      const bool stated = scenario.facts[i].origin.kind == Origin::Kind::command_line;
      if (stated && !scenario.facts[i].known() && schema()[i].section().empty()) {
        continue; // Facts outside any section have a default that wins over "unknown".
      }
      if (stated) {
        REQUIRE(without_positions(read.value) == without_positions(scenario.facts[i].value));
        REQUIRE(read.origin.kind == Origin::Kind::profile);
      } else {
        REQUIRE(read.origin.kind != Origin::Kind::profile);
      }
    }
  }
  CHECK(compared > 200);
}

TEST_CASE("a written profile is for people too", "[data][profile]") {
  Scenario scenario{"on", "", "What it's \"about\"", Facts{schema()}};
  const Origin said{Origin::Kind::command_line, {}, "said"};
  scenario.facts.set("region", Word{"eu-west-1"}, said); // example
  scenario.facts.set("problem.missing_facts", false, said);
  scenario.facts.set("problem.gap_kinds", Words{"format", "style"}, said);
  scenario.facts.set("problem.rag_effort", Word{"none"}, {Origin::Kind::initial, {}, ""});
  scenario.facts.set("data.labelled_examples",
                     NumberRange{Decimal::of(2), Decimal::of(3), Decimal::of(5)}, said);
  scenario.facts.set("data.grader", Unknown{}, said);
  scenario.facts.set("credits",
                     Grants{{.pool = "bedrock-poc",
                             .covers = {},
                             .excludes = {},
                             .usd = NumberRange::point(Decimal::of(25000)),
                             .from = {},
                             .expires = Date::parse("2027-11-30"),
                             .at = {}}},
                     said);
  CHECK(write_profile(scenario) ==
        R"(# Answers to tunepath ask.
# tunepath estimate FILE prices them; tunepath ask --from FILE -o FILE goes on.
# What is not here is unknown or has its default: tunepath facts lists it all.

format: tunepath-profile/1
name: "on"
description: "What it's \"about\""

# In which AWS region do you want to work?
region: eu-west-1

problem:
  # Are answers wrong because the model does not know your content?
  missing_facts: no

  # Which behaviour is it?
  gap_kinds: [format, style]

data:
  # How many labelled examples do you have for training?
  labelled_examples: {low: 2, likely: 3, high: 5}

  # Is there a program or a model that can grade an answer (a reward function)?
  grader: unknown

# Which AWS credits do you hold?
credits:
  - {usd: 25000, pool: bedrock-poc, expires: 2027-11-30}
)");
  scenario = {"\x1b\r\xff\x7f", "", "", Facts{schema()}};
  CHECK(write_profile(scenario).ends_with("name: \"????\"\n"));
  CHECK_FALSE(is_written_profile("format: tunepath-profile/1\n"));
}
