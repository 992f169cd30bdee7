#include "tunepath/predict/predict.hpp"

#include "support/catch.hpp"
#include "tunepath/data/shipped.hpp"

#include <cmath>

using namespace tunepath;
using Catch::Approx;

namespace {

using Cells = std::vector<std::pair<std::string, std::string>>;

/// A table of one run: a well-defined LoRA run on one accelerator, with other cells.
RunTable table(const Cells& changes) {
  Cells cells{{"kind", "peak_memory"},
              {"model_key", "llama-3.1-8b"},
              {"method", "lora"},
              {"hardware", "A100-80GB"},
              {"n_accelerators", "1"},
              {"seq_len", "2048"},
              {"batch", "2"},
              {"precision", "bf16"},
              {"value", "25"},
              {"unit", "GiB/GPU"},
              {"grad_ckpt", "full"},
              {"optimizer", "adamw"},
              {"sharding", "none"},
              {"lora_rank", "16"},
              {"lora_targets", "all"},
              {"framework", ""},
              {"eval", "1"}};
  for (const auto& [column, value] : changes) {
    const auto found = std::find_if(cells.begin(), cells.end(),
                                    [&, name = column](const auto& c) { return c.first == name; });
    if (found == cells.end()) {
      cells.emplace_back(column, value);
    } else {
      found->second = value;
    }
  }
  RunTable runs{"runs.csv", {}, {{}}};
  for (const auto& [column, value] : cells) {
    runs.columns.push_back(column);
    runs.rows[0].push_back(value);
  }
  return runs;
}

RunPrediction one(const Cells& changes) {
  return predict(table(changes), shipped().catalog).front();
}

double likely(const Cells& changes) {
  const RunPrediction prediction = one(changes);
  INFO(prediction.note);
  REQUIRE(prediction.value);
  CHECK(prediction.value->low <= prediction.value->likely);
  CHECK(prediction.value->likely <= prediction.value->high);
  return prediction.value->likely;
}

} // namespace

TEST_CASE("a row that cannot be predicted says what it lacks", "[predict]") {
  struct Case {
    const char* name;
    Cells changes;
    const char* note;
  };
  const Case c = GENERATE(values<Case>({
      {"no kind",
       {{"kind", ""}},
       "kind '' is not peak_memory, train_throughput, train_time or serve_throughput"},
      {"an unknown model",
       {{"model_key", "no-such-model"}},
       "no model 'no-such-model' with an architecture in the catalog; add it with --models"},
      {"a closed model",
       {{"model_key", "nova-micro"}},
       "no model 'nova-micro' with an architecture in the catalog; add it with --models"},
      {"an unknown method",
       {{"method", "prefix"}},
       "method 'prefix' is not full, lora, dora or qlora"},
      {"no batch", {{"batch", ""}}, "seq_len and batch (sequences per accelerator) are needed"},
      {"a negative length",
       {{"seq_len", "-5"}},
       "seq_len and batch (sequences per accelerator) are needed"},
      {"a length that is no number",
       {{"seq_len", "nan"}},
       "seq_len and batch (sequences per accelerator) are needed"},
      {"unknown hardware",
       {{"kind", "train_throughput"}, {"hardware", "abacus"}},
       "FLOPS and memory bandwidth of 'abacus' are not known"},
      {"time without tokens",
       {{"kind", "train_time"}, {"unit", "minutes"}},
       "tokens_total, and minutes, hours or seconds as the unit, are needed"},
      {"time in iterations",
       {{"kind", "train_time"}, {"unit", "minutes/1000 iterations"}, {"tokens_total", "5"}},
       "tokens_total, and minutes, hours or seconds as the unit, are needed"},
      {"memory in another unit", {{"unit", "MiB/GPU"}}, "unit 'MiB/GPU' is not GiB/GPU or GB/GPU"},
      {"training in samples",
       {{"kind", "train_throughput"}, {"unit", "samples/s"}},
       "unit 'samples/s' is not tokens/s or tokens/s/GPU"},
      {"serving in requests",
       {{"kind", "serve_throughput"}, {"method", "inference"}, {"unit", "requests/s"}},
       "unit 'requests/s' is not output tokens/s"},
      {"accelerators that cannot be counted",
       {{"n_accelerators", "1,5"}},
       "n_accelerators '1,5' is no number from 1 to 1e+15"},
      {"a rank that is no number",
       {{"lora_rank", "0x10"}},
       "lora_rank '0x10' is no number from 1 to 1e+15"},
      {"numbers without end",
       {{"seq_len", "1e15"}, {"batch", "1e15"}},
       "the numbers of the row lead beyond what can be predicted"},
      {"serving without lengths",
       {{"kind", "serve_throughput"}, {"method", "inference"}, {"seq_len", ""}},
       "batch, and in_len and out_len (or seq_len), are needed"},
  }));
  DYNAMIC_SECTION(c.name) {
    const RunPrediction prediction = one(c.changes);
    CHECK_FALSE(prediction.value);
    CHECK_FALSE(prediction.scored);
    CHECK(prediction.note == c.note);
  }
}

TEST_CASE("predictions are in the unit of the row", "[predict]") {
  CHECK(likely({{"unit", "GB/GPU"}}) == Approx(likely({}) * 1.073741824));
  const Cells all{{"kind", "train_throughput"}, {"unit", "tokens/s"}, {"n_accelerators", "8"}};
  Cells each = all;
  each[1].second = "tokens/s/GPU";
  CHECK(likely(all) == Approx(8 * likely(each)));
  const Cells minutes{{"kind", "train_time"},
                      {"unit", "minutes"},
                      {"tokens_total", "6000000"},
                      {"n_accelerators", "8"}};
  CHECK(likely(minutes) == Approx(100'000 / likely(all)));
  Cells hours = minutes;
  hours[1].second = "hours";
  CHECK(likely(hours) == Approx(likely(minutes) / 60));
}

TEST_CASE("names of models and hardware are read as people write them", "[predict]") {
  CHECK(likely({{"model_key", ""}, {"model", "meta-llama/Llama-3.1-8B"}}) == Approx(likely({})));
  CHECK(likely({{"model_key", "meta-llama/Llama-3.1-8B-Instruct"}}) == Approx(likely({})));
  const Cells speed{{"kind", "train_throughput"}, {"unit", "tokens/s"}, {"hardware", "A100-80GB"}};
  for (const char* name : {"a100-80gb", "A100-80GB?", "A100-80GB-500W"}) {
    Cells other = speed;
    other[2].second = name;
    CHECK(likely(other) == Approx(likely(speed)));
  }
}

TEST_CASE("memory answers to what one can change", "[predict]") {
  const double base = likely({});
  CHECK(likely({{"batch", "4"}}) > base);
  CHECK(likely({{"grad_ckpt", "none"}}) > 1.3 * base);
  CHECK(likely({{"method", "qlora"}, {"precision", "nf4"}}) < 0.7 * base);
  CHECK(likely({{"method", "full"}}) > 2 * base);
  CHECK(likely({{"method", "full"}, {"optimizer", "adamw8bit"}}) < likely({{"method", "full"}}));
  CHECK(likely({{"method", "full"}, {"optimizer", "paged_adamw8bit"}}) <
        likely({{"method", "full"}, {"optimizer", "adamw8bit"}}));
  CHECK(likely({{"sharding", "fsdp"}, {"n_accelerators", "8"}}) < base);
  CHECK(likely({{"lora_targets", "qv"}}) < base);
  CHECK(likely({{"grad_ckpt", "full+offload"}}) < base);
}

TEST_CASE("whether it fits is told against the memory that there is", "[predict]") {
  CHECK(one({}).fits == Truth::yes);
  CHECK(one({{"mem_gib_per_gpu", "10"}}).fits == Truth::no);
  const double gib = likely({});
  CHECK(one({{"mem_gib_per_gpu", std::to_string(gib * 1.01)}}).fits == Truth::unknown);
  CHECK(one({{"hardware", "abacus"}}).fits == Truth::unknown);
}

TEST_CASE("a framework or an accelerator without measurements widens the range", "[predict]") {
  const auto width = [](const Cells& changes) {
    const RunPrediction prediction = one(changes);
    REQUIRE(prediction.value);
    return prediction.value->high / prediction.value->low;
  };
  const auto run = [](const char* hardware, const char* framework) {
    return Cells{{"kind", "train_throughput"},
                 {"unit", "tokens/s"},
                 {"hardware", hardware},
                 {"framework", framework}};
  };
  CHECK(width(run("A100-80GB", "torchtune")) < width(run("A100-80GB", "")));
  CHECK(width(run("A100-80GB", "torchtune")) < width(run("A10G", "torchtune")));
  CHECK(width(run("A100-80GB", "")) < width(run("A10G", "")));
}

TEST_CASE("a framework is the one of the run's date", "[predict]") {
  // Later litgpt keeps the inputs of quantised matrices at 32 bits.
  const Cells run{{"method", "qlora"},
                  {"precision", "nf4"},
                  {"grad_ckpt", "none"},
                  {"framework", "litgpt"},
                  {"date", "2023-10-20"}};
  Cells later = run;
  later.back().second = "2024-11-01";
  Cells undated = run;
  undated.back().second = "";
  CHECK(likely(run) < likely(later));
  CHECK(likely(undated) == Approx(likely(later)));
}

TEST_CASE("errors are those of the scored runs only", "[predict]") {
  RunTable runs = table({{"framework", "litgpt"}});
  const double predicted = likely({{"framework", "litgpt"}});
  const auto value = std::find(runs.columns.begin(), runs.columns.end(), "value");
  const auto eval = std::find(runs.columns.begin(), runs.columns.end(), "eval");
  const auto add = [&](double measured, const char* counts) {
    runs.rows.push_back(runs.rows.front());
    runs.rows.back()[static_cast<std::size_t>(value - runs.columns.begin())] =
        std::to_string(measured);
    runs.rows.back()[static_cast<std::size_t>(eval - runs.columns.begin())] = counts;
  };
  add(predicted, "1");
  add(predicted / 2, "True");
  add(predicted * 100, "0");
  add(predicted * 100, "False");
  runs.rows.erase(runs.rows.begin());
  const auto summaries = summarize(runs, predict(runs, shipped().catalog));
  REQUIRE(summaries.size() == 2);
  CHECK(summaries[0].kind == "memory");
  CHECK(summaries[0].framework.empty());
  CHECK(summaries[1].framework == "litgpt");
  CHECK(summaries[0].runs == 2);
  CHECK(summaries[0].median == Approx(0.5).epsilon(1e-4)); // Between 0 and 1.
  CHECK(summaries[0].inside == Approx(0.5));
}

TEST_CASE("someone's own runs give the factor between what was measured and predicted",
          "[predict]") {
  const Cells run{{"kind", "train_throughput"}, {"unit", "tokens/s"}, {"value", ""}};
  Cells slow = run;
  slow.back().second = std::to_string(likely(run) / 2);
  const auto found = calibrate(table(slow), shipped().catalog, Calibrates::runs);
  REQUIRE(found.size() == 1);
  CHECK(found[0].coefficient == "calibration-training-time");
  CHECK(found[0].factor == Approx(2).epsilon(1e-4));
  CHECK(found[0].runs == 1);
  CHECK(calibrate(table(run), shipped().catalog, Calibrates::runs).empty());
}

TEST_CASE("five runs of one's own make a range of their own", "[predict]") {
  const Cells run{{"kind", "train_throughput"}, {"unit", "tokens/s"}, {"value", ""}};
  const double predicted = likely(run);
  RunTable runs = table(run);
  const std::vector<std::string> blank = runs.rows.front();
  runs.rows.clear();
  const auto value = std::find(runs.columns.begin(), runs.columns.end(), "value");
  const auto add = [&](double times) {
    runs.rows.push_back(blank);
    runs.rows.back()[static_cast<std::size_t>(value - runs.columns.begin())] =
        std::to_string(predicted / times);
  };
  for (const double times : {2.0, 2.2, 1.8, 3.0}) {
    add(times);
  }
  CHECK_FALSE(calibrate(runs, shipped().catalog, Calibrates::plans).at(0).spread);
  add(2.0);
  const auto found = calibrate(runs, shipped().catalog, Calibrates::plans);
  CHECK(found.at(0).factor == Approx(2).epsilon(1e-3));
  CHECK(found.at(0).spread.value() == Approx(1.5).epsilon(1e-3)); // The farthest of few.

  const auto rows = calibrated(shipped().catalog, found, "own.csv");
  Catalog own = shipped().catalog;
  own.coefficients = rows;
  const RunPrediction prediction = predict(runs, own).front();
  CHECK(prediction.value->likely == Approx(predicted / 2).epsilon(1e-3));
  CHECK(prediction.value->high == Approx(predicted / 2 * 1.5).epsilon(1e-3));
  CHECK(prediction.value->low == Approx(predicted / 2 / 1.5).epsilon(1e-3));
  // The runs say nothing of an accelerator that nobody measured.
  const auto width = [&](const char* hardware) {
    Cells on = run;
    on.emplace_back("hardware", hardware);
    const auto range = *predict(table(on), own).front().value;
    return range.high / range.low;
  };
  CHECK(width("A10G") > 1.3 * width("A100-80GB"));
}

TEST_CASE("runs that agree do not make a range narrower than a tenth", "[predict]") {
  const Cells run{{"value", "20"}};
  RunTable runs = table(run);
  runs.rows.assign(20, runs.rows.front());
  CHECK(calibrate(runs, shipped().catalog, Calibrates::runs).at(0).spread.value() == Approx(1.1));
  Catalog own = shipped().catalog;
  const auto rows = calibrated(own, calibrate(runs, own, Calibrates::runs), "own.csv");
  own.coefficients = rows;
  const Range<double> range = *predict(runs, own).front().value;
  CHECK(range.likely == Approx(20).epsilon(1e-3));
  CHECK(range.high == Approx(22).epsilon(1e-3));
}

TEST_CASE("the factor of a plan holds what the framework of the runs does", "[predict]") {
  const Cells named{{"kind", "train_throughput"}, {"unit", "tokens/s"}, {"framework", "hf-peft"}};
  Cells measured = named;
  measured.emplace_back("value", std::to_string(likely(named)));
  const RunTable runs = table(measured);
  CHECK(calibrate(runs, shipped().catalog, Calibrates::runs).at(0).factor ==
        Approx(1).epsilon(1e-3));
  const double plain = likely({{"kind", "train_throughput"}, {"unit", "tokens/s"}});
  CHECK(calibrate(runs, shipped().catalog, Calibrates::plans).at(0).factor ==
        Approx(plain / likely(named)).epsilon(1e-3));
}

TEST_CASE("targets of adapters are read as people write them", "[predict]") {
  const auto targets = [](const char* text) { return likely({{"lora_targets", text}}); };
  CHECK(targets("q_proj,v_proj") == Approx(targets("qv")));
  CHECK(targets("q_proj v_proj") == Approx(targets("qv")));
  CHECK(targets("gate_proj;up_proj;down_proj") == Approx(targets("mlp")));
  CHECK(targets("attn") == Approx(targets("qkvo")));
  CHECK(targets("attn+mlp") == Approx(targets("all")));
  CHECK(targets("all-linear") == Approx(targets("all")));
  CHECK(targets("all+head") > targets("all"));
}

TEST_CASE("degrees of parallelism are numbers from 1, or 1", "[predict]") {
  const auto sharded = [](const char* text) {
    return likely({{"method", "full"}, {"n_accelerators", "16"}, {"sharding", text}});
  };
  CHECK(sharded("TP8 PP2") < sharded("tp8"));
  CHECK(sharded("fsdp+tp2") < sharded("tp2"));
  for (const char* text : {"tpinf", "tp1e300", "tp-2", "tpnan", "tp0", "tp", "pp1e999"}) {
    CHECK(sharded(text) == Approx(sharded("none")));
  }
}

TEST_CASE("what is taken for granted is said", "[predict]") {
  CHECK(one({}).note.empty());
  CHECK(one({{"n_accelerators", ""}, {"lora_rank", ""}}).note ==
        "n_accelerators taken as 1; lora_rank taken as 16");
  CHECK(one({{"grad_ckpt", "yes"}}).note == "grad_ckpt 'yes' taken as none");
  CHECK(one({{"lora_targets", "wqkv"}}).note == "lora_targets 'wqkv' taken as all");
  CHECK(one({{"method", "full"}, {"lora_rank", ""}}).note.empty());
  const std::string quoted = one({{"kind", std::string(90, 'x')}}).note;
  CHECK(quoted.starts_with("kind '" + std::string(60, 'x') + "...' is not"));
}

TEST_CASE("where only the nominal memory is known, not all of it is counted on", "[predict]") {
  // An A100 of 80 GiB nominal: the catalog says how much of that is reached.
  const Cells run{{"hardware", "A100-40GB"}};
  const auto fits_at = [&](const char* batch) {
    Cells cells = run;
    cells.emplace_back("batch", batch);
    return one(cells);
  };
  bool between = false;
  for (const char* batch : {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}) {
    const RunPrediction each = fits_at(batch);
    const double share = shipped().catalog.coefficient("nominal-memory-share").likely;
    if (each.value->high > 40 * share && each.value->high <= 40) {
      between = true;
      CHECK(each.fits != Truth::yes);
    }
  }
  CHECK(between);
}

TEST_CASE("quantiles interpolate", "[predict]") {
  CHECK(quantile({3}, 0.9) == 3);
  CHECK(quantile({1, 2, 3, 4}, 0.5) == Approx(2.5));
  CHECK(quantile({4, 1, 3, 2}, 1) == 4);
  CHECK(quantile({4, 1, 3, 2}, 0) == 1);
}
