#include "data/profile_file.hpp"
#include "tunepath/core/suggest.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::data {
namespace {

constexpr std::array<std::string_view, 3> k_members{"low", "likely", "high"};

/// The value, or nothing after noting the problems at `at`.
template <class T>
std::optional<T> noted(Result<T> result, const Position& at, Problems& problems) {
  if (result) {
    return std::move(result).value();
  }
  for (const Diagnostic& problem : result.problems()) {
    problems.add(at, problem.message, problem.hint);
  }
  return std::nullopt;
}

/// One member of a range; empty after noting what is wrong.
std::optional<Decimal> read_member(const FactDecl& fact, const Node& node, Problems& problems) {
  if (!node.is_scalar()) {
    problems.add(node.at,
                 fmt::format("a member of the range of {} is {}", fact.name(), describe(node)),
                 "write a number");
    return std::nullopt;
  }
  return noted(parse_number_of(fact, node.scalar), node.at, problems);
}

std::optional<Value> read_range(const FactDecl& fact, const Node& map, Problems& problems) {
  std::array<std::optional<Decimal>, 3> members;
  const std::size_t before = problems.count();
  for (std::size_t i = 0; i < map.items.size(); ++i) {
    const auto& [key, at] = map.keys[i];
    const auto member = std::find(k_members.begin(), k_members.end(), key);
    if (member == k_members.end()) {
      problems.add(at, fmt::format("unknown key '{}' in the range of {}", key, fact.name()),
                   did_you_mean(key, k_members, "a range has low, likely and high"));
    } else {
      members[static_cast<std::size_t>(member - k_members.begin())] =
          read_member(fact, map.items[i], problems);
    }
  }
  for (const std::string_view needed : {k_members.front(), k_members.back()}) {
    if (problems.count() == before && map.find(needed) == nullptr) {
      problems.add(map.at, fmt::format("the range of {} has no {}", fact.name(), needed),
                   "give low and high; likely may be left out");
    }
  }
  if (problems.count() != before) {
    return std::nullopt;
  }
  return noted(range_of(fact, *members[0], members[1], *members[2]), map.at, problems);
}

std::optional<Value> read_list(const FactDecl& fact, const Node& list, ValueContext& context) {
  const std::size_t before = context.problems.count();
  Words words;
  for (const Node& item : list.items) {
    if (!item.is_scalar()) {
      context.problems.add(item.at,
                           fmt::format("an entry of {} is {}", fact.name(), describe(item)),
                           "write " + allowed_values(fact));
      continue;
    }
    auto word = noted(parse_word(item.scalar, fact, context.names), item.at, context.problems);
    if (word && std::find(words.begin(), words.end(), *word) != words.end()) {
      context.problems.add(item.at, fmt::format("{} names '{}' twice", fact.name(), *word),
                           "keep one");
    } else if (word) {
      words.push_back(std::move(*word));
    }
  }
  if (list.items.empty() && fact.type == FactType::regions) {
    context.problems.add(list.at, fmt::format("{} names no region", fact.name()),
                         "write " + allowed_values(fact));
  }
  return context.problems.count() == before ? std::optional{Value{std::move(words)}} : std::nullopt;
}

void refuse_list(const FactDecl& fact, const Node& node, const Position& at, Problems& problems) {
  const bool looks_like_range = fact.type == FactType::number && node.items.size() == 2 &&
                                node.items[0].is_scalar() && node.items[1].is_scalar();
  problems.add(at, fmt::format("{} takes one value, not a list", fact.name()),
               looks_like_range ? fmt::format("write a range as {{low: {}, high: {}}}",
                                              node.items[0].scalar, node.items[1].scalar)
                                : "write " + allowed_values(fact));
}

void refuse_map(const FactDecl& fact, const Node& node, const Position& at, Problems& problems) {
  const bool range = std::any_of(k_members.begin(), k_members.end(), [&](std::string_view member) {
    return node.find(member) != nullptr;
  });
  problems.add(at,
               range ? fmt::format("a range for {}, which is not a number", fact.name())
                     : fmt::format("{} takes a value, not a group of keys", fact.name()),
               "write " + allowed_values(fact));
}

} // namespace

std::optional<Value> read_value(const FactDecl& fact, const Node& node, const Position& at,
                                ValueContext& context) {
  switch (node.kind) {
  case Node::Kind::null:
    return Value{Unknown{}};
  case Node::Kind::scalar:
    return noted(parse_value(node.scalar, fact, context.names), at, context.problems);
  case Node::Kind::list:
    if (fact.type == FactType::credits) {
      return read_grants(fact, node, context);
    }
    if (fact.type == FactType::choices || fact.type == FactType::regions) {
      return read_list(fact, node, context);
    }
    refuse_list(fact, node, at, context.problems);
    return std::nullopt;
  case Node::Kind::map:
    if (fact.type == FactType::number) {
      return read_range(fact, node, context.problems);
    }
    refuse_map(fact, node, at, context.problems);
    return std::nullopt;
  }
  return std::nullopt;
}

} // namespace tunepath::data
