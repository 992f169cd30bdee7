#include "advise/price_base.hpp"

#include "advise/rate_keys.hpp"

#include <array>

#include <fmt/format.h>

namespace tunepath {
namespace {

/// requests x tokens per request, or what is missing for it.
Amount<Unit::token> token_amount(MonthlyRequests requests, std::optional<Decimal> per_request,
                                 std::string_view fact) {
  if (requests && per_request) {
    const Rational total = Rational::of(*requests) * Rational::of(*per_request);
    return {Tokens::of(Rational::of(total.rounded())), ""};
  }
  std::string missing = requests ? "" : "traffic.requests_per_month";
  if (!per_request) {
    missing += fmt::format("{}{}", missing.empty() ? "" : " and ", fact);
  }
  return {std::nullopt, missing};
}

std::string per_request_text(std::optional<Decimal> tokens, std::optional<Decimal> retrieved) {
  if (!tokens) {
    return "tokens per request";
  }
  return retrieved
             ? fmt::format("({} + {} retrieved) tokens", grouped(*tokens), grouped(*retrieved))
             : amount_text(*tokens, "token");
}

struct Store {
  std::string_view id;
  bool has_minimum;
  Estimate (*price)(const Situation&, MonthlyRequests);
};

void add_storage(Estimate& into, const Situation& s, RateKey key, const char* label) {
  const auto gb = s.facts.likely("rag.corpus_gb");
  Amount<Unit::gb_month> amount{std::nullopt, "rag.corpus_gb"};
  std::string formula = "corpus";
  if (gb) {
    amount = {GbMonths::of(Rational::of(*gb)), ""};
    formula = fmt::format("{} GB", grouped(*gb));
  }
  s.pricer.add(into, {"rag.storage", LineKind::standing, label, formula}, key, amount);
}

void add_retrieval(Estimate& into, const Situation& s, RateKey key, MonthlyRequests requests) {
  Amount<Unit::request> amount{std::nullopt, "traffic.requests_per_month"};
  std::string formula = "one retrieval per request";
  if (requests) {
    amount = {Requests::of(*requests), ""};
    formula = amount_text(*requests, "request");
  }
  s.pricer.add(into, {"rag.retrieve", LineKind::per_use, "Retrieval", formula}, key, amount);
}

/// Embedding the corpus once and its updates each month, for stores that do not include it.
void add_embedding(Estimate& into, const Situation& s) {
  const RateKey key = rate_keys::bedrock(s.facts.word("rag.embedding_model"), Variant::base,
                                         s.region, Meter::input, Term::on_demand);
  const auto add = [&](const char* id, LineKind kind, const char* label, const char* fact) {
    const auto tokens = s.facts.likely(fact);
    Amount<Unit::token> amount{std::nullopt, fact};
    std::string formula = label;
    if (tokens) {
      amount = {Tokens::of(Rational::of(*tokens)), ""};
      formula = fmt::format("{} through {}", amount_text(*tokens, "token"), key.item);
    }
    s.pricer.add(into, {id, kind, label, formula}, key, amount);
  };
  add("rag.embedding", LineKind::one_time, "Embedding the corpus", "rag.corpus_tokens");
  add("rag.embedding-updates", LineKind::standing, "Embedding its updates",
      "rag.updates_tokens_per_month");
}

Estimate price_knowledge_base(const Situation& s, MonthlyRequests requests) {
  Estimate estimate; // Embedding, reranking and parsing are included in this price.
  add_storage(estimate, s, rate_keys::knowledge_base(s.region, Meter::storage),
              "Managed Knowledge Base storage");
  add_retrieval(estimate, s, rate_keys::knowledge_base(s.region, Meter::retrieve), requests);
  return estimate;
}

Estimate price_opensearch(const Situation& s, MonthlyRequests) {
  Estimate estimate;
  const Limit* minimum = s.knowledge.catalog.limit("oss-min-classic");
  Amount<Unit::ocu_hour> amount{std::nullopt, "the minimum of OpenSearch units"};
  std::string formula;
  if (minimum != nullptr && minimum->low) {
    amount = {OcuHours::of(Rational::of(*minimum->low) * s.hours_per_month), ""};
    formula = fmt::format("minimum of {} x {} hours", amount_text(*minimum->low, "unit"),
                          short_text(s.hours_per_month));
    if (minimum->high && *minimum->high != *minimum->low) {
      formula += fmt::format(" (some sources say {})", grouped(*minimum->high));
    }
  }
  s.pricer.add(estimate,
               {"rag.storage", LineKind::standing, "OpenSearch Serverless minimum", formula},
               rate_keys::opensearch(s.region), amount);
  add_embedding(estimate, s);
  return estimate;
}

Estimate price_s3_vectors(const Situation& s, MonthlyRequests requests) {
  Estimate estimate;
  add_storage(estimate, s, rate_keys::s3_vectors(s.region, Meter::storage), "S3 Vectors storage");
  add_retrieval(estimate, s, rate_keys::s3_vectors(s.region, Meter::retrieve), requests);
  add_embedding(estimate, s);
  return estimate;
}

Estimate price_aurora(const Situation& s, MonthlyRequests) {
  Estimate estimate;
  add_storage(estimate, s, rate_keys::aurora(s.region), "Aurora PostgreSQL with pgvector");
  add_embedding(estimate, s);
  return estimate;
}

constexpr std::array<Store, 4> k_stores{{
    {"managed-knowledge-base", false, price_knowledge_base},
    {"opensearch-serverless", true, price_opensearch},
    {"s3-vectors", false, price_s3_vectors},
    {"aurora-pgvector", true, price_aurora},
}};

Money monthly(const Estimate& estimate) {
  return estimate.total(LineKind::standing) + estimate.total(LineKind::per_use);
}

} // namespace

Estimate price_tokens(const Situation& s, const TokenUse& use, MonthlyRequests requests) {
  Estimate estimate;
  const auto retrieved = use.retrieval ? s.traffic.retrieved_tokens : std::nullopt;
  std::optional<Decimal> prompt = use.input_tokens;
  std::string prompt_facts = use.input_tokens ? "" : std::string{use.input_fact};
  if (use.retrieval && !retrieved) {
    prompt_facts +=
        fmt::format("{}rag.retrieved_tokens_per_request", prompt_facts.empty() ? "" : " and ");
    prompt.reset();
  } else if (prompt && retrieved) {
    prompt = *prompt + *retrieved;
  }
  const std::string count = requests ? amount_text(*requests, "request") : "requests";
  const auto key = [&](Meter meter) {
    return rate_keys::bedrock(use.item, use.variant, use.region, meter, Term::on_demand, use.scope);
  };
  s.pricer.add(estimate,
               {"tokens.input", LineKind::per_use, fmt::format("Input tokens, {}", use.item),
                times(count, per_request_text(use.input_tokens, retrieved))},
               key(Meter::input), token_amount(requests, prompt, prompt_facts));
  s.pricer.add(estimate,
               {"tokens.output", LineKind::per_use, fmt::format("Output tokens, {}", use.item),
                times(count, per_request_text(s.traffic.output_tokens, std::nullopt))},
               key(Meter::output),
               token_amount(requests, s.traffic.output_tokens, "traffic.output_tokens"));
  return estimate;
}

Estimate price_base_tokens(const Situation& s, const Model* model, bool retrieval,
                           MonthlyRequests requests) {
  if (model == nullptr) {
    Estimate estimate;
    estimate.gaps.push_back(
        {"tokens.input", LineKind::per_use, "Tokens of the untuned model", "state model.baseline"});
    return estimate;
  }
  return price_tokens(s,
                      {.item = model->id,
                       .variant = Variant::base,
                       .region = s.region,
                       .scope = s.scope,
                       .input_tokens = s.traffic.input_tokens,
                       .input_fact = "traffic.input_tokens",
                       .retrieval = retrieval},
                      requests);
}

RetrievalCost price_retrieval(const Situation& s, MonthlyRequests requests) {
  const std::string_view wanted = s.facts.word("rag.vector_store");
  std::optional<RetrievalCost> best;
  for (const Store& store : k_stores) {
    if (store.id == wanted) {
      return {std::string{store.id}, store.price(s, requests), store.has_minimum};
    }
    RetrievalCost cost{std::string{store.id}, store.price(s, requests), store.has_minimum};
    const bool better =
        !best || (cost.estimate.complete() && !best->estimate.complete()) ||
        (cost.estimate.complete() == best->estimate.complete() && cost.estimate.complete() &&
         monthly(cost.estimate) < monthly(best->estimate));
    if (better) {
      best = std::move(cost);
    }
  }
  return *best;
}

void add_labour(Estimate& into, const Situation& s, LineText text, std::string_view hours_fact) {
  const auto hours = s.facts.likely(hours_fact);
  const auto usd = s.facts.likely("people.hourly_usd");
  if (hours && hours->is_zero()) {
    return;
  }
  if (!hours || !usd) {
    into.gaps.push_back({std::move(text.id), text.kind, std::move(text.label),
                         fmt::format("state {}{}{}", hours ? "" : hours_fact,
                                     hours || usd ? "" : " and ", usd ? "" : "people.hourly_usd")});
    return;
  }
  text.formula = fmt::format("{} x {} an hour", amount_text(*hours, "hour"), price_text(*usd));
  Line line = price_line(std::move(text.id), text.kind, std::move(text.label),
                         PersonHours::of(Rational::of(*hours)),
                         Rate<Unit::person_hour>{{*usd, 1, nullptr}}, std::move(text.formula));
  line.stated_at = s.facts.at("people.hourly_usd").origin.at;
  line.rate.unit = Unit::person_hour;
  line.rate.usd = *usd;
  line.rate.service = "people";
  line.rate.item = "hour";
  line.rate.region = "*";
  line.rate.term = Term::none;
  line.rate.valid_from = s.as_of;
  line.rate.source = "the profile";
  line.rate.source_date = s.as_of;
  line.rate.confidence = Confidence::high;
  into.lines.push_back(std::move(line));
}

} // namespace tunepath
