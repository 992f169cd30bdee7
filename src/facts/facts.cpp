#include "tunepath/facts/facts.hpp"

#include "tunepath/core/rational.hpp"

#include <stdexcept>

namespace tunepath {
namespace {

[[noreturn]] void misread(std::string_view id, std::string_view as) {
  throw std::logic_error("the fact '" + std::string{id} + "' was read as " + std::string{as});
}

/// The value as a T, nullptr when nothing is known. Any other type is a bug.
template <class T>
const T* as(const Fact& fact, std::string_view id, std::string_view name) {
  if (!fact.known()) {
    return nullptr;
  }
  const T* value = std::get_if<T>(&fact.value);
  if (value == nullptr) {
    misread(id, name);
  }
  return value;
}

} // namespace

void Facts::try_value(FactIndex index, const Value& value) {
  Value& old = facts_[index].value;
  if (const auto* flag = std::get_if<bool>(&value)) { // First what comes by the million.
    old.emplace<bool>(*flag);
  } else if (const auto* number = std::get_if<NumberRange>(&value)) {
    old.emplace<NumberRange>(*number);
  } else if (std::holds_alternative<Unknown>(value)) {
    old.emplace<Unknown>();
  } else {
    old = value;
  }
}

Truth Facts::yes_no(std::string_view id) const {
  const bool* value = as<bool>(at(id), id, "yes or no");
  return value == nullptr ? Truth::unknown : truth(*value);
}

std::optional<NumberRange> Facts::number(std::string_view id) const {
  const Fact& fact = at(id);
  if (std::holds_alternative<Word>(fact.value) &&
      (*schema_)[schema_->at(id)].type == FactType::number) {
    return std::nullopt;
  }
  const NumberRange* value = as<NumberRange>(fact, id, "a number");
  return value == nullptr ? std::nullopt : std::optional{*value};
}

std::optional<Decimal> Facts::likely(std::string_view id) const {
  const auto range = number(id);
  return range ? std::optional{range->likely} : std::nullopt;
}

std::optional<std::int64_t> Facts::count(std::string_view id) const {
  if (!(*schema_)[schema_->at(id)].whole) {
    misread(id, "a whole number");
  }
  const auto value = likely(id);
  return value ? std::optional{Rational::of(*value).rounded()} : std::nullopt;
}

std::string_view Facts::word(std::string_view id) const {
  const Fact& fact = at(id);
  if (std::holds_alternative<NumberRange>(fact.value)) {
    return {};
  }
  const Word* value = as<Word>(fact, id, "a word");
  return value == nullptr ? std::string_view{} : std::string_view{*value};
}

bool Facts::is(std::string_view id, std::string_view word) const {
  return !word.empty() && this->word(id) == word;
}

const Words* Facts::words(std::string_view id) const {
  return as<Words>(at(id), id, "a list");
}

std::optional<Date> Facts::date(std::string_view id) const {
  const Date* value = as<Date>(at(id), id, "a date");
  return value == nullptr ? std::nullopt : std::optional{*value};
}

std::optional<Month> Facts::month(std::string_view id) const {
  const Month* value = as<Month>(at(id), id, "a month");
  return value == nullptr ? std::nullopt : std::optional{*value};
}

const Grants* Facts::credits(std::string_view id) const {
  return as<Grants>(at(id), id, "credits");
}

} // namespace tunepath
