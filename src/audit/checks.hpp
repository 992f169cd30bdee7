#pragma once

#include "tunepath/audit/audit.hpp"

#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>

namespace tunepath::audit {

/// What one unit costs in USD, near enough to tell a slip: usd / per.
double usd_a_unit(const RateRow& row);
/// "$0.06 per 1,000,000 token".
std::string price_words(const RateRow& row);
/// "rates/a.yaml:7", or "line 7" where it is in the file of `from`.
std::string where(const Place& place, const Place& from);
/// "input of nova-lite (base) in us-east-1": what a row prices, for messages.
std::string subject(const RateRow& row);

/// One run of all checks: what they look at, and what they found so far.
class Audit {
public:
  Audit(const AuditRequest& request, const Catalog& catalog);

  const AuditRequest& request;
  const Catalog& catalog;
  /// The rows that are checked, without those whose meter, variant or term is wrong.
  std::vector<const RateRow*> rows;
  std::vector<const RateRow*> in_force; ///< those of `rows` that hold on the day
  std::vector<const RateRow*> all;      ///< `rows`, the wrong ones and those beside them
  std::map<std::string_view, std::vector<const RateRow*>> by_item; ///< of `all`
  std::vector<Finding> findings;

  /// Notes it about the row, unless the row acknowledges findings of that kind.
  void note(const RateRow& row, FindingKind kind, Diagnostic::Level level, std::string message,
            std::string hint);
  /// Notes it about a row of the catalog.
  void note(const Place& place, FindingKind kind, std::string message, std::string hint);
  /// The first row of `all` about `item` that satisfies `test`, or nullptr.
  template <class Test>
  const RateRow* find(std::string_view item, Test test) const {
    const auto found = by_item.find(item);
    if (found != by_item.end()) {
      for (const RateRow* row : found->second) {
        if (test(*row)) {
          return row;
        }
      }
    }
    return nullptr;
  }
  /// Notes acknowledgements of what was not found.
  void note_idle_acknowledgements();

private:
  std::set<std::pair<const RateRow*, FindingKind>> silenced_;
};

/// Meters, variants, terms, model ids and instance names; drops rows from `audit.rows`.
void check_meters(Audit& audit);
/// The same key and valid_from twice; drops the later row.
void check_duplicates(Audit& audit);
void check_history(Audit& audit);
void check_overlaps(Audit& audit);
void check_sides(Audit& audit);
void check_prices(Audit& audit);
void check_availability(Audit& audit);
void check_claims(Audit& audit);

} // namespace tunepath::audit
