#include "advise/rate_keys.hpp"
#include "advise/serve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tunepath {
namespace {

/// A count of instances for a month's peak, or why there is none.
struct Count {
  std::int64_t instances = 1;
  std::string missing; ///< "" when the count is known; else what to state
};

Count count_at_peak(const Situation& s, const ServingPlan& plan, int month) {
  const auto peak = s.traffic.peak_in(month);
  if (plan.fixed_instances) {
    return {*plan.fixed_instances, ""};
  }
  if (peak && *peak == 0) {
    return {plan.least_instances, ""};
  }
  if (!peak) {
    return {plan.least_instances, s.traffic.requests ? "traffic.shape, or hosting.instances"
                                                     : "traffic.requests_per_month and traffic.shape"};
  }
  if (!plan.capacity || !plan.capacity->requests_per_second) {
    return {plan.least_instances, "hosting.instances (what one instance carries is not known)"};
  }
  const auto needed = instances_needed(*plan.capacity->requests_per_second, *peak,
                                       s.parameter("headroom").to_double());
  return {std::max(needed, plan.least_instances), ""};
}

void add_artifact(Estimate& into, const Situation& s, const ServingPlan& plan) {
  Amount<Unit::gb_month> amount{std::nullopt, "model.base (for the size of its weights)"};
  std::string formula;
  if (plan.artifact_gb) {
    amount = {GbMonths::of(Rational::of(*plan.artifact_gb)), ""};
    formula = fmt::format("{} billion parameters x 2 bytes = {} GB", grouped(*plan.base->params_b),
                          grouped(*plan.artifact_gb));
  }
  s.pricer.add(into, {"storage.artifact", LineKind::standing, "Model artifact in S3", formula},
               rate_keys::object_storage(plan.region), amount);
}

void add_custom_model(Estimate& into, const Situation& s, const ServingPlan& plan) {
  s.pricer.add(into, {"storage.custom-model", LineKind::standing, "Custom model storage", "1 model"},
               rate_keys::bedrock(plan.model, Variant::custom, plan.region, Meter::model_storage,
                                  Term::none),
               Amount<Unit::model_month>{ModelMonths::of(1), ""});
}

void add_instances(Estimate& into, const Situation& s, const ServingPlan& plan, Rational hours,
                   std::string formula, Meter meter = Meter::hosting) {
  if (plan.instance.empty()) {
    into.gaps.push_back({"hosting.instances", LineKind::standing, "Instances",
                         s.base == nullptr ? "state model.base or hosting.instance"
                                           : "state hosting.instance: none with a price in " +
                                                 plan.region + " is known to fit"});
    return;
  }
  s.pricer.add(into, {"hosting.instances", LineKind::standing, plan.instance, std::move(formula)},
               rate_keys::sagemaker(plan.instance, plan.region, meter),
               Amount<Unit::instance_hour>{InstanceHours::of(hours), ""});
}

void add_count_gap(Estimate& into, const Count& count) {
  if (!count.missing.empty()) {
    into.gaps.push_back({"hosting.capacity", LineKind::standing, "Instances beyond the first",
                         "state " + count.missing});
  }
}

std::string hours_text(std::int64_t instances, Rational hours) {
  return fmt::format("{} x {} hours", amount_text(instances, "instance"), short_text(hours));
}

void set_instances(HostingOption& option, const ServingPlan& plan, std::int64_t count) {
  option.unit = UnitKind::instance;
  option.units = count;
  option.instance = plan.instance;
  option.capacity = plan.capacity;
}

// --- one function per mode -----------------------------------------------------------------------

void bedrock_on_demand(HostingOption& option, const Situation& s, const ServingPlan& plan, int month) {
  option.unit = UnitKind::none;
  TokenUse use{.item = plan.model,
               .variant = Variant::custom,
               .region = plan.region,
               .input_tokens = s.traffic.tuned_input_tokens,
               .input_fact = "traffic.input_tokens",
               .retrieval = plan.retrieval};
  option.estimate = price_tokens(s, use, s.traffic.requests_in(month));
  add_custom_model(option.estimate, s, plan);
  add_custom_model(option.idle, s, plan);
}

Term term_of(std::string_view commitment) {
  return commitment == "none" || commitment.empty() ? Term::no_commitment
                                                    : named<Term>(commitment).value_or(Term::no_commitment);
}

/// The term that is asked for; "any": the cheapest that has a rate.
Term provisioned_term(const Situation& s, const ServingPlan& plan) {
  const std::string_view wanted = s.facts.word("hosting.commitment");
  if (wanted != "any") {
    return term_of(wanted);
  }
  Term best = Term::no_commitment;
  std::optional<Decimal> least;
  for (const Term term : {Term::no_commitment, Term::one_month, Term::six_month}) {
    RateKey key = rate_keys::bedrock(plan.model, Variant::custom, plan.region,
                                     Meter::provisioned_throughput, term);
    key.unit = Unit::model_unit_hour;
    const RateRow* row = s.pricer.find(key);
    if (row != nullptr && (!least || row->usd < *least)) {
      least = row->usd;
      best = term;
    }
  }
  return best;
}

void provisioned_throughput(HostingOption& option, const Situation& s, const ServingPlan& plan, int) {
  option.unit = UnitKind::model_unit;
  option.units = s.facts.count("hosting.model_units").value_or(1);
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
  option.note = term == Term::no_commitment ? "no commitment" : fmt::format("{} commitment", name_of(term));
}

/// The import price of the region: its own row, else one whose source does not label the scope.
RateKey import_key(const Situation& s, std::string_view version, std::string_view region) {
  RateKey key = rate_keys::custom_model_import(version, region, Meter::inference);
  key.unit = Unit::cmu_minute;
  if (s.pricer.find(key) == nullptr) {
    RateKey unlabelled = key;
    unlabelled.scope = Scope::unlabelled;
    if (s.pricer.find(unlabelled) != nullptr) {
      return unlabelled;
    }
  }
  return key;
}

void custom_model_import(HostingOption& option, const Situation& s, const ServingPlan& plan, int month) {
  const BedrockModel* row =
      plan.base ? s.knowledge.catalog.bedrock_model(plan.base->id, plan.region) : nullptr;
  const auto units = row != nullptr ? row->cmi_units_per_copy : std::nullopt;
  option.unit = units ? UnitKind::custom_model_unit : UnitKind::none;
  option.units = units.value_or(0);
  if (!units) {
    const char* needs = "custom model units per copy are known for few models before the import";
    option.estimate.gaps.push_back({"hosting.import", LineKind::per_use, "Custom Model Import", needs});
    option.idle.gaps = option.estimate.gaps;
    return;
  }
  const auto requests = s.traffic.requests_in(month);
  Amount<Unit::cmu_minute> amount{std::nullopt, "traffic.requests_per_month"};
  std::string formula = "units x 5-minute windows";
  if (requests && (*requests == 0 || s.traffic.active_hours)) {
    constexpr std::int64_t k_minutes_per_window = 5; // the limit cmi-window
    const double hours = s.traffic.active_hours.value_or(Rational{}).to_double();
    const std::int64_t windows =
        *requests == 0 ? 0 : std::llround(billed_windows(static_cast<double>(*requests), hours));
    amount = {CmuMinutes::of(Rational::of(*units * windows * k_minutes_per_window)), ""};
    formula = fmt::format("{} x {} x 5 minutes", amount_text(*units, "unit"),
                          amount_text(windows, "window"));
  } else if (requests) {
    amount.missing = "traffic.shape";
  }
  s.pricer.add(option.estimate,
               {"hosting.import", LineKind::per_use, "Custom Model Import, 1 copy", formula},
               import_key(s, row->cmi_version.empty() ? "" : fmt::format("cmu-{}", row->cmi_version),
                          plan.region),
               amount);
  s.pricer.add(option.idle,
               {"storage.import", LineKind::standing, "Imported model storage",
                amount_text(*units, "custom model unit")},
               rate_keys::custom_model_import(fmt::format("cmu-{}", row->cmi_version), plan.region,
                                              Meter::model_storage),
               Amount<Unit::cmu_month>{CmuMonths::of(*units), ""});
  append(option.estimate, option.idle);
}

void endpoint(HostingOption& option, const Situation& s, const ServingPlan& plan, int month) {
  const Count count = count_at_peak(s, plan, month);
  set_instances(option, plan, count.instances);
  add_instances(option.estimate, s, plan, Rational::of(count.instances) * s.hours_per_month,
                hours_text(count.instances, s.hours_per_month));
  add_count_gap(option.estimate, count);
  add_artifact(option.estimate, s, plan);
  option.idle = option.estimate;
}

void endpoint_autoscaling(HostingOption& option, const Situation& s, const ServingPlan& plan, int month) {
  const Count count = count_at_peak(s, plan, month);
  const Rational active = std::min(s.traffic.active_hours.value_or(s.hours_per_month), s.hours_per_month);
  set_instances(option, plan, count.instances);
  const Rational quiet = s.hours_per_month - active;
  const Rational hours = Rational::of(count.instances) * active + Rational::of(plan.least_instances) * quiet;
  std::string formula = hours_text(count.instances, s.hours_per_month);
  if (count.instances != plan.least_instances && !quiet.is_zero()) {
    formula = fmt::format("{} + {}", hours_text(count.instances, active),
                          hours_text(plan.least_instances, quiet));
  }
  add_instances(option.estimate, s, plan, hours, formula);
  add_count_gap(option.estimate, count);
  add_artifact(option.estimate, s, plan);
  add_instances(option.idle, s, plan, Rational::of(plan.least_instances) * s.hours_per_month,
                hours_text(plan.least_instances, s.hours_per_month));
  add_artifact(option.idle, s, plan);
}

/// Up only in the hours in which requests arrive.
void only_when_used(HostingOption& option, const Situation& s, const ServingPlan& plan, int month,
                    Meter meter) {
  const Count count = count_at_peak(s, plan, month);
  set_instances(option, plan, count.instances);
  const auto requests = s.traffic.requests_in(month);
  if (requests && *requests == 0) {
    add_instances(option.estimate, s, plan, Rational{}, "no request, no hours", meter);
  } else if (s.traffic.active_hours) {
    const Rational active = std::min(*s.traffic.active_hours, s.hours_per_month);
    add_instances(option.estimate, s, plan, Rational::of(count.instances) * active,
                  hours_text(count.instances, active), meter);
    add_count_gap(option.estimate, count);
    option.note = fmt::format("up {} h a month", short_text(active));
  } else {
    option.estimate.gaps.push_back(
        {"hosting.instances", LineKind::per_use, "Instance hours", "state traffic.shape"});
  }
  for (Line& line : option.estimate.lines) {
    line.kind = LineKind::per_use;
  }
  for (Gap& gap : option.estimate.gaps) {
    gap.kind = LineKind::per_use;
  }
  add_artifact(option.idle, s, plan);
  append(option.estimate, option.idle);
}

void endpoint_scale_to_zero(HostingOption& option, const Situation& s, const ServingPlan& plan, int month) {
  only_when_used(option, s, plan, month, Meter::hosting);
}

void async(HostingOption& option, const Situation& s, const ServingPlan& plan, int month) {
  only_when_used(option, s, plan, month, Meter::async_inference);
}

void batch_transform(HostingOption& option, const Situation& s, const ServingPlan& plan, int month) {
  only_when_used(option, s, plan, month, Meter::batch_transform);
}

void multi_adapter(HostingOption& option, const Situation& s, const ServingPlan& plan, int month) {
  endpoint_autoscaling(option, s, plan, month);
  if (const auto sharing = s.facts.count("hosting.adapters_sharing"); sharing && *sharing > 0) {
    option.note = fmt::format("shared by {}: this one's share {}", amount_text(*sharing, "adapter"),
                              to_string(Money::of(option.monthly().usd() / Rational::of(*sharing))));
  }
}

using PriceMode = void (*)(HostingOption&, const Situation&, const ServingPlan&, int);

/// A new mode is one function above and one row here.
constexpr std::array<std::pair<HostingMode, PriceMode>, 9> k_modes{{
    {HostingMode::bedrock_on_demand, bedrock_on_demand},
    {HostingMode::provisioned_throughput, provisioned_throughput},
    {HostingMode::custom_model_import, custom_model_import},
    {HostingMode::endpoint, endpoint},
    {HostingMode::endpoint_autoscaling, endpoint_autoscaling},
    {HostingMode::endpoint_scale_to_zero, endpoint_scale_to_zero},
    {HostingMode::multi_adapter, multi_adapter},
    {HostingMode::async, async},
    {HostingMode::batch_transform, batch_transform},
}};

} // namespace

HostingOption price_mode(const Situation& s, const ServingPlan& plan, HostingMode mode, int month) {
  HostingOption option;
  option.id = mode;
  option.region = plan.region;
  for (const auto& [id, price] : k_modes) {
    if (id == mode) {
      price(option, s, plan, month);
    }
  }
  return option;
}

Estimate price_evaluation_hosting(const Situation& s, const ServingPlan& plan, HostingMode mode) {
  Estimate estimate;
  const auto hours = s.facts.likely("people.evaluation_hosting_hours");
  const std::string formula = hours ? fmt::format("{} hours, then deleted", grouped(*hours)) : "";
  const LineText text{"evaluation.hosting", LineKind::one_time, "Hosting while it is evaluated", formula};
  if (mode == HostingMode::provisioned_throughput) {
    const auto units = s.facts.count("hosting.model_units").value_or(1);
    Amount<Unit::model_unit_hour> amount{std::nullopt, "people.evaluation_hosting_hours"};
    if (hours) {
      amount = {ModelUnitHours::of(Rational::of(units) * Rational::of(*hours)), ""};
    }
    s.pricer.add(estimate, text,
                 rate_keys::bedrock(plan.model, Variant::custom, plan.region,
                                    Meter::provisioned_throughput, Term::no_commitment),
                 amount);
  } else if (mode == HostingMode::bedrock_on_demand) {
    const auto requests = s.parameter("eval_good");
    estimate = price_tokens(s,
                            {.item = plan.model,
                             .variant = Variant::custom,
                             .region = plan.region,
                             .input_tokens = s.traffic.tuned_input_tokens,
                             .input_fact = "traffic.input_tokens",
                             .retrieval = plan.retrieval},
                            requests.mantissa());
    for (Line& line : estimate.lines) {
      line.id = "evaluation." + line.id;
      line.kind = LineKind::one_time;
    }
    for (Gap& gap : estimate.gaps) {
      gap.id = "evaluation." + gap.id;
      gap.kind = LineKind::one_time;
    }
  } else if (plan.instance.empty()) {
    estimate.gaps.push_back({text.id, text.kind, text.label, "state hosting.instance"});
  } else {
    Amount<Unit::instance_hour> amount{std::nullopt, "people.evaluation_hosting_hours"};
    if (hours) {
      amount = {InstanceHours::of(Rational::of(*hours)), ""};
    }
    s.pricer.add(estimate, text, rate_keys::sagemaker(plan.instance, plan.region, Meter::hosting), amount);
  }
  return estimate;
}

} // namespace tunepath
