#include "tunepath/report/rate_listing.hpp"

#include "report/words.hpp"
#include "tunepath/report/csv.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tunepath {
namespace {

constexpr std::string_view k_format = "tunepath-rates/1";

/// The values of a row as a rate file calls them, in its order.
std::vector<std::pair<std::string_view, std::string>> values_of(const RateRow& row) {
  return {{"service", std::string{row.service}},
          {"item", std::string{row.item}},
          {"variant", std::string{name_of(row.variant)}},
          {"region", std::string{row.region}},
          {"scope", std::string{name_of(row.scope)}},
          {"meter", std::string{name_of(row.meter)}},
          {"unit", std::string{name_of(row.unit)}},
          {"per", std::to_string(row.per)},
          {"tier_or_term", std::string{name_of(row.term)}},
          {"usd", to_string(row.usd)},
          {"valid_from", to_string(row.valid_from)},
          {"source", std::string{row.source}},
          {"source_date", to_string(row.source_date)},
          {"confidence", std::string{name_of(row.confidence)}},
          {"derived", row.derived ? "yes" : "no"},
          {"note", std::string{row.note}}};
}

std::string marks(const RateRow& row) {
  return fmt::format("{}{}", row.derived ? "d" : "", row.confidence == Confidence::low ? "l" : "");
}

std::string where(const RateRow& row) {
  return fmt::format("{}:{}", row.place.file, row.place.line);
}

/// "2025-01-26 to 2026-04-21", the last day being the one before the next row of the key.
std::string period(const RateRow& row, const RateRow* next) {
  const std::string from = to_string(row.valid_from);
  return next == nullptr
             ? fmt::format("from {}", from)
             : fmt::format("{} to {}", from,
                           to_string(Date::days(next->valid_from.days_since_epoch() - 1)));
}

/// The rows of `key`: those of the last file first, of each file the oldest first.
std::vector<const RateRow*> rows_of(const RateTable& table, const RateKey& key) {
  std::vector<const RateRow*> rows;
  for (const RateRow* row : table.rows()) {
    if (row->key() == key) {
      rows.push_back(row);
    }
  }
  return rows;
}

void add_row(Points& points, const RateRow& row, const Catalog& catalog, Date day) {
  const auto add = [&](std::string_view label, std::string text) {
    points.rows.push_back({Mark::none, std::string{label}, "", std::move(text), {}});
  };
  add("price", words::rate(row.usd, row.per, row.unit));
  add("billed", billing_text(catalog, row.key()));
  add("valid from", to_string(row.valid_from));
  add("source", fmt::format("{} ({}, {} confidence)", row.source, to_string(row.source_date),
                            name_of(row.confidence)));
  add("age",
      row.source_date > day
          ? fmt::format("written {} after {}",
                        words::count(days_between(day, row.source_date), "day"), to_string(day))
          : fmt::format("{} on {}", words::count(days_between(row.source_date, day), "day"),
                        to_string(day)));
  if (row.derived) {
    add("derived", "yes: computed from other rows");
  }
  if (!row.note.empty()) {
    add("note", std::string{row.note});
  }
  add("file", where(row));
}

void add_discounts(Points& points, const RateTable& table, const RateRow& row, Date day) {
  for (const Discount* discount : table.discounts_on(row, day)) {
    points.rows.push_back({Mark::none,
                           "discount",
                           "",
                           fmt::format("x {} ({}), {}:{}", to_string(discount->multiplier),
                                       discount->label.empty() ? discount->id : discount->label,
                                       discount->place.file, discount->place.line),
                           {}});
  }
}

void add_history(Document& out, const std::vector<const RateRow*>& rows, const RateRow* in_force) {
  Table history{{{"Price", Align::right}, {"Held", Align::left}, {"File", Align::left}}, {}};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool same_file = i + 1 < rows.size() && rows[i + 1]->place.file == rows[i]->place.file;
    const RateRow& row = *rows[i];
    history.rows.push_back({{words::rate(row.usd, row.per),
                             period(row, same_file ? rows[i + 1] : nullptr), where(row)},
                            &row == in_force ? Mark::chosen : Mark::none,
                            {},
                            false});
  }
  out.push_back(std::move(history));
}

} // namespace

Document describe_rates(std::span<const RateRow* const> rows, Date day) {
  if (rows.empty()) {
    return {Paragraph{"No rate fits.", false}};
  }
  Table table{{{"Item", Align::left},
               {"Region", Align::left},
               {"Meter", Align::left},
               {"Tier or term", Align::left},
               {"Price", Align::right},
               {"Per", Align::left},
               {"", Align::left}},
              {}};
  const RateRow* oldest = rows.front();
  for (const RateRow* row : rows) {
    const RateKey key = row->key();
    table.rows.push_back({{words::item(key), words::region(key), std::string{name_of(row->meter)},
                           std::string{name_of(row->term)}, price_text(row->usd),
                           words::basis(row->per, row->unit), marks(*row)},
                          Mark::none,
                          {},
                          false});
    oldest = row->source_date < oldest->source_date ? row : oldest;
  }
  return {std::move(table),
          Paragraph{fmt::format("{} on {}; the oldest source is of {}. d: derived from other rows, "
                                "l: low confidence.",
                                words::count(std::ssize(rows), "rate"), to_string(day),
                                to_string(oldest->source_date)),
                    false}};
}

std::string rates_json(std::span<const RateRow* const> rows) {
  nlohmann::ordered_json out{{"format", k_format}, {"rates", nlohmann::ordered_json::array()}};
  for (const RateRow* row : rows) {
    nlohmann::ordered_json one;
    for (const auto& [key, value] : values_of(*row)) {
      if (!value.empty()) {
        one[std::string{key}] = value;
      }
    }
    out["rates"].push_back(std::move(one));
  }
  return out.dump(1, ' ', true, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string rates_csv(std::span<const RateRow* const> rows) {
  std::string out;
  for (const auto& [key, value] : values_of(RateRow{})) {
    out += fmt::format("{},", key);
  }
  out += "file,line\r\n";
  for (const RateRow* row : rows) {
    for (const auto& [key, value] : values_of(*row)) {
      out += csv_cell(value) + ",";
    }
    out += fmt::format("{},{}\r\n", csv_cell(row->place.file), row->place.line);
  }
  return out;
}

std::string billing_text(const Catalog& catalog, const RateKey& key) {
  const BilledMeter* meter = catalog.meter(key.service, key.meter, key.unit);
  if (meter == nullptr) {
    return "not known: no row of the catalog's meters has this service, meter and unit";
  }
  std::string text{meter->billed};
  if (meter->minimum_seconds) {
    text += fmt::format(", at least {}", words::count(*meter->minimum_seconds, "second"));
  }
  if (meter->minimum_units) {
    text += fmt::format(", at least {} {}", grouped(*meter->minimum_units), name_of(meter->unit));
  }
  return text;
}

Document describe_rate(const RateTable& table, const RateKey& key, Date day,
                       const Catalog& catalog) {
  const std::vector<const RateRow*> rows = rows_of(table, key);
  const RateFinding found = table.look_up(key, day);
  Document out{Paragraph{to_string(key), false}};
  if (found.row == nullptr) {
    out.push_back(
        Paragraph{fmt::format("No rate on {}: the first known is of {}.", to_string(day),
                              rows.empty() ? "no day" : to_string(rows.front()->valid_from))});
  } else {
    Points points;
    add_row(points, *found.row, catalog, day);
    add_discounts(points, table, *found.row, day);
    out.push_back(std::move(points));
  }
  if (found.rival != nullptr) {
    out.push_back(Paragraph{
        fmt::format("A newer source says {} for the same thing with scope {} ({}, {}). Neither is "
                    "taken: put the "
                    "row that is yours into a file and give it with --rates.",
                    words::rate(found.rival->usd, found.rival->per), name_of(found.rival->scope),
                    to_string(found.rival->source_date), where(*found.rival))});
  }
  add_history(out, rows, found.row);
  out.emplace_back(
      Paragraph{"A row of the same key with a later valid_from supersedes it, and so does "
                "any row of the key in a file given with --rates."});
  return out;
}

} // namespace tunepath
