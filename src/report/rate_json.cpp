#include "report/json_parts.hpp"
#include "tunepath/report/rate_listing.hpp"

#include <algorithm>

namespace tunepath {
namespace {

using namespace json_parts;

Json of_key(const RateTable& table, const RateKey& key, Date day) {
  const RateFinding found = table.look_up(key, day);
  const auto row_or_null = [](const RateRow* row) {
    return row == nullptr ? Json(nullptr) : rate_row(*row);
  };
  Json out = Json::object();
  add_key(out, key);
  const std::optional<Price> paid = table.price(key, day);
  out["usd"] = paid ? Json(price(paid->usd)) : Json(nullptr);
  out["per"] = paid ? Json(std::to_string(paid->per)) : Json(nullptr);
  out["row"] = row_or_null(found.row);
  out["age_days"] = found.row == nullptr
                        ? Json(nullptr)
                        : Json(std::max(0, days_between(found.row->source_date, day)));
  out["discounts"] = found.row == nullptr
                         ? Json::array()
                         : array(table.discounts_on(*found.row, day),
                                 [](const Discount* each) { return discount(*each); });
  out["rival"] = row_or_null(found.rival);
  out["history"] = Json::array();
  for (const RateRow* row : table.rows()) {
    if (row->key() == key) {
      out["history"].push_back(rate_row(*row));
    }
  }
  return out;
}

} // namespace

std::string rate_json(const RateTable& table, std::span<const RateKey> keys, Date day) {
  const Json out{
      {"format", "tunepath-rate/1"},
      {"as_of", to_string(day)},
      {"rates", array(keys, [&](const RateKey& key) { return of_key(table, key, day); })}};
  return out.dump(1, ' ', true, Json::error_handler_t::replace) + "\n";
}

} // namespace tunepath
