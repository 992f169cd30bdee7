#include "advise/situation.hpp"

#include <cmath>

#include <fmt/format.h>

namespace tunepath {
namespace {

const Model* model_of(const Facts& facts, const Catalog& catalog, std::string_view fact) {
  const std::string_view id = facts.word(fact);
  return id.empty() ? nullptr : catalog.model(id);
}

Traffic read_traffic(const Facts& facts, const Catalog& catalog, Rational hours_per_month) {
  Traffic traffic;
  traffic.requests = facts.likely("traffic.requests_per_month");
  traffic.input_tokens = facts.likely("traffic.input_tokens");
  traffic.tuned_input_tokens = facts.likely("traffic.tuned_input_tokens");
  traffic.output_tokens = facts.likely("traffic.output_tokens");
  traffic.retrieved_tokens = facts.likely("rag.retrieved_tokens_per_request");
  traffic.shape = named<TrafficShape>(facts.word("traffic.shape"));
  traffic.growth_per_month =
      facts.likely("traffic.growth_per_month").value_or(Decimal{}).to_double();
  if (const auto hours = facts.likely("traffic.active_hours_per_month")) {
    traffic.active_hours = Rational::of(*hours);
  } else if (traffic.shape) {
    traffic.active_hours = Rational::of(
        std::llround(active_hours(*traffic.shape, hours_per_month.to_double(), catalog)));
  }
  if (const auto peak = facts.likely("traffic.peak_requests_per_second")) {
    traffic.peak_requests_per_second = peak->to_double();
  } else if (traffic.requests && traffic.requests->is_zero()) {
    traffic.peak_requests_per_second = 0;
  } else if (traffic.requests && traffic.shape && traffic.active_hours) {
    traffic.peak_requests_per_second = peak_from_shape(
        *traffic.shape, traffic.requests->to_double(), traffic.active_hours->to_double(), catalog);
  }
  return traffic;
}

Corpus read_corpus(const Facts& facts) {
  Corpus corpus;
  corpus.gb = facts.likely("rag.corpus_gb");
  corpus.tokens = facts.likely("rag.corpus_tokens");
  corpus.updated_tokens = facts.likely("rag.updates_tokens_per_month");
  corpus.query_tokens = facts.likely("rag.query_tokens_per_request");
  corpus.opensearch_units = facts.likely("rag.opensearch_units");
  corpus.vector_store = facts.word("rag.vector_store");
  corpus.embedding_model = facts.word("rag.embedding_model");
  corpus.rerank_model = facts.word("rag.rerank_model");
  return corpus;
}

} // namespace

std::optional<std::int64_t> Traffic::requests_in(int month) const {
  if (!requests) {
    return std::nullopt;
  }
  if (growth_per_month == 0 || month <= 1) {
    return Rational::of(*requests).rounded();
  }
  const double grown = requests->to_double() * std::pow(1 + growth_per_month, month - 1);
  if (!(grown < 9e15)) {
    throw std::overflow_error("requests grow out of range within the horizon");
  }
  return std::llround(grown);
}

std::optional<double> Traffic::peak_in(int month) const {
  const bool grown = growth_per_month != 0 && month > 1;
  return peak_requests_per_second && grown
             ? std::optional{*peak_requests_per_second * std::pow(1 + growth_per_month, month - 1)}
             : peak_requests_per_second;
}

Situation::Situation(const Facts& f, const Knowledge& k)
    : facts(f),
      knowledge(k),
      pricer(k.rates, k.catalog, f.date("as_of").value()),
      as_of(f.date("as_of").value()),
      region(f.word("region")),
      scope(named<Scope>(f.word("model.inference_scope")).value_or(Scope::in_region)),
      hours_per_month(Rational::of(f.likely("hours_per_month").value())),
      start_month(f.month("start_month").value_or(Month::of(as_of))),
      horizon_months(static_cast<int>(f.count("horizon_months").value())),
      base(model_of(f, k.catalog, "model.base")),
      baseline(model_of(f, k.catalog, "model.baseline")),
      teacher(model_of(f, k.catalog, "model.teacher")),
      traffic(read_traffic(f, k.catalog, hours_per_month)),
      corpus(read_corpus(f)) {}

void Situation::reread_traffic() {
  traffic = read_traffic(facts, knowledge.catalog, hours_per_month);
}

void Situation::reread_corpus() {
  corpus = read_corpus(facts);
}

int busiest_month(const Situation& s) {
  return s.traffic.growth_per_month > 0 ? s.horizon_months : 1;
}

std::string times(std::string_view a, std::string_view b) {
  return fmt::format("{} x {}", a, b);
}

std::string amount_text(Decimal number, std::string_view unit) {
  const bool one = number == Decimal::of(1);
  return fmt::format("{} {}{}", grouped(number), unit, one ? "" : "s");
}

std::string amount_text(std::int64_t number, std::string_view unit) {
  return amount_text(Decimal::of(number), unit);
}

std::string short_text(Rational number) {
  return grouped(number.nearest_decimal(2));
}

std::string about_text(Rational number) {
  const double size = number.to_double();
  return grouped(number.nearest_decimal(size >= 10 ? 0 : size >= 1 ? 1 : 2));
}

} // namespace tunepath
