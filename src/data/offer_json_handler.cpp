#include "data/offer_json_handler.hpp"

#include "data/offer_json.hpp"
#include "data/offer_text.hpp"

#include <fmt/format.h>

namespace tunepath::data {
namespace {

constexpr std::size_t k_progress_step = std::size_t{4} << 20U;
constexpr std::size_t k_longest = OfferAttributes::k_longest;

} // namespace

OfferJsonHandler::OfferJsonHandler(const OfferRequest& request, OfferCollector& collector,
                                   Pass pass, std::function<std::size_t()> offset,
                                   ReadText read_text)
    : request_(request),
      collector_(collector),
      pass_(pass),
      offset_(std::move(offset)),
      read_text_(std::move(read_text)),
      prices_(k_most_prices) {}

void OfferJsonHandler::stop(std::string message, std::string hint) {
  fail_at(offset_(), std::move(message), std::move(hint));
}

void OfferJsonHandler::fail_at(std::size_t offset, std::string message, std::string hint) {
  problem_ = Diagnostic{Diagnostic::Level::error, position_in(request_.text, offset, request_.file),
                        std::move(message), std::move(hint)};
}

bool OfferJsonHandler::push(In state) {
  if (depth_ == k_deepest) {
    stop(fmt::format("nested more than {} deep", k_deepest), "no AWS price list is");
    return false;
  }
  stack_[depth_++] = state;
  return true;
}

bool OfferJsonHandler::start_object() {
  const In outer = state();
  In inner = depth_ > 0 && outer == In::ignored ? In::ignored : next_;
  if (outer == In::list) {
    clear_entry();
    inner = In::entry;
  } else if (inner == In::list) {
    inner = In::ignored;
  } else if (inner == In::attributes) {
    attributes_.clear();
  }
  expect(In::ignored, Slot::none);
  return push(inner);
}

bool OfferJsonHandler::start_array() {
  const bool is_list = depth_ == 0 || (next_ == In::list && state() == In::top);
  saw_list_ = saw_list_ || is_list;
  expect(In::ignored, Slot::none);
  return push(is_list ? In::list : In::ignored);
}

bool OfferJsonHandler::end_array() {
  --depth_;
  return true;
}

bool OfferJsonHandler::end_object() {
  const In ended = state();
  --depth_;
  if (ended == In::product && !in_entry_) {
    collector_.add_product(sku_, attributes_);
  } else if (ended == In::term) {
    end_term();
  } else if (ended == In::entry) {
    end_entry();
  } else {
    return true;
  }
  if (request_.progress && offset_() > told_ + k_progress_step) {
    told_ = offset_();
    request_.progress(told_);
  }
  return true;
}

bool OfferJsonHandler::key(std::string_view name) {
  expect(In::ignored, Slot::none);
  switch (state()) {
  case In::top:
    key_of_top(name);
    break;
  case In::entry:
    key_of_entry(name);
    break;
  case In::products:
    sku_.assign(name);
    attributes_.clear();
    expect(In::product, Slot::none);
    break;
  case In::product:
    expect(name == "attributes" ? In::attributes : In::ignored,
           name == "sku" && in_entry_ ? Slot::sku : Slot::none);
    break;
  case In::attributes:
    if (const auto attribute = offer_attribute(name)) {
      attribute_ = *attribute;
      expect(In::ignored, Slot::attribute);
    }
    break;
  case In::terms:
    key_of_terms(name);
    return !problem_;
  case In::on_demand:
    key_of_product_terms(name);
    break;
  case In::product_terms:
    effective_.clear();
    term_first_ = used_;
    expect(In::term, Slot::none);
    break;
  case In::term:
    expect(name == "priceDimensions" ? In::dimensions : In::ignored,
           name == "effectiveDate" ? Slot::effective : Slot::none);
    break;
  case In::dimensions:
    begin_price();
    break;
  case In::dimension:
    key_of_dimension(name);
    break;
  case In::prices:
    expect(In::ignored, name == "USD" ? Slot::usd : Slot::other_currency);
    break;
  case In::reserved:
    expect(in_entry_ ? In::ignored : In::reserved_product, Slot::none);
    if (in_entry_) {
      collector_.skip("a reserved term", name.substr(0, k_longest));
    }
    break;
  case In::reserved_product:
    collector_.skip("a reserved term", name.substr(0, k_longest));
    break;
  case In::list:
  case In::ignored:
    break;
  }
  return true;
}

void OfferJsonHandler::key_of_top(std::string_view name) {
  if (name == "offerCode") {
    expect(In::ignored, Slot::offer);
  } else if (name == "version") {
    expect(In::ignored, Slot::version);
  } else if (name == "publicationDate") {
    expect(In::ignored, Slot::published);
  } else if (name == "NextToken") {
    expect(In::ignored, Slot::next_token);
  } else if (name == "PriceList") {
    expect(In::list, Slot::none);
  } else if (name == "products") {
    saw_products_ = true;
    expect(pass_ == Pass::all ? In::products : In::ignored, Slot::none);
  } else if (name == "terms") {
    prices_first_ = prices_first_ || (pass_ == Pass::all && !saw_products_);
    expect(In::terms, Slot::none);
  }
}

void OfferJsonHandler::key_of_entry(std::string_view name) {
  if (name == "product") {
    expect(In::product, Slot::none);
  } else if (name == "serviceCode") {
    expect(In::ignored, Slot::offer);
  } else if (name == "version") {
    expect(In::ignored, Slot::version);
  } else if (name == "publicationDate") {
    expect(In::ignored, Slot::published);
  } else if (name == "terms") {
    expect(In::terms, Slot::none);
  }
}

void OfferJsonHandler::key_of_terms(std::string_view name) {
  const bool later = !in_entry_ && prices_first_; // In the second pass.
  if (name == "savingsPlan") {
    problem_ = savings_plan_list(position_in(request_.text, offset_(), request_.file));
  } else if (name == "OnDemand" && !later) {
    expect(In::on_demand, Slot::none);
  } else if (name == "Reserved" && !later) {
    expect(In::reserved, Slot::none);
  }
}

/// Below OnDemand: the SKU in a bulk offer, the term in an entry, which is of one product.
void OfferJsonHandler::key_of_product_terms(std::string_view sku) {
  if (in_entry_) {
    effective_.clear();
    term_first_ = used_;
    expect(In::term, Slot::none);
    return;
  }
  const auto product = collector_.find(sku);
  if (!product) {
    collector_.skip("a price of no product in the file", sku.substr(0, k_longest));
  } else if (*product != OfferCollector::k_no_product) {
    product_ = *product;
    used_ = 0;
    expect(In::product_terms, Slot::none);
  }
}

void OfferJsonHandler::key_of_dimension(std::string_view name) {
  if (name == "unit") {
    expect(In::ignored, Slot::unit);
  } else if (name == "beginRange") {
    expect(In::ignored, Slot::begin);
  } else if (name == "endRange") {
    expect(In::ignored, Slot::end);
  } else if (name == "pricePerUnit") {
    expect(In::prices, Slot::none);
  }
}

void OfferJsonHandler::begin_price() {
  if (used_ == k_most_prices) {
    collector_.skip("one of more than 64 prices of a product", {});
    return;
  }
  prices_[used_++].clear();
  expect(In::dimension, Slot::none);
}

bool OfferJsonHandler::other_scalar() {
  expect(In::ignored, Slot::none);
  return true;
}

bool OfferJsonHandler::text(std::string_view value) {
  if (state() == In::list) {
    return read_text_(value, *this);
  }
  const Slot slot = slot_;
  expect(In::ignored, Slot::none);
  if (slot == Slot::none) {
    return true;
  }
  if (slot == Slot::attribute) {
    return take_attribute(value);
  }
  value = value.substr(0, k_longest);
  switch (slot) {
  case Slot::offer:
    return take_offer(value);
  case Slot::version:
    version_.assign(value);
    break;
  case Slot::published:
    published_ = Date::parse(value.substr(0, 10));
    break;
  case Slot::next_token:
    next_token_ = !value.empty();
    break;
  case Slot::sku:
    sku_.assign(value);
    break;
  case Slot::effective:
    effective_.assign(value);
    break;
  case Slot::unit:
    price().unit.assign(value);
    break;
  case Slot::begin:
    price().begin.assign(value);
    break;
  case Slot::end:
    price().end.assign(value);
    break;
  case Slot::usd:
    price().usd.assign(value);
    price().at = offset_();
    break;
  case Slot::other_currency:
    price().other_currency = true;
    break;
  case Slot::none:
  case Slot::attribute:
    break;
  }
  return true;
}

bool OfferJsonHandler::take_offer(std::string_view code) {
  offer_.assign(code);
  if (offer_ == known_offer_) {
    return true;
  }
  if (!collector_.classifier().knows_offer(code)) {
    problem_ = unknown_offer(position_in(request_.text, offset_(), request_.file), code,
                             collector_.classifier());
    return false;
  }
  known_offer_ = offer_;
  return true;
}

bool OfferJsonHandler::take_attribute(std::string_view value) {
  attributes_.set(attribute_, value);
  return attribute_ != OfferAttribute::offer || value.empty() ||
         take_offer(attributes_[OfferAttribute::offer]);
}

void OfferJsonHandler::end_term() {
  for (std::size_t i = term_first_; i < used_; ++i) {
    prices_[i].effective = effective_;
  }
  if (!in_entry_) {
    for (std::size_t i = 0; i < used_; ++i) {
      collector_.add_price(product_, prices_[i]);
    }
    used_ = 0;
  }
}

void OfferJsonHandler::clear_entry() {
  in_entry_ = true;
  sku_.clear();
  attributes_.clear();
  offer_.clear();
  version_.clear();
  published_.reset();
  used_ = 0;
}

void OfferJsonHandler::end_entry() {
  in_entry_ = false;
  const std::uint32_t product = collector_.add_product(sku_, attributes_);
  if (product != OfferCollector::k_no_product) {
    const std::uint32_t source = collector_.add_source({offer_, version_, published_});
    for (std::size_t i = 0; i < used_; ++i) {
      collector_.add_price(product, prices_[i], source);
    }
  }
}

void OfferJsonHandler::finish() {
  if (!saw_list_) {
    collector_.set_source({offer_, version_, published_});
  }
  if (next_token_) {
    collector_.remark({Diagnostic::Level::warning,
                       {request_.file, 0, 0},
                       "holds a NextToken: it is one page of a longer list",
                       "leave --max-items and --starting-token out to get all of it"});
  }
}

} // namespace tunepath::data
