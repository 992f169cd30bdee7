#include "report/evidence_words.hpp"

#include "report/words.hpp"
#include "tunepath/facts/parse_value.hpp"
#include "tunepath/rules/in_words.hpp"
#include "tunepath/rules/rule_set.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace tunepath::evidence {
namespace {

/// How numbers are compared: the sign, in words, and the words of the opposite.
struct Comparison {
  std::string_view sign;
  std::string_view words;
  std::string_view opposite;
};
constexpr std::array<Comparison, 4> k_comparisons{{{"<= ", "at most", "more than"},
                                                   {">= ", "at least", "fewer than"},
                                                   {"< ", "fewer than", "at least"},
                                                   {"> ", "more than", "at most"}}};

const FactDecl* fact_of(const Condition& condition, const FactSchema& schema) {
  const auto index = schema.find(condition.fact);
  return index ? &schema[*index] : nullptr;
}

std::string name_of_left(const Condition& condition, const FactDecl* fact) {
  return fact == nullptr ? condition.fact : name_in_words(*fact);
}

/// A number as text with its unit; anything else as it is.
std::string with_unit_of(const FactDecl* fact, std::string_view text, bool unit_said) {
  const auto number =
      fact != nullptr && fact->type == FactType::number ? parse_number(text) : std::nullopt;
  return number ? with_unit(NumberRange::point(*number), unit_said ? "" : fact->unit)
                : std::string{text};
}

/// "3,200 labelled examples", "the prompt is not thin", "work on the prompt is exhausted".
std::string found(const Condition& condition, const FactDecl* fact) {
  const std::string name = name_of_left(condition, fact);
  const bool flag = fact != nullptr && fact->type == FactType::yes_no;
  if (condition.value == "unknown") {
    return fmt::format("not known: {}{}", flag ? "whether " : "", name);
  }
  if (flag) {
    return flag_in_words(*fact, condition.value == "yes");
  }
  const bool counted = fact != nullptr && !fact->unit.empty() && name.ends_with(fact->unit);
  const std::string value =
      with_unit_of(fact, condition.value, fact != nullptr && names_its_unit(*fact));
  return counted ? fmt::format("{} {}", value, name)
                 : fmt::format("{} {} {}", name, fact == nullptr ? "is" : is_or_are(name), value);
}

/// "profile.yaml:9:3" for "profiles/profile.yaml:9:3"; anything else as it is.
std::string origin_text(std::string_view origin) {
  const bool place = !origin.empty() && origin.back() >= '0' && origin.back() <= '9' &&
                     origin.find(' ') == std::string_view::npos;
  return std::string{place ? words::base_name(origin) : origin};
}

std::string where(const Condition& condition) {
  return condition.origin.empty()
             ? fmt::format("({})", condition.fact)
             : fmt::format("({}, {})", condition.fact, origin_text(condition.origin));
}

const Comparison* comparison_of(const Condition& condition) {
  const auto found =
      std::find_if(k_comparisons.begin(), k_comparisons.end(),
                   [&](const Comparison& each) { return condition.needs.starts_with(each.sign); });
  return found == k_comparisons.end() ? nullptr : &*found;
}

/// What the rule asks for: "fewer than 50", "none or some", "yes".
std::string asked(const Condition& condition, const FactDecl* fact, bool opposite) {
  std::string_view needs = condition.needs;
  if (const Comparison* comparison = comparison_of(condition)) {
    const std::string_view amount = needs.substr(comparison->sign.size());
    const bool counts = fact != nullptr && names_its_unit(*fact);
    std::string words{opposite ? comparison->opposite : comparison->words};
    if (words == "fewer than" && !counts) {
      words = "less than";
    }
    return words + " " + with_unit_of(fact, amount, counts);
  }
  std::string text{needs};
  const bool list = needs.starts_with("in [") || needs.starts_with("not in [");
  if (list && needs.ends_with("]")) {
    text = fmt::format("{} {}", needs.starts_with("not") ? "none of" : "one of",
                       needs.substr(needs.find('[') + 1, needs.size() - needs.find('[') - 2));
  }
  return text;
}

} // namespace

std::string in_words(const Condition& condition, const FactSchema& schema, Role role) {
  const FactDecl* fact = fact_of(condition, schema);
  const std::string text = fmt::format("{} {}", found(condition, fact), where(condition));
  const bool flag = fact != nullptr && fact->type == FactType::yes_no &&
                    (condition.needs == "yes" || condition.needs == "no");
  if (condition.needs.empty() || condition.needs == "known" || condition.needs == "unknown") {
    return condition.truth == Truth::yes
               ? text
               : fmt::format("{}; the rule asks whether it is {}", text, condition.needs);
  }
  if (condition.truth == Truth::unknown) {
    return flag
               ? fmt::format("{}; open: it counts if {}", text,
                             condition.needs == "yes" ? "so" : "not")
               : fmt::format("{}; open: the rule asks for {}", text, asked(condition, fact, false));
  }
  const bool met = condition.truth == Truth::yes;
  if (comparison_of(condition) != nullptr && role.decisive) {
    const std::string needed = asked(condition, fact, role.adverse);
    return fmt::format(
        "{}; {} {} needed", text, needed,
        needed.ends_with('s') || (fact != nullptr && names_its_unit(*fact)) ? "are" : "is");
  }
  if (met) {
    return comparison_of(condition) == nullptr
               ? text
               : fmt::format("{}; {}, as the rule asks", text, asked(condition, fact, false));
  }
  return flag ? text + "; the rule asks for the opposite"
              : fmt::format("{}; the rule asks for {}", text, asked(condition, fact, false));
}

std::vector<std::string> in_words(const Reason& reason, const FactSchema& schema) {
  const bool adverse = reason.effect != Reason::Effect::open &&
                       (reason.holds == Truth::yes) == (reason.effect == Reason::Effect::opposes);
  const auto unmet = std::count_if(reason.facts.begin(), reason.facts.end(),
                                   [](const auto& each) { return each.truth != Truth::yes; });
  std::vector<std::string> texts;
  for (const Condition& each : reason.facts) {
    const bool about_knowledge = each.needs == "known" || each.needs == "unknown";
    const bool said_elsewhere =
        about_knowledge &&
        std::any_of(reason.facts.begin(), reason.facts.end(), [&](const auto& o) {
          return &o != &each && o.fact == each.fact && o.needs != each.needs;
        });
    const bool decisive = reason.holds == Truth::yes ? each.truth == Truth::yes
                                                     : each.truth == Truth::no && unmet == 1;
    std::string text = in_words(each, schema, {adverse, decisive});
    if (!said_elsewhere &&
        std::find(texts.begin(), texts.end(), words::capital(text) + ".") == texts.end()) {
      texts.push_back(words::capital(text) + ".");
    }
  }
  return texts;
}

std::string short_source(const Reason& reason) {
  return reason.source.empty() ? ""
                               : fmt::format("[{}, {}]", reason.source, to_string(reason.date));
}

} // namespace tunepath::evidence
