#include "advise/training_refusal.hpp"

#include <fmt/format.h>

namespace tunepath {
namespace {

using Remedy = TrainingRefusal::Remedy;

/// "needs 17.5 of 22.0 GiB, 3.1 h and $21.98 a run".
std::string figures(const Candidate& c) {
  std::string text =
      fmt::format("needs {:.1f} of {:.1f} GiB", c.memory.needed_gib, c.memory.usable_gib);
  if (c.hours) {
    text += fmt::format(", {} h", about_text(c.hours->likely));
  }
  return text + (c.usd      ? fmt::format(", {} a run", to_string(*c.usd))
                 : !c.hours ? ""
                            : ", no rate");
}

class Search {
public:
  Search(const Situation& s, const PreparedTraining& prepared, const TrainingOption& asked,
         std::optional<std::int64_t> tokens)
      : s_(s), prepared_(prepared), asked_(asked), tokens_(tokens), planner_(s.knowledge.catalog) {}

  std::vector<Remedy> all() {
    smaller_micro_batch();
    checkpointing();
    fewer_weights();
    more_instances();
    other_type({asked_.method});
    other_type(methods_with_fewer_weights());
    return std::move(found_);
  }

private:
  /// The asked job with nothing but the method left as it was stated.
  TrainingTerms open_terms() const {
    TrainingTerms terms = prepared_.terms();
    terms.micro_batch.reset();
    terms.checkpointing.reset();
    return terms;
  }

  TrainingOption on(const TrainingTerms& terms, const Instance& instance, std::int64_t instances,
                    Method method) const {
    return prepare_option(s_, terms, planner_, instance, instances, method);
  }

  bool keep(std::string how, const TrainingOption& option) {
    if (option.memory.fits != Truth::yes) {
      return false;
    }
    found_.push_back({std::move(how), candidate_of(prepared_, option, tokens_)});
    return true;
  }

  void smaller_micro_batch() {
    if (!prepared_.terms().micro_batch) {
      return;
    }
    TrainingTerms terms = prepared_.terms();
    terms.micro_batch.reset();
    const TrainingOption option = on(terms, *asked_.instance, asked_.instances, asked_.method);
    keep(fmt::format("a micro-batch of {}", option.micro_batch), option);
  }

  void checkpointing() {
    if (asked_.checkpointing == Checkpointing::full) {
      return;
    }
    const TrainingOption option =
        on(open_terms(), *asked_.instance, asked_.instances, asked_.method);
    keep(fmt::format("full checkpointing, micro-batch {}", option.micro_batch), option);
  }

  std::vector<Method> methods_with_fewer_weights() const {
    std::vector<Method> fewer;
    for (const Method method : {Method::lora, Method::qlora}) {
      if (static_cast<int>(method) > static_cast<int>(asked_.method)) {
        fewer.push_back(method);
      }
    }
    return fewer;
  }

  void fewer_weights() {
    for (const Method method : methods_with_fewer_weights()) {
      if (silicon_objection(*prepared_.terms().model, method, *asked_.instance,
                            s_.knowledge.catalog)
              .empty()) {
        keep(fmt::format("{} there", method_words(method)),
             on(open_terms(), *asked_.instance, asked_.instances, method));
      }
    }
  }

  std::int64_t most_instances() const {
    return Rational::of(s_.parameter("instances_most")).rounded();
  }

  void more_instances() {
    bool fits = false;
    for (std::int64_t count = 2 * asked_.instances; count <= most_instances() && !fits;
         count *= 2) {
      const TrainingOption option = on(open_terms(), *asked_.instance, count, asked_.method);
      fits = keep(
          fmt::format("{} on {} x {}", method_words(asked_.method), count, asked_.instance->id),
          option);
    }
  }

  /// The cheapest at the high end of every type with a price, or any that fits without tokens;
  /// nothing without `methods`.
  void other_type(std::vector<Method> methods) {
    TrainingTerms terms = open_terms();
    terms.named_instance = {};
    terms.recipe.found = false;
    terms.methods = std::move(methods);
    terms.spot = false;
    terms.counts.clear();
    for (std::int64_t count = 1; count <= most_instances(); count *= 2) {
      terms.counts.push_back(count);
    }
    const PreparedTraining others = prepare_training(s_, terms);
    const auto best = others.best(TrainingSample::dearest(tokens_.value_or(1)));
    if (best && best->option->instance != asked_.instance) {
      keep(fmt::format("{} on {} x {}", method_words(best->option->method), best->option->instances,
                       best->option->instance->id),
           *best->option);
    }
  }

  const Situation& s_;
  const PreparedTraining& prepared_;
  const TrainingOption& asked_;
  std::optional<std::int64_t> tokens_;
  TrainingPlanner planner_;
  std::vector<Remedy> found_;
};

} // namespace

TrainingRefusal refuse_training(const Situation& s, const PreparedTraining& prepared,
                                const TrainingOption& option, std::optional<std::int64_t> tokens) {
  constexpr std::string_view k_doubt = "it may not fit: "; // how the memory's reason begins
  std::string_view reason = option.memory.reason;
  if (reason.starts_with(k_doubt)) {
    reason.remove_prefix(k_doubt.size());
  }
  TrainingRefusal refusal;
  refusal.text = fmt::format("{} of {} {} fit on {} x {}: {}", method_words(option.method),
                             prepared.terms().model->id,
                             option.memory.fits == Truth::no ? "does not" : "may not",
                             option.instances, option.instance->id, reason);
  refusal.remedies = Search{s, prepared, option, tokens}.all();
  if (refusal.remedies.empty()) {
    refusal.text += fmt::format(
        ". Nothing that was tried fits, up to {} instances of any type "
        "with a price in {}",
        grouped(s.parameter("instances_most")), prepared.terms().region);
    return refusal;
  }
  refusal.text += ". What fits: ";
  for (std::size_t i = 0; i < refusal.remedies.size(); ++i) {
    const Remedy& remedy = refusal.remedies[i];
    refusal.text +=
        fmt::format("{}{} ({})", i == 0 ? "" : "; ", remedy.how, figures(remedy.candidate));
  }
  return refusal;
}

} // namespace tunepath
