#include "tunepath/pricing/credits.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace tunepath {
namespace {

constexpr std::string_view k_model_service = "bedrock";

/// "bedrock" names "bedrock" and its parts, "bedrock-knowledge-bases" only that one.
bool names(std::string_view name, std::string_view service) {
  return service == name || (service.starts_with(name) && service[name.size()] == '-');
}

bool any_names(const std::vector<std::string>& all, std::string_view service) {
  return std::any_of(all.begin(), all.end(),
                     [&](const std::string& name) { return names(name, service); });
}

/// One grant while it is burnt down.
struct Balance {
  std::size_t index = 0;
  const GrantTerms* terms = nullptr;
  Money left;
};

std::vector<Balance> in_order_of_use(std::span<const GrantTerms> grants) {
  std::vector<Balance> balances;
  balances.reserve(grants.size());
  for (std::size_t i = 0; i < grants.size(); ++i) {
    balances.push_back({i, &grants[i], grants[i].granted});
  }
  std::stable_sort(balances.begin(), balances.end(), [](const Balance& a, const Balance& b) {
    const auto rank = [](const GrantTerms& grant) {
      return std::tuple{!grant.expires, grant.expires.value_or(Date{}), grant.services.size()};
    };
    return rank(*a.terms) < rank(*b.terms);
  });
  return balances;
}

/// A part of the bill with what of it is still open.
struct OpenPart {
  const BilledPart* part = nullptr;
  Money open;
};

/// The parts of the dearest service first.
std::vector<OpenPart> open_parts(const MonthCost& month) {
  std::map<std::string_view, Money> by_service;
  std::vector<OpenPart> parts;
  for (const BilledPart& part : month.parts) {
    by_service[part.service] += part.amount;
    parts.push_back({&part, part.amount});
  }
  std::stable_sort(parts.begin(), parts.end(), [&](const OpenPart& a, const OpenPart& b) {
    return by_service[a.part->service] > by_service[b.part->service];
  });
  return parts;
}

void pay(Balance& grant, std::vector<OpenPart>& parts, MonthCost& month) {
  if (!in_force(*grant.terms, month.at)) {
    return;
  }
  for (OpenPart& each : parts) {
    if (pays_for(*grant.terms, *each.part)) {
      const Money paid = std::min(grant.left, each.open);
      grant.left = grant.left - paid;
      each.open = each.open - paid;
      month.credits += paid;
    }
  }
}

std::vector<std::string> services_of(const GrantTerms& terms) {
  std::vector<std::string> services;
  for (const std::string& service : terms.services) {
    if (!any_names(terms.excludes, service)) {
      services.push_back(service);
    }
  }
  return services;
}

GrantUse use_of(const Balance& balance, Month last) {
  const GrantTerms& terms = *balance.terms;
  const bool over = terms.expires && Month::of(*terms.expires) <= last;
  return {.index = balance.index,
          .pool = terms.pool,
          .granted = terms.granted,
          .from = terms.from,
          .expires = terms.expires,
          .used = terms.granted - balance.left,
          .expired = over ? balance.left : Money{},
          .left = over ? Money{} : balance.left,
          .services = services_of(terms),
          .notes = {},
          .unverified = {},
          .at = terms.at};
}

bool owed_early(const BilledPart& part) {
  return part.upfront;
}

bool is_usual(const MonthCost& month) {
  return month.month > 1 && std::none_of(month.parts.begin(), month.parts.end(), owed_early);
}

/// The bill of a month without the retraining that falls due in it.
Money usual_bill(const MonthCost& month) {
  return month.aws() - month.retraining;
}

/// The bill of the first usual month from `start` on, else of the last before it.
Money usual_bill(std::span<const MonthCost> months, Month start, Money regular) {
  const auto from = std::find_if(months.begin(), months.end(), [&](const MonthCost& month) {
    return month.at >= start && is_usual(month);
  });
  if (from != months.end()) {
    return usual_bill(*from);
  }
  const auto before = std::find_if(months.rbegin(), months.rend(), is_usual);
  return before == months.rend() ? regular : usual_bill(*before);
}

/// Whether a grant could pay something of the month after the last one: it pays for a part of the
/// last month's bill, too.
bool outlasts(const std::vector<Balance>& balances, const MonthCost& last) {
  return std::any_of(balances.begin(), balances.end(), [&](const Balance& balance) {
    return balance.left > Money{} && in_force(*balance.terms, last.at.plus(1)) &&
           std::any_of(last.parts.begin(), last.parts.end(), [&](const BilledPart& part) {
             return part.amount > Money{} && pays_for(*balance.terms, part);
           });
  });
}

std::optional<Month> month_after(const std::vector<Balance>& balances,
                                 std::span<const MonthCost> months) {
  const auto last_paid = std::find_if(months.rbegin(), months.rend(), [](const MonthCost& month) {
    return month.credits > Money{};
  });
  if (last_paid == months.rend() || outlasts(balances, months.back())) {
    return std::nullopt;
  }
  return last_paid->at.plus(1);
}

int months_funded(std::span<const MonthCost> months) {
  constexpr Money k_half_a_cent = Money::micros(5'000); // Less is no bill.
  const auto first_open = std::find_if(months.begin(), months.end(), [](const MonthCost& month) {
    return month.out_of_pocket() >= k_half_a_cent;
  });
  return static_cast<int>(first_open - months.begin());
}

} // namespace

bool pays_for(const GrantTerms& grant, const BilledPart& part) {
  const bool excluded_item = names(k_model_service, part.service) &&
                             std::find(grant.excluded_items.begin(), grant.excluded_items.end(),
                                       part.item) != grant.excluded_items.end();
  return !part.upfront && !excluded_item && any_names(grant.services, part.service) &&
         !any_names(grant.excludes, part.service);
}

bool in_force(const GrantTerms& grant, Month month) {
  // Whole months only: the first after the day before it starts, the last before the day after it
  // ends.
  const auto beside = [](Date day, int step) {
    return Month::of(Date::days(day.days_since_epoch() + step));
  };
  return (!grant.from || beside(*grant.from, -1) < month) &&
         (!grant.expires || beside(*grant.expires, 1) > month);
}

CreditAdvice burn_down(std::span<const GrantTerms> grants, std::span<MonthCost> months,
                       Money regular) {
  CreditAdvice advice;
  if (months.empty()) {
    return advice;
  }
  std::vector<Balance> balances = in_order_of_use(grants);
  for (MonthCost& month : months) {
    std::vector<OpenPart> parts = open_parts(month);
    month.credits = {};
    for (Balance& balance : balances) {
      pay(balance, parts, month);
    }
    advice.bill += month.aws();
    advice.people += month.people;
    advice.out_of_pocket += month.out_of_pocket();
  }
  for (const Balance& balance : balances) {
    advice.grants.push_back(use_of(balance, months.back().at));
    advice.granted += advice.grants.back().granted;
    advice.used += advice.grants.back().used;
    advice.expired += advice.grants.back().expired;
  }
  advice.months_funded = months_funded(months);
  advice.after = month_after(balances, months);
  advice.monthly_after = usual_bill(months, advice.after.value_or(months.back().at), regular);
  return advice;
}

} // namespace tunepath
