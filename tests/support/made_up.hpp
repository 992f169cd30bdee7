#pragma once

#include "tunepath/catalog/architecture.hpp"
#include "tunepath/catalog/catalog.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace tunepath::test {

/// The shipped catalog with other coefficients, and an accelerator of round figures.
class MadeUpCatalog {
public:
  using Values = std::vector<std::pair<std::string_view, double>>;

  explicit MadeUpCatalog(const Values& coefficients);
  MadeUpCatalog(const MadeUpCatalog&) = delete; ///< catalog() points into it
  MadeUpCatalog& operator=(const MadeUpCatalog&) = delete;

  const Catalog& catalog() const { return catalog_; }
  /// 100 TFLOPS, 1,000 GB/s of memory, 100 GB/s between accelerators; a GPU nobody has measured.
  const Accelerator& accelerator() const { return accelerator_; }

private:
  std::vector<Coefficient> coefficients_;
  Accelerator accelerator_;
  Catalog catalog_;
};

/// 100M parameters: 4 layers of 20M, embedding and head of 10M each. 592,000 adapter parameters at
/// rank 8.
Architecture small_model();

} // namespace tunepath::test
