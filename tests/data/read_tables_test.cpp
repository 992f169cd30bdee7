#include "support/catch.hpp"
#include "tunepath/data/tables.hpp"

using namespace tunepath;

namespace {

constexpr const char* k_models =
    "format: tunepath-catalog/1\n"
    "models:\n"
    "  - {id: b, name: B, provider: P, family: f, kind: text, weights: open, source: s,\n"
    "     aliases: [org/B, B-instruct], layers: 32, params_b: 8.0303}\n"
    "  - {id: a, name: A, provider: P, family: f, kind: text, weights: closed, source: s}\n";

DataFile catalog(const std::string& rest) {
  return {"catalog/more.yaml", "format: tunepath-catalog/1\n" + rest};
}

std::string problems_of(const std::vector<DataFile>& files) {
  std::string out;
  for (const Diagnostic& problem : read_tables(files).problems()) {
    out += render(problem, "");
  }
  return out;
}

} // namespace

TEST_CASE("the files of a folder become sorted tables", "[data]") {
  const std::vector<DataFile> files{{"catalog/models.yaml", k_models}};
  const auto tables = read_tables(files);
  REQUIRE(tables);
  const Catalog view = tables.value().catalog();
  REQUIRE(view.models.size() == 2);
  CHECK(view.models[0].id == "a");
  const Model& model = *view.model_called("ORG/b");
  CHECK(model.id == "b");
  CHECK(model.aliases.size() == 2);
  CHECK(model.layers == 32);
  CHECK(model.params_b == Decimal::parse("8.0303"));
  CHECK_FALSE(model.heads);
  CHECK(model.place.file == "catalog/models.yaml");
}

TEST_CASE("a list of one may be written without brackets", "[data]") {
  const std::vector<DataFile> files{
      {"catalog/models.yaml", k_models},
      catalog("bedrock_models:\n"
              "  - {model: a, region: '*', source: s, customization_types: sft}\n")};
  const auto tables = read_tables(files);
  REQUIRE(tables);
  REQUIRE(tables.value().bedrock_models[0].customization_types.size() == 1);
  CHECK(tables.value().bedrock_models[0].customization_types[0] == "sft");
}

TEST_CASE("a fact's default, presumption and example stay as they are written", "[data]") {
  struct Case {
    const char* name;
    const char* written;
    const char* kept;
  };
  const Case c = GENERATE(values<Case>({
      {"a flag", "yes", "yes"},
      {"a number", "0.10", "0.10"},
      {"a negative number", "-1", "-1"},
      {"a parameter", "$pairs_good", "$pairs_good"},
      {"a list", "[format,  style]", "[format, style]"},
      {"a list in lines", "\n      - format\n      - style", "[format, style]"},
      {"a range", "{low: 1, high: 2}", "{low: 1, high: 2}"},
      {"grants", "[{pool: p, usd: 25000}]", "[{pool: p, usd: 25000}]"},
      {"a text with a colon", "\"a: b\"", "\"a: b\""},
      {"a text with quotes", "'say \"hi\"'", "\"say \\\"hi\\\"\""},
      {"a text in quotes without need", "\"plain\"", "plain"},
      {"an empty text in a list", "['', a]", "[\"\", a]"},
  }));
  DYNAMIC_SECTION(c.name) {
    const std::vector<DataFile> files{
        {"facts/a.yaml", std::string{"format: tunepath-facts/1\nfacts:\n  - id: x\n"
                                     "    type: text\n    default: "} +
                             c.written + "\n"}};
    const auto tables = read_tables(files);
    REQUIRE(tables);
    CHECK(tables.value().facts.at(0).initial == c.kept);
  }
}

TEST_CASE("what no single file can know is checked across files", "[data]") {
  struct Case {
    const char* name;
    DataFile second;
    const char* expected;
  };
  const Case c = GENERATE(values<Case>({
      {"a model given twice",
       catalog("models:\n  - {id: a, name: A, provider: P, family: f, kind: text, weights: open, "
               "source: s}\n"),
       "catalog/more.yaml:3:5: error: the model 'a' is given twice\n"
       "hint: keep one; the other is in catalog/models.yaml:5\n"},
      {"an alias of another model",
       catalog("models:\n  - {id: c, name: C, provider: P, family: f, kind: text, weights: open, "
               "source: s, aliases: [ORG/b]}\n"),
       "catalog/more.yaml:3:5: error: the models 'b' and 'c' are both called 'ORG/b'\n"
       "hint: take the alias from one of them\n"},
      {"a recipe of an unknown model",
       catalog("recipes:\n  - {catalog: jumpstart, model: nova, source: s}\n"),
       "catalog/more.yaml:3:5: error: there is no model 'nova'\n"
       "hint: add the model first\n"},
      {"a Bedrock row of an unknown model",
       catalog("bedrock_models:\n  - {model: bb, region: '*', source: s}\n"),
       "catalog/more.yaml:3:5: error: there is no model 'bb'\n"
       "hint: did you mean 'b'?\n"},
      {"an instance with an unknown accelerator",
       catalog("accelerators:\n  - {id: h100, kind: gpu, source: s}\n"
               "instances:\n  - {id: ml.p5, accelerator: h10, accelerators: 8, source: s}\n"),
       "catalog/more.yaml:5:5: error: there is no accelerator 'h10'\n"
       "hint: did you mean 'h100'?\n"},
      {"a price of an unknown model",
       {"rates/a.yaml",
        "format: tunepath-rates/1\nrates:\n"
        "  - {service: bedrock, item: nova, variant: base, region: us-east-1, "
        "meter: input, unit: token, usd: 1, valid_from: 2026-01-01, source: s, "
        "source_date: 2026-01-01}\n"},
       "rates/a.yaml:3:5: error: there is no model 'nova'\n"
       "hint: add the model first, or leave 'variant' out where it is none\n"},
      {"an offer model that is no model",
       catalog("offer_models:\n  - {called: X, model: bb, source: s, source_date: 2026-01-01}\n"),
       "catalog/more.yaml:3:5: error: there is no model 'bb'\n"
       "hint: did you mean 'b'?\n"},
      {"an offer meter that skips and maps",
       catalog("offer_meters:\n  - {offer: X, skip: no, service: s3, source: s, source_date: "
               "2026-01-01}\n"),
       "catalog/more.yaml:3:5: error: an offer meter either skips or says what rate a product "
       "gives\n"
       "hint: write 'skip', or 'service', 'item', 'meter', 'unit' and 'counts'\n"},
      {"an offer meter in a unit that nobody publishes",
       catalog("offer_units:\n  - {spelled: hrs, counts: hour, per: 1, source: s, source_date: "
               "2026-01-01}\n"
               "offer_meters:\n  - {offer: X, service: s3, item: i, meter: storage, unit: gb, "
               "counts: hours, source: s, source_date: 2026-01-01}\n"),
       "catalog/more.yaml:5:5: error: no offer unit counts 'hours'\n"
       "hint: did you mean 'hour'?\n"},
      {"bounds the wrong way round",
       catalog("coefficients:\n  - {id: c, low: 1, likely: 3, high: 2, unit: s, source: s}\n"),
       "catalog/more.yaml:3:5: error: the bounds of 'c' are the wrong way round\n"
       "hint: low comes first, high last\n"},
      {"an unknown format",
       {"catalog/more.yaml", "format: tunepath-catalog/2\n"},
       "catalog/more.yaml:1:9: error: 'format' cannot be 'tunepath-catalog/2'\n"
       "hint: start the file with 'format: tunepath-catalog/1' or 'tunepath-facts/1' or "
       "'tunepath-rules/1' or 'tunepath-rates/1'\n"},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(problems_of({{"catalog/models.yaml", k_models}, c.second}) == c.expected);
  }
}

TEST_CASE("problems of several files are all said, file by file", "[data]") {
  const std::vector<DataFile> files{{"catalog/b.yaml", "format: tunepath-catalog/1\nmodel: []\n"},
                                    {"catalog/a.yaml", "nothing: here\n"}};
  const auto problems = read_tables(files).problems();
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].at.file == "catalog/b.yaml");
  CHECK(problems[1].at.file == "catalog/a.yaml");
}
