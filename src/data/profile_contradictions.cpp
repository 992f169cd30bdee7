#include "tunepath/data/contradictions.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

/// Looks at answers two by two. Only what somebody stated can contradict.
class Contradictions {
public:
  Contradictions(const Facts& facts, const Catalog& catalog) : facts_(facts), catalog_(catalog) {}

  std::vector<Diagnostic> all() {
    techniques();
    silicon();
    prompt();
    retrieval();
    baseline();
    lengths();
    return std::move(found_);
  }

private:
  bool stated(std::string_view id) const {
    const Fact& fact = facts_.at(id);
    return fact.known() && (fact.origin.kind == Origin::Kind::profile ||
                            fact.origin.kind == Origin::Kind::command_line);
  }
  bool yes(std::string_view id) const { return stated(id) && facts_.yes_no(id) == Truth::yes; }
  bool is(std::string_view id, std::string_view word) const {
    return stated(id) && facts_.is(id, word);
  }

  Position position(std::string_view id) const {
    const Origin& origin = facts_.at(id).origin;
    return origin.kind == Origin::Kind::profile ? origin.at : Position{origin.text, 0, 0};
  }

  /// "requirements.technique is lora, but training.method is full (base.yaml:3:11)"
  void add(Diagnostic::Level level, std::string_view one, std::string_view other,
           std::string_view then, std::string hint) {
    const std::string message =
        fmt::format("{} is {}, but {} is {} ({}){}", one, to_string(facts_.at(one).value), other,
                    to_string(facts_.at(other).value), to_string(facts_.at(other).origin), then);
    found_.push_back({level, position(one), message, std::move(hint)});
  }
  void error(std::string_view one, std::string_view other, std::string hint) {
    add(Diagnostic::Level::error, one, other, "", std::move(hint));
  }
  void warning(std::string_view one, std::string_view other, std::string_view then,
               std::string hint) {
    add(Diagnostic::Level::warning, one, other, then, std::move(hint));
  }

  void techniques() {
    constexpr std::string_view k_technique = "requirements.technique";
    constexpr std::string_view k_method = "training.method";
    constexpr std::array<std::string_view, 3> k_methods{"full", "lora", "qlora"};
    const auto names_method = [&](std::string_view id) {
      return stated(id) &&
             std::find(k_methods.begin(), k_methods.end(), facts_.word(id)) != k_methods.end();
    };
    if (names_method(k_technique) && names_method(k_method) &&
        facts_.word(k_technique) != facts_.word(k_method)) {
      error(k_technique, k_method, "make them agree, or leave training.method at auto");
    }
  }

  void silicon() {
    const bool both = stated("training.silicon") && stated("training.instance");
    const Instance* instance = both ? catalog_.instance(facts_.word("training.instance")) : nullptr;
    const Accelerator* chip =
        instance == nullptr ? nullptr : catalog_.accelerator(instance->accelerator);
    if (chip == nullptr || facts_.is("training.silicon", "auto")) {
      return;
    }
    const bool wants_gpu = facts_.is("training.silicon", "gpu");
    if (wants_gpu != (chip->kind == AcceleratorKind::gpu)) {
      error("training.silicon", "training.instance",
            "make them agree, or leave training.silicon at auto");
    }
  }

  void prompt() {
    if (yes("problem.weak_prompt") && is("problem.prompt_effort", "exhausted")) {
      warning("problem.weak_prompt", "problem.prompt_effort",
              ": a prompt that is still thin was not exhausted; the effort is read as some",
              "say prompt_effort: some, or weak_prompt: no");
    }
    if (yes("problem.behaviour_gap") && is("problem.prompt_effort", "none")) {
      warning("problem.behaviour_gap", "problem.prompt_effort",
              ": the gap is what prompting cannot make reliable, and none has been tried",
              "work on the prompt first, then say whether the gap remains");
    }
  }

  void retrieval() {
    if (is("problem.rag_effort", "exhausted") && yes("problem.missing_facts")) {
      warning("problem.rag_effort", "problem.missing_facts",
              ": retrieval exists, but the facts do not arrive",
              "check whether the right passage is among those retrieved");
    }
  }

  /// With the same model on both sides, nothing can be saved.
  void baseline() {
    if (yes("problem.reduce_latency_or_cost") && stated("model.base") &&
        !facts_.is("model.base", "any") &&
        facts_.at("model.baseline").origin.kind == Origin::Kind::absent) {
      found_.push_back(
          {Diagnostic::Level::warning, position("problem.reduce_latency_or_cost"),
           fmt::format("problem.reduce_latency_or_cost is yes, but model.baseline is "
                       "not given: {} would be compared with itself ({})",
                       facts_.word("model.base"), to_string(facts_.at("model.base").origin)),
           "name the model that is in use as model.baseline"});
    }
  }

  void lengths() {
    constexpr std::string_view k_longest = "data.longest_example_tokens";
    constexpr std::string_view k_average = "data.tokens_per_example";
    if (stated(k_longest) && stated(k_average) &&
        facts_.number(k_longest)->high < facts_.number(k_average)->low) {
      warning(k_average, k_longest, ": the longest cannot be below the average", "check both");
    }
    constexpr std::string_view k_repeated = "traffic.repeated_input_tokens";
    constexpr std::string_view k_input = "traffic.input_tokens";
    if (stated(k_repeated) && stated(k_input) &&
        facts_.number(k_repeated)->low > facts_.number(k_input)->high) {
      warning(k_repeated, k_input, ": a part cannot be longer than the whole",
              "count the repeated tokens in traffic.input_tokens, too");
    }
  }

  const Facts& facts_;
  const Catalog& catalog_;
  std::vector<Diagnostic> found_;
};

} // namespace

std::vector<Diagnostic> contradictions(const Facts& facts, const Catalog& catalog) {
  return Contradictions{facts, catalog}.all();
}

} // namespace tunepath
