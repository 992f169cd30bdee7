#include "cli/commands/gates.hpp"

#include "support/catch.hpp"

#include <sstream>

using namespace tunepath;
using namespace tunepath::cli;

namespace {

/// An answer of one standing line for each amount, over a year.
Comparable answer(std::string label, const std::vector<Money>& amounts) {
  Comparable out;
  out.label = std::move(label);
  out.decided = true;
  out.way = "prompt";
  out.horizon_months = 12;
  for (const Money amount : amounts) {
    ComparedLine line;
    line.id = "storage.model";
    line.kind = LineKind::standing;
    line.label = "Model storage";
    line.amount = amount;
    out.lines.push_back(line);
    for (int month = 0; month < out.horizon_months; ++month) {
      out.horizon += amount;
    }
  }
  return out;
}

struct Held {
  int code = 0;
  std::string said;
};

Held held(const Gates& gates, const std::vector<Comparable>& answers) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const Environment environment{.in = in, .out = out, .err = err, .today = {}};
  const int code = hold_gates(gates, answers, environment);
  return {code, err.str()};
}

Gates at_most(SumKind kind, Money most) {
  Gates gates;
  gates.limits = {{"--limit", kind, most}};
  return gates;
}

} // namespace

TEST_CASE("a percentile within its limit fails where a draw lacks a price", "[cli][gates]") {
  Comparable one = answer("a", {Money::dollars(10)});
  Percentile high;
  high.standing = high.month = Money::dollars(11);
  high.horizon = Money::dollars(130);
  high.gaps.add(LineKind::standing);
  one.percentiles = {{high, high, high}};
  Gates gates = at_most(SumKind::horizon, Money::dollars(1000));
  CHECK(held(gates, {one}).code == exit_ok);
  gates.percentile = PercentileRank::p90;
  const Held found = held(gates, {one});
  CHECK(found.code == exit_gate);
  CHECK(found.said ==
        "a: --limit: cannot be told: at least $130.00 over 12 months at P90 is within the limit of "
        "$1,000.00, but in some draws something of it has no price (standing)\n");
  gates = at_most(SumKind::one_time, Money::dollars(1000));
  gates.percentile = PercentileRank::p90;
  CHECK(held(gates, {one}).said.empty());
  gates = {};
  gates.percentile = PercentileRank::p90;
  gates.max_increase = Decimal::of(100);
  CHECK(held(gates, {one, answer("b", {Money::dollars(10)})}).said ==
        "b: --max-increase: cannot be told: a costs at least $130.00 at P90; in some draws "
        "something of it has no price (standing)\n");
}

TEST_CASE("an increase is about and so far where a price stands in and an answer is open",
          "[cli][gates]") {
  Comparable dear = answer("b", {Money::dollars(20)});
  dear.lines.front().stand_in = "eu-west-1";
  dear.provisional = true;
  Gates gates;
  gates.max_increase = Decimal::of(10);
  const Comparable base = answer("a", {Money::dollars(10)});
  CHECK(held(gates, {base, dear}).said ==
        "b: --max-increase: about $240.00 over 12 months so far is $120.00 (+100%) above the "
        "$120.00 of a; the limit is +10%, mostly storage.model (Model storage), $20.00 a month\n");
  dear.label = "a";
  gates.max_increase = Decimal{};
  Comparable dearer = answer("c", {Money::dollars(30)});
  CHECK(held(gates, {dear, dearer}).said ==
        "c: --max-increase: $360.00 over 12 months is $120.00 (+50%) above the about $240.00 of a "
        "so far; the limit is +0%, mostly storage.model (Model storage), $30.00 a month\n");
}

TEST_CASE("a tiny increase does not read as none", "[cli][gates]") {
  Gates gates;
  gates.max_increase = Decimal{};
  Comparable more = answer("b", {Money::dollars(10)});
  more.horizon += Money::micros(1);
  CHECK(held(gates, {answer("a", {Money::dollars(10)}), more}).said ==
        "b: --max-increase: $120.000001 over 12 months is $0.000001 (less than 0.01%) above the "
        "$120.00 of a; the limit is +0%, mostly storage.model (Model storage), $10.00 a month\n");
}

TEST_CASE("gaps that stand in the way are named, one or more", "[cli][gates]") {
  const Gates gates = at_most(SumKind::horizon, Money::dollars(1000));
  Comparable one = answer("a", {Money::dollars(10)});
  std::string said =
      "a: --limit: cannot be told: at least $120.00 over 12 months is within the limit of "
      "$1,000.00, but x is not priced: state y";
  for (const auto& [id, more] :
       {std::pair{"x", ""}, std::pair{"b", "; nor is b"}, std::pair{"c", "; nor are b, c"}}) {
    one.gaps.push_back({id, LineKind::standing, "Something", "state y", false});
    CHECK(held(gates, {one}).said == said + more + "\n");
  }
}

TEST_CASE("old rates are named alike, in whatever order they come", "[cli][gates]") {
  Comparable one = answer("a", {Money::dollars(10)});
  one.as_of = *Date::parse("2026-11-22");
  const ComparedRate storage{"s3 / storage", *Date::parse("2026-11-20"), "s3.yaml", 6};
  const ComparedRate tokens{"bedrock / tokens", *Date::parse("2026-11-20"), "bedrock.yaml", 40};
  const ComparedRate hours{"sagemaker / hours", *Date::parse("2026-11-19"), "sagemaker.yaml", 5};
  const ComparedRate young{"a / b", *Date::parse("2026-11-21"), "a.yaml", 1};
  Gates gates;
  gates.max_rate_age = 1;
  for (const auto& rates :
       {std::vector{hours, storage, tokens, young}, std::vector{hours, tokens, storage, young}}) {
    one.rates = rates;
    const Held found = held(gates, {one});
    CHECK(found.code == exit_gate);
    CHECK(found.said ==
          "a: rates older than 1 day on 2026-11-22:\n"
          "  3 days, 2026-11-19: sagemaker / hours (sagemaker.yaml:5)\n"
          "  2 days, 2026-11-20: bedrock / tokens (bedrock.yaml:40)\n"
          "  2 days, 2026-11-20: s3 / storage (s3.yaml:6)\n");
  }
  gates.max_rate_age = 0;
  CHECK(held(gates, {one}).said.find("  1 day, 2026-11-21: a / b (a.yaml:1)\n") !=
        std::string::npos);
}
