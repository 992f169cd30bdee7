#include "support/catch.hpp"
#include "support/csv.hpp"
#include "tunepath/data/shipped.hpp"

using namespace tunepath;

namespace {

using CsvRow = std::map<std::string, std::string, std::less<>>;

std::string text(const std::optional<std::int64_t>& number) {
  return std::to_string(number.value_or(0)); // The table writes 0 where there are no experts.
}

/// What the catalog says in the columns of the table.
CsvRow row_of(const Model& model) {
  return {{"hf_id", std::string{model.hf_id}},
          {"layers", text(model.layers)},
          {"hidden", text(model.hidden)},
          {"intermediate", text(model.intermediate)},
          {"heads", text(model.heads)},
          {"kv_heads", text(model.kv_heads)},
          {"head_dim", text(model.head_dim)},
          {"vocab", text(model.vocab)},
          {"max_context", text(model.max_context)},
          {"tied_embeddings", model.tied_embeddings == Truth::yes ? "1" : "0"},
          {"n_experts", text(model.n_experts)},
          {"experts_per_token", text(model.experts_per_token)},
          {"moe_intermediate", text(model.moe_intermediate)},
          {"mlp_matrices", text(model.mlp_matrices)},
          {"licence", std::string{model.licence}},
          {"gated", std::string{name_of(model.gated)}},
          {"licence_confidence", std::string{name_of(model.licence_confidence.value())}},
          {"architecture", std::string{model.family}},
          {"cmi_architecture_listed", std::string{name_of(model.cmi_architecture_listed)}},
          {"cmi_version", std::string{model.cmi_version}},
          {"source", std::string{model.source}}};
}

} // namespace

TEST_CASE("the catalog has the open models of the reference table, figure by figure",
          "[catalog][shipped]") {
  const auto table = test::reference_table("catalog/models.csv");
  if (table.empty()) {
    WARN("the reference table is not at hand");
    return;
  }
  CHECK(table.size() == 60);
  for (const CsvRow& expected : table) {
    const std::string& id = expected.at("id");
    CAPTURE(id);
    const Model* model = shipped().catalog.model(id);
    REQUIRE(model != nullptr);
    CHECK(model->weights == Weights::open);
    CHECK(model->has_architecture());
    CHECK(model->params_b == Decimal::parse(expected.at("params_b")));
    CHECK(model->active_params_b == Decimal::parse(expected.at("active_params_b")));
    for (const auto& [column, value] : row_of(*model)) {
      CAPTURE(column);
      CHECK(value == expected.at(column));
    }
  }
}
