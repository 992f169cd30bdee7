#include "report/comparison_words.hpp"
#include "report/words.hpp"
#include "tunepath/report/comparison_listing.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

namespace tunepath {
namespace {

using namespace comparison;

std::string side_of(const std::optional<ComparedLine>& line, const std::optional<Gap>& gap) {
  return line  ? (line->estimated() ? "about " : "") + to_string(line->amount)
         : gap ? std::string{gap->no_rate ? "no rate" : "not priced"}
               : "-";
}

std::string path_of(const Comparable& answer) {
  return answer.path ? std::string{words::title(*answer.path)} : "none";
}

std::string mode_of(const Comparable& answer) {
  return answer.hosting ? std::string{words::title(*answer.hosting)} : "none";
}

std::string verdict_of(const Comparable& answer) {
  return answer.decided ? std::string{name_of(answer.verdict)} : "undecided";
}

bool any_differs(const Comparison& comparison, std::string (*text)(const Comparable&)) {
  return std::any_of(comparison.all.begin(), comparison.all.end(), [&](const Comparable& each) {
    return text(each) != text(comparison.all.front());
  });
}

std::string approach_of(const Comparable& answer) {
  return words::approach(answer.approach);
}

/// What the answers say, and in words which of it is not the same.
void add_decisions(Document& out, const Comparison& comparison) {
  Table table{{{"", Align::left},
               {"approach", Align::left},
               {"path", Align::left},
               {"hosting", Align::left},
               {"verdict", Align::left}},
              {}};
  for (const Comparable& answer : comparison.all) {
    Row row{
        {answer.label, approach_of(answer), path_of(answer), mode_of(answer), verdict_of(answer)},
        &answer == &comparison.all.front() ? Mark::assumed : Mark::none,
        {},
        false};
    row.notes.push_back(fmt::format("{}{}, {}, prices of {}.",
                                    answer.saved ? "Report " : "Profile ", answer.source,
                                    answer.region, to_string(answer.as_of)));
    if (answer.provisional && !answer.way.empty()) {
      row.notes.push_back("Undecided: priced for where it points so far.");
    }
    table.rows.push_back(std::move(row));
  }
  out.push_back(Heading{"What is decided"});
  out.push_back(std::move(table));
  std::vector<std::string> differing;
  for (const auto& [what, text] :
       {std::pair{"approach", &approach_of}, std::pair{"path", &path_of},
        std::pair{"hosting", &mode_of}, std::pair{"verdict", &verdict_of}}) {
    if (any_differs(comparison, text)) {
      differing.emplace_back(what);
    }
  }
  if (comparison.all.size() > 1) {
    out.push_back(Paragraph{differing.empty()
                                ? "The answer is the same."
                                : fmt::format("Not the same: {}.", words::join(differing, ", "))});
  }
}

bool same_horizons(const Comparison& comparison) {
  return std::all_of(comparison.others.begin(), comparison.others.end(),
                     [](const Against& other) { return other.same_horizon; });
}

std::vector<Column> sum_columns(const Comparison& comparison) {
  return {{"", Align::left},
          {"standing", Align::right},
          {"by use", Align::right},
          {"month", Align::right},
          {"once", Align::right},
          {same_horizons(comparison) ? words::count(comparison.all.front().horizon_months, "month")
                                     : "horizon",
           Align::right}};
}

constexpr std::array<SumKind, 5> k_order{SumKind::standing, SumKind::per_use, SumKind::monthly,
                                         SumKind::one_time, SumKind::horizon};

void add_totals(Document& out, const Comparison& comparison) {
  Table table{sum_columns(comparison), {}};
  AmountBars bars;
  for (const Comparable& answer : comparison.all) {
    const bool base = &answer == &comparison.all.front();
    Row row{{answer.label}, base ? Mark::assumed : Mark::none, {}, false};
    for (const SumKind kind : k_order) {
      row.cells.push_back(to_string(total(answer.sum(kind))));
    }
    if (!same_horizons(comparison)) {
      row.notes.push_back(fmt::format("Over {}.", words::count(answer.horizon_months, "month")));
    }
    table.rows.push_back(std::move(row));
    const KnownSum horizon = answer.sum(SumKind::horizon);
    bars.rows.push_back({base ? Mark::assumed : Mark::none, answer.label,
                         horizon.priced ? std::optional{horizon.amount} : std::nullopt,
                         to_string(total(horizon)), !horizon.complete});
  }
  out.push_back(Heading{"Totals"});
  out.push_back(std::move(table));
  if (same_horizons(comparison) && comparison.all.size() > 1) {
    out.push_back(Paragraph{fmt::format("Over {}:", sum_columns(comparison).back().header)});
    out.push_back(std::move(bars));
  }
}

/// Totals of which the difference is a number, each in its column, and the percentages below.
void add_differences(Document& out, const Comparison& comparison) {
  Table table{sum_columns(comparison), {}};
  for (const Against& other : comparison.others) {
    Row amounts{{comparison.all[other.index].label}, Mark::none, {}, false};
    Row shares{{""}, Mark::none, {}, false};
    std::set<std::string> why;
    for (const SumKind kind : k_order) {
      const SumDifference& difference = other.sum(kind);
      amounts.cells.push_back(difference.by ? by(*difference.by) : "not known");
      shares.cells.push_back(percent(difference.share));
      why.insert(why_unknown(difference, other.same_horizon));
    }
    why.erase("");
    const bool any_share = std::any_of(shares.cells.begin(), shares.cells.end(),
                                       [](const std::string& cell) { return !cell.empty(); });
    const std::vector<std::string> because{why.begin(), why.end()};
    if (!because.empty()) {
      (any_share ? shares : amounts)
          .notes.push_back(fmt::format("Not known: {}. A difference of such totals is no number.",
                                       words::join(because, ", or ")));
    }
    table.rows.push_back(std::move(amounts));
    if (any_share) {
      table.rows.push_back(std::move(shares));
    }
  }
  out.push_back(Heading{"Difference from the base"});
  out.push_back(std::move(table));
}

Row change_row(const LineChange& change) {
  Row row{{change.id(), side_of(change.before, change.gap_before),
           side_of(change.after, change.gap_after), change.by ? by(*change.by) : "not known",
           std::string{name_of(change.kind)}},
          change.by ? Mark::none : Mark::unknown,
          {},
          false};
  const std::vector<std::string> parts{change.label(), words::join(reasons(change), ", ")};
  row.notes.push_back(words::join(parts, ": "));
  for (const auto* gap : {&change.gap_before, &change.gap_after}) {
    if (*gap) {
      row.notes.push_back(words::sentence((*gap)->needs));
    }
  }
  for (const auto& [line, where] :
       {std::pair{&change.before, "Base"}, std::pair{&change.after, "Here"}}) {
    if (*line && (*line)->estimated()) {
      row.notes.push_back(
          fmt::format("{}: only estimated, with the price of {}.", where, (*line)->stand_in));
    }
  }
  return row;
}

void add_lines(Document& out, const Comparison& comparison, const Against& other) {
  const std::string between =
      fmt::format("{} against {}", comparison.all[other.index].label, comparison.all.front().label);
  out.push_back(Heading{"Lines that differ"});
  out.push_back(Paragraph{other.lines.empty() ? between + ": none." : between + ":"});
  if (other.lines.empty()) {
    return;
  }
  Table table{{{"", Align::left},
               {"base", Align::right},
               {"here", Align::right},
               {"difference", Align::right},
               {"", Align::left}},
              {}};
  std::optional<LineKind> kind;
  for (const LineChange& change : other.lines) {
    if (kind != change.of()) {
      kind = change.of();
      table.rows.push_back({{words::capital(words::title(*kind))}, Mark::none, {}, false});
    }
    table.rows.push_back(change_row(change));
  }
  out.push_back(std::move(table));
}

/// Every gap once, with the answers that have it.
void add_gaps(Document& out, const Comparison& comparison) {
  struct Had {
    std::size_t row = 0;
    std::vector<std::string> by; ///< labels
  };
  Points points;
  std::map<std::pair<std::string, std::string>, Had> gaps;
  for (const Comparable& answer : comparison.all) {
    for (const Gap& gap : answer.gaps) {
      const std::string status = gap.no_rate ? "no rate" : "not priced";
      Had& had = gaps[{gap.id, gap.needs}];
      if (had.by.empty()) {
        had.row = points.rows.size();
        points.rows.push_back({Mark::unknown, gap.id, status, words::sentence(gap.needs), {}});
      }
      if (had.by.empty() || had.by.back() != answer.label) {
        had.by.push_back(answer.label);
      }
      points.rows[had.row].notes = {fmt::format("[{}]", words::join(had.by, ", "))};
    }
  }
  if (!points.rows.empty()) {
    out.push_back(Heading{"Not priced"});
    out.push_back(std::move(points));
  }
}

} // namespace

Document describe_comparison(const Comparison& comparison) {
  const Comparable& base = comparison.all.front();
  std::vector<std::string> others;
  for (const Against& other : comparison.others) {
    others.push_back(comparison.all[other.index].label);
  }
  Document out{Title{fmt::format("{} against {}", words::join(others, ", "), base.label), ""}};
  add_decisions(out, comparison);
  add_totals(out, comparison);
  add_differences(out, comparison);
  for (const Against& other : comparison.others) {
    add_lines(out, comparison, other);
  }
  add_gaps(out, comparison);
  out.push_back(
      Paragraph{"= is the base. Amounts are rounded; differences are of unrounded "
                "amounts. Prices exclude tax and support. Not a quote.",
                false});
  return out;
}

} // namespace tunepath
