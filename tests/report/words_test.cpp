#include "report/words.hpp"

#include "support/catch.hpp"

#include <set>

namespace tunepath {
namespace {

Decimal dec(std::string_view text) {
  return *Decimal::parse(text);
}
Rational exact(std::string_view text) {
  return Rational::of(dec(text));
}

TEST_CASE("large numbers are shortened only where nothing is lost", "[report]") {
  struct Case {
    const char* value;
    const char* text;
  };
  const auto [value, text] = GENERATE(values<Case>({{"0", "0"},
                                                    {"60000", "60,000"},
                                                    {"999999", "999,999"},
                                                    {"1000000", "1M"},
                                                    {"8640000", "8.64M"},
                                                    {"8641000", "8,641,000"},
                                                    {"1200000000", "1.2B"},
                                                    {"0.25", "0.25"}}));
  CHECK(words::number(dec(value)) == text);
}

TEST_CASE("quantities name their unit in the number that fits", "[report]") {
  CHECK(words::quantity(exact("1"), Unit::instance_hour) == "1 instance-hour");
  CHECK(words::quantity(Rational::quotient(8641, 3600), Unit::instance_hour) ==
        "2.4003 instance-hours");
  CHECK(words::quantity(exact("8640000"), Unit::trained_token) == "8.64M trained tokens");
  CHECK(words::rate(dec("1.1"), 1'000'000, Unit::token) == "$1.10 per 1M tokens");
  CHECK(words::rate(dec("1.515"), 1, Unit::instance_hour) == "$1.515 per instance-hour");
  CHECK(words::rate(dec("1"), 1000) == "$1.00 per 1,000");
  CHECK(words::rate(dec("1.515"), 1) == "$1.515");
}

TEST_CASE("every unit has words of its own", "[report]") {
  std::set<std::string> seen;
  for (const auto& [unit, name] : Names<Unit>::k_all) {
    CHECK(seen.insert(words::quantity(exact("2"), unit)).second);
  }
}

TEST_CASE("a share that is needed is rounded up", "[report]") {
  CHECK(words::percent_up(exact("0.839066")) == "84%");
  CHECK(words::percent_up(exact("0.84")) == "84%");
  CHECK(words::percent_up(exact("1.2")) == "120%");
}

TEST_CASE("hours keep two digits that mean something", "[report]") {
  CHECK(words::hours({exact("1.7"), Rational::quotient(8641, 3600), exact("3.6")}) ==
        "2.4 h (1.7 to 3.6)");
  CHECK(words::hours(Range<Rational>::point(exact("0.25"))) == "0.25 h");
  CHECK(words::hours(Range<Rational>::point(exact("12"))) == "12 h");
}

TEST_CASE("sentences begin with a capital and end, names stay as they are", "[report]") {
  CHECK(words::sentence("it is private") == "It is private.");
  CHECK(words::sentence("nova-micro is listed") == "nova-micro is listed.");
  CHECK(words::sentence("Has it been tried?") == "Has it been tried?");
  CHECK(words::sentence("") == "");
}

TEST_CASE("parts that are empty leave no separator behind", "[report]") {
  CHECK(words::join(std::vector<std::string>{"a", "", "b"}, ", ") == "a, b");
  CHECK(words::join(std::vector<std::string>{"", "b"}, ", ") == "b");
  CHECK(words::approach(std::vector<Approach>{Approach::prompt, Approach::rag}) == "prompt + RAG");
  CHECK(words::approach(std::vector<Approach>{}) == "nothing yet");
}

} // namespace
} // namespace tunepath

TEST_CASE("a path is named only where something is tuned on it", "[report]") {
  const std::array<tunepath::Approach, 2> tuned{tunepath::Approach::prompt,
                                                tunepath::Approach::fine_tuning};
  const std::array<tunepath::Approach, 1> untuned{tunepath::Approach::prompt};
  CHECK(tunepath::words::answer(tuned, tunepath::Path::bedrock) ==
        "prompt + fine-tuning on Bedrock");
  CHECK(tunepath::words::answer(tuned, std::nullopt) == "prompt + fine-tuning");
  CHECK(tunepath::words::answer(untuned, tunepath::Path::sagemaker) == "prompt");
}
