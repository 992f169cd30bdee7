#include "data/offer_collector.hpp"

#include "data/offer_text.hpp"
#include "tunepath/rates/unit_price.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace tunepath::data {
namespace {

constexpr std::size_t k_most_kinds = 1'000; ///< of skipped things; hostile files have millions
constexpr std::size_t k_most_remarks = 200;
constexpr std::size_t k_longest_version = 64;
constexpr int k_most_decimals = 12;

/// The day that a time stamp starts with.
std::optional<Date> day_of(std::string_view stamp) {
  constexpr std::size_t k_day = 10;
  return Date::parse(stamp.substr(0, k_day));
}

} // namespace

void OfferPriceText::clear() {
  for (std::string* text : {&unit, &begin, &end, &usd, &effective}) {
    text->clear();
  }
  other_currency = false;
  at = 0;
}

RateKey OfferCollector::Product::key() const {
  return {meter->service, item,          meter->variant, region,
          meter->scope,   *meter->meter, *meter->unit,   meter->term};
}

OfferCollector::OfferCollector(const OfferRequest& request)
    : request_(request),
      classifier_(std::make_unique<OfferClassifier>(request.rules, request.catalog, *pool_)) {
  constexpr std::size_t k_bytes_of_a_product = 2'000; // About; to grow seldom.
  by_sku_.reserve(request.text.size() / k_bytes_of_a_product);
}

OfferSource OfferCollector::keep(const OfferSource& source) {
  const bool plain = std::all_of(source.version.begin(), source.version.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '-';
  });
  const bool usable = plain && source.version.size() <= k_longest_version;
  return {pool_->keep(source.offer), usable ? pool_->keep(source.version) : std::string_view{},
          source.published};
}

std::uint32_t OfferCollector::add_source(const OfferSource& source) {
  const OfferSource kept = keep(source);
  const auto same = std::find_if(sources_.begin() + 1, sources_.end(), [&](const OfferSource& one) {
    return std::tie(one.offer, one.version, one.published) ==
           std::tie(kept.offer, kept.version, kept.published);
  });
  if (same == sources_.end()) {
    sources_.push_back(kept);
    return static_cast<std::uint32_t>(sources_.size() - 1);
  }
  return static_cast<std::uint32_t>(same - sources_.begin());
}

std::optional<std::uint32_t> OfferCollector::find(std::string_view sku) const {
  const auto found = by_sku_.find(sku);
  return found == by_sku_.end() ? std::nullopt : std::optional{found->second};
}

std::uint32_t OfferCollector::add_product(std::string_view sku, const OfferAttributes& attributes) {
  ++seen_;
  if (sku.size() > OfferAttributes::k_longest) {
    skip("a SKU of more than 512 bytes", {});
    return k_no_product;
  }
  if (!sku.empty() && by_sku_.contains(sku)) {
    skip("a product that is given twice", sku);
    return find(sku).value_or(k_no_product);
  }
  OfferKind kind = classifier_->classify(attributes);
  std::uint32_t number = k_no_product;
  const std::string_view kept = pool_->keep_new(sku);
  if (kind.meter != nullptr) {
    number = static_cast<std::uint32_t>(products_.size());
    products_.push_back({kept, kind.meter, kind.item, kind.region});
  } else {
    count(kind.unknown ? unknown_ : skipped_, kind.reason, sku);
  }
  if (!sku.empty()) {
    by_sku_.emplace(kept, number);
  }
  return number;
}

std::optional<Decimal> OfferCollector::amount(const OfferPriceText& price, std::string_view sku) {
  const auto usd = Decimal::parse(price.usd);
  const bool held = usd && usd->scale() <= k_most_decimals && *usd >= Decimal::of(0);
  if (held && usd->is_zero()) {
    skip("a price of zero", sku);
    return std::nullopt;
  }
  if (!held) {
    skip("a price that cannot be held exactly", sku);
    if (remarks_.size() < k_most_remarks) {
      constexpr std::size_t k_shown = 40;
      remark({Diagnostic::Level::error, position_in(request_.text, price.at, request_.file),
              fmt::format("the price '{}' of SKU {} cannot be held exactly",
                          price.usd.substr(0, k_shown), sku),
              "a price is a plain number above zero with at most 12 decimals and 18 digits; this "
              "one is left out"});
    }
    return std::nullopt;
  }
  return usd;
}

void OfferCollector::add_price(std::uint32_t product, const OfferPriceText& price,
                               std::uint32_t source) {
  Product& of = products_[product];
  of.priced = true;
  if (price.usd.empty()) {
    skip(price.other_currency ? "a price in another currency than USD" : "no price", of.sku);
    return;
  }
  if ((!price.begin.empty() && price.begin != "0") || (!price.end.empty() && price.end != "Inf")) {
    skip("a price for a range of quantities", of.sku);
    return;
  }
  const auto per = classifier_->per(price.unit, *of.meter);
  if (!per) {
    skip(fmt::format("the unit '{}', in which {} is not counted", price.unit,
                     name_of(*of.meter->meter)),
         of.sku);
    return;
  }
  const auto effective = day_of(price.effective);
  if (!price.effective.empty() && !effective) {
    skip("a date that cannot be read", of.sku);
  } else if (const auto usd = amount(price, of.sku)) {
    prices_.push_back({product, source, *usd, *per, effective, {}});
  }
}

void OfferCollector::skip(std::string_view reason, std::string_view sku) {
  count(skipped_, reason, sku);
}

void OfferCollector::count(Tallies& tallies, std::string_view what, std::string_view sku) {
  auto found = tallies.find(what);
  if (found == tallies.end()) {
    const std::string_view name = tallies.size() < k_most_kinds ? what : "others";
    found = tallies.try_emplace(std::string{name}, 0, std::string{sku}).first;
  }
  ++found->second.first;
}

std::vector<OfferTally> OfferCollector::sorted(const Tallies& tallies) {
  std::vector<OfferTally> list;
  for (const auto& [what, tally] : tallies) {
    list.push_back({what, tally.first, tally.second});
  }
  std::stable_sort(list.begin(), list.end(), [](const OfferTally& a, const OfferTally& b) {
    return a.count > b.count; // The map has put the texts in order.
  });
  return list;
}

bool OfferCollector::is_in_force(Price& price) {
  const std::string_view sku = products_[price.product].sku;
  const auto published = sources_[price.source].published;
  const auto from = price.effective ? price.effective : published;
  if (!from) {
    skip("no date: neither of the price nor of the list; --published gives it", sku);
    return false;
  }
  if (published && *from > *published) {
    skip("a price that takes effect after the list was published", sku);
    return false;
  }
  price.from = *from;
  return true;
}

/// Of a product with prices from several days only the newest holds.
void OfferCollector::drop_older_prices() {
  std::vector<Date> newest(products_.size(), Date::days(INT32_MIN));
  for (const Price& price : prices_) {
    newest[price.product] = std::max(newest[price.product], price.from);
  }
  std::erase_if(prices_, [&](const Price& price) {
    const bool older = price.from < newest[price.product];
    if (older) {
      skip("an older price of the same product", products_[price.product].sku);
    }
    return older;
  });
}

RateRow OfferCollector::row_of(const Price& price, Variant variant) {
  const Product& product = products_[price.product];
  const OfferSource& source = sources_[price.source];
  const std::string_view offer = source.offer.empty() ? product.meter->offer : source.offer;
  const RateKey key = product.key();
  RateRow row;
  row.service = key.service;
  row.item = key.item;
  row.variant = variant;
  row.region = key.region;
  row.scope = key.scope;
  row.meter = key.meter;
  row.unit = key.unit;
  row.per = price.per;
  row.term = key.term;
  row.usd = price.usd;
  row.valid_from = price.from;
  row.source = pool_->keep(fmt::format("AWS Price List, {} offer{}{}", offer,
                                       source.version.empty() ? "" : " ", source.version));
  row.source_date = source.published.value_or(price.from);
  row.confidence = Confidence::high;
  return row;
}

void OfferCollector::add_rows(OfferReading& reading) {
  std::vector<std::pair<RateRow, std::string_view>> rows;
  rows.reserve(prices_.size());
  for (const Price& price : prices_) {
    const Product& product = products_[price.product];
    rows.emplace_back(row_of(price, product.meter->variant), product.sku);
    if (product.meter->also) {
      rows.emplace_back(row_of(price, *product.meter->also), product.sku);
    }
  }
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return std::tuple{a.first.key(), a.first.valid_from, a.first.per, a.second} <
           std::tuple{b.first.key(), b.first.valid_from, b.first.per, b.second};
  });
  settle(rows, reading);
}

/// Of the rows of a key, which follow each other, one where all say the same price, none else.
void OfferCollector::settle(std::vector<std::pair<RateRow, std::string_view>>& rows,
                            OfferReading& reading) {
  for (auto first = rows.begin(); first != rows.end();) {
    const auto last = std::find_if(
        first, rows.end(), [&](const auto& row) { return row.first.key() != first->first.key(); });
    const auto other = std::find_if(
        first, last, [&](const auto& row) { return !same_price(row.first, first->first); });
    if (other == last) {
      reading.rows.push_back(first->first);
    } else {
      reading.conflicts.push_back({first->first.key(),
                                   {first->first.usd, first->first.per, first->second},
                                   {other->first.usd, other->first.per, other->second}});
    }
    first = last;
  }
}

OfferReading OfferCollector::finish() {
  for (OfferSource& source : sources_) {
    source.published = source.published ? source.published : request_.published;
  }
  std::erase_if(prices_, [&](Price& price) { return !is_in_force(price); });
  drop_older_prices();
  for (const Product& product : products_) {
    if (!product.priced) {
      skip("no on-demand price", product.sku);
    }
  }
  OfferReading reading;
  add_rows(reading);
  std::vector<bool> used(sources_.size());
  for (const Price& price : prices_) {
    used[price.source] = true;
  }
  used[0] = used[0] || prices_.empty();
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (used[i]) {
      reading.sources.push_back(sources_[i]);
    }
  }
  reading.skipped = sorted(skipped_);
  reading.unknown = sorted(unknown_);
  reading.remarks = std::move(remarks_);
  reading.products = seen_;
  reading.text = pool_;
  return reading;
}

} // namespace tunepath::data
