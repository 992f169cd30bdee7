#include "report/model_words.hpp"

#include <fmt/format.h>

namespace tunepath::model_words {
namespace {

/// Three digits are as many as anybody compares.
std::string billions(Decimal value) {
  const double number = value.to_double();
  return fmt::format("{:.{}f}B", number, number < 10 ? 2 : number < 100 ? 1 : 0);
}

} // namespace

std::string parameters(const Model& model) {
  if (!model.params_b) {
    return model.weights == Weights::closed ? "not published" : "unknown";
  }
  const std::string all = billions(*model.params_b);
  return model.active_params_b && *model.active_params_b != *model.params_b
             ? fmt::format("{}, {} active", all, billions(*model.active_params_b))
             : all;
}

std::string context(const Model& model) {
  return model.max_context ? grouped(Decimal::of(*model.max_context)) : "unknown";
}

std::string where(const Place& place) {
  return fmt::format("{}:{}", place.file, place.line);
}

std::string dated(std::string_view source, const std::optional<Date>& date) {
  return date ? fmt::format("{} ({})", source, to_string(*date)) : std::string{source};
}

} // namespace tunepath::model_words
