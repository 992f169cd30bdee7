#include "report/evidence.hpp"
#include "report/headline.hpp"
#include "report/sections.hpp"
#include "report/totals.hpp"
#include "report/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::section {
namespace {

/// The way that one would go instead: the yardstick, or a prompt alone.
const Alternative* other_way(const CostAdvice& cost) {
  const auto find = [&](auto wanted) {
    const auto at = std::find_if(cost.alternatives.begin(), cost.alternatives.end(), wanted);
    return at == cost.alternatives.end() ? nullptr : &*at;
  };
  const Alternative* reference =
      find([](const Alternative& way) { return way.reference && !way.chosen; });
  return reference != nullptr
             ? reference
             : find([](const Alternative& way) { return way.id == "prompt" && !way.chosen; });
}

/// "AWS $10.91, your people $5,040.00": whom one pays, where people's time is in the sum.
std::string payees(const CostAdvice& cost, LineKind kind) {
  const auto words = [](const Total& part) {
    const bool nothing = !part.any_line && part.complete();
    return nothing ? "nothing" : part.priced() ? to_string(part) : "?";
  };
  const Total people = tunepath::people(cost, kind);
  if (!people.any_line && !people.any_gap) {
    return {};
  }
  return fmt::format("AWS {}, your people {}", words(aws(cost, kind)), words(people));
}

/// The label's first part beside the amount, its second behind it.
AmountRow instead_row(const Alternative& way) {
  const auto comma = way.label.rfind(", ");
  return {fmt::format("Instead, every month: {}", way.label.substr(0, comma)),
          to_string(monthly(way)),
          comma == std::string::npos ? "" : fmt::format("on {}", way.label.substr(comma + 2))};
}

void amounts(Document& out, const Advice& advice) {
  const CostAdvice& cost = advice.cost;
  if (cost.way.empty()) {
    return;
  }
  Amounts block;
  const std::string monthly_payees = payees(cost, LineKind::standing);
  block.rows.push_back(
      {"Every month, even with no traffic", to_string(standing(cost)), monthly_payees});
  block.rows.push_back(
      {cost.requests_per_month
           ? fmt::format("Every month, for {}", words::count(*cost.requests_per_month, "request"))
           : "Every month, for the traffic",
       to_string(per_use(cost)), ""});
  const std::string once = payees(cost, LineKind::one_time);
  block.rows.push_back({once.empty() ? "Once" : "Once: " + once, to_string(one_time(cost)), ""});
  if (const Alternative* way = other_way(cost); way != nullptr) {
    block.rows.push_back(instead_row(*way));
  }
  if (cost.provisional) {
    const auto way = std::find_if(cost.alternatives.begin(), cost.alternatives.end(),
                                  [&](const Alternative& a) { return a.id == cost.way; });
    const bool tuned = cost.way.starts_with("fine-tuned");
    out.push_back(Paragraph{
        fmt::format("Priced for where it points so far: {}{}.",
                    way == cost.alternatives.end() ? cost.way : way->label,
                    tuned && advice.training ? fmt::format(" ({})", advice.training->model) : "")});
  }
  out.push_back(std::move(block));
}

std::string accuracy_sentence(const Advice& advice, Rational needed) {
  if (needed > Rational::of(1)) {
    return "Even a model that is always right would not be worth it.";
  }
  std::string out = fmt::format("It pays if the tuned model is right in at least {} of requests.",
                                words::percent_up(needed));
  const auto base = advice.facts.likely("value.accuracy_base");
  const auto tuned = advice.facts.likely("value.accuracy_tuned");
  const auto percent = [](Decimal share) {
    return words::number(Rational::of(share) * Rational::of(100), 1) + "%";
  };
  if (base) {
    out += fmt::format(" Today {}", percent(*base));
  }
  if (tuned) {
    const bool measured = advice.facts.yes_no("value.measured") == Truth::yes;
    out += fmt::format("{}{}", base ? "; " : " ",
                       measured ? "measured " + percent(*tuned)
                                : fmt::format("hoped for {}, not measured", percent(*tuned)));
  }
  return out + (base || tuned ? "." : "");
}

/// Why it cannot be said how often the tuned model has to be right.
std::string_view why_no_accuracy(const Advice& advice) {
  if (!advice.facts.likely("value.per_request_usd")) {
    return "What a right answer is worth is not known.";
  }
  return advice.cost.requests_per_month == 0 ? "Without requests nothing is gained."
                                             : "How often each model is right is not known.";
}

/// The number that the measurement has to reach, or that the gain has to be worth.
std::string number_to_act_on(const Advice& advice) {
  if (!advice.cost.break_even) {
    return {};
  }
  const BreakEven& even = *advice.cost.break_even;
  const Knowledge knowledge = knowledge_of_extra(advice.cost);
  if (knowledge == Knowledge::none) {
    return "What the gain has to be worth cannot be said yet: not everything is priced.";
  }
  if (*even.gain_needed_per_month <= Money{}) {
    const std::string costs = knowledge == Knowledge::exact
                                  ? "It costs no more than the way it is compared with"
                                  : "As far as it is priced, it costs no more than the way it is "
                                    "compared with";
    const bool told = even.accuracy_needed && !even.accuracy_needed->is_zero();
    return told ? fmt::format("{}. {}", costs, accuracy_sentence(advice, *even.accuracy_needed))
                : costs + ": it pays if its answers are at least as good.";
  }
  const std::string per_1000 =
      even.gain_needed_per_1000
          ? fmt::format(", or {} per 1,000 requests", to_string(*even.gain_needed_per_1000))
          : "";
  const std::string worth =
      fmt::format("{}{} a month{}", knowledge == Knowledge::exact ? "" : "at least ",
                  to_string(*even.gain_needed_per_month), per_1000);
  const std::string needed = fmt::format("The gain has to be worth {}.", worth);
  if (even.accuracy_needed) {
    const std::string sentence = accuracy_sentence(advice, *even.accuracy_needed);
    return *even.accuracy_needed > Rational::of(1)
               ? fmt::format("{} {}", sentence, needed)
               : fmt::format("{} That is extra value of {}.", sentence, worth);
  }
  return fmt::format("{} {}", needed, why_no_accuracy(advice));
}

/// Why it is asked stands further down, with the other questions.
Point first_question(const OpenQuestion& question) {
  return {Mark::unknown,
          "Ask first",
          "",
          fmt::format("{} [{}]", words::sentence(question.question), question.fact),
          {}};
}

/// On which presumptions it leans, what is open, and what to ask first.
void open_end(Document& out, const Decision& decision) {
  if (decision.decided) {
    return;
  }
  Points block;
  if (decision.leaning && !decision.leaning->presumed.empty()) {
    std::vector<std::string> presumed;
    for (const FactValue& fact : decision.leaning->presumed) {
      presumed.push_back(fmt::format("{}: {}", fact.fact, fact.value));
    }
    const bool leads = !decision.path && decision.leaning->path &&
                       decision.includes(Approach::fine_tuning); // Else the answer has said it.
    block.rows.push_back(
        {Mark::assumed,
         "Presuming",
         "",
         words::join(presumed, ", ") +
             (leads ? fmt::format(", which leads to {}", words::title(*decision.leaning->path))
                    : ""),
         {}});
  }
  std::vector<std::string> open;
  for (const OptionAdvice& option : decision.options) {
    if (option.verdict == OptionVerdict::undecided) {
      open.emplace_back(words::title(option.id));
    }
  }
  if (open.empty() && !decision.path && decision.includes(Approach::fine_tuning)) {
    open.emplace_back("the path");
  }
  if (!open.empty() && open.size() < decision.options.size()) {
    block.rows.push_back({Mark::unknown, "Still open", "", words::join(open, ", "), {}});
  }
  if (!decision.open_questions.empty()) {
    block.rows.push_back(first_question(decision.open_questions.front()));
  }
  if (!block.rows.empty()) {
    out.push_back(std::move(block));
  }
}

} // namespace

void title(Document& out, const Advice& advice) {
  out.push_back(
      Title{advice.name, fmt::format("{}, prices of {}", advice.region, to_string(advice.as_of))});
}

void answer(Document& out, const Advice& advice) {
  if (const Warning* warning = top_warning(advice); warning != nullptr) {
    out.push_back(Points{{{Mark::warning, warning->id, "", words::sentence(warning->text), {}}}});
  }
  const Answer answer = answer_of(advice);
  out.push_back(Headline{answer.instruction});
  if (!answer.sentence.empty()) {
    out.push_back(Paragraph{answer.sentence, false});
  }
  open_end(out, advice.decision);
  amounts(out, advice);
  if (std::string number = number_to_act_on(advice); !number.empty()) {
    out.push_back(Paragraph{std::move(number)});
  }
}

} // namespace tunepath::section
