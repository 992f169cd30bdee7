#include "training/memory.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

using training::Setup;

/// What a run may fill of one accelerator, and how to say it.
struct Room {
  double usable_gib = 0; ///< as the catalog has it
  double limit_gib = 0;  ///< less the margin
  bool nominal = false;
};

std::optional<Room> room_of(const Instance& instance, const Catalog& catalog) {
  const Accelerator* accelerator = catalog.accelerator(instance.accelerator);
  const auto memory = accelerator != nullptr ? usable_memory(instance, *accelerator) : std::nullopt;
  if (!memory) {
    return std::nullopt;
  }
  const double share = catalog.coefficient("training-memory-share").likely *
                       (memory->nominal ? catalog.coefficient("nominal-memory-share").likely : 1);
  return Room{memory->gib, memory->gib * share, memory->nominal};
}

/// The first part that alone is too large, or nullptr when only the sum is.
const MemoryPart* breaking_part(const std::vector<MemoryPart>& parts, double limit_gib) {
  const auto alone = std::find_if(parts.begin(), parts.end(),
                                  [&](const MemoryPart& part) { return part.gib > limit_gib; });
  return alone == parts.end() ? nullptr : &*alone;
}

const MemoryPart& largest_part(const std::vector<MemoryPart>& parts) {
  return *std::max_element(parts.begin(), parts.end(),
                           [](const MemoryPart& a, const MemoryPart& b) { return a.gib < b.gib; });
}

bool is_sharded_part(const MemoryPart& part) {
  return part.name == "weights" || part.name == "gradients" || part.name == "optimizer";
}

std::string limit_words(const Room& room) {
  return fmt::format("{:.1f} GiB ({} {:.1f} GiB less a margin)", room.limit_gib,
                     room.nominal ? "only the nominal size is known:" : "usable", room.usable_gib);
}

std::string words_for(const MemoryFit& fit, const Room& room) {
  const std::string limit = limit_words(room);
  const std::string spread =
      fit.shards > 1 ? fmt::format(", sharded over {} accelerators", fit.shards) : "";
  if (fit.fits == Truth::yes) {
    return fmt::format("{:.1f} GiB of {} per accelerator{}", fit.needed_gib, limit, spread);
  }
  const MemoryPart* part = breaking_part(fit.parts, room.limit_gib);
  if (part == nullptr) {
    const MemoryPart& largest = largest_part(fit.parts);
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

MemoryFit fit_of(const Architecture& model, Setup setup, std::int64_t shards, const Room& room,
                 const Catalog& catalog) {
  setup.shards = static_cast<double>(shards);
  MemoryFit fit;
  fit.parts = training::memory_parts(model, setup, catalog);
  fit.usable_gib = room.usable_gib;
  fit.shards = shards;
  fit.needed_gib = training::total_gib(fit.parts);
  fit.fits = truth(fit.needed_gib <= room.limit_gib);
  return fit;
}

MemoryFit without_figures(Truth fits, std::string reason) {
  MemoryFit fit;
  fit.fits = fits;
  fit.reason = std::move(reason);
  return fit;
}

} // namespace

MemoryFit memory_fit(const TrainingJob& job, const Instance& instance, std::int64_t instances,
                     const Catalog& catalog) {
  if (job.model == nullptr || !job.model->has_architecture()) {
    return without_figures(Truth::unknown, "the architecture of the model is not known");
  }
  const Accelerator* accelerator = catalog.accelerator(instance.accelerator);
  if (accelerator != nullptr && !method_runs_on(job.method, accelerator->kind)) {
    return without_figures(Truth::no, "the 4-bit kernels of QLoRA run on GPUs only");
  }
  const auto room = room_of(instance, catalog);
  if (!room) {
    return without_figures(
        Truth::unknown,
        fmt::format("the memory of accelerator '{}' is not known", instance.accelerator));
  }
  const Architecture model = architecture_of(*job.model);
  const Setup setup = training::usual_setup(job, catalog);
  const std::int64_t all = instance.accelerators * instances;
  MemoryFit fit = fit_of(model, setup, job.method == Method::full ? all : 1, *room, catalog);
  if (fit.fits == Truth::no && fit.shards < all) {
    fit = fit_of(model, setup, all, *room, catalog);
  }
  fit.reason = words_for(fit, *room);
  return fit;
}

std::int64_t largest_micro_batch(const TrainingJob& job, const Instance& instance,
                                 std::int64_t instances, const Catalog& catalog) {
  const double most = catalog.coefficient("micro-batch-most").likely;
  std::int64_t fitting = 0;
  TrainingJob trial = job;
  for (trial.micro_batch = 1; static_cast<double>(trial.micro_batch) <= most &&
                              memory_fit(trial, instance, instances, catalog).fits == Truth::yes;
       trial.micro_batch *= 2) {
    fitting = trial.micro_batch;
  }
  return fitting;
}

bool method_runs_on(Method method, AcceleratorKind kind) {
  return method != Method::qlora || kind == AcceleratorKind::gpu;
}

} // namespace tunepath
