#include "advise/dataset_storage.hpp"
#include "advise/price_base.hpp"
#include "advise/rate_keys.hpp"

#include <array>

#include <fmt/format.h>

namespace tunepath {
namespace {

/// The quantity of a fact, in U; empty when it is not known.
template <Unit U>
std::optional<Quantity<U>> quantity_of(const std::optional<Decimal>& number) {
  return number ? std::optional{Quantity<U>::of(Rational::of(*number))} : std::nullopt;
}

void bill_storage(Ledger& into, const Situation& s, const RateKey& key, const char* label) {
  const auto& gb = s.corpus.gb;
  into.add<Unit::gb_month>(
      s.pricer, LineKind::standing, "rag.storage", key, quantity_of<Unit::gb_month>(gb), [&] {
        return LineWords{label, gb ? fmt::format("{} GB", grouped(*gb)) : "corpus",
                         gb ? "" : "rag.corpus_gb"};
      });
}

/// The corpus as files. It bills cents: a rough size will do where the profile states none.
void bill_files(Ledger& into, const Situation& s) {
  const auto& gb = s.corpus.gb;
  const auto& tokens = s.corpus.tokens;
  const auto rough = !gb && tokens ? text_gb(s, *tokens) : std::nullopt;
  into.add<Unit::gb_month>(
      s.pricer, LineKind::standing, "rag.corpus", rate_keys::object_storage(s.region),
      rough ? std::optional{GbMonths::of(*rough)} : quantity_of<Unit::gb_month>(gb), [&] {
        return LineWords{"The corpus in S3",
                         gb      ? fmt::format("{} GB", grouped(*gb))
                         : rough ? text_gb_words(s, *tokens)
                                 : "corpus",
                         gb || rough ? "" : "rag.corpus_gb"};
      });
}

void bill_searches(Ledger& into, const Situation& s, const RateKey& key, MonthlyRequests requests) {
  std::optional<Requests> amount;
  if (requests) {
    amount = Requests::of(*requests);
  }
  into.add<Unit::request>(s.pricer, LineKind::per_use, "rag.retrieve", key, amount, [&] {
    return LineWords{"Retrieval",
                     requests ? amount_text(*requests, "request") : "one retrieval per request",
                     requests ? "" : "traffic.requests_per_month"};
  });
}

/// Embedding the corpus once, its updates each month, and what each request searches for.
void bill_embedding(Ledger& into, const Situation& s, MonthlyRequests requests) {
  const RateKey key = rate_keys::bedrock(s.corpus.embedding_model, Variant::base, s.region,
                                         Meter::input, Term::on_demand);
  const auto add = [&](std::string_view id, LineKind kind, const char* label,
                       const std::optional<Decimal>& tokens, const char* fact) {
    into.add<Unit::token>(s.pricer, kind, id, key, quantity_of<Unit::token>(tokens), [&] {
      return LineWords{label,
                       tokens
                           ? fmt::format("{} through {}", amount_text(*tokens, "token"), key.item)
                           : std::string{label},
                       tokens ? "" : fact};
    });
  };
  add("rag.embedding", LineKind::one_time, "Embedding the corpus", s.corpus.tokens,
      "rag.corpus_tokens");
  add("rag.embedding-updates", LineKind::standing, "Embedding its updates", s.corpus.updated_tokens,
      "rag.updates_tokens_per_month");
  constexpr std::string_view k_query = "rag.query_tokens_per_request";
  const auto& query = s.corpus.query_tokens;
  into.add<Unit::token>(
      s.pricer, LineKind::per_use, "rag.embedding-queries", key, token_amount(requests, query),
      [&] {
        return LineWords{
            "Embedding the questions",
            times(requests ? amount_text(*requests, "request") : "requests",
                  query ? amount_text(*query, "token") : "tokens that are searched for"),
            missing_tokens(requests, query, k_query)};
      });
}

/// One query a request: what it covers at most is a limit of the catalog.
void bill_reranking(Ledger& into, const Situation& s, MonthlyRequests requests) {
  const std::string_view model = s.corpus.rerank_model;
  if (model.empty() || model == "none") {
    return;
  }
  std::optional<Quantity<Unit::query>> amount;
  if (requests) {
    amount = Quantity<Unit::query>::of(*requests);
  }
  into.add<Unit::query>(
      s.pricer, LineKind::per_use, "rag.rerank",
      rate_keys::bedrock(model, Variant::base, s.region, Meter::rerank, Term::on_demand), amount,
      [&] {
        LineWords words{fmt::format("Reranking, {}", model), "one query per request",
                        requests ? "" : "traffic.requests_per_month"};
        if (requests) {
          words.formula = *requests == 1
                              ? "1 query"
                              : fmt::format("{} queries", grouped(Decimal::of(*requests)));
        }
        const Limit* most = s.knowledge.catalog.limit("rerank-query");
        if (most != nullptr && most->high) {
          words.formula += fmt::format(" of at most {}", amount_text(*most->high, "passage"));
        }
        return words;
      });
}

/// What every store but a managed knowledge base leaves to you.
void bill_around(Ledger& into, const Situation& s, MonthlyRequests requests) {
  bill_files(into, s);
  bill_embedding(into, s, requests);
  bill_reranking(into, s, requests);
}

void bill_knowledge_base(Ledger& into, const Situation& s, MonthlyRequests requests) {
  // Files, embedding, reranking and parsing are included in this price.
  bill_storage(into, s, rate_keys::knowledge_base(s.region, Meter::storage),
               "Managed Knowledge Base storage");
  bill_searches(into, s, rate_keys::knowledge_base(s.region, Meter::retrieve), requests);
}

/// Units as stated, else the least of what sources give as the minimum.
void bill_opensearch(Ledger& into, const Situation& s, MonthlyRequests requests) {
  const auto& stated = s.corpus.opensearch_units;
  const Limit* minimum = s.knowledge.catalog.limit("oss-min-classic");
  const auto units = stated ? stated : minimum != nullptr ? minimum->low : std::nullopt;
  std::optional<OcuHours> amount;
  if (units) {
    amount = OcuHours::of(Rational::of(*units) * s.hours_per_month);
  }
  into.add<Unit::ocu_hour>(
      s.pricer, LineKind::standing, "rag.storage", rate_keys::opensearch(s.region), amount, [&] {
        LineWords words{stated ? "OpenSearch Serverless units" : "OpenSearch Serverless minimum",
                        "", units ? "" : "rag.opensearch_units"};
        if (units) {
          words.formula = fmt::format("{}{} x {} hours", stated ? "" : "minimum of ",
                                      amount_text(*units, "unit"), short_text(s.hours_per_month));
          if (!stated && minimum->high && *minimum->high != *units) {
            words.formula += fmt::format(" (some sources say {})", grouped(*minimum->high));
          }
        }
        return words;
      });
  bill_around(into, s, requests);
}

/// GB that are written into a store: the corpus once, then the share of it that changes.
void bill_writes(Ledger& into, const Situation& s, const RateKey& key) {
  const auto& gb = s.corpus.gb;
  const auto& tokens = s.corpus.tokens;
  const auto& changed = s.corpus.updated_tokens;
  const bool known = gb && tokens && changed && !tokens->is_zero();
  std::optional<Quantity<Unit::gb>> updates;
  if (known) {
    updates =
        Quantity<Unit::gb>::of(Rational::of(*gb) * Rational::of(*changed) / Rational::of(*tokens));
  }
  into.add<Unit::gb>(
      s.pricer, LineKind::one_time, "rag.write", key, quantity_of<Unit::gb>(gb), [&] {
        return LineWords{"Writing the corpus", gb ? fmt::format("{} GB", grouped(*gb)) : "corpus",
                         gb ? "" : "rag.corpus_gb"};
      });
  into.add<Unit::gb>(s.pricer, LineKind::standing, "rag.write-updates", key, updates, [&] {
    return LineWords{
        "Writing its updates",
        known ? fmt::format("{} GB x {} of {} tokens", grouped(*gb), grouped(*changed),
                            grouped(*tokens))
              : "share of the corpus that changes",
        known ? "" : "rag.corpus_gb, rag.corpus_tokens and rag.updates_tokens_per_month"};
  });
}

/// By the size of the corpus: how much its vectors take is not known.
void bill_s3_vectors(Ledger& into, const Situation& s, MonthlyRequests requests) {
  bill_storage(into, s, rate_keys::s3_vectors(s.region, Meter::storage), "S3 Vectors storage");
  bill_writes(into, s, rate_keys::s3_vectors(s.region, Meter::write));
  bill_searches(into, s, rate_keys::s3_vectors(s.region, Meter::retrieve), requests);
  bill_around(into, s, requests);
}

void bill_aurora(Ledger& into, const Situation& s, MonthlyRequests requests) {
  bill_storage(into, s, rate_keys::aurora(s.region), "Aurora PostgreSQL with pgvector");
  bill_around(into, s, requests);
}

constexpr std::array<VectorStore, 4> k_stores{{
    {"managed-knowledge-base", false, bill_knowledge_base},
    {"opensearch-serverless", true, bill_opensearch},
    {"s3-vectors", false, bill_s3_vectors},
    {"aurora-pgvector", true, bill_aurora},
}};

/// Complete ones first, then the cheaper; between incomplete ones the order of the table.
bool better(const Sums& a, const Sums& b) {
  return a.complete() && (!b.complete() || a.monthly() < b.monthly());
}

} // namespace

ChosenStore choose_store(const Situation& s) {
  const MonthlyRequests first = s.traffic.requests_in(1);
  ChosenStore chosen;
  for (const VectorStore& store : k_stores) {
    const bool wanted = store.id == s.corpus.vector_store;
    Ledger ledger{Ledger::Keeps::sums};
    store.bill(ledger, s, first);
    if (wanted || chosen.store == nullptr || better(ledger.sums(), chosen.first_month)) {
      chosen = {&store, ledger.sums()};
    }
    if (wanted) {
      break;
    }
  }
  return chosen;
}

const VectorStore& vector_store(const Situation& s) {
  return *choose_store(s).store;
}

} // namespace tunepath
