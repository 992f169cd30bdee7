// Whatever a table says: every row is predicted or says why not, and no figure is without end.
#include "support/catch.hpp"
#include "tunepath/data/read_runs.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/report/prediction_errors.hpp"

#include <cmath>
#include <random>

using namespace tunepath;

namespace {

const std::vector<std::string>& columns() {
  static const std::vector<std::string> all{
      "kind",         "model_key",    "method",    "hardware",        "n_accelerators",
      "seq_len",      "batch",        "precision", "value",           "unit",
      "date",         "grad_ckpt",    "optimizer", "sharding",        "lora_rank",
      "lora_targets", "tokens_total", "in_len",    "out_len",         "framework",
      "compiled",     "eval",         "notes",     "mem_gib_per_gpu", "outcome"};
  return all;
}

/// Words that some column knows, numbers at and beyond the edge, and rubbish.
const std::vector<std::string>& cells() {
  static const std::vector<std::string> all{"peak_memory",
                                            "train_throughput",
                                            "train_time",
                                            "serve_throughput",
                                            "llama-3.1-8b",
                                            "qwen3-30b-a3b",
                                            "full",
                                            "lora",
                                            "dora",
                                            "qlora",
                                            "inference",
                                            "A100-80GB",
                                            "A10G",
                                            "Trn1",
                                            "none",
                                            "selective",
                                            "full+offload",
                                            "adamw",
                                            "paged_adamw8bit",
                                            "adamw_cpu_offload",
                                            "fsdp+tp8",
                                            "TP32 DP8 PP4",
                                            "fsdp tpinf ppnan",
                                            "zero1 tp1e300",
                                            "all+head",
                                            "q_proj,v_proj",
                                            "qkv+mlp",
                                            "GiB/GPU",
                                            "GB/GPU",
                                            "tokens/s",
                                            "tokens/s/GPU",
                                            "minutes",
                                            "output tokens/s",
                                            "bf16",
                                            "nf4-dq",
                                            "awq-int4",
                                            "torchtune",
                                            "vllm-0.6.3",
                                            "2024-08-07",
                                            "",
                                            "0",
                                            "1",
                                            "2",
                                            "8",
                                            "16",
                                            "2048",
                                            "1e5",
                                            "1e15",
                                            "1e16",
                                            "1e300",
                                            "1e-300",
                                            "1e-9",
                                            "1e308",
                                            "1e999",
                                            "-1",
                                            "-0",
                                            "inf",
                                            "-inf",
                                            "nan",
                                            "0x10",
                                            "1,5",
                                            "1.",
                                            ".5",
                                            "+1",
                                            " 1",
                                            "False",
                                            "decode speed",
                                            "\xff\xfe",
                                            "a\nb",
                                            "\"",
                                            std::string(5000, '9'),
                                            std::string(5000, 'x')};
  return all;
}

/// A row that can be predicted, with some cells replaced by any.
std::vector<std::string> row(std::mt19937_64& random) {
  const auto below = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>{0, n - 1}(random);
  };
  static const std::vector<std::pair<std::string, std::vector<std::string>>> k_sound{
      {"kind", {"peak_memory", "train_throughput", "train_time", "serve_throughput"}},
      {"model_key", {"llama-3.1-8b", "qwen3-30b-a3b"}},
      {"method", {"full", "lora", "qlora", "inference"}},
      {"hardware", {"A100-80GB", "Trn1", "A10G"}},
      {"unit", {"GiB/GPU", "tokens/s", "minutes", "output tokens/s"}}};
  std::vector<std::string> out;
  for (const std::string& column : columns()) {
    out.emplace_back(
        std::find(columns().begin() + 4, columns().end(), column) != columns().end() ? "16" : "");
    for (const auto& [name, words] : k_sound) {
      out.back() = name == column ? words[below(words.size())] : out.back();
    }
  }
  for (std::size_t changes = below(6); changes > 0; --changes) {
    out[below(out.size())] = cells()[below(cells().size())];
  }
  return out;
}

bool sound(const std::optional<Range<double>>& value) {
  return !value || (value->low > 0 && value->low <= value->likely && value->likely <= value->high &&
                    std::isfinite(value->high));
}

} // namespace

TEST_CASE("no table leads to a figure without end", "[predict][property]") {
  std::mt19937_64 random{20'261'128};
  RunTable runs{"runs.csv", columns(), {}};
  for (int i = 0; i < 20'000; ++i) {
    runs.rows.push_back(row(random));
  }
  const std::vector<RunPrediction> predictions = predict(runs, shipped().catalog);
  REQUIRE(predictions.size() == runs.rows.size());
  std::size_t predicted = 0;
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    const RunPrediction& each = predictions[i];
    INFO("row " << i << ": " << each.note);
    REQUIRE(sound(each.value));
    REQUIRE((each.value || !each.note.empty()));
    REQUIRE(each.note.size() < 1000);
    predicted += each.value ? 1U : 0U;
  }
  CHECK(predicted > 1000); // The property is not about refusals only.
  CHECK(predicted < 19'000);

  const std::string said = prediction_errors(runs, predictions);
  CHECK(said.find("nan%") == std::string::npos);
  CHECK(said.find("inf%") == std::string::npos);
  for (const Calibration& each : calibrate(runs, shipped().catalog, Calibrates::plans)) {
    CAPTURE(each.coefficient);
    CHECK(std::isfinite(each.factor));
    CHECK(each.factor > 0);
    CHECK(each.spread.value() >= 1.1);
  }
}

TEST_CASE("what was written of any table is read back", "[predict][property]") {
  std::mt19937_64 random{20'261'129};
  RunTable runs{"runs.csv", columns(), {}};
  for (int i = 0; i < 2000; ++i) {
    runs.rows.push_back(row(random));
  }
  const auto read = read_runs(write_runs(runs, predict(runs, shipped().catalog)), "out.csv");
  REQUIRE(read);
  REQUIRE(read.value().rows.size() == runs.rows.size());
  for (std::size_t i = 0; i < runs.rows.size(); ++i) {
    for (const std::string& column : runs.columns) {
      REQUIRE(read.value().cell(i, column) == runs.cell(i, column));
    }
  }
}

TEST_CASE("any bytes are a table or what is wrong with them", "[predict][property]") {
  std::mt19937_64 random{20'261'130};
  constexpr std::string_view k_bytes{"a1,\"\n\r\0\xff\t;", 10};
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    const auto length = std::uniform_int_distribution<std::size_t>{0, 60}(random);
    for (std::size_t at = 0; at < length; ++at) {
      text += k_bytes[std::uniform_int_distribution<std::size_t>{0, k_bytes.size() - 1}(random)];
    }
    const auto read = read_runs(text, "r.csv");
    if (!read) {
      CHECK_FALSE(read.problems().empty());
      continue;
    }
    for (const auto& cells : read.value().rows) {
      CHECK(cells.size() == read.value().columns.size());
    }
  }
}
