#include "rules/usage.hpp"

#include <fmt/format.h>

namespace tunepath::rules {

bool holds_word(FactType type) {
  return type == FactType::choice || type == FactType::text || type == FactType::model ||
         type == FactType::region || type == FactType::instance;
}

bool holds_list(FactType type) {
  return type == FactType::choices || type == FactType::regions;
}

std::string_view noun(const FactDecl& fact) {
  switch (fact.type) {
  case FactType::yes_no:
    return "a yes-no fact";
  case FactType::number:
    return "a number";
  case FactType::date:
    return "a date";
  case FactType::month:
    return "a month";
  case FactType::choices:
  case FactType::regions:
  case FactType::credits:
    return "a list";
  default:
    return "a word";
  }
}

std::string usage(const FactDecl& fact) {
  switch (fact.type) {
  case FactType::yes_no:
    return fmt::format("write '{0}' or 'not {0}'", fact.id);
  case FactType::number:
    return fmt::format("compare it with a number, as in '{} >= 40k'", fact.id);
  case FactType::date:
    return fmt::format("compare it with a date, as in '{} >= 2026-11-22'", fact.id);
  case FactType::month:
    return fmt::format("compare it with a month, as in '{} >= 2026-11'", fact.id);
  case FactType::choices:
  case FactType::regions:
    return fmt::format(
        "write '{0} has a', '{0} in [a, b]' for any of them, or '{0} == [a, b]' for "
        "exactly these",
        fact.id);
  case FactType::credits:
    return fmt::format("ask only whether '{} is known'", fact.id);
  default:
    return fmt::format("write '{0} == a' or '{0} in [a, b]'", fact.id);
  }
}

} // namespace tunepath::rules
