#include "advise/training_notes.hpp"

#include <fmt/format.h>

namespace tunepath {
namespace {

class Notes {
public:
  Notes(const PreparedTraining& prepared, const TrainingAdvice& plan, const Catalog& catalog)
      : prepared_(prepared), plan_(plan), catalog_(catalog), chosen_(plan.chosen()) {}

  std::vector<std::string> all() {
    recipe();
    if (!plan_.trained_tokens && prepared_.terms().named_instance.empty()) {
      notes_.emplace_back("Where it would train is chosen once the training tokens are known.");
    }
    if (chosen_ != nullptr && chosen_->usd && plan_.trained_tokens) {
      deadline();
      longest();
      if (plan_.hours_basis == "profile") {
        notes_.emplace_back(
            "The hours that you state are what is billed. The table is predicted, "
            "to compare the instances.");
      } else {
        method();
        moves();
        without_deadline();
        fastest();
      }
      several_instances();
      spot();
      run_time();
    }
    return std::move(notes_);
  }

private:
  std::string words(const PlannedRun& run) const {
    Candidate candidate = candidate_of(prepared_, *run.option, plan_.trained_tokens);
    return fmt::format("{} with {}", machine_words(candidate), method_words(run.option->method));
  }

  bool is_chosen(const TrainingOption& option) const {
    return option.instance->id == chosen_->instance && option.instances == chosen_->instances &&
           option.method == chosen_->method && option.spot == chosen_->spot;
  }

  void recipe() {
    const RecipeTerms& recipe = prepared_.terms().recipe;
    if (recipe.wanted && !recipe.found) {
      notes_.push_back(
          fmt::format("No recipe of {} for this technique is on record: every "
                      "instance type with a price was tried. Look at the model's "
                      "page for the ones that it may run on.",
                      plan_.model));
    }
    if (recipe.found && prepared_.terms().named_instance.empty()) {
      const bool as_is = recipe.tuning.empty() || named<Method>(recipe.tuning);
      notes_.push_back(fmt::format(
          "The instances are those of the published recipe{}.",
          as_is ? ""
                : fmt::format(" ({}); the prediction is for {} on 16-bit weights", recipe.tuning,
                              method_words(prepared_.terms().methods.front()))));
    }
  }

  void deadline() {
    if (plan_.meets_deadline == Truth::no && plan_.hours_basis != "profile") {
      const double over =
          chosen_->hours->high.to_double() - prepared_.terms().deadline_hours.value_or(0);
      notes_.push_back(
          fmt::format("Nothing that was tried is sure to end within {:g} h. {} comes "
                      "nearest: at the high end {:.1f} h too late.",
                      prepared_.terms().deadline_hours.value_or(0), machine_words(*chosen_), over));
    }
  }

  void longest() {
    const double most = prepared_.terms().longest_hours;
    if (chosen_->hours->high.to_double() > most && plan_.hours_basis != "profile") {
      notes_.push_back(
          fmt::format("Nothing that was tried is sure to end within the {:g} h that a "
                      "training job may run: name more instances or a larger type.",
                      most));
    }
  }

  /// The choice is made at the high end; a reader wants to know whether it would be another one.
  void moves() {
    const std::int64_t tokens = *plan_.trained_tokens;
    const auto likely = prepared_.best(TrainingSample::likely(tokens));
    const auto low = prepared_.best(TrainingSample::cheapest(tokens));
    const bool likely_same = !likely || is_chosen(*likely->option);
    const bool low_same = !low || is_chosen(*low->option);
    if (likely_same && low_same) {
      return;
    }
    std::string text = "The choice is made at the high end of the range.";
    if (!likely_same) {
      text += fmt::format(" At the likely values {} would win, {} a run.", words(*likely),
                          to_string(*likely->usd));
    }
    if (!low_same) {
      const bool again = !likely_same && likely->option == low->option;
      text += again ? " So it would at the low end."
                    : fmt::format(" At the low end {} would win, {} a run.", words(*low),
                                  to_string(*low->usd));
    }
    notes_.push_back(std::move(text));
  }

  /// Why LoRA, or why not, where the profile leaves the method open.
  void method() {
    const PreparedTraining& prepared = prepared_;
    if (prepared.terms().method_asked || prepared.terms().methods.size() < 2) {
      return;
    }
    const auto cheapest = [&](Method method) {
      std::optional<PlannedRun> best;
      for (const TrainingOption& option : prepared.options()) {
        const bool open = option.method == method && option.spot == chosen_->spot &&
                          (method == Method::qlora || option.memory.shards == 1) &&
                          prepared.may_be_chosen(option, *plan_.trained_tokens);
        const auto run = open ? prepared.run(option, TrainingSample::dearest(*plan_.trained_tokens))
                              : std::nullopt;
        if (run && (!best || *run->usd < *best->usd)) {
          best = run;
        }
      }
      return best;
    };
    const auto other = cheapest(chosen_->method == Method::lora ? Method::qlora : Method::lora);
    if (chosen_->method == Method::lora && other && *other->usd < *chosen_->usd_high) {
      notes_.push_back(fmt::format(
          "LoRA on 16-bit weights fits one accelerator: it is taken, although at the high end {} "
          "costs {} instead of {}. It would have to cost over {:g} times as much.",
          words(*other), to_string(*other->usd), to_string(*chosen_->usd_high),
          prepared.terms().lora_premium));
    } else if (chosen_->method == Method::qlora) {
      notes_.push_back(
          other ? fmt::format("QLoRA, because LoRA on 16-bit weights costs over {:g} times as much "
                              "on one accelerator.",
                              prepared.terms().lora_premium)
                : "QLoRA, because LoRA on 16-bit weights fits no single accelerator that was "
                  "tried.");
    }
  }

  /// What the deadline costs.
  void without_deadline() {
    if (!prepared_.terms().deadline_hours) {
      return;
    }
    TrainingTerms terms = prepared_.terms();
    terms.deadline_hours.reset();
    const std::int64_t tokens = *plan_.trained_tokens;
    const PreparedTraining free{std::move(terms),
                                {prepared_.options().begin(), prepared_.options().end()}};
    const auto best = free.best(TrainingSample::dearest(tokens));
    if (!best || is_chosen(*best->option)) {
      return;
    }
    const auto likely = free.run(*best->option, TrainingSample::likely(tokens));
    notes_.push_back(fmt::format("Without the deadline of {:g} h {} would do: {} h, {} a run.",
                                 *prepared_.terms().deadline_hours, words(*best),
                                 about_text(Rational::quotient(likely->seconds, 3600)),
                                 to_string(*likely->usd)));
  }

  void fastest() {
    const auto run =
        prepared_.fastest(TrainingSample::likely(*plan_.trained_tokens), plan_.instances);
    if (!run || is_chosen(*run->option) || !prepared_.terms().named_instance.empty()) {
      return;
    }
    const auto hours = Rational::quotient(run->seconds, 3600);
    notes_.push_back(
        fmt::format("The fastest is {}: {} h instead of {} h, for {} instead of {} a "
                    "run.",
                    words(*run), about_text(hours), about_text(chosen_->hours->likely),
                    to_string(*run->usd), to_string(*chosen_->usd)));
  }

  void several_instances() {
    if (plan_.instances > 1 && !prepared_.terms().count_asked) {
      notes_.push_back(
          fmt::format("It takes {} instances at a time. With requirements.scale: "
                      "single-node in the profile, only one is tried.",
                      plan_.instances));
    }
  }

  void spot() {
    if (chosen_->spot) {
      notes_.emplace_back(
          "Spot saves a range, never the advertised maximum. The job has to write checkpoints and "
          "to set MaxWaitTimeInSeconds at or above MaxRuntimeInSeconds; it cannot use a warm pool. "
          "Hours include work that interruptions repeat.");
      return;
    }
    const TrainingOption* option = option_of_chosen();
    if (option == nullptr || prepared_.terms().spot || plan_.hours_basis == "profile") {
      return;
    }
    const Candidate other = candidate_of(
        prepared_, on_spot(*option, catalog_, prepared_.terms().region), plan_.trained_tokens);
    notes_.push_back(
        fmt::format("On Spot a run would cost about {} ({} to {}), and take {} h with "
                    "what interruptions repeat: training.spot: yes.",
                    to_string(*other.usd), to_string(*other.usd_low), to_string(*other.usd_high),
                    about_text(other.hours->likely)));
  }

  const TrainingOption* option_of_chosen() const {
    for (const TrainingOption& option : prepared_.options()) {
      if (is_chosen(option)) {
        return &option;
      }
    }
    return nullptr;
  }

  void run_time() {
    const Limit* usual = catalog_.limit("sm-runtime-default");
    if (usual == nullptr || !usual->high) {
      return;
    }
    constexpr double k_seconds_per_hour = 3600;
    const double hours = usual->high->to_double() / k_seconds_per_hour;
    if (chosen_->hours->high.to_double() > hours) {
      notes_.push_back(
          fmt::format("A job is stopped after {:g} h unless it says otherwise: set "
                      "MaxRuntimeInSeconds.",
                      hours));
    }
  }

  const PreparedTraining& prepared_;
  const TrainingAdvice& plan_;
  const Catalog& catalog_;
  const Candidate* chosen_;
  std::vector<std::string> notes_;
};

} // namespace

std::vector<std::string> training_notes(const PreparedTraining& prepared,
                                        const TrainingAdvice& plan, const Catalog& catalog) {
  return Notes{prepared, plan, catalog}.all();
}

} // namespace tunepath
