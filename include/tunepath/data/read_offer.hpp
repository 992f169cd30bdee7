#pragma once

#include "tunepath/catalog/catalog.hpp"
#include "tunepath/core/diagnostic.hpp"
#include "tunepath/rates/offer_reading.hpp"
#include "tunepath/rates/offer_rules.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tunepath {

/// A price list to read.
struct OfferRequest {
  std::string file; ///< for positions
  /// All of it. The byte behind it can be read and is NUL, as it is for a std::string.
  std::string_view text;
  const OfferRules& rules;
  const Catalog& catalog;
  std::optional<Date> published;             ///< for a list that does not say when it was
  std::function<void(std::size_t)> progress; ///< now and then, with the bytes read so far; optional
};

/// Reads an AWS price list, recognised by its content: the JSON or CSV of a bulk offer, or what
/// `aws pricing get-products` prints. One pass, or two where the prices come before the products;
/// beside `text` it takes memory for the products' keys only.
///
/// Units:  prices are exact, with the published unit as their basis.
/// Errors: with its position, what is no such list, another offer than those the rules know, a
///         Savings Plan list, and text that is broken or ends too early. What merely gives no rate
///         is counted in the result.
Result<OfferReading> read_offer(const OfferRequest& request);

} // namespace tunepath
