#include "tunepath/catalog/efficiency.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace tunepath {
namespace {

const Coefficient* row_of(std::string_view id, const Catalog& catalog) {
  const auto found = std::lower_bound(
      catalog.coefficients.begin(), catalog.coefficients.end(), id,
      [](const Coefficient& row, std::string_view wanted) { return row.id < wanted; });
  return found != catalog.coefficients.end() && found->id == id ? &*found : nullptr;
}

} // namespace

Efficiency efficiency(std::string_view stem, const Accelerator& accelerator,
                      const Catalog& catalog) {
  const std::string prefix = std::string{stem} + "-";
  const Coefficient* own = row_of(prefix + std::string{accelerator.id}, catalog);
  const Coefficient* row =
      own != nullptr ? own : row_of(prefix + std::string{name_of(accelerator.kind)}, catalog);
  if (row == nullptr) {
    throw std::out_of_range("no coefficient '" + prefix + std::string{name_of(accelerator.kind)} +
                            "'");
  }
  return {.value = {row->low.to_double(), row->likely.to_double(), row->high.to_double()},
          .measured = own != nullptr,
          .source = row->source};
}

} // namespace tunepath
