#include "tunepath/core/date.hpp"

#include <chrono>

#include <fmt/format.h>

namespace tunepath {
namespace {

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    value = value * 10 + (c - '0');
  }
  return value;
}

std::chrono::year_month_day calendar(Date date) {
  return std::chrono::sys_days{std::chrono::days{date.days_since_epoch()}};
}

Date from_calendar(std::chrono::year_month_day day) {
  return Date::days(
      static_cast<std::int32_t>(std::chrono::sys_days{day}.time_since_epoch().count()));
}

} // namespace

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) {
    return std::nullopt;
  }
  const std::chrono::year_month_day value{std::chrono::year{*year},
                                          std::chrono::month{static_cast<unsigned>(*month)},
                                          std::chrono::day{static_cast<unsigned>(*day)}};
  return value.ok() ? std::optional{from_calendar(value)} : std::nullopt;
}

std::string to_string(Date date) {
  const auto day = calendar(date);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

Month Month::of(Date date) {
  const auto day = calendar(date);
  return Month{static_cast<int>(day.year()) * 12 + static_cast<int>(unsigned{day.month()}) - 1};
}

std::optional<Month> Month::parse(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') {
    return std::nullopt;
  }
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  if (!year || !month || *month < 1 || *month > 12) {
    return std::nullopt;
  }
  return Month{*year * 12 + *month - 1};
}

std::string to_string(Month month) {
  return fmt::format("{:04}-{:02}", month.year(), month.number());
}

Date plus_months(Date date, int months) {
  auto day = calendar(date) + std::chrono::months{months};
  if (!day.ok()) {
    day = day.year() / day.month() / std::chrono::last;
  }
  return from_calendar(day);
}

} // namespace tunepath
