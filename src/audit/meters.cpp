#include "audit/checks.hpp"
#include "tunepath/core/suggest.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tunepath::audit {
namespace {

constexpr auto k_error = Diagnostic::Level::error;

/// What the meters of the service are, or that there is no such service.
std::string meters_of(const RateRow& row, const Catalog& catalog) {
  std::vector<std::string> known;
  std::set<std::string_view> services;
  for (const BilledMeter& meter : catalog.meters) {
    services.insert(meter.service);
    if (meter.service == row.service && meter.meter == row.meter) {
      known.push_back(fmt::format("{} in {}", name_of(meter.meter), name_of(meter.unit)));
    }
  }
  if (known.empty()) {
    for (const BilledMeter& meter : catalog.meters) {
      if (meter.service == row.service) {
        known.push_back(fmt::format("{} in {}", name_of(meter.meter), name_of(meter.unit)));
      }
    }
  }
  if (!known.empty()) {
    return fmt::format("{} has {}", row.service, fmt::join(known, ", "));
  }
  const std::vector<std::string_view> names{services.begin(), services.end()};
  return did_you_mean(row.service, names, fmt::format("services are {}", fmt::join(names, ", ")));
}

bool holds(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// "none", "base", "base or custom".
std::string either(std::span<const std::string_view> words) {
  return words.empty() ? "none" : fmt::format("{}", fmt::join(words, " or "));
}

bool check_variant(Audit& audit, const RateRow& row, const BilledMeter& meter) {
  const bool none = row.variant == Variant::none;
  if (none ? meter.variants.empty() : holds(meter.variants, name_of(row.variant))) {
    return true;
  }
  const std::string what = fmt::format("{} of {}", name_of(row.meter), row.service);
  audit.note(row, FindingKind::variant, k_error,
             none ? fmt::format("{} needs a variant", what)
                  : fmt::format("{} has no variant '{}'", what, name_of(row.variant)),
             meter.variants.empty() ? std::string{"leave 'variant' out: this is no model's price"}
                                    : fmt::format("write 'variant: {}'", either(meter.variants)));
  return false;
}

bool check_term(Audit& audit, const RateRow& row, const BilledMeter& meter) {
  if (holds(meter.terms, name_of(row.term))) {
    return true;
  }
  audit.note(row, FindingKind::term, k_error,
             fmt::format("{} of {} has no tier or term '{}'", name_of(row.meter), row.service,
                         name_of(row.term)),
             fmt::format("write 'tier_or_term: {}'", either(meter.terms)));
  return false;
}

void check_model(Audit& audit, const RateRow& row) {
  if (audit.catalog.model(row.item) != nullptr) {
    return;
  }
  const Model* alias = audit.catalog.model_called(row.item);
  std::vector<std::string_view> ids;
  for (const Model& model : audit.catalog.models) {
    ids.push_back(model.id);
  }
  audit.note(row, FindingKind::unknown_model, k_error,
             fmt::format("no model is called '{}'", row.item),
             alias != nullptr
                 ? fmt::format("did you mean '{}'?", alias->id)
                 : did_you_mean(row.item, ids, "a profile cannot name it: add it to the models"));
}

/// True for a family and a size, "g5.2xlarge", of small letters, digits and dashes. // example
bool is_instance_type(std::string_view text) {
  const auto dot = text.find('.');
  const auto sound = [](std::string_view part) {
    return !part.empty() &&
           part.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == part.npos;
  };
  return dot != text.npos && sound(text.substr(0, dot)) && sound(text.substr(dot + 1));
}

void check_instance(Audit& audit, const RateRow& row, const BilledMeter& meter) {
  const bool starts_well = row.item.starts_with(meter.item_prefix);
  if (starts_well && is_instance_type(row.item.substr(meter.item_prefix.size()))) {
    return;
  }
  std::vector<std::string_view> ids;
  for (const Instance& instance : audit.catalog.instances) {
    if (!meter.item_prefix.empty()) {
      ids.push_back(instance.id);
    }
  }
  audit.note(row, FindingKind::instance, k_error,
             fmt::format("'{}' is no instance type of {}", row.item, row.service),
             did_you_mean(row.item, ids,
                          fmt::format("write {}FAMILY.SIZE in small letters", meter.item_prefix)));
}

} // namespace

void check_meters(Audit& audit) {
  std::erase_if(audit.rows, [&](const RateRow* row) {
    const BilledMeter* meter = audit.catalog.meter(row->service, row->meter, row->unit);
    if (meter == nullptr) {
      audit.note(*row, FindingKind::meter, k_error,
                 fmt::format("{} has no meter '{}' in '{}'", row->service, name_of(row->meter),
                             name_of(row->unit)),
                 meters_of(*row, audit.catalog));
      return true;
    }
    const bool variant = check_variant(audit, *row, *meter);
    const bool term = check_term(audit, *row, *meter);
    if (meter->item == ItemKind::model) {
      check_model(audit, *row);
    } else if (meter->item == ItemKind::instance) {
      check_instance(audit, *row, *meter);
    }
    return !variant || !term;
  });
}

} // namespace tunepath::audit
