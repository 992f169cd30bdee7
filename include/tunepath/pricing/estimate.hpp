#pragma once

#include "tunepath/core/diagnostic.hpp"
#include "tunepath/core/money.hpp"
#include "tunepath/core/quantity.hpp"
#include "tunepath/rates/discount.hpp"
#include "tunepath/rates/rate.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tunepath {

enum class LineKind { one_time, standing, per_use };

template <>
struct Names<LineKind> {
  static constexpr std::array<std::pair<LineKind, std::string_view>, 3> k_all{
      {{LineKind::one_time, "one-time"},
       {LineKind::standing, "standing"},
       {LineKind::per_use, "per-use"}}};
};

/// One row of an estimate with all it takes to recompute it:
/// amount = quantity x usd / per, rounded once, half to even, to micro-dollars.
/// `usd` is the price of `rate` times the multipliers of `discounts` and the factor of `stand_in`;
/// for people's time, which has no row, the profile is the source.
struct Line {
  std::string id; ///< starts with a fixed word: training., hosting., tokens. ...
  LineKind kind = LineKind::one_time;
  std::string label;
  Rational quantity;
  Unit unit = Unit::token;
  Decimal usd;
  std::int64_t per = 1;
  Money amount;
  std::string formula;             ///< in words: "2,000 examples x 800 tokens x 5 epochs"
  RateRow rate;                    ///< with its published price
  std::vector<Discount> discounts; ///< what turned that price into `usd`, in order
  /// Set where another region's price stands in: an estimate. Its factor is in `usd`, too.
  std::optional<StandIn> stand_in;
  std::string billed; ///< how the meter is billed, in words: "by the second"; may be empty
  Position stated_at; ///< people's time: where the profile states its price; else empty
};

/// What could not be priced. It is never zero: the total of its kind is only "at least".
struct Gap {
  std::string id;
  LineKind kind = LineKind::one_time;
  std::string label;
  std::string needs;    ///< what would close it: the row to add or the fact to state
  bool no_rate = false; ///< a rate is missing, perhaps besides a fact
};

/// The discounts of a price, as values.
std::vector<Discount> discounts_of(const Price& price);

/// Prices one line. The shared template parameter is the whole unit check: instance-hours at a
/// token rate do not compile.
template <Unit U>
Line price_line(std::string id, LineKind kind, std::string label, Quantity<U> quantity,
                const Rate<U>& rate, std::string formula) {
  return {.id = std::move(id),
          .kind = kind,
          .label = std::move(label),
          .quantity = quantity.value(),
          .unit = U,
          .usd = rate.usd,
          .per = rate.per,
          .amount = multiply(quantity.value(), rate.usd, rate.per),
          .formula = std::move(formula),
          .rate = rate.row ? *rate.row : RateRow{},
          .discounts = discounts_of(rate),
          .stand_in = rate.stand_in ? std::optional{*rate.stand_in} : std::nullopt,
          .billed = {},
          .stated_at = {}};
}

/// Lines and gaps of one way to do it, for the first month.
struct Estimate {
  std::vector<Line> lines;
  std::vector<Gap> gaps;

  bool complete() const { return gaps.empty(); }
  /// True when any line rests on another region's price.
  bool estimated() const;
  bool complete(LineKind kind) const;
  /// The exact sum of the lines of `kind`; with gaps of that kind it is "at least".
  Money total(LineKind kind) const;
  /// The exact sum of the lines of `kind` whose id starts with `prefix`.
  Money total(LineKind kind, std::string_view prefix) const;
};

} // namespace tunepath
