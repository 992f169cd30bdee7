#include "report/sections.hpp"
#include "report/sheet.hpp"
#include "report/totals.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace tunepath::section {
namespace {

constexpr std::size_t k_most_swings = 10; ///< in the text; JSON has all

/// "93": in how many of 100 draws. Rounded, but 100 only where it is all and 0 only where none.
std::string of_100(double share) {
  const double hundredths = std::round(share * 100);
  if (hundredths >= 100 && share < 1) {
    return "more than 99";
  }
  return hundredths <= 0 && share > 0 ? "fewer than 1" : fmt::format("{:.0f}", hundredths);
}

std::vector<Approach> listed(const Recommendation& r) {
  std::vector<Approach> all;
  for (const auto& [id, name] : Names<Approach>::k_all) {
    if (r.approach[static_cast<std::size_t>(id)]) {
      all.push_back(id);
    }
  }
  return all;
}

std::string mode_words(const std::optional<HostingMode>& mode) {
  return mode ? std::string{words::title(*mode)} : "nothing to host";
}

/// What is recommended, without the verdict: "prompt + fine-tuning on Bedrock, on demand".
std::string words_of(const Recommendation& r) {
  const std::string answer = words::answer(listed(r), r.path);
  return r.mode ? fmt::format("{}, {}", answer, words::title(*r.mode)) : answer;
}

/// What is different there: "SageMaker, verdict not-justified".
std::string difference(const Recommendation& likely, const Recommendation& there) {
  std::vector<std::string> parts;
  if (there.approach != likely.approach || there.path != likely.path) {
    parts.push_back(words::answer(listed(there), there.path));
  }
  if (there.mode != likely.mode) {
    parts.push_back(mode_words(there.mode));
  }
  if (there.verdict != likely.verdict) {
    parts.push_back(fmt::format("verdict: {}", name_of(there.verdict)));
  }
  return words::join(parts, ", ");
}

/// Percentiles of a sum with what is missing from it, at the likely values or in a draw. Without
/// a kind, of all.
Row sums_row(std::string label, Total headline, std::optional<LineKind> kind, const Uncertainty& u,
             Money (*of)(const Percentile&)) {
  Row row{{std::move(label)}, Mark::none, {}, false};
  for (const Percentile& percentile : u.percentiles) {
    const GapKinds& gaps = percentile.gaps;
    headline.any_gap = headline.any_gap || (kind ? gaps.has(*kind) : gaps.any());
    headline.amount = of(percentile);
    row.cells.push_back(to_string(headline));
  }
  return row;
}

void percentiles(Document& out, const CostAdvice& cost, const Uncertainty& u) {
  if (!u.priced) {
    return;
  }
  Table table{
      {{"", Align::left}, {"P10", Align::right}, {"P50", Align::right}, {"P90", Align::right}}, {}};
  table.rows = {sums_row("Every month, even with no traffic", standing(cost), LineKind::standing, u,
                         [](const Percentile& p) { return p.standing; }),
                sums_row("Every month, for the traffic", per_use(cost), LineKind::per_use, u,
                         [](const Percentile& p) { return p.per_use; }),
                sums_row("Once", one_time(cost), LineKind::one_time, u,
                         [](const Percentile& p) { return p.one_time; }),
                sums_row(words::count(cost.horizon_months, "month"), horizon(cost), std::nullopt, u,
                         [](const Percentile& p) { return p.horizon; })};
  out.push_back(
      Heading{fmt::format("What the ranges make of it, {}", words::count(u.draws, "draw"))});
  out.push_back(std::move(table));
  const std::string of_which = u.priced_draws == u.draws
                                   ? "draws"
                                   : fmt::format("of the {} in which it can be priced",
                                                 words::count(u.priced_draws, "draw"));
  out.push_back(Paragraph{fmt::format(
      "P90: in 90 of 100 {} it costs no more. Each row is by itself: they do not add up.",
      of_which)});
}

/// The swings that say something, the widest first.
std::vector<const Swing*> telling(const Uncertainty& u) {
  std::vector<const Swing*> found;
  for (const Swing& swing : u.tornado) {
    if (swing.low.horizon != swing.high.horizon || swing.flips()) {
      found.push_back(&swing);
    }
  }
  return found;
}

/// Where bars begin and end, in money.
struct Scale {
  Money least;
  Money most;
  static constexpr std::int64_t k_cells = 24;

  std::int64_t cell(Money amount) const {
    const double whole = static_cast<double>((most - least).micros());
    const double share = static_cast<double>((amount - least).micros()) / whole;
    return std::clamp(static_cast<std::int64_t>(share * k_cells), std::int64_t{0}, k_cells - 1);
  }
};

Scale scale_of(const std::vector<const Swing*>& swings, Money likely) {
  Scale scale{likely, likely};
  for (const Swing* swing : swings) {
    for (const SwingEnd* end : {&swing->low, &swing->high}) {
      scale.least = std::min(scale.least, end->horizon.value_or(likely));
      scale.most = std::max(scale.most, end->horizon.value_or(likely));
    }
  }
  return scale;
}

/// "....####|##......": the likely sum is at the stroke.
std::string bar(const Swing& swing, const Scale& scale, Money likely) {
  if (scale.least == scale.most) {
    return "";
  }
  std::string cells(static_cast<std::size_t>(Scale::k_cells), '.');
  const std::int64_t low = scale.cell(swing.low.horizon.value_or(likely));
  const std::int64_t high = scale.cell(swing.high.horizon.value_or(likely));
  if (swing.low.horizon != swing.high.horizon) {
    std::fill(cells.begin() + std::min(low, high), cells.begin() + std::max(low, high) + 1, '#');
  }
  cells[static_cast<std::size_t>(scale.cell(likely))] = '|';
  return cells;
}

std::string amount(const SwingEnd& end) {
  if (!end.horizon) {
    return "not priced";
  }
  return (end.complete() ? "" : "at least ") + to_string(*end.horizon);
}

/// A number as one reads it: "120,000".
std::string readable(const std::string& value) {
  const auto number = Decimal::parse(value);
  return number ? grouped(*number) : value;
}

std::vector<std::string> swing_notes(const Swing& swing, const Recommendation& likely) {
  std::vector<std::string> notes;
  const auto add = [&](const SwingEnd& end, const std::string& at) {
    if (end.instead) {
      notes.push_back(fmt::format("At {}: {}.", end.value.empty() ? at : readable(end.value),
                                  difference(likely, *end.instead)));
    }
  };
  if (!swing.planner) {
    notes.push_back(fmt::format("{} to {}", readable(swing.low.value), readable(swing.high.value)));
  }
  add(swing.low, "its cheap end");
  add(swing.high, "its dear end");
  return notes;
}

void tornado(Document& out, const CostAdvice& cost, const Uncertainty& u) {
  const auto swings = telling(u);
  if (swings.empty()) {
    return;
  }
  const Scale scale = scale_of(swings, cost.horizon);
  Table table{{{"", Align::left}, {"low", Align::right}, {"", Align::left}, {"high", Align::right}},
              {}};
  for (std::size_t i = 0; i < std::min(swings.size(), k_most_swings); ++i) {
    const Swing& swing = *swings[i];
    table.rows.push_back(
        {{swing.input, amount(swing.low), bar(swing, scale, cost.horizon), amount(swing.high)},
         Mark::none,
         swing_notes(swing, u.likely),
         false});
  }
  out.push_back(
      Heading{fmt::format("What moves the {} most", words::count(cost.horizon_months, "month"))});
  const std::size_t more = swings.size() - table.rows.size();
  out.push_back(std::move(table));
  out.push_back(Paragraph{
      fmt::format("One input at a time, at its low and at its high end, all others likely (|).{}",
                  more == 0 ? "" : fmt::format(" {} more move it less: --format json.", more))});
}

/// "The approach stays in 100 of 100, the path in 95, the mode in 93."; "" where all stay.
std::string what_stays(const Uncertainty& u) {
  if (u.same_recommendation >= 1) {
    return "";
  }
  return fmt::format(" The approach stays in {}, the path in {}, the way of hosting in {}.",
                     of_100(u.same_approach), of_100(u.same_path), of_100(u.same_mode));
}

/// Ends of single inputs at which something else holds: "at an end of training.epochs ..."; ""
/// where there is none.
template <class Differs>
std::string at_ends(const Uncertainty& u, Differs differs) {
  std::vector<std::string> inputs;
  for (const Swing& swing : u.tornado) {
    if ((swing.low.instead && differs(*swing.low.instead)) ||
        (swing.high.instead && differs(*swing.high.instead))) {
      inputs.push_back(swing.input);
    }
  }
  return inputs.empty()
             ? ""
             : fmt::format("at an end of {}, all else being likely.", words::join(inputs, ", "));
}

std::string what_flips(const Uncertainty& u) {
  const std::string ends = at_ends(u, [&](const Recommendation& there) {
    return there.approach != u.likely.approach || there.path != u.likely.path ||
           there.mode != u.likely.mode;
  });
  return ends.empty() && u.same_recommendation < 1 ? "only where several inputs come together."
                                                   : ends;
}

/// Where a rule turns within a range, the answer is open though it would not be at the likely
/// values; "" where the two agree.
std::string what_is_open(const Decision& decision, const Uncertainty& u) {
  const bool same = std::all_of(Names<Approach>::k_all.begin(), Names<Approach>::k_all.end(),
                                [&](const auto& each) {
                                  return decision.includes(each.first) ==
                                         u.likely.approach[static_cast<std::size_t>(each.first)];
                                });
  return decision.decided || same
             ? ""
             : "The answer, since a rule turns within a range. At the likely values there would be "
               "one: see below. Until then the totals are those of the leading candidate.";
}

void robustness(Document& out, const Decision& decision, const Uncertainty& u) {
  Sheet sheet; // Leaves out what has nothing to say.
  const auto add = [&](std::string_view label, const std::string& text) { sheet.add(label, text); };
  add("Open", what_is_open(decision, u));
  add("It stays", fmt::format("in {} of 100 draws what it is at the likely values: {}.{}",
                              of_100(u.same_recommendation), words_of(u.likely), what_stays(u)));
  add("It changes", what_flips(u));
  add("The verdict changes",
      at_ends(u, [&](const Recommendation& there) { return there.verdict != u.likely.verdict; }));
  if (u.gain_pays) {
    add("It pays", fmt::format("in {} of 100 draws: there the gain is worth what it costs more.",
                               of_100(*u.gain_pays)));
  }
  out.push_back(Heading{"How sure the recommendation is"});
  out.push_back(sheet.take());
}

} // namespace

void uncertainty(Document& out, const Advice& advice) {
  const auto& u = advice.cost.uncertainty;
  if (!u || u->inputs == 0) {
    return;
  }
  percentiles(out, advice.cost, *u);
  tornado(out, advice.cost, *u);
  robustness(out, advice.decision, *u);
}

} // namespace tunepath::section
