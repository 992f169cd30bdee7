#include "advise/way_sums.hpp"

#include "advise/ways.hpp"

namespace tunepath {
namespace {

bool grows(const Situation& s) {
  return s.traffic.growth_per_month != 0;
}

/// `first` with the sums over the horizon of what `in` gives for each month, one-time lines in the
/// first.
template <class InMonth>
WaySums over_horizon(const Situation& s, const Sums& first, const InMonth& in,
                     const TunedParts* parts) {
  Money sum = first.of(LineKind::one_time);
  Money usage;
  Sums last = first;
  Sums whole = first;
  for (int month = 1; month <= s.horizon_months; ++month) {
    if (month > 1 && grows(s)) {
      last = in(month);
      whole.take_gaps(last);
    }
    sum += last.monthly();
    usage += last.usage;
    sum += parts != nullptr && parts->retraining ? Money{} - last.retraining : Money{};
  }
  sum += parts != nullptr ? parts->retraining.value_or(Money{}) : Money{};
  const int beyond = months_owed_beyond(last.commitment_months, s.horizon_months);
  if (beyond > 0) {
    sum += Money::of(last.committed.usd() * Rational::of(beyond));
  }
  return {whole, sum, usage};
}

} // namespace

RetrievalSums::RetrievalSums(const Situation& s) {
  const ChosenStore chosen = choose_store(s);
  months_ = {chosen.first_month};
  const int different = grows(s) ? s.horizon_months : 1;
  for (int month = 2; month <= different; ++month) {
    Ledger ledger{Ledger::Keeps::sums};
    chosen.store->bill(ledger, s, s.traffic.requests_in(month));
    months_.push_back(ledger.sums());
  }
}

WaySums untuned_sums(const Situation& s, const UntunedWay& way, const RetrievalSums& retrieval) {
  const auto in = [&](int month) {
    Ledger ledger{Ledger::Keeps::sums};
    bill_untuned_tokens(ledger, s, way, s.traffic.requests_in(month));
    Sums sums = ledger.sums();
    if (way.retrieval) {
      sums += retrieval.in(month);
    }
    return sums;
  };
  const Sums first = in(1);
  return over_horizon(s, first, in, nullptr);
}

TunedParts::TunedParts(const Situation& s, const TrainingAdvice& training,
                       std::string_view technique, bool already_tuned, std::string_view region) {
  Ledger ledger{Ledger::Keeps::sums};
  bill_around_hosting(ledger, s, training, technique, already_tuned, region);
  same = ledger.sums();
  const auto every = s.facts.likely("training.retrain_every_months");
  const auto run = every ? run_price(s, training, technique) : std::nullopt;
  if (run) {
    std::int64_t times = 0;
    for (int month = 1; month <= s.horizon_months; ++month) {
      times += times_due(*every, month);
    }
    retraining = Money::micros(checked_mul(run->micros(), times));
  }
}

TunedSums mode_sums(const Situation& s, const ServingPlan& plan, HostingMode mode) {
  const ModeBill bill = bill_mode(s, plan, mode, 1);
  return {bill.estimate.sums(), bill.idle.sums(), bill.unit, bill.units, bill.covers_peak};
}

WaySums tuned_sums(const Situation& s, const TunedParts& parts, const ServingPlan& plan,
                   HostingMode mode, const TunedSums& first, const RetrievalSums& retrieval) {
  const auto complete = [&](Sums month, int number) {
    month += parts.same;
    month += retrieval.in(number);
    return month;
  };
  const Sums whole = complete(first.mode, 1);
  const auto in = [&](int month) {
    return complete(bill_mode(s, plan, mode, month).estimate.sums(), month);
  };
  return over_horizon(s, whole, in, &parts);
}

} // namespace tunepath
