#include "advise/hosting_modes.hpp"
#include "advise/price_base.hpp"
#include "advise/rate_keys.hpp"

#include <cmath>

#include <fmt/format.h>

namespace tunepath::hosting_modes {
namespace {

void add_custom_model(Ledger& into, const Situation& s, const ServingPlan& plan) {
  into.add<Unit::model_month>(s.pricer, LineKind::standing, "storage.custom-model",
                              rate_keys::bedrock(plan.model, Variant::custom, plan.region,
                                                 Meter::model_storage, Term::none),
                              ModelMonths::of(1), [] {
                                return LineWords{"Custom model storage", "1 model", ""};
                              });
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

std::string import_label(std::int64_t copies) {
  return copies == 1 ? "Custom Model Import, 1 copy"
                     : fmt::format("Custom Model Import, up to {} copies", copies);
}

/// The minutes that the copies bill in the month, in whole windows of the length that the
/// catalog's meter states; without such a row nobody knows what is billed.
void add_import(Ledger& into, const Situation& s, const ImportTerms& terms, std::int64_t copies,
                int month) {
  constexpr std::string_view k_id = "hosting.import";
  const RateKey& key = terms.minutes;
  if (!terms.window_seconds) {
    into.add_gap(LineKind::per_use, k_id, false, [&] {
      return Gap{std::string{k_id}, LineKind::per_use, import_label(copies),
                 fmt::format("how long a billing window is: no row of the catalog's meters has "
                             "increment_seconds for service {}, meter {}, unit {}",
                             key.service, name_of(key.meter), name_of(key.unit))};
    });
    return;
  }
  const std::int64_t window = *terms.window_seconds;
  const std::int64_t units = terms.units;
  const Rational minutes = Rational::quotient(window, 60);
  const auto requests = s.traffic.requests_in(month);
  std::optional<CmuMinutes> amount;
  std::int64_t windows = 0;
  if (requests && (*requests == 0 || s.traffic.active_hours)) {
    windows = *requests == 0
                  ? 0
                  : import_windows(s, *requests, copies, static_cast<double>(window), month);
    amount = CmuMinutes::of(Rational::of(units * windows) * minutes);
  }
  into.add<Unit::cmu_minute>(s.pricer, LineKind::per_use, k_id, key, amount, [&] {
    return LineWords{import_label(copies),
                     amount ? fmt::format("{} x {} x {} minutes", amount_text(units, "unit"),
                                          amount_text(windows, "window"), short_text(minutes))
                            : "units x billing windows",
                     amount     ? ""
                     : requests ? "traffic.shape"
                                : "traffic.requests_per_month"};
  });
}

/// What a copy carries is not published: beyond a small peak, one copy is only the least there is.
void add_copies_gap(Ledger& into, const Situation& s, const ServingPlan& plan, int month) {
  constexpr std::string_view k_id = "hosting.import-copies";
  const auto peak = s.traffic.peak_in(month);
  if (!plan.import_copies && peak && *peak > plan.small_peak) {
    into.add_gap(LineKind::per_use, k_id, false, [&] {
      return Gap{std::string{k_id}, LineKind::per_use, "Copies beyond the first",
                 fmt::format("what one copy carries is not published: state "
                             "hosting.import_copies, the copies that a peak of {:.1f} requests a "
                             "second needs",
                             *peak)};
    });
  }
}

/// Nor is what a model unit carries.
void add_units_gap(Ledger& into, const Situation& s, const ServingPlan& plan, int month) {
  constexpr std::string_view k_id = "hosting.model-units";
  const auto peak = s.traffic.peak_in(month);
  if (plan.model_units_assumed && peak && *peak > plan.small_peak) {
    into.add_gap(LineKind::standing, k_id, false, [&] {
      return Gap{std::string{k_id}, LineKind::standing, "Model units beyond the first",
                 fmt::format("what one model unit carries is not published: state "
                             "hosting.model_units, the units that a peak of {:.1f} requests a "
                             "second needs",
                             *peak)};
    });
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
  return tokens ? fmt::format("; peak {} a minute", amount_text(std::llround(*tokens), "token"))
                : "";
}

void say_provisioned(HostingOption& option, const Situation& s, const ServingPlan& plan,
                     int month) {
  option.service.units = plan.model_units;
  option.service.peak_tokens_per_minute = peak_tokens_per_minute(s, plan, month);
  option.note = (plan.term == Term::no_commitment
                     ? "no commitment"
                     : fmt::format("{} commitment, owed in full", name_of(plan.term))) +
                peak_words(option.service.peak_tokens_per_minute);
  if (plan.model_units_assumed && option.service.peak_tokens_per_minute) {
    option.note += ", taken to fit one model unit";
  }
}

/// No one can say what an import bills before it is known how many units a copy takes.
void add_unknown_import(ModeBill& bill) {
  const auto gap = [](const char* id, LineKind kind, const char* label) {
    return [=] {
      return Gap{id, kind, label,
                 "custom model units per copy are known for few models before the import"};
    };
  };
  for (Ledger* into : {&bill.estimate, &bill.idle}) {
    into->add_gap(LineKind::per_use, "hosting.import", false,
                  gap("hosting.import", LineKind::per_use, "Custom Model Import"));
    into->add_gap(LineKind::standing, "storage.import", false,
                  gap("storage.import", LineKind::standing, "Imported model storage"));
  }
}

} // namespace

void bedrock_on_demand(ModeBill& bill, const Situation& s, const ServingPlan& plan, int month) {
  bill_tokens(bill.estimate, s,
              {.item = plan.model,
               .variant = Variant::custom,
               .region = plan.region,
               .input_tokens = s.traffic.tuned_input_tokens,
               .input_fact = "traffic.input_tokens",
               .retrieval = plan.retrieval},
              s.traffic.requests_in(month));
  add_custom_model(bill.idle, s, plan);
  bill.estimate += bill.idle;
  if (bill.words != nullptr) {
    bill.words->service.peak_tokens_per_minute = peak_tokens_per_minute(s, plan, month);
  }
}

void provisioned_throughput(ModeBill& bill, const Situation& s, const ServingPlan& plan,
                            int month) {
  bill.unit = UnitKind::model_unit;
  bill.units = plan.model_units.likely;
  bill.idle.add<Unit::model_unit_hour>(
      s.pricer, LineKind::standing, "hosting.provisioned-throughput",
      rate_keys::bedrock(plan.model, Variant::custom, plan.region, Meter::provisioned_throughput,
                         plan.term),
      ModelUnitHours::of(Rational::of(bill.units) * s.hours_per_month), [&] {
        return LineWords{fmt::format("Provisioned Throughput, {}", name_of(plan.term)),
                         fmt::format("{} x {} hours", amount_text(bill.units, "model unit"),
                                     short_text(s.hours_per_month)),
                         ""};
      });
  add_custom_model(bill.idle, s, plan);
  bill.estimate += bill.idle;
  add_units_gap(bill.estimate, s, plan, month);
  if (bill.words != nullptr) {
    say_provisioned(*bill.words, s, plan, month);
  }
}

void custom_model_import(ModeBill& bill, const Situation& s, const ServingPlan& plan, int month) {
  const std::int64_t copies = plan.import_copies.value_or(1);
  if (plan.import == nullptr) {
    add_unknown_import(bill);
    return;
  }
  const ImportTerms& terms = *plan.import;
  bill.unit = UnitKind::custom_model_unit;
  bill.units = terms.units * copies;
  if (bill.words != nullptr) {
    bill.words->service.units = Range<std::int64_t>::point(bill.units);
  }
  add_import(bill.estimate, s, terms, copies, month);
  add_copies_gap(bill.estimate, s, plan, month);
  bill.idle.add<Unit::cmu_month>(
      s.pricer, LineKind::standing, "storage.import",
      rate_keys::custom_model_import(terms.version, plan.region, Meter::model_storage),
      std::optional{CmuMonths::of(terms.units)}, [&] {
        return LineWords{"Imported model storage", amount_text(terms.units, "custom model unit"),
                         ""};
      });
  bill.estimate += bill.idle;
}

} // namespace tunepath::hosting_modes
