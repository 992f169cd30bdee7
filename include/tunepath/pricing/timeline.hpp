#pragma once

#include "tunepath/core/date.hpp"
#include "tunepath/core/money.hpp"
#include "tunepath/pricing/estimate.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tunepath {

/// The kinds of lines of which something has no price.
class GapKinds {
public:
  void add(LineKind kind) { has_[static_cast<std::size_t>(kind)] = true; }
  bool has(LineKind kind) const { return has_[static_cast<std::size_t>(kind)]; }
  bool any() const { return has_ != std::array<bool, 3>{}; }
  friend bool operator==(const GapKinds&, const GapKinds&) = default;

private:
  std::array<bool, 3> has_{};
};

/// Sums of one way to do it: the first month by kind, and the whole horizon. While something has no
/// price, each is the known part only.
struct WayTotals {
  Money one_time;
  Money standing; ///< of the first month, retraining spread over its months
  Money per_use;  ///< of the first month
  Money horizon;
  Money usage; ///< of the horizon: what every request bills alike
  GapKinds gaps;
  bool priced = true; ///< training, hosting and tokens lack no price: fit to be compared

  bool complete() const { return !gaps.any(); }
  Money monthly() const { return standing + per_use; }
  friend bool operator==(const WayTotals&, const WayTotals&) = default;
};

/// A part of one month's AWS bill, as grants tell them apart.
struct BilledPart {
  std::string service;  ///< of the rate rows: bedrock, sagemaker, s3 ...
  std::string item;     ///< a model, an instance type ...
  bool upfront = false; ///< owed before AWS bills it, such as the rest of a commitment
  Money amount;
};

/// One month of the horizon. Retraining falls in the month in which it is due; a commitment that
/// outlasts the horizon is owed in the last month.
struct MonthCost {
  int month = 1; ///< 1 is the start month
  Month at;
  std::optional<std::int64_t> requests;
  Money one_time; ///< in the first month
  Money standing;
  Money per_use;
  int retrainings = 0; ///< that fall due
  Money retraining;    ///< what they cost
  Money people;        ///< of these three together: people's time, which AWS does not bill
  std::vector<BilledPart> parts; ///< of the AWS bill
  Money credits;                 ///< what grants pay of it
  Money cumulative;              ///< of all so far, people's time included, before credits
  Money reference_cumulative;    ///< the same of the reference

  Money total() const { return one_time + standing + per_use; }
  Money aws() const { return total() - people; }
  Money out_of_pocket() const { return aws() - credits; }
};

} // namespace tunepath
