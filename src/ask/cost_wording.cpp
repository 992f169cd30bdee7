#include "ask/bill.hpp"
#include "ask/worth_wording.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::ask {
namespace {

/// Two digits, which is more than the answers are good for: "$3,700".
std::string rounded(Money amount) {
  std::int64_t dollars = amount.usd().rounded();
  std::int64_t step = 1;
  while (dollars / step >= 100) {
    step *= 10;
  }
  dollars = (dollars + step / 2) / step * step;
  return "$" + grouped(dollars);
}

std::string cost_text(const Bill& bill) {
  return (bill.complete ? "" : "at least ") + rounded(bill.horizon);
}

std::string answer_or_default(const Value& answer, const Facts& facts, FactIndex fact) {
  const bool open = std::holds_alternative<Unknown>(answer);
  const Value& value = open && facts[fact].known() ? facts[fact].value : answer;
  return std::holds_alternative<Unknown>(value) ? "no answer"
                                                : answer_text(value, facts.schema()[fact]);
}

/// What the answers lead to, each once, in their order; "" for an open answer that has no default.
template <class Of>
std::string each_once(const std::vector<Billed>& billed, Of of) {
  std::vector<std::string> texts;
  for (const Billed& each : billed) {
    const std::string text = of(each.bill);
    if (!text.empty() && std::find(texts.begin(), texts.end(), text) == texts.end()) {
      texts.push_back(text);
    }
  }
  return fmt::format("{}", fmt::join(texts, " or "));
}

std::string money_text(const std::vector<Billed>& billed, const Facts& facts, FactIndex fact) {
  const auto [least, most] = std::minmax_element(
      billed.begin(), billed.end(),
      [](const Billed& a, const Billed& b) { return a.bill.horizon < b.bill.horizon; });
  if (cost_text(least->bill) == cost_text(most->bill)) {
    return "";
  }
  const std::string span = least->bill.months == most->bill.months
                               ? fmt::format("the {} months cost", most->bill.months)
                               : "until the horizon it costs";
  return fmt::format("{} {} with {} and {} with {}", span, cost_text(least->bill),
                     answer_or_default(least->answer, facts, fact), cost_text(most->bill),
                     answer_or_default(most->answer, facts, fact));
}

} // namespace

std::string because_of(const std::vector<Billed>& billed, const Facts& facts, FactIndex fact) {
  const Move apart = widest(billed);
  std::vector<std::string> parts;
  if (apart.way) {
    parts.push_back("it decides how the model is hosted: " +
                    each_once(billed, [](const Bill& each) {
                      return each.hosting ? std::string{name_of(*each.hosting)} : std::string{};
                    }));
  }
  if (apart.verdict) {
    parts.push_back("it decides the verdict on tuning: " + each_once(billed, [](const Bill& each) {
                      return std::string{name_of(each.verdict)};
                    }));
  }
  if (apart.share > 0 && parts.size() < 2) {
    const bool answered = std::count_if(billed.begin(), billed.end(), [](const Billed& each) {
                            return !std::holds_alternative<Unknown>(each.answer);
                          }) > 1;
    std::vector<Billed> named = billed;
    if (answered && !facts[fact].known()) { // No answer is no figure to compare with.
      std::erase_if(
          named, [](const Billed& each) { return std::holds_alternative<Unknown>(each.answer); });
    }
    parts.push_back(money_text(named, facts, fact));
  }
  std::erase(parts, "");
  if (parts.empty()) {
    parts.emplace_back("without it the cost is not complete");
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

} // namespace tunepath::ask
