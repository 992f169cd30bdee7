// How long it takes to plan the training job of one profile over every instance type with a price,
// and to evaluate one more sample of it, in processor time of one core. Run by hand:
//
//   cmake --build --preset bench && build/release/tunepath_bench_planning

#include "advise/derive.hpp"
#include "advise/plan_training.hpp"
#include "tunepath/data/read_profile.hpp"
#include "tunepath/data/shipped.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

using namespace tunepath;

namespace {

/// Microseconds that one call of `work` takes, over `times` of them.
template <class Work>
double microseconds(std::size_t times, Work work) {
  const std::clock_t start = std::clock(); // Of this process: what else runs does not count.
  std::size_t checksum = 0;                // So that nothing can be left out as unused.
  for (std::size_t i = 0; i < times; ++i) {
    checksum += work(i);
  }
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  if (checksum == 0) {
    std::abort();
  }
  return seconds * 1e6 / static_cast<double>(times);
}

std::string profile(const char* model, const char* method, const char* spot) {
  return std::string{
             "format: tunepath-profile/1\nregion: us-east-1\n"
             "data: {labelled_examples: 3200, tokens_per_example: 900}\n"} +
         "model: {base: " + model + "}\ntraining: {epochs: 3, method: " + method +
         ", spot: " + spot + "}\n";
}

TrainingSample sample_of(std::size_t i) {
  const double share = static_cast<double>(i % 1024) / 1024;
  return {8'000'000 + static_cast<std::int64_t>(i % 1024), share, 1 - share, share, share};
}

} // namespace

int main() {
  const FactSchema schema{shipped().facts};
  const RateTable rates{shipped().rates};
  const auto rules = RuleSet::make(shipped().rules, shipped().parameters, schema);
  const Knowledge knowledge{schema, shipped().catalog, rates, rules.value()};
  struct Case {
    const char* model;
    const char* method;
    const char* spot;
  };
  constexpr std::array<Case, 4> k_cases{{{"llama-3.1-8b", "qlora", "no"},
                                         {"llama-3.1-8b", "auto", "no"},
                                         {"llama-3.1-70b", "full", "no"},
                                         {"llama-3.1-8b", "auto", "yes"}}};
  std::printf("%-14s %-6s %-5s %8s %12s %14s %12s\n", "model", "method", "Spot", "options",
              "plan, us", "best of all, us", "chosen, us");
  for (const Case& c : k_cases) {
    ProfileRequest request;
    request.file = "profile.yaml";
    request.text = profile(c.model, c.method, c.spot);
    request.read = [](const std::string&) { return std::optional<std::string>{}; };
    request.today = Date::parse("2026-11-22").value();
    const Facts facts =
        derive(read_profile(request, schema, knowledge.catalog).value().facts, knowledge.catalog);
    const Situation s{facts, knowledge};
    const double plan = microseconds(200, [&](std::size_t) {
      return plan_training(s, Path::sagemaker, "us-east-1", "sft").candidates.size();
    });
    const PreparedTraining prepared =
        prepare_training(s, training_terms(s, Path::sagemaker, "us-east-1", "sft"));
    const double best = microseconds(100'000, [&](std::size_t i) {
      return static_cast<std::size_t>(prepared.best(sample_of(i))->seconds);
    });
    const TrainingOption& chosen = *prepared.best(sample_of(0))->option;
    const double one = microseconds(1'000'000, [&](std::size_t i) {
      return static_cast<std::size_t>(prepared.run(chosen, sample_of(i))->seconds);
    });
    std::printf("%-14s %-6s %-5s %8zu %12.0f %14.3f %12.3f\n", c.model, c.method, c.spot,
                prepared.options().size(), plan, best, one);
  }
}
