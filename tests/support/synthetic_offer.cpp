#include "support/synthetic_offer.hpp"

#include <algorithm>
#include <array>
#include <random>

#include <fmt/format.h>

namespace tunepath::test {
namespace {

constexpr std::string_view k_disclaimer =
    "This list is made up, for tests. \"Real\" ones have a paragraph here, with a link to "
    "https://example.com/pricing, commas, and more than one sentence.";

struct Region {
  const char* code;
  const char* prefix;
  const char* name;
};
constexpr std::array<Region, 8> k_regions{{{"us-east-1", "USE1", "US East (N. Virginia)"},
                                           {"us-east-2", "USE2", "US East (Ohio)"},
                                           {"us-west-2", "USW2", "US West (Oregon)"},
                                           {"eu-west-1", "EU", "EU (Ireland)"},
                                           {"eu-central-1", "EUC1", "EU (Frankfurt)"},
                                           {"ap-south-1", "APS3", "Asia Pacific (Mumbai)"},
                                           {"ap-northeast-1", "APN1", "Asia Pacific (Tokyo)"},
                                           {"sa-east-1", "SAE1", "South America (Sao Paulo)"}}};

struct Component {
  const char* name;
  const char* usage; ///< before the instance
};
constexpr std::array<Component, 16> k_components{{{"Hosting", "Host:"},
                                                  {"Training", "Train:"},
                                                  {"Processing", "Processing:"},
                                                  {"Notebook", "Notebk:"},
                                                  {"AsyncInf", "AsyncInf:"},
                                                  {"BatchTransform", "Tsform:"},
                                                  {"Studio-JupyterLab", "Studio:JupyterLab-"},
                                                  {"Cluster", "Cluster:"},
                                                  {"SpotTraining", "SpotTrain:"},
                                                  {"Cluster-Reserved", "Cluster-Reserved:"},
                                                  {"Processing_DW", "Processing_DW:"},
                                                  {"Processing_Geo", "Processing_Geo:"},
                                                  {"Studio", "Studio:KernelGateway-"},
                                                  {"studio-codeeditor", "Studio:CodeEditor-"},
                                                  {"TensorBoard", "TensorBoard:"},
                                                  {"Teleport", "Teleport:"}}};
constexpr std::array<const char*, 12> k_families{"c5", "c7i", "m5",  "m7i", "g4dn", "g5",
                                                 "g6", "g6e", "p4d", "p5",  "r5",   "trn1"};
constexpr std::array<const char*, 8> k_sizes{"large",   "xlarge",   "2xlarge",  "4xlarge",
                                             "8xlarge", "12xlarge", "24xlarge", "48xlarge"};

std::string sku_of(std::mt19937_64& random) {
  constexpr std::string_view k_letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  std::string sku;
  for (int i = 0; i < 16; ++i) {
    sku += k_letters[random() % k_letters.size()];
  }
  return sku;
}

/// The attributes that real products have and that decide nothing, one of three usual lists.
void add_noise(SyntheticProduct& product, std::uint64_t which) {
  auto& all = product.attributes;
  all.insert(all.end(), {{"vCpu", which % 2 == 0 ? "8" : "N/A"},
                         {"memory", "32 GiB"},
                         {"clockSpeed", "2.5 GHz"},
                         {"networkPerformance", "Up to 10 Gigabit"}});
  if (which % 3 != 0) {
    all.insert(all.end(), {{"physicalCpu", "N/A"},
                           {"physicalGpu", "1"},
                           {"gpuMemory", "24"},
                           {"gpu", "1"},
                           {"currentGeneration", "Yes"},
                           {"processorArchitecture", "64-bit"}});
  }
  if (which % 3 == 2) {
    all.insert(all.end(), {{"computeType", "Accelerated Computing"},
                           {"groupDescription", "Instances, \"accelerated\""},
                           {"platoinstancename", "as instanceName"},
                           {"platovolumetype", "N/A"},
                           {"volumeType", "SSD"}});
  }
  all.emplace_back("servicename", "Amazon SageMaker");
}

SyntheticProduct instance_product(std::mt19937_64& random, const Region& region,
                                  const Component& component, const std::string& instance) {
  SyntheticProduct product;
  product.sku = sku_of(random);
  product.attributes = {
      {"servicecode", "AmazonSageMaker"},
      {"location", region.name},
      {"locationType", "AWS Region"},
      {"instanceType", fmt::format("{}-{}", instance, component.name)},
      {"usagetype", fmt::format("{}-{}{}", region.prefix, component.usage, instance)},
      {"operation", "RunInstance"},
      {random() % 4 == 0 ? "platoinstancetype" : "component", component.name},
      {"instanceName", instance},
      {"regionCode", region.code}};
  product.unit = "Hrs";
  product.price = fmt::format("{}.{:06}0000", random() % 40, 1 + random() % 999'999);
  return product;
}

/// Now and then a product that gives no rate, for one reason after another.
void spoil(SyntheticProduct& product, std::uint64_t which) {
  switch (which % 160) {
  case 0:
    product.price = "0.0000000000";
    break;
  case 1:
    product.attributes[2].second = "AWS Local Zone";
    break;
  case 2:
    product.unit = "Quantity";
    break;
  case 3:
    product.effective = "2026-12-01T00:00:00Z";
    break;
  case 4:
    product.currency = "CNY";
    break;
  case 5:
    product.end = "100";
    break;
  case 6:
    product.term = "Reserved";
    break;
  case 7:
    product.attributes[4].second += "-Free";
    break;
  default:
    break;
  }
}

std::string quoted_json(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    out += c == '"' || c == '\\' ? "\\" : "";
    out += c;
  }
  return out + "\"";
}

std::string quoted_csv(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    out += c == '"' ? "\"\"" : std::string{c};
  }
  return out + "\"";
}

std::string attributes_json(const SyntheticProduct& product, std::string_view between,
                            std::string_view colon) {
  std::string out;
  for (const auto& [name, value] : product.attributes) {
    out += fmt::format("{}{}{}{}", out.empty() ? "" : between, quoted_json(name), colon,
                       quoted_json(value));
  }
  return out;
}

/// A term as the bulk offer has it, indented as it is published.
std::string term_json(const SyntheticProduct& p) {
  constexpr const char* k_term = "JRTCKXETXF";
  constexpr const char* k_rate = "6YS6EN2CT7";
  return fmt::format(
      "      \"{0}\" : {{\n        \"{0}.{1}\" : {{\n          \"offerTermCode\" : \"{1}\",\n"
      "          \"sku\" : \"{0}\",\n          \"effectiveDate\" : \"{3}\",\n"
      "          \"priceDimensions\" : {{\n            \"{0}.{1}.{2}\" : {{\n"
      "              \"rateCode\" : \"{0}.{1}.{2}\",\n"
      "              \"description\" : \"${7} per unit of something, somewhere\",\n"
      "              \"beginRange\" : \"{4}\",\n              \"endRange\" : \"{5}\",\n"
      "              \"unit\" : {6},\n              \"pricePerUnit\" : {{\n"
      "                \"{8}\" : \"{7}\"\n              }},\n              \"appliesTo\" : [ ]\n"
      "            }}\n          }},\n          \"termAttributes\" : {{ }}\n        }}\n      }}",
      p.sku, k_term, k_rate, p.effective, p.begin, p.end, quoted_json(p.unit), p.price, p.currency);
}

std::string entry_json(const SyntheticOffer& offer, const SyntheticProduct& p) {
  return fmt::format(
      "{{\"product\":{{\"productFamily\":\"ML Instance\",\"attributes\":{{{}}},\"sku\":\"{}\"}},"
      "\"serviceCode\":\"{}\",\"terms\":{{\"{}\":{{\"{}.JRTCKXETXF\":{{\"priceDimensions\":{{"
      "\"{}.JRTCKXETXF.6YS6EN2CT7\":{{\"unit\":{},\"endRange\":\"{}\",\"description\":\"\","
      "\"appliesTo\":[],\"rateCode\":\"\",\"beginRange\":\"{}\",\"pricePerUnit\":{{\"{}\":\"{}\"}}"
      "}}}},\"sku\":\"{}\",\"effectiveDate\":\"{}\",\"offerTermCode\":\"JRTCKXETXF\","
      "\"termAttributes\":{{}}}}}}}},\"version\":\"{}\",\"publicationDate\":\"{}\"}}",
      attributes_json(p, ",", ":"), p.sku, offer.code, p.term, p.sku, p.sku, quoted_json(p.unit),
      p.end, p.begin, p.currency, p.price, p.sku, p.effective, offer.version, offer.published);
}

/// The display name of an attribute, as it heads a column.
constexpr std::array<std::pair<const char*, const char*>, 15> k_columns{
    {{"servicecode", "serviceCode"},
     {"location", "Location"},
     {"locationType", "Location Type"},
     {"instanceType", "Instance Type"},
     {"usagetype", "usageType"},
     {"operation", "operation"},
     {"component", "Component"},
     {"platoinstancetype", "Plato Instance Type"},
     {"instanceName", "Instance Name"},
     {"regionCode", "Region Code"},
     {"model", "Model"},
     {"feature", "Feature"},
     {"inferenceType", "Inference Type"},
     {"service_tier", "Service Tier"},
     {"groupDescription", "Group Description"}}};

Products all_of(const std::vector<SyntheticProduct>& products) {
  return [&products](const auto& take) { std::for_each(products.begin(), products.end(), take); };
}

} // namespace

void synthetic_sagemaker(std::size_t count, std::uint64_t seed,
                         const std::function<void(const SyntheticProduct&)>& take) {
  std::mt19937_64 random{seed};
  for (std::size_t made = 0; made < count; ++made) {
    const Region& region = k_regions[random() % k_regions.size()];
    const Component& component = k_components[random() % k_components.size()];
    const std::string instance = fmt::format("ml.{}{}.{}", k_families[random() % k_families.size()],
                                             made < 2'000 ? "" : fmt::format("v{}", made / 2'000),
                                             k_sizes[random() % k_sizes.size()]);
    SyntheticProduct product = instance_product(random, region, component, instance);
    spoil(product, random());
    add_noise(product, random());
    take(product);
  }
}

std::vector<SyntheticProduct> synthetic_sagemaker(std::size_t count, std::uint64_t seed) {
  std::vector<SyntheticProduct> products;
  synthetic_sagemaker(count, seed,
                      [&](const SyntheticProduct& product) { products.push_back(product); });
  return products;
}

SyntheticProduct sagemaker_product(std::string usage, std::string component, std::string instance,
                                   std::string price, std::string unit) {
  SyntheticProduct product;
  product.sku = "SKU" + usage;
  product.attributes = {{"servicecode", "AmazonSageMaker"},
                        {"locationType", "AWS Region"},
                        {"regionCode", "us-east-1"},
                        {"usagetype", std::move(usage)}};
  if (!component.empty()) {
    product.attributes.emplace_back("component", std::move(component));
  }
  if (!instance.empty()) {
    product.attributes.emplace_back("instanceName", std::move(instance));
  }
  product.unit = std::move(unit);
  product.price = std::move(price);
  return product;
}

SyntheticProduct bedrock_product(std::string usage, std::string unit, std::string price,
                                 std::string model, std::string feature) {
  SyntheticProduct product;
  product.sku = "SKU" + usage;
  product.attributes = {{"servicecode", "AmazonBedrock"},
                        {"locationType", "AWS Region"},
                        {"regionCode", "us-east-1"},
                        {"usagetype", std::move(usage)}};
  if (!model.empty()) {
    product.attributes.emplace_back("model", std::move(model));
  }
  if (!feature.empty()) {
    product.attributes.emplace_back("feature", std::move(feature));
  }
  product.unit = std::move(unit);
  product.price = std::move(price);
  return product;
}

std::vector<SyntheticProduct> synthetic_bedrock(std::size_t count, std::uint64_t seed) {
  struct Kind {
    const char* usage; ///< after the model
    const char* unit;
    const char* feature;
  };
  constexpr std::array<Kind, 14> k_kinds{
      {{"-input-tokens", "1K tokens", "On-demand Inference"},
       {"-output-tokens", "1M tokens", "On-demand Inference"},
       {"-input-tokens-batch", "1K tokens", "Batch Inference"},
       {"-output-tokens-custom-model", "1K tokens", "Model Customization"},
       {"-Customization-Training", "1K tokens", "Model Customization"},
       {"-Customization-Storage", "Model/month", "Model Customization"},
       {"-ProvisionedThroughput-NoCommit-ModelUnits", "hour",
        "Provisioned Throughput Inference - no commit"},
       {"-input-tokens-cross-region-global", "1K tokens", "On-demand Inference"},
       {"-cache-read-input-token-count", "1K tokens", ""},
       {"-input-tokens-flex", "1K tokens", "On-demand Inference"},
       {"-input-image-token-count", "1K tokens", "On-demand Inference"},
       {"-nova-grounding", "Requests", ""},
       {"-Reserved_3Month_OutputTPM_Global", "hour", ""},
       {"-something-new", "Things", ""}}};
  constexpr std::array<std::pair<const char*, const char*>, 6> k_models{
      {{"Nova2.0Lite", "Nova 2.0 Lite"},
       {"NovaMicro", "Nova Micro"},
       {"Llama3-1-70B", "Llama 3.1 70B"},
       {"Qwen3-32B", "Qwen3 32B"},
       {"TitanTextG1-Express", ""},
       {"Unheard", "Unheard \"of\" 7B"}}};
  std::mt19937_64 random{seed};
  std::vector<SyntheticProduct> products;
  while (products.size() < count) {
    const auto& [stem, model] = k_models[random() % k_models.size()];
    const Kind& kind = k_kinds[random() % k_kinds.size()];
    const Region& region = k_regions[random() % k_regions.size()];
    SyntheticProduct product =
        bedrock_product(fmt::format("{}-{}{}", region.prefix, stem, kind.usage), kind.unit,
                        fmt::format("0.{:05}00000", 1 + random() % 99'999), model, kind.feature);
    product.sku = sku_of(random);
    product.attributes[2].second = region.code;
    products.push_back(std::move(product));
  }
  return products;
}

void write_offer_json(const SyntheticOffer& offer, const Products& products, const Write& write) {
  write(
      fmt::format("{{\n  \"formatVersion\" : \"v1.0\",\n  \"disclaimer\" : {},\n"
                  "  \"offerCode\" : \"{}\",\n  \"version\" : \"{}\",\n"
                  "  \"publicationDate\" : \"{}\",\n  \"products\" : {{",
                  quoted_json(k_disclaimer), offer.code, offer.version, offer.published));
  bool first = true;
  products([&](const SyntheticProduct& product) {
    write(
        fmt::format("{}\n    \"{}\" : {{\n      \"sku\" : \"{}\",\n      \"productFamily\" : "
                    "\"ML Instance\",\n      \"attributes\" : {{\n        {}\n      }}\n    }}",
                    first ? "" : ",", product.sku, product.sku,
                    attributes_json(product, ",\n        ", " : ")));
    first = false;
  });
  write("\n  },\n  \"terms\" : {");
  for (const char* kind : {"OnDemand", "Reserved"}) {
    write(fmt::format("{}\n    \"{}\" : {{\n", kind == std::string_view{"OnDemand"} ? "" : ",",
                      kind));
    first = true;
    products([&](const SyntheticProduct& product) {
      if (product.term == kind) {
        write((first ? "" : ",\n") + term_json(product));
        first = false;
      }
    });
    write("\n    }");
  }
  write("\n  },\n  \"attributesList\" : { }\n}\n");
}

void write_offer_csv(const SyntheticOffer& offer, const Products& products, const Write& write) {
  write(
      fmt::format("\"FormatVersion\",\"v1.0\"\n\"Disclaimer\",{}\n\"Publication Date\",\"{}\"\n"
                  "\"Version\",\"{}\"\n\"OfferCode\",\"{}\"\n",
                  quoted_csv(k_disclaimer), offer.published, offer.version, offer.code));
  std::string header =
      "\"SKU\",\"OfferTermCode\",\"RateCode\",\"TermType\",\"PriceDescription\",\"EffectiveDate\","
      "\"StartingRange\",\"EndingRange\",\"Unit\",\"PricePerUnit\",\"Currency\",\"Product Family\"";
  for (const auto& [name, column] : k_columns) {
    header += fmt::format(",\"{}\"", column);
  }
  write(header + "\n");
  products([&](const SyntheticProduct& p) {
    std::string row = fmt::format(
        "\"{0}\",\"JRTCKXETXF\",\"{0}.JRTCKXETXF.6YS6EN2CT7\",\"{1}\",\"${2} per unit\",\"{3}\","
        "\"{4}\",\"{5}\",{6},\"{2}\",\"{7}\",\"ML Instance\"",
        p.sku, p.term, p.price, p.effective.substr(0, 10), p.begin, p.end, quoted_csv(p.unit),
        p.currency);
    for (const auto& [name, column] : k_columns) {
      const auto value = std::find_if(p.attributes.begin(), p.attributes.end(),
                                      [&](const auto& one) { return one.first == name; });
      row += "," + (value == p.attributes.end() ? "" : quoted_csv(value->second));
    }
    write(row + "\n");
  });
}

void write_get_products(const SyntheticOffer& offer, const Products& products, const Write& write,
                        bool as_objects) {
  write("{\n    \"FormatVersion\": \"aws_v1\",\n    \"PriceList\": [");
  bool first = true;
  products([&](const SyntheticProduct& product) {
    const std::string entry = entry_json(offer, product);
    write((first ? "\n        " : ",\n        ") + (as_objects ? entry : quoted_json(entry)));
    first = false;
  });
  write("\n    ]\n}\n");
}

std::string offer_json(const SyntheticOffer& offer, const std::vector<SyntheticProduct>& products) {
  std::string out;
  write_offer_json(offer, all_of(products), [&](std::string_view text) { out += text; });
  return out;
}

std::string offer_csv(const SyntheticOffer& offer, const std::vector<SyntheticProduct>& products) {
  std::string out;
  write_offer_csv(offer, all_of(products), [&](std::string_view text) { out += text; });
  return out;
}

std::string get_products(const SyntheticOffer& offer, const std::vector<SyntheticProduct>& products,
                         bool as_objects) {
  std::string out;
  write_get_products(
      offer, all_of(products), [&](std::string_view text) { out += text; }, as_objects);
  return out;
}

} // namespace tunepath::test
