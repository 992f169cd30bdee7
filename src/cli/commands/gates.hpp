#pragma once

#include "tunepath/advise/comparable.hpp"
#include "tunepath/cli/run.hpp"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace CLI {
class App;
} // namespace CLI

namespace tunepath::cli {

/// The gate flags as they were typed.
struct GateFlags {
  std::optional<std::string> max_standing;
  std::optional<std::string> max_one_time;
  std::optional<std::string> max_total;
  std::optional<std::string> percentile;
  std::optional<std::string> expect_approach;
  std::optional<std::string> expect_path;
  std::optional<std::string> max_increase;
  std::optional<std::int64_t> max_rate_age;
  bool strict = false;
  bool fail_on_unknown = false;
};

/// The most that a total may be.
struct Limit {
  std::string flag;
  SumKind kind = SumKind::horizon;
  Money most;
};

/// What an answer has to meet.
struct Gates {
  std::vector<Limit> limits;
  std::optional<PercentileRank> percentile;
  std::optional<std::set<Approach>> approach; ///< the exact set
  bool expects_path = false;
  std::optional<Path> path;                 ///< empty: no path
  std::optional<Decimal> max_increase;      ///< in percent of the first answer's horizon
  std::optional<std::int64_t> max_rate_age; ///< in days
  bool strict = false;
  bool fail_on_unknown = false;
};

void add_gate_options(CLI::App& command, GateFlags& flags);
/// --max-increase, for commands with more than one answer.
void add_increase_option(CLI::App& command, GateFlags& flags);

/// Reads the flags; says every one that makes no sense, and is then empty. `several`: of a command
/// with more than one answer, which has --max-increase.
std::optional<Gates> read_gates(const GateFlags& flags, const Environment& environment,
                                bool several = false);

/// False, and said, when a percentile is asked for and a profile states ranges of which no draws
/// were made: there is no percentile then, and the headline must not stand in for it.
bool percentile_is_known(const Gates& gates, std::span<const Comparable> answers,
                         const Environment& environment);

/// Says on standard error every gate that fails, a line or more for each. The first of 3, 4 and 1
/// that applies, else 0. The labels tell the answers apart; the first is the base of max_increase.
int hold_gates(const Gates& gates, std::span<const Comparable> answers,
               const Environment& environment);

} // namespace tunepath::cli
