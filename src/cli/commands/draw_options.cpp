#include "cli/commands/draw_options.hpp"

#include "cli/parallel.hpp"
#include "tunepath/advise/judge_draws.hpp"
#include "tunepath/core/diagnostic.hpp"
#include "tunepath/facts/parse_value.hpp"

#include <charconv>
#include <limits>
#include <string>
#include <system_error>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace tunepath::cli {
namespace {

/// The number that `text` writes in digits and nothing else; empty above `most`.
std::optional<std::uint64_t> in_digits(const std::string& text, std::uint64_t most) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  const bool all = error == std::errc{} && stopped == end;
  return all && number <= most ? std::optional{number} : std::nullopt;
}

/// Takes decimal digits only. CLI11 by itself reads 010 as 8, -1 as the largest number there is,
/// and what is larger as that, too.
CLI::Validator digits(std::uint64_t most) {
  const auto check = [most](std::string& text) -> std::string {
    if (const auto number = in_digits(text, most)) {
      text = std::to_string(*number);
      return "";
    }
    const auto meant = parse_number(text); // 1k, as a profile writes it
    const std::string plain = meant ? to_string(*meant) : "";
    return fmt::format("'{}' is no whole number from 0 to {} in plain digits{}", printable(text),
                       most, in_digits(plain, most) ? ": write " + plain : "");
  };
  return {check, fmt::format("in [0 - {}]", most)};
}

} // namespace

void add_draw_options(CLI::App& command, DrawOptions& options) {
  constexpr std::uint64_t k_most_draws = 1'000'000; // All of them are held in memory.
  command
      .add_option("--draws", options.draws,
                  "How often ranges and predictions are drawn at random; 0: not at all")
      ->transform(digits(k_most_draws))
      ->capture_default_str();
  command
      .add_option("--seed", options.seed, "Start of the random numbers: the same, the same draws")
      ->transform(digits(std::numeric_limits<std::uint64_t>::max()))
      ->capture_default_str();
}

Advice advise_with_draws(const Scenario& scenario, const Knowledge& knowledge,
                         const DrawOptions& options) {
  Advice advice = advise(scenario, knowledge);
  if (options.draws > 0) {
    advice.cost.uncertainty =
        simulate(scenario, knowledge, {options.draws, options.seed, threads(0)});
    judge_with_draws(advice, scenario, *advice.cost.uncertainty, knowledge);
  }
  return advice;
}

} // namespace tunepath::cli
