#include "advise/hosting_modes.hpp"
#include "advise/rate_keys.hpp"

#include <cmath>

#include <fmt/format.h>

namespace tunepath::hosting_modes {
namespace {

void add_custom_model(Estimate& into, const Situation& s, const ServingPlan& plan) {
  s.pricer.add(into,
               {"storage.custom-model", LineKind::standing, "Custom model storage", "1 model"},
               rate_keys::bedrock(plan.model, Variant::custom, plan.region, Meter::model_storage,
                                  Term::none),
               Amount<Unit::model_month>{ModelMonths::of(1), ""});
}

Term term_of(std::string_view commitment) {
  return commitment == "none" || commitment.empty()
             ? Term::no_commitment
             : named<Term>(commitment).value_or(Term::no_commitment);
}

/// The term that is asked for; "any": the cheapest that has a rate.
Term provisioned_term(const Situation& s, const ServingPlan& plan) {
  const std::string_view wanted = s.facts.word("hosting.commitment");
  if (wanted != "any") {
    return term_of(wanted);
  }
  Term best = Term::no_commitment;
  std::optional<Money> least;
  for (const Term term : {Term::no_commitment, Term::one_month, Term::six_month}) {
    RateKey key = rate_keys::bedrock(plan.model, Variant::custom, plan.region,
                                     Meter::provisioned_throughput, term);
    key.unit = Unit::model_unit_hour;
    const std::optional<Price> price = s.pricer.find(key);
    if (!price) {
      continue;
    }
    const Money hourly = multiply(Rational::of(1), price->usd, price->per);
    if (!least || hourly < *least) {
      least = hourly;
      best = term;
    }
  }
  return best;
}

/// The import price of the region: its own row, else one whose source does not label the scope
/// (imported models have no cross-region inference), whichever the last file says.
RateKey import_key(const Situation& s, std::string_view version, std::string_view region) {
  RateKey key = rate_keys::custom_model_import(version, region, Meter::inference);
  key.unit = Unit::cmu_minute;
  RateKey unlabelled = key;
  unlabelled.scope = Scope::unlabelled;
  const RateFinding labelled = s.pricer.look_up(key);
  const RateFinding other = s.pricer.look_up(unlabelled);
  const bool only_other = labelled.row == nullptr && other.row != nullptr;
  return only_other || (other.row != nullptr && other.layer > labelled.layer) ? unlabelled : key;
}

/// Windows that bill in the month: those of the first copy in which a request arrives, and of each
/// further copy while the load is above what those before it carry, if `copies` carry the peak.
std::int64_t import_windows(const Situation& s, std::int64_t requests, std::int64_t copies,
                            double window_seconds, int month) {
  constexpr double k_seconds_per_hour = 3600;
  const double active = s.traffic.active_hours.value_or(Rational{}).to_double();
  double windows = billed_windows(static_cast<double>(requests), active, window_seconds);
  const auto peak = s.traffic.peak_in(month);
  if (peak && copies > 1) {
    const LoadCurve load =
        load_curve(static_cast<double>(requests), active, s.hours_per_month.to_double(), *peak);
    for (std::int64_t copy = 1; copy < copies; ++copy) {
      const double level = *peak * static_cast<double>(copy) / static_cast<double>(copies);
      windows += load.hours_above(level) * k_seconds_per_hour / window_seconds;
    }
  }
  return std::llround(windows);
}

/// The minutes that `copies` of `units` custom model units bill in the month, in whole windows of
/// the length that the catalog's meter states; without such a row nobody knows what is billed.
void add_import(Estimate& into, const Situation& s, RateKey key, std::int64_t units,
                std::int64_t copies, int month) {
  LineText text{"hosting.import", LineKind::per_use,
                copies == 1 ? "Custom Model Import, 1 copy"
                            : fmt::format("Custom Model Import, up to {} copies", copies),
                "units x billing windows"};
  const BilledMeter* meter = s.knowledge.catalog.meter(key.service, key.meter, key.unit);
  if (meter == nullptr || !meter->increment_seconds) {
    into.gaps.push_back(
        {text.id, text.kind, text.label,
         fmt::format("how long a billing window is: no row of the catalog's meters has "
                     "increment_seconds for service {}, meter {}, unit {}",
                     key.service, name_of(key.meter), name_of(key.unit))});
    return;
  }
  const std::int64_t window = *meter->increment_seconds;
  const auto requests = s.traffic.requests_in(month);
  Amount<Unit::cmu_minute> amount{std::nullopt, "traffic.requests_per_month"};
  if (requests && (*requests == 0 || s.traffic.active_hours)) {
    const std::int64_t windows =
        *requests == 0 ? 0
                       : import_windows(s, *requests, copies, static_cast<double>(window), month);
    const Rational minutes = Rational::quotient(window, 60);
    amount = {CmuMinutes::of(Rational::of(units * windows) * minutes), ""};
    text.formula = fmt::format("{} x {} x {} minutes", amount_text(units, "unit"),
                               amount_text(windows, "window"), short_text(minutes));
  } else if (requests) {
    amount.missing = "traffic.shape";
  }
  s.pricer.add(into, std::move(text), key, amount);
}

/// What a copy carries is not published: beyond a small peak, one copy is only the least there is.
void add_copies_gap(Estimate& into, const Situation& s, int month) {
  const auto peak = s.traffic.peak_in(month);
  if (!s.facts.count("hosting.import_copies") && peak &&
      *peak > s.parameter("small_peak").to_double()) {
    into.gaps.push_back(
        {"hosting.import-copies", LineKind::per_use, "Copies beyond the first",
         fmt::format("what one copy carries is not published: state hosting.import_copies, the "
                     "copies that a peak of {:.1f} requests a second needs",
                     *peak)});
  }
}

/// Tokens a minute at the peak: what the account team has to be asked about.
std::optional<double> peak_tokens_per_minute(const Situation& s, const ServingPlan& plan,
                                             int month) {
  const auto peak = s.traffic.peak_in(month);
  const auto& t = s.traffic;
  const auto extra = plan.retrieval ? t.retrieved_tokens : std::optional{Decimal{}};
  if (!peak || !t.tuned_input_tokens || !t.output_tokens || !extra) {
    return std::nullopt;
  }
  constexpr double k_seconds_per_minute = 60;
  return *peak * k_seconds_per_minute *
         (*t.tuned_input_tokens + *t.output_tokens + *extra).to_double();
}

/// "; peak 45,150 tokens a minute"
std::string peak_words(const std::optional<double>& tokens) {
  return tokens
             ? fmt::format("; peak {} a minute", amount_text(std::llround(*tokens), "token"))
             : "";
}

} // namespace

void bedrock_on_demand(HostingOption& option, const Situation& s, const ServingPlan& plan,
                       int month) {
  option.unit = UnitKind::none;
  TokenUse use{.item = plan.model,
               .variant = Variant::custom,
               .region = plan.region,
               .input_tokens = s.traffic.tuned_input_tokens,
               .input_fact = "traffic.input_tokens",
               .retrieval = plan.retrieval};
  option.estimate = price_tokens(s, use, s.traffic.requests_in(month));
  option.service.peak_tokens_per_minute = peak_tokens_per_minute(s, plan, month);
  add_custom_model(option.estimate, s, plan);
  add_custom_model(option.idle, s, plan);
}

void provisioned_throughput(HostingOption& option, const Situation& s, const ServingPlan& plan,
                            int month) {
  option.unit = UnitKind::model_unit;
  option.units = s.facts.count("hosting.model_units").value_or(1);
  if (const auto units = s.facts.number("hosting.model_units")) {
    const auto whole = [](Decimal number) { return std::llround(number.to_double()); };
    option.service.units = {whole(units->low), option.units, whole(units->high)};
  }
  const Term term = provisioned_term(s, plan);
  s.pricer.add(option.estimate,
               {"hosting.provisioned-throughput", LineKind::standing,
                fmt::format("Provisioned Throughput, {}", name_of(term)),
                fmt::format("{} x {} hours", amount_text(option.units, "model unit"),
                            short_text(s.hours_per_month))},
               rate_keys::bedrock(plan.model, Variant::custom, plan.region,
                                  Meter::provisioned_throughput, term),
               Amount<Unit::model_unit_hour>{
                   ModelUnitHours::of(Rational::of(option.units) * s.hours_per_month), ""});
  add_custom_model(option.estimate, s, plan);
  option.idle = option.estimate;
  option.service.peak_tokens_per_minute = peak_tokens_per_minute(s, plan, month);
  option.note =
      (term == Term::no_commitment ? "no commitment"
                                   : fmt::format("{} commitment, owed in full", name_of(term))) +
      peak_words(option.service.peak_tokens_per_minute);
  const bool assumed = s.facts.at("hosting.model_units").origin.kind == Origin::Kind::initial;
  if (assumed && option.service.peak_tokens_per_minute) {
    option.note += ", taken to fit one model unit";
  }
}

void custom_model_import(HostingOption& option, const Situation& s, const ServingPlan& plan,
                         int month) {
  const BedrockModel* row =
      plan.base ? s.knowledge.catalog.bedrock_model(plan.base->id, plan.region) : nullptr;
  const auto units = row != nullptr ? row->cmi_units_per_copy : std::nullopt;
  option.unit = units ? UnitKind::custom_model_unit : UnitKind::none;
  const std::int64_t copies = s.facts.count("hosting.import_copies").value_or(1);
  option.units = units.value_or(0) * copies;
  if (units) {
    option.service.units = Range<std::int64_t>::point(option.units);
  }
  if (!units) {
    const char* needs = "custom model units per copy are known for few models before the import";
    option.estimate.gaps.push_back(
        {"hosting.import", LineKind::per_use, "Custom Model Import", needs});
    option.estimate.gaps.push_back(
        {"storage.import", LineKind::standing, "Imported model storage", needs});
    option.idle.gaps = option.estimate.gaps;
    return;
  }
  const std::string version =
      row->cmi_version.empty() ? "" : fmt::format("cmu-{}", row->cmi_version);
  add_import(option.estimate, s, import_key(s, version, plan.region), *units, copies, month);
  add_copies_gap(option.estimate, s, month);
  s.pricer.add(option.idle,
               {"storage.import", LineKind::standing, "Imported model storage",
                amount_text(*units, "custom model unit")},
               rate_keys::custom_model_import(version, plan.region, Meter::model_storage),
               Amount<Unit::cmu_month>{CmuMonths::of(*units), ""});
  append(option.estimate, option.idle);
}

} // namespace tunepath::hosting_modes
