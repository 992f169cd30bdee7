#include "support/made_up.hpp"

#include "tunepath/data/shipped.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace tunepath::test {

MadeUpCatalog::MadeUpCatalog(const Values& coefficients) : catalog_(shipped().catalog) {
  coefficients_.assign(catalog_.coefficients.begin(), catalog_.coefficients.end());
  for (const auto& [id, value] : coefficients) {
    const auto row = std::find_if(coefficients_.begin(), coefficients_.end(),
                                  [id = id](const Coefficient& each) { return each.id == id; });
    if (row == coefficients_.end()) {
      throw std::out_of_range{"no such coefficient"};
    }
    row->low = row->likely = row->high = Decimal::scaled(std::llround(value * 1e9), 9);
  }
  catalog_.coefficients = coefficients_;
  accelerator_.id = "made-up";
  accelerator_.memory_usable_gib = Decimal::of(100);
  accelerator_.bf16_dense_tflops = Decimal::of(100);
  accelerator_.memory_bandwidth_gb_s = Decimal::of(1000);
  accelerator_.intra_node_gb_s_one_way = Decimal::of(100);
}

Architecture small_model() {
  return {.layers = 4,
          .hidden = 1000,
          .intermediate = 3000,
          .query = 1000,
          .key = 250,
          .kv_heads = 2,
          .vocab = 10'000,
          .mlp_matrices = 3,
          .parameters = 1e8,
          .active_parameters = 1e8,
          .embeddings = 2e7,
          .matmul_parameters = 9e7};
}

} // namespace tunepath::test
