#pragma once

#include "tunepath/report/rule_listing.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What the listings of rules have in common.
namespace tunepath::rule_words {

/// "50 examples", "0.7".
std::string value(const Parameter& parameter);
/// "rules/approach.yaml:12:11".
std::string where(const Place& place);
/// True for a row of a file that the user gave.
bool is_own(const Place& place, const RuleListing& listing);
/// A rule's condition in words.
std::string condition(const Rule& rule, const RuleListing& listing);
/// One of its texts, with names and values in it.
std::string text(std::string_view text, const RuleListing& listing);
/// The rules that name the parameter.
std::vector<const Rule*> users_of(const Parameter& parameter, const RuleListing& listing);
/// The parameters that the rule names.
std::vector<const Parameter*> parameters_of(const Rule& rule, const RuleListing& listing);
/// What the rule does; of an ordered topic, to what: "choose justified".
std::string effect(const Rule& rule);
/// The topic as a heading: "Approach", "Warnings".
std::string_view title(Topic topic);

/// The rules of one topic about one subject.
struct Group {
  Topic topic = Topic::approach;
  std::string_view subject; ///< "" for all of the topic
  std::vector<const Rule*> rules;
};

/// True for topics whose rules are tried in their order, whatever their subject.
bool is_ordered(Topic topic);

/// By topic, in the order of the topics; in each by subject, in the order of the files. The rules
/// of an ordered topic are one group without a subject.
std::vector<Group> grouped(std::span<const Rule* const> rules);

} // namespace tunepath::rule_words
