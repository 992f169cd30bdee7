#pragma once

#include "report/totals.hpp"
#include "tunepath/advise/advice.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

/// The parts of tunepath-report/1, each as the contract names them: keys in order, those added
/// later behind them.
namespace tunepath::json_parts {

/// Members in the order in which they are written, with room for a typical object from the start:
/// nlohmann's own ordered map is a vector of pairs with constant keys, so each time it grows it
/// copies everything below it.
template <class Key, class T, class Less = std::less<Key>,
          class Allocator = std::allocator<std::pair<const Key, T>>>
struct Members : nlohmann::ordered_map<Key, T, Less, Allocator> {
  using Base = nlohmann::ordered_map<Key, T, Less, Allocator>;
  using Base::Base;

  template <class K, class Value>
  auto emplace(K&& key, Value&& value) {
    constexpr std::size_t k_typical = 16;
    if (this->empty()) {
      this->reserve(k_typical);
    }
    return Base::emplace(std::forward<K>(key), std::forward<Value>(value));
  }
};

using Json = nlohmann::basic_json<Members>;

/// null where there is no value, else `write(*value)`.
template <class T, class Write>
Json or_null(const std::optional<T>& value, Write write) {
  return value ? Json(write(*value)) : Json(nullptr);
}

template <class Range, class Write>
Json array(const Range& values, Write write) {
  Json out = Json::array();
  for (const auto& value : values) {
    out.push_back(write(value));
  }
  return out;
}

/// "8.00": at least two decimals, none lost.
std::string money(Money amount);
Json money(const std::optional<Money>& amount);
/// null where nothing but gaps make up the sum.
Json money(const Total& total);
/// A price as published: "0.035", "24.00".
std::string price(Decimal usd);
/// Exact, or the nearest with 12 decimals, or with as many as there is room for.
std::string decimal(Rational value);
/// null where decimal() is exact, else "8641/3600".
Json exact(Rational value);
/// null for "".
Json text_or_null(std::string_view text);
Json truth(Truth value); ///< true, false or null
Json approach(const std::vector<Approach>& approach);
Json path(const std::optional<Path>& path);

/// Adds the parts of a rate's key to `object`; null for no variant.
void add_key(Json& object, const RateKey& key);
/// A row without its key but for the scope: its price as published, and where it comes from.
Json rate_row(const RateRow& row);
Json discount(const Discount& discount);

Json lines(const Estimate& estimate);
Json gaps(const Estimate& estimate);
Json reasons(const std::vector<Reason>& reasons);

Json decision(const Decision& decision);
Json training(const std::optional<TrainingAdvice>& training);
Json hosting(const Advice& advice);
Json cost(const CostAdvice& cost);
/// Every member null without a grant.
Json credits(const CostAdvice& cost);
Json credit_pools(const CostAdvice& cost);
Json timeline(const CostAdvice& cost);
/// What draws made of the sums and of the recommendation; null or empty unless any were made.
Json percentiles(const CostAdvice& cost);
Json tornado(const CostAdvice& cost);
Json robustness(const CostAdvice& cost);

} // namespace tunepath::json_parts
