#include "cli/commands/pricing_options.hpp"
#include "cli/commands/rules/rules.hpp"
#include "tunepath/data/read_case.hpp"
#include "tunepath/facts/complete.hpp"
#include "tunepath/report/case_listing.hpp"
#include "tunepath/report/rule_check.hpp"

#include <algorithm>
#include <memory>
#include <ostream>

#include <fmt/format.h>

namespace tunepath::cli {
namespace {

struct CheckOptions {
  KnowledgeOptions knowledge;
  std::string as_of;
  std::vector<std::string> topics;
  std::string format = "text";
  bool overlaps = false;
  TextOptions text;
};

/// A finding, and a profile that shows it, to be copied into a file.
std::string text_of(const RuleFinding& finding) {
  std::string text = render(finding.problem, "");
  if (finding.witness.empty()) {
    return text;
  }
  text += "a profile that shows it:\n";
  const std::string profile = witness_profile(finding.witness);
  for (std::size_t at = 0; at < profile.size();) {
    const std::size_t end = profile.find('\n', at);
    text += "  " + profile.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return text;
}

std::string count(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(Decimal::of(static_cast<std::int64_t>(number))), noun,
                     number == 1 ? "" : "s");
}

/// How many rules the topics have; without any topic: all.
std::size_t rules_of(const RuleSet& rules, const std::vector<Topic>& topics) {
  std::size_t number = topics.empty() ? rules.all().size() : 0;
  for (const Topic topic : topics) {
    number += rules.about(topic).size();
  }
  return number;
}

std::string summary(const RuleProof& proof, const std::vector<CaseRun>& runs, std::size_t rules) {
  const auto errors = static_cast<std::size_t>(std::count_if(
      proof.findings.begin(), proof.findings.end(),
      [](const RuleFinding& each) { return each.problem.level == Diagnostic::Level::error; }));
  const auto missed = static_cast<std::size_t>(std::count_if(
      runs.begin(), runs.end(), [](const CaseRun& run) { return !run.complaints.empty(); }));
  std::uint64_t regions = 0;
  for (const RuleCoverage& each : proof.coverage) {
    regions += each.regions;
  }
  const std::string what = fmt::format("{} checked over {}, {} run", count(rules, "rule"),
                                       count(regions, "region"), count(runs.size(), "case"));
  return proof.findings.empty() && missed == 0
             ? fmt::format("no findings, {}\n", what)
             : fmt::format("{}, {}, {} missed; {}\n", count(errors, "error"),
                           count(proof.findings.size() - errors, "warning"), count(missed, "case"),
                           what);
}

int check(const CheckOptions& options, const Environment& environment) {
  const auto day = day_asked(options.as_of, environment);
  if (!day) {
    return exit_usage;
  }
  if (options.knowledge.rules_alone && options.knowledge.rules.empty()) {
    environment.err << render(
        {Diagnostic::Level::error,
         {},
         "--alone needs files",
         "name the rule files that are to be checked without the shipped ones"},
        "");
    return exit_usage;
  }
  const auto knowledge = LoadedKnowledge::load(options.knowledge, environment);
  if (!knowledge) {
    return exit_usage;
  }
  Facts blank{knowledge->schema()};
  complete(blank, *day);
  std::vector<Topic> topics;
  for (const std::string& topic : options.topics) {
    topics.push_back(named<Topic>(topic).value());
  }
  const RuleProof proof = prove(knowledge->view(), blank, topics);
  const auto cases = read_cases(shipped().texts, knowledge->schema(), shipped().catalog).value();
  const auto runs = run_cases(cases, knowledge->view());
  const bool sound = proof.findings.empty() &&
                     std::all_of(runs.begin(), runs.end(),
                                 [](const CaseRun& run) { return run.complaints.empty(); });
  if (options.format == "json") {
    environment.out << proof_json(proof, runs);
    return sound ? exit_ok : exit_gate;
  }
  const TextStyle style = text_style(options.text, environment, true);
  for (const RuleFinding& finding : proof.findings) {
    environment.out << text_of(finding);
  }
  std::vector<CaseRun> missed = runs;
  std::erase_if(missed, [](const CaseRun& run) { return run.complaints.empty(); });
  environment.out << to_text(describe_proof(proof, options.overlaps), style) << "\n"
                  << (missed.empty() ? "" : to_text(describe_cases(missed), style) + "\n")
                  << summary(proof, runs, rules_of(knowledge->view().rules, topics));
  return sound ? exit_ok : exit_gate;
}

} // namespace

Command rules_check_command(CLI::App& rules) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = rules.add_subcommand(
      "check", "Prove that every combination of answers gets an outcome, and find idle rules");
  command->add_option("FILES", options->knowledge.rules,
                      "Rule files, checked over the shipped rules; without any: the shipped rules");
  command->add_flag("--alone", options->knowledge.rules_alone,
                    "Check the rules of the files without the shipped ones; parameters stay");
  add_as_of_option(*command, options->as_of);
  std::vector<std::string> topics;
  for (const auto& [topic, name] : Names<Topic>::k_all) {
    topics.emplace_back(name);
  }
  command
      ->add_option("--topic", options->topics,
                   "Prove the rules of this topic only; may repeat. Cases are run all the same")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->check(CLI::IsMember(topics));
  command->add_flag("--overlaps", options->overlaps, "List where the order of two rules decides");
  add_format_option(*command, options->format, {"text", "json"}, "text or json");
  add_text_options(*command, options->text);
  return {command,
          [options](const Environment& environment) { return check(*options, environment); }};
}

} // namespace tunepath::cli
