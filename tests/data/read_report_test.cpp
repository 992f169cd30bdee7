#include "tunepath/data/read_report.hpp"

#include "support/catch.hpp"
#include "support/damaged_json.hpp"
#include "support/files.hpp"
#include "support/sample_advice.hpp"
#include "support/scenario.hpp"
#include "tunepath/report/json.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace tunepath {
namespace {

using Catch::Matchers::ContainsSubstring;
using Json = nlohmann::ordered_json;

const std::vector<std::pair<std::string, Advice (*)()>> k_samples{
    {"fine-tuning", test::fine_tuning_advice},
    {"undecided", test::undecided_advice},
    {"retrieval", test::retrieval_advice},
    {"idle-endpoint", test::idle_endpoint_advice},
    {"blank", test::blank_advice}};

std::string sample_text() {
  return to_json(test::fine_tuning_advice(), "0.1.0");
}

/// What is said of the sample after `change`; "" where nothing is.
template <class Change>
std::string said_after(Change change) {
  Json report = Json::parse(sample_text());
  change(report);
  const auto read = read_report(report.dump(1), "main.json");
  std::string out;
  for (const Diagnostic& problem : read.problems()) {
    out += render(problem, "");
  }
  return out;
}

/// A change of a report, and what is said of it.
struct ReportChange {
  const char* name;
  void (*change)(Json&);
  const char* said;
};

void check_same(const Comparable& read, const Comparable& made) {
  CHECK(read.name == made.name);
  CHECK(read.as_of == made.as_of);
  CHECK(read.region == made.region);
  CHECK(read.decided == made.decided);
  CHECK(read.approach == made.approach);
  CHECK(read.path == made.path);
  CHECK(read.hosting == made.hosting);
  CHECK(read.verdict == made.verdict);
  CHECK(read.way == made.way);
  CHECK(read.provisional == made.provisional);
  CHECK(read.horizon_months == made.horizon_months);
  CHECK(read.open_questions.size() == made.open_questions.size());
  const auto sorted = [](std::vector<ComparedRate> rates) {
    std::sort(rates.begin(), rates.end());
    return rates;
  };
  CHECK((sorted(read.rates) == sorted(made.rates)));
  CHECK(read.gaps.size() == made.gaps.size());
  REQUIRE(read.lines.size() == made.lines.size());
  for (std::size_t i = 0; i < read.lines.size(); ++i) {
    CHECK(read.lines[i].id == made.lines[i].id);
    CHECK(read.lines[i].item == made.lines[i].item);
    CHECK(read.lines[i].quantity == made.lines[i].quantity);
    CHECK(read.lines[i].usd == made.lines[i].usd);
    CHECK(read.lines[i].amount == made.lines[i].amount);
  }
  for (const auto& [kind, name] : Names<SumKind>::k_all) {
    CAPTURE(name);
    CHECK(read.sum(kind).priced == made.sum(kind).priced);
    CHECK(read.sum(kind).complete == made.sum(kind).complete);
    CHECK((!made.sum(kind).priced || read.sum(kind).amount == made.sum(kind).amount));
  }
}

TEST_CASE("a saved report says what the advice said", "[data][compare]") {
  for (const auto& [name, make] : k_samples) {
    CAPTURE(name);
    const Advice advice = make();
    const auto read = read_report(to_json(advice, "0.1.0"), "saved.json");
    REQUIRE(read);
    CHECK(read.value().saved);
    CHECK(read.value().source == "saved.json");
    check_same(read.value(), comparable(advice));
  }
}

TEST_CASE("so does a report of a shipped profile", "[data][compare]") {
  const std::string profile =
      test::read_text(test::source_directory() / "data/profiles/code-review-assistant.yaml");
  const Advice advice = test::advise_on(profile);
  const auto read = read_report(to_json(advice, "0.1.0"), "saved.json");
  REQUIRE(read);
  check_same(read.value(), comparable(advice));
}

TEST_CASE("what is wrong with a report is said with its place", "[data][compare]") {
  const std::vector<ReportChange> cases{
      {"a number", [](Json& r) { r["cost"]["horizon_usd"] = 1.5; },
       "error: 'horizon_usd' is the bare '1.5', not an amount as text, as in \"8.00\""},
      {"an exponent", [](Json& r) { r["cost"]["lines"][0]["amount_usd"] = "1e999"; },
       "'amount_usd' is '1e999', not an amount"},
      {"below zero", [](Json& r) { r["cost"]["lines"][0]["quantity"] = "-1"; },
       "'quantity' is '-1', not a decimal number as text"},
      {"too many digits", [](Json& r) { r["cost"]["lines"][0]["rate_usd"] = std::string(40, '9'); },
       "not a decimal number as text, of 0 or more and at most 18 digits"},
      {"no such unit", [](Json& r) { r["cost"]["lines"][0]["unit"] = "bananas"; },
       "'unit' is 'bananas', not one of token, trained-token, training-hour"},
      {"per nothing", [](Json& r) { r["cost"]["lines"][0]["per"] = "0"; },
       "'per' is '0', not a whole number as text, of 1 or more"},
      {"a list for an object", [](Json& r) { r["cost"] = Json::array(); },
       "'cost' is a list, not an object"},
      {"an object for a list", [](Json& r) { r["cost"]["gaps"] = Json::object(); },
       "'gaps' is a group of keys, not a list"},
      {"nothing", [](Json& r) { r["decision"]["verdict"] = nullptr; },
       "'verdict' is nothing, not one of justified, prove-first, not-justified"},
      {"no such path", [](Json& r) { r["decision"]["path"] = "aws"; },
       "'path' is 'aws', not one of bedrock, jumpstart, sagemaker\n"},
      {"a key is missing", [](Json& r) { r["cost"].erase("lines"); }, "there is no 'lines' here"},
      {"a fraction of nothing", [](Json& r) { r["cost"]["lines"][1]["quantity_exact"] = "1/0"; },
       "'quantity_exact' is '1/0', not a fraction as text"},
      {"months", [](Json& r) { r["cost"]["horizon_months"] = 12.5; },
       "'horizon_months' is the bare '12.5', not a whole number of 0 to 1200"},
      {"a line that does not add up", [](Json& r) { r["cost"]["lines"][0]["amount_usd"] = "1.00"; },
       "'amount_usd' is 1.00, but quantity x rate_usd / per is 3600.00"},
      {"a total that does not add up", [](Json& r) { r["cost"]["standing_monthly_usd"] = "1.00"; },
       "'standing_monthly_usd' is 1.00, but its lines add up to 1107.41"},
      {"a total that is withheld", [](Json& r) { r["cost"]["one_time_usd"] = nullptr; },
       "'one_time_usd' is null, but its lines add up to 5050.909262"},
      {"too large", [](Json& r) { r["cost"]["lines"][0]["quantity"] = std::string(18, '9'); },
       "the report's numbers are too large to be added exactly"},
      {"a newer format", [](Json& r) { r["format"] = "tunepath-report/2"; },
       "the report has the format 'tunepath-report/2', which this tunepath does not know\n"
       "hint: read it with the tunepath that wrote it, or a newer one"},
      {"another format", [](Json& r) { r["format"] = "tunepath-comparison/1"; },
       "this is a comparison, which cannot be compared again\n"
       "hint: give the profiles and reports that it is of"},
      {"a foreign format", [](Json& r) { r["format"] = "invoice/1"; },
       "'format' cannot be 'invoice/1': it is neither a report nor a profile"},
      {"no format", [](Json& r) { r.erase("format"); }, "the file does not say its format"}};
  for (const ReportChange& c : cases) {
    CAPTURE(c.name);
    const std::string said = said_after(c.change);
    CHECK_THAT(said, ContainsSubstring(c.said));
    CHECK_THAT(said, ContainsSubstring("main.json"));
  }
}

TEST_CASE("a report whose figures contradict each other is refused", "[data][compare]") {
  const std::vector<ReportChange> cases{
      {"the horizon", [](Json& r) { r["cost"]["horizon_usd"] = "1.00"; },
       "'horizon_usd' is 1.00, but its months add up to 19059.829262"},
      {"the horizon withheld", [](Json& r) { r["cost"]["horizon_usd"] = nullptr; },
       "'horizon_usd' is null, but its months add up to 19059.829262"},
      {"a month", [](Json& r) { r["cost"]["timeline"][3]["standing_usd"] = "0.00"; },
       "'horizon_usd' is 19059.829262, but its months add up to 17952.419262"},
      {"a month withheld", [](Json& r) { r["cost"]["timeline"][3]["per_use_usd"] = nullptr; },
       "'horizon_usd' is 19059.829262, but its months add up to 18999.829262"},
      {"no months", [](Json& r) { r["cost"]["timeline"] = Json::array(); },
       "'timeline' has 0 months, but 'horizon_months' is 12"},
      {"fewer months", [](Json& r) { r["cost"]["horizon_months"] = 3; },
       "'timeline' has 12 months, but 'horizon_months' is 3"},
      {"a month that is none", [](Json& r) { r["cost"]["timeline"][0] = 7; },
       "there is no 'standing_usd' here"},
      {"not complete", [](Json& r) { r["cost"]["complete"] = false; },
       "'complete' is false, but there are no gaps"},
      {"complete in words", [](Json& r) { r["cost"]["complete"] = "yes"; },
       "'complete' is 'yes', not true or false"}};
  for (const ReportChange& c : cases) {
    CAPTURE(c.name);
    CHECK_THAT(said_after(c.change), ContainsSubstring(c.said));
  }
  Json gaps = Json::parse(to_json(test::retrieval_advice(), "0.1.0"));
  gaps["cost"]["complete"] = true;
  const auto read = read_report(gaps.dump(), "gaps.json");
  REQUIRE_FALSE(read);
  CHECK(read.problems().front().message == "'complete' is true, but there are gaps");
}

TEST_CASE("a list of a report has an end", "[data][compare]") {
  for (const char* list : {"lines", "gaps", "alternatives"}) {
    const std::string said = said_after([&](Json& report) {
      report["cost"][list] = Json::array();
      for (int i = 0; i < 8000; ++i) {
        report["cost"][list].push_back(nullptr);
      }
    });
    CAPTURE(list);
    CHECK_THAT(said, ContainsSubstring("'" + std::string{list} +
                                       "' has 8,000 entries; a report has at most 5,000\n"));
    CHECK_THAT(said, ContainsSubstring("main.json:"));
    CHECK(std::count(said.begin(), said.end(), '\n') < 8); // Nothing of the entries.
  }
}

TEST_CASE("keys of a later version are passed over", "[data][compare]") {
  CHECK(said_after([](Json& report) {
          report["cost"]["later"] = {{"a", Json::array({1, nullptr})}};
          report["later"] = true;
        }).empty());
}

/// Puts percentiles into the sample, and draws that always had a price.
void add_draws(Json& report) {
  const Json sums{{"one_time_usd", "6000.00"},
                  {"standing_monthly_usd", "1200.00"},
                  {"per_use_monthly_usd", "70.00"},
                  {"monthly_usd", "1270.00"},
                  {"horizon_usd", "20000.00"}};
  report["cost"]["percentiles"] = {{"P10", sums}, {"P50", sums}, {"P90", sums}};
  report["cost"]["robustness"] = {{"complete", true}, {"incomplete", Json::array()}};
}

TEST_CASE("percentiles of the draws are read where there are any", "[data][compare]") {
  Json report = Json::parse(sample_text());
  CHECK(read_report(report.dump(), "a").value().uncertain);
  add_draws(report);
  const auto read = read_report(report.dump(), "a");
  REQUIRE(read);
  CHECK(read.value().sum(SumKind::horizon, PercentileRank::p90)->amount == Money::dollars(20'000));
  CHECK(read.value().sum(SumKind::horizon, PercentileRank::p90)->complete);
  CHECK(read.value().sum(SumKind::monthly, PercentileRank::p10)->amount == Money::dollars(1270));
}

TEST_CASE("a percentile is at least where something has no price in a draw", "[data][compare]") {
  Json report = Json::parse(sample_text());
  add_draws(report);
  report["cost"]["robustness"] = {{"complete", false}, {"incomplete", Json::array({"standing"})}};
  const auto read = read_report(report.dump(), "a");
  REQUIRE(read);
  const auto complete = [&](SumKind kind) {
    return read.value().sum(kind, PercentileRank::p50)->complete;
  };
  CHECK_FALSE(complete(SumKind::standing));
  CHECK_FALSE(complete(SumKind::horizon));
  CHECK(complete(SumKind::one_time));
  CHECK(complete(SumKind::per_use));
  CHECK(read.value().sum(SumKind::standing).complete); // Not so at the likely values.
}

TEST_CASE("a percentile is no number where its total is none", "[data][compare]") {
  Json report = Json::parse(to_json(test::retrieval_advice(), "0.1.0"));
  add_draws(report);
  report["cost"]["robustness"] = {{"complete", false},
                                  {"incomplete", Json::array({"one-time", "per-use"})}};
  for (const char* rank : {"P10", "P50", "P90"}) {
    report["cost"]["percentiles"][rank]["one_time_usd"] = nullptr;
  }
  const auto read = read_report(report.dump(), "a");
  REQUIRE(read);
  CHECK_FALSE(read.value().sum(SumKind::one_time, PercentileRank::p90)->priced);
  CHECK(read.value().sum(SumKind::per_use, PercentileRank::p90)->priced);
}

TEST_CASE("percentiles that cannot be are refused", "[data][compare]") {
  const std::vector<ReportChange> cases{
      {"they fall", [](Json& c) { c["percentiles"]["P50"]["horizon_usd"] = "1.00"; },
       "'horizon_usd' is 1.00 at P50, but 20000.00 at the percentile before it"},
      {"the last falls", [](Json& c) { c["percentiles"]["P90"]["monthly_usd"] = "1269.99"; },
       "'monthly_usd' is 1269.99 at P90, but 1270.00 at the percentile before it"},
      {"withheld", [](Json& c) { c["percentiles"]["P10"]["one_time_usd"] = nullptr; },
       "'one_time_usd' is null here, but the total is not"},
      {"no draws", [](Json& c) { c["robustness"] = nullptr; },
       "'robustness' is nothing, not an object"},
      {"not said what is missing", [](Json& c) { c["robustness"].erase("incomplete"); },
       "there is no 'incomplete' here"},
      {"no kind", [](Json& c) { c["robustness"]["incomplete"] = Json::array({"bananas"}); },
       "'incomplete' is 'bananas', not one-time, standing or per-use"},
      {"complete all the same",
       [](Json& c) { c["robustness"]["incomplete"] = Json::array({"standing"}); },
       "'complete' is true, but 'incomplete' has kinds"},
      {"not complete", [](Json& c) { c["robustness"]["complete"] = false; },
       "'complete' is false, but 'incomplete' has none"}};
  for (const ReportChange& c : cases) {
    CAPTURE(c.name);
    const std::string said = said_after([&](Json& report) {
      add_draws(report);
      c.change(report["cost"]);
    });
    CHECK_THAT(said, ContainsSubstring(c.said));
  }
}

TEST_CASE("a profile is told from a report, whatever it is written in", "[data][compare]") {
  struct Case {
    const char* text;
    bool report;
  };
  const std::vector<Case> cases{
      {"{\"format\": \"tunepath-report/1\"}", true},
      {"  \n{\"format\":\"tunepath-report/1\"}", true},
      {"\xEF\xBB\xBF{\"format\": \"tunepath-report/7\"}", true},
      {"{\"format\": \"tunepath-profile/1\"}", false},
      {"{\"problem\": {\"gap_kinds\": [\"format\"]}, \"format\": \"tunepath-profile/1\"}", false},
      {"{format: tunepath-profile/1}", false},
      {"format: tunepath-profile/1\n", false},
      {"", false},
      {"{\"notes\": {\"format\": \"tunepath-profile/1\"}, \"format\": \"tunepath-report/1\"}",
       true},
      {"{\"notes\": {\"format\": \"tunepath-report/1\"}, \"format\": \"tunepath-profile/1\"}",
       false},
      {"{\"a\": \"\\\"format\\\": {\", \"format\" : \"tunepath-profile/1\"}", false},
      {"{\"a\": \"\\\\\", \"format\": \"tunepath-profile/1\", \"b\": \"tunepath-report/1\"}",
       false},
      {"{\"a\": [\"}\", {\"b\": 1}], \"format\": \"tunepath-profile/1\"}", false},
      {"{\"a\": \"tunepath-profile/1\", \"format\": \"tunepath-report/1\"}", true},
      {"{\"format\": tunepath-profile/1}", false},
      {"{\"a\": \"\\", true},
      {"{", true},
      {"[1]", true}};
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(is_saved_report(c.text) == c.report);
  }
}

TEST_CASE("a JSON text says its format at its root only", "[data][compare]") {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"{\"format\": \"tunepath-report/1\"}", "tunepath-report/1"},
      {"\xEF\xBB\xBF {\"a\": {\"format\": \"b\"}, \"format\": \"c\"}", "c"},
      {"{\"a\": {\"format\": \"b\"}}", ""},
      {"[{\"format\": \"b\"}]", ""},
      {"{\"a\": \"format\", \"b\": 1}", ""},
      {"{\"format\"", ""},
      {"{\"format\":", ""},
      {"format: tunepath-profile/1", ""}};
  for (const auto& [text, format] : cases) {
    CAPTURE(text);
    CHECK(stated_format(text) == format);
  }
}

TEST_CASE("a report that is cut off or damaged is refused or read, and never crashes",
          "[data][compare]") {
  const std::string whole = sample_text();
  for (std::size_t length = 0; length + 2 < whole.size(); length += 97) {
    CAPTURE(length);
    CHECK_FALSE(read_report(whole.substr(0, length), "cut.json"));
  }
  test::DamagedJson damage{20261122, 12};
  for (int round = 0; round < 1500; ++round) {
    const std::string text = damage.damaged(whole, 1 + damage.below(3));
    const auto read = read_report(text, "damaged.json");
    CHECK((read || !read.problems().empty()));
  }
  for (const char* open : {"[", "{\"a\":"}) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) {
      deep += open;
    }
    CHECK_FALSE(read_report(deep, "deep.json"));
  }
}

} // namespace
} // namespace tunepath
