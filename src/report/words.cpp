#include "report/words.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace tunepath::words {
namespace {

struct UnitWords {
  Unit unit;
  std::string_view one;
  std::string_view many;
};

constexpr std::array<UnitWords, 20> k_units{{
    {Unit::token, "token", "tokens"},
    {Unit::trained_token, "trained token", "trained tokens"},
    {Unit::training_hour, "training hour", "training hours"},
    {Unit::image_seen, "image seen", "images seen"},
    {Unit::model_unit_hour, "model-unit-hour", "model-unit-hours"},
    {Unit::tpm_hour, "hour of a token per minute", "hours of tokens per minute"},
    {Unit::cmu_minute, "custom-model-unit-minute", "custom-model-unit-minutes"},
    {Unit::cmu_month, "custom-model-unit-month", "custom-model-unit-months"},
    {Unit::model_month, "model-month", "model-months"},
    {Unit::instance_hour, "instance-hour", "instance-hours"},
    {Unit::gb_month, "GB-month", "GB-months"},
    {Unit::gb, "GB", "GB"},
    {Unit::ocu_hour, "OCU-hour", "OCU-hours"},
    {Unit::request, "request", "requests"},
    {Unit::query, "query", "queries"},
    {Unit::page, "page", "pages"},
    {Unit::task, "task", "tasks"},
    {Unit::text_unit, "text unit", "text units"},
    {Unit::secret_month, "secret-month", "secret-months"},
    {Unit::person_hour, "hour of work", "hours of work"},
}};

const UnitWords& words_of(Unit unit) {
  const auto* found = std::find_if(k_units.begin(), k_units.end(),
                                   [&](const UnitWords& words) { return words.unit == unit; });
  return found == k_units.end() ? k_units.front() : *found;
}

/// value / 10^exponent, exactly.
Decimal shifted(Decimal value, int exponent) {
  return Decimal::scaled(value.mantissa(), value.scale() + exponent);
}

} // namespace

std::string_view title(Approach approach) {
  switch (approach) {
  case Approach::prompt:
    return "Prompt work";
  case Approach::rag:
    return "RAG";
  case Approach::fine_tuning:
    return "Fine-tuning";
  }
  return "?";
}

std::string_view title(Path path) {
  switch (path) {
  case Path::bedrock:
    return "Bedrock";
  case Path::jumpstart:
    return "JumpStart";
  case Path::sagemaker:
    return "SageMaker";
  }
  return "?";
}

std::string_view title(HostingMode mode) {
  switch (mode) {
  case HostingMode::bedrock_on_demand:
    return "Bedrock on demand";
  case HostingMode::provisioned_throughput:
    return "Provisioned Throughput";
  case HostingMode::custom_model_import:
    return "Custom Model Import";
  case HostingMode::endpoint:
    return "endpoint, fixed";
  case HostingMode::endpoint_autoscaling:
    return "endpoint, auto-scaling";
  case HostingMode::endpoint_scale_to_zero:
    return "endpoint, scale to zero";
  case HostingMode::multi_adapter:
    return "several adapters";
  case HostingMode::async:
    return "asynchronous endpoint";
  case HostingMode::batch_transform:
    return "batch transform";
  }
  return "?";
}

std::string_view title(LineKind kind) {
  switch (kind) {
  case LineKind::one_time:
    return "once";
  case LineKind::standing:
    return "every month, even with no traffic";
  case LineKind::per_use:
    return "every month, for the traffic";
  }
  return "?";
}

std::string approach(std::span<const Approach> approach) {
  std::string out;
  for (const Approach part : approach) {
    out += out.empty() ? "" : " + ";
    out += part == Approach::rag ? "RAG" : name_of(part);
  }
  return out.empty() ? "nothing yet" : out;
}

std::string answer(std::span<const Approach> approach_found, const std::optional<Path>& path) {
  const bool tunes = std::find(approach_found.begin(), approach_found.end(),
                               Approach::fine_tuning) != approach_found.end();
  return approach(approach_found) +
         (tunes && path ? fmt::format(" on {}", title(*path)) : std::string{});
}

std::string count(std::int64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(number), noun, number == 1 ? "" : "s");
}

std::string number(Decimal value) {
  struct Suffix {
    std::int64_t from;
    int exponent;
    char letter;
  };
  constexpr std::int64_t k_million = 1'000'000;
  constexpr std::int64_t k_billion = 1'000'000'000;
  for (const auto& [from, exponent, letter] :
       {Suffix{k_billion, 9, 'B'}, Suffix{k_million, 6, 'M'}}) {
    if (value.is_whole() && value.mantissa() >= from) {
      const Decimal shortened = shifted(value, exponent);
      return shortened.scale() <= 2 ? fmt::format("{}{}", grouped(shortened), letter)
                                    : grouped(value);
    }
  }
  return grouped(value);
}

std::string number(Rational value, int decimals) {
  const auto exact = value.exact_decimal();
  return number(exact && exact->scale() <= decimals ? *exact : value.nearest_decimal(decimals));
}

std::string quantity(Rational value, Unit unit) {
  constexpr int k_decimals = 4;
  const UnitWords& words = words_of(unit);
  return fmt::format("{} {}", number(value, k_decimals),
                     value == Rational::of(1) ? words.one : words.many);
}

std::string rate(Decimal usd, std::int64_t per) {
  return per == 1 ? price_text(usd)
                  : fmt::format("{} per {}", price_text(usd), number(Decimal::of(per)));
}

std::string basis(std::int64_t per, Unit unit) {
  return per == 1 ? std::string{words_of(unit).one}
                  : fmt::format("{} {}", number(Decimal::of(per)), words_of(unit).many);
}

std::string rate(Decimal usd, std::int64_t per, Unit unit) {
  return fmt::format("{} per {}", price_text(usd), basis(per, unit));
}

std::string item(const RateKey& key) {
  return key.variant == Variant::none ? std::string{key.item}
                                      : fmt::format("{} {}", key.item, name_of(key.variant));
}

std::string region(const RateKey& key) {
  return key.scope == Scope::in_region ? std::string{key.region}
                                       : fmt::format("{} {}", key.region, name_of(key.scope));
}

std::string discounts(const Line& line) {
  std::string text = "list price " + rate(line.rate.usd, line.rate.per);
  for (const Discount& discount : line.discounts) {
    text += fmt::format(", x {} ({})", to_string(discount.multiplier),
                        discount.label.empty() ? discount.id : discount.label);
  }
  return text;
}

std::string stand_in(const Line& line) {
  if (!line.stand_in) {
    return {};
  }
  const auto& [region, factor] = *line.stand_in;
  return fmt::format("estimated: the region has no rate; that of {}{} stands in", region,
                     factor == Decimal::of(1) ? "" : fmt::format(" x {}", to_string(factor)));
}

std::string percent_up(Rational share) {
  return fmt::format("{}%", grouped((share * Rational::of(100)).ceiling()));
}

std::string hours(const Range<Rational>& hours) {
  // Two digits that mean something, whatever the size.
  const auto decimals = [](Rational value) {
    return value >= Rational::of(1) ? 1 : value >= Rational::quotient(1, 10) ? 2 : 4;
  };
  const int places = decimals(hours.likely);
  const std::string likely = number(hours.likely, places);
  return hours.is_point() ? fmt::format("{} h", likely)
                          : fmt::format("{} h ({} to {})", likely, number(hours.low, places),
                                        number(hours.high, places));
}

std::string capital(std::string_view text) {
  std::string out{text};
  const std::string_view first = text.substr(0, text.find(' '));
  const bool plain = std::all_of(first.begin(), first.end(),
                                 [](char c) { return (c >= 'a' && c <= 'z') || c == ','; });
  if (plain && !first.empty()) {
    out.front() = static_cast<char>(out.front() - 'a' + 'A');
  }
  return out;
}

std::string ended(std::string_view text) {
  const std::string_view ends = ".!?:)]\"";
  const bool open = !text.empty() && ends.find(text.back()) == std::string_view::npos;
  return std::string{text} + (open ? "." : "");
}

std::string sentence(std::string_view text) {
  return ended(capital(text));
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
  std::string out;
  for (const std::string& part : parts) {
    out += out.empty() || part.empty() ? "" : separator;
    out += part;
  }
  return out;
}

std::string_view base_name(std::string_view path) {
  return path.substr(path.find_last_of('/') + 1);
}

} // namespace tunepath::words
