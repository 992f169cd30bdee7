#pragma once

#include "tunepath/core/date.hpp"
#include "tunepath/core/place.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace tunepath {

/// A training or serving framework, at one stage of its life, whose runs were measured. Its id is
/// the suffix of the coefficients that are its own: "logits-bytes-torchtune".
struct Framework {
  std::string_view id;
  std::span<const std::string_view> names; ///< as tables of measured runs spell it
  std::optional<Date> until;               ///< runs of this date or later belong to another row
  std::string_view source;
  std::optional<Date> source_date;
  std::string_view note;
  Place place;
};

} // namespace tunepath
