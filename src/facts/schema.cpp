#include "tunepath/facts/declaration.hpp"

#include <cstdint>
#include <stdexcept>

namespace tunepath {

namespace {

constexpr FactIndex k_free = SIZE_MAX;

/// Length and last letters tell ids well apart: "traffic.input_tokens".
std::size_t hash_of(std::string_view id) {
  std::size_t hash = id.size();
  for (std::size_t i = id.size() > 6 ? id.size() - 6 : 0; i < id.size(); ++i) {
    hash = hash * 31 + static_cast<unsigned char>(id[i]);
  }
  return hash;
}

} // namespace

FactSchema::FactSchema(std::span<const FactDecl> facts) : facts_(facts) {
  std::size_t slots = 16;
  while (slots < 4 * facts.size()) {
    slots *= 2;
  }
  slots_.assign(slots, k_free);
  for (FactIndex fact = 0; fact < facts.size(); ++fact) {
    std::size_t slot = hash_of(facts[fact].id) & (slots - 1);
    while (slots_[slot] != k_free) {
      slot = (slot + 1) & (slots - 1);
    }
    slots_[slot] = fact;
  }
  followers_.resize(facts.size());
  for (FactIndex fact = 0; fact < facts.size(); ++fact) {
    if (const auto followed = find(facts[fact].initial_from)) {
      followers_[*followed].push_back(fact);
    }
  }
}

std::optional<FactIndex> FactSchema::find(std::string_view id) const {
  if (slots_.empty()) {
    return std::nullopt;
  }
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash_of(id) & mask; slots_[slot] != k_free; slot = (slot + 1) & mask) {
    if (facts_[slots_[slot]].id == id) {
      return slots_[slot];
    }
  }
  return std::nullopt;
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
