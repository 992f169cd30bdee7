#include "tunepath/report/rate_diff_listing.hpp"

#include "report/totals.hpp"
#include "report/words.hpp"

#include <cmath>

#include <fmt/format.h>

namespace tunepath {
namespace {

std::string meter_of(const RateKey& key) {
  const bool usual = key.term == Term::on_demand || key.term == Term::none;
  return usual ? std::string{name_of(key.meter)}
               : fmt::format("{} {}", name_of(key.meter), name_of(key.term));
}

std::string price_of(const RateSide& side) {
  return side.row == nullptr ? "no rate"
         : !side.price       ? "two rates"
                             : words::rate(side.price->usd, side.price->per);
}

/// "-44.0%", or "x 1000" where a percentage says little.
std::string change_of(const RateChange& change) {
  constexpr double k_many = 10;
  const auto relative = change.relative();
  if (!relative) {
    return std::string{name_of(change.kind)};
  }
  return *relative >= k_many || *relative <= 1 / k_many
             ? fmt::format("x {:.4g}", *relative)
             : fmt::format("{:+.1f}%", (*relative - 1) * 100);
}

/// Where a side that is disputed says two things.
std::vector<std::string> disputes(const RateChange& change) {
  std::vector<std::string> notes;
  for (const RateSide* side : {&change.before, &change.after}) {
    if (side->rival != nullptr) {
      notes.push_back(
          fmt::format("{} ({}, {}:{}) and, newer, {} ({}, {}:{}): neither is taken.",
                      words::rate(side->row->usd, side->row->per), name_of(side->row->scope),
                      side->row->place.file, side->row->place.line,
                      words::rate(side->rival->usd, side->rival->per), name_of(side->rival->scope),
                      side->rival->place.file, side->rival->place.line));
    }
  }
  return notes;
}

void add_changes(Document& out, const RateDiff& diff) {
  Table table{{{"Item", Align::left},
               {"Region", Align::left},
               {"Meter", Align::left},
               {"Before", Align::right},
               {"After", Align::right},
               {"Change", Align::right}},
              {}};
  for (const RateChange& change : diff.changes) {
    table.rows.push_back({{words::item(change.key), words::region(change.key), meter_of(change.key),
                           price_of(change.before), price_of(change.after), change_of(change)},
                          Mark::none,
                          disputes(change),
                          false});
  }
  out.push_back(std::move(table));
}

std::string delta(const Total& before, const Total& after) {
  if (!before.complete() || !after.complete()) {
    return "not known";
  }
  const Money by = after.amount - before.amount;
  return by == Money{} ? "-" : (by > Money{} ? "+" : "") + to_string(by);
}

/// What the answer says besides its amounts, for finding out whether it changed.
std::vector<std::pair<std::string_view, std::string>> answer_of(const Advice& advice) {
  return {{"status", advice.decision.decided ? "decided" : "undecided"},
          {"approach", words::approach(advice.decision.approach)},
          {"path", advice.decision.path ? std::string{name_of(*advice.decision.path)} : "none"},
          {"hosting", advice.hosting ? std::string{name_of(*advice.hosting)} : "none"},
          {"priced way", advice.cost.way.empty() ? "none" : advice.cost.way},
          {"verdict", std::string{name_of(advice.decision.verdict)}}};
}

void add_profile(Document& out, const Repriced& profile) {
  const CostAdvice& before = profile.before.cost;
  const CostAdvice& after = profile.after.cost;
  out.push_back(Heading{
      fmt::format("{}, prices of {}", profile.before.name, to_string(profile.before.as_of))});
  Table table{{{"", Align::left},
               {"Before", Align::right},
               {"After", Align::right},
               {"Change", Align::right}},
              {}};
  const auto add = [&](std::string label, const Total& old, const Total& now) {
    table.rows.push_back({{std::move(label), to_string(old), to_string(now), delta(old, now)},
                          Mark::none,
                          {},
                          false});
  };
  add("every month, even with no traffic", standing(before), standing(after));
  add("every month, for the traffic", per_use(before), per_use(after));
  add("once", one_time(before), one_time(after));
  add(words::count(before.horizon_months, "month"), horizon(before), horizon(after));
  out.push_back(std::move(table));
  const auto old = answer_of(profile.before);
  const auto now = answer_of(profile.after);
  Points changed;
  for (std::size_t i = 0; i < old.size(); ++i) {
    if (old[i].second != now[i].second) {
      changed.rows.push_back({Mark::warning,
                              std::string{old[i].first},
                              "",
                              fmt::format("{}, not {}", now[i].second, old[i].second),
                              {}});
    }
  }
  if (!changed.rows.empty()) {
    out.push_back(Paragraph{"The answer changes:"});
    out.push_back(std::move(changed));
  }
}

} // namespace

Document describe_rate_diff(const RateDiffTitle& title, const RateDiff& diff,
                            std::span<const Repriced> profiles) {
  using Kind = RateChange::Kind;
  Document out{Paragraph{
      fmt::format(
          "{} against {} on {}: {} added, {} removed, {} changed; {} the same{}.", title.after,
          title.before, to_string(title.day), diff.count(Kind::added), diff.count(Kind::removed),
          diff.count(Kind::changed), grouped(static_cast<std::int64_t>(diff.same)),
          diff.confirmed == 0 ? "" : fmt::format(", {} of them by a newer source", diff.confirmed)),
      false}};
  if (!diff.changes.empty()) {
    add_changes(out, diff);
  }
  for (const Repriced& profile : profiles) {
    add_profile(out, profile);
  }
  return out;
}

} // namespace tunepath
