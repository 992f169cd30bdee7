#include "tunepath/catalog/catalog.hpp"

#include "support/catch.hpp"

#include <array>

using namespace tunepath;

namespace {

constexpr std::array<std::string_view, 2> k_aliases{"org/Model-B", "b:v1"};

std::array<Model, 3> models() {
  std::array<Model, 3> rows;
  rows[0].id = "model-a";
  rows[1].id = "model-b";
  rows[1].aliases = k_aliases;
  rows[2].id = "model-c";
  return rows;
}

BedrockModel bedrock_row(std::string_view model, std::string_view region) {
  BedrockModel row;
  row.model = model;
  row.region = region;
  return row;
}

} // namespace

TEST_CASE("a row is found by its exact id", "[catalog]") {
  const auto rows = models();
  Catalog catalog;
  catalog.models = rows;
  REQUIRE(catalog.model("model-b") != nullptr);
  CHECK(catalog.model("model-b")->id == "model-b");
  CHECK(catalog.model("Model-B") == nullptr);
  CHECK(catalog.model("model") == nullptr);
  CHECK(catalog.model("model-cc") == nullptr);
  CHECK(catalog.model("") == nullptr);
  CHECK(Catalog{}.model("model-a") == nullptr);
  CHECK(Catalog{}.instance("ml.p5.48xlarge") == nullptr);
}

TEST_CASE("a model is found by any of its names, without regard to case", "[catalog]") {
  const auto rows = models();
  Catalog catalog;
  catalog.models = rows;
  struct Case {
    const char* name;
    const char* called;
    const char* id; ///< nullptr where there is none
  };
  const Case c = GENERATE(values<Case>({
      {"its id", "model-b", "model-b"},
      {"its id in capitals", "MODEL-B", "model-b"},
      {"an alias", "org/Model-B", "model-b"},
      {"an alias in another case", "ORG/model-b", "model-b"},
      {"another alias", "b:V1", "model-b"},
      {"part of a name", "org/model", nullptr},
      {"nothing", "", nullptr},
  }));
  DYNAMIC_SECTION(c.name) {
    const Model* found = catalog.model_called(c.called);
    REQUIRE((found != nullptr) == (c.id != nullptr));
    CHECK((found == nullptr || found->id == c.id));
  }
}

TEST_CASE("Bedrock's own row for a region beats the one for all regions", "[catalog]") {
  const std::array<BedrockModel, 4> rows{
      bedrock_row("model-a", "*"), bedrock_row("model-a", "us-east-1"),
      bedrock_row("model-b", "unknown"), bedrock_row("model-c", "us-west-2")};
  Catalog catalog;
  catalog.bedrock_models = rows;
  CHECK(catalog.bedrock_model("model-a", "us-east-1") == &rows[1]);
  CHECK(catalog.bedrock_model("model-a", "eu-west-1") == &rows[0]);
  CHECK(catalog.bedrock_model("model-b", "us-east-1") == nullptr);
  CHECK(catalog.bedrock_model("model-c", "us-east-1") == nullptr);
  CHECK(catalog.bedrock_model("model-d", "us-east-1") == nullptr);
  CHECK(catalog.bedrock_rows("model-a").size() == 2);
  CHECK(catalog.bedrock_rows("model-b").size() == 1);
  CHECK(catalog.bedrock_rows("model-d").empty());
}

TEST_CASE("recipes are those of one model", "[catalog]") {
  std::array<Recipe, 3> rows;
  rows[0].model = "model-a";
  rows[1].model = "model-b";
  rows[2].model = "model-b";
  Catalog catalog;
  catalog.recipes = rows;
  CHECK(catalog.recipes_of("model-a").size() == 1);
  CHECK(catalog.recipes_of("model-b").size() == 2);
  CHECK(catalog.recipes_of("model").empty());
}

TEST_CASE("a coefficient is a range, and a missing one is a bug", "[catalog]") {
  std::array<Coefficient, 1> rows;
  rows[0].id = "overhead";
  rows[0].low = Decimal::scaled(8, 1);
  rows[0].likely = Decimal::of(1);
  rows[0].high = Decimal::scaled(15, 1);
  Catalog catalog;
  catalog.coefficients = rows;
  CHECK(catalog.coefficient("overhead") == Range<double>{0.8, 1, 1.5});
  CHECK_THROWS_AS(catalog.coefficient("overheat"), std::out_of_range);
}

TEST_CASE("usable memory is the most specific figure there is", "[catalog]") {
  Instance instance;
  Accelerator accelerator;
  CHECK_FALSE(usable_memory(instance, accelerator));
  accelerator.memory_nominal_gib = Decimal::of(24);
  CHECK(usable_memory(instance, accelerator)->gib == 24);
  CHECK(usable_memory(instance, accelerator)->nominal);
  accelerator.memory_usable_gib = Decimal::scaled(222, 1);
  CHECK(usable_memory(instance, accelerator)->gib == 22.2);
  CHECK_FALSE(usable_memory(instance, accelerator)->nominal);
  instance.memory_usable_gib = Decimal::of(20);
  CHECK(usable_memory(instance, accelerator)->gib == 20);
  CHECK_FALSE(usable_memory(instance, accelerator)->nominal);
}

TEST_CASE("a model has an architecture when no figure is missing", "[catalog]") {
  Model model;
  CHECK_FALSE(model.has_architecture());
  model.params_b = model.active_params_b = Decimal::of(8);
  model.layers = model.hidden = model.intermediate = model.heads = 1;
  model.kv_heads = model.head_dim = model.vocab = 1;
  CHECK_FALSE(model.has_architecture());
  model.mlp_matrices = 3;
  CHECK(model.has_architecture());
}
