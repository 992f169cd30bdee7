#include "tunepath/audit/audit.hpp"

#include "audit/checks.hpp"
#include "tunepath/core/suggest.hpp"
#include "tunepath/rates/rate_filter.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tunepath {
namespace audit {
namespace {

Position position(const Place& place) {
  return {std::string{place.file}, place.line, place.column};
}

/// "a, b, c": the kinds that a row may acknowledge.
std::vector<std::string_view> acknowledgeable() {
  std::vector<std::string_view> names;
  for (const auto& [kind, name] : Names<FindingKind>::k_all) {
    if (can_be_acknowledged(kind)) {
      names.push_back(name);
    }
  }
  return names;
}

} // namespace

double usd_a_unit(const RateRow& row) {
  return row.usd.to_double() / static_cast<double>(row.per);
}

std::string price_words(const RateRow& row) {
  const std::string per = row.per == 1 ? "" : grouped(Decimal::of(row.per)) + " ";
  return fmt::format("${} per {}{}", to_string(row.usd), per, name_of(row.unit));
}

std::string where(const Place& place, const Place& from) {
  return place.file == from.file ? fmt::format("line {}", place.line)
                                 : fmt::format("{}:{}", place.file, place.line);
}

std::string subject(const RateRow& row) {
  const std::string variant =
      row.variant == Variant::none ? "" : fmt::format(" ({})", name_of(row.variant));
  const std::string region = row.region == "*"         ? "in all regions"
                             : row.region == "unknown" ? "in no stated region"
                                                       : fmt::format("in {}", row.region);
  return fmt::format("{} of {}{} {}", name_of(row.meter), row.item, variant, region);
}

Audit::Audit(const AuditRequest& asked, const Catalog& known)
    : request(asked), catalog(known), rows(asked.rates.rows()), all(rows) {
  if (request.beside != nullptr) {
    const auto beside = request.beside->rows();
    all.insert(all.end(), beside.begin(), beside.end());
  }
  for (const RateRow* row : all) {
    by_item[row->item].push_back(row);
  }
}

void Audit::note(const RateRow& row, FindingKind kind, Diagnostic::Level level, std::string message,
                 std::string hint) {
  const auto& words = row.acknowledged;
  if (can_be_acknowledged(kind) &&
      std::find(words.begin(), words.end(), name_of(kind)) != words.end()) {
    silenced_.insert({&row, kind});
    return;
  }
  findings.push_back({kind, {level, position(row.place), std::move(message), std::move(hint)}});
}

void Audit::note(const Place& place, FindingKind kind, std::string message, std::string hint) {
  findings.push_back(
      {kind, {Diagnostic::Level::warning, position(place), std::move(message), std::move(hint)}});
}

void Audit::note_idle_acknowledgements() {
  const auto names = acknowledgeable();
  for (const RateRow* row : request.rates.rows()) {
    for (const std::string_view word : row->acknowledged) {
      const auto kind = named<FindingKind>(word);
      const bool known = kind && can_be_acknowledged(*kind);
      if (known && silenced_.contains({row, *kind})) {
        continue;
      }
      note(*row, FindingKind::acknowledged, Diagnostic::Level::warning,
           fmt::format("'acknowledged' holds '{}', {}", word,
                       known ? "but there is nothing of that kind to acknowledge"
                             : "which is no kind of finding that a row can acknowledge"),
           known ? "take the word out"
                 : did_you_mean(word, names, fmt::format("kinds are {}", fmt::join(names, ", "))));
    }
  }
}

} // namespace audit

bool can_be_acknowledged(FindingKind kind) {
  switch (kind) {
  case FindingKind::all_regions:
  case FindingKind::dispute:
  case FindingKind::no_change:
  case FindingKind::one_sided:
  case FindingKind::hole:
  case FindingKind::late_valid_from:
  case FindingKind::price:
  case FindingKind::no_availability:
    return true;
  default:
    return false;
  }
}

std::vector<Finding> audit_rates(const AuditRequest& request, const Catalog& catalog) {
  audit::Audit audit{request, catalog};
  audit::check_meters(audit);
  audit::check_duplicates(audit);
  audit.in_force = in_force(request.rates, request.day);
  const std::set<const RateRow*> sound{audit.rows.begin(), audit.rows.end()};
  std::erase_if(audit.in_force, [&](const RateRow* row) { return !sound.contains(row); });
  audit::check_history(audit);
  audit::check_overlaps(audit);
  audit::check_sides(audit);
  audit::check_prices(audit);
  audit::check_availability(audit);
  audit::check_claims(audit);
  audit.note_idle_acknowledgements();
  return std::move(audit.findings);
}

} // namespace tunepath
