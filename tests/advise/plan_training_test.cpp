// Which way a training job is run, and what its figures are. Hours are predictions that a better
// fit moves: tests compare them with each other and with the physics, and spell out only words.

#include "advise/plan_training.hpp"

#include "advise/derive.hpp"
#include "support/catch.hpp"
#include "support/scenario.hpp"

#include <cmath>
#include <deque>
#include <random>

#include <fmt/format.h>

using namespace tunepath;
using namespace tunepath::test;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

namespace {

/// The facts of a profile: an 8B model, 3,200 examples of 900 tokens, three epochs. `more` adds
/// sections; `training` goes into the section of that name.
const Facts& facts_of(const std::string& training, const std::string& model = "llama-3.1-8b",
                      const std::string& more = "", int examples = 3200) {
  static std::deque<Facts> kept;
  const std::string profile = fmt::format(
      "format: tunepath-profile/1\nregion: us-east-1\n"
      "data: {{labelled_examples: {}, tokens_per_example: "
      "900}}\nmodel: {{base: {}}}\ntraining: {{{}}}\n{}",
      examples, model, training, more);
  kept.push_back(derive(scenario_of(profile).facts, knowledge().catalog));
  return kept.back();
}

TrainingAdvice plan_of(const Facts& facts, Path path = Path::sagemaker) {
  return plan_training(Situation{facts, knowledge()}, path, "us-east-1", "sft");
}

TrainingAdvice plan_of(const std::string& training, const std::string& model = "llama-3.1-8b",
                       const std::string& more = "", int examples = 3200) {
  return plan_of(facts_of("epochs: 3, " + training, model, more, examples));
}

const Candidate* on(const TrainingAdvice& plan, std::string_view instance, bool spot = false) {
  for (const Candidate& c : plan.candidates) {
    if (c.instance == instance && c.spot == spot) {
      return &c;
    }
  }
  return nullptr;
}

std::string text_of(const std::vector<std::string>& notes) {
  return fmt::format("{}", fmt::join(notes, "\n"));
}

} // namespace

TEST_CASE("what was asked for is what is tried", "[training-plan]") {
  struct Case {
    const char* name;
    const char* training;
    bool (*holds)(const Candidate&);
  };
  const Case c = GENERATE(values<Case>({
      {"QLoRA", "method: qlora",
       [](const Candidate& tried) {
         return tried.method == Method::qlora || !tried.why_not.empty();
       }},
      {"full", "method: full", [](const Candidate& tried) { return tried.method == Method::full; }},
      {"a GPU", "silicon: gpu",
       [](const Candidate& tried) { return tried.kind == AcceleratorKind::gpu; }},
      {"Trainium", "silicon: trainium",
       [](const Candidate& tried) { return tried.kind == AcceleratorKind::neuron; }},
      {"two instances", "instances: 2",
       [](const Candidate& tried) { return tried.instances == 2; }},
      {"one type", "instance: ml.g5.12xlarge",
       [](const Candidate& tried) { return tried.instance == "ml.g5.12xlarge"; }},
      {"a micro-batch", "micro_batch: 1",
       [](const Candidate& tried) {
         return tried.micro_batch == 1 || tried.memory.fits != Truth::yes;
       }},
      {"no checkpointing", "checkpointing: none",
       [](const Candidate& tried) { return tried.checkpointing == Checkpointing::none; }},
  }));
  DYNAMIC_SECTION(c.name) {
    const TrainingAdvice plan = plan_of(c.training);
    REQUIRE(!plan.candidates.empty());
    for (const Candidate& candidate : plan.candidates) {
      CAPTURE(candidate.instance, candidate.instances);
      CHECK(c.holds(candidate));
    }
  }
}

TEST_CASE("one instance is all there may be where the profile says so", "[training-plan]") {
  const std::string hurry = "method: qlora, deadline_hours: 0.1";
  const auto most = [](const TrainingAdvice& plan) {
    std::int64_t count = 0;
    for (const Candidate& c : plan.candidates) {
      count = std::max(count, c.instances);
    }
    return count;
  };
  CHECK(most(plan_of(hurry)) > 1); // single-node is only presumed
  CHECK(most(plan_of(hurry, "llama-3.1-8b", "requirements: {scale: single-node}\n")) == 1);
}

TEST_CASE("Trainium is tried where it is documented, and never with 4-bit kernels",
          "[training-plan]") {
  struct Case {
    const char* name;
    const char* training;
    const char* model;
    const char* instance;
    Method method;
    const char* why_not;
  };
  const Case c = GENERATE(values<Case>({
      {"LoRA of Llama 3 on the large one", "method: lora", "llama-3.1-8b", "ml.trn1.32xlarge",
       Method::lora, ""},
      {"full tuning of it", "method: full", "llama-3.1-8b", "ml.trn1.32xlarge", Method::full, ""},
      {"LoRA on the small one", "method: lora", "llama-3.1-8b", "ml.trn1.2xlarge", Method::lora,
       "LoRA on Trainium is documented for larger instances only"},
      {"an architecture that is not listed", "method: lora", "mistral-7b", "ml.trn1.32xlarge",
       Method::lora, "training mistral-7b on Trainium is not documented"},
      {"a mixture of experts", "method: lora", "qwen3-30b-a3b", "ml.trn1.32xlarge", Method::lora,
       "training qwen3-30b-a3b on Trainium is not documented"},
      {"QLoRA: LoRA is shown beside it", "method: qlora", "llama-3.1-8b", "ml.trn1.32xlarge",
       Method::lora,
       "you asked for QLoRA, whose 4-bit kernels run on GPUs only; LoRA on Trainium is documented "
       "for large instances only, and nobody has published measurements"},
      {"QLoRA of what is not listed", "method: qlora", "mistral-7b", "ml.trn1.32xlarge",
       Method::qlora, "QLoRA needs a GPU: its 4-bit kernels do not run on Trainium"},
  }));
  DYNAMIC_SECTION(c.name) {
    const TrainingAdvice plan = plan_of(c.training, c.model);
    const Candidate* found = on(plan, c.instance);
    REQUIRE(found != nullptr);
    CHECK(found->why_not == c.why_not);
    CHECK(found->method == c.method);
  }
}

TEST_CASE("asked for, Trainium is taken", "[training-plan]") {
  const TrainingAdvice plan = plan_of("method: lora, silicon: trainium");
  CHECK(plan.instance == "ml.trn1.32xlarge");
  REQUIRE(plan.chosen() != nullptr);
  CHECK_FALSE(plan.chosen()->time->measured_nearby);
}

TEST_CASE("the choice is the cheapest at the high end that ends in time", "[training-plan]") {
  const auto [training, model] = GENERATE(table<std::string, std::string>({
      {"method: qlora", "llama-3.1-8b"},
      {"method: lora", "llama-3.1-8b"},
      {"method: full", "llama-3.1-70b"},
      {"method: qlora, deadline_hours: 1.5", "llama-3.1-8b"},
      {"method: lora, deadline_hours: 3", "mistral-7b"},
  }));
  CAPTURE(training, model);
  const TrainingAdvice plan = plan_of(training, model);
  REQUIRE(plan.chosen() != nullptr);
  CHECK(&plan.candidates.front() == plan.chosen());
  CHECK(plan.chosen()->why_not.empty());
  const auto deadline = facts_of(training, model).likely("training.deadline_hours");
  for (const Candidate& c : plan.candidates) {
    if (c.why_not.empty()) {
      CAPTURE(c.instance, c.instances);
      CHECK(*c.usd_high >= *plan.chosen()->usd_high);
      CHECK((!deadline || c.hours->high <= Rational::of(*deadline)));
    }
  }
}

TEST_CASE("QLoRA is taken over LoRA where LoRA fits no single accelerator or costs over twice",
          "[training-plan]") {
  const auto model = GENERATE("llama-3.2-1b", "llama-3.1-8b", "llama-3.1-70b");
  CAPTURE(model);
  const TrainingAdvice plan = plan_of("method: auto", model);
  REQUIRE(plan.chosen() != nullptr);
  std::optional<Money> lora;
  std::optional<Money> any;
  for (const Candidate& c : plan.candidates) {
    if (c.why_not.empty()) {
      any = std::min(any.value_or(*c.usd_high), *c.usd_high);
      if (c.method == Method::lora && c.memory.shards == 1) {
        lora = std::min(lora.value_or(*c.usd_high), *c.usd_high);
      }
    }
  }
  const bool takes_lora = lora && lora->micros() <= 2 * any->micros();
  CHECK(*plan.chosen()->usd_high == (takes_lora ? *lora : *any));
}

TEST_CASE("a longer deadline never makes the choice dearer", "[training-plan]") {
  std::optional<Money> before;
  bool met = false;
  for (const char* hours : {"0.2", "0.4", "0.6", "1", "1.5", "2", "3", "5", "8", "20", "100"}) {
    const TrainingAdvice plan = plan_of(fmt::format("method: qlora, deadline_hours: {}", hours));
    CAPTURE(hours);
    REQUIRE(plan.meets_deadline != Truth::unknown);
    CHECK((!met || plan.meets_deadline == Truth::yes)); // what was met stays met
    met = plan.meets_deadline == Truth::yes;
    if (met) {
      CHECK((!before || *plan.chosen()->usd_high <= *before));
      before = plan.chosen()->usd_high;
    }
  }
  CHECK(met);
  CHECK(*plan_of("method: qlora").chosen()->usd_high <= *before);
}

TEST_CASE("more tokens are never cheaper", "[training-plan]") {
  Money before;
  for (const int examples : {100, 1000, 3200, 10'000, 100'000, 1'000'000}) {
    const TrainingAdvice plan = plan_of("method: qlora", "llama-3.1-8b", "", examples);
    CAPTURE(examples);
    REQUIRE(plan.chosen() != nullptr);
    CHECK(*plan.chosen()->usd_high >= before);
    before = *plan.chosen()->usd_high;
  }
}

TEST_CASE("where nothing ends in time, the nearest is named with how far it is off",
          "[training-plan]") {
  const TrainingAdvice plan = plan_of("method: qlora, deadline_hours: 0.1");
  CHECK(plan.meets_deadline == Truth::no);
  REQUIRE(plan.chosen() != nullptr);
  CHECK_THAT(plan.chosen()->why_not, StartsWith("may miss the deadline: "));
  CHECK_THAT(text_of(plan.notes),
             ContainsSubstring("Nothing that was tried is sure to end within 0.1 h. ") &&
                 ContainsSubstring(" comes nearest: at the high end "));
  for (const Candidate& c : plan.candidates) {
    CHECK((c.spot || !c.why_not.starts_with("may miss") ||
           c.hours->high >= plan.chosen()->hours->high));
  }
}

TEST_CASE("the plan, the sample and the physics are one model", "[training-plan]") {
  const auto [training, model] = GENERATE(table<std::string, std::string>({
      {"epochs: 3, method: qlora, runs: 3, retrain_every_months: 6", "llama-3.1-8b"},
      {"epochs: 3, method: auto, spot: yes", "llama-3.1-8b"},
      {"epochs: 1, method: full", "llama-3.1-70b"},
      {"epochs: 3, method: lora, silicon: trainium", "llama-3.1-8b"},
  }));
  CAPTURE(training, model);
  const Facts& facts = facts_of(training, model);
  const Situation s{facts, knowledge()};
  const TrainingAdvice plan = plan_of(facts);
  const PreparedTraining prepared =
      prepare_training(s, training_terms(s, Path::sagemaker, "us-east-1", "sft"));
  const std::int64_t tokens = *plan.trained_tokens;

  const auto best = prepared.best(TrainingSample::dearest(tokens));
  REQUIRE(best);
  CHECK(best->option->instance->id == plan.instance);
  const auto likely = prepared.run(*best->option, TrainingSample::likely(tokens));
  CHECK(likely->usd == plan.chosen()->usd);
  CHECK(likely->usd == run_price(s, plan, "sft"));
  CHECK(Rational::quotient(likely->seconds, 3600) == plan.hours->likely);
  CHECK(Rational::quotient(likely->billed_seconds, 3600) == plan.billed_hours->likely);
  const Estimate priced = price_training(s, plan, "sft");
  const Line& line = line_of(priced, "training.run");
  CHECK(std::abs(line.amount.micros() - plan.runs * likely->usd->micros()) <= plan.runs);

  for (const TrainingOption& option : prepared.options()) {
    if (!option.speed || option.spot) {
      continue;
    }
    const TrainingJob job{s.base,
                          option.method,
                          tokens,
                          prepared.terms().sequence_length,
                          std::max<std::int64_t>(option.micro_batch, 1),
                          option.checkpointing,
                          prepared.terms().validation_share};
    const auto time =
        TrainingPlanner{knowledge().catalog}.training_time(job, *option.instance, option.instances);
    REQUIRE(time);
    CAPTURE(option.instance->id, option.instances);
    const MemoryFit memory =
        TrainingPlanner{knowledge().catalog}.memory_fit(job, *option.instance, option.instances);
    CHECK(memory.needed_gib == option.memory.needed_gib);
    CHECK(memory.fits == option.memory.fits);
    const auto seconds = [&](const TrainingSample& sample) {
      return static_cast<double>(prepared.run(option, sample)->seconds);
    };
    CHECK(std::abs(seconds(TrainingSample::cheapest(tokens)) - time->hours.low * 3600) <= 1);
    CHECK(std::abs(seconds(TrainingSample::likely(tokens)) - time->hours.likely * 3600) <= 1);
    CHECK(std::abs(seconds(TrainingSample::dearest(tokens)) - time->hours.high * 3600) <= 1);
  }
}

TEST_CASE("a sample lies between the ends of the plan", "[training-plan]") {
  const Facts& facts = facts_of("epochs: 3, method: auto, spot: yes");
  const Situation s{facts, knowledge()};
  const TrainingAdvice plan = plan_of(facts);
  const PreparedTraining prepared =
      prepare_training(s, training_terms(s, Path::sagemaker, "us-east-1", "sft"));
  const std::int64_t tokens = *plan.trained_tokens;
  const auto chosen = prepared.best(TrainingSample::dearest(tokens));
  std::mt19937 random{5};
  std::uniform_real_distribution<double> share{0, 1};
  for (int draw = 0; draw < 500; ++draw) {
    const TrainingSample sample{tokens, share(random), share(random), share(random), share(random)};
    const auto run = prepared.run(*chosen->option, sample);
    CHECK(*run->usd >= *plan.chosen()->usd_low);
    CHECK(*run->usd <= *plan.chosen()->usd_high);
    const auto best = prepared.best(sample);
    CHECK((!best || best->option->spot));
  }
}

TEST_CASE("what does not fit says what breaks it and what would fit, the nearest first",
          "[training-plan]") {
  struct Case {
    const char* name;
    const char* training;
    const char* model;
    const char* what;
    std::vector<std::string> remedies; ///< how the first of them begin
  };
  const Case c = GENERATE(values<Case>({
      {"70B full on one machine of small GPUs",
       "method: full, instance: ml.g5.12xlarge",
       "llama-3.1-70b",
       "full fine-tuning of llama-3.1-70b does not fit on 1 x ml.g5.12xlarge: weights ",
       {}},
      {"a micro-batch that is too large",
       "method: qlora, instance: ml.g5.2xlarge, instances: 1, micro_batch: 64",
       "llama-3.1-8b",
       "QLoRA of llama-3.1-8b does not fit on 1 x ml.g5.2xlarge: ",
       {"a micro-batch of "}},
      {"everything kept for the backward pass",
       "method: qlora, instance: ml.g5.2xlarge, instances: 1, checkpointing: none, "
       "sequence_length: "
       "4096",
       "llama-3.1-8b",
       "QLoRA of llama-3.1-8b does not fit on 1 x ml.g5.2xlarge: ",
       {"full checkpointing, micro-batch "}},
      {"full tuning of 8B on one small GPU",
       "method: full, instance: ml.g6e.xlarge, instances: 1",
       "llama-3.1-8b",
       "full fine-tuning of llama-3.1-8b does not fit on 1 x ml.g6e.xlarge: ",
       {"LoRA there", "QLoRA there", "full fine-tuning on "}},
  }));
  DYNAMIC_SECTION(c.name) {
    const TrainingAdvice plan = plan_of(c.training, c.model);
    CHECK(plan.fits == Truth::no);
    REQUIRE(plan.refusal);
    CAPTURE(plan.refusal->text);
    CHECK_THAT(plan.refusal->text, StartsWith(c.what) && ContainsSubstring(" GiB of "));
    REQUIRE(plan.refusal->remedies.size() >= std::max<std::size_t>(c.remedies.size(), 1));
    for (std::size_t i = 0; i < c.remedies.size(); ++i) {
      CHECK_THAT(plan.refusal->remedies[i].how, StartsWith(c.remedies[i]));
    }
    for (const TrainingRefusal::Remedy& remedy : plan.refusal->remedies) {
      CHECK(remedy.candidate.memory.fits == Truth::yes);
      CHECK(remedy.candidate.usd);
      CHECK_THAT(plan.refusal->text, ContainsSubstring(remedy.how + " (needs "));
    }
    CHECK(plan.refusal->remedies.back().candidate.instance != plan.instance);
  }
}

TEST_CASE("what does not fit is told of fewer weights elsewhere, which cost less",
          "[training-plan]") {
  const TrainingAdvice plan = plan_of("method: full, instance: ml.g5.12xlarge", "llama-3.1-70b");
  REQUIRE(plan.refusal);
  REQUIRE(plan.refusal->remedies.size() == 2);
  const Candidate& same = plan.refusal->remedies[0].candidate;
  const Candidate& fewer = plan.refusal->remedies[1].candidate;
  CHECK(same.method == Method::full);
  CHECK(fewer.method != Method::full);
  CHECK(*fewer.usd < *same.usd);
}

TEST_CASE("what may not fit is priced, with a warning and what surely fits", "[training-plan]") {
  const TrainingAdvice plan =
      plan_of("method: qlora, instance: ml.g5.12xlarge, instances: 1", "llama-3.1-70b");
  CHECK(plan.fits == Truth::unknown);
  REQUIRE(plan.chosen() != nullptr);
  CHECK(plan.chosen()->usd);
  REQUIRE(plan.refusal);
  CHECK_THAT(plan.refusal->text,
             StartsWith("QLoRA of llama-3.1-70b may not fit on 1 x ml.g5.12xlarge: 21.") &&
                 ContainsSubstring("What fits: QLoRA on 2 x ml.g5.12xlarge (needs "));
}

TEST_CASE("which of LoRA and QLoRA is taken is explained where it was left open",
          "[training-plan]") {
  CHECK_THAT(text_of(plan_of("").notes),
             StartsWith("LoRA on 16-bit weights fits one accelerator: it is taken, although"));
  CHECK_THAT(text_of(plan_of("", "llama-3.1-70b").notes),
             StartsWith("QLoRA, because LoRA on 16-bit weights "));
  for (const char* asked : {"method: lora", "method: qlora"}) {
    CHECK_THAT(text_of(plan_of(asked).notes), !ContainsSubstring("16-bit weights"));
  }
}

TEST_CASE("what a deadline costs is said", "[training-plan]") {
  const TrainingAdvice free = plan_of("method: qlora");
  CHECK_THAT(text_of(plan_of("method: qlora, deadline_hours: 1").notes),
             ContainsSubstring(fmt::format("Without the deadline of 1 h {} with QLoRA would do: ",
                                           machine_words(*free.chosen()))) &&
                 ContainsSubstring(to_string(*free.chosen()->usd) + " a run."));
  CHECK_THAT(text_of(free.notes), !ContainsSubstring("Without the deadline"));
  CHECK_THAT(text_of(plan_of("method: qlora, deadline_hours: 100").notes),
             !ContainsSubstring("Without the deadline"));
}

TEST_CASE("beside stated hours the table is said to be predicted", "[training-plan]") {
  const std::string notes = text_of(plan_of("method: qlora, hours: 4").notes);
  CHECK_THAT(notes, StartsWith("The hours that you state are what is billed."));
  CHECK_THAT(notes, !ContainsSubstring("The fastest is") && !ContainsSubstring("On Spot"));
}

TEST_CASE("what fits is not refused", "[training-plan]") {
  CHECK_FALSE(plan_of("method: qlora, instance: ml.g6e.xlarge").refusal);
  CHECK_FALSE(plan_of("method: qlora").refusal);
}

TEST_CASE("Spot costs less, takes longer and promises a range", "[training-plan]") {
  const TrainingAdvice plan = plan_of("method: qlora, spot: yes");
  REQUIRE(plan.chosen() != nullptr);
  CHECK(plan.spot);
  const Range<double> most = knowledge().catalog.coefficient("spot-saving");
  for (const Candidate& spot : plan.candidates) {
    const Candidate* other = on(plan, spot.instance);
    if (!spot.spot || !spot.usd || other == nullptr || other->instances != spot.instances) {
      continue;
    }
    CAPTURE(spot.instance);
    CHECK(spot.hours->high > other->hours->high);
    CHECK(spot.usd->usd() <= other->usd->usd() * Rational::quotient(131, 100));
    // Never more than managed Spot jobs were seen to save.
    const double kept =
        static_cast<double>(spot.usd_low->micros()) / static_cast<double>(other->usd_low->micros());
    CHECK(kept >= 1 - most.high - 0.005);
  }
  CHECK_THAT(text_of(plan.notes), ContainsSubstring("MaxWaitTimeInSeconds") &&
                                      ContainsSubstring("it cannot use a warm pool"));
  const Situation s{facts_of("epochs: 3, method: qlora, spot: yes"), knowledge()};
  CHECK_THAT(line_of(price_training(s, plan, "sft"), "training.run").formula,
             ContainsSubstring(", billed of ") && ContainsSubstring(" h on Spot"));
}

TEST_CASE("Spot is for jobs that are long enough, and is mentioned to who does not use it",
          "[training-plan]") {
  const TrainingAdvice brief = plan_of("method: qlora, spot: yes", "llama-3.2-1b", "", 100);
  CHECK_FALSE(brief.spot);
  const TrainingAdvice plain = plan_of("method: qlora");
  CHECK_FALSE(plain.spot);
  CHECK_THAT(text_of(plain.notes), ContainsSubstring("On Spot a run would cost about $") &&
                                       ContainsSubstring("training.spot: yes."));
}

TEST_CASE("what EC2 showed of a type in a region narrows what Spot may save", "[training-plan]") {
  const Catalog& catalog = knowledge().catalog;
  TrainingOption option;
  option.instance = catalog.instance("ml.g6e.48xlarge");
  const Range<double> seen = on_spot(option, catalog, "us-east-1").saving;
  CHECK(seen.low == 0.315);
  CHECK(seen.likely == 0.656);
  CHECK(seen.high == 0.734);
  CHECK(on_spot(option, catalog, "af-south-1").saving == catalog.coefficient("spot-saving"));
}

TEST_CASE("a recipe says on what, how long and how often", "[training-plan]") {
  SECTION("JumpStart") {
    const Facts& facts = facts_of("method: auto", "llama-3-8b");
    const TrainingAdvice plan = plan_of(facts, Path::jumpstart);
    const Situation s{facts, knowledge()};
    const RecipeTerms recipe = training_terms(s, Path::jumpstart, "us-east-1", "sft").recipe;
    REQUIRE(recipe.found);
    for (const Candidate& c : plan.candidates) {
      CHECK(std::find(recipe.instances.begin(), recipe.instances.end(), c.instance) !=
            recipe.instances.end());
    }
    CHECK(plan.epochs == Decimal::of(5));
    CHECK(plan.epochs_basis == "default of the published recipe");
    CHECK_THAT(text_of(plan.notes), StartsWith("The instances are those of the published recipe"));
  }
  SECTION("8-bit weights are not what is predicted") {
    const TrainingAdvice plan = plan_of(facts_of("method: auto", "llama-3.1-70b"), Path::jumpstart);
    CHECK_THAT(text_of(plan.notes),
               StartsWith("The instances are those of the published recipe (lora-int8); the "
                          "prediction is for LoRA on 16-bit weights."));
  }
  SECTION("without one") {
    const TrainingAdvice plan = plan_of(facts_of("method: auto", "llama-3.1-8b"), Path::jumpstart);
    CHECK_THAT(text_of(plan.notes), StartsWith("No recipe of llama-3.1-8b"));
    CHECK(plan.candidates.size() > 10);
  }
  SECTION("Nova") {
    const TrainingAdvice plan = plan_of(facts_of("method: lora", "nova-pro"));
    CHECK(plan.instance == "ml.p5.48xlarge");
    CHECK(plan.instances == 6);
    CHECK(plan.method == Method::lora);
  }
}

TEST_CASE("how long Bedrock takes is not published", "[training-plan]") {
  const Facts& facts = facts_of("epochs: 3");
  const Situation s{facts, knowledge()};
  CHECK(text_of(plan_training(s, Path::bedrock, "us-west-2", "sft").notes) ==
        "How long a job takes on Bedrock is not published. It is billed by trained tokens, not by "
        "the hour.");
  CHECK(text_of(plan_training(s, Path::bedrock, "us-west-2", "rft").notes) ==
        "How many hours a job takes is not published, and they are what is billed: give "
        "training.hours, or a range.");
}

TEST_CASE("stated hours are billed as stated, less what Spot leaves out", "[training-plan]") {
  const std::string named = "hours: 10, instance: ml.g5.2xlarge, method: qlora";
  const TrainingAdvice plan = plan_of(named);
  CHECK(plan.hours_basis == "profile");
  CHECK(plan.billed_hours->likely == Rational::of(10));
  const TrainingAdvice spot = plan_of(named + ", spot: yes");
  CHECK(spot.hours->likely == Rational::of(10));
  CHECK(spot.billed_hours->likely < Rational::of(10));
}

TEST_CASE("stated hours, not predicted ones, are held against the deadline", "[training-plan]") {
  const std::string named = "instance: ml.g5.2xlarge, method: qlora, deadline_hours: 8, hours: ";
  CHECK(plan_of(named + "7").meets_deadline == Truth::yes);
  CHECK(plan_of(named + "{low: 5, likely: 7, high: 9}").meets_deadline == Truth::no);
}

TEST_CASE("a job that may run longer than the service lets it is said to", "[training-plan]") {
  const TrainingAdvice plan = plan_of("method: qlora", "llama-3.1-8b", "", 100'000'000);
  REQUIRE(plan.chosen() != nullptr);
  CHECK_THAT(plan.chosen()->why_not,
             StartsWith("may take ") && ContainsSubstring(" h; a training job may run for 672"));
  CHECK_THAT(text_of(plan.notes),
             ContainsSubstring("sure to end within the 672 h that a training job may run"));
}

TEST_CASE("without training tokens nothing is chosen, unless it is named", "[training-plan]") {
  const Facts& facts = facts_of("method: qlora");
  Facts unknown = facts;
  unknown.set("data.training_tokens", Unknown{}, {});
  const TrainingAdvice plan = plan_of(unknown);
  CHECK(plan.instance.empty());
  CHECK(plan.chosen() == nullptr);
  CHECK(text_of(plan.notes) ==
        "Where it would train is chosen once the training tokens are known.");
}

TEST_CASE("limits of Bedrock jobs warn with the figures, in both directions", "[training-plan]") {
  struct Case {
    const char* name;
    const char* model;
    const char* data;
    const char* training;
    const char* expected;
  };
  const Case c = GENERATE(values<Case>({
      {"too few", "llama-3.1-8b", "labelled_examples: 60, tokens_per_example: 900", "epochs: 3",
       "60 examples are fewer than the 100 examples that Bedrock wants for llama-3.1-8b. Label "
       "more, or train on SageMaker, which has no such limit."},
      {"too many", "llama-3.1-8b", "labelled_examples: 20000, tokens_per_example: 900", "epochs: 3",
       "20,000 examples are more than the 10,000 examples that Bedrock takes for llama-3.1-8b. "
       "Train on the best of them, or ask for a higher quota in the Service Quotas console."},
      {"too many with validation", "llama-3.3-70b",
       "labelled_examples: 9500, tokens_per_example: 900, validation_share: 0.1", "epochs: 3",
       "9,500 examples and the 10% held out besides are more than the 10,000 examples that Bedrock "
       "takes for llama-3.3-70b, training and validation together. Hold out fewer, or ask for a "
       "higher quota."},
      {"too many held out", "llama-3.1-8b",
       "labelled_examples: 6000, tokens_per_example: 900, validation_share: 0.2", "epochs: 3",
       "Holding out 20% of 6,000 examples gives more validation records than the 1,000 examples "
       "that Bedrock takes for llama-3.1-8b. Hold out fewer."},
      {"too few epochs", "llama-3.1-8b", "labelled_examples: 600, tokens_per_example: 900",
       "epochs: 0.5", "0.5 epochs are fewer than the 1 epoch that Bedrock wants for llama-3.1-8b."},
  }));
  DYNAMIC_SECTION(c.name) {
    const Advice advice = advise_on(fmt::format(R"(format: tunepath-profile/1
region: us-west-2
problem: {{missing_facts: no, weak_prompt: no, prompt_effort: exhausted, behaviour_gap: yes,
  gap_kinds: [skill], reduce_latency_or_cost: no, task_stability: stable}}
data: {{{}}}
model: {{base: {}}}
training: {{{}}}
)",
                                                c.data, c.model, c.training));
    std::string quotas;
    for (const Warning& warning : advice.warnings) {
      quotas += warning.id == "quota" ? warning.text + "\n" : "";
    }
    CHECK_THAT(quotas, ContainsSubstring(c.expected));
  }
}

TEST_CASE("the job itself warns", "[training-plan]") {
  const auto warned = [](const std::string& training, const std::string& id) {
    const Advice advice = advise_on(fmt::format(R"(format: tunepath-profile/1
region: us-east-1
problem: {{missing_facts: no, weak_prompt: no, prompt_effort: exhausted, behaviour_gap: yes,
  gap_kinds: [skill], reduce_latency_or_cost: no, task_stability: stable}}
data: {{labelled_examples: 3200, tokens_per_example: 900}}
requirements: {{weights: full}}
model: {{base: llama-3.1-70b}}
training: {{epochs: 3, {}}}
)",
                                                training));
    for (const Warning& warning : advice.warnings) {
      if (warning.id == id) {
        return warning.text;
      }
    }
    return std::string{};
  };
  CHECK_THAT(warned("method: full, instance: ml.g5.12xlarge", "does-not-fit"),
             StartsWith("full fine-tuning of llama-3.1-70b does not fit on 1 x ml.g5.12xlarge: "));
  CHECK(warned("method: qlora", "does-not-fit").empty());
  CHECK_THAT(warned("method: qlora, instance: ml.g5.12xlarge, instances: 1", "may-not-fit"),
             StartsWith("QLoRA of llama-3.1-70b may not fit on 1 x ml.g5.12xlarge: "));
  CHECK(warned("method: qlora", "may-not-fit").empty());
  CHECK_THAT(warned("method: lora, silicon: trainium", "unmeasured-training"),
             ContainsSubstring("ml.trn1.32xlarge"));
  CHECK(warned("method: lora, silicon: trainium, hours: 4", "unmeasured-training").empty());
  CHECK_THAT(warned("method: qlora, deadline_hours: 0.1", "deadline"),
             StartsWith("Nothing that was tried is sure to end in 0.1 h: a run on "));
  CHECK(warned("method: qlora", "deadline").empty());
}

TEST_CASE("a host that is too small for the weights is tried once", "[training-plan]") {
  const Facts& facts = facts_of("epochs: 3, method: qlora");
  const Situation s{facts, knowledge()};
  const PreparedTraining prepared =
      prepare_training(s, training_terms(s, Path::sagemaker, "us-east-1", "sft"));
  std::size_t tried = 0;
  for (const TrainingOption& option : prepared.options()) {
    if (option.instance->id == "ml.g5.xlarge") {
      CHECK(option.memory.host_too_small);
      CHECK(option.instances == 1);
      CHECK_THAT(option.why_not, Catch::Matchers::ContainsSubstring("host with 16 GiB"));
      ++tried;
    }
  }
  CHECK(tried == 1);
}
