#include "tunepath/pricing/estimate.hpp"

#include <algorithm>

namespace tunepath {

std::vector<Discount> discounts_of(const Price& price) {
  std::vector<Discount> values;
  for (const Discount* discount : price.discounts) {
    values.push_back(*discount);
  }
  return values;
}

bool Estimate::estimated() const {
  return std::any_of(lines.begin(), lines.end(),
                     [](const Line& line) { return line.stand_in.has_value(); });
}

bool Estimate::complete(LineKind kind) const {
  return std::none_of(gaps.begin(), gaps.end(), [&](const Gap& gap) { return gap.kind == kind; });
}

Money Estimate::total(LineKind kind) const {
  return total(kind, "");
}

Money Estimate::total(LineKind kind, std::string_view prefix) const {
  Money sum;
  for (const Line& line : lines) {
    if (line.kind == kind && line.id.starts_with(prefix)) {
      sum += line.amount;
    }
  }
  return sum;
}

} // namespace tunepath
