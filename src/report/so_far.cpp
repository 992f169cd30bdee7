#include "tunepath/report/so_far.hpp"

#include "report/headline.hpp"
#include "report/totals.hpp"
#include "report/words.hpp"
#include "report/wrap.hpp"

#include <fmt/format.h>

namespace tunepath {
namespace {

std::string answer(const Advice& advice) {
  const Decision& decision = advice.decision;
  const std::string instruction = answer_of(advice).instruction;
  if (decision.decided) {
    return decision.approach.empty() ? instruction
                                     : fmt::format("{}: {}", instruction,
                                                   words::answer(decision.approach, decision.path));
  }
  const auto& leaning = decision.leaning;
  return leaning && !leaning->approach.empty()
             ? fmt::format("{}; it points to {}", instruction,
                           words::answer(leaning->approach, leaning->path))
             : instruction;
}

/// "Standing $1.95 a month, by use $0.80 a month, once $8.00."; "" while nothing is priced.
std::string amounts(const CostAdvice& cost) {
  const Total every_month = standing(cost);
  const Total by_use = per_use(cost);
  const Total once = one_time(cost);
  if (cost.way.empty() || (!every_month.any_line && !by_use.any_line && !once.any_line)) {
    return "";
  }
  return fmt::format(" Standing {} a month, by use {} a month, once {}.", to_string(every_month),
                     to_string(by_use), to_string(once));
}

} // namespace

std::string so_far(const Advice& advice) {
  return wrap::clean(answer(advice) + "." + amounts(advice.cost), false);
}

} // namespace tunepath
