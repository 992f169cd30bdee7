#include "cli/commands/pricing_options.hpp"
#include "cli/commands/rates/rates.hpp"
#include "tunepath/core/suggest.hpp"
#include "tunepath/rates/rate_filter.hpp"
#include "tunepath/report/rate_listing.hpp"

#include <memory>
#include <ostream>
#include <set>

namespace tunepath::cli {
namespace {

constexpr std::size_t k_most_keys = 8;

struct ShowOptions {
  KnowledgeOptions knowledge;
  std::string key;
  std::string as_of;
  TextOptions text;
};

void complain(std::string message, std::string hint, const Environment& environment) {
  environment.err << render({Diagnostic::Level::error, {}, std::move(message), std::move(hint)},
                            "");
}

/// The key without each region that `table` names, to find out where else the thing is known.
std::vector<RateKey> elsewhere(const RateTable& table, const std::string& key) {
  std::string without;
  const auto regions = table.regions();
  std::size_t from = 0;
  while (from <= key.size()) {
    const auto slash = std::min(key.find('/', from), key.size());
    const std::string part = key.substr(from, slash - from);
    const auto first = part.find_first_not_of(' ');
    const std::string bare = first == std::string::npos
                                 ? ""
                                 : part.substr(first, part.find_last_not_of(' ') + 1 - first);
    if (std::find(regions.begin(), regions.end(), bare) == regions.end()) {
      without += (without.empty() ? "" : "/") + bare;
    }
    from = slash + 1;
  }
  std::vector<std::string> unknown;
  return keys_named(table, without, unknown);
}

int refuse(const RateTable& table, const std::string& key, const std::vector<std::string>& unknown,
           const Environment& environment) {
  for (const std::string& part : unknown) {
    std::set<std::string_view> known;
    for (const RateRow* row : table.rows()) {
      for (const std::string_view each : parts_of(row->key())) {
        known.insert(each);
      }
    }
    const std::vector<std::string_view> candidates{known.begin(), known.end()};
    complain(fmt::format("no rate has '{}' in its key", part),
             did_you_mean(part, candidates, "tunepath rates list shows what there is"),
             environment);
  }
  if (unknown.empty()) {
    std::set<std::string> places;
    for (const RateKey& other : elsewhere(table, key)) {
      places.insert(fmt::format("{} ({})", other.region, name_of(other.scope)));
    }
    complain(fmt::format("no rate for '{}'", key),
             places.empty() ? "tunepath rates list shows what there is"
                            : fmt::format("known for {}", fmt::join(places, ", ")),
             environment);
  }
  return exit_usage;
}

int show(const ShowOptions& options, const Environment& environment) {
  const auto day = day_asked(options.as_of, environment);
  const auto knowledge = LoadedKnowledge::load(options.knowledge, environment);
  if (!day || !knowledge) {
    return exit_usage;
  }
  const RateTable& table = knowledge->rates();
  std::vector<std::string> unknown;
  const auto keys = keys_named(table, options.key, unknown);
  if (keys.empty()) {
    return refuse(table, options.key, unknown, environment);
  }
  if (keys.size() > k_most_keys) {
    std::string list;
    for (const RateKey& key : keys) {
      list += "  " + printable(to_string(key)) + "\n";
    }
    complain(fmt::format("'{}' fits {} keys", options.key, keys.size()), "name more of its parts",
             environment);
    environment.err << list;
    return exit_usage;
  }
  Document document;
  for (const RateKey& key : keys) {
    const Document one = describe_rate(table, key, *day, shipped().catalog);
    document.insert(document.end(), one.begin(), one.end());
  }
  environment.out << to_text(document, text_style(options.text, environment, true));
  return exit_ok;
}

} // namespace

Command rates_show_command(CLI::App& rates) {
  auto options = std::make_shared<ShowOptions>();
  CLI::App* command =
      rates.add_subcommand("show", "All that is on record for a rate: row, history, source, age");
  command
      ->add_option("KEY", options->key, "Parts of the key, in any order, as in ITEM/REGION/METER")
      ->required();
  add_rates_options(*command, options->knowledge, options->as_of);
  add_text_options(*command, options->text);
  return {command,
          [options](const Environment& environment) { return show(*options, environment); }};
}

} // namespace tunepath::cli
