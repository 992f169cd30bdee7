#pragma once

#include "tunepath/core/rational.hpp"
#include "tunepath/core/unit.hpp"

namespace tunepath {

/// An exact amount of one unit. Two units are two types: instance-hours and tokens cannot be
/// added, compared or swapped by mistake.
template <Unit U>
class Quantity {
public:
  constexpr Quantity() = default;
  static constexpr Quantity of(std::int64_t whole) { return Quantity{Rational::of(whole)}; }
  static constexpr Quantity of(Rational value) { return Quantity{value}; }

  constexpr Rational value() const { return value_; }
  static constexpr Unit unit() { return U; }

  friend constexpr Quantity operator+(Quantity a, Quantity b) {
    return Quantity{a.value_ + b.value_};
  }
  friend constexpr auto operator<=>(Quantity, Quantity) = default;

private:
  explicit constexpr Quantity(Rational value) : value_(value) {}
  Rational value_;
};

using Tokens = Quantity<Unit::token>;
using TrainedTokens = Quantity<Unit::trained_token>;
using TrainingHours = Quantity<Unit::training_hour>;
using ModelUnitHours = Quantity<Unit::model_unit_hour>;
using CmuMinutes = Quantity<Unit::cmu_minute>;
using CmuMonths = Quantity<Unit::cmu_month>;
using ModelMonths = Quantity<Unit::model_month>;
using InstanceHours = Quantity<Unit::instance_hour>;
using GbMonths = Quantity<Unit::gb_month>;
using OcuHours = Quantity<Unit::ocu_hour>;
using Requests = Quantity<Unit::request>;
using PersonHours = Quantity<Unit::person_hour>;

} // namespace tunepath
