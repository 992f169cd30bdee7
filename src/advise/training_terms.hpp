#pragma once

#include "advise/situation.hpp"
#include "tunepath/advise/advice.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace tunepath {

/// What published recipes of the path say about training the model; empty where none applies.
struct RecipeTerms {
  bool wanted = false; ///< the path, or the model, is trained by recipe
  bool found = false;
  std::vector<std::string_view> instances; ///< the default one first
  std::optional<Method> method;
  std::string_view tuning; ///< as the recipe words its method: "lora-int8"
  std::optional<std::int64_t> nodes;
  std::optional<std::int64_t> sequence_length;
  std::optional<Decimal> epochs;
};

/// What may be tried for the training job, read from the facts once.
struct TrainingTerms {
  std::string_view region;
  const Model* model = nullptr; ///< nullptr: unknown, or its architecture is
  RecipeTerms recipe;
  std::string_view named_instance; ///< "" for auto
  std::vector<Method> methods;     ///< in the order of preference
  bool method_asked = false;
  std::vector<std::int64_t> counts; ///< of instances, ascending
  bool count_asked = false;
  std::int64_t sequence_length = 0;
  double validation_share = 0;                ///< evaluated after each epoch, of what it trains
  std::optional<std::int64_t> micro_batch;    ///< empty for auto
  std::optional<Checkpointing> checkpointing; ///< empty for auto
  std::optional<AcceleratorKind> silicon;     ///< empty for auto
  bool spot = false;                          ///< Spot capacity may be used
  std::optional<double> deadline_hours;       ///< of one run
  double spot_min_hours = 0;                  ///< a shorter job is not worth Spot
  double lora_premium = 1;  ///< LoRA is taken up to so many times the price of QLoRA
  double longest_hours = 0; ///< that the service lets a job run
};

TrainingTerms training_terms(const Situation& s, Path path, std::string_view region,
                             std::string_view technique);

/// Why `method` is not tried on that kind of instance, "" when it may be: 4-bit kernels are
/// GPU-only, and on Trainium only what is documented is tried.
std::string silicon_objection(const Model& model, Method method, const Instance& instance,
                              const Catalog& catalog);

/// "full fine-tuning", "LoRA", "QLoRA".
std::string_view method_words(Method method);

} // namespace tunepath
