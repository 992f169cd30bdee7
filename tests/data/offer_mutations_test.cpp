#include "support/catch.hpp"
#include "support/synthetic_offer.hpp"
#include "tunepath/data/read_offer.hpp"
#include "tunepath/data/read_rates.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/data/write_rates.hpp"

#include <random>

using namespace tunepath;

namespace {

/// Whatever the bytes: rates that can be written and read, or a reason.
void survives(const std::string& text) {
  const auto reading = read_offer({.file = "offer",
                                   .text = text,
                                   .rules = shipped().offers,
                                   .catalog = shipped().catalog,
                                   .published = {},
                                   .progress = {}});
  if (!reading) {
    REQUIRE_FALSE(reading.problems().empty());
    CHECK_FALSE(render(reading.problems()[0], text).empty());
  } else if (!reading.value().rows.empty()) {
    REQUIRE(read_rates(rates_yaml(reading.value().rows), "out.yaml"));
  }
}

std::string mutated(std::string text, std::mt19937_64& random) {
  constexpr std::string_view k_bytes{"\0\xFF\xC3\"\\{}[],:\n\r0-e", 16};
  const std::size_t at = random() % text.size();
  switch (random() % 6) {
  case 0:
    text.resize(at);
    break;
  case 1:
    text[at] = static_cast<char>(random());
    break;
  case 2:
    text.insert(at, std::string(1 + random() % 300, k_bytes[random() % k_bytes.size()]));
    break;
  case 3:
    text.erase(at, 1 + random() % 40);
    break;
  case 4:
    text.insert(at, text.substr(random() % text.size(), random() % 400));
    break;
  default:
    text[at] = k_bytes[random() % k_bytes.size()];
    break;
  }
  return text;
}

} // namespace

TEST_CASE("no change of a price list makes its reading crash", "[data][import]") {
  const test::SyntheticOffer sagemaker{.code = "AmazonSageMaker"};
  const test::SyntheticOffer bedrock{.code = "AmazonBedrock"};
  const auto instances = test::synthetic_sagemaker(4, 5);
  const auto models = test::synthetic_bedrock(4, 5);
  std::mt19937_64 random{20'261'122};
  for (const std::string& text :
       {test::offer_json(sagemaker, instances), test::offer_csv(bedrock, models),
        test::get_products(sagemaker, instances), test::get_products(bedrock, models, true)}) {
    survives(text);
    for (int i = 0; i < 300; ++i) {
      std::string changed = mutated(text, random);
      survives(changed);
      survives(mutated(std::move(changed), random));
    }
  }
}
