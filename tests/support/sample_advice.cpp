#include "support/sample_advice.hpp"

#include "support/sample_parts.hpp"

namespace tunepath::test {
namespace {

using namespace sample;
using Effect = Reason::Effect;

constexpr std::int64_t k_requests = 60'000;
const char* const k_model = "llama-3.1-8b";
const char* const k_baseline = "claude-haiku-4.5";
const char* const k_instance = "ml.g5.2xlarge";

Line hosting_line(const std::string& id) {
  return line(id, LineKind::standing, "Endpoint", Rational::of(730),
              instance(k_instance, Meter::hosting, "1.515"), "1 instance x 730 hours");
}

Line training_line() {
  return line("training.run", LineKind::one_time, "3 training runs", Rational::quotient(8641, 1200),
              instance(k_instance, Meter::training, "1.515"), "1 instance x 2.4 h x 3 runs");
}

Line token_line(const char* id, const char* label, std::int64_t tokens, Meter meter,
                std::string_view usd, const char* formula) {
  return line(id, LineKind::per_use, label, Rational::of(tokens), bedrock(k_baseline, meter, usd),
              formula);
}

void add_retrieval(Estimate& into) {
  into.lines.push_back(line("rag.storage", LineKind::standing, "Managed Knowledge Base storage",
                            Rational::of(dec("0.2")),
                            storage("knowledge-bases", "managed", Unit::gb_month, "5"), "0.2 GB"));
  into.lines.push_back(line("rag.retrieve", LineKind::per_use, "Retrieval",
                            Rational::of(k_requests), retrieval("1"), "60,000 requests"));
}

Estimate untuned(bool rag) {
  Estimate out;
  out.lines.push_back(
      rag ? token_line("tokens.input", "Input tokens, claude-haiku-4.5", 228'000'000, Meter::input,
                       "1.10", "60,000 requests x (1,800 + 2,000 retrieved) tokens")
          : token_line("tokens.input", "Input tokens, claude-haiku-4.5", 108'000'000, Meter::input,
                       "1.10", "60,000 requests x 1,800 tokens"));
  out.lines.push_back(token_line("tokens.output", "Output tokens, claude-haiku-4.5", 21'000'000,
                                 Meter::output, "5.50", "60,000 requests x 350 tokens"));
  if (rag) {
    add_retrieval(out);
  }
  return out;
}

Estimate tuned() {
  Estimate out;
  out.lines = {labour("data.preparation", LineKind::one_time, "Data preparation", "40", "90"),
               training_line(),
               labour("evaluation.labour", LineKind::one_time, "Evaluation", "16", "90"),
               hosting_line("hosting.endpoint-autoscaling"),
               line("storage.model", LineKind::standing, "Model storage", Rational::of(20),
                    storage("s3", "standard", Unit::gb_month, "0.023"), "20 GB")};
  add_retrieval(out);
  return out;
}

HostingOption mode(HostingMode id, Truth eligible, std::vector<Reason> reasons) {
  HostingOption mode;
  mode.id = id;
  mode.eligible = eligible;
  mode.reasons = std::move(reasons);
  mode.region = "us-east-1";
  return mode;
}

HostingOption endpoint(HostingMode id, Truth eligible, std::vector<Reason> reasons) {
  HostingOption option = mode(id, eligible, std::move(reasons));
  option.unit = UnitKind::instance;
  option.units = 1;
  option.instance = k_instance;
  option.estimate.lines.push_back(hosting_line("hosting." + std::string{name_of(id)}));
  option.idle = option.estimate;
  return option;
}

std::vector<HostingOption> all_modes() {
  const Condition own =
      met("requirements.weights", "full", "none", "profiles/code-review-assistant.yaml:34:3");
  HostingOption zero = endpoint(
      HostingMode::endpoint_scale_to_zero, Truth::no,
      {reason("H06", Effect::opposes, "The first request after idle would fail for minutes.",
              {failed("requirements.cold_start_ok", "no", "yes",
                      "profiles/code-review-assistant.yaml:38:3")})});
  zero.estimate.lines.front() =
      line("hosting.endpoint-scale-to-zero", LineKind::standing, "Endpoint", Rational::of(220),
           instance(k_instance, Meter::hosting, "1.515"), "1 instance x 220 hours");
  zero.idle = Estimate{};
  zero.note = "up 220 h a month";
  HostingOption imported =
      mode(HostingMode::custom_model_import, Truth::unknown,
           {reason("H03", Effect::open,
                   "Whether calls come often enough to keep a copy warm is not known.",
                   {open("traffic.shape", "steady")})});
  imported.unit = UnitKind::custom_model_unit;
  imported.units = 2;
  imported.estimate.gaps.push_back({"hosting.custom-model-import", LineKind::standing,
                                    "Custom model units", "state traffic.shape"});
  imported.idle = imported.estimate;
  return {
      mode(HostingMode::bedrock_on_demand, Truth::no,
           {reason("H02", Effect::opposes, "Bedrock does not serve a tuned llama-3.1-8b on demand.",
                   {failed("bedrock.custom_on_demand", "no", "yes", "derived from the catalog")})}),
      mode(HostingMode::provisioned_throughput, Truth::no,
           {reason("H01", Effect::opposes,
                   "Model units serve only models that are tuned on Bedrock.", {own})}),
      std::move(imported),
      endpoint(HostingMode::endpoint, Truth::yes, {}),
      endpoint(HostingMode::endpoint_autoscaling, Truth::yes, {}),
      std::move(zero),
      mode(HostingMode::batch_transform, Truth::no,
           {reason("H09", Effect::opposes, "An answer is wanted in seconds.",
                   {failed("traffic.shape", "business-hours", "batch",
                           "profiles/code-review-assistant.yaml:52:3")})})};
}

TrainingAdvice training() {
  TrainingAdvice out;
  out.path = Path::sagemaker;
  out.region = "us-east-1";
  out.model = k_model;
  out.method = Method::qlora;
  out.instance = k_instance;
  out.instances = 1;
  out.fits = Truth::yes;
  out.hours = Range<Rational>{Rational::of(dec("1.7")), Rational::quotient(8641, 3600),
                              Rational::of(dec("3.6"))};
  out.hours_basis = "measured runs on the same accelerator";
  out.corpus_tokens = 2'880'000;
  out.epochs = Decimal::of(3);
  out.epochs_basis = "profile";
  out.trained_tokens = 8'640'000;
  out.runs = 3;
  Candidate chosen;
  chosen.instance = k_instance;
  chosen.accelerator = "a10g";
  chosen.method = Method::qlora;
  chosen.micro_batch = 4;
  chosen.chosen = true;
  chosen.memory.fits = Truth::yes;
  chosen.memory.parts = {{"weights", 4.5}, {"activations", 3.25}};
  chosen.memory.needed_gib = 9.75;
  chosen.memory.usable_gib = 22.5;
  chosen.time = TrainingTime{.hours = {1.7, 2.4003, 3.6},
                             .tokens_per_second = {670, 1000, 1410},
                             .startup_hours = {0, 0, 0},
                             .measured_nearby = true,
                             .basis = "measured"};
  chosen.hours = out.hours;
  chosen.usd_low = Money::of(Rational::of(dec("2.5755")));
  chosen.usd = Money::of(Rational::of(dec("3.636421")));
  chosen.usd_high = Money::of(Rational::of(dec("5.454")));
  Candidate trainium;
  trainium.instance = "ml.trn1.32xlarge";
  trainium.accelerator = "trainium1";
  trainium.kind = AcceleratorKind::neuron;
  trainium.method = Method::qlora;
  trainium.memory.fits = Truth::unknown;
  trainium.memory.reason = "4-bit weights are not supported";
  trainium.why_not = "QLoRA needs a GPU";
  out.billed_hours = out.hours;
  out.candidates = {std::move(chosen), std::move(trainium)};
  out.notes = {"The fastest is 1 x ml.p5.48xlarge: 0.3 h instead of 2.4 h, for $19.00."};
  return out;
}

void decide_fine_tuning(Advice& advice) {
  const auto at = [&](int row) { return advice.file + ":" + std::to_string(row) + ":3"; };
  set_option(advice, Approach::prompt, OptionVerdict::done,
             {reason("A01", Effect::supports,
                     "Prompt work is done. The same prompt goes into the training examples.",
                     {met("problem.prompt_effort", "exhausted", "exhausted", at(12))})});
  set_option(
      advice, Approach::rag, OptionVerdict::recommended,
      {reason("A05", Effect::supports,
              "Wrong answers come from content that the model has not seen. Retrieval brings it "
              "into the prompt when it is needed.",
              {met("problem.missing_facts", "yes", "yes", at(9))})});
  set_option(advice, Approach::fine_tuning, OptionVerdict::recommended,
             {reason("A08", Effect::supports,
                     "The house format stays unreliable after prompting was exhausted.",
                     {met("problem.behaviour_gap", "yes", "yes", at(11)),
                      met("problem.prompt_effort", "exhausted", "exhausted", at(12))}),
              caution("A17", "A format can often be enforced while decoding. Has that been tried?",
                      {open("problem.structured_output_tried", "yes")})});
  set_path(advice, Path::bedrock, PathVerdict::ruled_out,
           {reason("B03", Effect::opposes,
                   "You want to own the weights. A Bedrock custom model stays in Bedrock.",
                   {met("requirements.weights", "full", "in [artifact, full]", at(34))},
                   "requirements.weights: none")});
  set_path(advice, Path::jumpstart, PathVerdict::ruled_out,
           {reason("J04", Effect::opposes,
                   "It leaves an artifact in your S3; you asked for full ownership.",
                   {met("requirements.weights", "full", "full", at(34))},
                   "requirements.weights: artifact")});
  Reason work = caution("S05", "Someone has to write and run the job.",
                        {met("requirements.ml_engineering", "some", "none", at(36))});
  work.effect = Effect::opposes;
  set_path(advice, Path::sagemaker, PathVerdict::chosen, {std::move(work)});
  advice.decision.technique = "sft";
  advice.decision.technique_reasons = {
      reason("T01", Effect::supports, "Examples of input and wanted output teach behaviour.")};
  advice.decision.decided = true;
  advice.decision.verdict = Verdict::prove_first;
  advice.decision.verdict_reasons = {reason(
      "E04", Effect::supports,
      "If the gain is real it pays: $1,980.00 a month against $1,161.63. But it is hoped for, "
      "not measured.",
      {met("value.measured", "no", "no", at(78))})};
}

/// The horizon of the chosen way, month by month, beside the reference.
void take_months(CostAdvice& cost) {
  for (const Alternative& way : cost.alternatives) {
    if (way.chosen) {
      cost.horizon = way.horizon;
      cost.timeline = way.months;
    }
  }
  for (const Alternative& way : cost.alternatives) {
    for (std::size_t i = 0; way.reference && i < cost.timeline.size(); ++i) {
      cost.timeline[i].reference_cumulative = way.months[i].cumulative;
    }
  }
}

void price_fine_tuning(Advice& advice) {
  CostAdvice& cost = advice.cost;
  cost.way = "fine-tuned:endpoint-autoscaling";
  cost.estimate = tuned();
  cost.requests_per_month = k_requests;
  Alternative reference = way("rag", "prompt + RAG, claude-haiku-4.5", untuned(true), k_requests);
  reference.reference = true;
  Alternative chosen =
      way(cost.way, "tuned llama-3.1-8b + RAG, endpoint-autoscaling", tuned(), k_requests);
  chosen.chosen = true;
  cost.alternatives = {way("prompt", "prompt only, claude-haiku-4.5", untuned(false), k_requests,
                           "Does not answer from your content."),
                       std::move(reference), std::move(chosen)};
  take_months(cost);
  BreakEven even;
  even.against = "rag";
  even.extra_usd_per_month = Money::cents(116'163);
  even.gain_needed_per_month = Money::cents(116'163);
  even.gain_needed_per_1000 = Money::cents(1'936);
  even.accuracy_needed = Rational::of(dec("0.83907"));
  even.gain_per_month = Money::dollars(1980);
  cost.break_even = even;
  Proof proof;
  proof.estimate.lines = {
      training_line(), labour("evaluation.labour", LineKind::one_time, "Evaluation", "16", "90"),
      line("evaluation.hosting", LineKind::one_time, "Endpoint while it lasts", Rational::of(120),
           instance(k_instance, Meter::hosting, "1.515"), "1 instance x 120 hours")};
  proof.stop_rule = "Stop unless it is right in at least 84% of at least 400 held-out requests.";
  cost.proof = std::move(proof);
}

} // namespace

Advice fine_tuning_advice() {
  Advice advice =
      scenario("code-review-assistant", "Comments on pull requests in the house format");
  decide_fine_tuning(advice);
  advice.training = training();
  advice.hosting = HostingMode::endpoint_autoscaling;
  advice.modes = all_modes();
  price_fine_tuning(advice);
  know_number(advice.facts, "value.accuracy_base", "0.71", 75);
  know_number(advice.facts, "value.accuracy_tuned", "0.93", 76);
  know(advice.facts, "value.measured", Value{false}, 78);
  know_number(advice.facts, "value.per_request_usd", "0.15", 74);
  advice.decision.flips = {{{{"requirements.weights", "full", "artifact"}},
                            {Approach::rag, Approach::fine_tuning},
                            Path::jumpstart}};
  advice.assumptions = {{"hours_per_month", "730", "default", "a month has 730 hours"},
                        {"requirements.custom_objective", "no", "default", ""}};
  advice.warnings = {
      {"standing-cost",
       "Hosting costs $1,106.41 a month even with no traffic. Training costs $10.91.",
       Money::cents(110'641)},
      {"unproven-gain",
       "The gain is hoped for; nobody has measured it on requests held out from training.",
       std::nullopt}};
  return advice;
}

Advice undecided_advice() {
  Advice advice = scenario("support-triage", "");
  advice.region = "us-west-2";
  set_option(advice, Approach::prompt, OptionVerdict::recommended,
             {reason("A02", Effect::supports,
                     "The model can do the task, but its instructions and examples are thin.",
                     {met("problem.weak_prompt", "yes", "yes", "--set problem.weak_prompt=yes")})});
  set_option(advice, Approach::rag, OptionVerdict::undecided,
             {reason("A05", Effect::open, "Whether content is missing is not known.",
                     {open("problem.missing_facts", "yes")})});
  set_option(advice, Approach::fine_tuning, OptionVerdict::undecided,
             {reason("A08", Effect::open, "Whether there is a behaviour to teach is not known.",
                     {open("problem.behaviour_gap", "yes")})});
  advice.decision.leaning =
      Leaning{{Approach::prompt, Approach::fine_tuning},
              Path::bedrock,
              {{"problem.missing_facts", "no"}, {"data.labelled_examples", "200"}}};
  advice.decision.open_questions = {
      {"problem.missing_facts", "Are answers wrong because the model does not know your content?",
       "missing content calls for retrieval, not for fine-tuning"},
      {"problem.behaviour_gap",
       "Is there a style, format or skill that prompting cannot make reliable?",
       "it is what examples can teach"},
      {"data.labelled_examples", "How many labelled examples are there?",
       "fewer than 50 are too few to teach, but enough to show"}};
  set_path(advice, Path::bedrock, PathVerdict::undecided,
           {reason("B05", Effect::open, "Whether the records are within the limits is not known.",
                   {open("data.labelled_examples", "<= 10000")})});
  CostAdvice& cost = advice.cost;
  cost.way = "fine-tuned:bedrock-on-demand";
  cost.provisional = true;
  cost.estimate.gaps = {
      {"training.run", LineKind::one_time, "Training run", "state data.training_tokens"},
      {"tokens.input", LineKind::per_use, "Input tokens, nova-micro",
       "state traffic.requests_per_month"}};
  RateRow kept = storage("bedrock", "nova-micro", Unit::model_month, "1.95");
  kept.meter = Meter::model_storage;
  cost.estimate.lines = {line("storage.model", LineKind::standing, "Model storage", Rational::of(1),
                              kept, "1 model x 1 month")};
  cost.alternatives = {way(cost.way, "tuned nova-micro, bedrock-on-demand", cost.estimate, 0)};
  cost.alternatives.front().chosen = true;
  take_months(cost);
  return advice;
}

Advice retrieval_advice() {
  Advice advice = scenario("policy-assistant", "Answers questions about the policies of the day");
  const auto at = [&](int row) { return advice.file + ":" + std::to_string(row) + ":3"; };
  advice.decision.decided = true;
  advice.decision.verdict = Verdict::not_applicable;
  set_option(advice, Approach::prompt, OptionVerdict::not_needed,
             {reason("A03", Effect::opposes, "Nothing points at the prompt.",
                     {met("problem.weak_prompt", "no", "no", at(7))})});
  set_option(advice, Approach::rag, OptionVerdict::recommended,
             {reason("A05", Effect::supports,
                     "Wrong answers come from content that the model has not seen.",
                     {met("problem.missing_facts", "yes", "yes", at(8))})});
  set_option(advice, Approach::fine_tuning, OptionVerdict::not_needed,
             {reason("A10", Effect::opposes,
                     "The model lacks your content, and fine-tuning teaches behaviour, not facts.",
                     {met("problem.behaviour_gap", "no", "no", at(9))})});
  CostAdvice& cost = advice.cost;
  cost.way = "rag";
  cost.requests_per_month = k_requests;
  cost.estimate = untuned(true);
  std::erase_if(cost.estimate.lines, [](const Line& l) { return l.id == "rag.retrieve"; });
  cost.estimate.gaps = {
      {"rag.retrieve", LineKind::per_use, "Retrieval",
       "no rate: add a row with service s3-vectors, item vectors, region us-east-1, meter retrieve",
       true},
      {"data.preparation", LineKind::one_time, "Data preparation", "state people.hourly_usd"}};
  Alternative chosen = way("rag", "prompt + RAG, claude-haiku-4.5", cost.estimate, k_requests);
  chosen.chosen = chosen.reference = true;
  cost.alternatives = {std::move(chosen),
                       way("prompt", "prompt only, claude-haiku-4.5", untuned(false), k_requests,
                           "Does not answer from your content.")};
  take_months(cost);
  advice.warnings = {
      {"missing-rate", "Not everything could be priced: totals say 'at least'.", std::nullopt}};
  return advice;
}

Advice idle_endpoint_advice() {
  Advice advice = scenario("forgotten-demo", "");
  advice.decision.decided = true;
  advice.decision.verdict = Verdict::not_justified;
  set_option(advice, Approach::prompt, OptionVerdict::not_needed, {});
  set_option(advice, Approach::rag, OptionVerdict::not_needed, {});
  set_option(
      advice, Approach::fine_tuning, OptionVerdict::done,
      {reason("A07", Effect::supports, "A tuned model exists; only its hosting is in question.",
              {met("model.already_tuned", "yes", "yes", advice.file + ":4:3")})});
  set_path(advice, Path::bedrock, PathVerdict::ruled_out, {});
  set_path(advice, Path::jumpstart, PathVerdict::possible, {});
  set_path(advice, Path::sagemaker, PathVerdict::chosen, {});
  advice.hosting = HostingMode::endpoint;
  advice.modes = {endpoint(HostingMode::endpoint, Truth::yes, {})};
  CostAdvice& cost = advice.cost;
  cost.way = "fine-tuned:endpoint";
  cost.requests_per_month = 0;
  cost.estimate.lines = {hosting_line("hosting.endpoint")};
  Alternative chosen = way(cost.way, "tuned llama-3.1-8b, endpoint", cost.estimate, 0);
  chosen.chosen = true;
  Alternative prompt = way("prompt", "prompt only, llama-3.1-8b", {}, 0);
  prompt.reference = true;
  cost.alternatives = {std::move(prompt), std::move(chosen)};
  take_months(cost);
  advice.warnings = {
      {"idle-hosting",
       "endpoint bills every hour until you delete it, used or not. Traffic: 0. To stop "
       "the bill: aws sagemaker delete-endpoint --endpoint-name NAME",
       Money::cents(110'595)}};
  return advice;
}

Advice blank_advice() {
  return scenario("blank", "");
}

} // namespace tunepath::test
