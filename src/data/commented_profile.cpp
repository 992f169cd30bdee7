#include "data/comment_lines.hpp"
#include "tunepath/data/profile_files.hpp"
#include "tunepath/facts/parse_value.hpp"

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr std::string_view k_head =
    R"(# A profile for tunepath. Take the '#' away from the lines that you can answer,
# and put your own values there. What you leave out is unknown, or has the
# default that is named.
# Numbers may be written as 40k, 1.5M or 2B, and any of them may be a range:
#   {low: 40k, likely: 60k, high: 120k}

format: tunepath-profile/1
# The name of the scenario; without it, the name of the file.
#name: my-scenario
# A line about it.
#description: what it is about
# Another profile that this one builds upon, relative to this file:
# extends: base.yaml
)";

std::string default_text(const FactDecl& fact) {
  if (!fact.initial.empty()) {
    return fmt::format("; default: {}", fact.initial);
  }
  return fact.initial_from.empty() ? "" : fmt::format("; default: that of {}", fact.initial_from);
}

/// Names of the catalog that are worth knowing while filling in `fact`.
std::string names_text(const FactDecl& fact, const Catalog& catalog) {
  std::vector<std::string_view> names;
  if (fact.type == FactType::credits) {
    for (const CreditPool& pool : catalog.credit_pools) {
      names.push_back(pool.pool);
    }
    return fmt::format("pools: {}", fmt::join(names, ", "));
  }
  if (fact.type != FactType::model || fact.choices.empty()) {
    return "";
  }
  for (const BedrockModel& row : catalog.bedrock_models) { // Sorted by model.
    if (row.fine_tunable == Truth::yes && (names.empty() || names.back() != row.model)) {
      names.push_back(row.model);
    }
  }
  return fmt::format("Bedrock tunes {}", fmt::join(names, ", "));
}

/// The question and what may be said, then the line to be taken in.
std::string fact_lines(const FactDecl& fact, const Catalog& catalog) {
  const std::string indent = fact.section().empty() ? "" : "  ";
  return fmt::format("\n{}{}{}{}#{}: {}\n", data::comment_lines(fact.question, indent),
                     data::comment_lines(allowed_values(fact) + default_text(fact), indent),
                     data::comment_lines(names_text(fact, catalog), indent), indent, fact.name(),
                     fact.example);
}

} // namespace

std::string commented_profile(const FactSchema& schema, const Catalog& catalog) {
  std::string out{k_head};
  std::string_view section;
  for (const FactDecl& fact : schema.all()) {
    if (fact.derived) {
      continue;
    }
    if (fact.section() != section) {
      section = fact.section();
      out += section.empty() ? "" : fmt::format("\n{}:", section);
    }
    out += fact_lines(fact, catalog);
  }
  return out;
}

} // namespace tunepath
