#include "tunepath/data/read_models.hpp"

#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/schema.hpp"
#include "tunepath/data/shipped.hpp"

#include <algorithm>
#include <array>

using namespace tunepath;

namespace {

const std::string k_row =
    "{id: mine-7b, name: Mine, provider: Me, family: llama, kind: text, "
    "weights: open, source: my page";

std::string file_of(const std::string& rows) {
  return "format: tunepath-catalog/1\nmodels:\n" + rows;
}

std::string rendered(const std::vector<Diagnostic>& problems) {
  std::string out;
  for (const Diagnostic& problem : problems) {
    out += render(problem, "");
  }
  return out;
}

ModelFile good(const std::string& rows) {
  auto file = read_models(file_of(rows), "m.yaml");
  INFO(rendered(file.problems()));
  REQUIRE(file);
  return std::move(file).value();
}

} // namespace

TEST_CASE("a user's models are read strictly, all problems at once", "[data][models]") {
  const auto file = read_models(
      "format: tunepath-catalog/1\n"
      "models:\n"
      "  - {id: a, name: A, provider: P, family: f, kind: text,\n"
      "     weights: opne, layers: -2, source: s}\n"
      "  - {id: b, nmae: B, provider: P, family: f, kind: text,\n"
      "     weights: open, heads: 1.5, source: s}\n"
      "instances: []\n",
      "m.yaml");
  REQUIRE_FALSE(file);
  CHECK(rendered(file.problems()) ==
        "m.yaml:4:15: error: 'weights' cannot be 'opne'\n"
        "hint: did you mean 'open'?\n"
        "m.yaml:4:29: error: 'layers' is '-2', but must be above zero\n"
        "hint: write 1 or more\n"
        "m.yaml:5:5: error: a model needs 'name'\n"
        "hint: write it as in 'name: its name'\n"
        "m.yaml:5:13: error: unknown key 'nmae'\n"
        "hint: did you mean 'name'?\n"
        "m.yaml:6:28: error: 'heads' is '1.5', not a whole number\n"
        "hint: write digits only, as in 1500\n"
        "m.yaml:7:1: error: unknown key 'instances'\n"
        "hint: a file of models has format, sources, models\n");
}

TEST_CASE("figures that cannot all be right are refused", "[data][models]") {
  struct Case {
    const char* name;
    const char* figures;
    const char* says;
  };
  const Case c = GENERATE(values<Case>({
      {"heads", "heads: 32, kv_heads: 5", "has 32 heads, which cannot share 5 key-value heads"},
      {"matrices", "mlp_matrices: 4", "has 'mlp_matrices: 4'"},
      {"experts", "n_experts: 8", "has experts, but not how many of them a token uses"},
      {"more experts than there are", "n_experts: 8, experts_per_token: 9",
       "has experts, but not how many of them a token uses"},
      {"active", "params_b: 7, active_params_b: 8", "has more active parameters than parameters"},
      {"not in billions", "params_b: 7000000000", "more than any model"},
      {"too wide", "hidden: 4000000000", "has 'hidden: 4000000000', more than any model"},
  }));
  DYNAMIC_SECTION(c.name) {
    const auto file = read_models(file_of("  - " + k_row + ", " + c.figures + "}\n"), "m.yaml");
    REQUIRE_FALSE(file);
    CHECK_THAT(rendered(file.problems()), Catch::Matchers::ContainsSubstring(c.says));
    CHECK_THAT(rendered(file.problems()), Catch::Matchers::ContainsSubstring("m.yaml:3:5: error"));
  }
}

TEST_CASE("a known id is replaced and another one added, the last file winning", "[data][models]") {
  const auto shipped_models = shipped().catalog.models;
  std::vector<ModelFile> files;
  files.push_back(good("  - " + k_row + ", layers: 1}\n"));
  files.push_back(good("  - " + k_row +
                       ", layers: 2}\n"
                       "  - {id: llama-3.1-8b, name: L, provider: Me, family: llama, "
                       "kind: text, weights: open, source: s, layers: 3}\n"));
  const auto merged = models_over(shipped_models, files);
  REQUIRE(merged);
  const auto& all = merged.value();
  CHECK(all.size() == shipped_models.size() + 1);
  CHECK(std::is_sorted(all.begin(), all.end(),
                       [](const Model& a, const Model& b) { return a.id < b.id; }));
  Catalog catalog;
  catalog.models = all;
  CHECK(catalog.model("mine-7b")->layers == 2);
  CHECK(catalog.model("llama-3.1-8b")->layers == 3);
  CHECK(catalog.model("llama-3.1-8b")->place.file == "m.yaml");
  CHECK(catalog.model("llama-3.1-70b")->layers == 80);
}

TEST_CASE("a name of another model is refused at the user's row", "[data][models]") {
  const std::vector<ModelFile> files{
      good("  - " + k_row + ", aliases: [META-LLAMA/Llama-3.1-8B]}\n")};
  const auto merged = models_over(shipped().catalog.models, files);
  REQUIRE_FALSE(merged);
  CHECK(rendered(merged.problems()) ==
        "m.yaml:3:5: error: the models 'llama-3.1-8b' and 'mine-7b' are both called "
        "'META-LLAMA/Llama-3.1-8B'\n"
        "hint: take the alias from one of them\n");
}

TEST_CASE("parameters far from the architecture are doubted", "[data][models]") {
  const std::string layout =
      ", layers: 32, hidden: 4096, intermediate: 14336, heads: 32, "
      "kv_heads: 8, head_dim: 128, vocab: 128256, mlp_matrices: 3, "
      "tied_embeddings: no";
  CHECK(doubtful_models(good("  - " + k_row + layout + ", params_b: 8.5}\n").models).empty());
  CHECK(rendered(doubtful_models(good("  - " + k_row + layout + ", params_b: 80}\n").models)) ==
        "m.yaml:3:5: warning: 'mine-7b' has 80 billion parameters, but its architecture adds up "
        "to 8.03\n"
        "hint: check the figures: memory and hours follow from both\n");
}

TEST_CASE("models are written as they are read", "[data][models]") {
  const auto all = shipped().catalog.models;
  const std::string text = models_yaml(all);
  const auto back = read_models(text, "m.yaml");
  INFO(rendered(back.problems()));
  REQUIRE(back);
  REQUIRE(back.value().models.size() == all.size());
  CHECK(models_yaml(back.value().models) == text);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Model& model = back.value().models[i];
    CAPTURE(model.id);
    CHECK(model.id == all[i].id);
    CHECK(model.params_b == all[i].params_b);
    CHECK(model.note == all[i].note);
    CHECK(model.gated == all[i].gated);
    CHECK(std::equal(model.aliases.begin(), model.aliases.end(), all[i].aliases.begin(),
                     all[i].aliases.end()));
  }
}

TEST_CASE("names that YAML would take for something else are quoted", "[data][models]") {
  Model model;
  model.id = "m";
  model.name = "a: b # \"c\"";
  model.provider = "no";
  model.family = "[x]";
  constexpr std::array<std::string_view, 2> k_aliases{"a/b?c", "a: b"};
  model.aliases = k_aliases;
  model.kind = "text";
  model.source = "s";
  const auto back = read_models(models_yaml({&model, 1}), "m.yaml");
  REQUIRE(back);
  CHECK(back.value().models[0].name == model.name);
  CHECK(back.value().models[0].provider == "no");
  CHECK(back.value().models[0].family == "[x]");
  CHECK(std::equal(k_aliases.begin(), k_aliases.end(), back.value().models[0].aliases.begin()));
}

TEST_CASE("the row that the documentation shows is one", "[data][models][docs]") {
  const std::string page = test::read_text(test::source_directory() / "docs" / "models.md");
  const std::string_view open = "```yaml\n";
  const auto from = page.find(open) + open.size();
  const auto file = read_models(page.substr(from, page.find("```", from) - from), "docs/models.md");
  INFO(rendered(file.problems()));
  REQUIRE(file);
  REQUIRE(file.value().models.size() == 1);
  CHECK(file.value().models[0].has_architecture());
  CHECK(doubtful_models(file.value().models).empty());
  CHECK(models_over(shipped().catalog.models, std::vector{file.value()}));
}

TEST_CASE("many models are merged without delay", "[data][models]") {
  std::vector<Model> many(60'000);
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < many.size(); ++i) {
    ids.push_back("m" + std::to_string((i * 7919) % many.size()));
  }
  for (std::size_t i = 0; i < many.size(); ++i) {
    many[i].id = ids[i];
  }
  const std::vector<ModelFile> files{{many, nullptr}};
  const auto merged = models_over(shipped().catalog.models, files);
  REQUIRE(merged);
  CHECK(merged.value().size() == many.size() + shipped().catalog.models.size());
}

TEST_CASE("the schema of a file of models takes what the reader takes", "[data][models]") {
  const auto problems = [](const std::string& figures) {
    return test::schema_problems(models_schema(),
                                 R"({"format": "tunepath-catalog/1", "models": [{"id": "m",
                                 "name": "M", "provider": "P", "family": "f", "kind": "text",
                                 "weights": "open", "source": "s")" +
                                     figures + "}]}")
        .size();
  };
  CHECK(problems("") == 0);
  CHECK(problems(R"(, "layers": 32, "params_b": 8.03, "gated": "no", "aliases": ["a/b"])") == 0);
  CHECK(problems(R"(, "tied_embeddings": true, "gated": "unknown", "source_date": "2026-11-22")") ==
        0);
  CHECK(problems(R"(, "layers": 0)") > 0);
  CHECK(problems(R"(, "layres": 1)") > 0);
  CHECK(problems(R"(, "gated": "perhaps")") > 0);
  CHECK(problems(R"(, "licence_confidence": "none")") > 0);
}
