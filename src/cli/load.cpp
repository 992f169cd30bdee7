#include "cli/load.hpp"

#include "cli/files.hpp"
#include "tunepath/core/suggest.hpp"
#include "tunepath/data/read_profile.hpp"
#include "tunepath/data/read_report.hpp"
#include "tunepath/report/prediction_errors.hpp"

#include <algorithm>
#include <map>
#include <ostream>

#include <fmt/format.h>

namespace tunepath::cli {
namespace {

/// Prints problems, each with the line it is about; `texts` holds the files by name.
void print(const std::vector<Diagnostic>& problems, const std::map<std::string, std::string>& texts,
           const Environment& environment) {
  for (const Diagnostic& problem : problems) {
    const auto text = texts.find(problem.at.file);
    environment.err << render(problem, text == texts.end() ? "" : text->second);
  }
}

/// Reads each file with `read`; what is read is handed to `keep`. False when there is any problem.
template <class Read, class Keep>
bool read_files(const std::vector<std::string>& paths, const Environment& environment, Read read,
                Keep keep) {
  bool sound = true;
  for (const std::string& path : paths) {
    const auto text = read_text(path, environment.in);
    if (!text) {
      print(text.problems(), {}, environment);
      sound = false;
      continue;
    }
    auto rows = read(text.value(), path);
    if (!rows) {
      print(rows.problems(), {{path, text.value()}}, environment);
      sound = false;
      continue;
    }
    keep(std::move(rows).value());
  }
  return sound;
}

template <class Row>
void extend(std::vector<Row>& all, const std::vector<Row>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

/// Says what is wrong with the discounts as a whole; false when a price cannot be held exactly.
bool check_discounts(const RateTable& rates, const Environment& environment) {
  bool sound = true;
  for (const Diagnostic& problem : discount_problems(rates)) {
    environment.err << render(problem, "");
    sound = sound && problem.level != Diagnostic::Level::error;
  }
  return sound;
}

/// Lets the region that was asked for stand in for missing rates; false, and said, when it names no
/// region of the table or its factor is no number above zero.
bool set_stand_in(RateTable& rates, const std::string& asked, const Environment& environment) {
  constexpr int k_most_decimals = 6;
  if (asked.empty()) {
    return true;
  }
  const auto equals = asked.find('=');
  StandIn stand_in{asked.substr(0, equals)};
  const auto factor = equals == std::string::npos ? std::optional{stand_in.factor}
                                                  : Decimal::parse(asked.substr(equals + 1));
  std::string message;
  std::string hint;
  if (!rates.knows_region(stand_in.region)) {
    message = fmt::format("--estimate-region: no rate names the region '{}'", stand_in.region);
    hint = did_you_mean(stand_in.region, rates.regions(), "tunepath rates list shows the regions");
  } else if (!factor || *factor <= Decimal{} || factor->scale() > k_most_decimals) {
    message = fmt::format("--estimate-region: '{}' is no factor", asked.substr(equals + 1));
    hint = "write a number above zero with at most 6 decimals, as in us-east-1=1.2"; // example
  } else {
    stand_in.factor = *factor;
    rates.estimate_from(std::move(stand_in));
    return true;
  }
  environment.err << render({Diagnostic::Level::error, {}, std::move(message), std::move(hint)},
                            "");
  return false;
}

/// Says so when no rate names the region: most likely a slip of the finger.
void check_region(const Scenario& scenario, const RateTable& rates,
                  const Environment& environment) {
  const std::string region{scenario.facts.word("region")};
  if (region.empty() || rates.knows_region(region)) {
    return;
  }
  const auto known = rates.regions();
  const auto near = closest(region, known);
  environment.err << render({Diagnostic::Level::warning, scenario.facts.at("region").origin.at,
                             fmt::format("no rate names the region '{}'", region),
                             fmt::format("what has no rate there shows as a gap; --rates FILE adds "
                                         "rows{}",
                                         near ? fmt::format(" (or was '{}' meant?)", *near) : "")},
                            "");
}

} // namespace

bool LoadedKnowledge::load_models(const std::vector<std::string>& files,
                                  const Environment& environment) {
  const bool read = read_files(files, environment, read_models, [&](ModelFile file) {
    print(doubtful_models(file.models), {}, environment);
    model_files_.push_back(std::move(file));
  });
  if (!read || model_files_.empty()) {
    return read;
  }
  auto models = models_over(shipped().catalog.models, model_files_);
  if (!models) {
    print(models.problems(), {}, environment);
    return false;
  }
  models_ = std::move(models).value();
  catalog_.models = models_;
  return true;
}

bool LoadedKnowledge::calibrate_by(const KnowledgeOptions& options,
                                   const Environment& environment) {
  const std::string& file = options.calibrate;
  if (file.empty()) {
    return true;
  }
  const auto runs = load_runs(file, environment);
  if (!runs) {
    return false;
  }
  const std::vector<Calibration> found = calibrate(*runs, catalog_, options.calibrates);
  if (found.empty()) {
    environment.err << render({Diagnostic::Level::error,
                               {file, 1, 1},
                               "no run in the table can be predicted and has a value",
                               "tunepath predict says of each row what it lacks"},
                              "");
    return false;
  }
  calibration_source_ = file;
  coefficients_ = calibrated(catalog_, found, calibration_source_);
  catalog_.coefficients = coefficients_;
  environment.err << calibration_words(found, file);
  return true;
}

std::unique_ptr<LoadedKnowledge> LoadedKnowledge::load(const KnowledgeOptions& options,
                                                       const Environment& environment) {
  std::unique_ptr<LoadedKnowledge> loaded{new LoadedKnowledge{options.alone}};
  LoadedKnowledge& k = *loaded;
  if (!options.rules_alone) {
    extend(k.rule_decls_, {shipped().rules.begin(), shipped().rules.end()});
  }
  extend(k.parameters_, {shipped().parameters.begin(), shipped().parameters.end()});
  const bool models_read =
      k.load_models(options.models, environment) && k.calibrate_by(options, environment);
  const bool rates_read = read_files(options.rates, environment, read_rates, [&](RateFile file) {
    k.rates_.add_overlay(file.rows, file.discounts);
    k.rate_files_.push_back(std::move(file));
  });
  const bool rules_read = read_files(options.rules, environment, read_rules, [&](RuleFile file) {
    extend(k.rule_decls_, file.rules);
    extend(k.parameters_, file.parameters);
    k.rule_files_.push_back(std::move(file));
  });
  if (!models_read || !rates_read || !rules_read || !check_discounts(k.rates_, environment) ||
      !set_stand_in(k.rates_, options.estimate_region, environment)) {
    return nullptr;
  }
  auto rules = RuleSet::make(k.rule_decls_, k.parameters_, k.schema_);
  if (!rules) {
    print(rules.problems(), {}, environment);
    return nullptr;
  }
  k.rules_ = std::move(rules).value();
  return loaded;
}

bool reads_input_once(const std::vector<std::string>& paths, const Environment& environment) {
  if (std::count(paths.begin(), paths.end(), "-") <= 1) {
    return true;
  }
  environment.err << render({Diagnostic::Level::error,
                             {},
                             "standard input can be read once only",
                             "give - once, and files for the others"},
                            "");
  return false;
}

std::optional<Date> day_asked(const std::string& as_of, const Environment& environment) {
  const auto day = as_of.empty() ? std::optional{environment.today} : Date::parse(as_of);
  if (!day) {
    environment.err << render({Diagnostic::Level::error,
                               {},
                               fmt::format("--as-of {} is no date", as_of),
                               "write it as in 2026-11-22"},
                              "");
  }
  return day;
}

namespace {

/// True, and said, when the text is what tunepath wrote itself: as a profile nearly every key of it
/// would be unknown.
bool is_own_output(const std::string& file, std::string_view text, const Environment& environment) {
  const std::string_view format = stated_format(text);
  const bool report = format.starts_with("tunepath-report/");
  if (!report && !format.starts_with("tunepath-comparison/")) {
    return false;
  }
  environment.err << render(
      {Diagnostic::Level::error,
       {file, 0, 0},
       report ? "this is a saved report, not a profile" : "this is a comparison, not a profile",
       report ? "give it to compare, or give the profile that it is of"
              : "give one of the profiles that it is of"},
      "");
  return true;
}

std::optional<LoadedProfile> read_text_of(const std::string& file, std::string text,
                                          const ProfileOptions& options,
                                          const LoadedKnowledge& knowledge,
                                          const Environment& environment) {
  if (is_own_output(file, text, environment)) {
    return std::nullopt;
  }
  std::optional<Date> as_of;
  if (!options.as_of.empty()) {
    as_of = day_asked(options.as_of, environment);
    if (!as_of) {
      return std::nullopt;
    }
  }
  const ProfileRequest request{.file = file,
                               .text = std::move(text),
                               .set = options.set,
                               .read = read_if_possible,
                               .today = environment.today,
                               .as_of = as_of};
  const ProfileReading reading = read_profile(request, knowledge.schema(), knowledge.catalog());
  if (!reading) {
    print(reading.problems(), reading.texts, environment);
    return std::nullopt;
  }
  print(reading.value().warnings, reading.texts, environment);
  check_region(reading.value(), knowledge.rates(), environment);
  return reading.value();
}

} // namespace

std::optional<LoadedProfile> blank_profile(const ProfileOptions& options,
                                           const LoadedKnowledge& knowledge,
                                           const Environment& environment) {
  return read_text_of("(your answers)", "format: tunepath-profile/1\n", options, knowledge,
                      environment);
}

std::optional<LoadedProfile> load_profile(const std::string& path, const ProfileOptions& options,
                                          const LoadedKnowledge& knowledge,
                                          const Environment& environment) {
  auto text = read_text(path, environment.in);
  if (!text) {
    print(text.problems(), {}, environment);
    return std::nullopt;
  }
  return read_text_of(path == "-" ? "(standard input)" : path, std::move(text).value(), options,
                      knowledge, environment);
}

std::optional<Scenario> load_scenario(const std::string& path, const ProfileOptions& options,
                                      const LoadedKnowledge& knowledge,
                                      const Environment& environment) {
  return load_profile(path, options, knowledge, environment);
}

std::optional<Scenario> read_scenario(const std::string& file, std::string text,
                                      const ProfileOptions& options,
                                      const LoadedKnowledge& knowledge,
                                      const Environment& environment) {
  return read_text_of(file, std::move(text), options, knowledge, environment);
}

std::optional<RunTable> load_runs(const std::string& path, const Environment& environment) {
  std::optional<RunTable> table;
  const bool sound =
      read_files({path}, environment, read_runs, [&](RunTable runs) { table = std::move(runs); });
  return sound ? table : std::nullopt;
}

} // namespace tunepath::cli
