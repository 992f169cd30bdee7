#include "tunepath/rates/coverage.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace tunepath {
namespace {

constexpr std::string_view k_everywhere = "*";
constexpr std::string_view k_unstated = "unknown";

bool any_fits(std::span<const std::string_view> patterns, std::string_view text) {
  return patterns.empty() ||
         std::any_of(patterns.begin(), patterns.end(),
                     [&](std::string_view pattern) { return fits(pattern, text); });
}

bool holds(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Whether the row prices one of the purpose's meters of one of its items.
bool serves(const Purpose& purpose, const RateRow& row) {
  const std::string_view meter = name_of(row.meter);
  return any_fits(purpose.services, row.service) && any_fits(purpose.items, row.item) &&
         (!purpose.variant || *purpose.variant == row.variant) &&
         (!purpose.term || *purpose.term == row.term) &&
         (holds(purpose.all_of, meter) || holds(purpose.one_of, meter));
}

/// Of one item: whether each meter that has a price has one that was not computed.
using Meters = std::map<std::string_view, bool>;

bool is_complete(const Purpose& purpose, const Meters& meters) {
  const auto has = [&](std::string_view meter) { return meters.contains(meter); };
  return std::all_of(purpose.all_of.begin(), purpose.all_of.end(), has) &&
         (purpose.one_of.empty() || std::any_of(purpose.one_of.begin(), purpose.one_of.end(), has));
}

/// True when each of the meters that are needed has a price that was not computed.
bool is_direct(const Purpose& purpose, const Meters& meters) {
  const auto direct = [&](std::string_view meter) {
    const auto found = meters.find(meter);
    return found != meters.end() && found->second;
  };
  return std::all_of(purpose.all_of.begin(), purpose.all_of.end(), direct) &&
         (purpose.one_of.empty() ||
          std::any_of(purpose.one_of.begin(), purpose.one_of.end(), direct));
}

using Items = std::map<std::pair<std::string_view, std::string_view>, Meters>;

/// The items that `rows` price in `region`, those of all regions among them.
Items items_in(std::string_view region, const Purpose& purpose,
               std::span<const RateRow* const> rows) {
  Items items;
  for (const RateRow* row : rows) {
    const bool here = row->region == region || row->region == k_everywhere;
    if (here && serves(purpose, *row)) {
      bool& direct = items[{row->service, row->item}][name_of(row->meter)];
      direct = direct || !row->derived;
    }
  }
  std::erase_if(items, [&](const auto& item) { return !is_complete(purpose, item.second); });
  return items;
}

Coverage counted(const Purpose& purpose, const Items& items) {
  const bool any_direct = std::any_of(items.begin(), items.end(), [&](const auto& item) {
    return is_direct(purpose, item.second);
  });
  return {static_cast<std::int64_t>(items.size()), !items.empty() && !any_direct};
}

/// 1 when all parts of one way are there; derived when no such way does without derived prices.
Coverage by_ways(const Purpose& purpose, std::span<const Purpose> purposes,
                 std::span<const Coverage> cells) {
  Coverage best;
  for (const std::string_view way : purpose.ways) {
    Coverage one{1, false};
    for (const std::string_view part : words_of(way)) {
      const auto found = std::find_if(purposes.begin(), purposes.end(),
                                      [&](const Purpose& each) { return each.id == part; });
      const Coverage cell = found == purposes.end()
                                ? Coverage{}
                                : cells[static_cast<std::size_t>(found - purposes.begin())];
      one.items = cell.items == 0 ? 0 : one.items;
      one.derived = one.derived || cell.derived;
    }
    if (one.items > 0) {
      best = {1, best.items > 0 ? best.derived && one.derived : one.derived};
    }
  }
  return best;
}

/// Items that only a source without a region prices completely.
std::int64_t unstated_items(const Purpose& purpose, std::span<const RateRow* const> rows,
                            std::span<const std::string_view> regions) {
  Items items = items_in(k_unstated, purpose, rows);
  for (const std::string_view region : regions) {
    for (const auto& [item, meters] : items_in(region, purpose, rows)) {
      items.erase(item);
    }
  }
  return std::ssize(items);
}

/// Takes out what two sources dispute, and what disputes it. Returns the rows that are disputed,
/// but for those beside which a file of the user has a row of another scope.
std::vector<const RateRow*> take_disputed(std::vector<const RateRow*>& rows, const RateTable& table,
                                          Date day) {
  std::set<const RateRow*> out_of_count;
  std::vector<const RateRow*> disputed;
  for (const RateRow* row : rows) {
    if (const RateFinding found = table.look_up(row->key(), day); found.rival != nullptr) {
      disputed.push_back(row);
      out_of_count.insert({row, found.rival});
    }
  }
  std::erase_if(rows, [&](const RateRow* row) { return out_of_count.contains(row); });
  std::erase_if(disputed, [&](const RateRow* row) {
    return std::any_of(rows.begin(), rows.end(), [&](const RateRow* other) {
      RateKey same = other->key();
      same.scope = row->scope;
      return same == row->key();
    });
  });
  return disputed;
}

std::vector<Coverage> cells_of(std::string_view region, std::span<const Purpose> purposes,
                               std::span<const RateRow* const> rows) {
  std::vector<Coverage> cells(purposes.size());
  for (std::size_t i = 0; i < purposes.size(); ++i) {
    cells[i] = counted(purposes[i], items_in(region, purposes[i], rows));
  }
  for (std::size_t i = 0; i < purposes.size(); ++i) {
    if (!purposes[i].ways.empty()) {
      cells[i] = by_ways(purposes[i], purposes, cells);
    }
  }
  return cells;
}

} // namespace

std::vector<std::string_view> words_of(std::string_view way) {
  std::vector<std::string_view> words;
  while (!way.empty()) {
    const auto blank = std::min(way.find(' '), way.size());
    if (blank > 0) {
      words.push_back(way.substr(0, blank));
    }
    way.remove_prefix(std::min(blank + 1, way.size()));
  }
  return words;
}

CoverageTable coverage_of(const RateTable& table, std::span<const Purpose> purposes,
                          const RateFilter& filter, Date day) {
  constexpr std::size_t k_region = 3; // Of k_rate_key_parts: it chooses what is shown.
  RateFilter of_rows = filter;
  const std::vector<std::string> wanted = std::exchange(of_rows.patterns[k_region], {});
  const auto shown = [&](std::string_view region) {
    return wanted.empty() || std::any_of(wanted.begin(), wanted.end(),
                                         [&](const auto& one) { return fits(one, region); });
  };
  CoverageTable out;
  std::vector<const RateRow*> rows = in_force(table, day);
  std::erase_if(rows, [&](const RateRow* row) { return !of_rows.fits(row->key()); });
  out.disputed = take_disputed(rows, table, day);
  std::erase_if(out.disputed, [&](const RateRow* row) { return !shown(row->region); });

  const std::vector<std::string_view> regions = table.regions();
  for (const Purpose& purpose : purposes) {
    out.purposes.push_back(&purpose);
    out.unstated.push_back(purpose.ways.empty() ? unstated_items(purpose, rows, regions) : 0);
  }
  for (const std::string_view region : regions) {
    if (shown(region)) {
      out.regions.push_back(region);
      out.cells.push_back(cells_of(region, purposes, rows));
    }
  }
  return out;
}

} // namespace tunepath
