#include "audit/checks.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace tunepath::audit {
namespace {

/// One thing that can be done with a customised model: what the catalog says of it, what it says
/// of its rate, and which rates are meant.
struct Customization {
  Truth BedrockModel::*available;
  std::string_view available_key;
  std::optional<Truth> BedrockModel::*claim;
  std::string_view claim_key;
  bool (*prices)(const RateRow& row);
};

bool prices_training(const RateRow& row) {
  return row.meter == Meter::training;
}
bool prices_tokens(const RateRow& row) {
  return row.meter == Meter::input || row.meter == Meter::output;
}
bool prices_throughput(const RateRow& row) {
  return row.meter == Meter::provisioned_throughput;
}

constexpr std::array k_customizations{
    Customization{&BedrockModel::fine_tunable, "fine_tunable", &BedrockModel::training_rate,
                  "training_rate", prices_training},
    Customization{&BedrockModel::custom_on_demand, "custom_on_demand",
                  &BedrockModel::custom_on_demand_rate, "custom_on_demand_rate", prices_tokens},
    Customization{&BedrockModel::custom_provisioned_throughput, "custom_provisioned_throughput",
                  &BedrockModel::custom_pt_rate, "custom_pt_rate", prices_throughput}};

/// True for a price of a customised model that the catalog's Bedrock rows speak of.
bool is_custom(const RateRow& row, const Catalog& catalog) {
  const BilledMeter* meter = catalog.meter(row.service, row.meter, row.unit);
  return row.variant == Variant::custom && meter != nullptr && meter->item == ItemKind::model;
}

const BedrockModel* catalog_row(const RateRow& row, const Catalog& catalog) {
  for (const BedrockModel& each : catalog.bedrock_rows(row.item)) {
    if (each.region == row.region) { // Also where the region is unknown.
      return &each;
    }
  }
  return row.region == "unknown" ? nullptr : catalog.bedrock_model(row.item, row.region);
}

void check_custom(Audit& audit, const RateRow& row) {
  for (const Customization& one : k_customizations) {
    const BedrockModel* known = one.prices(row) ? catalog_row(row, audit.catalog) : nullptr;
    const bool denied = known != nullptr && known->*one.available == Truth::no;
    if (!one.prices(row) || (known != nullptr && !denied)) {
      continue;
    }
    audit.note(row, FindingKind::no_availability, Diagnostic::Level::warning,
               denied ? fmt::format("{} has a price, but {}:{} says {}: no", subject(row),
                                    known->place.file, known->place.line, one.available_key)
                      : fmt::format("{} has a price, but the catalog has no row of the model there",
                                    subject(row)),
               fmt::format("add where it is available to the catalog ({}), or acknowledge it",
                           one.available_key));
  }
}

void check_instance_use(Audit& audit, const RateRow& row) {
  const Instance* instance = audit.catalog.instance(row.item);
  const bool training = row.meter == Meter::training;
  if (instance == nullptr || (!training && row.meter != Meter::hosting)) {
    return;
  }
  if ((training ? instance->training_enum : instance->hosting_enum) == Truth::no) {
    audit.note(
        row, FindingKind::no_availability, Diagnostic::Level::warning,
        fmt::format("{} has a price, but {}:{} says {}: no", subject(row), instance->place.file,
                    instance->place.line, training ? "training_enum" : "hosting_enum"),
        "correct the catalog, or acknowledge it");
  }
}

/// A rate for `one` of the model of `known` that holds on the day in its region, or nullptr.
const RateRow* rate_of(const Audit& audit, const BedrockModel& known, const Customization& one) {
  return audit.find(known.model, [&](const RateRow& row) {
    return is_custom(row, audit.catalog) && one.prices(row) &&
           (row.region == known.region || row.region == "*") && row.valid_from <= audit.request.day;
  });
}

void check_claim(Audit& audit, const BedrockModel& known, const Customization& one) {
  const std::optional<Truth> claim = known.*one.claim;
  const RateRow* rate = rate_of(audit, known, one);
  const std::string thing = fmt::format("{} in {}", known.model, known.region);
  if (claim == Truth::yes && rate == nullptr) {
    audit.note(known.place, FindingKind::claim,
               fmt::format("{}: yes for {}, but no such rate is in force on {}", one.claim_key,
                           thing, to_string(audit.request.day)),
               fmt::format("add the rate, or write '{}: no'", one.claim_key));
  } else if (claim == Truth::no && rate != nullptr) {
    audit.note(known.place, FindingKind::claim,
               fmt::format("{}: no for {}, but there is a rate: {}:{}", one.claim_key, thing,
                           rate->place.file, rate->place.line),
               fmt::format("write '{}: yes'", one.claim_key));
  } else if (!claim && known.*one.available == Truth::yes && rate == nullptr) {
    audit.note(known.place, FindingKind::unpriced,
               fmt::format("{}: yes for {}, but there is no rate", one.available_key, thing),
               fmt::format("add the rate, or write '{}: no' where none is known", one.claim_key));
  }
}

} // namespace

void check_availability(Audit& audit) {
  for (const RateRow* row : audit.in_force) {
    if (is_custom(*row, audit.catalog) && audit.catalog.model(row->item) != nullptr) {
      check_custom(audit, *row);
    }
    const BilledMeter* meter = audit.catalog.meter(row->service, row->meter, row->unit);
    if (meter->item == ItemKind::instance && !meter->item_prefix.empty()) {
      check_instance_use(audit, *row);
    }
  }
}

void check_claims(Audit& audit) {
  for (const BedrockModel& known : audit.catalog.bedrock_models) {
    const bool priced =
        audit.find(known.model, [&](const RateRow& row) { return is_custom(row, audit.catalog); });
    if (audit.request.claims == Claims::all ||
        (audit.request.claims == Claims::of_priced_models && priced)) {
      for (const Customization& one : k_customizations) {
        check_claim(audit, known, one);
      }
    }
  }
}

} // namespace tunepath::audit
