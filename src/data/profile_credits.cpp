#include "data/profile_file.hpp"
#include "tunepath/core/suggest.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::data {
namespace {

constexpr std::array<std::string_view, 6> k_keys{"pool",    "usd",    "from",
                                                 "expires", "covers", "excludes"};

/// Reads one grant, key by key. Each function notes what is wrong.
class GrantReader {
public:
  GrantReader(const FactDecl& fact, ValueContext& context)
      : amount_(fact), services_(fact), context_(context) {
    amount_.id = "usd";
    amount_.type = FactType::number;
    amount_.choices = {};
    day_.type = FactType::date;
    day_.example = "2027-11-30";
  }

  std::optional<Grant> read(const Node& node) {
    if (!node.is_map()) {
      problem(node.at, fmt::format("a grant is a group of keys, not {}", describe(node)),
              "write {pool: ..., usd: ..., expires: ...}");
      return std::nullopt;
    }
    const std::size_t before = context_.problems.count();
    Grant grant;
    grant.at = node.at;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      read_key(node.keys[i].first, node.keys[i].second, node.items[i], grant);
    }
    if (node.find("usd") == nullptr) {
      problem(node.at, "the grant has no usd", "say how much it is, as in usd: 25000");
    }
    if (grant.from && grant.expires && *grant.expires < *grant.from) {
      problem(node.at,
              fmt::format("the grant expires on {}, before it starts on {}",
                          to_string(*grant.expires), to_string(*grant.from)),
              "check from and expires");
    }
    if (context_.problems.count() != before) {
      return std::nullopt;
    }
    if (grant.pool.empty() && grant.covers.empty()) {
      warn(node.at, "the grant names neither a pool nor what it covers: it pays for nothing",
           "add the programme as pool, or the services as covers");
    }
    return grant;
  }

private:
  void read_key(const std::string& key, const Position& at, const Node& node, Grant& grant) {
    if (key == "covers") {
      grant.covers = services(key, node);
    } else if (key == "excludes") {
      grant.excludes = services(key, node);
    } else if (std::find(k_keys.begin(), k_keys.end(), key) == k_keys.end()) {
      problem(at, fmt::format("unknown key '{}' in a grant", key),
              did_you_mean(key, k_keys, fmt::format("a grant has {}", fmt::join(k_keys, ", "))));
    } else if (key == "usd") {
      grant.usd = amount(node, at);
    } else if (!node.is_scalar()) {
      problem(node.kind == Node::Kind::null ? at : node.at,
              fmt::format("{} of a grant is {}", key, describe(node)),
              "write it out, or remove the key");
    } else if (key == "pool") {
      grant.pool = pool(node);
    } else {
      (key == "from" ? grant.from : grant.expires) = day(key, node);
    }
  }

  /// A number or a range; a grant of an unknown amount pays for nothing that could be told.
  NumberRange amount(const Node& node, const Position& at) {
    const std::size_t before = context_.problems.count();
    const auto value =
        read_value(amount_, node, node.kind == Node::Kind::null ? at : node.at, context_);
    const auto* range = value ? std::get_if<NumberRange>(&*value) : nullptr;
    if (range == nullptr && context_.problems.count() == before) {
      problem(at, fmt::format("usd of a grant is {}", describe(node)), "write an amount");
    }
    return range == nullptr ? NumberRange{} : *range;
  }

  std::string pool(const Node& node) {
    const auto& pools = context_.names.credit_pools;
    if (std::find(pools.begin(), pools.end(), node.scalar) != pools.end()) {
      return node.scalar;
    }
    problem(node.at, fmt::format("no credit pool {} in the catalog", describe(node)),
            did_you_mean(
                node.scalar, pools,
                fmt::format("write one of {}; or say what it covers", fmt::join(pools, ", "))));
    return {};
  }

  std::optional<Date> day(const std::string& key, const Node& node) {
    day_.id = key;
    const auto value = parse_value(node.scalar, day_, context_.names);
    if (!value) {
      problem(node.at, value.problems().front().message, value.problems().front().hint);
      return std::nullopt;
    }
    const Date* date = std::get_if<Date>(&value.value());
    return date == nullptr ? std::nullopt : std::optional{*date};
  }

  std::vector<std::string> services(const std::string& key, const Node& node) {
    std::vector<std::string> words;
    if (!node.is_list()) {
      problem(node.at, fmt::format("{} is a list of services, not {}", key, describe(node)),
              node.is_scalar() ? fmt::format("write {}: [{}]", key, node.scalar)
                               : "write the names of services in brackets");
      return words;
    }
    for (const Node& item : node.items) {
      if (!item.is_scalar() || item.scalar.empty()) {
        problem(item.at, fmt::format("{} names {}", key, describe(item)), "write services by name");
        continue;
      }
      const auto& known = services_.choices;
      if (std::find(known.begin(), known.end(), item.scalar) == known.end()) {
        warn(item.at, fmt::format("no rate is of a service {}", describe(item)),
             did_you_mean(item.scalar, known,
                          fmt::format("services are {}", fmt::join(known, ", "))));
      }
      words.push_back(item.scalar);
    }
    return words;
  }

  void problem(const Position& at, std::string message, std::string hint) {
    context_.problems.add(at, std::move(message), std::move(hint));
  }
  void warn(const Position& at, std::string message, std::string hint) {
    context_.warnings.push_back(
        {Diagnostic::Level::warning, at, std::move(message), std::move(hint)});
  }

  FactDecl amount_;
  FactDecl day_;
  const FactDecl& services_;
  ValueContext& context_;
};

} // namespace

std::optional<Value> read_grants(const FactDecl& fact, const Node& list, ValueContext& context) {
  const std::size_t before = context.problems.count();
  GrantReader reader{fact, context};
  Grants grants;
  for (const Node& item : list.items) {
    if (auto grant = reader.read(item)) {
      grants.push_back(std::move(*grant));
    }
  }
  return context.problems.count() == before ? std::optional{Value{std::move(grants)}}
                                            : std::nullopt;
}

} // namespace tunepath::data
