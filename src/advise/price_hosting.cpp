#include "advise/hosting_modes.hpp"
#include "advise/rate_keys.hpp"

#include <array>

#include <fmt/format.h>

namespace tunepath {
namespace {

using BillMode = void (*)(ModeBill&, const Situation&, const ServingPlan&, int);

constexpr std::array<std::pair<HostingMode, BillMode>, 9> k_modes{{
    {HostingMode::bedrock_on_demand, hosting_modes::bedrock_on_demand},
    {HostingMode::provisioned_throughput, hosting_modes::provisioned_throughput},
    {HostingMode::custom_model_import, hosting_modes::custom_model_import},
    {HostingMode::endpoint, hosting_modes::endpoint},
    {HostingMode::endpoint_autoscaling, hosting_modes::endpoint_autoscaling},
    {HostingMode::endpoint_scale_to_zero, hosting_modes::endpoint_scale_to_zero},
    {HostingMode::multi_adapter, hosting_modes::multi_adapter},
    {HostingMode::async, hosting_modes::async},
    {HostingMode::batch_transform, hosting_modes::batch_transform},
}};

void fill(ModeBill& bill, const Situation& s, const ServingPlan& plan, int month) {
  for (const auto& [id, fill_bill] : k_modes) {
    if (id == bill.mode) {
      fill_bill(bill, s, plan, month);
    }
  }
}

} // namespace

ModeBill bill_mode(const Situation& s, const ServingPlan& plan, HostingMode mode, int month) {
  ModeBill bill{mode, Ledger::Keeps::sums, nullptr};
  fill(bill, s, plan, month);
  return bill;
}

HostingOption price_mode(const Situation& s, const ServingPlan& plan, HostingMode mode, int month) {
  HostingOption option;
  option.id = mode;
  option.region = plan.region;
  ModeBill bill{mode, Ledger::Keeps::lines, &option};
  fill(bill, s, plan, month);
  option.estimate = bill.estimate.take();
  option.idle = bill.idle.take();
  option.unit = bill.unit;
  option.units = bill.units;
  option.service.covers_peak = bill.covers_peak;
  return option;
}

Estimate price_evaluation_hosting(const Situation& s, const ServingPlan& plan, HostingMode mode) {
  Estimate estimate;
  const auto hours = s.facts.likely("people.evaluation_hosting_hours");
  const std::string formula = hours ? fmt::format("{} hours, then deleted", grouped(*hours)) : "";
  const LineText text{"evaluation.hosting", LineKind::one_time,
                      fmt::format("Hosting while it is evaluated, {}", name_of(mode)), formula};
  if (mode == HostingMode::provisioned_throughput) {
    const std::int64_t units = plan.model_units.likely;
    Amount<Unit::model_unit_hour> amount{std::nullopt, "people.evaluation_hosting_hours"};
    if (hours) {
      amount = {ModelUnitHours::of(Rational::of(units) * Rational::of(*hours)), ""};
    }
    s.pricer.add(estimate, text,
                 rate_keys::bedrock(plan.model, Variant::custom, plan.region,
                                    Meter::provisioned_throughput, Term::no_commitment),
                 amount);
  } else if (mode == HostingMode::bedrock_on_demand) {
    Ledger tokens;
    bill_tokens(tokens, s,
                {.item = plan.model,
                 .variant = Variant::custom,
                 .region = plan.region,
                 .input_tokens = s.traffic.tuned_input_tokens,
                 .input_fact = "traffic.input_tokens",
                 .retrieval = plan.retrieval,
                 .kind = LineKind::one_time,
                 .input_id = "evaluation.tokens.input",
                 .output_id = "evaluation.tokens.output"},
                s.parameter("eval_good").mantissa());
    estimate = tokens.take();
  } else if (mode == HostingMode::custom_model_import && plan.import != nullptr) {
    Amount<Unit::cmu_minute> amount{std::nullopt, "people.evaluation_hosting_hours"};
    if (hours) {
      constexpr int k_minutes_per_hour = 60;
      amount = {CmuMinutes::of(Rational::of(plan.import->units * k_minutes_per_hour) *
                               Rational::of(*hours)),
                ""};
    }
    s.pricer.add(estimate, text, plan.import->minutes, amount);
  } else if (serving_instance(plan, mode).id.empty()) {
    estimate.gaps.push_back({text.id, text.kind, text.label, "state hosting.instance"});
  } else {
    Amount<Unit::instance_hour> amount{std::nullopt, "people.evaluation_hosting_hours"};
    if (hours) {
      amount = {InstanceHours::of(Rational::of(*hours)), ""};
    }
    s.pricer.add(estimate, text,
                 rate_keys::sagemaker(serving_instance(plan, mode).id, plan.region, Meter::hosting),
                 amount);
  }
  return estimate;
}

} // namespace tunepath
