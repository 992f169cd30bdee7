#include "tunepath/report/rule_listing.hpp"

#include "report/rule_words.hpp"
#include "report/sheet.hpp"
#include "report/words.hpp"
#include "tunepath/rules/in_words.hpp"

#include <fmt/format.h>

namespace tunepath {
namespace {

using namespace rule_words;

Table rule_table() {
  return {{{"Rule", Align::left}, {"Effect", Align::left}, {"If", Align::left}}, {}};
}

void add_rule(Table& table, const Rule& rule, std::string condition, const RuleListing& listing) {
  Row row{{std::string{rule.decl->id}, effect(rule), std::move(condition)}, Mark::none, {}, false};
  if (is_own(rule.decl->place, listing)) {
    row.notes.push_back("from " + where(rule.decl->place));
  }
  table.rows.push_back(std::move(row));
}

void add_parameters(Document& out, std::span<const Parameter* const> parameters,
                    const RuleListing& listing) {
  Table table{{{"Parameter", Align::left}, {"Value", Align::right}, {"Source", Align::left}}, {}};
  for (const Parameter* each : parameters) {
    Row row{{fmt::format("${}", each->name), value(*each), std::string{each->source}},
            Mark::none,
            {},
            false};
    if (is_own(each->place, listing)) {
      row.notes.push_back("from " + where(each->place));
    }
    table.rows.push_back(std::move(row));
  }
  out.push_back(std::move(table));
}

std::string dated(std::string_view source, Date date) {
  return fmt::format("{} ({})", source, to_string(date));
}

} // namespace

Document describe_rules(const RuleListing& listing) {
  if (listing.rules.empty() && listing.parameters.empty()) {
    return {Paragraph{"No rule fits.", false}};
  }
  Document out;
  for (const Group& group : grouped(listing.rules)) {
    out.push_back(Heading{fmt::format("{}{}{}", title(group.topic),
                                      group.subject.empty() ? "" : ": ", group.subject)});
    Table table = rule_table();
    for (const Rule* rule : group.rules) {
      add_rule(table, *rule, std::string{rule->decl->when}, listing);
    }
    out.push_back(std::move(table));
  }
  if (!listing.parameters.empty()) {
    out.push_back(Heading{"Parameters"});
    add_parameters(out, listing.parameters, listing);
  }
  out.push_back(Paragraph{
      fmt::format("{}, {}. tunepath rules show ID says why, since when, and what else is known.",
                  words::count(std::ssize(listing.rules), "rule"),
                  words::count(std::ssize(listing.parameters), "parameter")),
      false});
  return out;
}

Document describe_rule(const Rule& rule, const RuleListing& listing) {
  const RuleDecl& decl = *rule.decl;
  Sheet sheet;
  sheet.add("effect", name_of(decl.effect));
  sheet.add("if", decl.when);
  sheet.add("in words", words::sentence(condition(rule, listing)));
  sheet.add("then", text(decl.because, listing));
  sheet.add("if not", text(decl.otherwise, listing));
  sheet.add("while open", text(decl.open, listing));
  sheet.add("to lift it", text(decl.unblock, listing));
  sheet.add("source", dated(decl.source, decl.date));
  sheet.add("file", where(decl.place));
  Document out{
      Title{std::string{decl.id}, fmt::format("{}: {}", name_of(decl.topic), decl.subject)},
      sheet.take()};
  Sheet facts;
  for (const FactIndex index : rule.when.facts()) {
    facts.add(listing.schema[index].id, listing.schema[index].question);
  }
  out.push_back(Heading{"Facts that it reads"});
  out.push_back(facts.take());
  if (const auto used = parameters_of(rule, listing); !used.empty()) {
    out.push_back(Heading{"Parameters that it uses"});
    add_parameters(out, used, listing);
  }
  Table others = rule_table();
  for (const Rule* other : listing.all.about(decl.topic, decl.subject)) {
    if (other != &rule) {
      add_rule(others, *other, condition(*other, listing), listing);
    }
  }
  if (!others.rows.empty()) {
    out.push_back(Heading{fmt::format("Other rules about {}", decl.subject)});
    out.push_back(std::move(others));
  }
  return out;
}

Document describe_parameter(const Parameter& parameter, const RuleListing& listing) {
  Sheet sheet;
  sheet.add("value", value(parameter));
  sheet.add("note", parameter.note);
  sheet.add("source", dated(parameter.source, parameter.date));
  sheet.add("file", where(parameter.place));
  Document out{Title{fmt::format("${}", parameter.name), "parameter"}, sheet.take()};
  Table users = rule_table();
  for (const Rule* rule : users_of(parameter, listing)) {
    add_rule(users, *rule, condition(*rule, listing), listing);
  }
  if (users.rows.empty()) {
    out.push_back(Paragraph{"No rule names it: it is used where quantities are worked out."});
  } else {
    out.push_back(Heading{"Rules that use it"});
    out.push_back(std::move(users));
  }
  return out;
}

} // namespace tunepath
