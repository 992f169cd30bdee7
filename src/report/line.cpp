#include "tunepath/report/line.hpp"

#include "report/totals.hpp"
#include "report/words.hpp"
#include "report/wrap.hpp"

#include <fmt/format.h>

namespace tunepath {

std::string to_line(const Advice& advice) {
  const Decision& decision = advice.decision;
  const CostAdvice& cost = advice.cost;
  const auto amount = [&](const Total& total) {
    return cost.way.empty() ? "not priced" : to_string(total);
  };
  const auto monthly = [&](std::string_view what, const Total& total) {
    return cost.way.empty() || !total.priced()
               ? fmt::format("{}, a month: not priced", what)
               : fmt::format("{} {} a month", what, to_string(total));
  };
  const std::string line = fmt::format(
      "{}: {}, {}, {}, {}, {}, {}, once {}{}", advice.name,
      decision.decided ? "decided" : "undecided", words::approach(decision.approach),
      decision.path ? name_of(*decision.path) : "no path", name_of(decision.verdict),
      monthly("standing", standing(cost)), monthly("by use", per_use(cost)), amount(one_time(cost)),
      cost.provisional && !cost.way.empty() ? fmt::format(" (priced so far: {})", cost.way) : "");
  return wrap::clean(line, false);
}

} // namespace tunepath
