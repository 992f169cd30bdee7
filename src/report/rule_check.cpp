#include "tunepath/report/rule_check.hpp"

#include "report/words.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tunepath {
namespace {

using Json = nlohmann::ordered_json;

std::string section_of(const std::string& id) {
  const auto point = id.find('.');
  return point == std::string::npos ? "" : id.substr(0, point);
}

std::string number(std::uint64_t count) {
  return grouped(Decimal::of(static_cast<std::int64_t>(count)));
}

/// "recommended 5, done 2; 12 open for want of catalog data"
std::string outcomes_text(const RuleCoverage& coverage) {
  std::vector<std::string> parts;
  for (const auto& [outcome, regions] : coverage.outcomes) {
    parts.push_back(fmt::format("{} {}", outcome, number(regions)));
  }
  std::string text = words::join(parts, ", ");
  if (coverage.open > 0) {
    text += fmt::format("{}open for want of catalog data {}", text.empty() ? "" : ", ",
                        number(coverage.open));
  }
  return coverage.exhausted ? text + "; not gone through to the end" : text;
}

Table coverage_table(const RuleProof& proof) {
  Table table;
  table.columns = {{"", Align::left},
                   {"rules", Align::right},
                   {"facts", Align::right},
                   {"regions", Align::right}};
  for (const RuleCoverage& each : proof.coverage) {
    Row row;
    row.cells = {each.subject, number(each.rules), number(each.facts), number(each.regions)};
    row.notes = {outcomes_text(each)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Json answers_json(const std::vector<FactValue>& answers) {
  Json all = Json::array();
  for (const FactValue& each : answers) {
    all.push_back({{"fact", each.fact}, {"value", each.value}});
  }
  return all;
}

Json witness_json(const Witness& witness) {
  return {{"answers", answers_json(witness.answers)},
          {"computed", answers_json(witness.computed)},
          {"profile", witness.empty() ? Json(nullptr) : Json(witness_profile(witness))}};
}

} // namespace

std::string witness_profile(const Witness& witness) {
  std::string text = "format: tunepath-profile/1\n";
  std::vector<FactValue> answers = witness.answers;
  std::stable_sort(answers.begin(), answers.end(), [](const FactValue& a, const FactValue& b) {
    return section_of(a.fact) < section_of(b.fact);
  });
  std::string section;
  for (const FactValue& each : answers) {
    const std::string own = section_of(each.fact);
    if (own != section) {
      section = own;
      text += fmt::format("{}:\n", section);
    }
    text += own.empty() ? fmt::format("{}: {}\n", each.fact, each.value)
                        : fmt::format("  {}: {}\n", each.fact.substr(own.size() + 1), each.value);
  }
  for (const FactValue& each : witness.computed) {
    text += fmt::format("# where tunepath finds {}: {}\n", each.fact, each.value);
  }
  return text;
}

Document describe_proof(const RuleProof& proof, bool overlaps_in_full) {
  Document out;
  out.push_back(Heading{"What was gone through"});
  out.push_back(Paragraph{fmt::format(
      "Every combination of answers that the rules can tell apart, subject by subject: {} kinds of "
      "models stand for the {} of the catalog, in each of {} AWS regions; numbers are split where "
      "rules compare them. What only pricing finds is taken to be anything.",
      proof.models, proof.models_in_all, proof.regions)});
  out.push_back(coverage_table(proof));
  if (!proof.idle.empty()) {
    out.push_back(Paragraph{fmt::format(
        "With what the catalog says on that day these rules change nothing, but they could: {}.",
        words::join(proof.idle, ", "))});
  }
  if (proof.overlaps.empty()) {
    return out;
  }
  out.push_back(Heading{"Where the order of two rules decides"});
  if (!overlaps_in_full) {
    out.push_back(Paragraph{fmt::format("{}; --overlaps lists them.",
                                        words::count(std::ssize(proof.overlaps), "pair"))});
    return out;
  }
  Points points;
  for (const RuleOverlap& each : proof.overlaps) {
    Point point{Mark::none,
                each.subject,
                "",
                fmt::format("{} comes before {}, which would have led to {}.", each.first,
                            each.second, each.instead),
                {}};
    std::vector<std::string> answers;
    for (const auto* some : {&each.witness.answers, &each.witness.computed}) {
      for (const FactValue& answer : *some) {
        answers.push_back(fmt::format("{}: {}", answer.fact, answer.value));
      }
    }
    point.notes.push_back(words::join(answers, ", "));
    points.rows.push_back(std::move(point));
  }
  out.push_back(std::move(points));
  return out;
}

std::string proof_json(const RuleProof& proof, std::span<const CaseRun> runs) {
  Json json = {{"format", "tunepath-rule-check/1"},
               {"models", {{"kinds", proof.models}, {"in_all", proof.models_in_all}}},
               {"aws_regions", proof.regions},
               {"idle", proof.idle},
               {"findings", Json::array()},
               {"coverage", Json::array()},
               {"overlaps", Json::array()},
               {"cases", Json::array()}};
  for (const RuleFinding& each : proof.findings) {
    json["findings"].push_back(
        {{"kind", name_of(each.kind)},
         {"level", each.problem.level == Diagnostic::Level::error ? "error" : "warning"},
         {"at", to_string(each.problem.at)},
         {"message", each.problem.message},
         {"hint", each.problem.hint},
         {"witness", witness_json(each.witness)}});
  }
  for (const RuleCoverage& each : proof.coverage) {
    json["coverage"].push_back({{"subject", each.subject},
                                {"topic", name_of(each.topic)},
                                {"rules", each.rules},
                                {"facts", each.facts},
                                {"regions", each.regions},
                                {"evaluations", each.evaluations},
                                {"outcomes", each.outcomes},
                                {"open", each.open},
                                {"complete", !each.exhausted}});
  }
  for (const RuleOverlap& each : proof.overlaps) {
    json["overlaps"].push_back({{"subject", each.subject},
                                {"first", each.first},
                                {"second", each.second},
                                {"instead", each.instead},
                                {"witness", witness_json(each.witness)}});
  }
  for (const CaseRun& each : runs) {
    json["cases"].push_back({{"name", each.name}, {"complaints", each.complaints}});
  }
  return json.dump(2) + "\n";
}

} // namespace tunepath
