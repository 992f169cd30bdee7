#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tunepath {

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
class Date {
public:
  constexpr Date() = default;
  static constexpr Date days(std::int32_t since_epoch) { return Date{since_epoch}; }

  /// Reads ISO 8601 "2026-11-22"; empty for anything else, also for days that do not exist.
  static std::optional<Date> parse(std::string_view text);

  constexpr std::int32_t days_since_epoch() const { return days_; }
  friend constexpr auto operator<=>(Date, Date) = default;

private:
  explicit constexpr Date(std::int32_t days) : days_(days) {}
  std::int32_t days_ = 0;
};

std::string to_string(Date date);

/// Days from `from` to `to`; negative when `to` is earlier.
constexpr std::int32_t days_between(Date from, Date to) {
  return to.days_since_epoch() - from.days_since_epoch();
}

/// A calendar month, counted from January of year 0.
class Month {
public:
  constexpr Month() = default;
  static Month of(Date date);
  /// Reads "2026-12"; empty for anything else.
  static std::optional<Month> parse(std::string_view text);

  constexpr Month plus(int months) const { return Month{index_ + months}; }
  constexpr int year() const { return index_ / 12; }
  constexpr int number() const { return index_ % 12 + 1; } ///< 1 to 12
  friend constexpr auto operator<=>(Month, Month) = default;

private:
  explicit constexpr Month(int index) : index_(index) {}
  int index_ = 0;
};

std::string to_string(Month month);

/// The same day `months` later, or the last day of that month where it has no such day.
Date plus_months(Date date, int months);

} // namespace tunepath
