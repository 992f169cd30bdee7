#include "tunepath/facts/declaration.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace tunepath {

FactSchema::FactSchema(std::span<const FactDecl> facts) : facts_(facts), by_id_(facts.size()) {
  std::iota(by_id_.begin(), by_id_.end(), FactIndex{0});
  std::stable_sort(by_id_.begin(), by_id_.end(),
                   [&](FactIndex a, FactIndex b) { return facts_[a].id < facts_[b].id; });
}

std::optional<FactIndex> FactSchema::find(std::string_view id) const {
  const auto found = std::lower_bound(
      by_id_.begin(), by_id_.end(), id,
      [&](FactIndex index, std::string_view wanted) { return facts_[index].id < wanted; });
  if (found == by_id_.end() || facts_[*found].id != id) {
    return std::nullopt;
  }
  return *found;
}

FactIndex FactSchema::at(std::string_view id) const {
  const auto index = find(id);
  if (!index) {
    throw std::logic_error("the fact '" + std::string{id} + "' is not declared");
  }
  return *index;
}

std::vector<std::string_view> FactSchema::settable() const {
  std::vector<std::string_view> ids;
  for (const FactDecl& fact : facts_) {
    if (!fact.derived) {
      ids.push_back(fact.id);
    }
  }
  return ids;
}

} // namespace tunepath
