#pragma once

#include "data/text_pool.hpp"
#include "tunepath/catalog/catalog.hpp"
#include "tunepath/rates/offer_rules.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath::data {

/// The attributes of a product that decide what it is. Two names of one attribute follow each
/// other: the first one that is there counts.
enum class OfferAttribute {
  offer,
  location_type,
  region,
  component,
  component_too,
  usage,
  instance,
  model,
  model_too,
  feature,
  inference_type,
  service_tier,
};
inline constexpr std::size_t k_offer_attributes = 12;

/// The attribute that a file calls `name`; case, blanks and underscores do not matter. Empty for
/// those that decide nothing.
std::optional<OfferAttribute> offer_attribute(std::string_view name);

/// The values of a product's attributes; "" where it has none.
struct OfferAttributes {
  static constexpr std::size_t k_longest = 512;

  std::array<std::string, k_offer_attributes> values;
  bool too_long = false; ///< a value beyond k_longest bytes was met, and cut

  void clear();
  void set(OfferAttribute attribute, std::string_view value);
  std::string_view operator[](OfferAttribute attribute) const {
    return values[static_cast<std::size_t>(attribute)];
  }
  std::string_view component() const;
  std::string_view model() const;
};

/// What a product is: the offer meter that it fits and the parts of its key that the product names,
/// or why there is no rate of it.
struct OfferKind {
  const OfferMeter* meter = nullptr; ///< nullptr: no rate
  std::string_view item{};           ///< lives as long as the pool or the rules
  std::string_view region{};
  std::string reason{}; ///< of no rate
  bool unknown = false; ///< no offer meter fits; `reason` is the kind of product
};

/// Tells what products are, by the rows of data/catalog/offer_meters.yaml.
class OfferClassifier {
public:
  /// All arguments outlive the classifier.
  OfferClassifier(const OfferRules& rules, const Catalog& catalog, TextPool& pool);

  OfferKind classify(const OfferAttributes& product) const;
  /// True when some offer meter is of the offer with that code.
  bool knows_offer(std::string_view code) const;
  /// The codes of the offers that are known.
  std::vector<std::string_view> offers() const;
  /// What a unit as published is to `meter`: how many of its unit; empty when it does not count it.
  std::optional<std::int64_t> per(std::string_view unit, const OfferMeter& meter) const;

private:
  struct Texts; // The attributes in lower case.

  const OfferMeter* find(const Texts& texts) const;
  OfferKind kept(const OfferMeter& meter, const OfferAttributes& product) const;
  std::string_view model_in_usage(const OfferMeter& meter, const OfferAttributes& product,
                                  std::string& name) const;
  std::string_view model_called(std::string_view name) const;

  const OfferRules& rules_;
  TextPool& pool_;
  /// By normalised name; "" where two models have it.
  std::map<std::string, std::string_view, std::less<>> models_;
};

} // namespace tunepath::data
