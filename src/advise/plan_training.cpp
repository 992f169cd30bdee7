#include "advise/plan_training.hpp"

#include "advise/rate_keys.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr std::int64_t k_seconds_per_hour = 3600;

Rational whole_seconds(double hours) {
  return Rational::quotient(std::llround(hours * k_seconds_per_hour), k_seconds_per_hour);
}

Range<Rational> whole_seconds(const Range<double>& hours) {
  return {whole_seconds(hours.low), whole_seconds(hours.likely), whole_seconds(hours.high)};
}

/// Epochs as stated, else the model's default on Bedrock, else the usual number.
void set_tokens(TrainingAdvice& plan, const Situation& s) {
  plan.epochs = s.facts.likely("training.epochs");
  plan.epochs_basis = "profile";
  if (!plan.epochs && plan.path == Path::bedrock && s.base != nullptr) {
    const BedrockModel* row = s.knowledge.catalog.bedrock_model(s.base->id, plan.region);
    if (row != nullptr && row->epochs_default) {
      plan.epochs = Decimal::of(*row->epochs_default);
      plan.epochs_basis = fmt::format("default of {} on Bedrock", s.base->id);
    }
  }
  if (!plan.epochs) {
    plan.epochs = s.parameter("epochs_usual");
    plan.epochs_basis = "usual number, a judgement";
  }
  if (const auto tokens = s.facts.likely("data.training_tokens")) {
    plan.corpus_tokens = Rational::of(*tokens).rounded();
    plan.trained_tokens = (Rational::of(*tokens) * Rational::of(*plan.epochs)).rounded();
  }
}

/// The instances that may be tried: those that a recipe of the path names, or all.
struct Allowed {
  bool everything = true;
  std::vector<std::string_view> instances;
  std::optional<Method> method; ///< the recipe's
};

Allowed allowed_instances(const Situation& s, Path path, std::string_view technique) {
  Allowed allowed;
  const bool nova = s.facts.yes_no("model.nova") == Truth::yes;
  if (s.base == nullptr || (path != Path::jumpstart && !nova)) {
    return allowed;
  }
  const RecipeCatalog wanted =
      path == Path::jumpstart && !nova ? RecipeCatalog::jumpstart : RecipeCatalog::recipe;
  for (const Recipe& recipe : s.knowledge.catalog.recipes_of(s.base->id)) {
    const bool fits =
        recipe.catalog == wanted && (recipe.technique == technique || technique.empty() ||
                                     (technique == "distillation" && recipe.technique == "sft"));
    if (!fits) {
      continue;
    }
    allowed.everything = false;
    allowed.instances.insert(allowed.instances.end(), recipe.training_instances.begin(),
                             recipe.training_instances.end());
    if (!recipe.default_training_instance.empty()) {
      allowed.instances.push_back(recipe.default_training_instance);
    }
    if (!allowed.method) {
      allowed.method = recipe.tuning == "full"    ? Method::full
                       : recipe.tuning == "qlora" ? Method::qlora
                                                  : Method::lora;
    }
  }
  return allowed;
}

std::vector<Method> methods_to_try(const Situation& s, const Allowed& allowed) {
  if (const auto wanted = named<Method>(s.facts.word("training.method"))) {
    return {*wanted};
  }
  if (const auto wanted = named<Method>(s.facts.word("requirements.technique"))) {
    return {*wanted};
  }
  if (s.facts.is("requirements.technique", "continued-pretraining")) {
    return {Method::full};
  }
  if (allowed.method) {
    return {*allowed.method};
  }
  return {Method::lora, Method::qlora};
}

/// One instance type with one method: what it needs, how long it runs and what a run costs.
struct Trial {
  Method method = Method::lora;
  Candidate candidate;
};

std::optional<Money> price_of(const Situation& s, std::string_view instance,
                              std::string_view region, Rational hours, std::int64_t instances) {
  const std::optional<Price> price = s.pricer.find([&] {
    RateKey key = rate_keys::sagemaker(instance, region, Meter::training);
    key.unit = Unit::instance_hour;
    return key;
  }());
  return price ? std::optional{multiply(hours * Rational::of(instances), price->usd, price->per)}
               : std::nullopt;
}

Trial try_instance(const Situation& s, const TrainingAdvice& plan, const Instance& instance,
                   std::int64_t count, Method method) {
  Trial trial{method, {}};
  Candidate& c = trial.candidate;
  c.instance = instance.id;
  c.instances = count;
  c.spot = s.facts.yes_no("training.spot") == Truth::yes;
  const Accelerator* accelerator = s.knowledge.catalog.accelerator(instance.accelerator);
  if (accelerator == nullptr || !method_runs_on(method, accelerator->kind)) {
    c.why_not = "4-bit kernels need a GPU";
    c.memory.fits = Truth::no;
    return trial;
  }
  const TrainingJob job{s.base, method, plan.trained_tokens.value_or(0),
                        s.facts.count("training.sequence_length")
                            .value_or(s.parameter("sequence_length_usual").mantissa())};
  c.memory = TrainingPlanner{s.knowledge.catalog}.memory_fit(job, instance, count);
  if (plan.trained_tokens && c.memory.fits != Truth::no) {
    c.time = TrainingPlanner{s.knowledge.catalog}.training_time(job, instance, count);
  }
  if (c.time) {
    const Rational share = billed_share(s);
    c.usd =
        price_of(s, instance.id, plan.region, whole_seconds(c.time->hours.likely) * share, count);
    c.usd_high =
        price_of(s, instance.id, plan.region, whole_seconds(c.time->hours.high) * share, count);
  }
  const auto deadline = s.facts.likely("training.deadline_hours");
  if (c.memory.fits == Truth::no) {
    c.why_not = c.memory.reason;
  } else if (c.memory.fits == Truth::unknown) {
    c.why_not = c.memory.reason.empty() ? "its memory is not known" : c.memory.reason;
  } else if (!c.time) {
    c.why_not = plan.trained_tokens ? "its speed is not known" : "training tokens are not known";
  } else if (!c.usd_high) {
    c.why_not = "no rate for training";
  } else if (deadline && c.time->hours.high > deadline->to_double()) {
    c.why_not = "may miss the deadline";
  }
  return trial;
}

/// The smallest number of instances on which the job fits, of 1, 2, 4 and 8.
Trial try_counts(const Situation& s, const TrainingAdvice& plan, const Instance& instance,
                 Method method) {
  if (const auto fixed = s.facts.count("training.instances")) {
    return try_instance(s, plan, instance, *fixed, method);
  }
  Trial first = try_instance(s, plan, instance, 1, method);
  for (std::int64_t count = 2;
       count <= 8 && first.candidate.memory.fits == Truth::no && method == Method::full;
       count *= 2) {
    Trial more = try_instance(s, plan, instance, count, method);
    if (more.candidate.memory.fits == Truth::yes) {
      return more;
    }
  }
  return first;
}

bool silicon_allowed(const Situation& s, const Instance& instance) {
  const std::string_view silicon = s.facts.word("training.silicon");
  const Accelerator* accelerator = s.knowledge.catalog.accelerator(instance.accelerator);
  const bool neuron = accelerator != nullptr && accelerator->kind == AcceleratorKind::neuron;
  return silicon == "trainium" ? neuron : silicon == "gpu" ? !neuron : true;
}

/// A QLoRA trial is chosen over LoRA only where LoRA does not fit or costs more than twice.
const Trial* cheapest(const std::vector<Trial>& trials) {
  const Trial* best = nullptr;
  const Trial* best_lora = nullptr;
  const auto better = [](const Trial& a, const Trial* b) {
    return b == nullptr || *a.candidate.usd_high < *b->candidate.usd_high;
  };
  for (const Trial& trial : trials) {
    if (!trial.candidate.why_not.empty()) {
      continue;
    }
    if (better(trial, best)) {
      best = &trial;
    }
    if (trial.method == Method::lora && better(trial, best_lora)) {
      best_lora = &trial;
    }
  }
  const bool dear =
      best_lora != nullptr && best->method == Method::qlora &&
      best_lora->candidate.usd_high->micros() / 2 > best->candidate.usd_high->micros();
  return best_lora != nullptr && !dear ? best_lora : best;
}

void choose(TrainingAdvice& plan, const Trial& trial) {
  plan.method = trial.method;
  plan.instance = trial.candidate.instance;
  plan.instances = trial.candidate.instances;
  plan.fits = trial.candidate.memory.fits;
  if (trial.candidate.time && !plan.hours) {
    plan.hours = whole_seconds(trial.candidate.time->hours);
    plan.hours_basis = trial.candidate.time->basis;
  }
}

/// Rows for the candidates' table: what could be chosen by price, then what could not.
void keep_candidates(TrainingAdvice& plan, std::vector<Trial> trials) {
  std::stable_sort(trials.begin(), trials.end(), [](const Trial& a, const Trial& b) {
    const bool left = a.candidate.why_not.empty();
    const bool right = b.candidate.why_not.empty();
    return left != right ? left : left && *a.candidate.usd_high < *b.candidate.usd_high;
  });
  for (Trial& trial : trials) {
    plan.candidates.push_back(std::move(trial.candidate));
  }
}

void plan_instances(TrainingAdvice& plan, const Situation& s, std::string_view technique) {
  const Allowed allowed = allowed_instances(s, plan.path, technique);
  const std::string_view wanted = s.facts.word("training.instance");
  const bool fixed = !wanted.empty() && wanted != "auto";
  const std::vector<Method> methods = methods_to_try(s, allowed);
  if (fixed) {
    plan.instance = wanted;
    plan.instances = s.facts.count("training.instances").value_or(1);
  }
  if (methods.size() == 1) {
    plan.method = methods.front();
  }
  if (s.base == nullptr || !s.base->has_architecture()) {
    if (!fixed && !allowed.instances.empty()) {
      plan.instance = allowed.instances.front();
      plan.instances = s.facts.count("training.instances").value_or(1);
    }
    return;
  }
  std::vector<Trial> trials;
  for (const Instance& instance : s.knowledge.catalog.instances) {
    const bool named = fixed && instance.id == wanted;
    const bool listed =
        allowed.everything || std::find(allowed.instances.begin(), allowed.instances.end(),
                                        instance.id) != allowed.instances.end();
    const bool priced = price_of(s, instance.id, plan.region, Rational::of(1), 1).has_value();
    if (!named && (fixed || !listed || !priced || !silicon_allowed(s, instance))) {
      continue;
    }
    for (const Method method : methods) {
      trials.push_back(try_counts(s, plan, instance, method));
    }
  }
  if (const Trial* best = cheapest(trials)) {
    choose(plan, *best);
  } else if (fixed && !trials.empty()) {
    choose(plan, trials.front());
  }
  keep_candidates(plan, std::move(trials));
}

} // namespace

Rational billed_share(const Situation& s) {
  return s.facts.yes_no("training.spot") == Truth::yes
             ? Rational::of(1) - Rational::of(s.parameter("spot_saving"))
             : Rational::of(1);
}

TrainingAdvice plan_training(const Situation& s, Path path, std::string_view region,
                             std::string_view technique) {
  TrainingAdvice plan;
  plan.path = path;
  plan.region = region;
  plan.model = s.base ? s.base->id : s.facts.word("model.base");
  plan.runs = s.facts.count("training.runs").value_or(1);
  set_tokens(plan, s);
  if (const auto hours = s.facts.number("training.hours")) {
    plan.hours = Range<Rational>{Rational::of(hours->low), Rational::of(hours->likely),
                                 Rational::of(hours->high)};
    plan.hours_basis = "profile";
  }
  if (path != Path::bedrock) {
    plan_instances(plan, s, technique);
  }
  return plan;
}

} // namespace tunepath
