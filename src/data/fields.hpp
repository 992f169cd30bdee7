#pragma once

#include <array>
#include <string_view>
#include <tuple>

namespace tunepath::data {

/// What a field asks of its value beyond its type.
enum class Form {
  any,
  above_zero,
  price,       ///< above zero, at most 12 decimals
  multiplier,  ///< above zero, at most 6 decimals
  as_written,  ///< text: a scalar, list or group of keys, kept as YAML on one line
  source,      ///< text: a citation, or the id of an entry of the file's `sources`
  source_date, ///< a date: given, or that of the entry that `source` names
};

/// One field of a row: how it is called in files, where it goes, and what is asked of it.
template <class Row, class T>
struct Field {
  std::string_view key;
  T Row::*member;
  std::string_view member_name;
  bool required = false;
  Form form = Form::any;
  std::string_view example; ///< of a required field, for hints

  /// For a member that is not called like its key.
  constexpr Field called(std::string_view name) const {
    Field field = *this;
    field.member_name = name;
    return field;
  }
  constexpr Field as(Form wanted) const {
    Field field = *this;
    field.form = wanted;
    return field;
  }
};

template <class Row, class T>
constexpr Field<Row, T> required(std::string_view key, T Row::*member, std::string_view example) {
  return {key, member, key, true, Form::any, example};
}

template <class Row, class T>
constexpr Field<Row, T> optional(std::string_view key, T Row::*member) {
  return {key, member, key, false, Form::any, {}};
}

/// The one description of a row type, which drives reading, the shipped tables and schemas:
///
///   k_noun       "a rate", for messages
///   k_all        a std::tuple of its Fields, in the order of the members
///   k_place_key  optional: the key whose value is the row's place, instead of the row itself
template <class Row>
struct Fields;

/// The keys of a row type, in order.
template <class Row>
constexpr auto keys_of() {
  return std::apply(
      [](const auto&... field) {
        return std::array<std::string_view, sizeof...(field)>{field.key...};
      },
      Fields<Row>::k_all);
}

} // namespace tunepath::data
