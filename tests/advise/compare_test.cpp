#include "tunepath/advise/compare.hpp"

#include "support/catch.hpp"
#include "support/sample_advice.hpp"
#include "support/sample_parts.hpp"

namespace tunepath {
namespace {

using test::sample::dec;

ComparedLine line(std::string id, std::string item, std::int64_t quantity, std::string_view usd,
                  LineKind kind = LineKind::standing) {
  ComparedLine out;
  out.id = std::move(id);
  out.kind = kind;
  out.label = item;
  out.item = std::move(item);
  out.quantity = Rational::of(quantity);
  out.unit = Unit::instance_hour;
  out.usd = dec(usd);
  out.amount = multiply(out.quantity, out.usd, 1);
  return out;
}

Gap gap(std::string id, LineKind kind = LineKind::standing) {
  return {std::move(id), kind, "Something", "add a row", true};
}

Comparable answer(std::string name, std::vector<ComparedLine> lines, std::vector<Gap> gaps = {}) {
  Comparable out;
  out.name = std::move(name);
  out.source = "profiles/" + out.name + ".yaml";
  out.decided = true;
  out.way = "prompt";
  out.lines = std::move(lines);
  out.gaps = std::move(gaps);
  out.horizon_months = 12;
  for (const ComparedLine& each : out.lines) {
    for (int month = 0; month < (each.kind == LineKind::one_time ? 1 : 12); ++month) {
      out.horizon += each.amount;
    }
  }
  return out;
}

Against only(Comparable base, Comparable other) {
  const Comparison comparison = compare({std::move(base), std::move(other)});
  REQUIRE(comparison.others.size() == 1);
  return comparison.others.front();
}

TEST_CASE("a line that differs says whether by quantity, rate, item or several", "[compare]") {
  struct Case {
    const char* name;
    ComparedLine after;
    bool quantity;
    bool rate;
    bool item;
  };
  const ComparedLine before = line("hosting.instances", "small", 730, "1.5");
  ComparedLine same_price = before;
  same_price.usd = dec("1500");
  same_price.per = 1000;
  const std::vector<Case> cases{
      {"quantity", line("hosting.instances", "small", 220, "1.5"), true, false, false},
      {"rate", line("hosting.instances", "small", 730, "1.6"), false, true, false},
      {"both", line("hosting.instances", "small", 220, "1.6"), true, true, false},
      {"item alone", line("hosting.instances", "large", 730, "1.5"), false, false, true},
      {"item and rate", line("hosting.instances", "large", 730, "2.5"), false, true, true}};
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Against found = only(answer("a", {before}), answer("b", {c.after}));
    REQUIRE(found.lines.size() == 1);
    const LineChange& change = found.lines.front();
    CHECK(change.kind == LineChange::Kind::changed);
    CHECK(change.quantity == c.quantity);
    CHECK(change.rate == c.rate);
    CHECK(change.item == c.item);
    CHECK(change.by == c.after.amount - before.amount);
  }
  CHECK(only(answer("a", {before}), answer("b", {same_price})).lines.empty());
}

TEST_CASE("a line that only one answer has is new or gone", "[compare]") {
  const Against found = only(answer("a", {line("storage.model", "s3", 10, "1")}),
                             answer("b", {line("rag.storage", "kb", 3, "2")}));
  REQUIRE(found.lines.size() == 2);
  CHECK(found.lines[0].kind == LineChange::Kind::gone); // Ten dollars before six.
  CHECK(found.lines[0].by == Money{} - Money::dollars(10));
  CHECK(found.lines[1].kind == LineChange::Kind::added);
  CHECK(found.lines[1].by == Money::dollars(6));
}

TEST_CASE("lines of one id are matched by their item, wherever they stand", "[compare]") {
  const Against found = only(
      answer("a", {line("tokens.input", "micro", 5, "1"), line("tokens.input", "haiku", 7, "1")}),
      answer("b", {line("tokens.input", "haiku", 7, "1"), line("tokens.input", "micro", 6, "1")}));
  REQUIRE(found.lines.size() == 1);
  CHECK(found.lines[0].before->item == "micro");
  CHECK(found.lines[0].after->item == "micro");
}

TEST_CASE("lines that share an id only are paired where it is one on each side", "[compare]") {
  const Against one = only(
      answer("a", {line("tokens.input", "micro", 5, "1"), line("tokens.output", "micro", 5, "1")}),
      answer("b", {line("tokens.input", "haiku", 7, "1")}));
  REQUIRE(one.lines.size() == 2);
  CHECK(one.lines[0].kind == LineChange::Kind::gone);
  CHECK(one.lines[1].kind == LineChange::Kind::changed);
  CHECK(one.lines[1].item);
  const Against two = only(
      answer("a", {line("tokens.input", "micro", 5, "1"), line("tokens.input", "lite", 5, "1")}),
      answer("b", {line("tokens.input", "haiku", 7, "1")}));
  CHECK(two.lines.size() == 3);
}

TEST_CASE("thousands of lines of one id are compared in a moment", "[compare]") {
  constexpr int k_lines = 2000; // Eight thousand million steps if it were cubic.
  std::vector<ComparedLine> before;
  std::vector<ComparedLine> after;
  for (int i = 0; i < k_lines; ++i) {
    before.push_back(line("tokens.input", "old-" + std::to_string(i), 1, "1"));
    after.push_back(line("tokens.input", "new-" + std::to_string(i), 1, "1"));
  }
  CHECK(only(answer("a", before), answer("b", after)).lines.size() == 2 * k_lines);
}

TEST_CASE("with a gap on either side a difference is no number", "[compare]") {
  const ComparedLine priced = line("hosting.instances", "small", 730, "1.5");
  const Against closed = only(answer("a", {}, {gap("hosting.instances")}), answer("b", {priced}));
  REQUIRE(closed.lines.size() == 1);
  CHECK(closed.lines[0].gap_before.has_value());
  CHECK(closed.lines[0].after.has_value());
  CHECK_FALSE(closed.lines[0].by.has_value());
  CHECK_FALSE(closed.sum(SumKind::standing).by.has_value());
  CHECK_FALSE(closed.sum(SumKind::horizon).by.has_value());
  CHECK(closed.sum(SumKind::one_time).by == Money{}); // No gap is in the way of that one.

  const Against opened = only(answer("a", {priced}), answer("b", {}, {gap("hosting.instances")}));
  REQUIRE(opened.lines.size() == 1);
  CHECK(opened.lines[0].gap_after.has_value());
  const Against both = only(answer("a", {priced}, {gap("storage.model")}),
                            answer("b", {priced}, {gap("storage.model")}));
  CHECK(both.lines.empty());
  CHECK_FALSE(both.sum(SumKind::monthly).by.has_value());
}

TEST_CASE("horizons of other lengths are not subtracted", "[compare]") {
  Comparable longer = answer("b", {line("storage.model", "s3", 10, "1")});
  longer.horizon_months = 24;
  const Against found = only(answer("a", {line("storage.model", "s3", 10, "1")}), longer);
  CHECK_FALSE(found.same_horizon);
  CHECK_FALSE(found.sum(SumKind::horizon).by.has_value());
  CHECK(found.sum(SumKind::monthly).by == Money{});
}

TEST_CASE("of nothing there is no percentage", "[compare]") {
  const Against found = only(answer("a", {}), answer("b", {line("storage.model", "s3", 10, "1")}));
  CHECK(found.sum(SumKind::standing).by == Money::dollars(10));
  CHECK_FALSE(found.sum(SumKind::standing).share.has_value());
  const Against half = only(answer("a", {line("storage.model", "s3", 10, "1")}),
                            answer("b", {line("storage.model", "s3", 5, "1")}));
  CHECK(half.sum(SumKind::standing).share == Rational::quotient(-1, 2));
}

TEST_CASE("an increase is compared exactly", "[compare]") {
  struct Case {
    std::int64_t base;
    std::int64_t other;
    const char* percent;
    bool exceeds;
  };
  const std::vector<Case> cases{{100'000'000, 110'000'000, "10", false},
                                {100'000'000, 110'000'001, "10", true},
                                {3, 4, "33.333333", true},
                                {3, 4, "33.333334", false},
                                {0, 0, "0", false},
                                {0, 1, "1000000", true},
                                {INT64_MAX, INT64_MAX, "0", false},
                                {INT64_MAX - 1, INT64_MAX, "0", true},
                                {INT64_MAX, 0, "1000000", false}};
  for (const Case& c : cases) {
    CAPTURE(c.base, c.other, c.percent);
    CHECK(exceeds(Money::micros(c.base), Money::micros(c.other), dec(c.percent)) == c.exceeds);
  }
}

TEST_CASE("every answer has a label of its own", "[compare]") {
  const auto labels = [](std::vector<std::pair<const char*, const char*>> named) {
    std::vector<Comparable> all;
    for (const auto& [name, source] : named) {
      all.emplace_back();
      all.back().name = name;
      all.back().source = source;
    }
    label_apart(all);
    std::vector<std::string> out;
    for (const Comparable& each : all) {
      out.push_back(each.label);
    }
    return out;
  };
  using Labels = std::vector<std::string>;
  CHECK(labels({{"a", "x/a.yaml"}, {"b", "x/b.yaml"}}) == Labels{"a", "b"});
  CHECK(labels({{"a", "main.json"}, {"a", "x/a.yaml"}, {"b", "x/b.yaml"}}) ==
        Labels{"main.json", "a.yaml", "b"});
  CHECK(labels({{"a", "base/a.yaml"}, {"a", "here/a.yaml"}}) ==
        Labels{"base/a.yaml", "here/a.yaml"});
  CHECK(labels({{"a", "a.yaml"}, {"a", "a.yaml"}}) == Labels{"a.yaml (1)", "a.yaml (2)"});
  CHECK(labels({{"y/c.yaml (1)", "x.yaml"}, {"c", "y/c.yaml"}, {"c", "y/c.yaml"}}) ==
        Labels{"y/c.yaml (1)", "y/c.yaml (2)", "y/c.yaml (3)"});
}

TEST_CASE("a percentile is that of the draws, or the headline where nothing is uncertain",
          "[compare]") {
  Comparable one = answer("a", {line("storage.model", "s3", 10, "1")});
  CHECK(one.sum(SumKind::standing, PercentileRank::p90)->amount == Money::dollars(10));
  one.uncertain = true;
  CHECK_FALSE(one.sum(SumKind::standing, PercentileRank::p90).has_value());
  Percentile high;
  high.standing = Money::dollars(14);
  one.percentiles = {{Percentile{}, Percentile{}, high}};
  CHECK(one.sum(SumKind::standing, PercentileRank::p90)->amount == Money::dollars(14));
  CHECK(one.sum(SumKind::standing, PercentileRank::p10)->amount == Money{});
}

TEST_CASE("the largest line of a horizon is the one that is paid most often", "[compare]") {
  const Comparable one = answer("a", {line("training.run", "big", 100, "1", LineKind::one_time),
                                      line("storage.model", "s3", 10, "1")});
  CHECK(one.largest_line(SumKind::horizon)->id == "storage.model");
  CHECK(one.largest_line(SumKind::one_time)->id == "training.run");
  CHECK(one.largest_line(SumKind::per_use) == nullptr);
}

TEST_CASE("where nothing is priced no sum is a number", "[compare]") {
  const Comparable blank = comparable(test::blank_advice());
  for (const auto& [kind, name] : Names<SumKind>::k_all) {
    CAPTURE(name);
    CHECK_FALSE(blank.sum(kind).priced);
    CHECK_FALSE(blank.sum(kind).complete);
  }
}

TEST_CASE("an amount is one of at most six decimals that fits", "[compare]") {
  CHECK(exact_money(dec("99.95")) == Money::cents(9'995));
  CHECK(exact_money(dec("0.000001")) == Money::micros(1));
  CHECK_FALSE(exact_money(dec("0.0000001")).has_value());
  CHECK_FALSE(exact_money(dec("9300000000000")).has_value());
}

} // namespace
} // namespace tunepath
