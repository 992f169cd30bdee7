#include "training/words.hpp"

#include "tunepath/catalog/coefficients.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::training {
namespace {

/// The first part that alone is too large, or nullptr when only the sum is.
const MemoryPart* breaking_part(const MemoryFit& fit) {
  const auto alone = std::find_if(fit.parts.begin(), fit.parts.end(), [&](const MemoryPart& part) {
    return part.gib > fit.usable_gib;
  });
  return alone == fit.parts.end() ? nullptr : &*alone;
}

const MemoryPart& largest_part(const MemoryFit& fit) {
  return *std::max_element(fit.parts.begin(), fit.parts.end(),
                           [](const MemoryPart& a, const MemoryPart& b) { return a.gib < b.gib; });
}

bool is_sharded_part(const MemoryPart& part) {
  return part.name == "weights" || part.name == "gradients" || part.name == "optimizer";
}

} // namespace

std::string fit_words(const MemoryFit& fit, bool nominal) {
  const std::string limit = fmt::format("{:.1f} GiB{}", fit.usable_gib,
                                        nominal ? " (estimated from the nominal size)" : "");
  const std::string spread =
      fit.shards > 1 ? fmt::format(", sharded over {} accelerators", fit.shards) : "";
  if (fit.fits == Truth::yes) {
    return fmt::format("{:.1f} GiB (at most {:.1f}) of {} per accelerator{}", fit.needed_gib,
                       fit.high_gib, limit, spread);
  }
  if (fit.fits == Truth::unknown) {
    return fmt::format("it may not fit: {:.1f} to {:.1f} GiB of {} per accelerator{}",
                       fit.needed_gib, fit.high_gib, limit, spread);
  }
  const MemoryPart* part = breaking_part(fit);
  if (part == nullptr) {
    const MemoryPart& largest = largest_part(fit);
    return fmt::format(
        "all parts need {:.1f} GiB of {} per accelerator{}; the largest is {}, {:.1f} GiB",
        fit.needed_gib, limit, spread, largest.name, largest.gib);
  }
  const std::string whole =
      fit.shards > 1 && is_sharded_part(*part)
          ? fmt::format(" ({:.1f} GiB{})", part->gib * static_cast<double>(fit.shards), spread)
          : spread;
  return fmt::format("{} {:.1f} GiB of {} per accelerator{}; all parts need {:.1f} GiB", part->name,
                     part->gib, limit, whole, fit.needed_gib);
}

std::string basis_words(const SpeedEstimate& speed, Method method, const Accelerator& accelerator,
                        const Catalog& catalog) {
  const Coefficient* own = catalog.coefficient_of("training-speed", accelerator.id);
  const std::string corrected = correction_words("training-time", catalog);
  if (speed.measured) {
    return std::string{own->source} + corrected;
  }
  const bool few = own != nullptr && accelerator.kind == AcceleratorKind::gpu;
  return fmt::format("{} of {} on {}: the range is wide{}",
                     few ? "few published measurements" : "no published measurement",
                     name_of(method), accelerator.id, corrected);
}

} // namespace tunepath::training
