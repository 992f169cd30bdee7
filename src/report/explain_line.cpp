#include "report/explain.hpp"
#include "report/totals.hpp"
#include "report/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::explain {
namespace {

void add(Points& points, std::string_view label, std::string text) {
  if (!text.empty()) {
    points.rows.push_back({Mark::none, std::string{label}, "", std::move(text), {}});
  }
}

/// Every digit, or the fraction where no decimal is exact.
std::string exact_quantity(Rational value) {
  const auto decimal = value.exact_decimal();
  return decimal ? grouped(*decimal)
                 : fmt::format("{}/{}", grouped(value.numerator()), grouped(value.denominator()));
}

std::string arithmetic(const Line& line) {
  const std::string per = line.per == 1 ? "" : fmt::format(" / {}", grouped(line.per));
  return fmt::format("{} x {}{} = ${}, rounded half to even to micro-dollars",
                     exact_quantity(line.quantity), price_text(line.usd), per, plain(line.amount));
}

std::string file_text(const RateRow& row) {
  return row.place.file.empty() ? "" : fmt::format("{}:{}", row.place.file, row.place.line);
}

/// Where a line or a gap may stand: the way that is priced first.
std::vector<std::pair<std::string, const Estimate*>> places(const Advice& advice) {
  std::vector<std::pair<std::string, const Estimate*>> all{{"", &advice.cost.estimate}};
  for (const Alternative& way : advice.cost.alternatives) {
    all.emplace_back(way.label, &way.estimate);
  }
  for (const HostingOption& mode : advice.modes) {
    all.emplace_back(words::title(mode.id), &mode.estimate);
  }
  if (advice.cost.proof) {
    all.emplace_back("cost to find out", &advice.cost.proof->estimate);
  }
  return all;
}

void gap(Document& out, const Gap& gap) {
  Points points;
  add(points, "amount", fmt::format("{}, and in no total", gap.no_rate ? "no rate" : "not priced"));
  add(points, "paid", std::string{words::title(gap.kind)});
  add(points, "to price it", words::ended(gap.needs));
  out.push_back(Heading{fmt::format("{}: {}", gap.id, gap.label)});
  out.push_back(std::move(points));
}

} // namespace

void line(Document& out, const Line& line) {
  const RateRow& row = line.rate;
  Points points;
  add(points, "paid", std::string{words::title(line.kind)});
  add(points, "in words", line.formula);
  add(points, "quantity", words::quantity(line.quantity, line.unit));
  add(points, "rate", words::rate(line.usd, line.per, line.unit));
  add(points, "billed", line.billed);
  add(points, "discounts", line.discounts.empty() ? "" : words::discounts(line));
  for (const Discount& discount : line.discounts) {
    add(points, "agreed in",
        fmt::format("{} ({}), {}:{}", discount.source, to_string(discount.source_date),
                    discount.place.file, discount.place.line));
  }
  add(points, "estimated", words::stand_in(line));
  add(points, "arithmetic", arithmetic(line));
  add(points, "amount", to_string(line.amount));
  if (!row.service.empty()) {
    add(points, "rate row", to_string(row.key()));
    add(points, "valid from", to_string(row.valid_from));
  }
  add(points, "source",
      row.source.empty() ? ""
                         : fmt::format("{} ({}, {} confidence)", row.source,
                                       to_string(row.source_date), name_of(row.confidence)));
  add(points, "derived", row.derived ? "yes: computed from other rows" : "");
  add(points, "note", std::string{row.note});
  add(points, "file", file_text(row));
  out.push_back(Heading{fmt::format("{}: {}", line.id, line.label)});
  out.push_back(std::move(points));
}

bool cost_line(Document& out, const Advice& advice, std::string_view target) {
  for (const auto& [place, estimate] : places(advice)) {
    Document found;
    for (const Line& each : estimate->lines) {
      if (each.id == target) {
        line(found, each);
      }
    }
    for (const Gap& each : estimate->gaps) {
      if (each.id == target) {
        gap(found, each);
      }
    }
    if (!found.empty()) {
      if (!place.empty()) {
        out.push_back(Paragraph{fmt::format("Not in the way that is priced; from: {}.", place)});
      }
      out.insert(out.end(), found.begin(), found.end());
      return true;
    }
  }
  return false;
}

bool way(Document& out, const Advice& advice, std::string_view target) {
  const auto& ways = advice.cost.alternatives;
  const auto found = std::find_if(ways.begin(), ways.end(),
                                  [&](const Alternative& way) { return way.id == target; });
  if (found == ways.end()) {
    return false;
  }
  out.push_back(Heading{fmt::format("{}: {}", found->id, found->label)});
  Amounts amounts;
  amounts.rows = {
      {"Every month, even with no traffic", to_string(standing(*found)), "", false},
      {"Every month, for the traffic", to_string(per_use(*found)), "", false},
      {"Once", to_string(one_time(*found)), "", false},
      {words::count(advice.cost.horizon_months, "month"), to_string(horizon(*found)), "", false}};
  out.push_back(std::move(amounts));
  if (!found->note.empty()) {
    out.push_back(Paragraph{words::sentence(found->note)});
  }
  for (const Line& each : found->estimate.lines) {
    line(out, each);
  }
  for (const Gap& each : found->estimate.gaps) {
    gap(out, each);
  }
  return true;
}

std::vector<std::string_view> line_ids(const Advice& advice) {
  std::vector<std::string_view> ids;
  const auto note = [&](std::string_view id) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
      ids.push_back(id);
    }
  };
  for (const auto& [place, estimate] : places(advice)) {
    for (const Line& each : estimate->lines) {
      note(each.id);
    }
    for (const Gap& each : estimate->gaps) {
      note(each.id);
    }
  }
  return ids;
}

} // namespace tunepath::explain
