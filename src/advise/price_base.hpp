#pragma once

#include "advise/ledger.hpp"
#include "advise/situation.hpp"

namespace tunepath {

/// Requests of one month; empty when nobody said.
using MonthlyRequests = std::optional<std::int64_t>;

/// requests x tokens per request, to whole tokens; empty while one of them is not known.
std::optional<Tokens> token_amount(MonthlyRequests requests, std::optional<Decimal> per_request);
/// The facts that token_amount() lacks; "" for none. `fact` is the one that states `per_request`.
std::string missing_tokens(MonthlyRequests requests, std::optional<Decimal> per_request,
                           std::string_view fact);

/// Tokens at custom rates or base rates: what all kinds of inference by the token share.
struct TokenUse {
  std::string_view item;
  Variant variant = Variant::base;
  std::string_view region;
  Scope scope = Scope::in_region;
  std::optional<Decimal> input_tokens; ///< per request, without retrieved passages
  std::string_view input_fact;         ///< the fact that states them
  bool retrieval = false;
  Term tier = Term::on_demand;
  LineKind kind = LineKind::per_use;
  std::string_view input_id = "tokens.input";
  std::string_view output_id = "tokens.output";
  std::string_view input_label{}; ///< "" = "Input tokens, MODEL"
  std::string_view output_label{};
  std::string_view requests_fact = "traffic.requests_per_month"; ///< what gives their number
};
void bill_tokens(Ledger& into, const Situation& s, const TokenUse& use, MonthlyRequests requests);

/// Input and output tokens of an untuned model at one tier. `retrieval` adds the retrieved passages
/// to each prompt. In the profile's scope; neither scope nor tier is replaced by another one.
void bill_base_tokens(Ledger& into, const Situation& s, const Model* model, bool retrieval,
                      MonthlyRequests requests, Term tier = Term::on_demand);

/// A vector store, with what retrieval from it bills besides the longer prompts.
///
///   once       embedding the corpus, and writing it into a store that bills for that
///   standing   the store or its minimum, its files in S3, embedding what changes in a month
///   per use    retrieval, embedding what is searched for, reranking
///
/// A managed knowledge base includes files, embedding and reranking: it has no lines for them.
struct VectorStore {
  std::string_view id;
  bool has_minimum = false; ///< it bills a minimum with nothing in it
  void (*bill)(Ledger& into, const Situation& s, MonthlyRequests requests) = nullptr;
};
/// The store that the profile names, else the cheapest in the first month that can be priced
/// completely in the region. Nobody moves a corpus monthly: it is the same in every month.
struct ChosenStore {
  const VectorStore* store = nullptr; ///< never nullptr when it was chosen
  Sums first_month;
};
ChosenStore choose_store(const Situation& s);
const VectorStore& vector_store(const Situation& s);

/// People's time that `hours_fact` names: hours x hourly rate. The profile is the source.
void bill_labour(Ledger& into, const Situation& s, LineKind kind, std::string_view id,
                 std::string_view label, std::string_view hours_fact);

} // namespace tunepath
