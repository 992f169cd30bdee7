#pragma once

#include "data/node.hpp"
#include "data/problems.hpp"
#include "tunepath/core/date.hpp"
#include "tunepath/core/decimal.hpp"
#include "tunepath/core/money.hpp"
#include "tunepath/core/names.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tunepath::data {

/// Reads the members of the objects of a JSON text of a fixed format. Each function notes what is
/// wrong with the member and then returns something empty.
class JsonFields {
public:
  /// `remedy` is what to do about any problem: how to get a sound file.
  JsonFields(Problems& problems, std::string remedy)
      : problems_(problems), remedy_(std::move(remedy)) {}

  /// The member, or nullptr and a problem where it is missing.
  const Node* member(const Node& object, std::string_view key);
  const Node* object(const Node& object, std::string_view key);
  const Node* list(const Node& object, std::string_view key);
  /// True, and no problem, where the member is null.
  bool is_null(const Node& object, std::string_view key);

  std::string text(const Node& object, std::string_view key);
  /// "" for null.
  std::string text_or_null(const Node& object, std::string_view key);
  bool yes_no(const Node& object, std::string_view key);
  /// A whole number that is not below zero and at most `most`.
  std::int64_t whole(const Node& object, std::string_view key, std::int64_t most);
  /// A decimal number as text that is not below zero.
  std::optional<Decimal> decimal(const Node& object, std::string_view key);
  /// An amount as text, "8.00", that is not below zero.
  std::optional<Money> money(const Node& object, std::string_view key);
  std::optional<Date> date(const Node& object, std::string_view key);

  template <Named E>
  std::optional<E> word(const Node& object, std::string_view key) {
    const Node* node = member(object, key);
    const auto found =
        node != nullptr && is_text(*node) ? named<E>(node->scalar) : std::optional<E>{};
    if (node != nullptr && !found) {
      std::string known;
      for (const auto& [value, name] : Names<E>::k_all) {
        known.append(known.empty() ? "one of " : ", ").append(name);
      }
      wrong(*node, key, known);
    }
    return found;
  }

  /// Notes that the member is not what it should be; false.
  bool wrong(const Node& node, std::string_view key, std::string_view wanted);
  void problem(Position at, std::string message);

  static bool is_text(const Node& node) { return node.is_scalar() && node.quoted; }

private:
  Problems& problems_;
  std::string remedy_;
};

} // namespace tunepath::data
