#pragma once

#include "tunepath/advise/advice.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace tunepath {

/// The totals of a bill, by the names that they have in tunepath-report/1.
enum class SumKind { one_time, standing, per_use, monthly, horizon };

template <>
struct Names<SumKind> {
  static constexpr std::array<std::pair<SumKind, std::string_view>, 5> k_all{
      {{SumKind::one_time, "one_time_usd"},
       {SumKind::standing, "standing_monthly_usd"},
       {SumKind::per_use, "per_use_monthly_usd"},
       {SumKind::monthly, "monthly_usd"},
       {SumKind::horizon, "horizon_usd"}}};
};

/// Whether lines of that kind are part of the sum.
bool belongs(LineKind line, SumKind sum);

/// Of the draws that ranges make: a tenth of them, half of them, nine tenths of them cost no more.
enum class PercentileRank { p10, p50, p90 };

template <>
struct Names<PercentileRank> {
  static constexpr std::array<std::pair<PercentileRank, std::string_view>, 3> k_all{
      {{PercentileRank::p10, "P10"}, {PercentileRank::p50, "P50"}, {PercentileRank::p90, "P90"}}};
};

/// A total with what is missing from it.
struct KnownSum {
  Money amount;           ///< of what is priced
  bool priced = false;    ///< false: nothing but gaps make it up, and `amount` is no number
  bool complete = false;  ///< false: the total is only at least `amount`
  bool estimated = false; ///< another region's price stands in for a missing one
};

/// A cost line that stands by itself, without the tables that it was priced from.
struct ComparedLine {
  std::string id;
  LineKind kind = LineKind::one_time;
  std::string label;
  std::string item; ///< what its rate is of: a model, an instance type ...
  Rational quantity;
  Unit unit = Unit::token;
  Decimal usd;
  std::int64_t per = 1;
  Money amount;         ///< quantity x usd / per
  std::string stand_in; ///< the region whose price stands in for a missing one; else ""

  bool estimated() const { return !stand_in.empty(); }
};

/// A published rate behind the bill.
struct ComparedRate {
  std::string key; ///< as to_string(RateKey) writes it
  Date source_date;
  std::string file;
  int line = 0;
  friend auto operator<=>(const ComparedRate&, const ComparedRate&) = default;
};

/// What two answers can be compared by and a gate can look at. Advice gives one, and so does a
/// report that was saved.
struct Comparable {
  std::string name;
  std::string label;  ///< the name, or what tells it from another of the same name
  std::string source; ///< the file that it was read from
  bool saved = false; ///< a report, not a profile that was priced now
  Date as_of;
  std::string region;
  bool decided = false;
  std::vector<Approach> approach;
  std::optional<Path> path;
  std::optional<HostingMode> hosting;
  Verdict verdict = Verdict::unknown;
  std::vector<OpenQuestion> open_questions;
  std::string way; ///< the id of the way that is priced; "" when there is none
  bool provisional = false;
  std::vector<ComparedLine> lines;
  std::vector<Gap> gaps;
  Money horizon; ///< of what is priced
  int horizon_months = 0;
  std::optional<std::array<Percentile, 3>> percentiles; ///< P10, P50, P90 of each total
  std::vector<std::string> ranges; ///< facts that are stated as ranges; not known of a report
  /// True when the totals are a middle of something: of stated ranges or of predicted hours. A
  /// report without percentiles does not say, so it counts as true.
  bool uncertain = false;
  std::vector<ComparedRate> rates; ///< those behind the bill, the oldest source first

  bool estimated() const;
  bool complete() const { return !way.empty() && gaps.empty(); }
  KnownSum sum(SumKind kind) const;
  /// The sum with its amount at a percentile of the draws; at the headline where nothing is
  /// uncertain. Empty where it is not known, since no draws were made.
  std::optional<KnownSum> sum(SumKind kind, PercentileRank percentile) const;
  /// The line that most of the sum consists of: over the horizon a monthly line counts once for
  /// each month. nullptr without any.
  const ComparedLine* largest_line(SumKind kind) const;
  /// The gaps that keep the sum from being complete.
  std::vector<const Gap*> gaps_of(SumKind kind) const;
};

Comparable comparable(const Advice& advice);

/// The amount, where it is one of at most 6 decimals that Money can hold.
std::optional<Money> exact_money(Decimal usd);

} // namespace tunepath
