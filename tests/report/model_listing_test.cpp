#include "tunepath/report/model_listing.hpp"

#include "support/catch.hpp"
#include "tunepath/report/text.hpp"

#include <array>

#include <nlohmann/json.hpp>

using namespace tunepath;

namespace {

Model open_model() {
  Model model;
  model.id = "mine-7b";
  model.name = "Mine 7B";
  model.provider = "Me";
  model.family = "llama";
  model.kind = "text";
  model.weights = Weights::open;
  model.source = "my page";
  model.place = {"mine.yaml", 3, 5};
  return model;
}

Model with_figures(Model model) {
  model.params_b = model.active_params_b = Decimal::scaled(9, 0);
  model.layers = 32;
  model.hidden = 4096;
  model.intermediate = 14336;
  model.heads = 32;
  model.kv_heads = 8;
  model.head_dim = 128;
  model.vocab = 128256;
  model.mlp_matrices = 3;
  model.tied_embeddings = Truth::no;
  return model;
}

std::string listed(const Model& model) {
  const Model* row = &model;
  return to_text(describe_models({&row, 1}));
}

std::string shown(const Model& model) {
  return to_text(describe_model(model, Catalog{}));
}

} // namespace

TEST_CASE("what is not known of a model is said, never left at zero", "[report][models]") {
  CHECK(listed(open_model()) ==
        "  Model    Parameters  Context  Licence  Gated\n"
        "  mine-7b  unknown     unknown  unknown  unknown\n"
        "\n"
        "1 model. tunepath models show ID says all that is known of one.\n");
  CHECK(shown(open_model()) ==
        "mine-7b                                                          Mine 7B by Me\n"
        "------------------------------------------------------------------------------\n"
        "  family      llama\n"
        "  kind        text, open weights\n"
        "  parameters  unknown\n"
        "  context     unknown\n"
        "  licence     unknown\n"
        "  gated       unknown\n"
        "  import      unknown\n"
        "  source      my page\n"
        "  file        mine.yaml:3\n"
        "\n"
        "WHAT BEDROCK DOES WITH IT\n"
        "  The catalog has no row of it: nothing is known of tuning it there.\n"
        "\n"
        "RECIPES\n"
        "  None is on record.\n");
  Model closed = open_model();
  closed.weights = Weights::closed;
  CHECK_THAT(listed(closed), Catch::Matchers::ContainsSubstring("not published"));
  CHECK(to_text(describe_models({})) == "No model fits.\n");
}

TEST_CASE("parameters stand beside what the architecture adds up to", "[report][models]") {
  CHECK_THAT(shown(with_figures(open_model())),
             Catch::Matchers::ContainsSubstring(
                 "parameters  9 billion; the architecture adds up to 8.0303 (12.08% apart)"));
}

TEST_CASE("recipes that look alike are shown once", "[report][models]") {
  std::array<Recipe, 3> recipes;
  for (Recipe& recipe : recipes) {
    recipe.model = "mine-7b";
    recipe.technique = "sft";
    recipe.tuning = "lora";
  }
  recipes[2].tuning = "full";
  Catalog catalog;
  catalog.recipes = recipes;
  const std::string text = to_text(describe_model(open_model(), catalog));
  CHECK_THAT(text, Catch::Matchers::EndsWith("  Catalog  Technique  Tuning  Tokens  Instances\n"
                                             "  recipe   sft        lora\n"
                                             "  recipe   sft        full\n"));
}

TEST_CASE("in JSON an unknown figure is null", "[report][models]") {
  const Model model = open_model();
  const Model* row = &model;
  const auto list = nlohmann::json::parse(models_json({&row, 1}));
  CHECK(list["format"] == "tunepath-model-list/1");
  CHECK(list["models"][0]["layers"].is_null());
  CHECK(list["models"][0]["counted_params_b"].is_null());
  CHECK(list["models"][0]["gated"] == "unknown");
  const auto one = nlohmann::json::parse(model_json(with_figures(model), Catalog{}));
  CHECK(one["format"] == "tunepath-model/1");
  CHECK(one["model"]["params_b"] == 9);
  CHECK(one["model"]["counted_params_b"].get<double>() == Catch::Approx(8.0303).epsilon(0.0001));
  CHECK(one["bedrock"].empty());
}
