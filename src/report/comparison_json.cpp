#include "report/comparison_words.hpp"
#include "report/json_parts.hpp"
#include "report/words.hpp"
#include "tunepath/report/comparison_listing.hpp"
#include "tunepath/report/csv.hpp"

#include <fmt/format.h>

namespace tunepath {
namespace {

using namespace json_parts;

constexpr int k_share_decimals = 4;

/// In percent, rounded to 4 decimals, or to more where that would be nothing; null where the base
/// is nothing or the difference no number.
Json percent_of(const std::optional<Rational>& share) {
  return or_null(share, [](Rational value) {
    const Rational percent = value * Rational::of(100);
    int decimals = k_share_decimals;
    while (!percent.is_zero() && decimals < Decimal::k_most_decimals &&
           percent.nearest_decimal(decimals).is_zero()) {
      ++decimals;
    }
    return to_string(percent.nearest_decimal(decimals));
  });
}

Json gap_of(const Gap& gap) {
  return {{"id", gap.id},
          {"label", gap.label},
          {"needs", gap.needs},
          {"kind", name_of(gap.kind)},
          {"no_rate", gap.no_rate}};
}

Json line_of(const ComparedLine& line) {
  return {{"item", text_or_null(line.item)},
          {"quantity", decimal(line.quantity)},
          {"unit", name_of(line.unit)},
          {"rate_usd", price(line.usd)},
          {"per", std::to_string(line.per)},
          {"amount_usd", money(line.amount)},
          {"stand_in", text_or_null(line.stand_in)}};
}

Json answer_of(const Comparable& answer) {
  Json cost{{"complete", answer.complete()}};
  for (const auto& [kind, name] : Names<SumKind>::k_all) {
    cost[std::string{name}] = money(comparison::total(answer.sum(kind)));
  }
  cost["gaps"] = array(answer.gaps, gap_of);
  cost["way"] = text_or_null(answer.way);
  cost["provisional"] = answer.provisional;
  cost["horizon_months"] = answer.horizon_months;
  cost["estimated"] = answer.estimated();
  return {{"label", answer.label},
          {"name", answer.name},
          {"file", answer.source},
          {"source", answer.saved ? "report" : "profile"},
          {"as_of", to_string(answer.as_of)},
          {"region", answer.region},
          {"decision",
           {{"status", answer.decided ? "decided" : "undecided"},
            {"approach", approach(answer.approach)},
            {"path", path(answer.path)},
            {"hosting", or_null(answer.hosting, [](HostingMode mode) { return name_of(mode); })},
            {"verdict", name_of(answer.verdict)}}},
          {"cost", std::move(cost)}};
}

Json sum_of(const SumDifference& difference, bool same_horizon) {
  return {{"difference_usd", money(difference.by)},
          {"percent", percent_of(difference.share)},
          {"not_known_because", text_or_null(comparison::why_unknown(difference, same_horizon))}};
}

/// quantity, rate and item, those that apply.
std::vector<std::string> causes(const LineChange& change) {
  std::vector<std::string> out;
  for (const auto& [applies, word] :
       {std::pair{change.quantity, "quantity"}, std::pair{change.rate, "rate"},
        std::pair{change.item, "item"}}) {
    if (applies) {
      out.emplace_back(word);
    }
  }
  return out;
}

Json change_of(const LineChange& change) {
  return {{"id", change.id()},
          {"label", change.label()},
          {"kind", name_of(change.of())},
          {"change", name_of(change.kind)},
          {"why", causes(change)},
          {"before", or_null(change.before, line_of)},
          {"after", or_null(change.after, line_of)},
          {"gap_before", or_null(change.gap_before, gap_of)},
          {"gap_after", or_null(change.gap_after, gap_of)},
          {"difference_usd", money(change.by)}};
}

Json against_of(const Comparison& comparison, const Against& other) {
  const Comparable& base = comparison.all.front();
  const Comparable& answer = comparison.all[other.index];
  Json sums = Json::object();
  for (const auto& [kind, name] : Names<SumKind>::k_all) {
    sums[std::string{name}] = sum_of(other.sum(kind), other.same_horizon);
  }
  return {{"label", answer.label},
          {"same_approach", answer.approach == base.approach && answer.decided == base.decided},
          {"same_path", answer.path == base.path},
          {"same_hosting", answer.hosting == base.hosting},
          {"same_verdict", answer.verdict == base.verdict},
          {"totals", std::move(sums)},
          {"lines", array(other.lines, change_of)}};
}

std::string csv_sum(const std::string& label, const std::string& base,
                    const SumDifference& difference) {
  const auto amount = [](const KnownSum& sum) { return sum.priced ? plain(sum.amount) : ""; };
  const auto complete = [](const KnownSum& sum) { return sum.complete ? "yes" : "no"; };
  const auto estimated = [](const KnownSum& sum) { return sum.estimated ? "yes" : "no"; };
  const Json percent = percent_of(difference.share);
  return csv_row({label,
                  base,
                  "total",
                  name_of(difference.kind),
                  "",
                  "",
                  "",
                  amount(difference.base),
                  complete(difference.base),
                  amount(difference.other),
                  complete(difference.other),
                  difference.by ? plain(*difference.by) : "",
                  percent.is_null() ? "" : percent.get<std::string>(),
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  estimated(difference.base),
                  estimated(difference.other)});
}

std::string csv_change(const std::string& label, const std::string& base,
                       const LineChange& change) {
  const auto amount = [](const std::optional<ComparedLine>& line) {
    return line ? plain(line->amount) : "";
  };
  const auto complete = [](const std::optional<Gap>& gap) { return gap ? "no" : "yes"; };
  const auto estimated = [](const std::optional<ComparedLine>& line) {
    return line && line->estimated() ? "yes" : "no";
  };
  const auto quantity = [](const std::optional<ComparedLine>& line) {
    return line ? decimal(line->quantity) : "";
  };
  const auto unit = [](const std::optional<ComparedLine>& line) {
    return line ? name_of(line->unit) : std::string_view{};
  };
  const auto usd = [](const std::optional<ComparedLine>& line) {
    return line ? price(line->usd) : "";
  };
  const auto per = [](const std::optional<ComparedLine>& line) {
    return line ? std::to_string(line->per) : "";
  };
  return csv_row({label,
                  base,
                  name_of(change.of()),
                  change.id(),
                  change.label(),
                  name_of(change.kind),
                  words::join(causes(change), " and "),
                  amount(change.before),
                  complete(change.gap_before),
                  amount(change.after),
                  complete(change.gap_after),
                  change.by ? plain(*change.by) : "",
                  "",
                  quantity(change.before),
                  unit(change.before),
                  usd(change.before),
                  per(change.before),
                  quantity(change.after),
                  unit(change.after),
                  usd(change.after),
                  per(change.after),
                  estimated(change.before),
                  estimated(change.after)});
}

} // namespace

std::string comparison_json(const Comparison& comparison, std::string_view version) {
  constexpr int k_indent = 2;
  const Json out{{"format", "tunepath-comparison/1"},
                 {"tool", {{"name", "tunepath"}, {"version", version}}},
                 {"currency", "USD"},
                 {"answers", array(comparison.all, answer_of)},
                 {"differences", array(comparison.others, [&](const Against& other) {
                    return against_of(comparison, other);
                  })}};
  return out.dump(k_indent, ' ', true, Json::error_handler_t::replace) + "\n";
}

std::string comparison_csv(const Comparison& comparison) {
  std::string out =
      "answer,base,kind,id,label,change,why,base_usd,base_complete,usd,complete,difference_usd,"
      "difference_percent,base_quantity,base_unit,base_rate_usd,base_per,quantity,unit,rate_usd,"
      "per,base_estimated,estimated\r\n";
  const std::string& base = comparison.all.front().label;
  for (const Against& other : comparison.others) {
    const std::string& label = comparison.all[other.index].label;
    for (const SumDifference& difference : other.sums) {
      out += csv_sum(label, base, difference);
    }
    for (const LineChange& change : other.lines) {
      out += csv_change(label, base, change);
    }
  }
  return out;
}

} // namespace tunepath
