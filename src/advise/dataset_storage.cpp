#include "advise/dataset_storage.hpp"

#include "advise/rate_keys.hpp"

#include <fmt/format.h>

namespace tunepath {
namespace {

const Limit* bytes_per_token(const Situation& s) {
  return s.knowledge.catalog.limit("bedrock-chars-per-token");
}

} // namespace

std::optional<Rational> text_gb(const Situation& s, Decimal tokens) {
  constexpr std::int64_t k_bytes_per_gb = 1'000'000'000;
  const Limit* ratio = bytes_per_token(s);
  return ratio != nullptr && ratio->high
             ? std::optional{Rational::of(tokens) * Rational::of(*ratio->high) /
                             Rational::of(k_bytes_per_gb)}
             : std::nullopt;
}

std::string text_gb_words(const Situation& s, Decimal tokens) {
  return fmt::format("{} x {}", amount_text(tokens, "token"),
                     amount_text(*bytes_per_token(s)->high, "byte"));
}

void bill_dataset_storage(Ledger& into, const Situation& s, std::string_view region) {
  const auto stated = s.facts.likely("data.dataset_gb");
  const auto tokens = s.facts.likely("data.training_tokens");
  const auto held_back = s.facts.likely("data.validation_share");
  const auto text = tokens && held_back ? text_gb(s, *tokens) : std::nullopt;
  const Decimal all = Decimal::of(1) + held_back.value_or(Decimal{});
  std::optional<GbMonths> amount;
  if (stated) {
    amount = GbMonths::of(Rational::of(*stated));
  } else if (text) {
    amount = GbMonths::of(*text * Rational::of(all));
  }
  into.add<Unit::gb_month>(
      s.pricer, LineKind::standing, "storage.dataset", rate_keys::object_storage(region), amount,
      [&] {
        return LineWords{
            "Data set in S3",
            stated ? fmt::format("{} GB", grouped(*stated))
            : text ? fmt::format("{} x {} with validation", text_gb_words(s, *tokens), grouped(all))
                   : "data set",
            amount ? "" : "data.dataset_gb"};
      });
}

} // namespace tunepath
