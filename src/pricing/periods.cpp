#include "tunepath/pricing/periods.hpp"

namespace tunepath {
namespace {

constexpr std::size_t k_most_rows = 14;

void add(Period& period, const MonthCost& month) {
  if (period.requests && month.requests) {
    *period.requests = checked_add(*period.requests, *month.requests);
  } else {
    period.requests.reset();
  }
  period.cost += month.total();
  period.credits += month.credits;
  period.credits_so_far += month.credits;
  period.retrainings += month.retrainings;
  period.cumulative = month.cumulative;
  period.reference_cumulative = month.reference_cumulative;
}

} // namespace

int months_per_period(std::size_t months) {
  constexpr int k_quarter = 3;
  constexpr int k_year = 12;
  return months <= k_most_rows ? 1 : months <= k_most_rows * k_quarter ? k_quarter : k_year;
}

std::vector<Period> periods(std::span<const MonthCost> months) {
  const auto size = static_cast<std::size_t>(months_per_period(months.size()));
  std::vector<Period> all;
  for (std::size_t first = 0; first < months.size(); first += size) {
    const auto part = months.subspan(first, std::min(size, months.size() - first));
    Period period;
    period.from = part.front().at;
    period.months = static_cast<int>(part.size());
    period.requests = 0;
    period.credits_so_far = all.empty() ? Money{} : all.back().credits_so_far;
    for (const MonthCost& month : part) {
      add(period, month);
    }
    all.push_back(period);
  }
  return all;
}

} // namespace tunepath
