#include "data/profile_keys.hpp"

#include "tunepath/core/suggest.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace tunepath::data {
namespace {

constexpr std::array<std::string_view, 4> k_header{"format", "name", "description", "extends"};

std::string_view name_in(std::string_view id) {
  return id.substr(id.find('.') + 1);
}

std::string_view section_in(std::string_view id) {
  const auto point = id.find('.');
  return point == std::string_view::npos ? std::string_view{} : id.substr(0, point);
}

template <class Words>
bool holds(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

bool is_header_key(std::string_view key) {
  return holds(k_header, key);
}

ProfileKeys::ProfileKeys(const FactSchema& schema) : schema_(schema), ids_(schema.settable()) {
  for (const std::string_view id : ids_) {
    if (const auto section = section_in(id); !section.empty() && !holds(sections_, section)) {
      sections_.push_back(section);
    }
  }
}

bool ProfileKeys::is_section(std::string_view key) const {
  return holds(sections_, key);
}

std::string ProfileKeys::unknown(std::string_view section, std::string_view key) const {
  return section.empty() ? fmt::format("unknown key '{}'", key)
                         : fmt::format("unknown key '{}' in {}", key, section);
}

std::vector<std::string_view> ProfileKeys::within(std::string_view section) const {
  std::vector<std::string_view> keys;
  if (section.empty()) {
    keys.assign(k_header.begin(), k_header.end());
    keys.insert(keys.end(), sections_.begin(), sections_.end());
  }
  for (const std::string_view id : ids_) {
    if (section_in(id) == section) {
      keys.push_back(name_in(id));
    }
  }
  return keys;
}

std::string ProfileKeys::place_of(std::string_view key) const {
  if (is_header_key(key) || is_section(key)) {
    return "at the top level";
  }
  const auto fact = std::find_if(ids_.begin(), ids_.end(),
                                 [&](std::string_view id) { return name_in(id) == key; });
  if (fact == ids_.end()) {
    return "";
  }
  const std::string_view section = section_in(*fact);
  return section.empty() ? "at the top level" : fmt::format("in {}", section);
}

bool ProfileKeys::is_worked_out(std::string_view section) const {
  const auto all = schema_.all();
  return std::any_of(all.begin(), all.end(), [&](const FactDecl& fact) {
    return fact.derived && fact.section() == section;
  });
}

std::string ProfileKeys::hint(std::string_view section, std::string_view key) const {
  if (section.empty() && holds(ids_, key)) {
    return fmt::format("write it as '{}' below '{}:', indented", name_in(key), section_in(key));
  }
  if (section.empty() && key.find('.') != std::string_view::npos) {
    return "write the section and its facts on lines of their own; " + hint_for_id(key);
  }
  if (section.empty() && is_worked_out(key)) {
    return "tunepath works that out; remove it";
  }
  if (const std::string place = place_of(key); !place.empty()) {
    return fmt::format("'{}' belongs {}", key, place);
  }
  const auto keys = within(section);
  if (const auto guess = closest(key, keys)) {
    return fmt::format("did you mean '{}'?", *guess);
  }
  std::vector<std::string_view> names;
  for (const std::string_view id : ids_) {
    names.push_back(name_in(id));
  }
  if (const auto guess = closest(key, names)) {
    return fmt::format("did you mean '{}', which belongs {}?", *guess, place_of(*guess));
  }
  return section.empty() ? fmt::format("sections are {}", fmt::join(sections_, ", "))
                         : fmt::format("{} has {}", section, fmt::join(keys, ", "));
}

std::string ProfileKeys::hint_for_id(std::string_view id) const {
  const auto same_name = std::find_if(ids_.begin(), ids_.end(), [&](std::string_view known) {
    return name_in(known) == name_in(id);
  });
  if (same_name != ids_.end()) {
    return fmt::format("did you mean '{}'?", *same_name);
  }
  return did_you_mean(id, ids_, "tunepath facts lists them all");
}

} // namespace tunepath::data
