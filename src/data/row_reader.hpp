#pragma once

#include "data/value_reader.hpp"
#include "tunepath/core/place.hpp"

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

namespace tunepath::data {

/// An entry of a file's `sources:` list.
struct Source {
  std::string_view id;
  std::string_view cite;
  std::optional<Date> date;
  Place place;
};

template <>
struct Fields<Source> {
  static constexpr std::string_view k_noun = "a source";
  static constexpr auto k_all = std::tuple{
      required("id", &Source::id, "price-list-2026-11-22"),
      required("cite", &Source::cite, "the publisher's page"),
      optional("date", &Source::date),
  };
};

/// Reads the rows of one file as their Fields say. All problems of a row are noted, and a row with
/// a problem is left out.
class RowReader {
public:
  RowReader(std::string_view file, TextPool& pool, Problems& problems)
      : file_(pool.keep(file)), problems_(problems), values_(pool, problems) {}

  /// Entries that `source` fields of the rows read from now on may name.
  void read_sources(const Node& list);

  /// Appends the rows of `list`. `name` is the list's key, for messages.
  template <class Row>
  void read_list(std::string_view name, const Node& list, std::vector<Row>& rows) {
    if (!is_list(name, list)) {
      return;
    }
    for (const Node& item : list.items) {
      const std::size_t before = problems_.count();
      Row row;
      read_row(item, row);
      if (problems_.count() == before) {
        rows.push_back(row);
      }
    }
  }

private:
  template <class Row>
  void read_row(const Node& node, Row& row) {
    constexpr auto k_keys = keys_of<Row>();
    if (!has_known_keys(node, Fields<Row>::k_noun, k_keys)) {
      return;
    }
    named_source_ = nullptr;
    source_is_bad_ = false;
    std::apply([&](const auto&... field) { (read_field(node, field, row), ...); },
               Fields<Row>::k_all);
    row.place = {file_, node.at.line, node.at.column};
    if constexpr (requires { Fields<Row>::k_place_key; }) {
      if (const Node* at = node.find(Fields<Row>::k_place_key)) {
        row.place = {file_, at->at.line, at->at.column + (at->quoted ? 1 : 0)};
      }
    }
  }

  template <class Row, class T>
  void read_field(const Node& node, const Field<Row, T>& field, Row& row) {
    const Node* value = node.find(field.key);
    if (value == nullptr || value->kind == Node::Kind::null ||
        (field.required && value->is_scalar() && value->scalar.empty())) {
      if (field.form == Form::source_date && take_date_of_source(row.*field.member)) {
        return;
      }
      if (field.required) {
        miss(node, Fields<Row>::k_noun, field.key, field.example, field.form);
      }
      return;
    }
    if (!values_.read(field.key, *value, field.form, row.*field.member)) {
      return;
    }
    if constexpr (std::is_same_v<T, std::string_view>) {
      if (field.form == Form::source) {
        row.*field.member = cited(*value, row.*field.member);
      }
    }
  }

  /// True when the row's source supplies its date, or when that source is wrong already.
  template <class T>
  bool take_date_of_source(T& date) {
    if constexpr (std::is_same_v<T, Date> || std::is_same_v<T, std::optional<Date>>) {
      if (named_source_ != nullptr && named_source_->date) {
        date = *named_source_->date;
        return true;
      }
    }
    return source_is_bad_;
  }

  bool is_list(std::string_view name, const Node& list);
  bool has_known_keys(const Node& node, std::string_view noun,
                      std::span<const std::string_view> keys);
  void miss(const Node& row, std::string_view noun, std::string_view key, std::string_view example,
            Form form);
  std::string_view cited(const Node& at, std::string_view source);

  std::string_view file_;
  Problems& problems_;
  ValueReader values_;
  std::map<std::string_view, Source> sources_; ///< by id
  const Source* named_source_ = nullptr;       ///< the entry that the row's `source` names
  bool source_is_bad_ = false;
};

} // namespace tunepath::data
