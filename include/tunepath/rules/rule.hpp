#pragma once

#include "tunepath/core/date.hpp"
#include "tunepath/core/decimal.hpp"
#include "tunepath/core/place.hpp"

#include <string_view>

namespace tunepath {

/// A named threshold that rules refer to as $name. `source` says "judgement" where it is one.
struct Parameter {
  std::string_view name;
  Decimal value;
  std::string_view unit;
  std::string_view source;
  Date date;
  std::string_view note;
  Place place;
};

enum class Topic { approach, path, technique, hosting, verdict, warning, credits };

template <>
struct Names<Topic> {
  static constexpr std::array<std::pair<Topic, std::string_view>, 7> k_all{
      {{Topic::approach, "approach"},
       {Topic::path, "path"},
       {Topic::technique, "technique"},
       {Topic::hosting, "hosting"},
       {Topic::verdict, "verdict"},
       {Topic::warning, "warning"},
       {Topic::credits, "credits"}}};
};

/// What a rule does to its subject when its condition holds.
enum class Effect {
  done,        ///< approach: already part of the solution
  recommended, ///< approach: belongs into the solution
  reason_for,  ///< approach: one of the reasons that fine-tuning needs
  not_needed,  ///< approach
  blocked,     ///< approach: right perhaps, but not yet
  caution,     ///< approach, path: said, but excludes nothing
  ruled_out,   ///< path
  required,    ///< hosting, credits: mode or pool is open only when every such condition holds
  choose,      ///< technique, verdict: the first that holds, in file order
  offer,       ///< technique: said beside the choice
  cap,         ///< verdict: at best prove-first
  warn,        ///< warning
};

template <>
struct Names<Effect> {
  static constexpr std::array<std::pair<Effect, std::string_view>, 12> k_all{
      {{Effect::done, "done"},
       {Effect::recommended, "recommended"},
       {Effect::reason_for, "reason-for"},
       {Effect::not_needed, "not-needed"},
       {Effect::blocked, "blocked"},
       {Effect::caution, "caution"},
       {Effect::ruled_out, "ruled-out"},
       {Effect::required, "required"},
       {Effect::choose, "choose"},
       {Effect::offer, "offer"},
       {Effect::cap, "cap"},
       {Effect::warn, "warn"}}};
};

/// One rule as its file states it. Texts may hold {fact.id} and {$parameter}, which are replaced
/// by the value, formatted by its unit.
struct RuleDecl {
  std::string_view id; ///< stable; reports and tests cite it: A08, H02
  Topic topic = Topic::approach;
  std::string_view
      subject; ///< option, path, technique, hosting mode, verdict, warning or credit pool id
  Effect effect = Effect::caution;
  std::string_view when;      ///< a condition in the rule language
  std::string_view because;   ///< said when it holds
  std::string_view otherwise; ///< said when it does not; empty = nothing worth saying
  std::string_view open;      ///< said while it is unknown; empty = made from `because`
  std::string_view unblock;   ///< what would lift it
  std::string_view source;
  Date date;
  Place place;
};

} // namespace tunepath
