#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tunepath::test {

/// One product of a made-up price list, with its price.
struct SyntheticProduct {
  std::string sku;
  std::vector<std::pair<std::string, std::string>> attributes; ///< as JSON spells them
  std::string unit;
  std::string price; ///< "1.5150000000"
  std::string currency = "USD";
  std::string effective = "2026-09-01T00:00:00Z";
  std::string begin = "0";
  std::string end = "Inf";
  std::string term = "OnDemand";
};

/// What a made-up price list says of itself.
struct SyntheticOffer {
  std::string code;
  std::string version = "20260921172504";
  std::string published = "2026-09-21T17:25:04Z";
};

/// The products of a list of SageMaker, about `count` of them, the same for the same seed: every
/// component in many regions, the kinds that give no rate, and as many attributes as real ones
/// have. Called with each product in turn, so that no list has to fit into memory.
void synthetic_sagemaker(std::size_t count, std::uint64_t seed,
                         const std::function<void(const SyntheticProduct&)>& take);
std::vector<SyntheticProduct> synthetic_sagemaker(std::size_t count, std::uint64_t seed);

/// The products of a list of Bedrock: models, tiers, scopes, customization, custom model units.
std::vector<SyntheticProduct> synthetic_bedrock(std::size_t count, std::uint64_t seed);

/// A product of Bedrock with that usage type, which is all that most tests need to say.
SyntheticProduct bedrock_product(std::string usage, std::string unit, std::string price,
                                 std::string model = "", std::string feature = "");
/// A product of SageMaker.
SyntheticProduct sagemaker_product(std::string usage, std::string component, std::string instance,
                                   std::string price, std::string unit = "Hrs");

/// Writes a price list in one of the published forms, piece by piece.
using Write = std::function<void(std::string_view)>;
/// Every product once more for each part, since JSON has products and terms apart.
using Products = std::function<void(const std::function<void(const SyntheticProduct&)>&)>;

void write_offer_json(const SyntheticOffer& offer, const Products& products, const Write& write);
void write_offer_csv(const SyntheticOffer& offer, const Products& products, const Write& write);
/// As `aws pricing get-products` prints it; `as_objects`: as some tools keep it, not as texts.
void write_get_products(const SyntheticOffer& offer, const Products& products, const Write& write,
                        bool as_objects = false);

std::string offer_json(const SyntheticOffer& offer, const std::vector<SyntheticProduct>& products);
std::string offer_csv(const SyntheticOffer& offer, const std::vector<SyntheticProduct>& products);
std::string get_products(const SyntheticOffer& offer, const std::vector<SyntheticProduct>& products,
                         bool as_objects = false);

} // namespace tunepath::test
