#include "report/sections.hpp"
#include "report/totals.hpp"
#include "report/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::section {
namespace {

using Volumes = std::vector<PayingVolumes>;

std::string against(const CostAdvice& cost) {
  const auto way =
      std::find_if(cost.alternatives.begin(), cost.alternatives.end(),
                   [&](const Alternative& a) { return a.id == cost.break_even->against; });
  return way == cost.alternatives.end() ? cost.break_even->against : way->label;
}

/// What the tuned way costs more or less a month; "" where that is not known.
std::string extra_text(const CostAdvice& cost) {
  const Knowledge knowledge = knowledge_of_extra(cost);
  if (!cost.break_even->extra_usd_per_month || knowledge == Knowledge::none) {
    return {};
  }
  const Money extra = *cost.break_even->extra_usd_per_month;
  const std::string spread =
      fmt::format(" a month {}, with the one-time cost spread over {}.",
                  extra < Money{} ? "less" : "more", words::count(cost.horizon_months, "month"));
  if (knowledge == Knowledge::exact) {
    return to_string(extra < Money{} ? Money{} - extra : extra) + spread;
  }
  return extra < Money{} ? "" : "at least " + to_string(extra) + spread;
}

/// " up to 10M requests a month": how far was looked; "" where that is not known.
std::string looked(const BreakEven& even) {
  return even.looked_to > 0
             ? fmt::format(" up to {} requests a month", words::number(Decimal::of(even.looked_to)))
             : "";
}

/// "from 39,100 to 602,000", "from 632,500", "up to 5,000"; "" for any volume.
std::string range_text(const PayingVolumes& range) {
  const bool from_start = range.from <= 1;
  if (!range.to) {
    return from_start ? "" : fmt::format("from {}", grouped(range.from));
  }
  return from_start ? fmt::format("up to {}", grouped(*range.to))
                    : fmt::format("from {} to {}", grouped(range.from), grouped(*range.to));
}

bool holds(const Volumes& ranges, std::int64_t requests) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const PayingVolumes& range) {
    return requests >= range.from && (!range.to || requests <= *range.to);
  });
}

/// "You have 60,000: that is among them."
std::string where_you_are(const CostAdvice& cost, const Volumes& ranges) {
  if (!cost.requests_per_month) {
    return {};
  }
  const bool among = holds(ranges, *cost.requests_per_month);
  return fmt::format(" You have {}{}.", grouped(*cost.requests_per_month),
                     among ? "" : ", which is not among them");
}

/// In which volumes it pays, as a sentence and where the profile stands; "" where nobody looked.
std::string volumes_text(const CostAdvice& cost, const Volumes& ranges) {
  const BreakEven& even = *cost.break_even;
  if (ranges.empty()) {
    return even.looked_to > 0 ? fmt::format("at no volume{}.", looked(even)) : "";
  }
  constexpr std::size_t k_most = 4; // More of them are no reading: JSON has all.
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (ranges.size() <= k_most || i < 2 || i + 1 == ranges.size()) {
      parts.push_back(range_text(ranges[i]));
    } else if (i == 2) {
      parts.push_back(fmt::format("{} more ranges", ranges.size() - 3));
    }
  }
  if (parts.size() == 1 && parts.front().empty()) {
    return fmt::format("at every volume{}.", looked(even));
  }
  const bool open = !ranges.back().to;
  return fmt::format(
      "{} requests a month{}.{}", words::join(parts, ", and "),
      open && even.looked_to > 0
          ? fmt::format(", as far as {} were looked at", words::number(Decimal::of(even.looked_to)))
          : "",
      where_you_are(cost, ranges));
}

/// The smallest volume from which it pays, where no ranges say it.
std::string volume_text(const CostAdvice& cost) {
  const BreakEven& even = *cost.break_even;
  if (even.requests_per_month) {
    return fmt::format("{} a month.{}", words::count(*even.requests_per_month, "request"),
                       cost.requests_per_month
                           ? fmt::format(" You have {}.", grouped(*cost.requests_per_month))
                           : "");
  }
  return "";
}

/// Why no volume would do; "" where one does or that is not known.
std::string never_text(const BreakEven& even) {
  if (!even.never.value_or(false)) {
    return {};
  }
  const std::string where =
      even.looked_to > 0 ? fmt::format("at no volume{}", looked(even)) : "at no volume";
  return even.never_because.empty() ? where + "." : where + ": " + words::ended(even.never_because);
}

} // namespace

void break_even(Document& out, const Advice& advice) {
  if (!advice.cost.break_even) {
    return;
  }
  const CostAdvice& cost = advice.cost;
  const BreakEven& even = *cost.break_even;
  Points block;
  const auto add = [&](std::string label, std::string text) {
    if (!text.empty()) {
      block.rows.push_back({Mark::none, std::move(label), "", std::move(text), {}});
    }
  };
  add("It costs", extra_text(cost));
  const bool measured = advice.facts.yes_no("value.measured") == Truth::yes;
  if (even.gain_per_month) {
    add("It gains", fmt::format("{} a month, {}.", to_string(*even.gain_per_month),
                                measured ? "measured" : "hoped for and not measured"));
  }
  const bool with_gain = even.gain_per_month.has_value();
  const std::string never = never_text(even);
  const Volumes& pays = with_gain || !even.pays.empty() ? even.pays : even.pays_on_cost;
  if (!never.empty() || !pays.empty()) {
    add(with_gain ? "With the gain" : "On cost alone",
        never.empty() ? volumes_text(cost, pays) : never);
  } else {
    add("It pays from", volume_text(cost));
  }
  if (with_gain) {
    add("On cost alone", volumes_text(cost, even.pays_on_cost));
  }
  if (even.looked_to > 0 && !even.looked_to_because.empty()) {
    add("Beyond", fmt::format("{}: {}", grouped(even.looked_to), even.looked_to_because));
  }
  add("Paid back", even.month ? fmt::format("in month {}.", *even.month) : "");
  if (!block.rows.empty()) {
    out.push_back(Heading{fmt::format("Break-even against {}", against(cost))});
    out.push_back(std::move(block));
  }
}

} // namespace tunepath::section
