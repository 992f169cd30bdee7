#include "tunepath/catalog/parameter_count.hpp"

#include "support/catch.hpp"
#include "tunepath/data/shipped.hpp"

#include <cmath>

using namespace tunepath;

namespace {

/// A tiny model: 2 layers of 8, 4 heads of 2, 2 of them keys, an MLP of 16, 10 tokens.
Model tiny() {
  Model model;
  model.layers = 2;
  model.hidden = 8;
  model.heads = 4;
  model.kv_heads = 2;
  model.head_dim = 2;
  model.intermediate = 16;
  model.vocab = 10;
  model.mlp_matrices = 3;
  model.tied_embeddings = Truth::no;
  return model;
}

// Worked out by hand: attention 8x8 + 8x4 + 8x4 + 8x8 = 192, MLP 3x8x16 = 384, norms 16.
constexpr double k_layer = 192 + 384 + 16;

} // namespace

TEST_CASE("parameters are counted part by part", "[catalog]") {
  struct Case {
    const char* name;
    void (*change)(Model&);
    Biases biases;
    double total;
    double active;
  };
  const Case c = GENERATE(values<Case>({
      {"dense", [](Model&) {}, Biases::none, 160 + 2 * k_layer + 8, 160 + 2 * k_layer + 8},
      {"tied", [](Model& m) { m.tied_embeddings = Truth::yes; }, Biases::none, 80 + 2 * k_layer + 8,
       80 + 2 * k_layer + 8},
      {"tied or not, nobody says", [](Model& m) { m.tied_embeddings = Truth::unknown; },
       Biases::none, 160 + 2 * k_layer + 8, 160 + 2 * k_layer + 8},
      {"a plain MLP", [](Model& m) { m.mlp_matrices = 2; }, Biases::none,
       160 + 2 * (k_layer - 128) + 8, 160 + 2 * (k_layer - 128) + 8},
      {"biases of query, key and value", [](Model&) {}, Biases::qkv, 160 + 2 * (k_layer + 16) + 8,
       160 + 2 * (k_layer + 16) + 8},
      {"biases everywhere", [](Model&) {}, Biases::all, // 16 + 8, 2 x 16 + 8
       160 + 2 * (k_layer + 64) + 8, 160 + 2 * (k_layer + 64) + 8},
      {"experts with a router",
       [](Model& m) {
         m.n_experts = 4;
         m.experts_per_token = 1;
         m.moe_intermediate = 4; // An expert has 3 x 8 x 4 = 96.
       },
       Biases::none, 160 + 2 * (192 + 16 + 4 * 96 + 32) + 8, 160 + 2 * (192 + 16 + 96 + 32) + 8},
      {"experts as wide as the MLP",
       [](Model& m) {
         m.n_experts = 2;
         m.experts_per_token = 1;
       },
       Biases::none, 160 + 2 * (192 + 16 + 2 * 384 + 16) + 8, 160 + 2 * (192 + 16 + 384 + 16) + 8},
  }));
  DYNAMIC_SECTION(c.name) {
    Model model = tiny();
    c.change(model);
    const auto counted = parameters_of(model, c.biases);
    REQUIRE(counted);
    CHECK(counted->total == c.total);
    CHECK(counted->active == c.active);
  }
}

TEST_CASE("nothing is counted where a figure is missing", "[catalog]") {
  Model model = tiny();
  model.vocab.reset();
  CHECK_FALSE(parameters_of(model));
  CHECK_FALSE(parameters_of(Model{}));
}

TEST_CASE("every model's parameters are those of its architecture", "[catalog][shipped]") {
  // What is not counted without biases: 0.034% of those with biases in every expert.
  constexpr double k_most = 0.0005;
  int compared = 0;
  for (const Model& model : shipped().catalog.models) {
    const auto counted = parameters_of(model);
    if (!counted || !model.params_b) {
      continue;
    }
    ++compared;
    const double apart = counted->total / (model.params_b->to_double() * 1e9) - 1;
    const double active = counted->active / (model.active_params_b->to_double() * 1e9) - 1;
    CAPTURE(model.id, apart, active);
    CHECK(std::abs(apart) < k_most);
    CHECK(std::abs(active) < k_most);
  }
  CHECK(compared >= 60);
}

TEST_CASE("with its biases a model with many experts adds up exactly", "[catalog][shipped]") {
  // openai/gpt-oss model card, arXiv 2508.10925, table 1: 20.91B and 116.83B in all.
  for (const auto& [id, published] :
       {std::pair{"gpt-oss-20b", 20.91}, std::pair{"gpt-oss-120b", 116.83}}) {
    const auto counted = parameters_of(*shipped().catalog.model(id), Biases::all);
    CHECK(counted->total / 1e9 == Catch::Approx(published).margin(0.006));
  }
}
