#include "report/json_parts.hpp"
#include "report/rule_words.hpp"
#include "tunepath/rules/in_words.hpp"

namespace tunepath {
namespace {

using json_parts::Json;
using namespace rule_words;

std::string written(const Json& json) {
  return json.dump(1, ' ', true, Json::error_handler_t::replace) + "\n";
}

Json ids(const std::vector<const Rule*>& rules) {
  return json_parts::array(rules, [](const Rule* rule) { return rule->decl->id; });
}

Json of_rule(const Rule& rule, const RuleListing& listing) {
  const RuleDecl& decl = *rule.decl;
  return {{"id", decl.id},
          {"topic", name_of(decl.topic)},
          {"subject", decl.subject},
          {"effect", name_of(decl.effect)},
          {"when", decl.when},
          {"in_words", condition(rule, listing)},
          {"because", decl.because},
          {"otherwise", decl.otherwise},
          {"open", decl.open},
          {"unblock", decl.unblock},
          {"source", decl.source},
          {"date", to_string(decl.date)},
          {"file", decl.place.file},
          {"line", decl.place.line},
          {"column", decl.place.column},
          {"shipped", !is_own(decl.place, listing)},
          {"facts", json_parts::array(rule.when.facts(),
                                      [&](FactIndex fact) { return listing.schema[fact].id; })},
          {"parameters", json_parts::array(parameters_of(rule, listing),
                                           [](const Parameter* each) { return each->name; })}};
}

Json of_parameter(const Parameter& parameter, const RuleListing& listing) {
  return {{"name", parameter.name},
          {"value", to_string(parameter.value)},
          {"unit", parameter.unit},
          {"source", parameter.source},
          {"date", to_string(parameter.date)},
          {"note", parameter.note},
          {"file", parameter.place.file},
          {"line", parameter.place.line},
          {"shipped", !is_own(parameter.place, listing)},
          {"used_by", ids(users_of(parameter, listing))}};
}

} // namespace

std::string rules_json(const RuleListing& listing) {
  return written(
      {{"format", "tunepath-rule-list/1"},
       {"rules", json_parts::array(listing.rules,
                                   [&](const Rule* rule) { return of_rule(*rule, listing); })},
       {"parameters", json_parts::array(listing.parameters, [&](const Parameter* each) {
          return of_parameter(*each, listing);
        })}});
}

std::string rule_json(const Rule& rule, const RuleListing& listing) {
  const auto about = listing.all.about(rule.decl->topic, rule.decl->subject);
  std::vector<const Rule*> others{about.begin(), about.end()};
  std::erase(others, &rule);
  const auto fact = [&](FactIndex index) {
    const FactDecl& decl = listing.schema[index];
    return Json{{"id", decl.id}, {"question", decl.question}};
  };
  return written({{"format", "tunepath-rule/1"},
                  {"rule", of_rule(rule, listing)},
                  {"facts", json_parts::array(rule.when.facts(), fact)},
                  {"parameters", json_parts::array(parameters_of(rule, listing),
                                                   [&](const Parameter* each) {
                                                     return of_parameter(*each, listing);
                                                   })},
                  {"others", ids(others)}});
}

std::string parameter_json(const Parameter& parameter, const RuleListing& listing) {
  return written(
      {{"format", "tunepath-parameter/1"}, {"parameter", of_parameter(parameter, listing)}});
}

} // namespace tunepath
