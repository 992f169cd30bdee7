#pragma once

#include "tunepath/facts/declaration.hpp"

#include <string>

namespace tunepath::data {

/// True for the keys of a profile that are no facts: format, name, description, extends.
bool is_header_key(std::string_view key);

/// The keys that a profile may have, and what to say of one that it may not.
class ProfileKeys {
public:
  explicit ProfileKeys(const FactSchema& schema);

  bool is_section(std::string_view key) const;

  /// "unknown key 'epcohs' in training"; `section` is "" for the top level.
  std::string unknown(std::string_view section, std::string_view key) const;
  /// "did you mean 'epochs'?", "'epochs' belongs in training", or the keys that there are.
  std::string hint(std::string_view section, std::string_view key) const;
  /// The same for an id such as "training.epcohs".
  std::string hint_for_id(std::string_view id) const;

private:
  /// Keys of one section; for "" the header keys, the sections and the facts of the top level.
  std::vector<std::string_view> within(std::string_view section) const;
  /// True for a section that holds nothing but derived facts. Precondition: is_section is false.
  bool is_worked_out(std::string_view section) const;
  /// Where a key of that name belongs instead: "training", "the top level"; "" for nowhere.
  std::string place_of(std::string_view key) const;

  const FactSchema& schema_;
  std::vector<std::string_view> ids_;
  std::vector<std::string_view> sections_;
};

} // namespace tunepath::data
