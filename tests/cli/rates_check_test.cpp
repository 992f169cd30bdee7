#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/process.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using namespace tunepath::test;
namespace fs = std::filesystem;

namespace {

constexpr const char* k_s3 = "rates/storage/s3.yaml";
constexpr const char* k_secrets = "rates/storage/secrets-manager.yaml";
constexpr const char* k_embed = "rates/bedrock/embeddings-and-rerank.yaml";
constexpr const char* k_import = "rates/bedrock/custom-model-import.yaml";
constexpr const char* k_nova = "rates/bedrock/amazon-nova.yaml";
constexpr const char* k_nova_custom = "rates/bedrock/amazon-nova-custom.yaml";
constexpr const char* k_amazon = "catalog/bedrock_customization/amazon.yaml";
constexpr const char* k_meta = "catalog/bedrock_customization/meta.yaml";

/// One mistake in one file. `from` becomes `to`; nothing becomes a line at the end.
struct Defect {
  const char* name;
  const char* file;
  std::string from;
  std::string to;
  std::string message; ///< "warning: ..."; LINE is that of `elsewhere`
  std::string hint;
  const char* at_file = nullptr; ///< where it is reported; `file` when left out
  std::string at{};              ///< the text whose line is reported; `to` when left out
  std::string at_column{};       ///< the text that starts at the column; the row when left out
  std::string elsewhere{};       ///< in `file`, or in catalog/: the text whose line LINE is
  const char* elsewhere_file = nullptr;
};

fs::path folder_of(const std::string& file, const fs::path& scratch) {
  return file.starts_with("catalog/") ? source_directory() / "data" : scratch;
}

/// The line of the first place of `needle`, from 1, and that line.
std::pair<int, std::string> line_with(const std::string& text, const std::string& needle) {
  const auto at = text.find(needle);
  REQUIRE(at != std::string::npos);
  const auto start = text.rfind('\n', at) + 1; // npos + 1 is 0.
  return {1 + static_cast<int>(
                  std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')),
          text.substr(start, text.find('\n', at) - start)};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  if (from.empty()) {
    return text + to + "\n";
  }
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// The shipped rate files in a directory of their own, and their names there.
struct Copy {
  ScratchDirectory scratch;
  std::vector<std::string> files;

  Copy() {
    fs::copy(source_directory() / "data/rates", scratch.path() / "rates",
             fs::copy_options::recursive);
    for (const auto& entry : fs::recursive_directory_iterator{scratch.path() / "rates"}) {
      if (entry.path().extension() == ".yaml") {
        files.push_back(entry.path().lexically_relative(scratch.path()).string());
      }
    }
    std::sort(files.begin(), files.end());
  }

  Outcome check() const {
    std::vector<std::string> argv{TUNEPATH_BINARY, "rates",   "check",
                                  "--alone",       "--as-of", "2026-11-28"};
    argv.insert(argv.end(), files.begin(), files.end());
    return run({.argv = argv, .in = "", .environment = {}, .directory = scratch.path()});
  }
};

/// "rates/storage/s3.yaml:6:5: " of the finding that the defect must give.
std::string place_of(const Defect& d, const fs::path& scratch) {
  const std::string file = d.at_file == nullptr ? d.file : d.at_file;
  const auto [number, line] =
      line_with(read_text(folder_of(file, scratch) / file), d.at.empty() ? d.to : d.at);
  const auto dash = line.find("- ");
  const auto column =
      d.at_column.empty() ? (dash == std::string::npos ? 4 : dash + 2) : line.find(d.at_column);
  return file + ":" + std::to_string(number) + ":" + std::to_string(column + 1) + ": ";
}

std::string message_of(const Defect& d, const fs::path& scratch) {
  const auto at = d.message.find("LINE");
  if (at == std::string::npos) {
    return d.message;
  }
  const std::string file = d.elsewhere_file == nullptr ? d.file : d.elsewhere_file;
  const int line = line_with(read_text(folder_of(file, scratch) / file), d.elsewhere).first;
  return std::string{d.message}.replace(at, 4, std::to_string(line));
}

std::vector<Defect> defects_of_rows() {
  return {
      {"a value of the wrong type", k_s3, "usd: 0.023", "usd: cheap",
       "error: 'usd' is 'cheap', not a number", "write a plain number, as in 1500 or 0.15", nullptr,
       "", "cheap"},
      {"no YAML", k_s3, "rates:", "rates: ]", "error: not valid YAML: illegal flow end",
       "check the indentation, quotes and brackets here", nullptr, "", "]"},
      {"a unit that the meter does not have", k_s3, "unit: gb-month,", "unit: gb,",
       "error: s3 has no meter 'storage' in 'gb'", "s3 has storage in gb-month"},
      {"a service that there is not", k_s3, "service: s3", "service: s4",
       "error: s4 has no meter 'storage' in 'gb-month'", "did you mean 's3'?"},
      {"a variant where there is no model", k_s3, "region: us", "variant: base, region: us",
       "error: storage of s3 has no variant 'base'",
       "leave 'variant' out: this is no model's price"},
      {"no variant of a model's price", k_embed, "item: amazon-rerank-1, variant: base",
       "item: amazon-rerank-1", "error: rerank of bedrock needs a variant",
       "write 'variant: base'"},
      {"a tier that there is not", k_s3, "tier_or_term: first-tier", "tier_or_term: on-demand",
       "error: storage of s3 has no tier or term 'on-demand'", "write 'tier_or_term: first-tier'"},
      {"a model that there is not", k_embed, "item: amazon-rerank-1,", "item: amazon-rerank-2,",
       "error: no model is called 'amazon-rerank-2'", "did you mean 'amazon-rerank-1'?"},
      {"an instance type with a slip", "rates/sagemaker/studio-and-notebooks.yaml",
       "ml.g4dn.xlarge, region: us-east-1, scope: in-region, meter: notebook",
       "ml.g4dn-xlarge, region: us-east-1, scope: in-region, meter: notebook",
       "error: 'ml.g4dn-xlarge' is no instance type of sagemaker",
       "did you mean 'ml.g4dn.xlarge'?"},
      {"an acknowledgement of nothing", k_s3, "confidence: high",
       "confidence: high, acknowledged: [dispute]",
       "warning: 'acknowledged' holds 'dispute', but there is nothing of that kind to acknowledge",
       "take the word out"},
      {"an acknowledgement with a slip", k_s3, "confidence: high",
       "confidence: high, acknowledged: [disptue]",
       "warning: 'acknowledged' holds 'disptue', which is no kind of finding that a row can "
       "acknowledge",
       "did you mean 'dispute'?"},
      {"a discount of nothing", k_s3, "",
       "discounts:\n  - {id: edp, service: sagemakr, multiplier: 0.9, valid_from: 2026-11-01, "
       "source: x, source_date: 2026-11-01}",
       "warning: the discount 'edp' fits no rate",
       "tunepath rates list shows how services, items and regions are spelled; rows of the same "
       "file are not discounted",
       nullptr, "- {id: edp"},
  };
}

std::vector<Defect> defects_of_dates() {
  return {
      {"a history with a hole", k_s3, "valid_from: 2026-07-09",
       "valid_from: 2026-07-09, superseded_by_date: 2026-10-01",
       "error: superseded on 2026-10-01, but no row of the same key starts on that day",
       "add the row that follows, or take superseded_by_date out"},
      {"a price of the future", k_s3, "valid_from: 2026-07-09", "valid_from: 2027-07-09",
       "error: valid_from is 2027-07-09, after 2026-11-28",
       "correct the date, or give a later day with --as-of"},
      {"a source of the future", k_s3, "confidence: high",
       "source_date: 2027-01-01, confidence: high",
       "error: source_date is 2027-01-01, after 2026-11-28",
       "correct the date, or give a later day with --as-of"},
      {"a price that is younger than its source", k_s3, "valid_from: 2026-07-09",
       "valid_from: 2026-10-09",
       "warning: valid_from is 2026-10-09, but the source was written on 2026-09-25",
       "valid_from is the first day on which the price is known to have held: not later than its "
       "source"},
      {"the same row in two files", k_secrets, "",
       "  - {service: s3, item: standard, region: us-east-1, meter: storage, unit: gb-month, "
       "tier_or_term: first-tier, usd: 0.05, valid_from: 2026-07-09, source: x, "
       "source_date: 2026-09-25}",
       "error: the rate s3 / standard / - / us-east-1 / in-region / storage / gb-month / "
       "first-tier from 2026-07-09 is given twice",
       "keep one; the other is in rates/storage/s3.yaml:6"},
      {"a row that changes nothing", k_s3, "",
       "  - {service: s3, item: standard, region: us-east-1, meter: storage, unit: gb-month, "
       "per: 1000, tier_or_term: first-tier, usd: 23, valid_from: 2026-08-01, source: x, "
       "source_date: 2026-09-25}",
       "warning: the price has not changed since 2026-07-09: $23 per 1,000 gb-month",
       "leave this row out and put its source into that of line 6"},
      {"a price for a region and one for all", k_import, "",
       "  - {service: bedrock-custom-model-import, item: cmu-v1, variant: custom, "
       "region: eu-west-1, meter: model-storage, unit: cmu-month, tier_or_term: none, usd: 1.95, "
       "valid_from: 2026-08-01, source: x, source_date: 2026-09-25}",
       "warning: model-storage of cmu-v1 (custom) in eu-west-1 has a price of its own and one of "
       "all regions: $1.95 per cmu-month and $1.95 per cmu-month in line LINE",
       "that of the region is taken; take one out unless both are meant", nullptr, "", "",
       "item: cmu-v1, variant: custom, region: \"*\""},
      {"two sources that disagree", k_import, ", acknowledged: [dispute]", "",
       "warning: two prices are on record for inference of cmu-v1 (custom) in us-west-2: $0.0785 "
       "per cmu-minute (in-region) and, newer, $0.05718 per cmu-minute (unlabelled) in line LINE",
       "neither is taken; take one out, or label the scope of the newer one", nullptr,
       "region: us-west-2, scope: in-region", "", "region: us-west-2, scope: unlabelled"},
      {"input without output", "rates/bedrock/amazon-titan-text.yaml",
       "  - {service: bedrock, item: titan-text-lite, variant: base, region: eu-west-1, scope: "
       "in-region, meter: output",
       "  # {",
       "warning: input of titan-text-lite (base) in eu-west-1 has a price, but output has none "
       "(in-region, on-demand)",
       "add the row of meter output: one without the other prices nothing", nullptr,
       "item: titan-text-lite, variant: base, region: eu-west-1, scope: in-region, meter: input"},
  };
}

std::vector<Defect> defects_of_prices() {
  return {
      {"per 1,000 instead of 1,000,000", k_nova,
       "item: nova-lite, variant: base, region: us-east-1, scope: in-region, meter: input, "
       "unit: token, per: 1000000, tier_or_term: on-demand",
       "item: nova-lite, variant: base, region: us-east-1, scope: in-region, meter: input, "
       "unit: token, per: 1000, tier_or_term: on-demand",
       "warning: $0.06 per 1,000 token is 1,500 times the price of input of nova-lite (base) in "
       "eu-central-1: $0.039 per 1,000,000 token in line LINE (25 of 25 like it disagree)",
       "compare 'usd' and 'per' with the source: 1,000 taken for 1,000,000, in 'per' or in the "
       "price?",
       nullptr, "", "",
       "item: nova-lite, variant: base, region: eu-central-1, scope: in-region, meter: input, "
       "unit: token, per: 1000000, tier_or_term: batch"},
      {"cents instead of dollars", "rates/sagemaker/hosting-us-east-1.yaml", "usd: 1.515,",
       "usd: 151.5,",
       "warning: $151.5 per instance-hour is 100 times the price of hosting of ml.g5.2xlarge in "
       "us-west-2: $1.52 per instance-hour in rates/sagemaker/hosting-us-west-2.yaml:LINE (12 of "
       "12 "
       "like it disagree)",
       "compare 'usd' and 'per' with the source: cents taken for dollars?", nullptr, "", "",
       "item: ml.g5.2xlarge, region: us-west-2", "rates/sagemaker/hosting-us-west-2.yaml"},
      {"a price that only other models can judge", k_nova_custom,
       "usd: 0.001, valid_from: 2026-04-16", "usd: 1, valid_from: 2026-04-16",
       "warning: $1 per 1,000 trained-token is 300 times the price of training of llama-3.3-70b "
       "(custom) in us-west-2: $0.0033 per 1,000 trained-token in "
       "rates/bedrock/meta-llama-3-custom.yaml:LINE (17 of 17 like it disagree)",
       "compare 'usd' and 'per' with the source", nullptr, "", "",
       "item: llama-3.3-70b, variant: custom, region: us-west-2, scope: in-region, meter: training",
       "rates/bedrock/meta-llama-3-custom.yaml"},
      {"a model's price where the catalog has no row of it", "rates/bedrock/image-models.yaml",
       "acknowledged: [no-availability], note: \"source states no region; from",
       "note: \"source states no region; from",
       "warning: provisioned-throughput of titan-image-generator-g1 (custom) in no stated region "
       "has a price, but the catalog has no row of the model there",
       "add where it is available to the catalog (custom_provisioned_throughput), or acknowledge "
       "it",
       nullptr, "item: titan-image-generator-g1, variant: custom"},
      {"a model's price where it cannot be had", "rates/bedrock/meta-llama-3-custom.yaml", "",
       "  - {service: bedrock, item: llama-3.1-8b, variant: custom, region: eu-central-1, meter: "
       "provisioned-throughput, unit: model-unit-hour, tier_or_term: no-commitment, usd: 24, "
       "valid_from: 2026-08-01, source: x, source_date: 2026-09-25}",
       "warning: provisioned-throughput of llama-3.1-8b (custom) in eu-central-1 has a price, but "
       "catalog/bedrock_customization/meta.yaml:LINE says custom_provisioned_throughput: no",
       "add where it is available to the catalog (custom_provisioned_throughput), or acknowledge "
       "it",
       nullptr, "", "", "- model: llama-3.1-8b\n    region: \"*\"", k_meta},
      {"a rate that the catalog says there is not", k_nova_custom, "",
       "  - {service: bedrock, item: nova-pro, variant: custom, region: us-east-1, meter: "
       "training, unit: trained-token, per: 1000, tier_or_term: none, usd: 0.002, "
       "valid_from: 2026-08-01, source: x, source_date: 2026-09-25}",
       "warning: training_rate: no for nova-pro in us-east-1, but there is a rate: "
       "rates/bedrock/amazon-nova-custom.yaml:LINE",
       "write 'training_rate: yes'", k_amazon, "- model: nova-pro\n", "",
       "item: nova-pro, variant: custom, region: us-east-1, meter: training"},
      {"a rate that is gone", k_nova_custom,
       "item: nova-micro, variant: custom, region: us-east-1, scope: in-region, meter: training",
       "item: nova-micro, variant: custom, region: unknown, scope: unlabelled, acknowledged: "
       "[no-availability], meter: training",
       "warning: training_rate: yes for nova-micro in us-east-1, but no such rate is in force on "
       "2026-11-28",
       "add the rate, or write 'training_rate: no'", k_amazon, "- model: nova-micro\n"},
  };
}

} // namespace

TEST_CASE("a copy of the shipped rates has no findings", "[cli][rates][check]") {
  const Outcome outcome = Copy{}.check();
  CHECK(outcome.err.empty());
  CHECK(outcome.out.starts_with("no findings, 1,5"));
  CHECK(outcome.code == 0);
}

TEST_CASE("each kind of mistake is found where it is, and nothing else", "[cli][rates][check]") {
  std::vector<Defect> all = defects_of_rows();
  for (const auto& more : {defects_of_dates(), defects_of_prices()}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  for (const Defect& d : all) {
    DYNAMIC_SECTION(d.name) {
      const Copy copy;
      const fs::path path = copy.scratch.path() / d.file;
      write_text(path, replaced(read_text(path), d.from, d.to));
      const Outcome outcome = copy.check();
      CAPTURE(outcome.out, outcome.err);
      CHECK(outcome.err.empty());
      CHECK(outcome.code == 1);
      CHECK(outcome.out.starts_with(place_of(d, copy.scratch.path()) +
                                    message_of(d, copy.scratch.path()) + "\n"));
      CHECK(outcome.out.find("\nhint: " + d.hint + "\n") != std::string::npos);
      CHECK(outcome.out.find(d.message.starts_with("error")
                                 ? "\n1 error, 0 warnings; "
                                 : "\n0 errors, 1 warning; ") != std::string::npos);
    }
  }
}
