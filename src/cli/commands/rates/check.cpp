#include "cli/commands/rates/rates.hpp"
#include "cli/files.hpp"
#include "cli/load.hpp"
#include "tunepath/audit/audit.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <ostream>
#include <tuple>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace tunepath::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> files;
  std::string as_of;
  bool alone = false;
};

/// What there is to check, and what was found while it was read.
struct Checked {
  RateTable rates; ///< one body, whatever files it is from
  std::vector<RateFile> files;
  std::map<std::string, std::string> texts; ///< by name, for excerpts
  std::vector<Diagnostic> problems;
  bool all_opened = true;
};

Checked read_files(const CheckOptions& options, const Environment& environment) {
  Checked checked;
  std::vector<RateRow> rows;
  for (const std::string& path : options.files) {
    auto text = read_text(path, environment.in);
    if (!text) {
      for (const Diagnostic& problem : text.problems()) {
        environment.err << render(problem, "");
      }
      checked.all_opened = false;
      continue;
    }
    if (checked.texts.contains(path)) {
      continue; // The same file again would only be its own duplicate.
    }
    SoundRates sound = read_sound_rates(text.value(), path);
    checked.texts[path] = std::move(text).value();
    checked.problems.insert(checked.problems.end(), sound.problems.begin(), sound.problems.end());
    rows.insert(rows.end(), sound.file.rows.begin(), sound.file.rows.end());
    checked.files.push_back(std::move(sound.file));
  }
  checked.rates.add_overlay(std::move(rows));
  return checked;
}

/// What is wrong with the discounts, when the files lie over each other and over the shipped rates.
std::vector<Diagnostic> problems_of_discounts(const Checked& checked, bool alone) {
  RateTable layered = alone ? RateTable{} : RateTable{shipped().rates};
  for (const RateFile& file : checked.files) {
    layered.add_overlay(file.rows, file.discounts);
  }
  return discount_problems(layered);
}

void add_findings(Checked& checked, const CheckOptions& options, Date day) {
  const bool own = !options.files.empty();
  const RateTable shipped_rates{shipped().rates};
  const Claims claims = !own            ? Claims::all
                        : options.alone ? Claims::of_priced_models
                                        : Claims::none;
  const AuditRequest request{own ? checked.rates : shipped_rates,
                             own && !options.alone ? &shipped_rates : nullptr, claims, day};
  for (Finding& finding : audit_rates(request, shipped().catalog)) {
    checked.problems.push_back(std::move(finding.problem));
  }
  for (Diagnostic& problem : problems_of_discounts(checked, options.alone)) {
    checked.problems.push_back(std::move(problem));
  }
}

/// In the order of the files as they were given, the others by name; then by line.
void sort(std::vector<Diagnostic>& problems, const std::vector<std::string>& files) {
  const auto rank = [&](const Diagnostic& problem) {
    const auto found = std::find(files.begin(), files.end(), problem.at.file);
    return std::tuple{found - files.begin(), problem.at.file, problem.at.line, problem.at.column};
  };
  std::stable_sort(problems.begin(), problems.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return rank(a) < rank(b); });
}

std::string count(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(Decimal::of(static_cast<std::int64_t>(number))), noun,
                     number == 1 ? "" : "s");
}

std::string summary(const std::vector<Diagnostic>& problems, std::size_t rates, Date day) {
  const auto errors = static_cast<std::size_t>(std::count_if(
      problems.begin(), problems.end(),
      [](const Diagnostic& problem) { return problem.level == Diagnostic::Level::error; }));
  const std::string what = fmt::format("{} checked as of {}", count(rates, "rate"), to_string(day));
  return problems.empty() ? fmt::format("no findings, {}\n", what)
                          : fmt::format("{}, {}; {}\n", count(errors, "error"),
                                        count(problems.size() - errors, "warning"), what);
}

int check(const CheckOptions& options, const Environment& environment) {
  const auto day = day_asked(options.as_of, environment);
  if (!day) {
    return exit_usage;
  }
  if (options.alone && options.files.empty()) {
    environment.err << render(
        {Diagnostic::Level::error,
         {},
         "--alone needs files",
         "name the rate files that are to be checked without the shipped ones"},
        "");
    return exit_usage;
  }
  Checked checked = read_files(options, environment);
  add_findings(checked, options, *day);
  sort(checked.problems, options.files);
  for (const Diagnostic& problem : checked.problems) {
    const auto text = checked.texts.find(problem.at.file);
    environment.out << render(problem, text == checked.texts.end() ? "" : text->second);
  }
  const std::size_t rates =
      options.files.empty() ? shipped().rates.size() : checked.rates.rows().size();
  environment.out << summary(checked.problems, rates, *day);
  return !checked.all_opened ? exit_usage : checked.problems.empty() ? exit_ok : exit_gate;
}

} // namespace

Command rates_check_command(CLI::App& rates) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = rates.add_subcommand("check", "Everything that is wrong with rate files");
  command->add_option("FILES", options->files,
                      "Rate files, checked over the shipped rates; without any: the shipped rates");
  command->add_flag("--alone", options->alone, "Check the files without the shipped rates");
  command->add_option("--as-of", options->as_of,
                      "The day after which nothing can be dated (2026-11-22); today by default");
  return {command,
          [options](const Environment& environment) { return check(*options, environment); }};
}

} // namespace tunepath::cli
