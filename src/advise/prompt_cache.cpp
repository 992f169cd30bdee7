#include "advise/prompt_cache.hpp"

#include "advise/rate_keys.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace tunepath {
namespace {

Amount<Unit::token> named_amount(MonthlyRequests requests, std::optional<Decimal> per_request,
                                 std::string_view fact) {
  return {token_amount(requests, per_request), missing_tokens(requests, per_request, fact)};
}

constexpr std::string_view k_repeated = "traffic.repeated_input_tokens";

RateKey key_of(const Situation& s, const Model& model, Meter meter) {
  RateKey key =
      rate_keys::bedrock(model.id, Variant::base, s.region, meter, Term::on_demand, s.scope);
  key.unit = Unit::token;
  return key;
}

/// Whether there is a rate for `key`, here or in another region or scope.
bool priced_anywhere(const Situation& s, const RateKey& key) {
  return s.pricer.look_up(key).row != nullptr ||
         !s.knowledge.rates.near_misses(key, s.as_of).empty();
}

/// `times` prompts' worth of `each` tokens; without either, what is missing.
Amount<Unit::token> share(std::optional<std::int64_t> times, std::optional<Decimal> each,
                          MonthlyRequests requests) {
  Amount<Unit::token> amount = named_amount(times, each, k_repeated);
  if (requests && !times) {
    amount.missing = "traffic.shape";
  }
  return amount;
}

std::string formula_of(std::optional<std::int64_t> times_a_month, std::optional<Decimal> each,
                       std::string_view what) {
  return times(times_a_month ? amount_text(*times_a_month, what) : fmt::format("{}s", what),
               each ? amount_text(*each, "token") : "tokens that repeat");
}

} // namespace

std::int64_t cache_writes(std::int64_t requests, double active_hours, double ttl_seconds) {
  constexpr double k_seconds_per_hour = 3600;
  if (requests <= 0) {
    return 0;
  }
  if (active_hours <= 0) {
    return requests;
  }
  const auto count = static_cast<double>(requests);
  const double rate = count / (active_hours * k_seconds_per_hour);
  return std::clamp<std::int64_t>(std::llround(count * std::exp(-rate * ttl_seconds)), 1, requests);
}

PromptCache prompt_cache(const Situation& s, const Model& model) {
  PromptCache cache;
  cache.billed = priced_anywhere(s, key_of(s, model, Meter::cache_read));
  const Limit* least = s.knowledge.catalog.limit(fmt::format("bedrock-cache-min-{}", model.id));
  if (least != nullptr) {
    cache.least_tokens = least->high; // Where sources differ: what is enough by any of them.
  }
  cache.repeated = s.facts.likely(k_repeated);
  const Limit* most = s.knowledge.catalog.limit(fmt::format("bedrock-cache-max-{}", model.id));
  for (const auto& ceiling :
       {s.traffic.input_tokens, most != nullptr ? most->low : std::optional<Decimal>{}}) {
    if (cache.repeated && ceiling) {
      cache.repeated = std::min(*cache.repeated, *ceiling);
    }
  }
  return cache;
}

std::optional<std::int64_t> monthly_cache_writes(const Situation& s, MonthlyRequests requests) {
  constexpr double k_seconds_per_minute = 60;
  const Limit* ttl = s.knowledge.catalog.limit("bedrock-cache-ttl");
  if (!requests || ttl == nullptr || !ttl->low) {
    return std::nullopt;
  }
  if (*requests == 0) {
    return 0;
  }
  return s.traffic.active_hours
             ? std::optional{cache_writes(*requests, s.traffic.active_hours->to_double(),
                                          ttl->low->to_double() * k_seconds_per_minute)}
             : std::nullopt;
}

Estimate price_cached_tokens(const Situation& s, const Model& model, const PromptCache& cache,
                             MonthlyRequests requests) {
  if (!cache.used()) {
    Ledger uncached;
    bill_base_tokens(uncached, s, &model, false, requests);
    return uncached.take();
  }
  const auto writes = monthly_cache_writes(s, requests);
  const auto reads = writes ? std::optional{*requests - *writes} : std::nullopt;
  const auto rest = s.traffic.input_tokens
                        ? std::optional{*s.traffic.input_tokens - *cache.repeated}
                        : std::nullopt;
  const auto line = [&](const char* id, std::string label, std::string formula) {
    return LineText{id, LineKind::per_use, std::move(label), std::move(formula)};
  };
  Estimate estimate;
  const RateKey write = key_of(s, model, Meter::cache_write_5m);
  const bool own_price = priced_anywhere(s, write);
  s.pricer.add(estimate,
               line("tokens.cache-write",
                    fmt::format("Cache writes, {}{}", model.id, own_price ? "" : ", as input"),
                    formula_of(writes, cache.repeated, "write")),
               own_price ? write : key_of(s, model, Meter::input),
               share(writes, cache.repeated, requests));
  s.pricer.add(estimate,
               line("tokens.cache-read", fmt::format("Cache reads, {}", model.id),
                    formula_of(reads, cache.repeated, "read")),
               key_of(s, model, Meter::cache_read), share(reads, cache.repeated, requests));
  s.pricer.add(estimate,
               line("tokens.input", fmt::format("Other input tokens, {}", model.id),
                    formula_of(requests, rest, "request")),
               key_of(s, model, Meter::input),
               named_amount(requests, rest, "traffic.input_tokens"));
  s.pricer.add(estimate,
               line("tokens.output", fmt::format("Output tokens, {}", model.id),
                    times(requests ? amount_text(*requests, "request") : "requests",
                          s.traffic.output_tokens ? amount_text(*s.traffic.output_tokens, "token")
                                                  : "tokens per request")),
               key_of(s, model, Meter::output),
               named_amount(requests, s.traffic.output_tokens, "traffic.output_tokens"));
  return estimate;
}

} // namespace tunepath
