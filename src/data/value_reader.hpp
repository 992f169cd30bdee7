#pragma once

#include "data/fields.hpp"
#include "data/node.hpp"
#include "data/problems.hpp"
#include "data/text_pool.hpp"
#include "tunepath/core/date.hpp"
#include "tunepath/core/decimal.hpp"
#include "tunepath/core/names.hpp"
#include "tunepath/core/truth.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tunepath::data {

/// Reads the values of a row. Each function says under `key` what is wrong with `node` and then
/// returns false, leaving `out` alone.
class ValueReader {
public:
  ValueReader(TextPool& pool, Problems& problems) : pool_(pool), problems_(problems) {}

  bool read(std::string_view key, const Node& node, Form form, std::string_view& out);
  bool read(std::string_view key, const Node& node, Form form, std::int64_t& out);
  bool read(std::string_view key, const Node& node, Form form, Decimal& out);
  bool read(std::string_view key, const Node& node, Form form, Date& out);
  bool read(std::string_view key, const Node& node, Form form, bool& out);
  bool read(std::string_view key, const Node& node, Form form,
            std::span<const std::string_view>& out);

  template <Named E>
  bool read(std::string_view key, const Node& node, Form, E& out) {
    constexpr std::size_t k_count = Names<E>::k_all.size();
    std::array<std::string_view, k_count> names{};
    for (std::size_t i = 0; i < k_count; ++i) {
      names[i] = Names<E>::k_all[i].second;
    }
    const auto index = choice(key, node, names);
    if (index) {
      out = Names<E>::k_all[*index].first;
    }
    return index.has_value();
  }

  bool read(std::string_view key, const Node& node, Form, Truth& out);

  template <class T>
  bool read(std::string_view key, const Node& node, Form form, std::optional<T>& out) {
    T value{};
    const bool good = read(key, node, form, value);
    if (good) {
      out = value;
    }
    return good;
  }

private:
  bool wrong(std::string_view key, const Node& node, std::string_view expected,
             std::string_view hint);
  bool out_of_bounds(std::string_view key, const Node& node, Form form, Decimal value);
  std::optional<std::size_t> choice(std::string_view key, const Node& node,
                                    std::span<const std::string_view> names);

  TextPool& pool_;
  Problems& problems_;
};

/// `node` as YAML on one line: "yes", "[format, style]", "{low: 1, high: 2}".
std::string on_one_line(const Node& node);

/// `text` as a scalar node that can be written: control characters, which no YAML may hold, are
/// '?'.
Node scalar_node(std::string_view text);

/// `text` without any '_' between two digits.
std::string plain_number(std::string_view text);

} // namespace tunepath::data
