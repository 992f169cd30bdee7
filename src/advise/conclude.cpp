#include "advise/conclude.hpp"

#include "advise/decide.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

/// The labels of the lines for which `holds`, each once: "nova-micro input, ml.g5.2xlarge".
template <class Holds>
std::string labels(const Estimate& estimate, Holds holds) {
  std::vector<std::string> names;
  for (const Line& line : estimate.lines) {
    if (holds(line) && std::find(names.begin(), names.end(), line.label) == names.end()) {
      names.push_back(line.label);
    }
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

/// Warnings about rates name the lines that they are about.
std::string about_lines(const std::string& id, const Advice& advice, std::int64_t stale_days) {
  const Estimate& estimate = advice.cost.estimate;
  if (id == "derived-rate") {
    return labels(estimate, [](const Line& line) { return line.rate.derived; });
  }
  if (id == "estimated-rate") {
    return labels(estimate, [](const Line& line) { return line.stand_in.has_value(); });
  }
  if (id == "low-confidence-rate") {
    return labels(estimate,
                  [](const Line& line) { return line.rate.confidence == Confidence::low; });
  }
  if (id == "stale-rate") {
    return labels(estimate, [&](const Line& line) {
      return days_between(line.rate.source_date, advice.as_of) > stale_days;
    });
  }
  if (id == "missing-rate") {
    std::vector<std::string> names;
    for (const Gap& gap : estimate.gaps) {
      if (gap.no_rate) {
        names.push_back(gap.label);
      }
    }
    return fmt::format("{}", fmt::join(names, ", "));
  }
  return "";
}

/// Warnings about a bill that stands every month.
bool about_standing_bill(const Warning& warning) {
  return warning.id == "dearer-path" || warning.id == "standing-cost" ||
         warning.id == "idle-hosting" || warning.id == "commitment";
}

/// Money every month comes first, and of that what could be saved by another path or
/// mode; the rest by id.
bool comes_first(const Warning& a, const Warning& b) {
  const auto rank = [](const Warning& warning) {
    return warning.id == "dearer-path" || warning.id == "cheaper-if-settled" ? 0
           : about_standing_bill(warning) || warning.id == "few-types"       ? 1
                                                                             : 2;
  };
  return rank(a) != rank(b) ? rank(a) < rank(b) : rank(a) == 2 && a.id < b.id;
}

void add_warnings(Advice& advice, const Knowledge& knowledge) {
  const auto idle = advice.facts.likely("hosting.idle_usd");
  const bool material = idle && *idle >= knowledge.rules.parameter("idle_material_usd").value;
  const auto stale_days = knowledge.rules.parameter("stale_rate_days").value.mantissa();
  for (const Reason& reason : warnings_that_hold(advice.facts, knowledge)) {
    const Rule* rule = knowledge.rules.find(reason.rule);
    Warning warning{std::string{rule->decl->subject}, reason.text, std::nullopt};
    if (const std::string about = about_lines(warning.id, advice, stale_days); !about.empty()) {
      warning.text += fmt::format(" ({})", about);
    }
    if (material && about_standing_bill(warning)) {
      warning.monthly_at_risk = Money::of(Rational::of(*idle));
    }
    advice.warnings.push_back(std::move(warning));
  }
  std::stable_sort(advice.warnings.begin(), advice.warnings.end(), comes_first);
}

bool priced(const Advice& advice, std::string_view line_prefix) {
  const auto& lines = advice.cost.estimate.lines;
  return std::any_of(lines.begin(), lines.end(),
                     [&](const Line& line) { return line.id.starts_with(line_prefix); });
}

/// A default is worth a line of text where something in play rests on it. JSON lists all of them.
bool worth_a_line(const FactDecl& fact, const Advice& advice) {
  const Facts& facts = advice.facts;
  if (fact.id == "rag.embedding_model") {
    return priced(advice, "rag.embedding");
  }
  if (fact.id == "hosting.model_units" || fact.id == "hosting.commitment") {
    return facts.is("hosting.mode_chosen", "provisioned-throughput");
  }
  if (fact.section() == "rag") {
    return facts.yes_no("approach.rag_in_play") == Truth::yes;
  }
  const bool about_any_model = fact.id == "model.inference_scope" || fact.id == "model.baseline";
  const bool about_any_way = fact.section().empty() || fact.section() == "problem" ||
                             fact.section() == "traffic" || about_any_model;
  return (about_any_way && fact.id != "traffic.tuned_input_tokens") ||
         facts.yes_no("approach.fine_tuning_in_play") == Truth::yes;
}

void add_assumptions(Advice& advice, const Knowledge& knowledge) {
  const FactSchema& schema = advice.facts.schema();
  for (FactIndex i = 0; i < schema.size(); ++i) {
    const Fact& fact = advice.facts[i];
    if (fact.known() && fact.origin.kind == Origin::Kind::initial) {
      advice.assumptions.push_back(
          {std::string{schema[i].id}, to_string(fact.value), to_string(fact.origin),
           worth_a_line(schema[i], advice)
               ? fill_in(schema[i].assumed, advice.facts, knowledge.rules.parameters())
               : ""});
    }
  }
}

} // namespace

void conclude(Advice& advice, const Knowledge& knowledge) {
  advice.decision.verdict = judge(advice.facts, knowledge, advice.decision.verdict_reasons);
  add_warnings(advice, knowledge);
  add_assumptions(advice, knowledge);
}

} // namespace tunepath
