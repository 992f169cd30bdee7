#include "tunepath/report/coverage_listing.hpp"

#include "report/words.hpp"
#include "tunepath/report/csv.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace tunepath {
namespace {

std::string cell(const Purpose& purpose, const Coverage& coverage) {
  if (coverage.items == 0) {
    return "-";
  }
  const std::string count =
      purpose.ways.empty() ? grouped(Decimal::of(coverage.items)) : std::string{"yes"};
  return count + (coverage.derived ? "d" : "");
}

Table grid(const CoverageTable& coverage) {
  Table table{{{"Region", Align::left}}, {}};
  for (const Purpose* purpose : coverage.purposes) {
    table.columns.push_back({std::string{purpose->heading}, Align::right});
  }
  for (std::size_t i = 0; i < coverage.regions.size(); ++i) {
    Row row{{std::string{coverage.regions[i]}}, Mark::none, {}, false};
    for (std::size_t j = 0; j < coverage.purposes.size(); ++j) {
      row.cells.push_back(cell(*coverage.purposes[j], coverage.cells[i][j]));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// What each heading means, one line each.
Points legend(const CoverageTable& coverage) {
  Points points;
  for (const Purpose* purpose : coverage.purposes) {
    points.rows.push_back(
        {Mark::none, std::string{purpose->heading}, "", std::string{purpose->label}, {}});
  }
  return points;
}

/// "2 of Tune, 1 of CMI": where there is more from sources that state no region.
std::string unstated_words(const CoverageTable& coverage) {
  std::vector<std::string> parts;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < coverage.purposes.size(); ++i) {
    if (coverage.unstated[i] > 0) {
      parts.push_back(fmt::format("{} of {}", coverage.unstated[i], coverage.purposes[i]->heading));
      sum += coverage.unstated[i];
    }
  }
  return sum == 0 ? ""
                  : fmt::format("{} more {} priced by sources that state no region: {}.", sum,
                                sum == 1 ? "item is" : "items are", fmt::join(parts, ", "));
}

} // namespace

Document describe_coverage(const CoverageTable& coverage, Date day) {
  if (coverage.regions.empty()) {
    return {Paragraph{"No region has a rate that fits.", false}};
  }
  Document out{grid(coverage)};
  out.push_back(Paragraph{fmt::format("How many items have a price on {}; -: none is on record, "
                                      "which is not $0. d: computed from other rows, all of them.",
                                      to_string(day)),
                          false});
  out.push_back(legend(coverage));
  if (const std::string more = unstated_words(coverage); !more.empty()) {
    out.push_back(Paragraph{more, false});
  }
  for (const RateRow* row : coverage.disputed) {
    out.push_back(Paragraph{fmt::format("Not counted, because two prices are on record: {} {} in "
                                        "{}.",
                                        row->item, name_of(row->meter), row->region),
                            false});
  }
  return out;
}

std::string coverage_json(const CoverageTable& coverage, Date day) {
  using Json = nlohmann::ordered_json;
  Json out{{"as_of", to_string(day)}};
  for (std::size_t i = 0; i < coverage.purposes.size(); ++i) {
    const Purpose& purpose = *coverage.purposes[i];
    out["purposes"].push_back({{"id", purpose.id}, {"label", purpose.label}});
    if (coverage.unstated[i] > 0) {
      out["without_region"][std::string{purpose.id}] = coverage.unstated[i];
    }
  }
  out["regions"] = Json::array();
  for (std::size_t i = 0; i < coverage.regions.size(); ++i) {
    Json counts = Json::object();
    for (std::size_t j = 0; j < coverage.purposes.size(); ++j) {
      const Coverage& cell = coverage.cells[i][j];
      counts[std::string{coverage.purposes[j]->id}] = {{"items", cell.items},
                                                       {"derived", cell.derived}};
    }
    out["regions"].push_back({{"region", coverage.regions[i]}, {"purposes", std::move(counts)}});
  }
  out["disputed"] = Json::array();
  for (const RateRow* row : coverage.disputed) {
    out["disputed"].push_back(to_string(row->key()));
  }
  return out.dump(1, ' ', true, Json::error_handler_t::replace) + "\n";
}

std::string coverage_csv(const CoverageTable& coverage) {
  std::string out = "region,purpose,items,derived\r\n";
  for (std::size_t i = 0; i < coverage.regions.size(); ++i) {
    for (std::size_t j = 0; j < coverage.purposes.size(); ++j) {
      const Coverage& cell = coverage.cells[i][j];
      out +=
          fmt::format("{},{},{},{}\r\n", csv_cell(coverage.regions[i]),
                      csv_cell(coverage.purposes[j]->id), cell.items, cell.derived ? "yes" : "no");
    }
  }
  return out;
}

} // namespace tunepath
