#include "advise/pricer.hpp"

#include <set>

#include <fmt/format.h>

namespace tunepath {

Gap Pricer::gap(LineText text, const std::string& rate, const std::string& facts) {
  std::string needs = rate;
  if (!facts.empty()) {
    needs += fmt::format("{}state {}", needs.empty() ? "" : "; ", facts);
  }
  return {std::move(text.id), text.kind, std::move(text.label), std::move(needs), !rate.empty()};
}

namespace {

std::string price_words(const RateRow& row) {
  return fmt::format("{}{} ({}, source of {})", price_text(row.usd),
                     row.per == 1 ? "" : fmt::format(" per {}", grouped(row.per)),
                     name_of(row.scope), to_string(row.source_date));
}

/// Neither of two rates for one thing is taken: the user says which.
std::string choose(const RateRow& row, const RateRow& rival) {
  return fmt::format(
      "two rates are on record for {} {} in {}: {} and, newer, {}; choose one: put "
      "its row into a file of yours and give it with --rates",
      row.item, name_of(row.meter), row.region, price_words(row), price_words(rival));
}

} // namespace

std::string Pricer::no_rate(const RateKey& key) const {
  if (const RateFinding found = rates_->look_up(key, day_); found.rival != nullptr) {
    return choose(*found.row, *found.rival);
  }
  std::string needs = fmt::format(
      "no rate: add a row with service {}, item {}{}, region {}, scope {}, meter {}, unit {}, "
      "tier_or_term {}",
      key.service, key.item,
      key.variant == Variant::none ? "" : fmt::format(", variant {}", name_of(key.variant)),
      key.region, name_of(key.scope), name_of(key.meter), name_of(key.unit), name_of(key.term));
  std::set<std::string> elsewhere;
  for (const RateRow* row : rates_->near_misses(key, day_)) {
    elsewhere.insert(row->region == "unknown"
                         ? std::string{"a source that states no region"}
                         : fmt::format("{} ({})", row->region, name_of(row->scope)));
  }
  if (!elsewhere.empty()) {
    needs += fmt::format("; known for {}", fmt::join(elsewhere, ", "));
  }
  return needs;
}

void append(Estimate& into, const Estimate& more) {
  into.lines.insert(into.lines.end(), more.lines.begin(), more.lines.end());
  into.gaps.insert(into.gaps.end(), more.gaps.begin(), more.gaps.end());
}

} // namespace tunepath
