#include "report/rates_used.hpp"

#include <set>
#include <tuple>

namespace tunepath {
namespace {

using Identity = std::tuple<RateKey, Date, std::string_view, int>;

class Collector {
public:
  void add(const Estimate& estimate) {
    for (const Line& line : estimate.lines) {
      if (line.unit != Unit::person_hour && !line.rate.service.empty()) {
        add(line.rate);
      }
    }
  }

  RatesUsed used() const { return {static_cast<std::int64_t>(seen_.size()), oldest_}; }

private:
  void add(const RateRow& row) {
    seen_.insert({row.key(), row.valid_from, row.place.file, row.place.line});
    if (oldest_ == nullptr || row.source_date < oldest_->source_date) {
      oldest_ = &row;
    }
  }

  std::set<Identity> seen_;
  const RateRow* oldest_ = nullptr;
};

} // namespace

RatesUsed rates_used(const Advice& advice) {
  Collector rates;
  rates.add(advice.cost.estimate);
  for (const Alternative& way : advice.cost.alternatives) {
    rates.add(way.estimate);
  }
  for (const HostingOption& mode : advice.modes) {
    rates.add(mode.estimate);
  }
  if (advice.cost.proof) {
    rates.add(advice.cost.proof->estimate);
  }
  return rates.used();
}

} // namespace tunepath
