#include "audit/checks.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <tuple>

#include <fmt/format.h>

namespace tunepath::audit {
namespace {

/// What of the catalog the check of prices needs. Throws std::out_of_range when the shipped data
/// lacks a factor, which is a bug that a test catches.
struct Factors {
  explicit Factors(const Catalog& catalog)
      : same_meter(factor(catalog, "same-meter")),
        other_meter(factor(catalog, "other-meter")),
        other_item(factor(catalog, "other-item")) {}

  static double factor(const Catalog& catalog, std::string_view id) {
    const PriceFactor* row = catalog.price_factor(id);
    if (row == nullptr) {
      throw std::out_of_range("no price factor '" + std::string{id} + "'");
    }
    return row->factor.to_double();
  }

  double same_meter;
  double other_meter;
  double other_item;
};

/// How many times one price is the other, whichever is more.
double apart(double a, double b) {
  return a > b ? a / b : b / a;
}

std::string_view bare_item(const RateRow& row, const Catalog& catalog) {
  const BilledMeter* meter = catalog.meter(row.service, row.meter, row.unit);
  const std::string_view prefix = meter == nullptr ? "" : meter->item_prefix;
  return row.item.starts_with(prefix) ? row.item.substr(prefix.size()) : row.item;
}

/// True when `peers` names the meter of `other`: "output" or "sagemaker/hosting".
bool is_peer(const BilledMeter& meter, const RateRow& other) {
  const std::string_view name = name_of(other.meter);
  return std::any_of(meter.peers.begin(), meter.peers.end(), [&](std::string_view peer) {
    const auto slash = peer.find('/');
    return slash == peer.npos
               ? peer == name && other.service == meter.service
               : peer.substr(0, slash) == other.service && peer.substr(slash + 1) == name;
  });
}

using Neighbours = std::vector<const RateRow*>;

/// How the prices around a row vote on it.
struct Vote {
  std::size_t agree = 0;
  Neighbours against;                 ///< those that are too far away
  const RateRow* reference = nullptr; ///< the one of them to show
};

/// The row in the middle when they are sorted by price; nullptr when there is none.
const RateRow* median(Neighbours rows) {
  if (rows.empty()) {
    return nullptr;
  }
  const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2);
  std::nth_element(rows.begin(), middle, rows.end(), [](const RateRow* a, const RateRow* b) {
    return usd_a_unit(*a) < usd_a_unit(*b);
  });
  return *middle;
}

/// By those of the same item: in other regions, scopes, terms and on other days, and of peers.
Vote vote_of_item(const RateRow& row, const Neighbours& around, const BilledMeter& meter,
                  const Factors& factors) {
  Vote vote;
  Neighbours same_kind;
  for (const RateRow* other : around) {
    const bool same_meter = other->service == row.service && other->meter == row.meter;
    const bool same = same_meter && other->variant == row.variant;
    if (other == &row || other->unit != row.unit || (!same_meter && !is_peer(meter, *other))) {
      continue;
    }
    const double distance = apart(usd_a_unit(row), usd_a_unit(*other));
    if (distance <= (same ? factors.same_meter : factors.other_meter)) {
      ++vote.agree;
    } else {
      vote.against.push_back(other);
      if (same) {
        same_kind.push_back(other);
      }
    }
  }
  vote.reference = median(same_kind.empty() ? vote.against : same_kind);
  return vote;
}

/// By the cheapest and the dearest other item of the meter: all others are against a price that is
/// far beyond either.
Vote vote_of_meter(const RateRow& row, const Neighbours& around, const Factors& factors) {
  Neighbours others = around;
  std::erase(others, &row);
  if (others.empty()) {
    return {};
  }
  const auto [low, high] = std::minmax_element(
      others.begin(), others.end(),
      [](const RateRow* a, const RateRow* b) { return usd_a_unit(*a) < usd_a_unit(*b); });
  const double price = usd_a_unit(row);
  if (price <= usd_a_unit(**high) * factors.other_item &&
      price >= usd_a_unit(**low) / factors.other_item) {
    return {};
  }
  const RateRow* reference = median(others);
  return {0, std::move(others), reference};
}

/// What a factor looks like: the slip that is nearest to it, when one is within three times of it.
std::string slip_words(double factor, Unit unit, const Catalog& catalog) {
  constexpr double k_near = 3;
  const PriceFactor* best = nullptr;
  for (const PriceFactor& slip : catalog.price_factors) {
    const double distance = apart(factor, slip.factor.to_double());
    const bool fits_unit = slip.units.empty() || std::find(slip.units.begin(), slip.units.end(),
                                                           name_of(unit)) != slip.units.end();
    const bool nearer = best == nullptr || distance < apart(factor, best->factor.to_double());
    if (!slip.means.empty() && fits_unit && distance <= k_near && nearer) {
      best = &slip;
    }
  }
  return best == nullptr ? "compare 'usd' and 'per' with the source"
                         : fmt::format("compare 'usd' and 'per' with the source: {}?", best->means);
}

/// "1,000 times", "1.5 times": two digits are enough to see what happened.
std::string times_words(double factor) {
  const double scale = std::pow(10, std::floor(std::log10(factor)) - 1);
  const auto rounded = static_cast<std::int64_t>(std::llround(std::round(factor / scale) * scale));
  return grouped(Decimal::of(rounded));
}

void note_price(Audit& audit, const RateRow& row, const Vote& vote) {
  const RateRow& other = *vote.reference;
  const double factor = apart(usd_a_unit(row), usd_a_unit(other));
  const std::size_t voters = vote.agree + vote.against.size();
  const bool dearer = usd_a_unit(row) > usd_a_unit(other);
  audit.note(
      row, FindingKind::price, Diagnostic::Level::warning,
      fmt::format("{} is {} the price of {}: {} in {}{}", price_words(row),
                  dearer ? times_words(factor) + " times" : "1/" + times_words(factor) + " of",
                  subject(other), price_words(other), where(other.place, row.place),
                  voters > 1
                      ? fmt::format(" ({} of {} like it disagree)", vote.against.size(), voters)
                      : ""),
      slip_words(factor, row.unit, audit.catalog));
}

} // namespace

void check_prices(Audit& audit) {
  const Factors factors{audit.catalog};
  std::map<std::string_view, Neighbours> of_item;
  std::map<std::tuple<std::string_view, Meter, Unit>, Neighbours> of_meter;
  for (const RateRow* row : audit.all) {
    of_item[bare_item(*row, audit.catalog)].push_back(row);
    of_meter[{row->service, row->meter, row->unit}].push_back(row);
  }
  for (const RateRow* row : audit.rows) {
    const BilledMeter* meter = audit.catalog.meter(row->service, row->meter, row->unit);
    Vote vote = vote_of_item(*row, of_item[bare_item(*row, audit.catalog)], *meter, factors);
    if (vote.agree + vote.against.size() == 0) {
      vote = vote_of_meter(*row, of_meter[{row->service, row->meter, row->unit}], factors);
    }
    if (vote.against.size() > vote.agree) {
      note_price(audit, *row, vote);
    }
  }
}

} // namespace tunepath::audit
