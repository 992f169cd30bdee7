#include "report/rule_words.hpp"

#include "tunepath/rules/in_words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::rule_words {

std::string value(const Parameter& parameter) {
  return with_unit(NumberRange::point(parameter.value), parameter.unit);
}

std::string where(const Place& place) {
  return fmt::format("{}:{}:{}", place.file, place.line, place.column);
}

bool is_own(const Place& place, const RuleListing& listing) {
  return std::find(listing.own_files.begin(), listing.own_files.end(), place.file) !=
         listing.own_files.end();
}

std::string condition(const Rule& rule, const RuleListing& listing) {
  return in_words(rule.decl->when, listing.schema, listing.all.parameters());
}

std::string text(std::string_view text, const RuleListing& listing) {
  return with_names(text, listing.schema, listing.all.parameters());
}

std::vector<const Rule*> users_of(const Parameter& parameter, const RuleListing& listing) {
  std::vector<const Rule*> users;
  for (const Rule& rule : listing.all.all()) {
    const auto names = tunepath::parameters_of(*rule.decl);
    if (std::find(names.begin(), names.end(), parameter.name) != names.end()) {
      users.push_back(&rule);
    }
  }
  return users;
}

std::vector<const Parameter*> parameters_of(const Rule& rule, const RuleListing& listing) {
  std::vector<const Parameter*> used;
  for (const std::string_view name : tunepath::parameters_of(*rule.decl)) {
    used.push_back(&listing.all.parameter(name));
  }
  return used;
}

bool is_ordered(Topic topic) {
  return topic == Topic::technique || topic == Topic::verdict;
}

std::string effect(const Rule& rule) {
  const std::string name{name_of(rule.decl->effect)};
  return is_ordered(rule.decl->topic) ? fmt::format("{} {}", name, rule.decl->subject) : name;
}

std::string_view title(Topic topic) {
  switch (topic) {
  case Topic::approach:
    return "Approach";
  case Topic::path:
    return "Path";
  case Topic::technique:
    return "Technique";
  case Topic::hosting:
    return "Hosting";
  case Topic::verdict:
    return "Verdict";
  case Topic::credits:
    return "Credits";
  case Topic::warning:
    break;
  }
  return "Warnings";
}

std::vector<Group> grouped(std::span<const Rule* const> rules) {
  std::vector<Group> groups;
  for (const auto& [topic, name] : Names<Topic>::k_all) {
    for (const Rule* rule : rules) {
      if (rule->decl->topic != topic) {
        continue;
      }
      auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& each) {
        return each.topic == topic && (is_ordered(topic) || each.subject == rule->decl->subject);
      });
      if (group == groups.end()) {
        const std::string_view subject = is_ordered(topic) ? "" : rule->decl->subject;
        group = groups.insert(groups.end(), {topic, subject, {}});
      }
      group->rules.push_back(rule);
    }
  }
  return groups;
}

} // namespace tunepath::rule_words
