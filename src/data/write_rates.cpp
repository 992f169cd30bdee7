#include "tunepath/data/write_rates.hpp"

#include "data/read_document.hpp"
#include "data/value_reader.hpp"

#include <map>

#include <fmt/format.h>

namespace tunepath {
namespace {

using SourceIds = std::map<std::pair<std::string_view, Date>, std::string>;

std::string scalar(std::string_view text) {
  return data::on_one_line(data::scalar_node(text));
}

/// "price-list-2026-09-21" for each source, with a number where a day has several.
SourceIds ids_of(std::span<const RateRow> rows) {
  SourceIds ids;
  std::map<Date, int> of_day;
  for (const RateRow& row : rows) {
    const auto [at, fresh] = ids.try_emplace({row.source, row.source_date});
    if (fresh) {
      const int number = ++of_day[row.source_date];
      at->second = fmt::format("price-list-{}{}", to_string(row.source_date),
                               number == 1 ? "" : fmt::format("-{}", number));
    }
  }
  return ids;
}

std::string row_text(const RateRow& row, const std::string& source) {
  std::string out = fmt::format("{{service: {}, item: {}, ", scalar(row.service), scalar(row.item));
  if (row.variant != Variant::none) {
    out += fmt::format("variant: {}, ", name_of(row.variant));
  }
  out += fmt::format(
      "region: {}, scope: {}, meter: {}, unit: {}, per: {}, tier_or_term: {}, usd: {}, "
      "valid_from: {}, source: {}, confidence: {}",
      scalar(row.region), name_of(row.scope), name_of(row.meter), name_of(row.unit), row.per,
      name_of(row.term), to_string(row.usd), to_string(row.valid_from), source,
      name_of(row.confidence));
  if (row.derived) {
    out += ", derived: yes";
  }
  if (!row.note.empty()) {
    out += ", note: " + scalar(row.note);
  }
  return out + "}";
}

} // namespace

std::string rates_yaml(std::span<const RateRow> rows) {
  const SourceIds ids = ids_of(rows);
  std::string out = fmt::format("format: {}\nsources:\n", data::k_rates_format);
  for (const auto& [source, id] : ids) {
    out += fmt::format("  - {{id: {}, cite: {}, date: {}}}\n", id, scalar(source.first),
                       to_string(source.second));
  }
  out += "rates:\n";
  for (const RateRow& row : rows) {
    out += "  - " + row_text(row, ids.at({row.source, row.source_date})) + "\n";
  }
  return out;
}

} // namespace tunepath
