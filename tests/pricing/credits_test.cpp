// Who pays: credits burn down as AWS documents it, and never pay what they do not cover.

#include "tunepath/pricing/credits.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <random>

using namespace tunepath;

namespace {

const Month k_start = Month::parse("2026-12").value();

std::optional<Date> day(const char* text) {
  return Date::parse(text);
}

/// A month that bills these parts, and people's time besides.
MonthCost month_with(int number, std::vector<BilledPart> parts, Money people = {}) {
  MonthCost month;
  month.month = number;
  month.at = k_start.plus(number - 1);
  month.people = people;
  month.standing = people;
  for (const BilledPart& part : parts) {
    month.standing += part.amount;
  }
  month.parts = std::move(parts);
  return month;
}

/// So many months that each bill `dollars` of SageMaker and a tenth of it of Bedrock.
std::vector<MonthCost> months_of(int count, std::int64_t dollars) {
  std::vector<MonthCost> months;
  for (int number = 1; number <= count; ++number) {
    months.push_back(
        month_with(number, {{"sagemaker", "an-instance", false, Money::dollars(dollars)},
                            {"bedrock", "a-model", false, Money::dollars(dollars / 10)}}));
  }
  return months;
}

GrantTerms grant(std::int64_t dollars, std::vector<std::string> services,
                 std::optional<Date> from = {}, std::optional<Date> expires = {}) {
  return {.pool = "a-pool",
          .granted = Money::dollars(dollars),
          .from = from,
          .expires = expires,
          .services = std::move(services),
          .excludes = {},
          .excluded_items = {},
          .at = {}};
}

/// What credits pay in each month, in whole dollars.
std::vector<std::int64_t> paid(const std::vector<MonthCost>& months) {
  std::vector<std::int64_t> dollars;
  for (const MonthCost& month : months) {
    dollars.push_back(month.credits.micros() / 1'000'000);
  }
  return dollars;
}

} // namespace

TEST_CASE("a grant pays for the services that it names and for nothing else",
          "[pricing][credits]") {
  struct Case {
    const char* name;
    GrantTerms terms;
    BilledPart part;
    bool pays;
  };
  GrantTerms without_kb = grant(1, {"bedrock"});
  without_kb.excludes = {"bedrock-knowledge-bases"};
  GrantTerms without_others = grant(1, {"bedrock", "sagemaker"});
  without_others.excluded_items = {"a-model"};
  const Case c = GENERATE_COPY(values<Case>({
      {"a service by name", grant(1, {"s3"}), {"s3", "standard", false, {}}, true},
      {"another service", grant(1, {"s3"}), {"sagemaker", "x", false, {}}, false},
      {"a part of a service", grant(1, {"bedrock"}), {"bedrock-evaluation", "x", false, {}}, true},
      {"a service that only starts alike", grant(1, {"s3"}), {"s3x", "x", false, {}}, false},
      {"the whole of a part", grant(1, {"s3-vectors"}), {"s3", "x", false, {}}, false},
      {"an excluded part", without_kb, {"bedrock-knowledge-bases", "x", false, {}}, false},
      {"beside an excluded part", without_kb, {"bedrock", "a-model", false, {}}, true},
      {"an excluded model", without_others, {"bedrock", "a-model", false, {}}, false},
      {"another model", without_others, {"bedrock", "b-model", false, {}}, true},
      {"the same name elsewhere", without_others, {"sagemaker", "a-model", false, {}}, true},
      {"what is owed before it is billed",
       grant(1, {"bedrock"}),
       {"bedrock", "x", true, {}},
       false},
      {"anything, naming nothing", grant(1, {}), {"bedrock", "x", false, {}}, false},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(pays_for(c.terms, c.part) == c.pays);
  }
}

TEST_CASE("a month counts only when the grant is in force on every day of it",
          "[pricing][credits]") {
  struct Case {
    const char* name;
    std::optional<Date> from;
    std::optional<Date> expires;
    std::vector<std::int64_t> paid;
  };
  const Case c = GENERATE(values<Case>({
      {"no days", {}, {}, {110, 110, 110}},
      {"from the first day of a month", day("2027-01-01"), {}, {0, 110, 110}},
      {"from the second day of a month", day("2027-01-02"), {}, {0, 0, 110}},
      {"to the last day of a month", {}, day("2027-01-31"), {110, 110, 0}},
      {"to the day before it", {}, day("2027-01-30"), {110, 0, 0}},
      {"one whole month", day("2027-01-01"), day("2027-01-31"), {0, 110, 0}},
      {"a month across two", day("2026-12-15"), day("2027-01-14"), {0, 0, 0}},
      {"before the horizon", {}, day("2026-11-30"), {0, 0, 0}},
      {"after the horizon", day("2027-03-01"), {}, {0, 0, 0}},
  }));
  DYNAMIC_SECTION(c.name) {
    std::vector<MonthCost> months = months_of(3, 100);
    const std::vector<GrantTerms> grants{grant(1'000, {"sagemaker", "bedrock"}, c.from, c.expires)};
    burn_down(grants, months, {});
    CHECK(paid(months) == c.paid);
  }
}

TEST_CASE("what expires first is used first, then what pays for less, then in the order given",
          "[pricing][credits]") {
  std::vector<GrantTerms> grants{grant(50, {"sagemaker", "bedrock"}), grant(50, {"sagemaker"}),
                                 grant(50, {"sagemaker", "bedrock"}, {}, day("2027-12-31")),
                                 grant(50, {"bedrock", "sagemaker"})};
  for (std::size_t i = 0; i < grants.size(); ++i) {
    grants[i].pool = std::to_string(i);
  }
  std::vector<MonthCost> months = months_of(1, 100);
  const CreditAdvice advice = burn_down(grants, months, {});
  std::string order;
  for (const GrantUse& use : advice.grants) {
    order += use.pool;
  }
  CHECK(order == "2103");
  CHECK(advice.grants[0].used == Money::dollars(50));
  CHECK(advice.grants[1].used == Money::dollars(50));
  CHECK(advice.grants[2].used == Money::dollars(10));
  CHECK(advice.grants[3].used == Money{});
}

TEST_CASE("a grant pays the dearest service of a month first", "[pricing][credits]") {
  std::vector<MonthCost> months{month_with(1, {{"bedrock", "a", false, Money::dollars(30)},
                                               {"sagemaker", "b", false, Money::dollars(40)},
                                               {"bedrock", "c", false, Money::dollars(20)}})};
  const std::vector<GrantTerms> grants{grant(50, {"sagemaker", "bedrock"}, {}, day("2027-12-31")),
                                       grant(100, {"sagemaker"})};
  burn_down(grants, months, {});
  CHECK(months[0].credits == Money::dollars(90)); // Bedrock comes to more: the first pays that.
}

TEST_CASE("what became of a grant, and what is to pay when it is over", "[pricing][credits]") {
  struct Case {
    const char* name;
    GrantTerms terms;
    int months;
    std::int64_t used, expired, left;
    int funded;
    const char* after; ///< "" = none
    std::int64_t out_of_pocket;
  };
  const Case c = GENERATE_COPY(values<Case>({
      {"used up", grant(250, {"sagemaker", "bedrock"}), 4, 250, 0, 0, 2, "2027-03", 190},
      {"expires in the horizon", grant(1'000, {"sagemaker", "bedrock"}, {}, day("2027-01-31")), 4,
       220, 780, 0, 2, "2027-02", 220},
      {"expires with the horizon", grant(1'000, {"sagemaker", "bedrock"}, {}, day("2027-03-31")), 4,
       440, 560, 0, 4, "2027-04", 0},
      {"outlasts the horizon", grant(1'000, {"sagemaker", "bedrock"}), 4, 440, 0, 560, 4, "", 0},
      {"is used up with the horizon", grant(440, {"sagemaker", "bedrock"}), 4, 440, 0, 0, 4,
       "2027-04", 0},
      {"pays for a part", grant(1'000, {"bedrock"}), 4, 40, 0, 960, 0, "", 400},
      {"pays for nothing", grant(1'000, {"s3"}), 4, 0, 0, 1'000, 0, "", 440},
      {"starts later", grant(1'000, {"sagemaker", "bedrock"}, day("2027-01-01"), day("2027-02-28")),
       4, 220, 780, 0, 0, "2027-03", 220},
  }));
  DYNAMIC_SECTION(c.name) {
    std::vector<MonthCost> months = months_of(c.months, 100);
    const std::vector<GrantTerms> grants{c.terms};
    const CreditAdvice advice = burn_down(grants, months, {});
    REQUIRE(advice.grants.size() == 1);
    CHECK(advice.grants[0].used == Money::dollars(c.used));
    CHECK(advice.grants[0].expired == Money::dollars(c.expired));
    CHECK(advice.grants[0].left == Money::dollars(c.left));
    CHECK(advice.months_funded == c.funded);
    CHECK((advice.after ? to_string(*advice.after) : "") == c.after);
    CHECK(advice.out_of_pocket == Money::dollars(c.out_of_pocket));
    CHECK(advice.monthly_after == Money::dollars(110));
  }
}

TEST_CASE("the bill on the day after is that of a usual month", "[pricing][credits]") {
  std::vector<MonthCost> months = months_of(4, 100);
  months[0].one_time = Money::dollars(900); // training
  months[0].parts[0].amount += Money::dollars(900);
  months[2].retrainings = 1;
  months[2].retraining = Money::dollars(300);
  months[2].standing += Money::dollars(300);
  months[2].parts[0].amount += Money::dollars(300);
  months[3].parts.push_back({"bedrock", "the-rest-of-a-term", true, Money::dollars(500)});
  months[3].standing += Money::dollars(500);
  std::vector<GrantTerms> grants{grant(10'000, {"sagemaker", "bedrock"}, {}, day("2027-01-31"))};
  const CreditAdvice advice = burn_down(grants, months, Money::dollars(7));
  CHECK(to_string(advice.after.value()) == "2027-02");
  CHECK(advice.monthly_after == Money::dollars(110)); // of January: the others are no usual months
  CHECK(advice.out_of_pocket == Money::dollars(410 + 610));
  const CreditAdvice alone = burn_down(grants, std::span{months}.first(1), Money::dollars(7));
  CHECK(alone.monthly_after == Money::dollars(7));
}

TEST_CASE("where every month retrains, the bill afterwards is that of its month, without it",
          "[pricing][credits]") {
  std::vector<MonthCost> months = months_of(4, 100);
  for (MonthCost& month : months) {
    month.retrainings = 1;
    month.retraining = Money::dollars(30);
    month.standing += Money::dollars(30 + 50 * month.month); // and the traffic grows
    month.parts[0].amount += Money::dollars(30 + 50 * month.month);
  }
  std::vector<GrantTerms> grants{grant(10'000, {"sagemaker", "bedrock"}, {}, day("2027-01-31"))};
  const CreditAdvice advice = burn_down(grants, months, Money::dollars(7));
  REQUIRE(to_string(advice.after.value()) == "2027-02");
  const auto after = std::find_if(months.begin(), months.end(),
                                  [&](const MonthCost& month) { return month.at == advice.after; });
  REQUIRE(after != months.end());
  CHECK(advice.monthly_after == after->aws() - Money::dollars(30));
}

TEST_CASE("less than a cent is no bill", "[pricing][credits]") {
  std::vector<MonthCost> months = months_of(4, 100);
  for (MonthCost& month : months) {
    month.standing += Money::micros(243);
    month.parts.push_back({"s3", "standard", false, Money::micros(243)});
  }
  std::vector<GrantTerms> grants{grant(10'000, {"sagemaker", "bedrock"})};
  CHECK(burn_down(grants, months, Money{}).months_funded == 4);
}

TEST_CASE("without grants, or without months, credits pay nothing", "[pricing][credits]") {
  std::vector<MonthCost> months = months_of(3, 100);
  months[0].people = Money::dollars(40);
  months[0].standing += Money::dollars(40);
  const CreditAdvice advice = burn_down({}, months, {});
  CHECK(advice.used == Money{});
  CHECK(advice.bill == Money::dollars(330));
  CHECK(advice.people == Money::dollars(40));
  CHECK(advice.out_of_pocket == advice.bill);
  CHECK(advice.months_funded == 0);
  CHECK_FALSE(advice.after.has_value());
  const std::vector<GrantTerms> grants{grant(10, {"bedrock"})};
  CHECK(burn_down(grants, {}, {}).grants.empty());
}

namespace {

/// Months and grants at random, of few services, so that grants compete.
class Anything {
public:
  explicit Anything(std::uint64_t seed) : random_(seed) {}

  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(bound));
  }
  Money amount() { return below(4) == 0 ? Money{} : Money::micros(below(2'000'000'000)); }

  std::vector<MonthCost> months() {
    std::vector<MonthCost> all;
    const auto count = static_cast<int>(1 + below(14));
    for (int number = 1; number <= count; ++number) {
      std::vector<BilledPart> parts;
      for (auto left = below(6); left > 0; --left) {
        parts.push_back(
            {service(), below(2) == 0 ? "a-model" : "b-model", below(8) == 0, amount()});
      }
      all.push_back(month_with(number, std::move(parts), amount()));
    }
    return all;
  }

  std::vector<GrantTerms> grants() {
    std::vector<GrantTerms> all(static_cast<std::size_t>(below(5)));
    for (GrantTerms& terms : all) {
      terms = grant(below(4'000), {});
      for (auto left = below(4); left > 0; --left) {
        terms.services.push_back(service());
      }
      terms.excludes = below(4) == 0 ? std::vector{service()} : terms.excludes;
      terms.excluded_items =
          below(4) == 0 ? std::vector<std::string>{"a-model"} : terms.excluded_items;
      const Date from =
          Date::days(day("2026-10-01")->days_since_epoch() + static_cast<std::int32_t>(below(300)));
      terms.from = below(2) == 0 ? std::optional{from} : std::nullopt;
      terms.expires = below(2) == 0
                          ? std::optional{Date::days(from.days_since_epoch() +
                                                     static_cast<std::int32_t>(below(400)))}
                          : std::nullopt;
    }
    return all;
  }

private:
  std::string service() {
    constexpr std::array<const char*, 4> k_all{"bedrock", "bedrock-evaluation", "sagemaker", "s3"};
    return k_all[static_cast<std::size_t>(below(k_all.size()))];
  }

  std::mt19937_64 random_;
};

/// What any of the grants could pay of the month's bill.
Money coverable(const MonthCost& month, const std::vector<GrantTerms>& grants) {
  Money sum;
  for (const BilledPart& part : month.parts) {
    const bool any = std::any_of(grants.begin(), grants.end(), [&](const GrantTerms& terms) {
      return in_force(terms, month.at) && pays_for(terms, part);
    });
    sum += any ? part.amount : Money{};
  }
  return sum;
}

Money sum_of(const std::vector<MonthCost>& months, Money MonthCost::*member) {
  Money sum;
  for (const MonthCost& month : months) {
    sum += month.*member;
  }
  return sum;
}

} // namespace

TEST_CASE("credits never pay more than there is of a grant, or of a bill that it covers",
          "[pricing][credits][property]") {
  Anything anything{20'261'122};
  int paying = 0;
  for (int round = 0; round < 6'000; ++round) {
    std::vector<MonthCost> months = anything.months();
    const std::vector<GrantTerms> grants = anything.grants();
    const CreditAdvice advice = burn_down(grants, months, {});
    REQUIRE(advice.grants.size() == grants.size());
    for (const GrantUse& use : advice.grants) {
      REQUIRE(use.used + use.expired + use.left == use.granted);
      REQUIRE(std::min({use.used, use.expired, use.left}) >= Money{});
      REQUIRE(use.granted == grants[use.index].granted);
    }
    for (const MonthCost& month : months) {
      REQUIRE(month.credits >= Money{});
      REQUIRE(month.credits <= coverable(month, grants));
      REQUIRE(month.out_of_pocket() >= Money{});
    }
    REQUIRE(advice.used == sum_of(months, &MonthCost::credits));
    REQUIRE(advice.used + advice.out_of_pocket == advice.bill);
    paying += advice.used > Money{} ? 1 : 0;
  }
  CHECK(paying > 2'000);
}

TEST_CASE("a larger grant, or one more, never raises what is left to pay",
          "[pricing][credits][property]") {
  Anything anything{7};
  int lowered = 0;
  for (int round = 0; round < 6'000; ++round) {
    std::vector<MonthCost> months = anything.months();
    std::vector<GrantTerms> grants = anything.grants();
    const Money before = burn_down(grants, months, {}).out_of_pocket;
    if (grants.empty() || anything.below(3) == 0) {
      grants.push_back(grant(anything.below(1'000), {"bedrock"}));
    } else {
      auto& more = grants[static_cast<std::size_t>(anything.below(std::ssize(grants)))];
      more.granted += Money::micros(1 + anything.below(900'000'000));
    }
    const Money after = burn_down(grants, months, {}).out_of_pocket;
    REQUIRE(after <= before);
    lowered += after < before ? 1 : 0;
  }
  CHECK(lowered > 500);
}

TEST_CASE("the order of grants on equal terms changes no sum, and one split in two pays the same",
          "[pricing][credits][property]") {
  Anything anything{99};
  for (int round = 0; round < 3'000; ++round) {
    std::vector<MonthCost> months = anything.months();
    std::vector<GrantTerms> grants = anything.grants();
    if (grants.empty()) {
      continue;
    }
    const CreditAdvice whole = burn_down(grants, months, {});
    GrantTerms second = grants[0];
    const Money part = Money::micros(anything.below(second.granted.micros() + 1));
    second.granted = second.granted - part;
    grants[0].granted = part;
    grants.insert(grants.begin() + 1, second);
    const CreditAdvice split = burn_down(grants, months, {});
    std::swap(grants[0], grants[1]);
    const CreditAdvice swapped = burn_down(grants, months, {});
    for (const CreditAdvice& each : {split, swapped}) {
      REQUIRE(each.used == whole.used);
      REQUIRE(each.expired == whole.expired);
      REQUIRE(each.out_of_pocket == whole.out_of_pocket);
      REQUIRE(each.after == whole.after);
    }
  }
}
