#pragma once

#include "tunepath/catalog/catalog.hpp"

#include <string_view>

namespace tunepath {

/// A coefficient that depends on the accelerator. `measured` is true when published measurements
/// on that very accelerator back it.
struct Efficiency {
  Range<double> value;
  bool measured = false;
  std::string_view source; ///< what it rests on, in words
};

/// The coefficient "<stem>-<accelerator id>" where the catalog has one, else the wider
/// "<stem>-gpu" or "<stem>-neuron", which pools what was measured elsewhere. A new measurement is
/// a new row, not new code. Throws std::out_of_range when neither is there.
Efficiency efficiency(std::string_view stem, const Accelerator& accelerator,
                      const Catalog& catalog);

} // namespace tunepath
