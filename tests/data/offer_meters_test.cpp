#include "support/catch.hpp"
#include "support/synthetic_offer.hpp"
#include "tunepath/data/read_offer.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/rates/rate_table.hpp"

#include <string>
#include <vector>

using namespace tunepath;
using test::bedrock_product;
using test::sagemaker_product;
using test::SyntheticProduct;

namespace {

const test::SyntheticOffer k_sagemaker{.code = "AmazonSageMaker"};
const test::SyntheticOffer k_bedrock{.code = "AmazonBedrock"};

OfferReading read(const test::SyntheticOffer& offer,
                  const std::vector<SyntheticProduct>& products) {
  const std::string text = test::offer_json(offer, products);
  auto reading = read_offer({.file = "offer.json",
                             .text = text,
                             .rules = shipped().offers,
                             .catalog = shipped().catalog,
                             .published = {},
                             .progress = {}});
  REQUIRE(reading);
  return std::move(reading).value();
}

/// "KEY: $usd / per", of every row.
std::string said(const OfferReading& reading) {
  std::string out;
  for (const RateRow& row : reading.rows) {
    out += (out.empty() ? "" : "; ") + to_string(row.key()) + ": " + to_string(row.usd) + " / " +
           std::to_string(row.per);
  }
  for (const OfferTally& tally : reading.skipped) {
    out += "skipped: " + tally.what;
  }
  for (const OfferTally& tally : reading.unknown) {
    out += "unknown: " + tally.what;
  }
  return out;
}

SyntheticProduct with(SyntheticProduct product, const std::string& name, const std::string& value) {
  for (auto& [known, text] : product.attributes) {
    if (known == name) {
      text = value;
      return product;
    }
  }
  product.attributes.emplace_back(name, value);
  return product;
}

struct Case {
  const char* name;
  SyntheticProduct product;
  const char* expected;
};

constexpr const char* k_hosting =
    "sagemaker / ml.g5.2xlarge / - / us-east-1 / in-region / hosting / instance-hour / on-demand: "
    "1.5 / 1";

} // namespace

TEST_CASE("a product of SageMaker gives the rate of its component", "[data][import]") {
  const auto instance = [](const char* usage, const char* component) {
    return sagemaker_product(std::string{"USE1-"} + usage + "ml.g5.2xlarge", component,
                             "ml.g5.2xlarge", "1.5000000000");
  };
  const auto key = [](const std::string& meter) {
    return "sagemaker / ml.g5.2xlarge / - / us-east-1 / in-region / " + meter +
           " / instance-hour / on-demand: 1.5 / 1";
  };
  struct Row {
    const char* component;
    const char* usage;
    const char* meter;
  };
  for (const Row& row :
       {Row{"Hosting", "Host:", "hosting"}, Row{"Training", "Train:", "training"},
        Row{"Processing", "Processing:", "processing"}, Row{"Notebook", "Notebk:", "notebook"},
        Row{"AsyncInf", "AsyncInf:", "async-inference"},
        Row{"BatchTransform", "Tsform:", "batch-transform"},
        Row{"Studio-JupyterLab", "Studio:JupyterLab-", "studio-jupyterlab"},
        Row{"Cluster", "Cluster:", "hyperpod-cluster"}}) {
    CAPTURE(row.component);
    CHECK(said(read(k_sagemaker, {instance(row.usage, row.component)})) == key(row.meter));
    CHECK(said(read(k_sagemaker, {instance(row.usage, "")})) == key(row.meter));
    CHECK(said(read(k_sagemaker, {with(instance(row.usage, ""), "platoinstancetype",
                                       row.component)})) == key(row.meter));
  }
}

TEST_CASE("what else SageMaker lists is mapped, skipped or unknown", "[data][import]") {
  const auto hosting =
      sagemaker_product("USE1-Host:ml.g5.2xlarge", "Hosting", "ml.g5.2xlarge", "1.5000000000");
  const Case cases[]{
      {"an instance that only the usage type names",
       sagemaker_product("USE1-Host:ml.g5.2xlarge", "Hosting", "", "1.5"), k_hosting},
      {"a volume of training",
       sagemaker_product("USE1-Train:VolumeUsage.gp2", "", "", "0.14", "GB-Mo"),
       "sagemaker / gp2-volume / - / us-east-1 / in-region / storage-training / gb-month / none: "
       "0.14 / 1"},
      {"a volume of processing",
       sagemaker_product("USE1-Processing:VolumeUsage.gp2", "", "", "0.1", "GB-Mo"),
       "sagemaker / gp2-volume / - / us-east-1 / in-region / storage-processing / gb-month / none: "
       "0.1 / 1"},
      {"a volume of hosting",
       sagemaker_product("USE1-Host:VolumeUsage.gp2", "", "", "0.14", "GB-Mo"),
       "skipped: a volume that no estimate uses (of other than training and processing, or another "
       "type)"},
      {"spot training", sagemaker_product("USE1-SpotTrain:ml.g5.xlarge", "SpotTraining", "", "1"),
       "skipped: spot training, whose price is not listed for long"},
      {"spot training without a component",
       sagemaker_product("USE1-SpotTrain:ml.g5.xlarge", "", "ml.g5.xlarge", "1"),
       "skipped: spot training, whose price is not listed for long"},
      {"a reserved cluster", sagemaker_product("USE1-Cluster-Reserved:ml.p5.48xlarge", "", "", "1"),
       "skipped: capacity that is reserved"},
      {"a fee for a training plan",
       sagemaker_product("USE1-TrainingPlanUpfrontFee:ml.p4d.24xlarge", "", "", "13.57",
                         "Quantity"),
       "skipped: a fee that is paid once, upfront"},
      {"a free tier", sagemaker_product("USE1-Notebk:ml.t3.medium-Free", "Notebook", "", "1"),
       "skipped: a free tier"},
      {"a Local Zone", with(hosting, "locationType", "AWS Local Zone"),
       "skipped: a Local Zone, an Outpost or another place that is no region"},
      {"no region", with(hosting, "regionCode", ""), "skipped: no region code"},
      {"a component whose usage type says another thing",
       sagemaker_product("USE1-Train:ml.g5.xlarge", "Hosting", "ml.g5.xlarge", "1"),
       "unknown: Train"},
      {"a component that nobody knows",
       sagemaker_product("USE1-Teleport:ml.g5.xlarge", "Teleport", "ml.g5.xlarge", "1"),
       "unknown: Teleport"},
      {"a unit that is no hour",
       sagemaker_product("USE1-Host:ml.g5.xlarge", "Hosting", "ml.g5.xlarge", "1", "Mins"),
       "skipped: the unit 'Mins', in which hosting is not counted"},
      {"a unit of something else",
       sagemaker_product("USE1-Host:ml.g5.xlarge", "Hosting", "ml.g5.xlarge", "1", "GB-Mo"),
       "skipped: the unit 'GB-Mo', in which hosting is not counted"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(said(read(k_sagemaker, {c.product})) == c.expected);
  }
}

TEST_CASE("a product of Bedrock gives the rate of its usage type", "[data][import]") {
  const auto tokens = [](const char* usage, const char* model = "", const char* feature = "") {
    return bedrock_product(usage, "1K tokens", "0.0003000000", model, feature);
  };
  const auto hour = [](const char* usage) { return bedrock_product(usage, "hour", "60.5"); };
  const std::string flex = "skipped: the flex tier";
  const Case cases[]{
      {"input", tokens("USE1-Qwen3-32B-input-tokens", "Qwen3 32B", "On-demand Inference"),
       "bedrock / qwen3-32b / base / us-east-1 / in-region / input / token / on-demand: 0.0003 / "
       "1000"},
      {"output, by the million",
       bedrock_product("USE1-Qwen3-32B-output-tokens", "1M tokens", "0.3", "Qwen3 32B"),
       "bedrock / qwen3-32b / base / us-east-1 / in-region / output / token / on-demand: 0.3 / "
       "1000000"},
      {"batch by suffix",
       tokens("USE1-Qwen3-32B-input-tokens-batch", "Qwen3 32B", "Batch Inference"),
       "bedrock / qwen3-32b / base / us-east-1 / in-region / input / token / batch: 0.0003 / 1000"},
      {"batch by feature", tokens("USE1-Qwen3-32B-input-tokens", "Qwen3 32B", "Batch Inference"),
       "bedrock / qwen3-32b / base / us-east-1 / in-region / input / token / batch: 0.0003 / 1000"},
      {"batch that calls itself on demand",
       tokens("USE1-Qwen3-32B-input-tokens-batch", "Qwen3 32B", "On-demand Inference"),
       "unknown: Qwen3-32B-input-tokens-batch"},
      {"the other convention", tokens("USE1-qwen.qwen3-32b-mantle-input-tokens-standard"),
       "bedrock / qwen3-32b / base / us-east-1 / in-region / input / token / on-demand: 0.0003 / "
       "1000"},
      {"flex", tokens("USE1-Qwen3-32B-input-tokens-flex", "Qwen3 32B"), flex.c_str()},
      {"priority", tokens("USE1-Qwen3-32B-input-tokens-priority", "Qwen3 32B"),
       "skipped: the priority tier"},
      {"a custom model",
       tokens("USE1-Nova2.0Lite-input-tokens-custom-model", "Nova 2.0 Lite", "Model Customization"),
       "bedrock / nova-2-lite / custom / us-east-1 / in-region / input / token / on-demand: 0.0003 "
       "/ 1000"},
      {"across regions",
       tokens("USE1-Nova2.0Pro-text-input-tokens-cross-region-global", "Nova 2.0 Pro"),
       "bedrock / nova-2-pro / base / us-east-1 / global / input / token / on-demand: 0.0003 / "
       "1000"},
      {"cache read", tokens("USE1-NovaPro-cache-read-input-token-count", "Nova Pro"),
       "bedrock / nova-pro / base / us-east-1 / in-region / cache-read / token / on-demand: 0.0003 "
       "/ 1000"},
      {"a model that only the usage type names", tokens("USE1-TitanEmbeddingsG1-Text-input-tokens"),
       "bedrock / titan-embed-text-g1 / base / us-east-1 / in-region / input / token / on-demand: "
       "0.0003 / 1000"},
      {"the same without a region", tokens("Qwen3-32B-input-tokens"),
       "bedrock / qwen3-32b / base / us-east-1 / in-region / input / token / on-demand: 0.0003 / "
       "1000"},
      {"latency-optimized",
       tokens("USE1-Llama3-1-70B-input-tokens", "Llama 3.1 70B Latency Optimized"),
       "skipped: latency-optimized inference, a dearer product"},
      {"images", tokens("USE1-Nova2.0Pro-input-image-token-count", "Nova 2.0 Pro"),
       "skipped: images, audio, video and speech"},
      {"speech", tokens("USE1-NovaSonic-speech-understanding-input-token", "Nova Sonic"),
       "skipped: images, audio, video and speech"},
      {"long context", tokens("USE1-X-input_tokens_long_ctx-input-tokens", "X"),
       "skipped: long context"},
      {"reserved", tokens("USE1-X-Reserved_3Month_OutputTPM_Global", "X"),
       "skipped: reserved tokens per minute"},
      {"a guardrail", tokens("USE1-Guardrail-ContentPolicyUnitsConsumed"), "skipped: guardrails"},
      {"grounding", tokens("USE1-Nova2.0Lite-nova-grounding"), "skipped: grounding by web search"},
      {"a model that nobody knows", tokens("USE1-Foo-input-tokens", "Foo 7B"),
       "skipped: no model of the catalog is called 'Foo 7B'"},
      {"training", tokens("USE1-Llama3-3-70B-Customization-Training"),
       "bedrock / llama-3.3-70b / custom / us-east-1 / in-region / training / trained-token / "
       "none: "
       "0.0003 / 1000"},
      {"reinforcement tuning", hour("USE1-Nova2.0Lite-RFT-Training-Hours"),
       "bedrock / nova-2-lite / custom / us-east-1 / in-region / training / training-hour / none: "
       "60.5 / 1"},
      {"storage of a model",
       bedrock_product("USE1-Nova2.0Lite-Customization-Storage", "per Model / month", "1.95"),
       "bedrock / nova-2-lite / custom / us-east-1 / in-region / model-storage / model-month / "
       "none: 1.95 / 1"},
      {"Provisioned Throughput",
       hour("USE1-Llama3-1-70B-ProvisionedThroughput-NoCommit-ModelUnits"),
       "bedrock / llama-3.1-70b / base / us-east-1 / in-region / provisioned-throughput / "
       "model-unit-hour / no-commitment: 60.5 / 1"},
      {"Provisioned Throughput of a custom model",
       hour("USE1-TitanText-Premier-ProvisionedThroughput-Custom-NoCommit-ModelUnits"),
       "bedrock / titan-text-premier / custom / us-east-1 / in-region / provisioned-throughput / "
       "model-unit-hour / no-commitment: 60.5 / 1"},
      {"Provisioned Throughput of Nova, base and custom",
       hour("USE1-Nova2.0Lite-ProvisionedThroughput-1month-ModelUnits"),
       "bedrock / nova-2-lite / base / us-east-1 / in-region / provisioned-throughput / "
       "model-unit-hour / 1-month: 60.5 / 1; bedrock / nova-2-lite / custom / us-east-1 / "
       "in-region "
       "/ provisioned-throughput / model-unit-hour / 1-month: 60.5 / 1"},
      {"Custom Model Import",
       bedrock_product("USE1-OSS-CustomModelImport-Inference-v2:0", "Custom Model Unit per Min",
                       "0.1433"),
       "bedrock-custom-model-import / cmu-v2 / custom / us-east-1 / in-region / inference / "
       "cmu-minute / none: 0.1433 / 1"},
      {"tokens in a unit that nobody knows",
       bedrock_product("USE1-Qwen3-32B-input-tokens", "Units", "1", "Qwen3 32B"),
       "skipped: the unit 'Units', in which input is not counted"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(said(read(k_bedrock, {c.product})) == c.expected);
  }
}

TEST_CASE("usage types whose price is shipped give the shipped key and price", "[data][import]") {
  struct Known {
    test::SyntheticOffer offer;
    SyntheticProduct product;
    std::size_t rows = 1;
  };
  const auto lite = [](const char* rest, const char* unit, const char* price) {
    return bedrock_product(std::string{"USE1-Nova2.0Lite-"} + rest, unit, price, "Nova 2.0 Lite");
  };
  const auto text = [](const char* usage, const char* price, const char* model) {
    return bedrock_product(usage, "1K tokens", price, model);
  };
  const Known known[]{
      // The list of 2 August, as published.
      {k_bedrock, lite("Customization-Training", "1K tokens", "0.0037800000")},
      {k_bedrock, lite("Customization-Storage", "Model/month", "1.9500000000")},
      {k_bedrock, lite("input-tokens-custom-model", "1K tokens", "0.0003000000")},
      {k_bedrock, lite("output-tokens-custom-model", "1K tokens", "0.0025000000")},
      {k_bedrock, lite("input-tokens", "1K tokens", "0.0003300000")},
      {k_bedrock, lite("output-tokens", "1K tokens", "0.0027500000")},
      {k_bedrock, lite("ProvisionedThroughput-NoCommit-ModelUnits", "hour", "60.5000000000"), 2},
      {k_bedrock, lite("ProvisionedThroughput-1month-ModelUnits", "hour", "55.0000000000"), 2},
      // The list of 20 August, whose prices are shipped by the million.
      {k_bedrock, lite("input-tokens-batch", "1K tokens", "0.0001650000")},
      {k_bedrock, lite("input-tokens-cross-region-global", "1K tokens", "0.0003000000")},
      {k_bedrock, lite("output-tokens-cross-region-global", "1K tokens", "0.0025000000")},
      {k_bedrock, text("USE1-Llama3-1-405B-input-tokens-batch", "0.0012000000", "Llama 3.1 405B")},
      {k_bedrock, text("USE1-Llama3-1-70B-input-tokens", "0.0007200000", "Llama 3.1 70B")},
      {k_bedrock, text("USE1-NovaMicro-output-tokens-batch", "0.0000700000", "Nova Micro")},
      {k_bedrock, text("USE1-TitanTextG1-Express-output-tokens", "0.0006000000", "")},
      {k_bedrock, text("USE1-CommandR+-input-tokens", "0.0030000000", "Command R+")},
      {k_bedrock, bedrock_product("USE1-Llama-CustomModelImport-Inference-v1:0",
                                  "Custom Model Unit per Min", "0.0571800000")},
      // Lists of SageMaker.
      {k_sagemaker,
       sagemaker_product("USE1-Host:ml.g5.2xlarge", "Hosting", "ml.g5.2xlarge", "1.5150000000")},
      {k_sagemaker,
       with(sagemaker_product("USE2-Host:ml.g6.xlarge", "", "ml.g6.xlarge", "1.1267000000"),
            "regionCode", "us-east-2")},
      {k_sagemaker, sagemaker_product("USE1-Cluster:ml.p4d.24xlarge", "Cluster", "ml.p4d.24xlarge",
                                      "25.9100000000")},
      {k_sagemaker,
       sagemaker_product("USE1-Train:VolumeUsage.gp2", "", "", "0.1400000000", "GB-Mo")},
      {k_sagemaker,
       sagemaker_product("USE1-Processing:VolumeUsage.gp2", "", "", "0.1000000000", "GB-Mo")},
  };
  const RateTable table{shipped().rates};
  const Date day = *Date::parse("2026-11-22");
  for (const Known& one : known) {
    const OfferReading reading = read(one.offer, {one.product});
    CAPTURE(one.product.sku, said(reading));
    REQUIRE(reading.rows.size() == one.rows);
    for (const RateRow& row : reading.rows) {
      const RateRow* in_shipped = table.find(row.key(), day);
      REQUIRE(in_shipped != nullptr);
      CHECK(row.usd * Decimal::of(in_shipped->per) == in_shipped->usd * Decimal::of(row.per));
    }
  }
}
