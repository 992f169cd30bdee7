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

/// Where the job of one or several runs goes.
struct RunText {
  LineKind kind = LineKind::one_time;
  std::string_view id = "training.run";
  std::string label;
  std::string times; ///< " x 3 runs"; "" for one
};

void bill_bedrock_run(Ledger& into, const Situation& s, const TrainingAdvice& plan,
                      std::string_view technique, const RunText& text, Rational runs) {
  const RateKey key =
      rate_keys::bedrock(plan.model, Variant::custom, plan.region, Meter::training, Term::none);
  if (technique == "rft") {
    std::optional<TrainingHours> amount;
    if (plan.hours) {
      amount = TrainingHours::of(plan.hours->likely * runs);
    }
    into.add<Unit::training_hour>(s.pricer, text.kind, text.id, key, amount, [&] {
      return LineWords{
          text.label,
          amount ? fmt::format("{} hours{}", short_text(plan.hours->likely), text.times) : "",
          amount ? "" : "training.hours"};
    });
    return;
  }
  std::optional<TrainedTokens> amount;
  if (plan.trained_tokens) {
    amount = TrainedTokens::of(Rational::of(*plan.trained_tokens) * runs);
  }
  into.add<Unit::trained_token>(s.pricer, text.kind, text.id, key, amount, [&] {
    return LineWords{text.label, corpus_text(s, plan) + text.times,
                     amount ? "" : "data.training_tokens"};
  });
}

void bill_job(Ledger& into, const Situation& s, const TrainingAdvice& plan, const RunText& text,
              Rational runs) {
  const Rational hours = plan.hours ? plan.billed_hours.value_or(*plan.hours).likely : Rational{};
  std::optional<InstanceHours> amount;
  if (plan.hours) {
    amount = InstanceHours::of(hours * Rational::of(plan.instances) * runs);
  }
  into.add<Unit::instance_hour>(
      s.pricer, text.kind, text.id,
      rate_keys::sagemaker(plan.instance, plan.region, Meter::training), amount, [&] {
        LineWords words{text.label, "", amount ? "" : "training.hours"};
        if (amount) {
          words.formula = fmt::format(
              "{} x {} h{}{}", amount_text(plan.instances, "instance"), short_text(hours),
              text.times,
              plan.spot ? fmt::format(", billed of {} h on Spot", short_text(plan.hours->likely))
                        : "");
        }
        return words;
      });
}

void bill_runs(Ledger& into, const Situation& s, const TrainingAdvice& plan,
               std::string_view technique, const RunText& text, Rational runs) {
  const auto line_text = [&] { return LineText{std::string{text.id}, text.kind, text.label, ""}; };
  if (plan.path == Path::bedrock) {
    bill_bedrock_run(into, s, plan, technique, text, runs);
  } else if (plan.instance.empty()) {
    const bool no_rate = plan.candidates.empty() && s.base != nullptr && s.base->has_architecture();
    into.add_gap(text.kind, text.id, no_rate, [&] { return no_instance(s, plan, line_text()); });
  } else if (plan.refusal && plan.fits == Truth::no) {
    into.add_gap(text.kind, text.id, false, [&] { return does_not_fit(plan, line_text()); });
  } else {
    bill_job(into, s, plan, text, runs);
  }
}

/// Distillation also pays the teacher for its answers, at its on-demand price.
void bill_teacher(Ledger& into, const Situation& s) {
  const Model* teacher = s.teacher != nullptr ? s.teacher : s.baseline;
  if (teacher == nullptr) {
    into.add_gap(LineKind::one_time, "training.teacher", false, [] {
      return Gap{"training.teacher", LineKind::one_time, "Answers of the teacher",
                 "state model.teacher"};
    });
    return;
  }
  const auto prompts = s.facts.count("data.labelled_examples");
  bill_tokens(into, s,
              {.item = teacher->id,
               .variant = Variant::base,
               .region = s.region,
               .scope = s.scope,
               .input_tokens = s.traffic.input_tokens,
               .input_fact = "traffic.input_tokens",
               .kind = LineKind::one_time,
               .input_id = "training.teacher-input",
               .output_id = "training.teacher-output",
               .input_label = "Teacher's prompts",
               .output_label = "Teacher's answers",
               .requests_fact = "data.labelled_examples (the prompts that the teacher answers)"},
              prompts);
}

} // namespace

void bill_training(Ledger& into, const Situation& s, const TrainingAdvice& plan,
                   std::string_view technique) {
  const bool wordy = into.keeps_lines();
  if (s.facts.yes_no("model.already_tuned") != Truth::yes) {
    RunText text;
    if (wordy) {
      text.label = plan.runs == 1 ? "Training run" : fmt::format("{} training runs", plan.runs);
      text.times = plan.runs == 1 ? "" : fmt::format(" x {} runs", plan.runs);
    }
    bill_runs(into, s, plan, technique, text, Rational::of(plan.runs));
    if (technique == "distillation") {
      bill_teacher(into, s);
    }
  }
  if (const auto months = s.facts.likely("training.retrain_every_months")) {
    RunText text{LineKind::standing, "retraining.run", "", ""};
    if (wordy) {
      text.label = fmt::format("Retraining every {}", amount_text(*months, "month"));
      text.times = fmt::format(", one run every {}", amount_text(*months, "month"));
    }
    bill_runs(into, s, plan, technique, text, Rational::of(1) / Rational::of(*months));
  }
}

Estimate price_training(const Situation& s, const TrainingAdvice& plan,
                        std::string_view technique) {
  Ledger lines;
  bill_training(lines, s, plan, technique);
  return lines.take();
}

std::optional<Money> run_price(const Situation& s, const TrainingAdvice& plan,
                               std::string_view technique) {
  Ledger run{Ledger::Keeps::sums};
  bill_runs(run, s, plan, technique, {}, Rational::of(1));
  const Sums sums = run.sums();
  return sums.complete() ? std::optional{sums.of(LineKind::one_time)} : std::nullopt;
}

} // namespace tunepath
