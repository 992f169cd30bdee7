#include "report/evidence.hpp"
#include "report/explain.hpp"
#include "report/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::explain {
namespace {

/// The fact called `target`, or the only one whose name within its section is that.
std::optional<FactIndex> find_fact(const FactSchema& schema, std::string_view target) {
  if (const auto index = schema.find(target)) {
    return index;
  }
  std::optional<FactIndex> found;
  for (FactIndex i = 0; i < schema.size(); ++i) {
    if (schema[i].name() == target) {
      if (found) {
        return std::nullopt; // Two sections have one: which is meant must be said.
      }
      found = i;
    }
  }
  return found;
}

void add(Points& points, Mark mark, std::string_view label, std::string text) {
  if (!text.empty()) {
    points.rows.push_back({mark, std::string{label}, "", std::move(text), {}});
  }
}

/// Collects every reason with a condition on one fact.
class Uses {
public:
  explicit Uses(std::string_view fact) : fact_(fact) {}

  void add(std::string_view subject, std::string_view verdict, const std::vector<Reason>& reasons) {
    for (const Reason& reason : reasons) {
      for (const Condition& condition : reason.facts) {
        if (condition.fact.find(fact_) != std::string::npos) {
          points_.rows.push_back(
              {condition.truth == Truth::unknown ? Mark::unknown : Mark::none,
               reason.rule,
               "",
               fmt::format("{} ({}). {}", subject, verdict, words::sentence(reason.text)),
               {evidence::in_full(condition)}});
          break;
        }
      }
    }
  }

  Points take() { return std::move(points_); }

private:
  std::string_view fact_;
  Points points_;
};

Points uses(const Advice& advice, std::string_view fact) {
  const Decision& decision = advice.decision;
  Uses uses(fact);
  for (const OptionAdvice& option : decision.options) {
    uses.add(words::title(option.id), name_of(option.verdict), option.reasons);
  }
  for (const PathAdvice& path : decision.paths) {
    uses.add(words::title(path.id), name_of(path.verdict), path.reasons);
  }
  uses.add("Technique", decision.technique, decision.technique_reasons);
  uses.add("Verdict", name_of(decision.verdict), decision.verdict_reasons);
  for (const HostingOption& mode : advice.modes) {
    uses.add(words::title(mode.id), fmt::format("eligible: {}", name_of(mode.eligible)),
             mode.reasons);
  }
  return uses.take();
}

} // namespace

bool fact(Document& out, const Advice& advice, std::string_view target) {
  const FactSchema& schema = advice.facts.schema();
  const auto index = find_fact(schema, target);
  if (!index) {
    return false;
  }
  const FactDecl& decl = schema[*index];
  const Fact& fact = advice.facts[*index];
  out.emplace_back(Heading{fmt::format("{}: {}", decl.id, to_string(fact.value))});
  Points points;
  add(points, Mark::none, "comes from", to_string(fact.origin));
  add(points, Mark::none, "unit", std::string{decl.unit});
  add(points, Mark::none, "question", words::sentence(decl.question));
  add(points, Mark::none, "help", words::sentence(decl.help));
  add(points, Mark::none, "why it matters", words::sentence(decl.why));
  for (const OpenQuestion& question : advice.decision.open_questions) {
    if (question.fact == decl.id) {
      add(points, Mark::unknown, "open", words::sentence(question.why));
    }
  }
  for (const Assumption& assumption : advice.assumptions) {
    if (assumption.fact == decl.id) {
      add(points, Mark::assumed, "assumed", assumption.value + ", " + assumption.origin);
    }
  }
  out.emplace_back(std::move(points));
  Points where = uses(advice, decl.id);
  out.emplace_back(Heading{"Reasons that rest on it"});
  if (where.rows.empty()) {
    out.emplace_back(Paragraph{"No reason in this answer rests on it."});
  } else {
    out.emplace_back(std::move(where));
  }
  return true;
}

} // namespace tunepath::explain
