#include "data/row_reader.hpp"

#include "tunepath/core/suggest.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tunepath::data {

bool RowReader::is_list(std::string_view name, const Node& list) {
  if (list.is_list() || list.kind == Node::Kind::null) {
    return list.is_list();
  }
  problems_.add(list.at, fmt::format("'{}' is {}, not a list", name, describe(list)),
                "start each row with '- '");
  return false;
}

bool RowReader::has_known_keys(const Node& node, std::string_view noun,
                               std::span<const std::string_view> keys) {
  if (!node.is_map()) {
    problems_.add(node.at, fmt::format("{} is {}, not a group of keys", noun, describe(node)),
                  fmt::format("write it as {{{}: ..., {}: ...}}", keys[0], keys[1]));
    return false;
  }
  for (const auto& [key, at] : node.keys) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end() && !problems_.full()) {
      problems_.add(at, fmt::format("unknown key '{}'", key),
                    did_you_mean(key, keys, fmt::format("{} has {}", noun, fmt::join(keys, ", "))));
    }
  }
  return true;
}

void RowReader::miss(const Node& row, std::string_view noun, std::string_view key,
                     std::string_view example, Form form) {
  std::string hint = fmt::format("write it as in '{}: {}'", key, example);
  if (form == Form::source_date && named_source_ != nullptr) {
    hint = fmt::format("or add a date to the entry '{}' under 'sources'", named_source_->id);
  }
  const auto given = std::find_if(row.keys.begin(), row.keys.end(),
                                  [&](const auto& known) { return known.first == key; });
  problems_.add(
      given == row.keys.end() ? row.at : given->second, // Nothing has no place of its own.
      given == row.keys.end() ? fmt::format("{} needs '{}'", noun, key)
                              : fmt::format("'{}' has no value", key),
      std::move(hint));
}

std::string_view RowReader::cited(const Node& at, std::string_view source) {
  constexpr std::size_t k_most_to_compare = 500;
  const auto found = sources_.find(source);
  if (found != sources_.end()) {
    named_source_ = &found->second;
    return found->second.cite;
  }
  std::vector<std::string_view> ids;
  for (const auto& [id, entry] : sources_) {
    ids.push_back(id);
  }
  if (ids.size() > k_most_to_compare) {
    return source;
  }
  if (const std::string guess = did_you_mean(source, ids); !guess.empty()) {
    problems_.add(at.at, fmt::format("no entry under 'sources' is called '{}'", source), guess);
    source_is_bad_ = true;
  }
  return source;
}

void RowReader::read_sources(const Node& list) {
  std::vector<Source> entries;
  read_list("sources", list, entries);
  for (const Source& entry : entries) {
    const auto [first, fresh] = sources_.try_emplace(entry.id, entry);
    if (!fresh) {
      problems_.add(entry.place, fmt::format("the source '{}' is given twice", entry.id),
                    fmt::format("keep one; the first is in line {}", first->second.place.line));
    }
  }
}

} // namespace tunepath::data
