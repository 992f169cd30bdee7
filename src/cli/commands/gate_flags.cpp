#include "cli/commands/gates.hpp"
#include "tunepath/core/diagnostic.hpp"
#include "tunepath/core/suggest.hpp"

#include <algorithm>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace tunepath::cli {
namespace {

constexpr std::string_view k_none = "none";

/// Reads flags one after the other and says each that makes no sense.
class FlagReader {
public:
  explicit FlagReader(const Environment& environment) : environment_(environment) {}

  bool sound() const { return sound_; }

  std::optional<Money> usd(std::string_view flag, const std::string& text) {
    const auto value = Decimal::parse(text);
    const auto amount = value ? exact_money(*value) : std::optional<Money>{};
    if (amount && *amount >= Money{}) {
      return amount;
    }
    const bool digits = text.find_first_of("0123456789") != std::string::npos &&
                        text.find_first_not_of("0123456789.") == std::string::npos &&
                        std::count(text.begin(), text.end(), '.') <= 1;
    wrong(flag, text, "no amount in US dollars",
          is_flag(text)           ? "the amount is missing: the next option was taken for it"
          : text.starts_with('-') ? "a limit is zero or more"
          : digits && !value      ? "at most 18 digits, 6 of them decimals"
          : digits                ? "at most 6 decimals, and less than 9 trillion"
                   : "write digits with a decimal point, as in 1500 or 99.95: no $, no commas");
    return std::nullopt;
  }

  std::optional<Decimal> percent(std::string_view flag, const std::string& text) {
    constexpr int k_most_decimals = 6;
    constexpr std::int64_t k_most = 1'000'000;
    const auto value = Decimal::parse(text);
    if (value && *value >= Decimal{} && *value <= Decimal::of(k_most) &&
        value->scale() <= k_most_decimals) {
      return value;
    }
    wrong(flag, text, "no percentage",
          is_flag(text) ? "the percentage is missing: the next option was taken for it"
                        : fmt::format("write a number of 0 to {} without a sign and with at most "
                                      "{} decimals, as in 10 or 2.5",
                                      k_most, k_most_decimals));
    return std::nullopt;
  }

  template <Named E>
  std::optional<E> word(std::string_view flag, const std::string& text, std::string_view what,
                        std::string_view also = "") {
    if (const auto found = named<E>(text)) {
      return found;
    }
    std::vector<std::string_view> known;
    for (const auto& [value, name] : Names<E>::k_all) {
      known.push_back(name);
    }
    if (!also.empty()) {
      known.push_back(also);
    }
    wrong(flag, text, what,
          did_you_mean(text, known, fmt::format("it is one of {}", fmt::join(known, ", "))));
    return std::nullopt;
  }

  std::set<Approach> approaches(std::string_view flag, const std::string& text) {
    std::set<Approach> found;
    const std::vector<std::string> parts = parts_of(text);
    const bool none = std::find(parts.begin(), parts.end(), k_none) != parts.end();
    if (none && parts.size() > 1) {
      wrong(flag, text, "no set of approaches",
            "none is the empty set and stands alone: leave it out, or give nothing else");
    }
    for (const std::string& part : parts) {
      const auto approach = part == k_none ? std::optional<Approach>{}
                                           : word<Approach>(flag, part, "no approach", k_none);
      if (approach) {
        found.insert(*approach);
      }
    }
    return found;
  }

private:
  /// The next option, taken for the value of one that has none.
  static bool is_flag(std::string_view text) { return text.starts_with("--"); }

  /// What stands between commas, without blanks around it.
  static std::vector<std::string> parts_of(const std::string& text) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= text.size();) {
      const auto to = std::min(text.find(',', from), text.size());
      const std::string part = text.substr(from, to - from);
      const auto first = std::min(part.find_first_not_of(' '), part.size());
      const auto last = part.find_last_not_of(' ') + 1;
      parts.push_back(part.substr(first, std::max(last, first) - first));
      from = to + 1;
    }
    return parts;
  }

  void wrong(std::string_view flag, const std::string& text, std::string_view what,
             std::string hint) {
    sound_ = false;
    environment_.err << render({Diagnostic::Level::error,
                                {},
                                fmt::format("{}: '{}' is {}", flag, text, what),
                                std::move(hint)},
                               "");
  }

  const Environment& environment_;
  bool sound_ = true;
};

} // namespace

void add_gate_options(CLI::App& command, GateFlags& flags) {
  constexpr std::int64_t k_most_days = 36'500; // A century: no rate is older.
  command.add_option("--max-monthly-standing", flags.max_standing,
                     "Exit with 1 when what is billed every month, even with no traffic, is more "
                     "than this many USD");
  command.add_option("--max-one-time", flags.max_one_time,
                     "Exit with 1 when what is paid once is more than this many USD");
  command.add_option("--max-total", flags.max_total,
                     "Exit with 1 when the whole horizon costs more than this many USD");
  command.add_option("--percentile", flags.percentile,
                     "P10, P50 or P90: the limits look at this percentile of the draws, not at the "
                     "likely total");
  command.add_option("--expect-approach", flags.expect_approach,
                     "Exit with 1 unless exactly this is recommended: prompt,rag");
  command.add_option("--expect-path", flags.expect_path,
                     "Exit with 1 unless this is the path: bedrock, jumpstart, sagemaker or none");
  command
      .add_option("--max-rate-age", flags.max_rate_age,
                  "Exit with 1 when a rate behind the bill is older than this many days")
      ->check(CLI::Range(std::int64_t{0}, k_most_days));
  command.add_flag("--strict", flags.strict,
                   "Exit with 3 when something cannot be priced, or only estimated");
  command.add_flag("--fail-on-unknown", flags.fail_on_unknown, "Exit with 4 while undecided");
}

void add_increase_option(CLI::App& command, GateFlags& flags) {
  command.add_option("--max-increase", flags.max_increase,
                     "Exit with 1 when the whole horizon of any other costs more than this many "
                     "percent above that of the first");
}

std::optional<Gates> read_gates(const GateFlags& flags, const Environment& environment,
                                bool several) {
  FlagReader read{environment};
  Gates gates;
  const auto limit = [&](std::string_view flag, const std::optional<std::string>& text,
                         SumKind kind) {
    const auto most = text ? read.usd(flag, *text) : std::optional<Money>{};
    if (most) {
      gates.limits.push_back({std::string{flag}, kind, *most});
    }
  };
  limit("--max-monthly-standing", flags.max_standing, SumKind::standing);
  limit("--max-one-time", flags.max_one_time, SumKind::one_time);
  limit("--max-total", flags.max_total, SumKind::horizon);
  if (flags.percentile) {
    gates.percentile =
        read.word<PercentileRank>("--percentile", *flags.percentile, "no percentile");
  }
  if (flags.expect_approach) {
    gates.approach = read.approaches("--expect-approach", *flags.expect_approach);
  }
  gates.expects_path = flags.expect_path.has_value();
  if (flags.expect_path && *flags.expect_path != k_none) {
    gates.path = read.word<Path>("--expect-path", *flags.expect_path, "no path", k_none);
  }
  if (flags.max_increase) {
    gates.max_increase = read.percent("--max-increase", *flags.max_increase);
  }
  if (gates.percentile && gates.limits.empty() && !gates.max_increase) {
    environment.err << render({Diagnostic::Level::error,
                               {},
                               "--percentile is given, but no limit that it is for",
                               several ? "give --max-monthly-standing, --max-one-time, --max-total "
                                         "or --max-increase, too"
                                       : "give --max-monthly-standing, --max-one-time or "
                                         "--max-total, too"},
                              "");
    return std::nullopt;
  }
  gates.max_rate_age = flags.max_rate_age;
  gates.strict = flags.strict;
  gates.fail_on_unknown = flags.fail_on_unknown;
  return read.sound() ? std::optional{std::move(gates)} : std::nullopt;
}

} // namespace tunepath::cli
