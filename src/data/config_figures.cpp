#include "data/config_figures.hpp"

#include <initializer_list>

#include <fmt/format.h>

namespace tunepath::data {
namespace {

using Keys = std::initializer_list<std::string_view>;
using Figure = std::optional<std::int64_t>;

constexpr std::int64_t k_most = 1'000'000'000;

/// Reads figures by any of the names that configurations give them.
class Figures {
public:
  Figures(const Node& config, const Node& root, const ConfigType& type, Problems& problems,
          std::vector<std::string>& assumed)
      : config_(config), root_(root), type_(type), problems_(problems), assumed_(assumed) {}

  void read(Model& model) {
    model.mlp_matrices = type_.mlp_matrices;
    model.layers = required({"num_hidden_layers", "n_layers", "n_layer"});
    model.hidden = required({"hidden_size", "d_model", "n_embd"});
    model.heads = with_default({"num_attention_heads", "n_heads", "n_head"}, type_.heads);
    model.vocab = with_default({"vocab_size"}, type_.vocab);
    model.max_context = read_context();
    model.kv_heads = read_kv_heads(model.heads);
    model.head_dim = read_head_dim(model);
    model.intermediate = read_intermediate(model.hidden);
    model.tied_embeddings = read_tied();
    read_experts(model);
    check_heads(model);
  }

private:
  /// The first of `keys` that has a value.
  static const Node* find(const Node& in, Keys keys) {
    for (const std::string_view key : keys) {
      const Node* node = in.find(key);
      if (node != nullptr && node->kind != Node::Kind::null) {
        return node;
      }
    }
    return nullptr;
  }

  /// A whole number from 1 to a billion; a problem when it is anything else.
  Figure whole(std::string_view key, const Node& node, std::int64_t least = 1) {
    const auto value =
        node.is_scalar() && !node.quoted ? Decimal::parse(node.scalar) : std::optional<Decimal>{};
    if (!value || !value->is_whole() || value->mantissa() < least || value->mantissa() > k_most) {
      problems_.add(node.at,
                    fmt::format("'{}' is {}, not a whole number from {} to a billion", key,
                                node.quoted ? "the text " + describe(node) : describe(node), least),
                    "compare with the model's own page");
      return std::nullopt;
    }
    return value->mantissa();
  }

  Figure optional(Keys keys) {
    const Node* node = find(config_, keys);
    return node == nullptr ? Figure{} : whole(*keys.begin(), *node);
  }

  Figure required(Keys keys) {
    if (find(config_, keys) == nullptr) {
      problems_.add(config_.at, fmt::format("the configuration does not say '{}'", *keys.begin()),
                    "take the file from the model's own repository, or write the row by hand");
      return std::nullopt;
    }
    return optional(keys);
  }

  Figure with_default(Keys keys, const Figure& otherwise) {
    if (find(config_, keys) != nullptr || !otherwise) {
      return required(keys);
    }
    assume(*keys.begin(), std::to_string(*otherwise));
    return otherwise;
  }

  void assume(std::string_view key, const std::string& value) {
    assumed_.push_back(fmt::format("the file does not say '{}': {}, as '{}' has by default", key,
                                   value, type_.model_type));
  }

  Figure read_context() {
    const Keys keys{"max_position_embeddings", "max_seq_len", "n_positions"};
    if (find(config_, keys) == nullptr && !type_.max_context) {
      return std::nullopt; // Left out, and said.
    }
    return with_default(keys, type_.max_context);
  }

  /// True or false; empty where the file does not say.
  std::optional<bool> flag(const Node& in, std::string_view key) {
    const Node* node = find(in, {key});
    if (node == nullptr) {
      return std::nullopt;
    }
    const bool yes = node->scalar == "true";
    if (!node->is_scalar() || node->quoted || (!yes && node->scalar != "false")) {
      problems_.add(node->at, fmt::format("'{}' is {}, not true or false", key, describe(*node)),
                    "compare with the model's own page");
      return std::nullopt;
    }
    return yes;
  }

  /// Some say it by a flag: all queries share one, unless the block is of the newer kind.
  Figure read_kv_heads(const Figure& heads) {
    const Keys keys{"num_key_value_heads", "num_kv_heads", "n_head_kv"};
    const std::optional<bool> one = flag(config_, "multi_query");
    const bool newer = flag(config_, "new_decoder_architecture").value_or(false);
    if (one.value_or(false) && !newer) {
      return 1;
    }
    if (find(config_, keys) != nullptr) {
      return optional(keys);
    }
    const Node* attention = find(config_, {"attn_config"});
    if (attention != nullptr && attention->is_map()) {
      if (const Node* own = find(*attention, {"kv_n_heads"})) {
        return whole("kv_n_heads", *own);
      }
    }
    const bool silent = !one && !newer && config_.find(*keys.begin()) == nullptr;
    if (silent && type_.kv_heads) {
      assume(*keys.begin(), std::to_string(*type_.kv_heads));
      return type_.kv_heads;
    }
    return heads;
  }

  Figure read_head_dim(const Model& model) {
    if (find(config_, {"head_dim"}) != nullptr) {
      return optional({"head_dim"});
    }
    if (type_.head_dim) {
      assume("head_dim", std::to_string(*type_.head_dim));
      return type_.head_dim;
    }
    if (!model.hidden || !model.heads) {
      return std::nullopt;
    }
    if (*model.hidden % *model.heads != 0) {
      problems_.add(config_.at,
                    fmt::format("a hidden size of {} cannot be shared by {} heads", *model.hidden,
                                *model.heads),
                    "one of the two is wrong, or 'head_dim' is missing");
      return std::nullopt;
    }
    return *model.hidden / *model.heads;
  }

  Figure read_intermediate(const Figure& hidden) {
    const Keys keys{"intermediate_size", "ffn_hidden_size", "ffn_dim", "n_inner"};
    if (find(config_, keys) != nullptr) {
      return optional(keys);
    }
    const Node* ratio = find(config_, {"expansion_ratio"});
    Figure factor = type_.intermediate_per_hidden;
    if (ratio != nullptr) {
      factor = whole("expansion_ratio", *ratio);
    } else if (factor) {
      assume(*keys.begin(), fmt::format("{} times the hidden size", *factor));
    } else {
      return required(keys);
    }
    return factor && hidden ? Figure{*factor * *hidden} : Figure{};
  }

  /// The outer object decides where there are two.
  Truth read_tied() {
    for (const Node* in : {&root_, &config_}) {
      if (const auto tied = flag(*in, "tie_word_embeddings")) {
        return truth(*tied);
      }
    }
    assume("tie_word_embeddings", type_.tied_embeddings == Truth::yes ? "true" : "false");
    return type_.tied_embeddings;
  }

  void read_experts(Model& model) {
    const Keys keys{"num_local_experts", "num_experts", "n_routed_experts"};
    const Node* count = find(config_, keys);
    if (count == nullptr || count->scalar == "0") {
      return;
    }
    refuse_mixed_layers();
    model.n_experts = whole("num_experts", *count);
    model.experts_per_token = required({"num_experts_per_tok", "experts_per_token"});
    model.moe_intermediate = optional({"moe_intermediate_size"});
    model.moe_intermediate = model.moe_intermediate ? model.moe_intermediate : model.intermediate;
    if (model.experts_per_token && model.n_experts && *model.experts_per_token > *model.n_experts) {
      problems_.add(count->at,
                    fmt::format("{} experts for each token, but only {} in all",
                                *model.experts_per_token, *model.n_experts),
                    "one of the two is wrong");
    }
    add_shared_expert(model);
  }

  /// A row has one MLP for all layers.
  void refuse_mixed_layers() {
    const Node* dense = find(config_, {"mlp_only_layers"});
    const Node* step = find(config_, {"decoder_sparse_step"});
    const bool some_dense = dense != nullptr && !dense->items.empty();
    const bool every_other = step != nullptr && step->scalar != "1";
    if (some_dense || every_other) {
      problems_.add((some_dense ? dense : step)->at,
                    "some layers have experts and others do not: a row of models cannot say that",
                    "write the row by hand with the figures that are nearest");
    }
  }

  void add_shared_expert(Model& model) {
    const Node* node = find(config_, {"shared_expert_intermediate_size"});
    if (node == nullptr || node->scalar == "0") {
      return;
    }
    const Figure width = whole("shared_expert_intermediate_size", *node);
    if (!width || !model.moe_intermediate || !model.n_experts || !model.experts_per_token) {
      return;
    }
    if (*width % *model.moe_intermediate != 0) {
      problems_.add(node->at,
                    fmt::format("a shared expert {} wide is no multiple of the others' {}: a row "
                                "of models cannot say that",
                                *width, *model.moe_intermediate),
                    "write the row by hand with the figures that are nearest");
      return;
    }
    const std::int64_t more = *width / *model.moe_intermediate;
    *model.n_experts += more;
    *model.experts_per_token += more;
    assumed_.push_back(
        fmt::format("its shared expert stands as {} experts more, always active", more));
  }

  void check_heads(const Model& model) {
    if (model.heads && model.kv_heads && *model.heads % *model.kv_heads != 0) {
      problems_.add(
          config_.at,
          fmt::format("{} heads cannot share {} key-value heads", *model.heads, *model.kv_heads),
          "one of the two is wrong");
    }
  }

  const Node& config_;
  const Node& root_;
  const ConfigType& type_;
  Problems& problems_;
  std::vector<std::string>& assumed_;
};

} // namespace

void read_figures(const Node& config, const Node& root, const ConfigType& type, Problems& problems,
                  Model& model, std::vector<std::string>& assumed) {
  Figures{config, root, type, problems, assumed}.read(model);
}

} // namespace tunepath::data
