#include "tunepath/rates/rate_filter.hpp"

#include "tunepath/core/suggest.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace tunepath {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  const auto last = text.find_last_not_of(" \t");
  return first == std::string_view::npos ? "" : text.substr(first, last - first + 1);
}

std::vector<std::string_view> split_path(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const auto slash = path.find('/');
    if (const auto part = trimmed(path.substr(0, slash)); !part.empty()) {
      parts.push_back(part);
    }
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
  }
  return parts;
}

std::set<RateKey> all_keys(const RateTable& table) {
  std::set<RateKey> keys;
  for (const RateRow* row : table.rows()) {
    keys.insert(row->key());
  }
  return keys;
}

} // namespace

std::array<std::string_view, 8> parts_of(const RateKey& key) {
  return {key.service,
          key.item,
          key.variant == Variant::none ? "-" : name_of(key.variant),
          key.region,
          name_of(key.scope),
          name_of(key.meter),
          name_of(key.unit),
          name_of(key.term)};
}

bool RateFilter::fits(const RateKey& key) const {
  const auto parts = parts_of(key);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool any =
        std::any_of(patterns[i].begin(), patterns[i].end(),
                    [&](const std::string& pattern) { return tunepath::fits(pattern, parts[i]); });
    if (!patterns[i].empty() && !any) {
      return false;
    }
  }
  return true;
}

std::vector<Diagnostic> RateFilter::unknown_patterns(const RateTable& table) const {
  std::vector<Diagnostic> problems;
  const std::set<RateKey> keys = all_keys(table);
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (patterns[i].empty()) {
      continue;
    }
    std::set<std::string_view> values;
    for (const RateKey& key : keys) {
      values.insert(parts_of(key)[i]);
    }
    const std::vector<std::string_view> known{values.begin(), values.end()};
    for (const std::string& pattern : patterns[i]) {
      const bool any = std::any_of(known.begin(), known.end(), [&](std::string_view value) {
        return tunepath::fits(pattern, value);
      });
      if (!any) {
        problems.push_back(
            {Diagnostic::Level::error,
             {},
             fmt::format("no rate has the {} '{}'", k_rate_key_parts[i], pattern),
             did_you_mean(pattern, known, "tunepath rates list shows what there is")});
      }
    }
  }
  return problems;
}

std::vector<const RateRow*> in_force(const RateTable& table, Date day) {
  std::vector<const RateRow*> rows;
  for (const RateKey& key : all_keys(table)) {
    const RateRow* row = table.find(key, day);
    if (row != nullptr && row->key() == key) { // Not the row of all regions, which has a key too.
      rows.push_back(row);
    }
  }
  return rows;
}

std::vector<RateKey> keys_named(const RateTable& table, std::string_view path,
                                std::vector<std::string>& unknown) {
  const auto wanted = split_path(path);
  std::vector<RateKey> named;
  std::set<std::string_view> seen;
  for (const RateKey& key : all_keys(table)) {
    const auto parts = parts_of(key);
    const auto has = [&](std::string_view part) {
      return std::find(parts.begin(), parts.end(), part) != parts.end();
    };
    seen.insert(parts.begin(), parts.end());
    if (!wanted.empty() && std::all_of(wanted.begin(), wanted.end(), has)) {
      named.push_back(key);
    }
  }
  for (const std::string_view part : wanted) {
    if (!seen.contains(part)) {
      unknown.emplace_back(part);
    }
  }
  return named;
}

} // namespace tunepath
