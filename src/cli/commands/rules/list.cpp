#include "cli/commands/pricing_options.hpp"
#include "cli/commands/rules/rules.hpp"
#include "cli/files.hpp"
#include "tunepath/core/suggest.hpp"
#include "tunepath/report/rule_listing.hpp"
#include "tunepath/rules/in_words.hpp"

#include <algorithm>
#include <memory>
#include <ostream>
#include <set>

#include <fmt/format.h>

namespace tunepath::cli {
namespace {

struct ListOptions {
  KnowledgeOptions knowledge;
  std::string topic;
  std::string subject;
  std::string format = "text";
  std::string output;
  TextOptions text;
};

/// Says so when `word` is none of `known`; false then.
bool is_known(std::string_view what, const std::string& word,
              const std::set<std::string_view>& known, const Environment& environment) {
  if (word.empty() || known.contains(word)) {
    return true;
  }
  const std::vector<std::string_view> names{known.begin(), known.end()};
  environment.err << render({Diagnostic::Level::error,
                             {},
                             fmt::format("no rule has the {} '{}'", what, word),
                             did_you_mean(word, names, "tunepath rules list shows what there is")},
                            "");
  return false;
}

/// The rules that were asked for, and the parameters: those which these rules name, or all where
/// all rules are listed.
RuleListing listing_of(const ListOptions& options, const LoadedKnowledge& knowledge) {
  const RuleSet& all = knowledge.rules();
  RuleListing listing{{}, {}, all, knowledge.schema(), options.knowledge.rules};
  std::set<std::string_view> named;
  for (const Rule& rule : all.all()) {
    const bool fits = (options.topic.empty() || name_of(rule.decl->topic) == options.topic) &&
                      (options.subject.empty() || rule.decl->subject == options.subject);
    if (fits) {
      listing.rules.push_back(&rule);
      const auto names = parameters_of(*rule.decl);
      named.insert(names.begin(), names.end());
    }
  }
  const bool everything = options.topic.empty() && options.subject.empty();
  for (const Parameter& each : all.parameters()) {
    if (everything || named.contains(each.name)) {
      listing.parameters.push_back(&each);
    }
  }
  return listing;
}

int list(const ListOptions& options, const Environment& environment) {
  const auto knowledge = LoadedKnowledge::load(options.knowledge, environment);
  if (!knowledge) {
    return exit_usage;
  }
  std::set<std::string_view> topics;
  std::set<std::string_view> subjects;
  for (const Rule& rule : knowledge->rules().all()) {
    topics.insert(name_of(rule.decl->topic));
    subjects.insert(rule.decl->subject);
  }
  const bool topic_known = is_known("topic", options.topic, topics, environment);
  if (!is_known("subject", options.subject, subjects, environment) || !topic_known) {
    return exit_usage;
  }
  const RuleListing listing = listing_of(options, *knowledge);
  const std::string text =
      options.format == "json" ? rules_json(listing)
      : options.format == "markdown"
          ? rules_markdown(listing)
          : to_text(describe_rules(listing),
                    text_style(options.text, environment, options.output.empty()));
  return put(text, options.output, environment) ? exit_ok : exit_usage;
}

} // namespace

Command rules_list_command(CLI::App& rules) {
  auto options = std::make_shared<ListOptions>();
  CLI::App* command =
      rules.add_subcommand("list", "Rules and parameters as a table, JSON or Markdown");
  command->add_option("--topic", options->topic, "Only rules of this topic: approach, path ...");
  command->add_option("--subject", options->subject, "Only rules about this: rag, endpoint ...");
  add_rules_option(*command, options->knowledge.rules);
  add_format_option(*command, options->format, {"text", "json", "markdown"},
                    "text, json or markdown");
  add_output_option(*command, options->output);
  add_text_options(*command, options->text);
  return {command,
          [options](const Environment& environment) { return list(*options, environment); }};
}

} // namespace tunepath::cli
