#pragma once

#include "tunepath/advise/advise.hpp"

namespace tunepath {

/// Who pays the AWS bill of the way that is priced: what the stated grants pay in each month of the
/// timeline, what is left to pay, and the pools that one may be eligible for. Pools are listed only
/// where AWS bills something that no grant pays, and the profile states a grant or says something
/// of the organisation. Changes nothing but `cost.credits`, `cost.credit_pools` and, of the months
/// of `cost.timeline`, `credits` and `retrainings`: credits never enter a decision.
void advise_credits(Advice& advice, const Knowledge& knowledge);

} // namespace tunepath
