#pragma once

#include "tunepath/advise/recommendation.hpp"
#include "tunepath/core/decimal.hpp"
#include "tunepath/core/money.hpp"

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace tunepath {

/// Appends values as cells of CSV or as values of JSON, fast: a sweep writes millions of them.
/// What does not go through csv_cell is made of letters, digits, points and hyphens within.
class Cells {
public:
  Cells(std::string& out, bool json) : out_(out), json_(json) {}

  bool json() const { return json_; }
  /// Text that is a cell or a JSON value already.
  void raw(std::string_view text) { out_ += text; }
  void nothing() { out_ += json_ ? "null" : ""; }

  /// A name of ours: "endpoint-autoscaling".
  void word(std::string_view word) {
    if (word.empty()) {
      nothing();
    } else if (json_) {
      out_ += '"';
      out_ += word;
      out_ += '"';
    } else {
      out_ += word;
    }
  }

  void truth(bool value) { out_ += json_ ? (value ? "true" : "false") : (value ? "yes" : "no"); }

  void count(std::int64_t number) {
    std::array<char, 24> digits{};
    const auto* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out_.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
  }

  /// Every digit, without trailing zeros, as to_string writes it.
  void number(Decimal value) { scaled(value.mantissa(), value.scale()); }

  /// 2 to 6 decimals, as plain() writes it; in JSON a string.
  void money(Money amount) {
    constexpr int k_decimals = 6;
    constexpr int k_least = 2;
    std::int64_t micros = amount.micros();
    int decimals = k_decimals;
    while (decimals > k_least && micros % 10 == 0) {
      micros /= 10;
      --decimals;
    }
    out_ += json_ ? "\"" : "";
    scaled(micros, decimals);
    out_ += json_ ? "\"" : "";
  }
  void money(const std::optional<Money>& amount) {
    if (amount) {
      money(*amount);
    } else {
      nothing();
    }
  }

  /// "prompt+fine-tuning", or a list.
  void approach(const std::array<bool, 3>& parts) {
    const char* separator = "";
    out_ += json_ ? "[" : "";
    for (const auto& [id, name] : Names<Approach>::k_all) {
      if (parts[static_cast<std::size_t>(id)]) {
        out_ += separator;
        word(name);
        separator = json_ ? "," : "+";
      }
    }
    out_ += json_ ? "]" : "";
  }

private:
  /// `mantissa` x 10^-`decimals`, with just so many decimals.
  void scaled(std::int64_t mantissa, int decimals) {
    std::array<char, 24> digits{};
    auto* const begin = digits.data();
    const bool negative = mantissa < 0;
    // Not -mantissa: the least int64 has no opposite.
    const std::uint64_t size =
        negative ? ~static_cast<std::uint64_t>(mantissa) + 1 : static_cast<std::uint64_t>(mantissa);
    const auto* const end = std::to_chars(begin, begin + digits.size(), size).ptr;
    const auto length = static_cast<int>(end - begin);
    out_ += negative ? "-" : "";
    const int whole = length - decimals;
    if (whole > 0) {
      out_.append(begin, static_cast<std::size_t>(whole));
    } else {
      out_ += '0';
    }
    if (decimals == 0) {
      return;
    }
    out_ += '.';
    out_.append(static_cast<std::size_t>(whole < 0 ? -whole : 0), '0');
    const auto* const decimal = begin + (whole > 0 ? whole : 0);
    out_.append(decimal, static_cast<std::size_t>(end - decimal));
  }

  std::string& out_;
  bool json_;
};

} // namespace tunepath
