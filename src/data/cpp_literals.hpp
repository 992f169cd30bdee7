#pragma once

#include "tunepath/core/date.hpp"
#include "tunepath/core/decimal.hpp"
#include "tunepath/core/names.hpp"
#include "tunepath/core/place.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath::data {

/// Writes values as C++ initialisers. Lists and file names become named constants, which
/// `declarations` defines; the initialisers only refer to them.
class CppLiterals {
public:
  std::string of(std::string_view text);
  std::string of(std::int64_t number);
  std::string of(bool value);
  std::string of(Decimal number);
  std::string of(Date date);
  std::string of(std::span<const std::string_view> list);
  std::string of(const Place& place);

  template <Named E>
  std::string of(E value) {
    return enumerator(static_cast<int>(value));
  }
  template <class T>
  std::string of(const std::optional<T>& value) {
    return value ? of(*value) : "{}";
  }

  /// Definitions of all that the initialisers so far refer to.
  std::string declarations() const;

private:
  static std::string enumerator(int index);

  std::map<std::vector<std::string>, std::size_t> lists_; ///< contents to number
  std::map<std::string, std::size_t> files_;
};

/// `text` as C++ string literals, one for each line of it.
std::string string_literal(std::string_view text);

} // namespace tunepath::data
