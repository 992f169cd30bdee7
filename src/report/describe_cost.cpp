#include "report/sections.hpp"
#include "report/totals.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

namespace tunepath::section {
namespace {

/// "Input tokens, nova-micro: 60,000 requests x 1,800 tokens", and what lowered the list price.
std::vector<std::string> line_notes(const Line& line) {
  const std::vector<std::string> parts{line.label, line.formula};
  std::vector<std::string> notes{words::join(parts, ": ")};
  if (!line.discounts.empty()) {
    notes.push_back(words::discounts(line));
  }
  if (line.stand_in) {
    notes.push_back(words::stand_in(line));
  }
  if (!line.rate.place.file.empty()) {
    notes.push_back(fmt::format("[{}:{}, source of {}]", line.rate.place.file, line.rate.place.line,
                                to_string(line.rate.source_date)));
  }
  return notes;
}

Row line_row(const Line& line) {
  return {{line.id,
           fmt::format("{} x {}", words::quantity(line.quantity, line.unit),
                       words::rate(line.usd, line.per)),
           to_string(line.amount)},
          Mark::none,
          line_notes(line),
          false};
}

void add_kind(Table& table, const CostAdvice& cost, LineKind kind, const Total& sum) {
  if (!sum.any_line && !sum.any_gap) {
    return;
  }
  table.rows.push_back({{words::capital(words::title(kind))}, Mark::none, {}, false});
  for (const Line& line : cost.estimate.lines) {
    if (line.kind == kind) {
      table.rows.push_back(line_row(line));
    }
  }
  for (const Gap& gap : cost.estimate.gaps) {
    if (gap.kind == kind) {
      table.rows.push_back(
          {{gap.id, gap.label, gap.no_rate ? "no rate" : "not priced"}, Mark::unknown, {}, false});
    }
  }
  table.rows.push_back({{"", "", to_string(sum)}, Mark::none, {}, true});
}

} // namespace

void proof(Document& out, const Advice& advice) {
  if (!advice.cost.proof) {
    return;
  }
  const Proof& proof = *advice.cost.proof;
  Amounts block;
  for (const Line& line : proof.estimate.lines) {
    block.rows.push_back({line.label, to_string(line.amount), "", false});
  }
  for (const Gap& gap : proof.estimate.gaps) {
    block.rows.push_back({gap.label, gap.no_rate ? "no rate" : "not priced", "", false});
  }
  if (block.rows.size() > 1) {
    block.rows.push_back({"", to_string(tunepath::proof(proof)), "", true});
  }
  out.push_back(Heading{"Cost to find out"});
  if (!block.rows.empty()) {
    out.push_back(std::move(block));
  }
  if (!proof.stop_rule.empty()) {
    out.push_back(Paragraph{words::sentence(proof.stop_rule)});
  }
}

void cost_lines(Document& out, const Advice& advice) {
  const CostAdvice& cost = advice.cost;
  if (cost.way.empty()) {
    return;
  }
  Table table{{{"", Align::left}, {"", Align::left}, {"", Align::right}}, {}};
  add_kind(table, cost, LineKind::standing, standing(cost));
  add_kind(table, cost, LineKind::per_use, per_use(cost));
  add_kind(table, cost, LineKind::one_time, one_time(cost));
  out.push_back(Heading{"Cost lines"});
  out.push_back(std::move(table));
}

} // namespace tunepath::section
