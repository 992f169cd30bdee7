#pragma once

#include "tunepath/catalog/catalog.hpp"
#include "tunepath/core/diagnostic.hpp"
#include "tunepath/rates/rate_table.hpp"

#include <vector>

namespace tunepath {

/// What can be wrong with rates, spelled as a row's `acknowledged` spells it. docs/rates.md says
/// what each means.
enum class FindingKind {
  meter,           ///< no row of the catalog's meters has the service, meter and unit
  variant,         ///< a variant where none belongs, or the reverse
  term,            ///< a tier or term that the meter does not have
  unknown_model,   ///< the catalog has no such model
  instance,        ///< not spelled as an instance type
  duplicate,       ///< the same key and valid_from twice
  all_regions,     ///< a row of all regions prices it, too
  dispute,         ///< a newer source of another scope says another price
  no_change,       ///< repeats the price of the row before it
  one_sided,       ///< of no use without a price of another meter, which is missing
  hole,            ///< superseded on a day on which no row starts
  future,          ///< dated after the day of the check
  late_valid_from, ///< valid from a day after its source was written
  price,           ///< out of line with those like it, as by a slip of units
  no_availability, ///< a price where the catalog says that there is nothing to buy
  unpriced,        ///< available by the catalog, which does not say that there is no price
  claim,           ///< the catalog says whether there is a rate, and it is not so
  acknowledged,    ///< acknowledges what is not found
};

template <>
struct Names<FindingKind> {
  static constexpr std::array<std::pair<FindingKind, std::string_view>, 18> k_all{{
      {FindingKind::meter, "meter"},
      {FindingKind::variant, "variant"},
      {FindingKind::term, "term"},
      {FindingKind::unknown_model, "unknown-model"},
      {FindingKind::instance, "instance"},
      {FindingKind::duplicate, "duplicate"},
      {FindingKind::all_regions, "all-regions"},
      {FindingKind::dispute, "dispute"},
      {FindingKind::no_change, "no-change"},
      {FindingKind::one_sided, "one-sided"},
      {FindingKind::hole, "hole"},
      {FindingKind::future, "future"},
      {FindingKind::late_valid_from, "late-valid-from"},
      {FindingKind::price, "price"},
      {FindingKind::no_availability, "no-availability"},
      {FindingKind::unpriced, "unpriced"},
      {FindingKind::claim, "claim"},
      {FindingKind::acknowledged, "acknowledged"},
  }};
};

/// True for a finding that may be a known fact rather than a mistake, so that a row may say
/// `acknowledged: [kind]` and is then left alone about it.
bool can_be_acknowledged(FindingKind kind);

struct Finding {
  FindingKind kind = FindingKind::meter;
  Diagnostic problem;
};

/// Of which models the catalog's claims ("there is a training rate") are compared with the rates.
enum class Claims {
  none,             ///< the rates are not all there are
  of_priced_models, ///< those that have any custom price among the rates
  all,
};

/// What is to be checked. The rows of `rates` count as one body, whatever files they are from;
/// those of `beside` (may be nullptr) hold as well and are not checked themselves.
struct AuditRequest {
  const RateTable& rates;
  const RateTable* beside = nullptr;
  Claims claims = Claims::all;
  Date day; ///< on which prices are in force, and after which nothing can be dated
};

/// Everything that is wrong with the rates, in the order of the checks. Findings about a row are
/// at its place, those about the catalog at the catalog's row. Pure.
std::vector<Finding> audit_rates(const AuditRequest& request, const Catalog& catalog);

} // namespace tunepath
