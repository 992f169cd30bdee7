#pragma once

#include "data/offer_collector.hpp"

#include <optional>

namespace tunepath::data {

/// Reads a price list in JSON into `collector`: a bulk offer, or what get-products prints.
/// The problem, with its position, when it is none or is broken.
std::optional<Diagnostic> read_offer_json(const OfferRequest& request, OfferCollector& collector);

/// The same for CSV.
std::optional<Diagnostic> read_offer_csv(const OfferRequest& request, OfferCollector& collector);

/// The problem of an offer that no offer meter is of.
Diagnostic unknown_offer(Position at, std::string_view code, const OfferClassifier& classifier);
/// The problem of a Savings Plan list.
Diagnostic savings_plan_list(Position at);

} // namespace tunepath::data
