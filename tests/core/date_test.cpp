#include "tunepath/core/date.hpp"

#include "support/catch.hpp"

using namespace tunepath;

namespace {

Date day(const char* text) {
  return Date::parse(text).value();
}

} // namespace

TEST_CASE("only days that exist are dates", "[core]") {
  struct Case {
    const char* name;
    const char* text;
    bool good;
  };
  const Case c = GENERATE(values<Case>({
      {"a day", "2026-11-22", true},
      {"the first day of the count", "1970-01-01", true},
      {"a leap day", "2028-02-29", true},
      {"no leap day in other years", "2026-02-29", false},
      {"no leap day in 2100", "2100-02-29", false},
      {"a 31st of April", "2026-04-31", false},
      {"month 13", "2026-13-01", false},
      {"month zero", "2026-00-01", false},
      {"day zero", "2026-01-00", false},
      {"one digit too few", "2026-1-22", false},
      {"the day first", "22-11-2026", false},
      {"slashes", "2026/11/22", false},
      {"a time after it", "2026-11-22T10:00", false},
      {"a sign", "-026-11-22", false},
      {"letters", "2026-11-2x", false},
      {"nothing", "", false},
  }));
  DYNAMIC_SECTION(c.name) {
    const auto date = Date::parse(c.text);
    REQUIRE(date.has_value() == c.good);
    if (date) {
      CHECK(to_string(*date) == c.text);
    }
  }
}

TEST_CASE("dates count days and order themselves", "[core]") {
  CHECK(day("1970-01-01").days_since_epoch() == 0);
  CHECK(days_between(day("2026-02-28"), day("2026-03-01")) == 1);
  CHECK(days_between(day("2028-02-28"), day("2028-03-01")) == 2);
  CHECK(days_between(day("2026-11-22"), day("2025-11-22")) == -365);
  CHECK(day("2026-11-22") < day("2026-12-01"));
}

TEST_CASE("every day of 400 years reads back from its own text", "[core][property]") {
  for (std::int32_t days = day("1800-01-01").days_since_epoch();
       days <= day("2200-01-01").days_since_epoch(); days += 7) {
    const Date date = Date::days(days);
    REQUIRE(Date::parse(to_string(date)) == date);
  }
}

TEST_CASE("months of the calendar count on across years", "[core]") {
  const Month start = Month::parse("2026-11").value();
  CHECK(start == Month::of(day("2026-11-30")));
  CHECK(to_string(start) == "2026-11");
  CHECK(to_string(start.plus(2)) == "2027-01");
  CHECK(to_string(start.plus(-11)) == "2025-12");
  CHECK(start.plus(14).number() == 1);
  CHECK(start.plus(14).year() == 2028);
  CHECK_FALSE(Month::parse("2026-13"));
  CHECK_FALSE(Month::parse("2026-00"));
  CHECK_FALSE(Month::parse("2026-1"));
  CHECK_FALSE(Month::parse("2026-11-22"));
}

TEST_CASE("months later is the same day, or the last one of a shorter month", "[core]") {
  CHECK(plus_months(day("2026-11-22"), 6) == day("2027-05-22"));
  CHECK(plus_months(day("2026-01-31"), 1) == day("2026-02-28"));
  CHECK(plus_months(day("2028-01-31"), 1) == day("2028-02-29"));
  CHECK(plus_months(day("2026-12-31"), 2) == day("2027-02-28"));
  CHECK(plus_months(day("2026-03-31"), -1) == day("2026-02-28"));
}
