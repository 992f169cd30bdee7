#include "audit/checks.hpp"
#include "tunepath/rates/unit_price.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace tunepath::audit {
namespace {

constexpr auto k_error = Diagnostic::Level::error;
constexpr auto k_warning = Diagnostic::Level::warning;

void check_dates(Audit& audit, const RateRow& row) {
  const Date day = audit.request.day;
  const auto too_late = [&](std::string_view key, Date date) {
    audit.note(row, FindingKind::future, k_error,
               fmt::format("{} is {}, after {}", key, to_string(date), to_string(day)),
               "correct the date, or give a later day with --as-of");
  };
  if (row.source_date > day) {
    too_late("source_date", row.source_date);
  }
  if (row.valid_from > day) {
    too_late("valid_from", row.valid_from);
  } else if (row.valid_from > row.source_date) {
    audit.note(row, FindingKind::late_valid_from, k_warning,
               fmt::format("valid_from is {}, but the source was written on {}",
                           to_string(row.valid_from), to_string(row.source_date)),
               "valid_from is the first day on which the price is known to have held: not later "
               "than its source");
  }
}

void check_hole(Audit& audit, const RateRow& row) {
  if (!row.superseded_by_date) {
    return;
  }
  const Date until = *row.superseded_by_date;
  const RateRow* next = audit.find(row.item, [&](const RateRow& other) {
    return other.key() == row.key() && other.valid_from == until;
  });
  if (next == nullptr || until <= row.valid_from) {
    audit.note(row, FindingKind::hole, k_error,
               fmt::format("superseded on {}, but no row of the same key starts on that day",
                           to_string(until)),
               "add the row that follows, or take superseded_by_date out");
  }
}

} // namespace

void check_duplicates(Audit& audit) {
  std::map<std::tuple<RateKey, Date>, const RateRow*> first;
  std::erase_if(audit.rows, [&](const RateRow* row) {
    const auto [known, fresh] = first.try_emplace({row->key(), row->valid_from}, row);
    if (!fresh) {
      audit.note(
          *row, FindingKind::duplicate, k_error,
          fmt::format("the rate {} from {} is given twice", to_string(row->key()),
                      to_string(row->valid_from)),
          fmt::format("keep one; the other is in {}", where(known->second->place, row->place)));
    }
    return !fresh;
  });
}

void check_history(Audit& audit) {
  const RateRow* before = nullptr; // Rows are sorted by key and valid_from.
  for (const RateRow* row : audit.rows) {
    check_dates(audit, *row);
    check_hole(audit, *row);
    if (before != nullptr && before->key() == row->key() && same_price(*before, *row)) {
      audit.note(*row, FindingKind::no_change, k_warning,
                 fmt::format("the price has not changed since {}: {}",
                             to_string(before->valid_from), price_words(*row)),
                 fmt::format("leave this row out and put its source into that of {}",
                             where(before->place, row->place)));
    }
    before = row;
  }
}

} // namespace tunepath::audit
