#include "data/read_document.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace tunepath::data {
namespace {

std::string lower_case(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

void refuse_shared_name(const Model& model, const Model& owner, std::string_view name,
                        Problems& problems) {
  problems.add(
      model.place,
      fmt::format("the models '{}' and '{}' are both called '{}'", owner.id, model.id, name),
      "take the alias from one of them");
}

/// A name that finds two models would find the wrong one.
void refuse_shared_names(std::span<const Model> models, Problems& problems) {
  std::map<std::string, const Model*> owners;
  const auto claim = [&](const Model& model, std::string_view name) {
    const auto [owner, fresh] = owners.try_emplace(lower_case(name), &model);
    if (!fresh && owner->second->id != model.id) {
      refuse_shared_name(model, *owner->second, name, problems);
    }
  };
  for (const Model& model : models) {
    claim(model, model.id);
  }
  for (const Model& model : models) {
    for (const std::string_view alias : model.aliases) {
      claim(model, alias);
    }
  }
}

/// Figures of one row that cannot all be right.
void check_figures(const Model& model, Problems& problems) {
  const auto wrong = [&](std::string message, std::string hint) {
    problems.add(model.place, fmt::format("'{}' {}", model.id, message), std::move(hint));
  };
  constexpr std::int64_t k_most = 1'000'000'000;
  for (const auto& [key, value] : {std::pair{"layers", model.layers},
                                   {"hidden", model.hidden},
                                   {"intermediate", model.intermediate},
                                   {"heads", model.heads},
                                   {"kv_heads", model.kv_heads},
                                   {"head_dim", model.head_dim},
                                   {"vocab", model.vocab},
                                   {"max_context", model.max_context},
                                   {"n_experts", model.n_experts},
                                   {"moe_intermediate", model.moe_intermediate}}) {
    if (value && *value > k_most) {
      wrong(fmt::format("has '{}: {}', more than any model", key, *value), "look for extra zeros");
    }
  }
  if (model.params_b && *model.params_b > Decimal::of(100'000)) {
    wrong(fmt::format("has {} billion parameters, more than any model", to_string(*model.params_b)),
          "params_b counts billions: 8.03, not 8030000000");
  }
  if (model.heads && model.kv_heads && *model.heads % *model.kv_heads != 0) {
    wrong(fmt::format("has {} heads, which cannot share {} key-value heads", *model.heads,
                      *model.kv_heads),
          "heads is a multiple of kv_heads");
  }
  if (model.mlp_matrices && *model.mlp_matrices != 2 && *model.mlp_matrices != 3) {
    wrong(fmt::format("has 'mlp_matrices: {}'", *model.mlp_matrices),
          "write 3 for a gated MLP, 2 for a plain one");
  }
  if (model.n_experts &&
      (!model.experts_per_token || *model.experts_per_token > *model.n_experts)) {
    wrong("has experts, but not how many of them a token uses",
          "write experts_per_token, at most n_experts");
  }
  if (model.params_b && model.active_params_b && *model.active_params_b > *model.params_b) {
    wrong("has more active parameters than parameters", "active_params_b is what one token uses");
  }
}

} // namespace

void check_models(std::span<const Model> models, Problems& problems) {
  refuse_shared_names(models, problems);
  for (const Model& model : models) {
    check_figures(model, problems);
  }
}

void refuse_names_of_others(std::span<const Model> models, std::span<const Model> all,
                            Problems& problems) {
  std::map<std::string, std::vector<const Model*>> owners;
  for (const Model& model : all) {
    owners[lower_case(model.id)].push_back(&model);
    for (const std::string_view alias : model.aliases) {
      owners[lower_case(alias)].push_back(&model);
    }
  }
  const auto check = [&](const Model& model, std::string_view name) {
    for (const Model* owner : owners[lower_case(name)]) {
      if (owner->id != model.id) {
        refuse_shared_name(model, *owner, name, problems);
        return;
      }
    }
  };
  for (const Model& model : models) {
    check(model, model.id);
    for (const std::string_view alias : model.aliases) {
      check(model, alias);
    }
  }
}

} // namespace tunepath::data
