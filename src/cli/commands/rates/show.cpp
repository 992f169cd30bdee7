#include "cli/commands/pricing_options.hpp"
#include "cli/commands/rates/rates.hpp"
#include "tunepath/core/suggest.hpp"
#include "tunepath/rates/rate_filter.hpp"
#include "tunepath/report/rate_listing.hpp"

#include <memory>
#include <ostream>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tunepath::cli {
namespace {

constexpr std::size_t k_most_keys = 8;

struct ShowOptions {
  KnowledgeOptions knowledge;
  std::string key;
  std::string as_of;
  std::string format = "text";
  TextOptions text;
};

void complain(std::string message, std::string hint, const Environment& environment) {
  environment.err << render({Diagnostic::Level::error, {}, std::move(message), std::move(hint)},
                            "");
}

/// The parts of a key path, "a/b" being a and b.
std::vector<std::string> parts_of_path(const std::string& path) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  while (from <= path.size()) {
    const auto slash = std::min(path.find('/', from), path.size());
    const std::string part = path.substr(from, slash - from);
    if (const auto first = part.find_first_not_of(' '); first != std::string::npos) {
      parts.push_back(part.substr(first, part.find_last_not_of(' ') + 1 - first));
    }
    from = slash + 1;
  }
  return parts;
}

/// The keys of `table` that fit `parts` when those for which `drop` holds are left out.
template <class Drop>
std::vector<RateKey> keys_without(const RateTable& table, const std::vector<std::string>& parts,
                                  Drop drop) {
  std::string path;
  for (const std::string& part : parts) {
    path += drop(part) ? "" : part + "/";
  }
  std::vector<std::string> unknown;
  return keys_named(table, path, unknown);
}

/// Where else the thing is known, or what is known that differs from it in one part.
std::string nearest(const RateTable& table, const std::string& key) {
  constexpr std::size_t k_most_named = 3;
  const auto parts = parts_of_path(key);
  const auto regions = table.regions();
  std::set<std::string> places;
  for (const RateKey& other : keys_without(table, parts, [&](const std::string& part) {
         return std::find(regions.begin(), regions.end(), part) != regions.end();
       })) {
    places.insert(fmt::format("{} ({})", other.region, name_of(other.scope)));
  }
  if (!places.empty()) {
    return fmt::format("known for {}", fmt::join(places, ", "));
  }
  for (const std::string& dropped : parts) {
    const auto others =
        keys_without(table, parts, [&](const std::string& part) { return part == dropped; });
    if (!others.empty() && others.size() <= k_most_named) {
      std::string named;
      for (const RateKey& other : others) {
        named += (named.empty() ? "" : "; ") + to_string(other);
      }
      return fmt::format("without '{}' there is {}", dropped, named);
    }
  }
  return "tunepath rates list shows what there is";
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
    complain(fmt::format("no rate for '{}'", key), printable(nearest(table, key)), environment);
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
  if (options.format == "json") {
    environment.out << rate_json(table, keys, *day);
    return exit_ok;
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
  add_format_option(*command, options->format, {"text", "json"}, "text or json");
  add_text_options(*command, options->text);
  return {command,
          [options](const Environment& environment) { return show(*options, environment); }};
}

} // namespace tunepath::cli
