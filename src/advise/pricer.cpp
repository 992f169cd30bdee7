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

const Price* Pricer::remembered(const RateKey& key) const {
  const auto last = [](std::string_view text) {
    return text.empty() ? std::size_t{0} : static_cast<std::size_t>(text.back());
  };
  const std::size_t place = static_cast<std::size_t>(key.meter) * 5 +
                            static_cast<std::size_t>(key.term) * 11 + key.item.size() * 3 +
                            last(key.item) + last(key.region) +
                            static_cast<std::size_t>(key.variant);
  auto& bucket = memory_[place % memory_.size()];
  for (const auto& each : bucket) {
    if (each->key == key) {
      return each->price ? &*each->price : nullptr;
    }
  }
  auto fresh = std::make_unique<Remembered>();
  fresh->item = key.item;
  fresh->region = key.region;
  fresh->key = key;
  fresh->key.item = fresh->item;
  fresh->key.region = fresh->region;
  fresh->price = find(key);
  bucket.push_back(std::move(fresh));
  const auto& kept = bucket.back()->price;
  return kept ? &*kept : nullptr;
}

void append(Estimate& into, const Estimate& more) {
  into.lines.insert(into.lines.end(), more.lines.begin(), more.lines.end());
  into.gaps.insert(into.gaps.end(), more.gaps.begin(), more.gaps.end());
}

} // namespace tunepath
