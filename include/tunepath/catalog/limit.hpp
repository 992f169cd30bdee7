#pragma once

#include "tunepath/core/date.hpp"
#include "tunepath/core/decimal.hpp"
#include "tunepath/core/place.hpp"
#include "tunepath/core/truth.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace tunepath {

/// A quota, billing window, minimum or included item. `low` and `high` are equal for one number
/// and empty where `value` is no number.
struct Limit {
  std::string_view id;
  std::string_view service;
  std::string_view subject;
  std::string_view region;
  std::string_view limit;
  std::string_view value;
  std::optional<Decimal> low;
  std::optional<Decimal> high;
  std::string_view unit;
  Truth adjustable = Truth::unknown;
  std::string_view source;
  std::optional<Date> source_date;
  std::optional<Confidence> confidence;
  std::string_view note;
  Place place;
};

/// A credit programme: in words as its source has it, and as data as far as that goes. What nobody
/// has verified says "unverified" and is unknown.
struct CreditPool {
  std::string_view pool;
  std::optional<Decimal> max_usd;
  std::string_view amount_note;
  std::string_view eligibility;
  std::string_view covers;
  std::string_view excludes;
  /// Services of the rate rows that it pays for; "bedrock" stands for "bedrock-..." too.
  std::span<const std::string_view> covers_services;
  Truth third_party_models = Truth::unknown; ///< on Bedrock: whether it pays for them
  Truth upfront = Truth::unknown;            ///< whether it pays upfront fees
  Truth verified = Truth::unknown;           ///< whether a source states what it covers
  Truth official = Truth::unknown;           ///< whether AWS itself is the source; no: hearsay
  std::string_view expiry;
  std::string_view how_to_apply;
  std::string_view source;
  std::optional<Date> source_date;
  std::optional<Confidence> confidence;
  Place place;
};

/// A coefficient of the training or hosting physics, with the range that its residuals give.
struct Coefficient {
  std::string_view id;
  Decimal low;
  Decimal likely;
  Decimal high;
  std::string_view unit;
  std::string_view source;
  std::optional<Date> source_date;
  std::string_view note;
  Place place;
};

} // namespace tunepath
