#include "report/markdown.hpp"
#include "report/rule_words.hpp"
#include "report/words.hpp"
#include "tunepath/rules/in_words.hpp"

#include <set>

#include <fmt/format.h>

namespace tunepath {
namespace {

using namespace rule_words;
using markdown::code;
using markdown::plain;

constexpr std::string_view k_opening =
    R"(# How tunepath decides

This page is what `tunepath rules list --format markdown` prints. It is made from the files in `data/rules/`, where
every rule has its source; change those, not this page. With `--rules FILE` the same command shows your rules.

## How an answer comes about

A profile states facts about a problem, its data and its traffic. Every rule below is a condition over such facts and
over facts that are worked out from them. A condition holds, does not hold, or is open.

**Unknown is neither yes nor no.** A fact that nobody stated leaves a condition open, unless the rest of the condition
settles it: "a and b" does not hold once a does not, whatever b is. What is open is asked, not guessed. While the answer is
open, a provisional one is given beside it, with what it presumes.

**The approach is a set.** Prompt work, retrieval (RAG) and fine-tuning are looked at one by one, and a solution may need
several. For each, the first of these applies: it is *done*, it is *recommended*, it is *not needed*. Otherwise it is open.

**Fine-tuning can be blocked.** It is not needed where there is nothing to teach. Where there is a reason for it, it is
recommended only if no rule blocks it; a blocked option is not wrong, it is too early, and the rule says what lifts the block.

**The paths are a ladder,** the most managed first: Bedrock, then SageMaker JumpStart, then a SageMaker training job of your
own. Each rule can rule its path out. The first path that no rule rules out is taken. If that path or one before it is
still open, the answer stays open, too.

**A hosting mode can be used when everything that it requires holds.** Every mode is priced all the same. Among those that
can be used, the cheapest for the traffic is chosen.

**The verdict says whether it is worth it.** Once everything is priced, its rules are tried in their order, and the first that
holds decides. A cap holds the verdict down to "prove first": the numbers may pay, but what they rest on does not hold yet.

**Warnings** are given whenever their condition holds. They change nothing in the answer, and say what may become dear.

**Credits** decide who pays and until when. Their rules say which programmes one may be eligible for, and nothing else: no
grant changes an approach, a path, a mode or a verdict.

Words in angle brackets below stand for what is found in a case: \<labelled examples\> is their number.
)";

std::string_view about(Topic topic) {
  switch (topic) {
  case Topic::approach:
    return "What the solution should contain. *done*, *recommended* and *not-needed* settle an "
           "option; a *reason-for* "
           "is what fine-tuning needs; *blocked* holds it back; a *caution* is said and excludes "
           "nothing.";
  case Topic::path:
    return "Where the model is trained. *ruled-out* excludes the path; a *caution* is said and "
           "excludes nothing.";
  case Topic::technique:
    return "How the model learns. The first *choose* that holds is taken; an *offer* or a "
           "*caution* is said beside it.";
  case Topic::hosting:
    return "How the tuned model may be served. Every *required* condition of a mode has to hold; a "
           "*caution* is said "
           "and excludes nothing.";
  case Topic::verdict:
    return "Whether it is worth it. Every *cap* that holds limits the verdict; then the first "
           "*choose* that holds is "
           "the verdict.";
  case Topic::credits:
    return "Which credit programmes one may be eligible for. Every *required* condition of a "
           "programme has to hold; what is said rests on what AWS publishes only where the report "
           "calls it official.";
  case Topic::warning:
    break;
  }
  return "What is said beside the answer.";
}

void add_line(std::string& out, std::string_view label, std::string_view text) {
  if (!text.empty()) {
    out += fmt::format("  *{}* {}\n", label, plain(text));
  }
}

std::string rule_item(const Rule& rule, const RuleListing& listing) {
  const RuleDecl& decl = *rule.decl;
  std::string out = fmt::format("* **{}**, {}: if {}.\n  ({})\n\n  {}\n", plain(decl.id),
                                plain(effect(rule)), plain(condition(rule, listing)),
                                code(decl.when), plain(words::ended(text(decl.because, listing))));
  add_line(out, "If not:", text(decl.otherwise, listing));
  add_line(out, "To lift it:", text(decl.unblock, listing));
  add_line(out, "Source:",
           fmt::format("{}; {}{}", decl.source, to_string(decl.date),
                       is_own(decl.place, listing) ? "; from " + where(decl.place) : ""));
  return out + "\n";
}

std::string parameter_table(const RuleListing& listing) {
  std::string out =
      "| parameter | value | what it is | source | used by |\n|---|--:|---|---|---|\n";
  for (const Parameter* each : listing.parameters) {
    std::string users;
    for (const Rule* rule : users_of(*each, listing)) {
      users += fmt::format("{}{}", users.empty() ? "" : ", ", plain(rule->decl->id));
    }
    out +=
        fmt::format("| {} | {} | {} | {}; {} | {} |\n", code("$" + std::string{each->name}, true),
                    plain(value(*each)), plain(each->note), plain(each->source),
                    to_string(each->date), users.empty() ? "calculation" : users);
  }
  return out;
}

std::string fact_table(const RuleListing& listing) {
  std::set<FactIndex> read;
  for (const Rule* rule : listing.rules) {
    read.insert(rule->when.facts().begin(), rule->when.facts().end());
  }
  std::string out = "| in words | fact | question |\n|---|---|---|\n";
  for (const FactIndex index : read) {
    const FactDecl& fact = listing.schema[index];
    out += fmt::format("| {} | {} | {} |\n", plain(name_in_words(fact)), code(fact.id, true),
                       plain(fact.question));
  }
  return out;
}

} // namespace

std::string rules_markdown(const RuleListing& listing) {
  std::string out{k_opening};
  std::optional<Topic> topic;
  for (const Group& group : grouped(listing.rules)) {
    if (group.topic != topic) {
      topic = group.topic;
      out += fmt::format("\n## {}\n\n{}\n", title(group.topic), about(group.topic));
    }
    out += group.subject.empty()
               ? "\n"
               : fmt::format("\n### {}: {}\n\n", title(group.topic), plain(group.subject));
    for (const Rule* rule : group.rules) {
      out += rule_item(*rule, listing);
    }
    out.pop_back();
  }
  if (!listing.parameters.empty()) {
    out +=
        "\n## Parameters\n\nThe thresholds that the rules and the calculation use. *judgement* is "
        "experience "
        "without a source: replace it with a figure of your own by giving the same name in a file "
        "for `--rules`.\n\n";
    out += parameter_table(listing);
  }
  out +=
      "\n## Facts that the rules read\n\nHow the conditions above call each fact, its name in a "
      "profile or in a "
      "rule, and the question that it answers.\n\n";
  return out + fact_table(listing);
}

} // namespace tunepath
