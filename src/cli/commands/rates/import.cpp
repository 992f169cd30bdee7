#include "cli/commands/pricing_options.hpp"
#include "cli/commands/rates/rates.hpp"
#include "cli/files.hpp"
#include "cli/mapped_file.hpp"
#include "tunepath/data/read_offer.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/data/write_rates.hpp"
#include "tunepath/rates/rate_table.hpp"
#include "tunepath/report/offer_summary.hpp"

#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace tunepath::cli {
namespace {

struct ImportOptions {
  std::string file;
  std::string output;
  std::string published;
  RateFilter filter;
  bool explain_skipped = false;
};

/// A percentage in place, on a terminal; gone when this is.
class Progress {
public:
  Progress(const Environment& environment, std::size_t size)
      : environment_(environment), size_(size) {}
  ~Progress() {
    if (shown_ >= 0) {
      environment_.err << "\r\x1B[K" << std::flush;
    }
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::size_t done) {
    const int percent = static_cast<int>(done * 100 / std::max<std::size_t>(size_, 1));
    if (environment_.progress && percent != shown_) {
      shown_ = percent;
      environment_.err << fmt::format("\rreading: {}%", percent) << std::flush;
    }
  }

private:
  const Environment& environment_;
  std::size_t size_;
  int shown_ = -1;
};

void print(const std::vector<Diagnostic>& problems, std::string_view text,
           const Environment& environment) {
  for (const Diagnostic& problem : problems) {
    environment.err << render(problem, text);
  }
}

Diagnostic complaint(const std::string& file, std::string message, std::string hint) {
  return {Diagnostic::Level::error, {file, 0, 0}, std::move(message), std::move(hint)};
}

Result<OfferReading> read(const ImportOptions& options, const std::string& name,
                          std::string_view text, const Environment& environment) {
  std::optional<Date> published;
  if (!options.published.empty()) {
    published = Date::parse(options.published);
    if (!published) {
      return complaint("", fmt::format("--published {} is no date", options.published),
                       "write it as in 2026-11-22");
    }
  }
  Progress progress{environment, text.size()};
  return read_offer({.file = name,
                     .text = text,
                     .rules = shipped().offers,
                     .catalog = shipped().catalog,
                     .published = published,
                     .progress = [&](std::size_t done) { progress.show(done); }});
}

/// The rows that were asked for, or why there are none to write.
Result<std::vector<RateRow>> asked_for(const ImportOptions& options, const std::string& name,
                                       const OfferReading& reading) {
  if (reading.rows.empty()) {
    return complaint(name, "holds no price that gives a rate",
                     "tunepath rates import --explain-skipped says why of each kind");
  }
  RateTable table;
  table.add_overlay(reading.rows);
  if (auto unknown = options.filter.unknown_patterns(table); !unknown.empty()) {
    for (Diagnostic& problem : unknown) {
      problem.at.file = name;
    }
    return unknown;
  }
  std::vector<RateRow> rows = reading.rows;
  std::erase_if(rows, [&](const RateRow& row) { return !options.filter.fits(row.key()); });
  if (rows.empty()) {
    return complaint(name, "holds no rate that fits all of the flags", "leave some of them out");
  }
  if (rows.size() > k_most_rate_rows) {
    return complaint(name,
                     fmt::format("gives {} rates, more than the {} that --rates reads", rows.size(),
                                 k_most_rate_rows),
                     "ask for fewer of them, as with --region or --meter");
  }
  return rows;
}

int import(const ImportOptions& options, const Environment& environment) {
  const auto file = MappedFile::open(options.file, environment.in);
  if (!file) {
    print(file.problems(), "", environment);
    return exit_usage;
  }
  const std::string_view text = file.value().text();
  const std::string name = options.file == "-" ? "(standard input)" : options.file;
  const auto reading = read(options, name, text, environment);
  if (!reading) {
    print(reading.problems(), text, environment);
    return exit_usage;
  }
  print(reading.value().remarks, text, environment);
  const auto rows = asked_for(options, name, reading.value());
  const std::size_t written = rows ? rows.value().size() : 0;
  if (!rows) {
    print(rows.problems(), "", environment);
    if (!reading.value().rows.empty()) { // It is the flags, then, that there is to mend.
      return exit_usage;
    }
  } else if (!put(rates_yaml(rows.value()), options.output, environment)) {
    return exit_usage;
  }
  environment.err << offer_summary(reading.value(), written, options.explain_skipped);
  return rows ? exit_ok : exit_usage;
}

} // namespace

Command rates_import_command(CLI::App& rates) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* command = rates.add_subcommand(
      "import", "Make a rate file of a price list of AWS: of SageMaker or Bedrock, JSON or CSV");
  command
      ->add_option("FILE", options->file,
                   "index.json or index.csv of an offer, or what aws pricing get-products prints; "
                   "'-' is standard input")
      ->required();
  add_output_option(*command, options->output);
  add_filter_options(*command, options->filter);
  command->add_option("--published", options->published,
                      "Day of publication, for a list that does not say it");
  command->add_flag("--explain-skipped", options->explain_skipped,
                    "List every kind of product that gave no rate");
  return {command,
          [options](const Environment& environment) { return import(*options, environment); }};
}

} // namespace tunepath::cli
