#include "advise/plan_training.hpp"
#include "advise/price_base.hpp"
#include "advise/rate_keys.hpp"

#include <fmt/format.h>

namespace tunepath {
namespace {

/// "2,000 examples x 800 tokens x 5 epochs", or the corpus where the profile states that.
std::string corpus_text(const Situation& s, const TrainingAdvice& plan) {
  if (!plan.trained_tokens) {
    return "corpus tokens x epochs";
  }
  const auto examples = s.facts.likely("data.labelled_examples");
  const auto tokens = s.facts.likely("data.tokens_per_example");
  const bool computed = s.facts.at("data.training_tokens").origin.kind == Origin::Kind::derived;
  const std::string corpus =
      computed && examples && tokens
          ? times(amount_text(*examples, "example"), amount_text(*tokens, "token"))
          : amount_text(*plan.corpus_tokens, "token");
  return times(corpus, amount_text(*plan.epochs, "epoch"));
}

/// A job that cannot run has no price.
Gap does_not_fit(const TrainingAdvice& plan, LineText text) {
  return {std::move(text.id), text.kind, std::move(text.label),
          fmt::format("it does not fit the memory of {} x {}: name what does fit "
                      "(training.refusal says what), or leave training.instance to auto",
                      grouped(plan.instances), plan.instance)};
}

/// Why no instance was found for the job, and what would give one.
Gap no_instance(const Situation& s, const TrainingAdvice& plan, LineText text) {
  const bool tried = !plan.candidates.empty();
  const bool known = s.base != nullptr && s.base->has_architecture();
  std::string needs = "state model.base, or training.instance and training.hours";
  if (known && !tried) {
    needs = fmt::format(
        "no rate: no instance that may be used has a training price in {}; add rows "
        "with service sagemaker, meter training, unit instance-hour",
        plan.region);
  } else if (known) {
    needs = fmt::format(
        "none of {} is known to do it (training.candidates says why); state "
        "training.instance and training.hours",
        amount_text(static_cast<std::int64_t>(plan.candidates.size()), "candidate"));
  }
  return {std::move(text.id), text.kind, std::move(text.label), std::move(needs), known && !tried};
}

void add_run(Estimate& into, const Situation& s, const TrainingAdvice& plan,
             std::string_view technique, LineText text, Rational runs,
             const std::string& runs_text) {
  if (plan.path == Path::bedrock && technique == "rft") {
    Amount<Unit::training_hour> amount{std::nullopt, "training.hours"};
    if (plan.hours) {
      amount = {TrainingHours::of(plan.hours->likely * runs), ""};
      text.formula = fmt::format("{} hours{}", short_text(plan.hours->likely), runs_text);
    }
    s.pricer.add(
        into, std::move(text),
        rate_keys::bedrock(plan.model, Variant::custom, plan.region, Meter::training, Term::none),
        amount);
  } else if (plan.path == Path::bedrock) {
    Amount<Unit::trained_token> amount{std::nullopt, "data.training_tokens"};
    if (plan.trained_tokens) {
      amount = {TrainedTokens::of(Rational::of(*plan.trained_tokens) * runs), ""};
    }
    text.formula = corpus_text(s, plan) + runs_text;
    s.pricer.add(
        into, std::move(text),
        rate_keys::bedrock(plan.model, Variant::custom, plan.region, Meter::training, Term::none),
        amount);
  } else if (plan.instance.empty()) {
    into.gaps.push_back(no_instance(s, plan, std::move(text)));
  } else if (plan.refusal && plan.fits == Truth::no) {
    into.gaps.push_back(does_not_fit(plan, std::move(text)));
  } else {
    Amount<Unit::instance_hour> amount{std::nullopt, "training.hours"};
    if (plan.hours) {
      const Rational hours = plan.billed_hours.value_or(*plan.hours).likely;
      amount = {InstanceHours::of(hours * Rational::of(plan.instances) * runs), ""};
      text.formula = fmt::format(
          "{} x {} h{}{}", amount_text(plan.instances, "instance"), short_text(hours), runs_text,
          plan.spot ? fmt::format(", billed of {} h on Spot", short_text(plan.hours->likely)) : "");
    }
    s.pricer.add(into, std::move(text),
                 rate_keys::sagemaker(plan.instance, plan.region, Meter::training), amount);
  }
}

/// Distillation also pays the teacher for its answers, at its on-demand price.
void add_teacher(Estimate& into, const Situation& s) {
  const Model* teacher = s.teacher != nullptr ? s.teacher : s.baseline;
  if (teacher == nullptr) {
    into.gaps.push_back(
        {"training.teacher", LineKind::one_time, "Answers of the teacher", "state model.teacher"});
    return;
  }
  const auto prompts = s.facts.count("data.labelled_examples");
  Estimate tokens = price_tokens(s,
                                 {.item = teacher->id,
                                  .variant = Variant::base,
                                  .region = s.region,
                                  .scope = s.scope,
                                  .input_tokens = s.traffic.input_tokens,
                                  .input_fact = "traffic.input_tokens"},
                                 prompts);
  for (Line& line : tokens.lines) {
    line.id = line.id == "tokens.input" ? "training.teacher-input" : "training.teacher-output";
    line.kind = LineKind::one_time;
    line.label = fmt::format("Teacher's {}", line.id.ends_with("input") ? "prompts" : "answers");
  }
  for (Gap& gap : tokens.gaps) {
    gap.id = gap.id == "tokens.input" ? "training.teacher-input" : "training.teacher-output";
    gap.kind = LineKind::one_time;
    if (!prompts) {
      gap.needs = "state data.labelled_examples (the prompts that the teacher answers)";
    }
  }
  append(into, tokens);
}

} // namespace

Estimate price_training(const Situation& s, const TrainingAdvice& plan,
                        std::string_view technique) {
  Estimate estimate;
  if (s.facts.yes_no("model.already_tuned") != Truth::yes) {
    add_run(estimate, s, plan, technique,
            {"training.run", LineKind::one_time,
             plan.runs == 1 ? "Training run" : fmt::format("{} training runs", plan.runs), ""},
            Rational::of(plan.runs), plan.runs == 1 ? "" : fmt::format(" x {} runs", plan.runs));
    if (technique == "distillation") {
      add_teacher(estimate, s);
    }
  }
  if (const auto months = s.facts.likely("training.retrain_every_months")) {
    add_run(estimate, s, plan, technique,
            {"retraining.run", LineKind::standing,
             fmt::format("Retraining every {}", amount_text(*months, "month")), ""},
            Rational::of(1) / Rational::of(*months),
            fmt::format(", one run every {}", amount_text(*months, "month")));
  }
  return estimate;
}

std::optional<Money> run_price(const Situation& s, const TrainingAdvice& plan,
                               std::string_view technique) {
  Estimate run;
  add_run(run, s, plan, technique, {"training.run", LineKind::one_time, "", ""}, Rational::of(1),
          "");
  return run.complete() ? std::optional{run.total(LineKind::one_time)} : std::nullopt;
}

} // namespace tunepath
