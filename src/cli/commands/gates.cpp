#include "cli/commands/gates.hpp"

#include "tunepath/advise/compare.hpp"
#include "tunepath/core/diagnostic.hpp"

#include <algorithm>
#include <ostream>
#include <tuple>

#include <fmt/format.h>

namespace tunepath::cli {
namespace {

/// A failing gate is one line: "name: --flag: what is wrong".
void say(const Comparable& answer, std::string_view flag, std::string_view what,
         const Environment& environment) {
  environment.err << printable(fmt::format("{}: {}: {}", answer.label, flag, what)) << '\n';
}

/// Cents where they tell the amounts apart, else every decimal.
struct Amounts {
  bool exact = false;
  std::string operator()(Money amount) const {
    constexpr int k_decimals = 6;
    return exact ? price_text(Decimal::scaled(amount.micros(), k_decimals)) : to_string(amount);
  }
};

std::string per(SumKind kind, const Comparable& answer) {
  return kind == SumKind::standing   ? " a month"
         : kind == SumKind::one_time ? " once"
                                     : fmt::format(" over {} months", answer.horizon_months);
}

/// ", mostly hosting.instances (ml.g6e.xlarge), $1,901.94 a month"
std::string mostly(const Comparable& answer, SumKind kind) {
  const ComparedLine* line = answer.largest_line(kind);
  return line == nullptr
             ? ""
             : fmt::format(", mostly {} ({}), {}{}", line->id, line->label, to_string(line->amount),
                           line->kind == LineKind::one_time ? "" : " a month");
}

/// What lacks a price in a draw, where at the likely values nothing of the sum does; "" for
/// nothing.
std::string missing_in_draws(const Gates& gates, const Comparable& answer, SumKind sum) {
  std::vector<std::string_view> kinds;
  for (const auto& [line, name] : Names<LineKind>::k_all) {
    const bool missing =
        gates.percentile && answer.percentiles && belongs(line, sum) &&
        (*answer.percentiles)[static_cast<std::size_t>(*gates.percentile)].gaps.has(line);
    if (missing) {
      kinds.push_back(name);
    }
  }
  return kinds.empty() ? ""
                       : fmt::format("in some draws something of it has no price ({})",
                                     fmt::join(kinds, ", "));
}

/// What stands in the way of a figure: the first gap, and which more there are.
std::string obstacle(const Gates& gates, const Comparable& answer, SumKind kind) {
  if (answer.way.empty()) {
    return answer.open_questions.empty() ? "nothing is priced"
                                         : fmt::format("nothing is priced while {} is open",
                                                       answer.open_questions.front().fact);
  }
  const auto gaps = answer.gaps_of(kind);
  if (gaps.empty()) {
    return missing_in_draws(gates, answer, kind);
  }
  std::string text = fmt::format("{} is not priced: {}", gaps.front()->id, gaps.front()->needs);
  const std::string_view first = gaps.size() == 2 ? "; nor is " : "; nor are ";
  for (std::size_t i = 1; i < gaps.size(); ++i) {
    text += fmt::format("{}{}", i == 1 ? first : ", ", gaps[i]->id);
  }
  return text;
}

/// The figure that a gate looks at; empty where there is none, which is said.
std::optional<KnownSum> figure(const Gates& gates, const Comparable& answer, SumKind kind,
                               std::string_view flag, const Environment& environment) {
  const auto sum =
      gates.percentile ? answer.sum(kind, *gates.percentile) : std::optional{answer.sum(kind)};
  if (!sum) {
    say(answer, flag,
        fmt::format(
            "cannot be told: {} of it is not known, since no draws were made; {} --draws 1000",
            name_of(*gates.percentile), answer.saved ? "make the report again with" : "give"),
        environment);
  } else if (!sum->priced) {
    say(answer, flag, fmt::format("cannot be told: {}", obstacle(gates, answer, kind)),
        environment);
    return std::nullopt;
  }
  return sum;
}

std::string at_percentile(const Gates& gates) {
  return gates.percentile ? fmt::format(" at {}", name_of(*gates.percentile)) : "";
}

/// What keeps a figure from being the amount that is written behind it.
std::string hedge(const KnownSum& sum) {
  return fmt::format("{}{}", sum.complete ? "" : "at least ", sum.estimated ? "about " : "");
}

/// Said behind the figure of a way that is priced while the answer is undecided.
std::string_view so_far(const Comparable& answer) {
  return answer.provisional ? " so far" : "";
}

bool within(const Limit& limit, const Gates& gates, const Comparable& answer,
            const Environment& environment) {
  const auto sum = figure(gates, answer, limit.kind, limit.flag, environment);
  if (!sum) {
    return false;
  }
  const bool over = sum->amount > limit.most;
  if (!over && sum->complete) {
    return true;
  }
  const Money by = sum->amount - limit.most;
  const Amounts text{.exact = over && by < Money::cents(1)};
  const std::string found =
      fmt::format("{}{}{}{}{}", hedge(*sum), text(sum->amount), per(limit.kind, answer),
                  at_percentile(gates), so_far(answer));
  say(answer, limit.flag,
      over ? fmt::format("{} is {}{} over the limit of {}{}", found,
                         sum->complete ? "" : "at least ", text(by), text(limit.most),
                         mostly(answer, limit.kind))
           : fmt::format("cannot be told: {} is within the limit of {}, but {}", found,
                         text(limit.most), obstacle(gates, answer, limit.kind)),
      environment);
  return false;
}

std::string words(const std::set<Approach>& approach) {
  std::string out;
  for (const Approach part : approach) {
    out += fmt::format("{}{}", out.empty() ? "" : ",", name_of(part));
  }
  return out.empty() ? "none" : out;
}

/// What keeps an answer from being one; "" when it is decided.
std::string undecided(const Comparable& answer) {
  return answer.decided                  ? ""
         : answer.open_questions.empty() ? "it is undecided"
                                         : fmt::format("it is undecided; first to be answered: {}",
                                                       answer.open_questions.front().fact);
}

bool as_expected(const Gates& gates, const Comparable& answer, const Environment& environment) {
  bool sound = true;
  const std::string open = undecided(answer);
  const auto check = [&](std::string_view flag, bool holds, const std::string& found,
                         const std::string& wanted) {
    if (!open.empty() || !holds) {
      say(answer, flag,
          open.empty() ? fmt::format("it is {}, not {}", found, wanted)
                       : fmt::format("{} is expected, but {}", wanted, open),
          environment);
      sound = false;
    }
  };
  if (gates.approach) {
    const std::set<Approach> found{answer.approach.begin(), answer.approach.end()};
    check("--expect-approach", found == *gates.approach, words(found), words(*gates.approach));
  }
  if (gates.expects_path) {
    const auto name = [](const std::optional<Path>& path) {
      return std::string{path ? name_of(*path) : "none"};
    };
    check("--expect-path", answer.path == gates.path, name(answer.path), name(gates.path));
  }
  return sound;
}

constexpr std::string_view k_increase = "--max-increase";

/// "+12.5%", of an increase above zero.
std::string increase(Money by, Money before) {
  if (before == Money{}) {
    return "from nothing";
  }
  const Decimal percent =
      (Rational::of(100) * Rational::quotient(by.micros(), before.micros())).nearest_decimal(2);
  return percent.is_zero() ? "less than 0.01%" : fmt::format("+{}%", to_string(percent));
}

/// False, and said, where the answer costs too much more than the base or that cannot be told.
/// `before` is the base's figure.
bool no_dearer(const Gates& gates, const Comparable& base, const KnownSum& before,
               const Comparable& answer, const Environment& environment) {
  constexpr std::string_view k_flag = k_increase;
  constexpr SumKind k_kind = SumKind::horizon;
  const auto after = figure(gates, answer, k_kind, k_flag, environment);
  if (!after) {
    return false;
  }
  if (base.horizon_months != answer.horizon_months) {
    say(answer, k_flag,
        fmt::format("cannot be told: it is priced over {} months, {} over {}",
                    answer.horizon_months, base.label, base.horizon_months),
        environment);
    return false;
  }
  for (const auto& [sum, of] : {std::pair{&before, &base}, std::pair{&*after, &answer}}) {
    if (!sum->complete) {
      say(answer, k_flag,
          fmt::format("cannot be told: {} costs {}{}{}{}; {}", of->label, hedge(*sum),
                      to_string(sum->amount), at_percentile(gates), so_far(*of),
                      obstacle(gates, *of, k_kind)),
          environment);
      return false;
    }
  }
  if (!exceeds(before.amount, after->amount, *gates.max_increase)) {
    return true;
  }
  const Money by = after->amount - before.amount;
  const Amounts text{.exact = by < Money::cents(1)};
  say(answer, k_flag,
      fmt::format("{}{}{}{}{} is {} ({}) above the {}{} of {}{}; the limit is +{}%{}",
                  hedge(*after), text(after->amount), per(k_kind, answer), at_percentile(gates),
                  so_far(answer), text(by), increase(by, before.amount), hedge(before),
                  text(before.amount), base.label, so_far(base), to_string(*gates.max_increase),
                  mostly(answer, k_kind)),
      environment);
  return false;
}

/// The same of every answer but the first, which is the base.
bool none_dearer(const Gates& gates, std::span<const Comparable> answers,
                 const Environment& environment) {
  if (!gates.max_increase) {
    return true;
  }
  const Comparable& base = answers.front();
  const auto before = figure(gates, base, SumKind::horizon, k_increase, environment);
  bool sound = before.has_value();
  for (const Comparable& answer : answers.subspan(1)) {
    sound = before && no_dearer(gates, base, *before, answer, environment) && sound;
  }
  return sound;
}

/// The oldest source first, then by key: alike for a profile and for its own report.
std::vector<ComparedRate> by_age(std::vector<ComparedRate> rates) {
  std::sort(rates.begin(), rates.end(), [](const ComparedRate& a, const ComparedRate& b) {
    return std::tie(a.source_date, a.key, a.file, a.line) <
           std::tie(b.source_date, b.key, b.file, b.line);
  });
  return rates;
}

std::string days(std::int64_t count) {
  return count == 1 ? "1 day" : fmt::format("{} days", count);
}

/// Names the rates behind the bill that are older than is allowed; true when there are none.
bool young_enough(const Comparable& answer, std::int64_t most_days,
                  const Environment& environment) {
  bool young = true;
  for (const ComparedRate& rate : by_age(answer.rates)) {
    const std::int64_t age = std::max(0, days_between(rate.source_date, answer.as_of));
    if (age <= most_days) {
      continue;
    }
    if (young) {
      environment.err << fmt::format("{}: rates older than {} on {}:\n", printable(answer.label),
                                     days(most_days), to_string(answer.as_of));
    }
    young = false;
    environment.err << printable(fmt::format("  {}, {}: {} ({}:{})", days(age),
                                             to_string(rate.source_date), rate.key, rate.file,
                                             rate.line))
                    << '\n';
  }
  return young;
}

/// Names what could not be priced, or only with another region's price; true when there is nothing.
bool priced_completely(const Comparable& answer, const Environment& environment) {
  if (answer.gaps.empty() && !answer.estimated()) {
    return true;
  }
  environment.err << fmt::format("{}: cannot be priced completely:\n", printable(answer.label));
  std::set<std::string> said;
  const auto once = [&](const std::string& id, const std::string& what) {
    const std::string line = printable(fmt::format("  {}: {}", id, what));
    if (said.insert(line).second) {
      environment.err << line << '\n';
    }
  };
  for (const Gap& gap : answer.gaps) {
    once(gap.id, gap.needs);
  }
  for (const ComparedLine& line : answer.lines) {
    if (line.estimated()) {
      once(line.id, fmt::format("only estimated, with the price of {}", line.stand_in));
    }
  }
  return false;
}

bool decided(const Comparable& answer, const Environment& environment) {
  if (answer.decided) {
    return true;
  }
  environment.err << fmt::format("{}: undecided; to be answered:\n", printable(answer.label));
  for (const OpenQuestion& question : answer.open_questions) {
    environment.err << printable(fmt::format("  {}: {}", question.fact, question.question)) << '\n';
  }
  return false;
}

} // namespace

bool percentile_is_known(const Gates& gates, std::span<const Comparable> answers,
                         const Environment& environment) {
  bool known = true;
  for (const Comparable& answer : answers) {
    if (gates.percentile && !answer.percentiles && !answer.ranges.empty()) {
      environment.err << render(
          {Diagnostic::Level::error,
           {answer.source, 0, 0},
           fmt::format("--percentile {}: no draws were made of the ranges that the profile states "
                       "({})",
                       name_of(*gates.percentile), fmt::join(answer.ranges, ", ")),
           "give --draws 1000, or leave --percentile out"},
          "");
      known = false;
    }
  }
  return known;
}

int hold_gates(const Gates& gates, std::span<const Comparable> answers,
               const Environment& environment) {
  std::set<int> codes;
  const auto hold = [&](bool holds, int code) {
    if (!holds) {
      codes.insert(code);
    }
  };
  for (const Comparable& answer : answers) {
    hold(!gates.strict || priced_completely(answer, environment), exit_unpriced);
    hold(!gates.fail_on_unknown || decided(answer, environment), exit_undecided);
    hold(!gates.max_rate_age || young_enough(answer, *gates.max_rate_age, environment), exit_gate);
    for (const Limit& limit : gates.limits) {
      hold(within(limit, gates, answer, environment), exit_gate);
    }
    hold(as_expected(gates, answer, environment), exit_gate);
  }
  hold(none_dearer(gates, answers, environment), exit_gate);
  for (const int first : {exit_unpriced, exit_undecided, exit_gate}) {
    if (codes.contains(first)) {
      return first;
    }
  }
  return exit_ok;
}

} // namespace tunepath::cli
