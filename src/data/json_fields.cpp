#include "data/json_fields.hpp"

#include "tunepath/advise/comparable.hpp"

#include <fmt/format.h>

namespace tunepath::data {

void JsonFields::problem(Position at, std::string message) {
  problems_.add(std::move(at), std::move(message), remedy_);
}

bool JsonFields::wrong(const Node& node, std::string_view key, std::string_view wanted) {
  const bool bare = node.is_scalar() && !node.quoted;
  problem(node.at, fmt::format("'{}' is {}{}, not {}", key, bare ? "the bare " : "", describe(node),
                               wanted));
  return false;
}

const Node* JsonFields::member(const Node& object, std::string_view key) {
  const Node* found = object.is_map() ? object.find(key) : nullptr;
  if (found == nullptr) {
    problem(object.at, fmt::format("there is no '{}' here", key));
  }
  return found;
}

const Node* JsonFields::object(const Node& object, std::string_view key) {
  const Node* node = member(object, key);
  return node == nullptr || node->is_map() || wrong(*node, key, "an object") ? node : nullptr;
}

const Node* JsonFields::list(const Node& object, std::string_view key) {
  const Node* node = member(object, key);
  return node == nullptr || node->is_list() || wrong(*node, key, "a list") ? node : nullptr;
}

bool JsonFields::is_null(const Node& object, std::string_view key) {
  const Node* node = object.is_map() ? object.find(key) : nullptr;
  return node != nullptr && node->kind == Node::Kind::null;
}

std::string JsonFields::text(const Node& object, std::string_view key) {
  const Node* node = member(object, key);
  return node == nullptr || (!is_text(*node) && !wrong(*node, key, "a text")) ? "" : node->scalar;
}

std::string JsonFields::text_or_null(const Node& object, std::string_view key) {
  return is_null(object, key) ? "" : text(object, key);
}

bool JsonFields::yes_no(const Node& object, std::string_view key) {
  const Node* node = member(object, key);
  const bool yes = node != nullptr && node->scalar == "true";
  const bool sound =
      node == nullptr || (node->is_scalar() && !node->quoted && (yes || node->scalar == "false"));
  return (sound || wrong(*node, key, "true or false")) && yes;
}

std::int64_t JsonFields::whole(const Node& object, std::string_view key, std::int64_t most) {
  const Node* node = member(object, key);
  if (node == nullptr) {
    return 0;
  }
  const auto value =
      node->is_scalar() && !node->quoted ? Decimal::parse(node->scalar) : std::optional<Decimal>{};
  if (!value || !value->is_whole() || value->mantissa() < 0 || value->mantissa() > most) {
    wrong(*node, key, fmt::format("a whole number of 0 to {}", most));
    return 0;
  }
  return value->mantissa();
}

std::optional<Decimal> JsonFields::decimal(const Node& object, std::string_view key) {
  const Node* node = member(object, key);
  if (node == nullptr) {
    return std::nullopt;
  }
  const auto value = is_text(*node) ? Decimal::parse(node->scalar) : std::optional<Decimal>{};
  if (!value || *value < Decimal{}) {
    wrong(*node, key, "a decimal number as text, of 0 or more and at most 18 digits");
    return std::nullopt;
  }
  return value;
}

std::optional<Money> JsonFields::money(const Node& object, std::string_view key) {
  const Node* node = member(object, key);
  if (node == nullptr) {
    return std::nullopt;
  }
  const auto value = is_text(*node) ? Decimal::parse(node->scalar) : std::optional<Decimal>{};
  const auto amount = value && *value >= Decimal{} ? exact_money(*value) : std::optional<Money>{};
  if (!amount) {
    wrong(*node, key, "an amount as text, as in \"8.00\"");
  }
  return amount;
}

std::optional<Date> JsonFields::date(const Node& object, std::string_view key) {
  const Node* node = member(object, key);
  const auto day =
      node != nullptr && is_text(*node) ? Date::parse(node->scalar) : std::optional<Date>{};
  if (node != nullptr && !day) {
    wrong(*node, key, "a day as text, as in \"2026-11-22\"");
  }
  return day;
}

} // namespace tunepath::data
