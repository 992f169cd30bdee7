#include "tunepath/data/read_rates.hpp"

#include "data/read_document.hpp"

#include <array>
#include <utility>

namespace tunepath {

Result<RateFile> read_rates(std::string_view text, const std::string& file) {
  constexpr std::array k_formats{data::k_rates_format};
  auto pool = std::make_shared<data::TextPool>();
  data::Problems problems;
  Tables tables;
  data::read_document(text, file, k_formats, *pool, problems, tables);
  data::refuse_twins(tables, problems);
  if (problems.count() > 0) {
    return problems.take();
  }
  return RateFile{std::move(tables.rates), std::move(tables.discounts), std::move(pool)};
}

SoundRates read_sound_rates(std::string_view text, const std::string& file) {
  constexpr std::array k_formats{data::k_rates_format};
  auto pool = std::make_shared<data::TextPool>();
  data::Problems problems;
  Tables tables;
  data::read_document(text, file, k_formats, *pool, problems, tables);
  RateFile sound{std::exchange(tables.rates, {}), tables.discounts, std::move(pool)};
  data::refuse_twins(tables, problems); // Of discounts: what a check says of rates is its own.
  return {std::move(sound), problems.count() > 0 ? problems.take() : std::vector<Diagnostic>{}};
}

} // namespace tunepath
