#pragma once

#include "data/offer_collector.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath::data {

/// Follows the events of a JSON reader through a price list and hands products and prices to a
/// collector. It knows no JSON library: offsets and the reading of texts within texts are handed
/// in. Each event returns false to stop; `problem` then says why.
class OfferJsonHandler {
public:
  enum class Pass { all, prices_only };
  /// What a text that is one entry of a PriceList is read with, into this handler.
  using ReadText = std::function<bool(std::string_view text, OfferJsonHandler& into)>;

  OfferJsonHandler(const OfferRequest& request, OfferCollector& collector, Pass pass,
                   std::function<std::size_t()> offset, ReadText read_text);

  bool key(std::string_view name);
  bool text(std::string_view value);
  bool other_scalar();
  bool start_object();
  bool end_object();
  bool start_array();
  bool end_array();

  /// Hands over what the file says of itself. To be called at its end.
  void finish();

  const std::optional<Diagnostic>& problem() const { return problem_; }
  /// Notes a problem at the current place, or at `offset`.
  void stop(std::string message, std::string hint);
  void fail_at(std::size_t offset, std::string message, std::string hint);
  /// True when prices came before products, so that they have to be read again.
  bool prices_came_first() const { return prices_first_; }
  /// True when something was there that a price list has.
  bool is_price_list() const { return saw_products_ || saw_list_; }

private:
  /// What a value is; of an object or array, while it is open.
  enum class In : std::uint8_t {
    ignored,
    top,
    products,
    product,
    attributes,
    terms,
    on_demand,
    product_terms,
    term,
    dimensions,
    dimension,
    prices,
    reserved,
    reserved_product,
    list,
    entry,
  };
  /// What a scalar is; those of `attribute` come with which one it is.
  enum class Slot : std::uint8_t {
    none,
    offer,
    version,
    published,
    next_token,
    sku,
    effective,
    unit,
    begin,
    end,
    usd,
    other_currency,
    attribute,
  };

  bool push(In state);
  void expect(In state, Slot slot) {
    next_ = state;
    slot_ = slot;
  }
  In state() const { return depth_ == 0 ? In::ignored : stack_[depth_ - 1]; }
  void key_of_top(std::string_view name);
  void key_of_entry(std::string_view name);
  void key_of_terms(std::string_view name);
  void key_of_product_terms(std::string_view sku);
  void key_of_dimension(std::string_view name);
  bool take_offer(std::string_view code);
  bool take_attribute(std::string_view value);
  OfferPriceText& price() { return prices_[used_ - 1]; }
  void begin_price();
  void end_term();
  void end_entry();
  void clear_entry();

  static constexpr std::size_t k_deepest = 64;
  static constexpr std::size_t k_most_prices = 64; ///< of one term or entry

  const OfferRequest& request_;
  OfferCollector& collector_;
  Pass pass_;
  std::function<std::size_t()> offset_;
  ReadText read_text_;
  std::optional<Diagnostic> problem_;

  std::array<In, k_deepest> stack_{};
  std::size_t depth_ = 0;
  In next_ = In::top;
  Slot slot_ = Slot::none;
  OfferAttribute attribute_ = OfferAttribute::offer;

  bool in_entry_ = false; ///< within an entry of a PriceList
  bool saw_products_ = false;
  bool saw_list_ = false;
  bool next_token_ = false;
  bool prices_first_ = false;
  std::size_t told_ = 0; ///< the offset that was last told as progress

  std::string offer_;
  std::string version_;
  std::optional<Date> published_;
  std::string known_offer_; ///< the last code that was found to be known

  std::string sku_;
  OfferAttributes attributes_;
  std::uint32_t product_ = OfferCollector::k_no_product;
  std::string effective_;
  std::vector<OfferPriceText> prices_; ///< of the term, or of the entry
  std::size_t used_ = 0;               ///< of those
  std::size_t term_first_ = 0;         ///< the first price of the term
};

} // namespace tunepath::data
