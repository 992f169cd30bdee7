#pragma once

#include "data/fields.hpp"
#include "tunepath/facts/declaration.hpp"
#include "tunepath/rules/rule.hpp"

namespace tunepath::data {

template <>
struct Fields<FactDecl> {
  static constexpr std::string_view k_noun = "a fact";
  static constexpr auto k_all = std::tuple{
      required("id", &FactDecl::id, "data.labelled_examples"),
      required("type", &FactDecl::type, "number"),
      optional("unit", &FactDecl::unit),
      optional("whole", &FactDecl::whole),
      optional("choices", &FactDecl::choices),
      optional("low", &FactDecl::low),
      optional("high", &FactDecl::high),
      optional("label", &FactDecl::label),
      optional("question", &FactDecl::question),
      optional("help", &FactDecl::help),
      optional("why", &FactDecl::why),
      optional("default", &FactDecl::initial).called("initial").as(Form::as_written),
      optional("default_from", &FactDecl::initial_from).called("initial_from"),
      optional("presumed", &FactDecl::presumed).as(Form::as_written),
      optional("assumed", &FactDecl::assumed),
      optional("example", &FactDecl::example).as(Form::as_written),
      optional("derived", &FactDecl::derived),
  };
};

template <>
struct Fields<RuleDecl> {
  static constexpr std::string_view k_noun = "a rule";
  static constexpr std::string_view k_place_key = "when";
  static constexpr auto k_all = std::tuple{
      required("id", &RuleDecl::id, "A08"),
      required("topic", &RuleDecl::topic, "approach"),
      required("subject", &RuleDecl::subject, "rag"),
      required("effect", &RuleDecl::effect, "recommended"),
      required("when", &RuleDecl::when, "problem.missing_facts"),
      required("because", &RuleDecl::because, "one sentence for the reader"),
      optional("otherwise", &RuleDecl::otherwise),
      optional("open", &RuleDecl::open),
      optional("unblock", &RuleDecl::unblock),
      required("source", &RuleDecl::source, "judgement").as(Form::source),
      required("date", &RuleDecl::date, "2026-11-22").as(Form::source_date),
  };
};

template <>
struct Fields<Parameter> {
  static constexpr std::string_view k_noun = "a parameter";
  static constexpr auto k_all = std::tuple{
      required("name", &Parameter::name, "few_examples"),
      required("value", &Parameter::value, "200"),
      optional("unit", &Parameter::unit),
      required("source", &Parameter::source, "judgement").as(Form::source),
      required("date", &Parameter::date, "2026-11-22").as(Form::source_date),
      optional("note", &Parameter::note),
  };
};

} // namespace tunepath::data
