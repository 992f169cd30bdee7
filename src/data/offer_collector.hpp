#pragma once

#include "data/offer_classifier.hpp"
#include "data/text_pool.hpp"
#include "tunepath/data/read_offer.hpp"

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tunepath::data {

/// One price as the file writes it.
struct OfferPriceText {
  std::string unit;
  std::string begin;
  std::string end;
  std::string usd;
  std::string effective; ///< "2026-09-01T00:00:00Z" or "2026-09-01"
  bool other_currency = false;
  std::size_t at = 0; ///< offset of the price in the file

  void clear();
};

/// Takes products and prices in the order of any of the formats, keeps of each only what a rate
/// needs, and makes rates of them at the end.
class OfferCollector {
public:
  static constexpr std::uint32_t k_no_product = UINT32_MAX; ///< none of use

  explicit OfferCollector(const OfferRequest& request);

  const OfferClassifier& classifier() const { return *classifier_; }

  /// The file's own source is number 0; those of get-products' entries follow.
  void set_source(OfferSource source) { sources_[0] = keep(source); }
  std::uint32_t add_source(const OfferSource& source);

  /// The product that was added under `sku`: k_no_product when it is of no use, empty when there
  /// was none.
  std::optional<std::uint32_t> find(std::string_view sku) const;
  /// Classifies a product and notes why it is of no use.
  std::uint32_t add_product(std::string_view sku, const OfferAttributes& attributes);
  void add_price(std::uint32_t product, const OfferPriceText& price, std::uint32_t source = 0);

  /// Notes something that gave no rate.
  void skip(std::string_view reason, std::string_view sku);
  void remark(Diagnostic remark) { remarks_.push_back(std::move(remark)); }

  /// The rates. To be called once, at the end.
  OfferReading finish();

private:
  struct Product {
    std::string_view sku;
    const OfferMeter* meter = nullptr;
    std::string_view item;
    std::string_view region;
    bool priced = false;

    RateKey key() const;
  };
  struct Price {
    std::uint32_t product = 0;
    std::uint32_t source = 0;
    Decimal usd;
    std::int64_t per = 1;
    std::optional<Date> effective;
    Date from;
  };
  using Tallies = std::map<std::string, std::pair<std::size_t, std::string>, std::less<>>;

  OfferSource keep(const OfferSource& source);
  static void count(Tallies& tallies, std::string_view what, std::string_view sku);
  static std::vector<OfferTally> sorted(const Tallies& tallies);
  std::optional<Decimal> amount(const OfferPriceText& price, std::string_view sku);
  bool is_in_force(Price& price);
  void drop_older_prices();
  RateRow row_of(const Price& price, Variant variant);
  void add_rows(OfferReading& reading);
  void settle(std::vector<std::pair<RateRow, std::string_view>>& rows, OfferReading& reading);

  const OfferRequest& request_;
  std::shared_ptr<TextPool> pool_ = std::make_shared<TextPool>();
  std::unique_ptr<OfferClassifier> classifier_;
  std::vector<OfferSource> sources_{1};
  std::unordered_map<std::string_view, std::uint32_t> by_sku_;
  std::vector<Product> products_;
  std::vector<Price> prices_;
  Tallies skipped_;
  Tallies unknown_;
  std::vector<Diagnostic> remarks_;
  std::size_t unlisted_remarks_ = 0;
  std::size_t seen_ = 0;
};

} // namespace tunepath::data
