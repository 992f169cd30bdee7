#pragma once

#include "advise/pricer.hpp"
#include "tunepath/advise/advise.hpp"
#include "tunepath/hosting/traffic.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tunepath {

/// How much is asked of the model. Empty members are not known. Tokens are per request.
struct Traffic {
  std::optional<Decimal> requests; ///< in the first month
  std::optional<Decimal> input_tokens;
  std::optional<Decimal> tuned_input_tokens;
  std::optional<Decimal> output_tokens;
  std::optional<Decimal> retrieved_tokens;
  std::optional<TrafficShape> shape;
  std::optional<Rational> active_hours;           ///< a month
  std::optional<double> peak_requests_per_second; ///< in the first month
  double growth_per_month = 0;

  /// Requests of month 1, 2 ..., compounded and rounded to whole ones; empty when unknown.
  std::optional<std::int64_t> requests_in(int month) const;
  /// The peak scaled with the growth of requests; empty when unknown.
  std::optional<double> peak_in(int month) const;
};

/// What is searched, and with what. Empty members are not known.
struct Corpus {
  std::optional<Decimal> gb;
  std::optional<Decimal> tokens;
  std::optional<Decimal> updated_tokens;   ///< a month
  std::optional<Decimal> query_tokens;     ///< that one request searches for
  std::optional<Decimal> opensearch_units; ///< as stated
  std::string_view vector_store;           ///< "" or auto: the cheapest
  std::string_view embedding_model;
  std::string_view rerank_model; ///< "" or none: no reranking
};

/// One scenario as pricing sees it: the facts, what is known, and the numbers read from them once.
/// Plain views: the facts and the knowledge outlive it.
struct Situation {
  Situation(const Facts& facts, const Knowledge& knowledge);

  const Facts& facts;
  const Knowledge& knowledge;
  Pricer pricer;
  Date as_of;
  std::string region;
  Scope scope = Scope::in_region; ///< of base model inference
  Rational hours_per_month;
  Month start_month;
  int horizon_months = 12;
  const Model* base = nullptr;     ///< nullptr: unknown, or any
  const Model* baseline = nullptr; ///< the untuned model that would serve instead
  const Model* teacher = nullptr;
  Traffic traffic;
  Corpus corpus;

  /// Reads them again after their facts have changed.
  void reread_traffic();
  void reread_corpus();

  /// A rule parameter as a decimal, for example "headroom".
  Decimal parameter(std::string_view name) const { return knowledge.rules.parameter(name).value; }
};

/// The month of the horizon with the most requests: traffic grows or falls throughout.
int busiest_month(const Situation& s);

/// "60,000 requests x 1,800 tokens", the words of a formula.
std::string times(std::string_view a, std::string_view b);
/// "60,000 requests": a grouped number with its unit.
std::string amount_text(Decimal number, std::string_view unit);
std::string amount_text(std::int64_t number, std::string_view unit);
/// The number with at most two decimals where it has no short form: "16.06".
std::string short_text(Rational number);
/// A predicted number, which is known to two digits or three at most: "231", "2.6", "0.19".
std::string about_text(Rational number);

} // namespace tunepath
