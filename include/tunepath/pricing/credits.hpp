#pragma once

#include "tunepath/core/date.hpp"
#include "tunepath/core/diagnostic.hpp"
#include "tunepath/core/money.hpp"
#include "tunepath/pricing/timeline.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath {

/// A grant, and what it pays for as far as burning it down has to tell.
struct GrantTerms {
  std::string pool; ///< "" when the profile names none
  Money granted;    ///< not below zero
  std::optional<Date> from;
  std::optional<Date> expires;       ///< the last day on which it can be used
  std::vector<std::string> services; ///< that it pays for; "bedrock" stands for "bedrock-..." too
  std::vector<std::string> excludes; ///< services that it does not pay for all the same
  std::vector<std::string> excluded_items; ///< of Bedrock's services: models that it does not pay
  Position at;
};

/// Whether the grant pays for that part of a bill. It never pays what is owed before AWS bills it.
bool pays_for(const GrantTerms& grant, const BilledPart& part);

/// Whether the grant pays for usage of the month. Nothing is pro-rated: credits are not used on
/// past bills and cannot be extended, and the model has no days, so a month counts only when the
/// grant is in force on every day of it. A grant that starts or ends within a month pays nothing of
/// it.
bool in_force(const GrantTerms& grant, Month month);

/// What became of one grant. Invariant: used + expired + left = granted.
struct GrantUse {
  std::size_t index = 0; ///< among the grants as given
  std::string pool;      ///< "" when the profile names none
  Money granted;
  std::optional<Date> from;
  std::optional<Date> expires;
  Money used;
  Money expired; ///< what was left on the day it expired within the horizon, or before
  Money left;    ///< what is left at the end of the horizon
  std::vector<std::string> services;   ///< that it pays for, less what it excludes
  std::vector<std::string> notes;      ///< what of the bill it does not pay, and why
  std::vector<std::string> unverified; ///< what nobody has verified about it
  Position at;
};

/// Who pays the AWS bill of the horizon, and until when. People's time is only in `people`. While
/// something has no price, each is of the known part only.
struct CreditAdvice {
  std::vector<GrantUse> grants; ///< in the order of use
  Money granted;
  Money used;
  Money expired;
  Money bill;            ///< of AWS over the horizon
  Money people;          ///< people's time over the horizon, which no grant pays
  int months_funded = 0; ///< months, from the first, of which AWS still bills less than a cent
  Money out_of_pocket;   ///< what AWS still bills over the horizon
  /// The month after the last that a grant pays anything of. Empty where none pays anything, and
  /// where one outlasts the horizon: the month after it could be paid, too.
  std::optional<Month> after;
  /// The usual AWS bill from `after` on, or else of the last month, without retraining: that of the
  /// first month from there that is a usual one, else of the last before it. Usual is a month after
  /// the first in which no rest of a commitment is owed; without any, it is `regular` of
  /// burn_down(). With growth, later months bill more.
  Money monthly_after;
};

/// Burns the grants down over `months`, which are successive, and notes in each what credits pay.
/// Order of use, as AWS documents it: what expires first (without a day: last), then what pays for
/// fewer services, then the order given; the dearest service of the month first.
/// `regular` is the bill of a month where the horizon has no usual one.
/// Source: AWS Billing user guide, useconsolidatedbilling-credits (copy read 2026-11-22).
/// Precondition: no part of a bill is below zero.
CreditAdvice burn_down(std::span<const GrantTerms> grants, std::span<MonthCost> months,
                       Money regular);

} // namespace tunepath
