#include "tunepath/report/json.hpp"

#include "report/json_parts.hpp"
#include "tunepath/advise/rates_behind.hpp"

namespace tunepath {
namespace {

using json_parts::Json;

Json assumption(const Assumption& assumption) {
  return {{"fact", assumption.fact},
          {"value", assumption.value},
          {"origin", assumption.origin},
          {"text", json_parts::text_or_null(assumption.text)}};
}

Json warning(const Warning& warning) {
  return {{"id", warning.id},
          {"text", warning.text},
          {"monthly_at_risk_usd", json_parts::money(warning.monthly_at_risk)}};
}

Json rate_behind(const RateRow* row, Date day) {
  return row == nullptr ? Json(nullptr)
                        : Json{{"key", to_string(row->key())},
                               {"source_date", to_string(row->source_date)},
                               {"age_days", age_in_days(*row, day)}};
}

/// How old the rates behind the bill are.
Json rates(const Advice& advice) {
  const RatesBehind behind = rates_behind(advice);
  const RateRow* oldest = behind.rows.empty() ? nullptr : behind.rows.front();
  return {{"count", behind.rows.size()},
          {"oldest", rate_behind(oldest, advice.as_of)},
          {"most_influential", rate_behind(behind.most_influential, advice.as_of)}};
}

} // namespace

std::string to_json(const Advice& advice, std::string_view version) {
  constexpr int k_indent = 2;
  const Json report{{"format", "tunepath-report/1"},
                    {"tool", {{"name", "tunepath"}, {"version", version}}},
                    {"profile",
                     {{"name", advice.name},
                      {"file", advice.file},
                      {"description", json_parts::text_or_null(advice.description)}}},
                    {"as_of", to_string(advice.as_of)},
                    {"region", advice.region},
                    {"currency", "USD"},
                    {"hours_per_month", to_string(advice.hours_per_month)},
                    {"decision", json_parts::decision(advice.decision)},
                    {"training", json_parts::training(advice.training)},
                    {"hosting", json_parts::hosting(advice)},
                    {"cost", json_parts::cost(advice.cost)},
                    {"assumptions", json_parts::array(advice.assumptions, assumption)},
                    {"warnings", json_parts::array(advice.warnings, warning)},
                    {"start_month", to_string(advice.start_month)},
                    {"rates", rates(advice)}};
  // Escaping all that is not ASCII keeps a name from steering the terminal that shows the report.
  return report.dump(k_indent, ' ', true, Json::error_handler_t::replace) + "\n";
}

} // namespace tunepath
