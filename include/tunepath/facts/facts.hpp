#pragma once

#include "tunepath/core/truth.hpp"
#include "tunepath/facts/declaration.hpp"
#include "tunepath/facts/value.hpp"

#include <vector>

namespace tunepath {

/// What is known of one scenario: a value with its origin for every declared fact.
/// Reading or setting an id that is not declared, or of another type, is a bug and throws
/// std::logic_error: readers of files check their input before they come here.
class Facts {
public:
  Facts() = default;
  /// Everything unknown. `schema` outlives the facts.
  explicit Facts(const FactSchema& schema) : schema_(&schema), facts_(schema.size()) {}

  const FactSchema& schema() const { return *schema_; }
  const Fact& operator[](FactIndex index) const { return facts_[index]; }
  const Fact& at(std::string_view id) const { return facts_[schema_->at(id)]; }
  void set(FactIndex index, Value value, Origin origin) {
    facts_[index] = {std::move(value), std::move(origin)};
  }
  void set(std::string_view id, Value value, Origin origin) {
    set(schema_->at(id), std::move(value), std::move(origin));
  }

  /// Changes the value alone, for trying things out: the origin then says where the old one came
  /// from.
  void try_value(FactIndex index, const Value& value);

  /// Typed reading; empty (or unknown) when the fact is not known. A number that holds a word
  /// such as `auto` is empty too.
  Truth yes_no(std::string_view id) const;
  std::optional<NumberRange> number(std::string_view id) const;
  /// The likely value of a number.
  std::optional<Decimal> likely(std::string_view id) const;
  /// The likely value of a whole number.
  std::optional<std::int64_t> count(std::string_view id) const;
  /// A choice, text, model, region or instance; "" when unknown.
  std::string_view word(std::string_view id) const;
  /// True when the fact is known to be exactly that word.
  bool is(std::string_view id, std::string_view word) const;
  const Words* words(std::string_view id) const;
  std::optional<Date> date(std::string_view id) const;
  std::optional<Month> month(std::string_view id) const;
  const Grants* credits(std::string_view id) const;

private:
  const FactSchema* schema_ = nullptr;
  std::vector<Fact> facts_;
};

} // namespace tunepath
