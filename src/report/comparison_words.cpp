#include "report/comparison_words.hpp"

#include "report/words.hpp"

#include <fmt/format.h>

namespace tunepath::comparison {

Total total(const KnownSum& sum) {
  return {sum.amount, sum.priced, !sum.complete, sum.estimated};
}

std::string by(Money difference) {
  if (difference == Money{}) {
    return "same";
  }
  const std::string text = to_string(difference);
  const bool below_a_cent = text == "$0.00";
  const std::string exact = below_a_cent ? "$" + plain(difference) : text;
  return difference > Money{} ? "+" + exact
         : below_a_cent       ? "-$" + plain(Money{} - difference)
                              : text;
}

std::string percent(const std::optional<Rational>& share) {
  if (!share || share->is_zero()) {
    return {};
  }
  constexpr int k_decimals = 1;
  constexpr int k_more_decimals = 4;
  const Rational hundredfold = *share * Rational::of(100);
  Decimal shown = hundredfold.nearest_decimal(k_decimals);
  if (shown.is_zero()) {
    shown = hundredfold.nearest_decimal(k_more_decimals);
  }
  if (shown.is_zero()) {
    return *share > Rational{} ? "+<0.0001%" : "-<0.0001%";
  }
  return fmt::format("{}{}%", shown > Decimal{} ? "+" : "", grouped(shown));
}

std::string why_unknown(const SumDifference& difference, bool same_horizon) {
  if (difference.by) {
    return {};
  }
  if (!difference.base.complete || !difference.other.complete) {
    return "not everything is priced";
  }
  return same_horizon ? "" : "not of as many months";
}

std::vector<std::string> reasons(const LineChange& change) {
  std::vector<std::string> out;
  if (!change.before || !change.after) {
    return out;
  }
  const ComparedLine& before = *change.before;
  const ComparedLine& after = *change.after;
  if (change.item) {
    out.push_back(fmt::format("of {}, not {}", after.item, before.item));
  }
  if (change.quantity) {
    out.push_back(fmt::format("quantity {}, not {}", words::quantity(after.quantity, after.unit),
                              words::quantity(before.quantity, before.unit)));
  }
  if (change.rate) {
    out.push_back(fmt::format("rate {}, not {}", words::rate(after.usd, after.per, after.unit),
                              words::rate(before.usd, before.per, before.unit)));
  }
  return out;
}

} // namespace tunepath::comparison
