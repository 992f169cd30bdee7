#include "report/json_parts.hpp"

#include "tunepath/rates/rate_filter.hpp"

namespace tunepath::json_parts {
namespace {

/// How many decimals of a number there is room for, at most 12.
int decimals_that_fit(Rational value) {
  constexpr int k_most = 12;
  const Wide whole = Wide{value.numerator()} / value.denominator();
  const Wide above = (whole < 0 ? -whole : whole) + 1; // Rounding may go up to it.
  int decimals = k_most;
  while (decimals > 0 && above > Wide{INT64_MAX} / Decimal::power_of_ten(decimals)) {
    --decimals;
  }
  return decimals;
}

Json rate(const Line& line) {
  const RateRow& row = line.rate;
  const bool stated = !line.stated_at.file.empty();
  return {{"service", row.service},
          {"item", row.item},
          {"variant", text_or_null(name_of(row.variant))},
          {"region", row.region},
          {"scope", name_of(row.scope)},
          {"meter", name_of(row.meter)},
          {"unit", name_of(row.unit)},
          {"tier_or_term", name_of(row.term)},
          {"valid_from", to_string(row.valid_from)},
          {"source", row.source},
          {"source_date", to_string(row.source_date)},
          {"confidence", name_of(row.confidence)},
          {"derived", row.derived},
          {"file", stated ? line.stated_at.file : std::string{row.place.file}},
          {"line", stated ? line.stated_at.line : row.place.line}};
}

Json line(const Line& line) {
  return {
      {"id", line.id},
      {"kind", name_of(line.kind)},
      {"label", line.label},
      {"quantity", decimal(line.quantity)},
      {"unit", name_of(line.unit)},
      {"rate_usd", price(line.usd)},
      {"per", std::to_string(line.per)},
      {"amount_usd", money(line.amount)},
      {"formula", line.formula},
      {"rate", rate(line)},
      {"published_usd", price(line.rate.usd)},
      {"discounts", array(line.discounts, discount)},
      {"quantity_exact", exact(line.quantity)},
      {"stand_in",
       or_null(line.stand_in,
               [](const StandIn& stand_in) {
                 return Json{{"region", stand_in.region}, {"factor", to_string(stand_in.factor)}};
               })},
      {"billed", text_or_null(line.billed)}};
}

Json gap(const Gap& gap) {
  return {{"id", gap.id},
          {"label", gap.label},
          {"needs", gap.needs},
          {"kind", name_of(gap.kind)},
          {"no_rate", gap.no_rate}};
}

Json condition(const Condition& condition) {
  return {{"fact", condition.fact},
          {"value", condition.value},
          {"needs", condition.needs},
          {"origin", condition.origin},
          {"holds", truth(condition.truth)}};
}

Json reason(const Reason& reason) {
  return {{"rule", reason.rule},
          {"effect", name_of(reason.effect)},
          {"text", reason.text},
          {"source", reason.source},
          {"date", to_string(reason.date)},
          {"facts", array(reason.facts, condition)},
          {"caution", reason.caution},
          {"unblock", text_or_null(reason.unblock)}};
}

} // namespace

std::string money(Money amount) {
  return plain(amount);
}

Json money(const std::optional<Money>& amount) {
  return or_null(amount, [](Money value) { return plain(value); });
}

Json money(const Total& total) {
  return total.priced() ? Json(plain(total.amount)) : Json(nullptr);
}

std::string price(Decimal usd) {
  const std::string text = to_string(usd);
  return text + (usd.scale() == 0 ? ".00" : usd.scale() == 1 ? "0" : "");
}

std::string decimal(Rational value) {
  const auto exact = value.exact_decimal();
  return to_string(exact ? *exact : value.nearest_decimal(decimals_that_fit(value)));
}

Json exact(Rational value) {
  return value.exact_decimal()
             ? Json(nullptr)
             : Json(std::to_string(value.numerator()) + "/" + std::to_string(value.denominator()));
}

Json text_or_null(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json truth(Truth value) {
  return value == Truth::unknown ? Json(nullptr) : Json(value == Truth::yes);
}

Json approach(const std::vector<Approach>& approach) {
  return array(approach, [](Approach part) { return name_of(part); });
}

Json path(const std::optional<Path>& path) {
  return or_null(path, [](Path value) { return name_of(value); });
}

void add_key(Json& object, const RateKey& key) {
  const auto parts = parts_of(key);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    object[std::string{k_rate_key_parts[i]}] = parts[i] == "-" ? Json(nullptr) : Json(parts[i]);
  }
}

Json rate_row(const RateRow& row) {
  return {{"usd", price(row.usd)},
          {"per", std::to_string(row.per)},
          {"scope", name_of(row.scope)},
          {"valid_from", to_string(row.valid_from)},
          {"source", row.source},
          {"source_date", to_string(row.source_date)},
          {"confidence", name_of(row.confidence)},
          {"derived", row.derived},
          {"note", text_or_null(row.note)},
          {"file", row.place.file},
          {"line", row.place.line}};
}

Json discount(const Discount& discount) {
  return {{"id", discount.id},
          {"label", text_or_null(discount.label)},
          {"multiplier", to_string(discount.multiplier)},
          {"source", discount.source},
          {"source_date", to_string(discount.source_date)},
          {"file", discount.place.file},
          {"line", discount.place.line}};
}

Json lines(const Estimate& estimate) {
  return array(estimate.lines, line);
}
Json gaps(const Estimate& estimate) {
  return array(estimate.gaps, gap);
}
Json reasons(const std::vector<Reason>& reasons) {
  return array(reasons, reason);
}

} // namespace tunepath::json_parts
