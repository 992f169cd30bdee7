#include "tunepath/data/profile_files.hpp"

#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/schema.hpp"
#include "tunepath/data/read_profile.hpp"
#include "tunepath/data/shipped.hpp"

#include <regex>
#include <sstream>

using namespace tunepath;

namespace {

const FactSchema& schema() {
  static const FactSchema instance{shipped().facts};
  return instance;
}

const std::string& json_schema() {
  static const std::string instance = profile_schema(schema(), shipped().catalog);
  return instance;
}

ProfileReading read(const std::string& text) {
  const ProfileRequest request{.file = "new.yaml",
                               .text = text,
                               .set = {},
                               .read = {},
                               .today = *Date::parse("2026-11-22"),
                               .as_of = {}};
  return read_profile(request, schema(), shipped().catalog);
}

std::string first_problem(const ProfileReading& reading) {
  return reading ? "" : render(reading.problems().front(), reading.texts.at("new.yaml"));
}

/// The profile with every line taken in that is made for it: '#' without a blank behind it.
std::string taken_in(const std::string& text) {
  return std::regex_replace(text, std::regex{"(^|\n)( *)#(?=[a-z0-9_]+:)"}, "$1$2");
}

} // namespace

TEST_CASE("the commented profile loads as it is and says nothing", "[data][profile]") {
  const std::string text = commented_profile(schema(), shipped().catalog);
  const auto reading = read(text);
  REQUIRE(first_problem(reading).empty());
  CHECK(reading.value().name == "new");
  for (FactIndex i = 0; i < schema().size(); ++i) {
    CAPTURE(schema()[i].id);
    CHECK(reading.value().facts[i].origin.kind != Origin::Kind::profile);
  }
}

TEST_CASE("with its lines taken in, the commented profile states every fact", "[data][profile]") {
  const auto reading = read(taken_in(commented_profile(schema(), shipped().catalog)));
  REQUIRE(first_problem(reading).empty());
  CHECK(reading.value().name == "my-scenario");
  CHECK(reading.value().warnings.empty());
  for (FactIndex i = 0; i < schema().size(); ++i) {
    CAPTURE(schema()[i].id);
    CHECK((reading.value().facts[i].origin.kind == Origin::Kind::profile) == !schema()[i].derived);
  }
}

TEST_CASE("each line of the commented profile can be taken in alone", "[data][profile]") {
  const std::string text = commented_profile(schema(), shipped().catalog);
  std::istringstream in{text};
  std::string before;
  for (std::string line; std::getline(in, line);) {
    const std::string changed = taken_in(line);
    if (changed != line) {
      const std::string rest = text.substr(before.size() + line.size());
      CAPTURE(changed);
      CHECK(first_problem(read(before + changed + rest)).empty());
    }
    before += line + "\n";
  }
}

TEST_CASE("comments fit into 80 columns", "[data][profile]") {
  std::istringstream in{commented_profile(schema(), shipped().catalog)};
  for (std::string line; std::getline(in, line);) {
    CAPTURE(line);
    CHECK((line.size() <= 80 || line.find("#credits:") == 0));
  }
}

TEST_CASE("the JSON Schema accepts what the reader accepts", "[data][schema]") {
  struct Case {
    const char* name;
    const char* document;
    bool good;
  };
  const Case c = GENERATE(values<Case>({
      {"nothing but the format", R"({"format": "tunepath-profile/1"})", true},
      {"no format", R"({"name": "x"})", false},
      {"another format", R"({"format": "tunepath-profile/2"})", false},
      {"an unknown key", R"({"format": "tunepath-profile/1", "colour": 1})", false},
      {"an unknown key in a section", R"({"format": "tunepath-profile/1", "data": {"x": 1}})",
       false},
      {"a worked-out fact", R"({"format": "tunepath-profile/1", "data": {"kind": "pairs"}})",
       false},
      {"answers in any spelling",
       R"({"format": "tunepath-profile/1", "problem": {"missing_facts": true, "weak_prompt": "No",
           "behaviour_gap": "unknown", "prompt_effort": "some", "gap_kinds": ["style"]}})",
       true},
      {"neither yes nor no",
       R"({"format": "tunepath-profile/1", "problem": {"missing_facts": "maybe"}})", false},
      {"a wrong choice", R"({"format": "tunepath-profile/1", "problem": {"prompt_effort": "all"}})",
       false},
      {"numbers and ranges",
       R"({"format": "tunepath-profile/1", "data": {"labelled_examples": {"low": "1k", "high": 3000},
           "training_tokens": "2.88M", "tokens_per_example": 900, "longest_example_tokens": "1..5"},
           "training": {"hours": "auto", "instances": 2, "epochs": 2.5}})",
       true},
      {"a fraction of an example",
       R"({"format": "tunepath-profile/1", "data": {"labelled_examples": 2.5}})", false},
      {"a share in percent",
       R"({"format": "tunepath-profile/1", "data": {"validation_share": 10}})", false},
      {"half a range",
       R"({"format": "tunepath-profile/1", "data": {"labelled_examples": {"low": 1}}})", false},
      {"an empty section", R"({"format": "tunepath-profile/1", "data": null})", true},
      {"credits",
       R"({"format": "tunepath-profile/1", "credits": [{"pool": "bedrock-poc", "usd": 25000,
           "expires": "2027-11-30", "covers": ["bedrock"]}]})",
       true},
      {"credits of no pool",
       R"({"format": "tunepath-profile/1", "credits": [{"pool": "x", "usd": 25000}]})", false},
      {"places, days and machines",
       R"({"format": "tunepath-profile/1", "region": "us-east-1", "as_of": "2026-11-22",
           "start_month": "2026-12", "requirements": {"regions_allowed": ["us-east-1"]},
           "hosting": {"instance": "ml.g5.2xlarge"}, "model": {"base": "any"}})",
       true},
      {"half a region", R"({"format": "tunepath-profile/1", "region": "us-east"})", false},
  }));
  DYNAMIC_SECTION(c.name) {
    const auto problems = test::schema_problems(json_schema(), c.document);
    CAPTURE(problems);
    CHECK(problems.empty() == c.good);
    CHECK(static_cast<bool>(read(c.document)) == c.good);
  }
}

TEST_CASE("the JSON Schema knows every fact and describes it", "[data][schema]") {
  for (const FactDecl& fact : shipped().facts) {
    CAPTURE(fact.id);
    const bool described = json_schema().find(std::string{fact.question}) != std::string::npos;
    CHECK(described == !fact.derived);
  }
}
