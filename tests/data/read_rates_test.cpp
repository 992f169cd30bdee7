#include "tunepath/data/read_rates.hpp"

#include "support/catch.hpp"

using namespace tunepath;

namespace {

constexpr std::string_view k_head = "format: tunepath-rates/1\n";
constexpr std::string_view k_sources =
    "sources:\n  - {id: page-2026, cite: \"the price page\", date: 2026-11-01}\n";
/// A sound row, but for its price and what comes after it.
constexpr std::string_view k_row =
    "  - {service: bedrock, item: nova-lite, variant: base, region: us-east-1, meter: input,\n"
    "     unit: token, per: 1_000_000, valid_from: 2026-10-01, source: page-2026,\n";

/// A file with one row that ends in `rest`, in line 7.
std::string file_with(const std::string& rest) {
  return std::string{k_head} + std::string{k_sources} + "rates:\n" + std::string{k_row} + "     " +
         rest + "}\n";
}

std::string problems_of(const std::string& text) {
  std::string out;
  for (const Diagnostic& problem : read_rates(text, "my.yaml").problems()) {
    out += render(problem, text);
  }
  return out;
}

} // namespace

TEST_CASE("a rate is read to the last digit, with its source and place", "[data]") {
  const auto file =
      read_rates(file_with("tier_or_term: batch, scope: geo, usd: \"0.000000000001\", "
                           "confidence: high, derived: yes, note: per call"),
                 "my.yaml");
  REQUIRE(file);
  REQUIRE(file.value().rows.size() == 1);
  const RateRow& row = file.value().rows[0];
  CHECK(to_string(row.key()) ==
        "bedrock / nova-lite / base / us-east-1 / geo / input / token / batch");
  CHECK(row.usd == Decimal::scaled(1, 12));
  CHECK(row.per == 1'000'000);
  CHECK(row.valid_from == Date::parse("2026-10-01"));
  CHECK(row.source == "the price page");
  CHECK(row.source_date == Date::parse("2026-11-01"));
  CHECK(row.confidence == Confidence::high);
  CHECK(row.derived);
  CHECK(row.note == "per call");
  CHECK(row.place.file == "my.yaml");
  CHECK(row.place.line == 5);
  CHECK(row.place.column == 5);
}

TEST_CASE("what a rate leaves out has a default", "[data]") {
  const auto file = read_rates(
      "format: tunepath-rates/1\n"
      "rates:\n"
      "  - service: s3\n"
      "    item: standard\n"
      "    variant:\n"
      "    region: us-east-1\n"
      "    meter: storage\n"
      "    unit: gb-month\n"
      "    usd: 0.023\n"
      "    valid_from: 2026-07-09\n"
      "    superseded_by_date:\n"
      "    source: an invoice\n"
      "    source_date: 2026-07-10\n",
      "my.yaml");
  REQUIRE(file);
  const RateRow& row = file.value().rows.at(0);
  CHECK(to_string(row.key()) ==
        "s3 / standard / - / us-east-1 / in-region / storage / gb-month / on-demand");
  CHECK(row.per == 1);
  CHECK(row.confidence == Confidence::medium);
  CHECK_FALSE(row.derived);
  CHECK(row.source == "an invoice");
  CHECK(row.source_date == Date::parse("2026-07-10"));
}

TEST_CASE("a row's own date wins over that of its source", "[data]") {
  const auto file = read_rates(file_with("usd: 1, source_date: 2026-11-05"), "my.yaml");
  REQUIRE(file);
  CHECK(file.value().rows.at(0).source_date == Date::parse("2026-11-05"));
}

TEST_CASE("the rows outlive the text they were read from", "[data]") {
  RateFile kept;
  {
    std::string text = file_with("usd: 1");
    kept = read_rates(text, "my.yaml").value();
    text.assign(text.size(), '#');
  }
  CHECK(kept.rows.at(0).source == "the price page");
}

TEST_CASE("a rate file may hold no rates", "[data]") {
  const auto text = GENERATE("format: tunepath-rates/1\n", "format: tunepath-rates/1\nrates:\n",
                             "format: tunepath-rates/1\nrates: []\n");
  CAPTURE(text);
  const auto file = read_rates(text, "my.yaml");
  REQUIRE(file);
  CHECK(file.value().rows.empty());
}

TEST_CASE("what is wrong with a value is said where it stands", "[data]") {
  struct Case {
    const char* name;
    const char* rest; ///< in line 7, from column 6
    const char* expected;
  };
  const Case c = GENERATE(values<Case>({
      {"a decimal comma", "usd: '0,15'",
       "my.yaml:7:11: error: 'usd' is '0,15', not a number\n"
       "hint: write a decimal point, as in 0.15\n"},
      {"an exponent", "usd: 1e-6",
       "my.yaml:7:11: error: 'usd' is '1e-6', not a number\n"
       "hint: write a plain number, as in 1500 or 0.15\n"},
      {"a word", "usd: free",
       "my.yaml:7:11: error: 'usd' is 'free', not a number\n"
       "hint: write a plain number, as in 1500 or 0.15\n"},
      {"a price of thirteen decimals", "usd: 0.0000000000001",
       "my.yaml:7:11: error: 'usd' cannot be held exactly: '0.0000000000001'\n"
       "hint: at most 12 decimals and 18 digits\n"},
      {"a price of too many digits", "usd: 12345678901234567890",
       "my.yaml:7:11: error: 'usd' cannot be held exactly: '12345678901234567890'\n"
       "hint: at most 12 decimals and 18 digits\n"},
      {"a price of zero", "usd: 0.00",
       "my.yaml:7:11: error: 'usd' is '0.00', but must be above zero\n"
       "hint: leave the row out where there is no price\n"},
      {"a negative price", "usd: -1",
       "my.yaml:7:11: error: 'usd' is '-1', but must be above zero\n"
       "hint: leave the row out where there is no price\n"},
      {"a list for a price", "usd: [1, 2]",
       "my.yaml:7:11: error: 'usd' is a list, not a number\n"
       "hint: write a plain number, as in 1500 or 0.15\n"},
      {"no price", "note: none",
       "my.yaml:5:5: error: a rate needs 'usd'\n"
       "hint: write it as in 'usd: 0.15'\n"},
      {"a price that says nothing", "usd:",
       "my.yaml:7:6: error: 'usd' has no value\n"
       "hint: write it as in 'usd: 0.15'\n"},
      {"an unknown scope", "usd: 1, scope: globl",
       "my.yaml:7:21: error: 'scope' cannot be 'globl'\n"
       "hint: did you mean 'global'?\n"},
      {"a scope like no other", "usd: 1, scope: everywhere",
       "my.yaml:7:21: error: 'scope' cannot be 'everywhere'\n"
       "hint: write one of in-region, geo, global, unlabelled\n"},
      {"a term that is a list", "usd: 1, tier_or_term: [batch]",
       "my.yaml:7:28: error: 'tier_or_term' cannot be a list\n"
       "hint: write one of on-demand, batch, no-commitment, 1-month, 3-month, 6-month, "
       "first-tier, none\n"},
      {"half a flag", "usd: 1, derived: maybe",
       "my.yaml:7:23: error: 'derived' is 'maybe', not yes or no\n"
       "hint: write yes or no\n"},
      {"a date that does not exist", "usd: 1, source_date: 2026-02-30",
       "my.yaml:7:27: error: 'source_date' is '2026-02-30', not a date\n"
       "hint: write year, month and day, as in 2026-11-22\n"},
      {"an old date that is none", "usd: 1, superseded_by_date: soon",
       "my.yaml:7:34: error: 'superseded_by_date' is 'soon', not a date\n"
       "hint: write year, month and day, as in 2026-11-22\n"},
      {"an unknown key", "usd: 1, notes: x",
       "my.yaml:7:14: error: unknown key 'notes'\n"
       "hint: did you mean 'note'?\n"},
      {"a key like no other", "usd: 1, currency: EUR",
       "my.yaml:7:14: error: unknown key 'currency'\n"
       "hint: a rate has service, item, variant, region, scope, meter, unit, per, tier_or_term, "
       "usd, valid_from, superseded_by_date, source, source_date, confidence, derived, "
       "acknowledged, note\n"},
      {"a key given twice", "usd: 1, usd: 2",
       "my.yaml:7:14: error: the key 'usd' is given twice\n"
       "hint: keep one; the first is in line 7\n"},
      {"a group for a note", "usd: 1, note: {a: b}",
       "my.yaml:7:20: error: 'note' is a group of keys, not a text\n"
       "hint: write one text; quote it where it holds ': ' or ' #'\n"},
  }));
  DYNAMIC_SECTION(c.name) {
    std::string out;
    for (const Diagnostic& problem : read_rates(file_with(c.rest), "my.yaml").problems()) {
      out += render(problem, "");
    }
    CHECK(out == c.expected);
  }
}

TEST_CASE("what is wrong with a rate file is said with the line", "[data]") {
  struct Case {
    const char* name;
    std::string text;
    const char* expected;
  };
  const Case c = GENERATE(values<Case>({
      {"an empty file", "",
       "my.yaml:1:1: error: the file holds nothing, not a group of keys\n"
       "hint: start the file with 'format: tunepath-rates/1'\n"},
      {"a list", "- a\n",
       "my.yaml:1:1: error: the file holds a list, not a group of keys\n"
       "   1 | - a\n"
       "     | ^\n"
       "hint: start the file with 'format: tunepath-rates/1'\n"},
      {"no format", "rates: []\n",
       "my.yaml:1:1: error: the file does not say its format\n"
       "   1 | rates: []\n"
       "     | ^\n"
       "hint: start the file with 'format: tunepath-rates/1'\n"},
      {"another format", "format: tunepath-rates/2\n",
       "my.yaml:1:9: error: 'format' cannot be 'tunepath-rates/2'\n"
       "   1 | format: tunepath-rates/2\n"
       "     |         ^\n"
       "hint: start the file with 'format: tunepath-rates/1'\n"},
      {"an unknown key at the top", "format: tunepath-rates/1\nrate: []\n",
       "my.yaml:2:1: error: unknown key 'rate'\n"
       "   2 | rate: []\n"
       "     | ^\n"
       "hint: did you mean 'rates'?\n"},
      {"a list of another format", "format: tunepath-rates/1\nrules: []\n",
       "my.yaml:2:1: error: unknown key 'rules'\n"
       "   2 | rules: []\n"
       "     | ^\n"
       "hint: a tunepath-rates/1 file has format, sources, rates, discounts\n"},
      {"rates that are no list", "format: tunepath-rates/1\nrates: {usd: 1}\n",
       "my.yaml:2:8: error: 'rates' is a group of keys, not a list\n"
       "   2 | rates: {usd: 1}\n"
       "     |        ^\n"
       "hint: start each row with '- '\n"},
      {"a rate that is a text", "format: tunepath-rates/1\nrates:\n  - cheap\n",
       "my.yaml:3:5: error: a rate is 'cheap', not a group of keys\n"
       "   3 |   - cheap\n"
       "     |     ^\n"
       "hint: write it as {service: ..., item: ...}\n"},
      {"a source given twice",
       "format: tunepath-rates/1\nsources:\n  - {id: a, cite: one}\n  - {id: a, cite: two}\n",
       "my.yaml:4:5: error: the source 'a' is given twice\n"
       "   4 |   - {id: a, cite: two}\n"
       "     |     ^\n"
       "hint: keep one; the first is in line 3\n"},
      {"no YAML", "format: [\n",
       "my.yaml:1:9: error: the bracket is not closed\n"
       "   1 | format: [\n"
       "     |         ^\n"
       "hint: end the list with ]\n"},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(problems_of(c.text) == c.expected);
  }
}

TEST_CASE("a misspelt source is said once, not as a missing date too", "[data]") {
  const std::string text = std::string{k_head} + std::string{k_sources} +
                           "rates:\n"
                           "  - {service: s3, item: standard, region: us-east-1, meter: storage,\n"
                           "     unit: gb-month, usd: 1, valid_from: 2026-10-01,\n"
                           "     source: page-2025}\n";
  CHECK(problems_of(text) ==
        "my.yaml:7:14: error: no entry under 'sources' is called 'page-2025'\n"
        "   7 |      source: page-2025}\n"
        "     |              ^\n"
        "hint: did you mean 'page-2026'?\n");
}

TEST_CASE("a source without a date asks for one", "[data]") {
  const std::string text =
      "format: tunepath-rates/1\n"
      "sources: [{id: quote, cite: a private quote}]\n"
      "rates:\n"
      "  - {service: s3, item: standard, region: us-east-1, meter: storage,\n"
      "     unit: gb-month, usd: 1, valid_from: 2026-10-01, source: quote}\n";
  const auto problems = read_rates(text, "my.yaml").problems();
  REQUIRE(problems.size() == 1);
  CHECK(render(problems[0], "") ==
        "my.yaml:4:5: error: a rate needs 'source_date'\n"
        "hint: or add a date to the entry 'quote' under 'sources'\n");
}

TEST_CASE("the same rate twice from the same day is refused, a later price is not", "[data]") {
  const std::string row =
      "  - {service: s3, item: standard, region: us-east-1, meter: storage, unit: gb-month,\n"
      "     source: page-2026, usd: 1, valid_from: ";
  const std::string head = std::string{k_head} + std::string{k_sources} + "rates:\n";
  CHECK(read_rates(head + row + "2026-01-01}\n" + row + "2026-02-01}\n", "my.yaml"));
  CHECK(problems_of(head + row + "2026-01-01}\n" + row + "2026-01-01}\n") ==
        "my.yaml:7:5: error: the rate s3 / standard / - / us-east-1 / in-region / storage / "
        "gb-month / on-demand from 2026-01-01 is given twice\n"
        "   7 |   - {service: s3, item: standard, region: us-east-1, meter: storage, unit: "
        "gb-month,\n"
        "     |     ^\n"
        "hint: keep one; the other is in line 5\n");
}

TEST_CASE("every problem of a file is said in one go, in the order of the lines", "[data]") {
  const std::string text =
      "format: tunepath-rates/1\n"
      "extra: 1\n"
      "rates:\n"
      "  - {usd: 0, meter: inputs}\n"
      "  - 7\n";
  const auto problems = read_rates(text, "my.yaml").problems();
  CHECK(problems.size() == 11); // extra; seven keys that are missing, usd, meter; the row 7
  CHECK(std::is_sorted(problems.begin(), problems.end(),
                       [](const auto& a, const auto& b) { return a.at.line < b.at.line; }));
  CHECK(problems.front().message == "unknown key 'extra'");
  CHECK(problems.back().message == "a rate is '7', not a group of keys");
}

TEST_CASE("a file that is wrong throughout does not fill the screen", "[data]") {
  std::string text = "format: tunepath-rates/1\nrates:\n";
  for (int i = 0; i < 1'000; ++i) {
    text += "  - 7\n";
  }
  const auto problems = read_rates(text, "my.yaml").problems();
  REQUIRE(problems.size() == 201);
  CHECK(render(problems.back(), text) ==
        "my.yaml: error: 800 more problems are not shown\nhint: mend those above first\n");
}

TEST_CASE("what is sound in a file is read beside what is not", "[data]") {
  const SoundRates read = read_sound_rates(
      R"(format: tunepath-rates/1
rates:
  - {service: s3, item: standard, region: r-1, meter: storage, unit: gb-month, usd: 1,
     valid_from: 2026-01-01, source: x, source_date: 2026-01-01}
  - {service: s3, item: standard, region: r-1, meter: storage, unit: gb-month, usd: no,
     valid_from: 2026-01-01, source: x, source_date: 2026-01-01}
  - {service: s3, item: standard, region: r-1, meter: storage, unit: gb-month, usd: 2,
     valid_from: 2026-01-01, source: x, source_date: 2026-01-01}
)",
      "my.yaml");
  REQUIRE(read.file.rows.size() == 2); // Of the same key and day: a check says so, not the reader.
  CHECK(read.file.rows[1].usd == Decimal::of(2));
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems[0].at.line == 5);
  CHECK(read_sound_rates("rates: [", "my.yaml").problems.size() == 1);
}
