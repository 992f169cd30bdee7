#include "tunepath/core/money.hpp"
#include "tunepath/core/suggest.hpp"
#include "tunepath/simulate/grid.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr std::string_view k_how = "write a:b:step, a:b:logN or x,y,z";
constexpr std::int64_t k_most_log = 1'000'000;
constexpr int k_most_decimals = 9; ///< that a fact may have

Diagnostic trouble(std::string_view argument, std::string message, std::string hint) {
  return {Diagnostic::Level::error,
          {fmt::format("--vary {}", argument), 0, 0},
          std::move(message),
          std::move(hint)};
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  int depth = 0; // A separator within [a, b] belongs to the value.
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    depth += text[i] == '[' ? 1 : text[i] == ']' ? -1 : 0;
    if (text[i] == separator && depth <= 0) {
      parts.push_back(text.substr(from, i - from));
      from = i + 1;
    }
  }
  parts.push_back(text.substr(from));
  return parts;
}

/// Six significant digits, as far as decimals go; a whole number where the fact is whole.
Decimal rounded(double value, bool whole) {
  constexpr double k_digits = 100'000;
  int decimals = 0;
  while (!whole && value < k_digits && decimals < k_most_decimals) {
    value *= 10;
    ++decimals;
  }
  return Decimal::scaled(std::llround(value), decimals);
}

} // namespace

class AxisReader {
public:
  AxisReader(std::string_view argument, const FactDecl& decl, FactIndex index,
             const KnownNames& names)
      : argument_(argument), decl_(decl), names_(names) {
    axis_.fact_ = index;
  }

  Result<Axis> read(std::string_view spec) {
    const auto parts = split(spec, ':');
    const bool numbers = decl_.type == FactType::number && parts.size() > 1;
    if (numbers && parts.size() != 3) {
      fail(fmt::format("'{}' has {} parts, not 3", spec, parts.size()), std::string{k_how});
    } else if (numbers && parts[2].starts_with("log")) {
      read_log(parts[0], parts[1], parts[2].substr(3));
    } else if (numbers) {
      read_steps(parts[0], parts[1], parts[2]);
    } else {
      read_list(spec);
    }
    return problems_.empty() ? Result<Axis>{std::move(axis_)} : Result<Axis>{std::move(problems_)};
  }

private:
  void fail(std::string message, std::string hint) {
    problems_.push_back(trouble(argument_, std::move(message), std::move(hint)));
  }

  std::optional<Decimal> number(std::string_view text) {
    const auto value = parse_number_of(decl_, text);
    for (const Diagnostic& problem : value.problems()) {
      fail(problem.message, problem.hint);
    }
    return value ? std::optional{value.value()} : std::nullopt;
  }

  /// Both ends, in order; nothing, and said, when they are not.
  std::optional<std::pair<Decimal, Decimal>> ends(std::string_view low, std::string_view high) {
    const auto a = number(low);
    const auto b = number(high);
    if (!a || !b) {
      return std::nullopt;
    }
    if (*a > *b) {
      fail(fmt::format("{} is above {}", to_string(*a), to_string(*b)),
           "write the lower end first");
      return std::nullopt;
    }
    return std::pair{*a, *b};
  }

  void read_steps(std::string_view low, std::string_view high, std::string_view by) {
    const auto range = ends(low, high);
    const auto step = parse_number(by);
    if (!step || *step <= Decimal{}) {
      fail(fmt::format("the step '{}' is no number above zero", by),
           "write a:b:step, as in 10k:100k:10k, or a:b:logN, as in 1k:1M:log7");
      return;
    }
    if (decl_.whole && !step->is_whole()) {
      fail(fmt::format("{} is a whole number; a step of {} is not", decl_.id, to_string(*step)),
           "round it");
      return;
    }
    if (step->scale() > k_most_decimals) {
      fail(fmt::format("a step of {} has more than {} decimals", to_string(*step), k_most_decimals),
           "round it");
      return;
    }
    if (!range) {
      return;
    }
    const int scale = std::max({range->first.scale(), range->second.scale(), step->scale()});
    const auto units = [&](Decimal value) {
      return Wide{value.mantissa()} * Decimal::power_of_ten(scale - value.scale());
    };
    const Wide steps = (units(range->second) - units(range->first)) / units(*step);
    if (steps >= Wide{INT64_MAX}) {
      fail("these are more points than can be counted", "take a larger step");
      return;
    }
    axis_.first_ = range->first;
    axis_.step_ = *step;
    axis_.steps_ = static_cast<std::uint64_t>(steps) + 1;
  }

  void read_log(std::string_view low, std::string_view high, std::string_view points) {
    const auto range = ends(low, high);
    const auto count = parse_number(points);
    if (!count || !count->is_whole() || *count < Decimal::of(2) ||
        *count > Decimal::of(k_most_log)) {
      fail(fmt::format("'log{}' does not say how many points", points),
           fmt::format("write a number from 2 to {}, as in 1k:1M:log7", grouped(k_most_log)));
      return;
    }
    if (!range) {
      return;
    }
    if (range->first <= Decimal{}) {
      fail("points at equal ratios cannot start at 0 or below", "start above 0, or write a:b:step");
      return;
    }
    const double from = range->first.to_double();
    const double ratio = range->second.to_double() / from;
    const std::int64_t last = count->mantissa() - 1;
    Decimal before;
    for (std::int64_t i = 0; i <= last; ++i) {
      const double share = static_cast<double>(i) / static_cast<double>(last);
      const Decimal value = i == 0 ? range->first
                            : i == last
                                ? range->second
                                : std::clamp(rounded(from * std::pow(ratio, share), decl_.whole),
                                             range->first, range->second);
      if (i == 0 || value > before) {
        axis_.listed_.emplace_back(NumberRange::point(value));
      }
      before = value;
    }
  }

  void read_list(std::string_view spec) {
    for (const std::string_view item : split(spec, ',')) {
      auto value = parse_value(item, decl_, names_);
      for (const Diagnostic& problem : value.problems()) {
        fail(problem.message, problem.hint);
      }
      if (!value) {
        continue;
      }
      const auto* range = std::get_if<NumberRange>(&value.value());
      if (range != nullptr && !range->is_point()) {
        fail(fmt::format("'{}' is a range; a point has one number", item), std::string{k_how});
        continue;
      }
      axis_.listed_.push_back(std::move(value).value());
    }
  }

  std::string_view argument_;
  const FactDecl& decl_;
  const KnownNames& names_;
  Axis axis_;
  std::vector<Diagnostic> problems_;
};

Result<Axis> Axis::parse(std::string_view argument, const FactSchema& schema,
                         const KnownNames& names) {
  const auto equals = argument.find('=');
  if (equals == std::string_view::npos) {
    return trouble(argument, "no '=' between fact and values",
                   "write it as training.epochs=1:5:1 or hosting.mode=endpoint,async");
  }
  const std::string_view id = argument.substr(0, equals);
  const auto fact = schema.find(id);
  if (!fact) {
    return trouble(argument, fmt::format("unknown fact '{}'", printable(id)),
                   did_you_mean(id, schema.settable(), "tunepath facts lists them"));
  }
  if (schema[*fact].derived) {
    return trouble(argument, fmt::format("{} is worked out and cannot be given", id),
                   "vary what it is worked out from");
  }
  return AxisReader{argument, schema[*fact], *fact, names}.read(argument.substr(equals + 1));
}

Value Axis::at(std::uint64_t index) const {
  if (!listed_.empty()) {
    return listed_[index];
  }
  return NumberRange::point(first_ + Decimal::of(static_cast<std::int64_t>(index)) * step_);
}

std::optional<Decimal> Axis::highest() const {
  std::optional<Decimal> most;
  const auto consider = [&](const Value& value) {
    const auto* number = std::get_if<NumberRange>(&value);
    if (number != nullptr && (!most || number->high > *most)) {
      most = number->high;
    }
  };
  if (listed_.empty()) {
    consider(at(steps_ - 1));
  }
  for (const Value& value : listed_) {
    consider(value);
  }
  return most;
}

} // namespace tunepath
