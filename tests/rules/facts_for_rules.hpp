#pragma once

#include "tunepath/facts/facts.hpp"

#include <array>

namespace tunepath::test {

/// A handful of facts of every type, so that the language is tested without the shipped ones.
inline const FactSchema& small_schema() {
  static constexpr std::array<std::string_view, 3> k_efforts{"none", "some", "exhausted"};
  static constexpr std::array<std::string_view, 3> k_kinds{"format", "style", "skill"};
  static constexpr std::array<std::string_view, 2> k_terms{"none", "1-month"};
  static constexpr std::array<std::string_view, 1> k_auto{"auto"};
  const auto fact = [](std::string_view id, FactType type, std::string_view unit = "",
                       std::span<const std::string_view> choices = {}) {
    FactDecl declared;
    declared.id = id;
    declared.type = type;
    declared.unit = unit;
    declared.choices = choices;
    return declared;
  };
  static const std::array<FactDecl, 13> k_facts{
      fact("region", FactType::region),
      fact("as_of", FactType::date),
      fact("start", FactType::month),
      fact("problem.gap", FactType::yes_no),
      fact("problem.weak", FactType::yes_no),
      fact("problem.effort", FactType::choice, "", k_efforts),
      fact("problem.kinds", FactType::choices, "", k_kinds),
      fact("data.examples", FactType::number, "examples"),
      fact("data.most", FactType::number, "examples"),
      fact("training.hours", FactType::number, "hours", k_auto),
      fact("hosting.term", FactType::choice, "", k_terms),
      fact("model.base", FactType::model),
      fact("model.baseline", FactType::model),
  };
  static const FactSchema schema{k_facts};
  return schema;
}

} // namespace tunepath::test
