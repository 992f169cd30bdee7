#include "tunepath/report/offer_summary.hpp"

#include "report/words.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr std::size_t k_most_kinds = 20;

std::string sku_of(std::string_view sku) {
  return sku.empty() ? "" : fmt::format(", as SKU {}", sku);
}

std::string numbered(std::int64_t count, std::string_view noun) {
  return words::count(count, noun);
}

/// The tallies as lines, the counts below each other.
std::string lines(std::span<const OfferTally> tallies, bool in_full, bool with_sku) {
  std::string out;
  std::size_t width = 0;
  for (const OfferTally& tally : tallies) {
    width = std::max(width, std::to_string(tally.count).size());
  }
  const std::size_t shown = in_full ? tallies.size() : std::min(tallies.size(), k_most_kinds);
  for (const OfferTally& tally : tallies.first(shown)) {
    out += fmt::format("  {:>{}}  {}{}\n", tally.count, width, printable(tally.what),
                       with_sku ? printable(sku_of(tally.sku)) : "");
  }
  if (shown < tallies.size()) {
    out +=
        fmt::format("  and {} more kinds; --explain-skipped lists them\n", tallies.size() - shown);
  }
  return out;
}

std::string price(const OfferPrice& one) {
  return fmt::format("{} (SKU {})", words::rate(one.usd, one.per), printable(one.sku));
}

std::string conflicts(const OfferReading& reading, bool in_full) {
  if (reading.conflicts.empty()) {
    return {};
  }
  std::string out = "prices that contradict each other, none of which was taken:\n";
  const std::size_t shown =
      in_full ? reading.conflicts.size() : std::min(reading.conflicts.size(), k_most_kinds);
  for (const OfferConflict& one : std::span{reading.conflicts}.first(shown)) {
    out +=
        fmt::format("  {}: {} and {}\n", to_string(one.key), price(one.first), price(one.second));
  }
  if (shown < reading.conflicts.size()) {
    out += fmt::format("  and {} more; --explain-skipped lists them\n",
                       reading.conflicts.size() - shown);
  }
  return out;
}

std::string sources(const OfferReading& reading) {
  std::string out;
  for (const OfferSource& source : reading.sources) {
    const std::string day =
        source.published ? fmt::format(", published {}", to_string(*source.published)) : "";
    const std::string_view offer = source.offer.empty() ? "a price list" : source.offer;
    out += fmt::format("{}{}{}{}\n", printable(offer), source.version.empty() ? "" : " ",
                       source.version, day);
  }
  return out;
}

} // namespace

std::string offer_summary(const OfferReading& reading, std::size_t written, bool in_full) {
  std::string out = sources(reading);
  out += fmt::format("{} of {}", numbered(static_cast<std::int64_t>(written), "rate"),
                     numbered(static_cast<std::int64_t>(reading.products), "product"));
  if (written < reading.rows.size()) {
    out += fmt::format("; not asked for: {}", reading.rows.size() - written);
  }
  out += "\n";
  if (!reading.skipped.empty()) {
    out += "skipped:\n" + lines(reading.skipped, in_full, in_full);
  }
  out += conflicts(reading, in_full);
  if (!reading.unknown.empty()) {
    out += "usage types that no offer meter knows:\n" + lines(reading.unknown, in_full, true);
  }
  return out;
}

} // namespace tunepath
