#include "tunepath/report/csv.hpp"

#include "report/json_parts.hpp"
#include "tunepath/core/diagnostic.hpp"

#include <array>

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr std::size_t k_columns = 31; ///< of estimate_csv()

/// "0.91 x 1.2": what turned the published price into the line's; "" where nothing did.
std::string factors(const Line& line) {
  std::string out;
  for (const Discount& discount : line.discounts) {
    out += fmt::format("{}{}", out.empty() ? "" : " x ", to_string(discount.multiplier));
  }
  if (line.stand_in && line.stand_in->factor != Decimal::of(1)) {
    out += fmt::format("{}{}", out.empty() ? "" : " x ", to_string(line.stand_in->factor));
  }
  return out;
}

std::string exact(Rational value) {
  return value.exact_decimal() ? "" : fmt::format("{}/{}", value.numerator(), value.denominator());
}

std::string line_row(const Advice& advice, const Line& line) {
  const RateRow& rate = line.rate;
  const bool stated = !line.stated_at.file.empty();
  const std::string file = stated ? line.stated_at.file : std::string{rate.place.file};
  const int at = stated ? line.stated_at.line : rate.place.line;
  return csv_row({advice.name,
                  advice.cost.way,
                  name_of(line.kind),
                  line.id,
                  line.label,
                  json_parts::decimal(line.quantity),
                  exact(line.quantity),
                  name_of(line.unit),
                  json_parts::price(line.usd),
                  std::to_string(line.per),
                  plain(line.amount),
                  line.formula,
                  rate.service,
                  rate.item,
                  name_of(rate.variant),
                  rate.region,
                  name_of(rate.scope),
                  name_of(rate.meter),
                  name_of(rate.term),
                  json_parts::price(rate.usd),
                  factors(line),
                  line.stand_in ? line.stand_in->region : "",
                  line.billed,
                  to_string(rate.valid_from),
                  rate.source,
                  to_string(rate.source_date),
                  name_of(rate.confidence),
                  rate.derived ? "yes" : "no",
                  file,
                  at > 0 ? std::to_string(at) : "",
                  ""});
}

std::string gap_row(const Advice& advice, const Gap& gap) {
  std::array<std::string_view, k_columns> cells{advice.name, advice.cost.way, name_of(gap.kind),
                                                gap.id, gap.label};
  cells.back() = gap.needs;
  return csv_row(cells);
}

/// "-1.50", which no spreadsheet takes for a formula.
bool is_number(std::string_view text) {
  return Decimal::parse(text).has_value();
}

/// What spreadsheets pass over before they look whether a cell is a formula: quotes, blanks and
/// what has no width.
constexpr std::array<std::string_view, 28> k_passed_over{
    "\"",     " ",      "\u00A0", "\u00AD", "\u2000", "\u2001", "\u2002",
    "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009",
    "\u200A", "\u200B", "\u200C", "\u200D", "\u202F", "\u205F", "\u2060",
    "\u2061", "\u2062", "\u2063", "\u2064", "\u3000", "\uFEFF", "\u180E"};

/// What a formula begins with, also full-width: = + - @
constexpr std::array<std::string_view, 8> k_formula{"=",      "+",      "-",      "@",
                                                    "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

/// The length of what `text` begins with, of all that is listed; 0 for none.
std::size_t beginning(std::string_view text, std::span<const std::string_view> listed) {
  for (const std::string_view each : listed) {
    if (text.starts_with(each)) {
      return each.size();
    }
  }
  return 0;
}

bool is_formula(std::string_view text) {
  std::size_t length = 0;
  do {
    text.remove_prefix(length);
    length = beginning(text, k_passed_over);
  } while (length > 0);
  return beginning(text, k_formula) > 0;
}

/// The text with an apostrophe before each formula in it: at its beginning, and where a spreadsheet
/// that does not split at ',' would begin a cell, whatever quotes are around the text.
std::string without_formulas(std::string_view text) {
  std::string out = is_formula(text) && !is_number(text) ? "'" : "";
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if ((text[i] == ';' || text[i] == '|') && is_formula(text.substr(i + 1))) {
      out += '\'';
    }
  }
  return out;
}

} // namespace

std::string csv_cell(std::string_view raw) {
  const std::string plain = without_formulas(printable(raw)); // Of tabs, none are left.
  if (plain.find_first_of(",;\"") == std::string::npos) {
    return plain;
  }
  std::string quoted = "\"";
  for (const char c : plain) {
    quoted += c == '"' ? "\"\"" : std::string{c};
  }
  return quoted + "\"";
}

std::string csv_row(std::initializer_list<std::string_view> cells) {
  return csv_row(std::span{cells.begin(), cells.size()});
}

std::string csv_row(std::span<const std::string_view> cells) {
  std::string out;
  for (const std::string_view cell : cells) {
    out += csv_cell(cell);
    out += ',';
  }
  out.pop_back();
  return out + "\r\n";
}

std::string estimate_csv(std::span<const Advice> advices) {
  std::string out =
      "profile,way,kind,id,label,quantity,quantity_exact,unit,rate_usd,per,amount_usd,formula,"
      "service,item,variant,region,scope,meter,tier_or_term,published_usd,factors,stand_in_region,"
      "billed,valid_from,source,source_date,confidence,derived,file,line,needs\r\n";
  for (const Advice& advice : advices) {
    for (const Line& line : advice.cost.estimate.lines) {
      out += line_row(advice, line);
    }
    for (const Gap& gap : advice.cost.estimate.gaps) {
      out += gap_row(advice, gap);
    }
  }
  return out;
}

} // namespace tunepath
