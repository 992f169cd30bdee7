#include "tunepath/pricing/periods.hpp"

#include "support/catch.hpp"

using namespace tunepath;

namespace {

/// Months that cost 1, 2, 3 ... dollars, of which credits pay one each; the reference costs 2 each.
std::vector<MonthCost> months_of(int count) {
  std::vector<MonthCost> months;
  Money so_far;
  for (int number = 1; number <= count; ++number) {
    MonthCost month;
    month.month = number;
    month.at = Month::parse("2026-11").value().plus(number - 1);
    month.requests = 10 * number;
    month.per_use = Money::dollars(number);
    month.credits = Money::dollars(1);
    month.retrainings = number % 6 == 0 ? 1 : 0;
    so_far += month.per_use;
    month.cumulative = so_far;
    month.reference_cumulative = Money::dollars(2 * number);
    months.push_back(month);
  }
  return months;
}

} // namespace

TEST_CASE("a horizon of any length makes a short table", "[pricing]") {
  struct Case {
    const char* name;
    int months;
    int each;
    std::size_t rows;
  };
  const Case c = GENERATE(values<Case>({{"one", 1, 1, 1},
                                        {"a year", 12, 1, 12},
                                        {"fourteen", 14, 1, 14},
                                        {"fifteen", 15, 3, 5},
                                        {"three years", 36, 3, 12},
                                        {"forty-two", 42, 3, 14},
                                        {"forty-three", 43, 12, 4},
                                        {"ten years", 120, 12, 10}}));
  DYNAMIC_SECTION(c.name) {
    const auto months = months_of(c.months);
    CHECK(months_per_period(months.size()) == c.each);
    CHECK(periods(months).size() == c.rows);
  }
}

TEST_CASE("periods sum their months and end where their last month does", "[pricing]") {
  const auto months = months_of(16);
  const auto all = periods(months);
  REQUIRE(all.size() == 6);
  CHECK(to_string(all[1].from) == "2027-02");
  CHECK(all[1].months == 3);
  CHECK(all[1].requests == 150);
  CHECK(all[1].cost == Money::dollars(4 + 5 + 6));
  CHECK(all[1].credits == Money::dollars(3));
  CHECK(all[1].credits_so_far == Money::dollars(6));
  CHECK(all[1].retrainings == 1);
  CHECK(all[1].cumulative == Money::dollars(21));
  CHECK(all[1].paid_by_you_so_far() == Money::dollars(15));
  CHECK(all[1].reference_cumulative == Money::dollars(12));
  CHECK(all[5].months == 1);
  CHECK(all[5].cumulative == months.back().cumulative);
}

TEST_CASE("requests that are unknown in a month are unknown in its period", "[pricing]") {
  auto months = months_of(16);
  months[4].requests.reset();
  CHECK_FALSE(periods(months)[1].requests.has_value());
  CHECK(periods(months)[2].requests.has_value());
}
