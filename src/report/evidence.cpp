#include "report/evidence.hpp"

#include "report/words.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace tunepath::evidence {
namespace {

/// Takes ":12" from the end of `text` and returns "12"; "" when there is no number.
std::string_view take_number(std::string_view& text) {
  const auto colon = text.find_last_of(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) {
    return {};
  }
  const std::string_view digits = text.substr(colon + 1);
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) {
    return {};
  }
  text = text.substr(0, colon);
  return digits;
}

/// The value, without the decimals that arithmetic on facts leaves: "traffic.peak_rps * 60" is
/// "11,364" or "11.4". In `explain` it stands in full.
std::string short_value(const Condition& condition) {
  const std::string& value = condition.value;
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  const bool arithmetic = condition.fact.find(' ') != std::string::npos;
  constexpr double k_large = 100;
  if (!arithmetic || error != std::errc{} || end != value.data() + value.size() || number >= 1e15) {
    return value;
  }
  return number >= k_large ? grouped(Decimal::of(std::llround(number)))
                           : fmt::format("{:.1f}", number);
}

/// "profile:9, profile:12" as "profile:9,12", each line once.
void add_origin(std::vector<std::string>& origins, const std::string& origin) {
  if (origin.empty() || std::find(origins.begin(), origins.end(), origin) != origins.end()) {
    return;
  }
  const auto colon = origin.find_last_of(':');
  if (colon != std::string::npos && !origins.empty()) {
    const std::string file = origin.substr(0, colon + 1);
    const std::string line = origin.substr(colon + 1);
    std::string& last = origins.back();
    if (last.starts_with(file)) {
      if ((last.substr(colon) + ",").find(fmt::format(":{},", line)) == std::string::npos &&
          (last + ",").find(fmt::format(",{},", line)) == std::string::npos) {
        last += "," + line;
      }
      return;
    }
  }
  origins.push_back(origin);
}

} // namespace

std::string short_origin(const Advice& advice, std::string_view origin) {
  if (origin == "not stated" || origin == "absent") {
    return {};
  }
  if (origin.starts_with("--set")) {
    return "--set";
  }
  if (origin.starts_with("derived")) {
    return "derived";
  }
  std::string_view file = origin;
  const std::string_view last = take_number(file);
  const std::string_view before = take_number(file);
  if (last.empty()) {
    return std::string{origin};
  }
  const std::string_view line = before.empty() ? last : before;
  return fmt::format("{}:{}", file == advice.file ? "profile" : words::base_name(file), line);
}

std::string brackets(const Advice& advice, const Reason& reason, bool failed) {
  constexpr std::size_t k_most = 4;
  const Truth wanted = reason.effect == Reason::Effect::open ? Truth::unknown
                       : failed                              ? Truth::no
                                                             : Truth::yes;
  const bool any = std::any_of(reason.facts.begin(), reason.facts.end(),
                               [&](const Condition& c) { return c.truth == wanted; });
  std::vector<std::string> found;
  std::vector<std::string> origins;
  for (const Condition& condition : reason.facts) {
    const std::string text = fmt::format("{}: {}", condition.fact, short_value(condition));
    if ((!any || condition.truth == wanted) && found.size() < k_most &&
        std::find(found.begin(), found.end(), text) == found.end()) {
      found.push_back(text);
      add_origin(origins, short_origin(advice, condition.origin));
    }
  }
  if (found.empty()) {
    return {};
  }
  found.insert(found.end(), origins.begin(), origins.end());
  return "[" + words::join(found, ", ") + "]";
}

std::string in_full(const Condition& condition) {
  std::string out = fmt::format("{} is {}", condition.fact, condition.value);
  const bool met = condition.truth == Truth::yes;
  if (!condition.needs.empty() && !(met && condition.needs == condition.value)) {
    out += fmt::format(" (rule: {})", condition.needs);
  }
  if (!condition.origin.empty() &&
      !(condition.origin == "not stated" && condition.value == "unknown")) {
    out += ", " + condition.origin;
  }
  return out + (condition.truth == Truth::unknown ? ", open" : "");
}

const Reason* first(std::span<const Reason> reasons, Reason::Effect effect) {
  const Reason* any = nullptr;
  for (const Reason& reason : reasons) {
    if (reason.caution) {
      continue;
    }
    if (reason.effect == effect) {
      return &reason;
    }
    any = any == nullptr ? &reason : any;
  }
  return any;
}

} // namespace tunepath::evidence
