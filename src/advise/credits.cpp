#include "advise/credits.hpp"

#include "advise/judge.hpp"
#include "advise/ways.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace tunepath {
namespace {

/// The word for models of others in a grant's lists, and whose models are none.
constexpr std::string_view k_third_party = "third-party-models";
constexpr std::string_view k_own_provider = "Amazon";
constexpr std::string_view k_organisation = "organisation";

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> services_among(std::vector<std::string> words) {
  words.erase(std::remove(words.begin(), words.end(), k_third_party), words.end());
  return words;
}

/// What a grant pays for: what its `covers` states; without that, what its pool does where a source
/// states it.
std::vector<std::string> services_of(const Grant& grant, const CreditPool* pool) {
  if (grant.covers.empty() && pool != nullptr && pool->verified == Truth::yes) {
    return {pool->covers_services.begin(), pool->covers_services.end()};
  }
  return services_among(grant.covers);
}

/// Whether the grant pays for models of others on Bedrock: as its lists say, else as its pool does.
Truth pays_third_party(const Grant& grant, const CreditPool* pool) {
  return has(grant.excludes, k_third_party) ? Truth::no
         : has(grant.covers, k_third_party) ? Truth::yes
         : pool != nullptr                  ? pool->third_party_models
                                            : Truth::unknown;
}

/// What of the bills is what.
struct Billed {
  std::vector<std::string> services;    ///< with an amount, in the order of the bills
  std::vector<std::string> third_party; ///< items that are models of others
  bool early = false;                   ///< something is owed before it is billed

  Billed(const std::vector<MonthCost>& months, const Catalog& catalog) {
    for (const MonthCost& month : months) {
      for (const BilledPart& part : month.parts) {
        add(part, catalog);
      }
    }
  }

private:
  void add(const BilledPart& part, const Catalog& catalog) {
    if (part.amount > Money{} && !has(services, part.service)) {
      services.push_back(part.service);
    }
    const Model* model = catalog.model(part.item);
    if (model != nullptr && model->provider != k_own_provider && !has(third_party, part.item)) {
      third_party.push_back(part.item);
    }
    early = early || part.upfront;
  }
};

GrantTerms terms_of(const Grant& grant, const CreditPool* pool, const Billed& billed) {
  const bool others = pays_third_party(grant, pool) != Truth::no;
  return {.pool = grant.pool,
          .granted = Money::of(Rational::of(grant.usd.likely)),
          .from = grant.from,
          .expires = grant.expires,
          .services = services_of(grant, pool),
          .excludes = services_among(grant.excludes),
          .excluded_items = others ? std::vector<std::string>{} : billed.third_party,
          .at = grant.at};
}

bool pays_service(const GrantTerms& terms, const std::string& service) {
  return pays_for(terms, {service, "", false, {}});
}

/// Months in which the grant is in force only in part, which it pays nothing of.
void note_broken_months(std::vector<std::string>& notes, const GrantTerms& terms,
                        const std::vector<MonthCost>& months) {
  const auto broken = [&](const std::optional<Date>& day, std::string_view what) {
    if (day && Month::of(*day) >= months.front().at && Month::of(*day) <= months.back().at &&
        !in_force(terms, Month::of(*day))) {
      notes.push_back(
          fmt::format("It {} on {}: none of {} is counted as paid, since months are not "
                      "split.",
                      what, to_string(*day), to_string(Month::of(*day))));
    }
  };
  broken(terms.from, "starts");
  broken(terms.expires, "expires");
}

std::vector<std::string> notes_on(const GrantTerms& terms, const Billed& billed,
                                  const std::vector<MonthCost>& months) {
  std::vector<std::string> notes;
  std::vector<std::string> unpaid;
  for (const std::string& service : billed.services) {
    if (!pays_service(terms, service)) {
      unpaid.push_back(service);
    }
  }
  if (!unpaid.empty()) {
    notes.push_back(fmt::format("It does not pay for {}.", fmt::join(unpaid, ", ")));
  }
  if (!terms.excluded_items.empty()) {
    notes.push_back(fmt::format("It does not pay for third-party models on Bedrock ({}).",
                                fmt::join(terms.excluded_items, ", ")));
  }
  if (billed.early) {
    notes.push_back("It does not pay what is still owed of the commitment after the last month.");
  }
  note_broken_months(notes, terms, months);
  return notes;
}

/// What the profile claims of a grant and no source confirms.
std::vector<std::string> unverified_of(const Grant& grant, const CreditPool* pool,
                                       const GrantTerms& terms, const Billed& billed) {
  std::vector<std::string> open;
  if (pool == nullptr) {
    return open;
  }
  if (pool->verified == Truth::no) {
    open.push_back(
        terms.services.empty()
            ? fmt::format(
                  "What {} covers: no terms of it were found, and your profile does not say. "
                  "Until it does, the grant pays for nothing here.",
                  pool->pool)
            : fmt::format("Whether {} covers {}: no terms of it were found. Your profile says that "
                          "it does.",
                          pool->pool, fmt::join(terms.services, ", ")));
  }
  const bool bills_others = !billed.third_party.empty() && pays_service(terms, "bedrock");
  if (bills_others && pays_third_party(grant, pool) == Truth::unknown) {
    open.push_back(
        fmt::format("Whether it covers third-party models on Bedrock ({}): some grants do "
                    "not. It is counted as if it did.",
                    fmt::join(billed.third_party, ", ")));
  }
  if (pool->max_usd && Rational::of(grant.usd.likely) > Rational::of(*pool->max_usd)) {
    open.push_back(fmt::format("The amount: {} goes up to {}, and the grant is more.", pool->pool,
                               to_string(Money::of(Rational::of(*pool->max_usd)))));
  }
  return open;
}

void burn_grants(CostAdvice& cost, const Grants& grants, const Knowledge& knowledge) {
  const Billed billed{cost.timeline, knowledge.catalog};
  std::vector<GrantTerms> terms;
  for (const Grant& grant : grants) {
    terms.push_back(terms_of(grant, knowledge.catalog.credit_pool(grant.pool), billed));
  }
  const Money regular = cost.aws(LineKind::standing) + cost.aws(LineKind::per_use) -
                        cost.estimate.total(LineKind::standing, "retraining.run");
  cost.credits = burn_down(terms, cost.timeline, regular);
  for (GrantUse& use : cost.credits->grants) {
    const GrantTerms& own = terms[use.index];
    const CreditPool* pool = knowledge.catalog.credit_pool(use.pool);
    use.notes = notes_on(own, billed, cost.timeline);
    use.unverified = unverified_of(grants[use.index], pool, own, billed);
  }
}

bool organisation_is_stated(const Facts& facts) {
  for (FactIndex i = 0; i < facts.schema().size(); ++i) {
    if (facts[i].known() && facts.schema()[i].section() == k_organisation) {
      return true;
    }
  }
  return false;
}

CreditPoolAdvice pool_advice(const CreditPool& pool, Eligibility eligibility) {
  return {.pool = std::string{pool.pool},
          .eligible = eligibility.eligible,
          .max_usd =
              pool.max_usd ? std::optional{Money::of(Rational::of(*pool.max_usd))} : std::nullopt,
          .official = pool.official,
          .verified = pool.verified,
          .amount_note = std::string{pool.amount_note},
          .eligibility = std::string{pool.eligibility},
          .covers = std::string{pool.covers},
          .how_to_apply = std::string{pool.how_to_apply},
          .source = std::string{pool.source},
          .source_date = pool.source_date,
          .reasons = std::move(eligibility.reasons)};
}

/// Pools that have rules, none of which rules them out, and that no grant is from.
void list_pools(Advice& advice, const Grants& grants, const Knowledge& knowledge) {
  for (const CreditPool& pool : knowledge.catalog.credit_pools) {
    const bool held = std::any_of(grants.begin(), grants.end(),
                                  [&](const Grant& grant) { return grant.pool == pool.pool; });
    if (held || knowledge.rules.about(Topic::credits, pool.pool).empty()) {
      continue;
    }
    Eligibility found = eligibility(advice.facts, knowledge, Topic::credits, pool.pool);
    if (found.eligible != Truth::no) {
      advice.cost.credit_pools.push_back(pool_advice(pool, std::move(found)));
    }
  }
  std::stable_sort(advice.cost.credit_pools.begin(), advice.cost.credit_pools.end(),
                   [](const CreditPoolAdvice& a, const CreditPoolAdvice& b) {
                     const auto rank = [](const CreditPoolAdvice& pool) {
                       return std::pair{pool.official != Truth::yes, pool.eligible != Truth::yes};
                     };
                     return rank(a) < rank(b);
                   });
}

/// Notes in which months retraining falls due, where the way has any.
void note_retraining(CostAdvice& cost, const Facts& facts) {
  const auto every = facts.likely("training.retrain_every_months");
  const bool any = std::any_of(cost.estimate.lines.begin(), cost.estimate.lines.end(),
                               [](const Line& line) { return line.id.starts_with("retraining."); });
  for (MonthCost& month : cost.timeline) {
    month.retrainings = every && any ? static_cast<int>(times_due(*every, month.month)) : 0;
  }
}

} // namespace

void advise_credits(Advice& advice, const Knowledge& knowledge) {
  CostAdvice& cost = advice.cost;
  note_retraining(cost, advice.facts);
  const Grants* stated = advice.facts.credits("credits");
  const Grants grants = stated == nullptr ? Grants{} : *stated;
  if (cost.timeline.empty() || (grants.empty() && !organisation_is_stated(advice.facts))) {
    return;
  }
  if (!grants.empty()) {
    burn_grants(cost, grants, knowledge);
  }
  const bool open =
      std::any_of(cost.timeline.begin(), cost.timeline.end(),
                  [](const MonthCost& month) { return month.out_of_pocket() > Money{}; });
  if (open) {
    list_pools(advice, grants, knowledge);
  }
}

} // namespace tunepath
