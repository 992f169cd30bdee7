#include "tunepath/data/read_model_config.hpp"

#include "support/catch.hpp"
#include "support/damaged_json.hpp"
#include "support/files.hpp"
#include "tunepath/data/read_models.hpp"
#include "tunepath/data/shipped.hpp"

#include <random>

#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace tunepath;

namespace {

Result<ImportedModel> read(const std::string& text, const std::string& id = "mine") {
  return read_model_config({.file = "config.json",
                            .text = text,
                            .types = shipped().config_types,
                            .catalog = shipped().catalog,
                            .id = id,
                            .name = "",
                            .params_b = {},
                            .day = Date::parse("2026-11-22").value()});
}

Result<ImportedModel> read_fixture(const std::string& name, const std::string& id = "mine") {
  return read(test::read_text(test::source_directory() / "tests" / "data" / "fixtures" / "configs" /
                              (name + ".json")),
              id);
}

std::string rendered(const std::vector<Diagnostic>& problems) {
  std::string out;
  for (const Diagnostic& problem : problems) {
    out += render(problem, "");
  }
  return out;
}

/// The figures of a row, to be compared and to be shown.
std::string layout(const Model& model) {
  const auto number = [](const std::optional<std::int64_t>& value) {
    return value ? std::to_string(*value) : "-";
  };
  return fmt::format(
      "layers {} hidden {} mlp {}x{} heads {}/{} of {} vocab {} context {} tied {} "
      "experts {}/{} of {}",
      number(model.layers), number(model.hidden), number(model.mlp_matrices),
      number(model.intermediate), number(model.heads), number(model.kv_heads),
      number(model.head_dim), number(model.vocab), number(model.max_context),
      name_of(model.tied_embeddings), number(model.experts_per_token), number(model.n_experts),
      number(model.moe_intermediate));
}

double apart(const std::optional<Decimal>& a, double b) {
  return std::abs(a.value().to_double() / b - 1);
}

const std::string k_llama = R"({"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2,
"num_attention_heads": 4, "intermediate_size": 128, "vocab_size": 100,
"max_position_embeddings": 512, "tie_word_embeddings": false})";

/// k_llama with `from` written as `to`.
std::string changed(const std::string& from, const std::string& to) {
  std::string text = k_llama;
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

} // namespace

TEST_CASE("published configurations give the rows of the catalog", "[data][models]") {
  struct Case {
    const char* file;
    const char* id;
  };
  const Case c = GENERATE(values<Case>({
      {"llama-3.1-8b", "llama-3.1-8b"},
      {"mistral-7b", "mistral-7b"},
      {"mixtral-8x7b", "mixtral-8x7b"},
      {"qwen2.5-7b", "qwen2.5-7b"},
      {"qwen3-8b", "qwen3-8b"},
      {"qwen3-30b-a3b", "qwen3-30b-a3b"},
      {"gemma-2b", "gemma-2b"},
      {"gemma-2-9b", "gemma-2-9b"},
      {"phi-2", "phi-2"},
      {"phi-3-mini", "phi-3-mini"},
      {"falcon-7b", "falcon-7b"},
      {"falcon-40b", "falcon-40b"},
      {"gpt-oss-20b", "gpt-oss-20b"},
      {"stablelm-alpha-3b", "stablelm-alpha-3b"},
  }));
  DYNAMIC_SECTION(c.file) {
    const auto imported = read_fixture(c.file);
    INFO(rendered(imported.problems()));
    REQUIRE(imported);
    const Model& expected = *shipped().catalog.model(c.id);
    const Model& model = imported.value().model;
    CHECK(layout(model) == layout(expected));
    CHECK(apart(model.params_b, expected.params_b->to_double()) < 0.0005);
    CHECK(apart(model.active_params_b, expected.active_params_b->to_double()) < 0.0005);
  }
}

TEST_CASE("configurations of models that the catalog lacks add up to what is published",
          "[data][models]") {
  struct Case {
    const char* file;
    double params_b; ///< as the model's page says
    const char* layout;
  };
  const Case c = GENERATE(values<Case>({
      {"qwen1.5-moe-a2.7b", 14.3,
       "layers 24 hidden 2048 mlp 3x5632 heads 16/16 of 128 vocab 151936 context 32768 tied no "
       "experts 8/64 of 1408"},
      {"stablelm-3b-4e1t", 2.8,
       "layers 32 hidden 2560 mlp 3x6912 heads 32/32 of 80 vocab 50304 context 4096 tied no "
       "experts -/- of -"},
      {"mpt-7b", 6.65,
       "layers 32 hidden 4096 mlp 2x16384 heads 32/32 of 128 vocab 50432 context 2048 tied yes "
       "experts -/- of -"},
      {"gemma-3-12b", 11.77,
       "layers 48 hidden 3840 mlp 3x15360 heads 16/8 of 256 vocab 262208 context 131072 tied yes "
       "experts -/- of -"},
  }));
  DYNAMIC_SECTION(c.file) {
    const auto imported = read_fixture(c.file);
    INFO(rendered(imported.problems()));
    REQUIRE(imported);
    CHECK(layout(imported.value().model) == c.layout);
    CHECK(apart(imported.value().model.params_b, c.params_b) < 0.005);
  }
}

TEST_CASE("what was supplied is said", "[data][models]") {
  const auto nested = read_fixture("gemma-3-12b").value();
  CHECK(nested.assumed ==
        std::vector<std::string>{
            "the file does not say 'vocab_size': 262208, as 'gemma3_text' has by default",
            "the file does not say 'max_position_embeddings': 131072, as 'gemma3_text' has by "
            "default",
            "the file does not say 'head_dim': 256, as 'gemma3_text' has by default",
            "the file does not say 'tie_word_embeddings': true, as 'gemma3_text' has by default",
            "only the text part of the model is counted"});
  const auto shared = read_fixture("qwen1.5-moe-a2.7b").value();
  CHECK(shared.assumed ==
        std::vector<std::string>{"its shared expert stands as 4 experts more, always active"});
  CHECK(shared.unsaid == std::vector<std::string>{"licence", "gated", "cmi_architecture_listed"});
  CHECK(read(k_llama).value().unsaid == std::vector<std::string>{"provider", "hf_id", "licence",
                                                                 "gated",
                                                                 "cmi_architecture_listed"});
}

TEST_CASE("the row says where it comes from", "[data][models]") {
  const auto imported = read_fixture("qwen1.5-moe-a2.7b", "").value();
  const Model& model = imported.model;
  CHECK(model.id == "qwen1.5-moe-a2.7b");
  CHECK(model.name == "Qwen1.5-MoE-A2.7B");
  CHECK(model.provider == "Qwen");
  CHECK(model.family == "qwen-moe");
  CHECK(model.hf_id == "Qwen/Qwen1.5-MoE-A2.7B");
  CHECK(model.aliases.size() == 1);
  CHECK(model.source == "config.json");
  CHECK(to_string(*model.source_date) == "2026-11-22");
  CHECK(model.note == "parameters counted from the architecture");
  CHECK(model.licence.empty());
  CHECK(model.gated == Truth::unknown);
}

TEST_CASE("a name of another model does not become an alias", "[data][models]") {
  const std::string text =
      changed(R"({"model_type")", R"({"_name_or_path": "meta-llama/Llama-3.1-8B", "model_type")");
  CHECK(read(text, "mine").value().model.aliases.empty());
  CHECK(read(text, "mine").value().assumed ==
        std::vector<std::string>{"'meta-llama/Llama-3.1-8B' is a name of 'llama-3.1-8b' already, "
                                 "so this row has no alias"});
  CHECK(read(text, "llama-3.1-8b").value().model.aliases.size() == 1);
}

TEST_CASE("a folder is no repository, and without a name an id is needed", "[data][models]") {
  for (const char* path : {"/data/a", "./a", "../a/b", "a", "~/a", "a/b/c", "a\\\\b/c", "/", ""}) {
    CAPTURE(path);
    const auto imported = read(changed("{", fmt::format(R"({{"_name_or_path": "{}", )", path)), "");
    REQUIRE_FALSE(imported);
    CHECK_THAT(rendered(imported.problems()),
               Catch::Matchers::ContainsSubstring("the file does not name the model"));
  }
  CHECK_THAT(rendered(read(k_llama, "My Model").problems()),
             Catch::Matchers::ContainsSubstring("--id 'My Model' is no id\n"
                                                "hint: write small letters, digits, points and "
                                                "hyphens: my-model"));
}

TEST_CASE("given parameters win, and are doubted where they are far off", "[data][models]") {
  ModelConfigRequest request{.file = "config.json",
                             .text = k_llama,
                             .types = shipped().config_types,
                             .catalog = shipped().catalog,
                             .id = "mine",
                             .name = "Mine",
                             .params_b = Decimal::scaled(9, 1),
                             .day = Date::parse("2026-11-22").value()};
  const auto imported = read_model_config(request).value();
  CHECK(imported.model.params_b == Decimal::scaled(9, 1));
  CHECK(imported.model.active_params_b == Decimal::scaled(9, 1));
  CHECK(imported.model.name == "Mine");
  CHECK(imported.model.note == "parameters as given; the architecture adds up to 0.0001 billion");
  CHECK(imported.assumed ==
        std::vector<std::string>{"0.9 billion parameters were given, but the architecture adds up "
                                 "to 0.0001: check which holds"});
}

TEST_CASE("what cannot be a row is refused with what to do", "[data][models]") {
  struct Case {
    const char* name;
    std::string text;
    const char* says;
  };
  const Case c = GENERATE(values<Case>({
      {"no object", "[1]", "config.json:1:1: error: the file holds a list, not an object"},
      {"no type", "{}", "config.json:1:1: error: the configuration does not say its 'model_type'"},
      {"an unknown type", "{\"model_type\": \"mamba\"}",
       "config.json:1:16: error: the model_type 'mamba' is not known\n"
       "hint: known are llama, mistral, mixtral, qwen2, qwen2_moe, qwen3, qwen3_moe, gemma, "
       "gemma2, gemma3_text, gemma3, phi, phi3, falcon, gpt_oss, gpt_neox, stablelm, mpt; else "
       "write the row by hand: docs/models.md shows one with all its keys"},
      {"an unknown type without end", "{\"model_type\": \"" + std::string(100'000, 'x') + "\"}",
       "the model_type 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...' is not known\n"},
      {"a type that is a number", "{\"model_type\": 3}", "does not say its 'model_type'"},
      {"layers missing", changed("\"num_hidden_layers\": 2,", ""),
       "the configuration does not say 'num_hidden_layers'"},
      {"a text for a number", changed("\"hidden_size\": 64", "\"hidden_size\": \"64\""),
       "error: 'hidden_size' is the text '64', not a whole number from 1 to a billion"},
      {"a list for a number", changed("\"hidden_size\": 64", "\"hidden_size\": [64]"),
       "'hidden_size' is a list, not a whole number"},
      {"a fraction", changed("\"hidden_size\": 64", "\"hidden_size\": 64.5"),
       "'hidden_size' is '64.5', not a whole number"},
      {"an exponent", changed("\"hidden_size\": 64", "\"hidden_size\": 1e40"),
       "'hidden_size' is '1e40', not a whole number"},
      {"zero", changed("\"num_attention_heads\": 4", "\"num_attention_heads\": 0"),
       "'num_attention_heads' is '0', not a whole number"},
      {"negative", changed("\"vocab_size\": 100", "\"vocab_size\": -1"),
       "'vocab_size' is '-1', not a whole number"},
      {"too large", changed("\"vocab_size\": 100", "\"vocab_size\": 99999999999999999999999"),
       "'vocab_size' is '99999999999999999999999', not a whole number"},
      {"large together", changed("\"hidden_size\": 64", "\"hidden_size\": 1000000000"),
       "billion parameters\nhint: one of them has too many digits"},
      {"heads that do not divide", changed("\"hidden_size\": 64", "\"hidden_size\": 66"),
       "a hidden size of 66 cannot be shared by 4 heads"},
      {"key-value heads that do not divide",
       changed("\"vocab_size\"", "\"num_key_value_heads\": 3, \"vocab_size\""),
       "4 heads cannot share 3 key-value heads"},
      {"no truth", changed("false", "\"no\""), "'tie_word_embeddings' is 'no', not true or false"},
      {"more experts used than there are",
       changed("\"vocab_size\"", "\"num_experts\": 2, \"num_experts_per_tok\": 4, \"vocab_size\""),
       "4 experts for each token, but only 2 in all"},
      {"experts in some layers only",
       changed("\"vocab_size\"",
               "\"num_experts\": 2, \"num_experts_per_tok\": 1, "
               "\"mlp_only_layers\": [0], \"vocab_size\""),
       "some layers have experts and others do not"},
      {"a shared expert of its own width",
       changed("\"vocab_size\"",
               "\"num_experts\": 2, \"num_experts_per_tok\": 1, \"moe_intermediate_size\": 24, "
               "\"shared_expert_intermediate_size\": 25, \"vocab_size\""),
       "a shared expert 25 wide is no multiple of the others' 24"},
  }));
  DYNAMIC_SECTION(c.name) {
    const auto imported = read(c.text);
    REQUIRE_FALSE(imported);
    CHECK_THAT(rendered(imported.problems()), Catch::Matchers::ContainsSubstring(c.says));
  }
  CHECK_THAT(rendered(read_fixture("deepseek-v3").problems()),
             Catch::Matchers::ContainsSubstring(
                 "error: a 'deepseek_v3' cannot be imported: its attention (MLA) keeps a "
                 "compressed cache"));
}

TEST_CASE("all that is missing is said at once", "[data][models]") {
  CHECK(read("{\"model_type\": \"llama\"}").problems().size() == 5);
}

TEST_CASE("of a configuration within another the outer one ties the embeddings", "[data][models]") {
  const auto tied = [](const std::string& outer) {
    return read("{\"model_type\": \"mistral3\"" + outer + ", \"text_config\": " + k_llama + "}")
        .value()
        .model.tied_embeddings;
  };
  CHECK(tied("") == Truth::no);
  CHECK(tied(R"(, "tie_word_embeddings": true)") == Truth::yes);
}

TEST_CASE("a null is as good as nothing", "[data][models]") {
  const auto imported = read(changed("\"vocab_size\"",
                                     "\"num_key_value_heads\": null, \"head_dim\": null, "
                                     "\"vocab_size\""));
  REQUIRE(imported);
  CHECK(imported.value().model.kv_heads == 4);
  CHECK(imported.value().model.head_dim == 16);
}

TEST_CASE("hostile configurations are refused and never crash", "[data][models]") {
  test::DamagedJson damage{
      20261122,
      4,
      {"\"hidden_size\":", "\"text_config\":", "\"num_experts\":", "\"attn_config\":"}};
  for (int round = 0; round < 3000; ++round) {
    const std::string text = damage.damaged(k_llama, 3);
    const auto imported = read(text);
    if (!imported) {
      REQUIRE_FALSE(imported.problems().empty());
      for (const Diagnostic& problem : imported.problems()) {
        REQUIRE_FALSE(problem.message.empty());
      }
    }
  }
}

namespace {

/// The type that a configuration of `model` would have.
const ConfigType* type_for(const Model& model) {
  const ConfigType* fallback = nullptr;
  for (const ConfigType& type : shipped().config_types) {
    if (!type.refuse.empty() || type.mlp_matrices != model.mlp_matrices) {
      continue;
    }
    if (type.family == model.family) {
      return &type;
    }
    fallback = type.model_type == "gpt_neox" ? &type : fallback;
  }
  return fallback;
}

/// A configuration of `model` under the names that some make of its keys; keys that a reader can do
/// without are now and then left out.
std::string config_of(const Model& model, const ConfigType& type, std::mt19937& random) {
  std::vector<std::string> keys{fmt::format("\"model_type\": \"{}\"", type.model_type)};
  const auto add = [&](std::vector<const char*> names, const std::optional<std::int64_t>& value,
                       bool needless) {
    if (value && !(needless && random() % 2 == 0)) {
      keys.push_back(fmt::format("\"{}\": {}", names[random() % names.size()], *value));
    }
  };
  const auto is = [](const std::optional<std::int64_t>& standard, const auto& value) {
    return standard && standard == value;
  };
  add({"num_hidden_layers", "n_layers", "n_layer"}, model.layers, false);
  add({"hidden_size", "d_model", "n_embd"}, model.hidden, false);
  add({"num_attention_heads", "n_heads", "n_head"}, model.heads, is(type.heads, model.heads));
  add({"num_key_value_heads", "num_kv_heads", "n_head_kv"}, model.kv_heads,
      type.kv_heads ? type.kv_heads == model.kv_heads : model.kv_heads == model.heads);
  add({"head_dim"}, model.head_dim,
      type.head_dim ? type.head_dim == model.head_dim
                    : *model.head_dim * *model.heads == *model.hidden);
  add({"vocab_size"}, model.vocab, is(type.vocab, model.vocab));
  add({"max_position_embeddings", "max_seq_len", "n_positions"}, model.max_context,
      is(type.max_context, model.max_context));
  add({"intermediate_size", "ffn_hidden_size", "n_inner"}, model.intermediate,
      type.intermediate_per_hidden &&
          *type.intermediate_per_hidden * *model.hidden == *model.intermediate);
  add({"num_local_experts", "num_experts"}, model.n_experts, false);
  add({"num_experts_per_tok", "experts_per_token"}, model.experts_per_token, false);
  add({"moe_intermediate_size"}, model.moe_intermediate,
      model.moe_intermediate == model.intermediate);
  if (model.tied_embeddings != type.tied_embeddings || random() % 2 == 0) {
    keys.push_back(fmt::format("\"tie_word_embeddings\": {}",
                               model.tied_embeddings == Truth::yes ? "true" : "false"));
  }
  std::shuffle(keys.begin(), keys.end(), random);
  return fmt::format("{{{}}}", fmt::join(keys, ",\n"));
}

} // namespace

TEST_CASE("a configuration of every open model gives its row back", "[data][models]") {
  std::mt19937 random{5};
  int models = 0;
  for (const Model& model : shipped().catalog.models) {
    if (!model.has_architecture()) {
      continue;
    }
    ++models;
    const ConfigType* type = type_for(model);
    CAPTURE(model.id);
    REQUIRE(type != nullptr);
    for (int round = 0; round < 20; ++round) {
      const std::string text = config_of(model, *type, random);
      const auto imported = read(text);
      INFO(text << rendered(imported.problems()));
      REQUIRE(imported);
      CHECK(layout(imported.value().model) == layout(model));
      CHECK(apart(imported.value().model.params_b, model.params_b->to_double()) < 0.0006);
      const auto back = read_models(models_yaml({&imported.value().model, 1}), "m.yaml");
      REQUIRE(back);
      CHECK(layout(back.value().models[0]) == layout(model));
    }
  }
  CHECK(models >= 60);
}
