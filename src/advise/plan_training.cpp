#include "advise/plan_training.hpp"

#include "advise/training_notes.hpp"
#include "advise/training_refusal.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr std::int64_t k_seconds_per_hour = 3600;

Rational hours_of(std::int64_t seconds) {
  return Rational::quotient(seconds, k_seconds_per_hour);
}

/// Epochs as stated, else the model's default on Bedrock, else the recipe's, else the usual number.
void set_tokens(TrainingAdvice& plan, const Situation& s, std::optional<Decimal> recipe_epochs) {
  plan.epochs = s.facts.likely("training.epochs");
  plan.epochs_basis = "profile";
  if (!plan.epochs && plan.path == Path::bedrock && s.base != nullptr) {
    const BedrockModel* row = s.knowledge.catalog.bedrock_model(s.base->id, plan.region);
    if (row != nullptr && row->epochs_default) {
      plan.epochs = Decimal::of(*row->epochs_default);
      plan.epochs_basis = fmt::format("default of {} on Bedrock", s.base->id);
    }
  }
  if (!plan.epochs && recipe_epochs) {
    plan.epochs = recipe_epochs;
    plan.epochs_basis = "default of the published recipe";
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

/// Hours that the profile states win over predicted ones.
void set_stated_hours(TrainingAdvice& plan, const Situation& s) {
  if (const auto hours = s.facts.number("training.hours")) {
    plan.hours = Range<Rational>{Rational::of(hours->low), Rational::of(hours->likely),
                                 Rational::of(hours->high)};
    plan.billed_hours = plan.hours;
    plan.hours_basis = "profile";
  }
}

void take(TrainingAdvice& plan, const Candidate& candidate) {
  plan.method = candidate.method;
  plan.instance = candidate.instance;
  plan.instances = candidate.instances;
  plan.spot = candidate.spot;
  plan.fits = candidate.memory.fits;
  if (candidate.hours && !plan.hours) {
    plan.hours = candidate.hours;
    plan.hours_basis = candidate.time->basis;
  }
}

/// What is billed of the hours of the chosen way: all of them, or what Spot leaves.
void set_billed(TrainingAdvice& plan, const PreparedTraining& prepared,
                const TrainingOption& option) {
  if (plan.hours_basis == "profile") {
    const auto left = [&](Rational hours, double saving) {
      const double seconds = hours.to_double() * static_cast<double>(k_seconds_per_hour);
      return option.spot ? hours_of(std::llround(seconds * (1 - saving))) : hours;
    };
    plan.billed_hours = Range<Rational>{left(plan.hours->low, option.saving.high),
                                        left(plan.hours->likely, option.saving.likely),
                                        left(plan.hours->high, option.saving.low)};
  } else if (plan.trained_tokens && option.speed) {
    const auto billed = [&](const TrainingSample& sample) {
      return hours_of(prepared.run(option, sample)->billed_seconds);
    };
    plan.billed_hours = Range<Rational>{billed(TrainingSample::cheapest(*plan.trained_tokens)),
                                        billed(TrainingSample::likely(*plan.trained_tokens)),
                                        billed(TrainingSample::dearest(*plan.trained_tokens))};
  }
}

/// How much the row of an option says, of one type, method and pool; less is more: what may be
/// chosen at the lowest price, else what ends first, else the fewest instances.
auto interest(const PreparedTraining& prepared, const TrainingOption& option,
              std::optional<std::int64_t> tokens) {
  const bool open = tokens && prepared.may_be_chosen(option, *tokens);
  const auto run = tokens ? prepared.run(option, TrainingSample::dearest(*tokens)) : std::nullopt;
  return std::tuple{!open, option.memory.fits != Truth::yes, !run,
                    open  ? run->usd->micros()
                    : run ? run->seconds
                          : 0,
                    option.instances};
}

/// The options to show: one for each type, method and pool; the chosen one in any case.
std::vector<const TrainingOption*> to_show(const PreparedTraining& prepared,
                                           const TrainingOption* chosen,
                                           std::optional<std::int64_t> tokens) {
  using Interest = decltype(interest(prepared, *chosen, tokens));
  std::vector<const TrainingOption*> shown;
  std::vector<Interest> interests;
  const auto same_row = [](const TrainingOption& a, const TrainingOption& b) {
    return a.instance == b.instance && a.method == b.method && a.spot == b.spot;
  };
  for (const TrainingOption& option : prepared.options()) {
    const Interest says = interest(prepared, option, tokens);
    const auto found = std::find_if(shown.begin(), shown.end(), [&](const TrainingOption* other) {
      return same_row(*other, option);
    });
    if (found == shown.end()) {
      shown.push_back(&option);
      interests.push_back(says);
      continue;
    }
    Interest& before = interests[static_cast<std::size_t>(found - shown.begin())];
    if (&option == chosen || (*found != chosen && says < before)) {
      *found = &option;
      before = says;
    }
  }
  return shown;
}

void keep_candidates(TrainingAdvice& plan, const PreparedTraining& prepared,
                     const TrainingOption* chosen) {
  for (const TrainingOption* option : to_show(prepared, chosen, plan.trained_tokens)) {
    plan.candidates.push_back(candidate_of(prepared, *option, plan.trained_tokens));
    plan.candidates.back().chosen = option == chosen;
  }
  std::stable_sort(plan.candidates.begin(), plan.candidates.end(),
                   [](const Candidate& a, const Candidate& b) {
                     const auto rank = [](const Candidate& c) {
                       return std::tuple{!c.chosen, !c.why_not.empty(), !c.usd_high.has_value(),
                                         c.usd_high.value_or(Money{})};
                     };
                     return rank(a) < rank(b);
                   });
}

/// The option to take; where none ends in time the one that comes nearest; of a named instance
/// that nothing speaks for, what fits, else its smallest job on the fewest instances.
const TrainingOption* choose(TrainingAdvice& plan, const PreparedTraining& prepared) {
  if (plan.trained_tokens) {
    const auto dearest = TrainingSample::dearest(*plan.trained_tokens);
    auto run = prepared.best(dearest);
    if (prepared.terms().deadline_hours) {
      plan.meets_deadline = truth(run.has_value());
    }
    run = run ? run : prepared.fastest(dearest, prepared.terms().counts.back());
    if (run) {
      return run->option;
    }
    plan.meets_deadline = Truth::unknown;
  }
  const bool named = !prepared.terms().named_instance.empty();
  const auto options = prepared.options();
  const auto first = [&](auto holds) {
    const auto found = std::find_if(options.begin(), options.end(), holds);
    return found == options.end() ? nullptr : &*found;
  };
  const TrainingOption* fits =
      first([](const TrainingOption& option) { return option.memory.fits == Truth::yes; });
  const TrainingOption* smallest = first([&](const TrainingOption& option) {
    return !option.spot && option.method == prepared.terms().methods.back();
  });
  return !named ? nullptr : fits != nullptr ? fits : smallest;
}

/// Without an architecture nothing is predicted: the named instance, else the recipe's.
void plan_unpredicted(TrainingAdvice& plan, const Situation& s, const TrainingTerms& terms) {
  const auto& listed = terms.recipe.instances;
  if (plan.instance.empty() && !listed.empty()) {
    plan.instance = listed.front();
    plan.instances = terms.count_asked ? terms.counts.front() : terms.recipe.nodes.value_or(1);
  }
  const Instance* instance = s.knowledge.catalog.instance(plan.instance);
  if (terms.spot && plan.hours && instance != nullptr) {
    TrainingOption option;
    option.instance = instance;
    plan.spot = true;
    set_billed(plan, {terms, {}}, on_spot(option, s.knowledge.catalog, terms.region));
  }
}

void plan_instances(TrainingCourse& course, const Situation& s, const TrainingTerms& terms) {
  TrainingAdvice& plan = course.plan;
  plan.instance = terms.named_instance;
  plan.instances = plan.instance.empty() ? 0 : terms.counts.front();
  if (terms.methods.size() == 1) {
    plan.method = terms.methods.front();
  }
  if (terms.model == nullptr) {
    plan_unpredicted(plan, s, terms);
    return;
  }
  course.prepared = std::make_shared<const PreparedTraining>(prepare_training(s, terms));
  const PreparedTraining& prepared = *course.prepared;
  const TrainingOption* chosen = choose(plan, prepared);
  course.option = chosen;
  keep_candidates(plan, prepared, chosen);
  if (chosen != nullptr) {
    take(plan, *plan.chosen());
    set_billed(plan, prepared, *chosen);
    const bool ran = plan.hours_basis == "profile"; // a measured time beats any prediction
    if (ran && terms.deadline_hours) {
      plan.meets_deadline = truth(plan.hours->high.to_double() <= *terms.deadline_hours);
    }
    const bool doubtful = chosen->memory.fits == Truth::unknown && chosen->memory.needed_gib > 0;
    if ((chosen->memory.fits == Truth::no || doubtful) && !ran) {
      plan.refusal = refuse_training(s, prepared, *chosen, plan.trained_tokens);
    }
  }
  plan.notes = training_notes(prepared, plan, s.knowledge.catalog);
}

} // namespace

const Candidate* TrainingAdvice::chosen() const {
  const auto found = std::find_if(candidates.begin(), candidates.end(),
                                  [](const Candidate& candidate) { return candidate.chosen; });
  return found == candidates.end() ? nullptr : &*found;
}

Candidate candidate_of(const PreparedTraining& prepared, const TrainingOption& option,
                       std::optional<std::int64_t> tokens) {
  Candidate c;
  c.instance = option.instance->id;
  c.instances = option.instances;
  c.accelerator = option.instance->accelerator;
  c.kind = option.accelerator != nullptr ? option.accelerator->kind : AcceleratorKind::gpu;
  c.method = option.method;
  c.micro_batch = option.micro_batch;
  c.checkpointing = option.checkpointing;
  c.spot = option.spot;
  c.memory = option.memory;
  c.time = option.speed;
  c.why_not = option.why_not.empty() && !tokens ? "training tokens are not known" : option.why_not;
  if (tokens && option.speed) {
    const auto low = prepared.run(option, TrainingSample::cheapest(*tokens));
    const auto likely = prepared.run(option, TrainingSample::likely(*tokens));
    const auto high = prepared.run(option, TrainingSample::dearest(*tokens));
    c.hours =
        Range<Rational>{hours_of(low->seconds), hours_of(likely->seconds), hours_of(high->seconds)};
    c.usd_low = low->usd;
    c.usd = likely->usd;
    c.usd_high = high->usd;
    c.why_not = prepared.objection(option, *tokens);
  }
  return c;
}

std::string machine_words(const Candidate& candidate) {
  return fmt::format("{} x {}{}", grouped(candidate.instances), candidate.instance,
                     candidate.spot ? " on Spot" : "");
}

TrainingCourse plan_course(const Situation& s, Path path, std::string_view region,
                           std::string_view technique) {
  TrainingCourse course;
  TrainingAdvice& plan = course.plan;
  plan.path = path;
  plan.region = region;
  plan.model = s.base ? s.base->id : s.facts.word("model.base");
  plan.runs = s.facts.count("training.runs").value_or(1);
  const TrainingTerms terms = training_terms(s, path, region, technique);
  set_tokens(plan, s, terms.recipe.epochs);
  set_stated_hours(plan, s);
  if (path != Path::bedrock) {
    plan_instances(course, s, terms);
  } else if (!plan.hours) {
    plan.notes.emplace_back(technique == "rft"
                                ? "How many hours a job takes is not published, and they are what "
                                  "is billed: give training.hours, or a range."
                                : "How long a job takes on Bedrock is not published. It is billed "
                                  "by trained tokens, not by the hour.");
  }
  course.recipe_epochs = terms.recipe.epochs;
  return course;
}

TrainingAdvice plan_training(const Situation& s, Path path, std::string_view region,
                             std::string_view technique) {
  return plan_course(s, path, region, technique).plan;
}

void replay(TrainingCourse& course, const Situation& s, double place) {
  TrainingAdvice& plan = course.plan;
  plan.runs = s.facts.count("training.runs").value_or(1);
  set_tokens(plan, s, course.recipe_epochs);
  if (s.facts.number("training.hours")) {
    set_stated_hours(plan, s);
    if (course.option != nullptr) {
      set_billed(plan, *course.prepared, *course.option);
    }
  } else if (course.option != nullptr && course.option->speed && plan.trained_tokens) {
    const auto run = course.prepared->run(
        *course.option, {*plan.trained_tokens, 1 - place, place, place, 1 - place});
    plan.hours = Range<Rational>::point(hours_of(run->seconds));
    plan.billed_hours = Range<Rational>::point(hours_of(run->billed_seconds));
  }
}

} // namespace tunepath
