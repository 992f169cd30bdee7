#include "advise/price_base.hpp"

#include "advise/rate_keys.hpp"

#include <fmt/format.h>

namespace tunepath {
namespace {

/// What to state for a number of tokens; "" when it is known.
std::string missing_for(const TokenUse& use, MonthlyRequests requests, std::string_view facts) {
  if (!requests && use.kind == LineKind::one_time) {
    return std::string{use.requests_fact};
  }
  std::string missing{requests ? std::string_view{} : use.requests_fact};
  if (!facts.empty()) {
    missing += fmt::format("{}{}", missing.empty() ? "" : " and ", facts);
  }
  return missing;
}

std::string per_request_text(std::optional<Decimal> tokens, std::optional<Decimal> retrieved) {
  if (!tokens) {
    return "tokens per request";
  }
  return retrieved
             ? fmt::format("({} + {} retrieved) tokens", grouped(*tokens), grouped(*retrieved))
             : amount_text(*tokens, "token");
}

std::string count_text(MonthlyRequests requests) {
  return requests ? amount_text(*requests, "request") : "requests";
}

/// The facts that the length of a prompt lacks; "" when it is known.
std::string missing_prompt(const TokenUse& use, bool lacks_passages) {
  std::string facts = use.input_tokens ? "" : std::string{use.input_fact};
  if (lacks_passages) {
    facts += fmt::format("{}rag.retrieved_tokens_per_request", facts.empty() ? "" : " and ");
  }
  return facts;
}

/// People's time has no row: the profile is the source.
Line labour_line(const Situation& s, LineKind kind, std::string_view id, std::string_view label,
                 Decimal hours, Decimal usd) {
  Line line =
      price_line(std::string{id}, kind, std::string{label}, PersonHours::of(Rational::of(hours)),
                 Rate<Unit::person_hour>{{usd, 1, nullptr}},
                 fmt::format("{} x {} an hour", amount_text(hours, "hour"), price_text(usd)));
  line.stated_at = s.facts.at("people.hourly_usd").origin.at;
  line.rate.unit = Unit::person_hour;
  line.rate.usd = usd;
  line.rate.service = "people";
  line.rate.item = "hour";
  line.rate.region = "*";
  line.rate.term = Term::none;
  line.rate.valid_from = s.as_of;
  line.rate.source = "the profile";
  line.rate.source_date = s.as_of;
  line.rate.confidence = Confidence::high;
  return line;
}

} // namespace

std::optional<Tokens> token_amount(MonthlyRequests requests, std::optional<Decimal> per_request) {
  if (!requests || !per_request) {
    return std::nullopt;
  }
  const Rational total = Rational::of(*requests) * Rational::of(*per_request);
  return Tokens::of(Rational::of(total.rounded()));
}

std::string missing_tokens(MonthlyRequests requests, std::optional<Decimal> per_request,
                           std::string_view fact) {
  std::string missing = requests ? "" : "traffic.requests_per_month";
  if (!per_request) {
    missing += fmt::format("{}{}", missing.empty() ? "" : " and ", fact);
  }
  return missing;
}

void bill_tokens(Ledger& into, const Situation& s, const TokenUse& use, MonthlyRequests requests) {
  const auto retrieved = use.retrieval ? s.traffic.retrieved_tokens : std::nullopt;
  const bool lacks_passages = use.retrieval && !retrieved;
  std::optional<Decimal> prompt = lacks_passages ? std::nullopt : use.input_tokens;
  if (prompt && retrieved) {
    prompt = *prompt + *retrieved;
  }
  const auto key = [&](Meter meter) {
    return rate_keys::bedrock(use.item, use.variant, use.region, meter, use.tier, use.scope);
  };
  const auto label = [&](std::string_view own, const char* usual) {
    return own.empty() ? fmt::format("{}, {}", usual, use.item) : std::string{own};
  };
  into.add<Unit::token>(
      s.pricer, use.kind, use.input_id, key(Meter::input), token_amount(requests, prompt), [&] {
        return LineWords{label(use.input_label, "Input tokens"),
                         times(count_text(requests), per_request_text(use.input_tokens, retrieved)),
                         missing_for(use, requests, missing_prompt(use, lacks_passages))};
      });
  const auto& output = s.traffic.output_tokens;
  into.add<Unit::token>(
      s.pricer, use.kind, use.output_id, key(Meter::output), token_amount(requests, output), [&] {
        return LineWords{label(use.output_label, "Output tokens"),
                         times(count_text(requests), per_request_text(output, std::nullopt)),
                         missing_for(use, requests, output ? "" : "traffic.output_tokens")};
      });
}

void bill_base_tokens(Ledger& into, const Situation& s, const Model* model, bool retrieval,
                      MonthlyRequests requests, Term tier) {
  if (model == nullptr) {
    into.add_gap(LineKind::per_use, "tokens.input", false, [] {
      return Gap{"tokens.input", LineKind::per_use, "Tokens of the untuned model",
                 "state model.baseline"};
    });
    return;
  }
  bill_tokens(into, s,
              {.item = model->id,
               .variant = Variant::base,
               .region = s.region,
               .scope = s.scope,
               .input_tokens = s.traffic.input_tokens,
               .input_fact = "traffic.input_tokens",
               .retrieval = retrieval,
               .tier = tier},
              requests);
}

void bill_labour(Ledger& into, const Situation& s, LineKind kind, std::string_view id,
                 std::string_view label, std::string_view hours_fact) {
  const auto hours = s.facts.likely(hours_fact);
  const auto usd = s.facts.likely("people.hourly_usd");
  if (hours && hours->is_zero()) {
    return;
  }
  if (!hours || !usd) {
    into.add_gap(kind, id, false, [&] {
      return Gap{std::string{id}, kind, std::string{label},
                 fmt::format("state {}{}{}", hours ? "" : hours_fact, hours || usd ? "" : " and ",
                             usd ? "" : "people.hourly_usd")};
    });
    return;
  }
  into.add_line(kind, id, multiply(Rational::of(*hours), *usd, 1),
                [&] { return labour_line(s, kind, id, label, *hours, *usd); });
}

} // namespace tunepath
