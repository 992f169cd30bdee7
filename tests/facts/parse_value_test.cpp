#include "tunepath/facts/parse_value.hpp"

#include "support/catch.hpp"
#include "tunepath/data/known_names.hpp"
#include "tunepath/data/shipped.hpp"

#include <random>

using namespace tunepath;

namespace {

const FactSchema& schema() {
  static const FactSchema instance{shipped().facts};
  return instance;
}

const KnownNames& names() {
  static const KnownNames instance = known_names(shipped().catalog);
  return instance;
}

const FactDecl& fact(std::string_view id) {
  return schema()[schema().at(id)];
}

/// The value as a profile would write it, or "message | hint".
std::string read(std::string_view id, std::string_view text) {
  const auto value = parse_value(text, fact(id), names());
  if (value) {
    return to_string(value.value());
  }
  std::string out;
  for (const Diagnostic& problem : value.problems()) {
    out += (out.empty() ? "" : " / ") + problem.message + " | " + problem.hint;
  }
  return out;
}

struct Case {
  const char* name;
  const char* fact;
  const char* text;
  const char* expected;
};

} // namespace

TEST_CASE("values are read as people write them", "[facts]") {
  const Case c = GENERATE(values<Case>({
      {"thousands", "data.labelled_examples", "40k", "40000"},
      {"a capital K", "data.labelled_examples", "40K", "40000"},
      {"millions", "data.training_tokens", "2.88M", "2880000"},
      {"billions", "data.training_tokens", "88B", "88000000000"},
      {"trillions", "data.training_tokens", "20T", "20000000000000"},
      {"underscores", "data.training_tokens", "1_000_000", "1000000"},
      {"an exponent", "data.training_tokens", "4e6", "4000000"},
      {"a negative exponent", "value.per_request_usd", "2.5E-3", "0.0025"},
      {"a whole number with a decimal nought", "data.labelled_examples", "3200.0", "3200"},
      {"blanks around it", "training.epochs", "  3 ", "3"},
      {"a range", "data.labelled_examples", "40k..120k", "40000 to 120000 (likely 80000)"},
      {"a range with its likely value", "data.labelled_examples", "40k..60k..120k",
       "40000 to 120000 (likely 60000)"},
      {"the middle of whole numbers is whole", "data.labelled_examples", "1..2",
       "1 to 2 (likely 2)"},
      {"the middle of other numbers is not", "training.epochs", "1..2", "1 to 2 (likely 1.5)"},
      {"a word in place of a number", "training.hours", "auto", "auto"},
      {"yes in capitals", "problem.weak_prompt", "YES", "yes"},
      {"true", "problem.weak_prompt", "true", "yes"},
      {"False", "problem.weak_prompt", "False", "no"},
      {"unknown", "problem.weak_prompt", "unknown", "unknown"},
      {"unknown in capitals, for a number", "training.epochs", "Unknown", "unknown"},
      {"a choice", "problem.prompt_effort", "some", "some"},
      {"a list in brackets", "problem.gap_kinds", "[format, style]", "[format, style]"},
      {"a list without", "problem.gap_kinds", "format,style", "[format, style]"},
      {"one word as a list", "problem.gap_kinds", "format", "[format]"},
      {"an empty list", "problem.gap_kinds", "[]", "[]"},
      {"a day", "as_of", "2026-11-22", "2026-11-22"},
      {"a month", "start_month", "2026-12", "2026-12"},
      {"a model by its id", "model.base", "llama-3.1-8b", "llama-3.1-8b"},
      {"a model by another spelling", "model.base", "meta-llama/Llama-3.1-8B-Instruct",
       "llama-3.1-8b"},
      {"a model by its Bedrock id", "model.base", "anthropic.claude-3-haiku-20240307-v1:0",
       "claude-3-haiku"},
      {"a model by its published name", "model.base", "Llama 3.1 8B", "llama-3.1-8b"},
      {"any model", "model.base", "any", "any"},
      {"a region", "region", "us-gov-west-1", "us-gov-west-1"},
      {"regions", "requirements.regions_allowed", "us-east-1, us-west-2", "[us-east-1, us-west-2]"},
      {"an instance of the catalog", "training.instance", "ml.g5.2xlarge", "ml.g5.2xlarge"},
      {"an instance spelled like one", "hosting.instance", "ml.m5.large", "ml.m5.large"},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(read(c.fact, c.text) == c.expected);
  }
}

TEST_CASE("a value that cannot be says what would do", "[facts]") {
  const Case c = GENERATE(values<Case>({
      {"words", "training.epochs", "three",
       "epochs is not a number: 'three' | write a number from 0.01 to 100 epochs, a range or "
       "unknown"},
      {"a share in percent", "data.validation_share", "10",
       "validation_share is a share from 0 to 1; 10 looks like percent | write 0.1"},
      {"a percent sign", "value.accuracy_base", "71%",
       "accuracy_base is not a number: '71%' | write 0.71"},
      {"milliseconds in seconds", "requirements.latency_p95_ms", "4",
       "latency_p95_ms is plausible from 10 to 86,400,000 ms; 4 looks like seconds | write 4000"},
      {"bytes", "rag.corpus_gb", "200000000",
       "corpus_gb is plausible from 0 to 1,000,000 GB; 200,000,000 looks like bytes | write 0.2"},
      {"too much", "training.epochs", "300",
       "epochs is plausible from 0.01 to 100 epochs; 300 is not | check the number and its unit"},
      {"below nothing", "data.labelled_examples", "-5",
       "labelled_examples is plausible from 0 to 1,000,000,000 examples; -5 is not | check the "
       "number and its unit"},
      {"a fraction of an example", "data.labelled_examples", "2.5",
       "labelled_examples is a whole number; 2.5 is not | round it"},
      {"float noise", "value.accuracy_base", "0.30000000000000004",
       "accuracy_base has more than 9 decimals | round it"},
      {"commas between thousands", "data.labelled_examples", "3,200",
       "labelled_examples is not a number: '3,200' | write 3200, without commas"},
      {"a decimal comma", "value.per_request_usd", "0,02",
       "per_request_usd is not a number: '0,02' | write a decimal point, as in 0.15"},
      {"a small m", "data.training_tokens", "1.5m",
       "training_tokens is not a number: '1.5m' | write 1.5M if that is meant"},
      {"a unit", "training.deadline_hours", "24h",
       "deadline_hours is not a number: '24h' | write the number alone; the unit is hours"},
      {"a currency", "people.hourly_usd", "$90",
       "hourly_usd is not a number: '$90' | write the number alone; the unit is USD"},
      {"no nought", "value.accuracy_base", ".5", "accuracy_base is not a number: '.5' | write 0.5"},
      {"more than can be held", "data.training_tokens", "99999999999999999999",
       "training_tokens is not a number that can be held: '99999999999999999999' | write a whole "
       "number from 0 to 20,000,000,000,000 tokens, a range or unknown"},
      {"a range upside down", "training.epochs", "5..3",
       "low of epochs is 5, above its high of 3 | order them: low, likely, high"},
      {"a likely value outside", "training.epochs", "1..9..3",
       "likely of epochs is 9, above its high of 3 | order them: low, likely, high"},
      {"a range of four", "training.epochs", "1..2..3..4",
       "epochs cannot be '1..2..3..4' | write a range as low..high or low..likely..high"},
      {"neither yes nor no", "problem.weak_prompt", "maybe",
       "weak_prompt cannot be 'maybe' | write yes, no or unknown"},
      {"a slip in a choice", "problem.prompt_effort", "Exausted",
       "prompt_effort cannot be 'Exausted' | did you mean 'exhausted'?"},
      {"another word for a choice", "problem.prompt_effort", "plenty",
       "prompt_effort cannot be 'plenty' | write none, some, exhausted or unknown"},
      {"two slips in a list", "problem.gap_kinds", "formt, stile",
       "gap_kinds cannot be 'formt' | did you mean 'format'? / gap_kinds cannot be 'stile' | did "
       "you mean 'style'?"},
      {"a word twice", "problem.gap_kinds", "style, style",
       "gap_kinds names 'style' twice | keep one"},
      {"an empty entry", "problem.gap_kinds", "style,,format",
       "gap_kinds has an empty entry | fill it in or remove it"},
      {"a day that does not exist", "as_of", "2026-02-30",
       "as_of is not a date: '2026-02-30' | write a day as in 2026-11-22, or unknown"},
      {"a month for a day", "as_of", "2026-12",
       "as_of is not a date: '2026-12' | name the day too, as in 2026-12-01"},
      {"a day for a month", "start_month", "2026-12-24",
       "start_month is not a month: '2026-12-24' | write 2026-12"},
      {"another century", "as_of", "1926-11-22",
       "as_of is plausible from 2000 to 2100; 1926-11-22 is not | check the year"},
      {"an unknown model", "model.base", "llama-3-1-8b",
       "base names no model of the catalog: 'llama-3-1-8b' | did you mean 'llama-3.1-8b'?"},
      {"half a region", "region", "us-east",
       "region is not an AWS region: 'us-east' | did you mean 'us-east-1'?"},
      {"no region at all", "requirements.regions_allowed", "[]",
       "regions_allowed names no region | write a list of regions as in [us-east-1, us-west-2], "
       "or unknown"},
      {"an EC2 type", "training.instance", "g5.2xlarge",
       "instance is not an instance type: 'g5.2xlarge' | did you mean 'ml.g5.2xlarge'?"},
      {"a slip in a size", "training.instance", "ml.g5.2xlrge",
       "instance is not an instance type: 'ml.g5.2xlrge' | did you mean 'ml.g5.2xlarge'?"},
      {"nothing", "training.epochs", "",
       "epochs has no value | write a number from 0.01 to 100 epochs, a range or unknown"},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(read(c.fact, c.text) == c.expected);
  }
}

TEST_CASE("any decimal survives being written with a suffix", "[facts][property]") {
  std::mt19937_64 random{20'261'122};
  const struct {
    const char* suffix;
    int exponent;
  } suffixes[] = {{"", 0}, {"k", 3}, {"M", 6}, {"B", 9}, {"T", 12}};
  for (int i = 0; i < 2'000; ++i) {
    const auto& suffix = suffixes[random() % 5];
    const auto mantissa = static_cast<std::int64_t>(random() % 1'000'000);
    const int scale = static_cast<int>(random() % 7);
    const Decimal value = Decimal::scaled(mantissa, scale);
    CAPTURE(to_string(value), suffix.suffix);
    const auto read_back = parse_number(to_string(value) + suffix.suffix);
    REQUIRE(read_back);
    CHECK(*read_back ==
          value * Decimal::of(static_cast<std::int64_t>(Decimal::power_of_ten(suffix.exponent))));
  }
}

TEST_CASE("what was read reads back as itself", "[facts][property]") {
  for (const FactDecl& one : shipped().facts) {
    if (one.derived || one.type == FactType::credits) {
      continue;
    }
    CAPTURE(one.id, one.example);
    const auto value = parse_value(one.example, one, names());
    REQUIRE(value);
    const auto again = parse_value(to_string(value.value()), one, names());
    REQUIRE(again);
    CHECK(again.value() == value.value());
  }
}

TEST_CASE("random bytes never get through without a value or a reason", "[facts][property]") {
  std::mt19937_64 random{7};
  constexpr std::string_view k_likely = "0123456789..__-+eEkMBT,[]{}: unknowyes\xC3\xA9\0\n%$";
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (auto length = random() % 24; length > 0; --length) {
      text += random() % 4 == 0 ? static_cast<char>(random() % 256)
                                : k_likely[random() % k_likely.size()];
    }
    const FactDecl& one = schema()[random() % schema().size()];
    CAPTURE(one.id, text);
    const auto value = parse_value(text, one, names());
    if (!value) {
      REQUIRE_FALSE(value.problems().empty());
      CHECK_FALSE(value.problems().front().message.empty());
      CHECK_FALSE(value.problems().front().hint.empty());
    }
  }
}

TEST_CASE("every declaration is usable", "[facts]") {
  for (const FactDecl& one : shipped().facts) {
    CAPTURE(one.id);
    CHECK_FALSE(one.question.empty());
    CHECK((one.initial.empty() || one.initial_from.empty()));
    CHECK((one.initial_from.empty() || schema().find(one.initial_from)));
    CHECK((one.initial.empty() || parse_value(one.initial, one, names())));
    if (!one.presumed.empty() && !one.presumed.starts_with('$')) {
      CHECK(parse_value(one.presumed, one, names()));
    }
    if (!one.derived) {
      CHECK_FALSE(one.help.empty());
      CHECK_FALSE(one.why.empty());
      CHECK_FALSE(one.example.empty());
      CHECK((one.type != FactType::number || (one.low && one.high && *one.low < *one.high)));
      CHECK((one.type != FactType::choice || !one.choices.empty()));
    }
  }
}
