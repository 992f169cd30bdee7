#include "advise/training_terms.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>

namespace tunepath {
namespace {

/// "epoch(5)" or "epoch=5[1..1000]" among the hyperparameters of a recipe.
std::optional<Decimal> epochs_of(std::string_view hyperparameters) {
  constexpr std::string_view k_name = "epoch";
  const std::size_t at = hyperparameters.find(k_name);
  if (at == std::string_view::npos || at + k_name.size() + 1 >= hyperparameters.size()) {
    return std::nullopt;
  }
  const char* first = hyperparameters.data() + at + k_name.size() + 1;
  const char* last = hyperparameters.data() + hyperparameters.size();
  std::int64_t epochs = 0;
  const auto read = std::from_chars(first, last, epochs);
  return read.ec == std::errc{} && epochs > 0 ? std::optional{Decimal::of(epochs)} : std::nullopt;
}

Method method_of(std::string_view tuning) {
  return tuning == "full" ? Method::full : tuning == "qlora" ? Method::qlora : Method::lora;
}

std::optional<Method> method_asked(const Situation& s) {
  if (const auto wanted = named<Method>(s.facts.word("training.method"))) {
    return wanted;
  }
  if (const auto wanted = named<Method>(s.facts.word("requirements.technique"))) {
    return wanted;
  }
  return std::nullopt;
}

bool is_for(const Recipe& recipe, RecipeCatalog catalog, std::string_view technique,
            std::optional<Method> method) {
  const bool teaches = technique.empty() || recipe.technique == technique ||
                       (technique == "distillation" && recipe.technique == "sft");
  return recipe.catalog == catalog && teaches && (!method || method_of(recipe.tuning) == *method);
}

void add(RecipeTerms& terms, const Recipe& recipe) {
  const auto note = [&](std::string_view instance) {
    if (!instance.empty() && std::find(terms.instances.begin(), terms.instances.end(), instance) ==
                                 terms.instances.end()) {
      terms.instances.push_back(instance);
    }
  };
  note(recipe.default_training_instance);
  std::for_each(recipe.training_instances.begin(), recipe.training_instances.end(), note);
  if (!terms.found) {
    terms.method = method_of(recipe.tuning);
    terms.tuning = recipe.tuning;
    terms.nodes = recipe.nodes;
  }
  terms.found = true;
  terms.sequence_length = terms.sequence_length ? terms.sequence_length : recipe.sequence_length;
  terms.epochs = terms.epochs ? terms.epochs : epochs_of(recipe.hyperparameters);
}

/// Recipes of the asked method, else those that tune adapters before those that tune everything:
/// the first one says how many instances.
RecipeTerms recipe_terms(const Situation& s, Path path, std::string_view technique) {
  RecipeTerms terms;
  const bool nova = s.facts.yes_no("model.nova") == Truth::yes;
  terms.wanted = s.base != nullptr && path != Path::bedrock && (path == Path::jumpstart || nova);
  if (!terms.wanted) {
    return terms;
  }
  const RecipeCatalog catalog = nova ? RecipeCatalog::recipe : RecipeCatalog::jumpstart;
  const auto recipes = s.knowledge.catalog.recipes_of(s.base->id);
  const auto asked = method_asked(s);
  for (const bool full : {false, true}) {
    for (const Recipe& recipe : recipes) {
      if (is_for(recipe, catalog, technique, asked) &&
          (method_of(recipe.tuning) == Method::full) == full && !(full && terms.found)) {
        add(terms, recipe);
      }
    }
  }
  return terms;
}

std::vector<Method> methods_to_try(const Situation& s, const RecipeTerms& recipe) {
  if (const auto wanted = method_asked(s)) {
    return {*wanted};
  }
  if (s.facts.is("requirements.technique", "continued-pretraining")) {
    return {Method::full};
  }
  if (recipe.method) {
    return {*recipe.method};
  }
  return {Method::lora, Method::qlora};
}

/// 1, 2, 4 ... up to the parameter instances_most; one only where the profile says that one
/// instance is all there may be, or how long one takes. The default of requirements.scale presumes
/// one, it forbids nothing.
std::vector<std::int64_t> counts_to_try(const Situation& s) {
  if (const auto fixed = s.facts.count("training.instances")) {
    return {*fixed};
  }
  const Fact& scale = s.facts.at("requirements.scale");
  const bool one =
      s.facts.is("requirements.scale", "single-node") && scale.origin.kind != Origin::Kind::initial;
  const bool timed = s.facts.number("training.hours").has_value();
  const std::int64_t most =
      one || timed ? 1 : Rational::of(s.parameter("instances_most")).rounded();
  std::vector<std::int64_t> counts;
  for (std::int64_t count = 1; count <= most; count *= 2) {
    counts.push_back(count);
  }
  return counts;
}

std::optional<AcceleratorKind> silicon_asked(const Situation& s) {
  const std::string_view silicon = s.facts.word("training.silicon");
  return silicon == "trainium" ? std::optional{AcceleratorKind::neuron}
         : silicon == "gpu"    ? std::optional{AcceleratorKind::gpu}
                               : std::nullopt;
}

/// True when one of the words in the limit's value fits `text`.
template <class Fits>
bool any_word(const Limit* limit, Fits fits) {
  std::string_view rest = limit == nullptr ? std::string_view{} : limit->value;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (end > 0 && fits(rest.substr(0, end))) {
      return true;
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

} // namespace

TrainingTerms training_terms(const Situation& s, Path path, std::string_view region,
                             std::string_view technique) {
  TrainingTerms terms;
  terms.region = region;
  terms.model = s.base != nullptr && s.base->has_architecture() ? s.base : nullptr;
  terms.recipe = recipe_terms(s, path, technique);
  const std::string_view instance = s.facts.word("training.instance");
  terms.named_instance = instance == "auto" ? std::string_view{} : instance;
  terms.methods = methods_to_try(s, terms.recipe);
  terms.method_asked = method_asked(s).has_value();
  terms.counts = counts_to_try(s);
  terms.count_asked = s.facts.count("training.instances").has_value();
  terms.sequence_length = s.facts.count("training.sequence_length")
                              .value_or(terms.recipe.sequence_length.value_or(
                                  Rational::of(s.parameter("sequence_length_usual")).rounded()));
  if (const auto share = s.facts.likely("data.validation_share")) {
    terms.validation_share = share->to_double();
  }
  terms.micro_batch = s.facts.count("training.micro_batch");
  terms.checkpointing = named<Checkpointing>(s.facts.word("training.checkpointing"));
  terms.silicon = silicon_asked(s);
  terms.spot = s.facts.yes_no("training.spot") == Truth::yes;
  if (const auto deadline = s.facts.likely("training.deadline_hours")) {
    terms.deadline_hours = deadline->to_double();
  }
  terms.spot_min_hours = s.parameter("spot_min_hours").to_double();
  terms.lora_premium = s.parameter("lora_premium").to_double();
  const Limit* longest = s.knowledge.catalog.limit("sm-runtime-max");
  constexpr double k_seconds_per_hour = 3600;
  terms.longest_hours = longest != nullptr && longest->high
                            ? longest->high->to_double() / k_seconds_per_hour
                            : std::numeric_limits<double>::infinity();
  return terms;
}

std::string silicon_objection(const Model& model, Method method, const Instance& instance,
                              const Catalog& catalog) {
  const Accelerator* accelerator = catalog.accelerator(instance.accelerator);
  if (accelerator == nullptr || accelerator->kind == AcceleratorKind::gpu) {
    return "";
  }
  if (!method_runs_on(method, accelerator->kind)) {
    return fmt::format("{} needs a GPU: its 4-bit kernels do not run on Trainium",
                       method_words(method));
  }
  const Limit* instances = catalog.limit("neuron-training-instances");
  if (!any_word(instances, [&](std::string_view word) { return instance.id == word; })) {
    return fmt::format("{} on Trainium is documented for larger instances only",
                       method_words(method));
  }
  const bool dense_text = model.kind == "text" && !model.n_experts;
  if (!dense_text || !any_word(catalog.limit("neuron-training-models"),
                               [&](std::string_view word) { return model.id.starts_with(word); })) {
    return fmt::format("training {} on Trainium is not documented", model.id);
  }
  return "";
}

std::string_view method_words(Method method) {
  return method == Method::full ? "full fine-tuning" : method == Method::lora ? "LoRA" : "QLoRA";
}

} // namespace tunepath
