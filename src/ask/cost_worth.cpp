#include "ask/bill.hpp"
#include "ask/cost_answers.hpp"
#include "ask/worth.hpp"
#include "tunepath/advise/values.hpp"

#include <algorithm>

namespace tunepath::ask {
namespace {

/// A fact that may be asked about.
struct Candidate {
  FactIndex fact = 0;
  /// Its default is no assumption about the world, but leaves a choice to tunepath. It is asked
  /// about only where tunepath cannot choose.
  bool left_to_tunepath = false;
  Value usual;                ///< while another is looked at; unknown: its default will do
  std::vector<Value> answers; ///< the usual one and none at all among them
};

void add(std::vector<Value>& values, const Value& value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) {
    values.push_back(value);
  }
}

class CostSearch {
public:
  CostSearch(const Interview& interview, const Knowledge& knowledge)
      : interview_(interview),
        knowledge_(knowledge),
        facts_(interview.scenario.facts),
        deciding_(deciding_facts(knowledge)),
        least_(knowledge.rules.parameter("question_worth").value.to_double()) {}

  std::optional<Worth> run() {
    std::optional<Bill> first = price({}, Months::mean);
    if (first && first->way.empty()) { // Decided by every completion, but not while it is open.
      settle();
      first = price(settled_, Months::mean);
    }
    if (!first || first->way.empty()) {
      return std::nullopt;
    }
    add_candidates(*first);
    return most_valuable();
  }

private:
  std::optional<Bill> price(const std::vector<Answer>& answers, Months months) const {
    return bill(interview_.scenario, answers, months, knowledge_);
  }

  void settle() {
    for (const FactIndex fact : deciding_) {
      if (is_open(interview_, fact) && !facts_[fact].known()) {
        settled_.push_back({fact, usual_answer(facts_, fact, knowledge_.rules)});
      }
    }
  }

  bool decides(FactIndex fact) const {
    return std::find(deciding_.begin(), deciding_.end(), fact) != deciding_.end();
  }

  /// Whether a fact can play a part in what is recommended.
  bool plays_a_part(FactIndex index, const Bill& first) const {
    const FactDecl& fact = knowledge_.schema[index];
    if (fact.section() == "rag" || fact.id == "problem.rag_effort") {
      return first.retrieval;
    }
    if (fact.id == "data.training_tokens") { // Examples x tokens per example, if that is known.
      return first.tuning && !is_open(interview_, knowledge_.schema.at("data.tokens_per_example"));
    }
    const bool of_any_way = fact.section().empty() || fact.section() == "traffic" ||
                            fact.section() == "people" || fact.id == "model.baseline" ||
                            fact.id == "model.inference_scope";
    return fact.section() != "problem" && (of_any_way || first.tuning);
  }

  void add_candidates(const Bill& first) {
    for (const FactIndex fact : askable_facts(knowledge_.schema)) {
      if (is_open(interview_, fact) && plays_a_part(fact, first)) {
        Candidate candidate = candidate_of(fact);
        if (candidate.answers.size() > 1) {
          candidates_.push_back(std::move(candidate));
        }
      }
    }
  }

  Candidate candidate_of(FactIndex fact) const {
    const FactDecl& decl = knowledge_.schema[fact];
    Candidate candidate{fact, false, Unknown{}, cost_answers(fact, facts_, knowledge_)};
    candidate.left_to_tunepath = !decl.initial.empty() && decl.assumed.empty() && !decides(fact);
    if (decl.initial.empty() && decl.initial_from.empty()) {
      candidate.usual = example_answer(decl);
    }
    std::vector<Value>& answers = candidate.answers;
    if (decl.type == FactType::number && answers.size() > 2) { // What lies between moves less.
      answers = {answers.front(), answers.back()};
    }
    add(answers, candidate.usual);
    add(answers, Unknown{});
    return candidate;
  }

  /// All but one candidate as they usually are.
  std::vector<Answer> usual_but(FactIndex fact) const {
    std::vector<Answer> answers = settled_;
    for (const Candidate& each : candidates_) {
      answers.push_back({each.fact, each.usual});
    }
    std::erase_if(answers, [&](const Answer& each) { return each.fact == fact; });
    return answers;
  }

  /// What each answer comes to; `base` is the bill of the usual one.
  std::vector<Billed> try_answers(const Candidate& candidate, const std::optional<Bill>& base,
                                  Months months) const {
    std::vector<Answer> answers = usual_but(candidate.fact);
    answers.push_back({candidate.fact, Unknown{}});
    std::vector<Billed> tried;
    for (const Value& value : candidate.answers) {
      answers.back().value = value;
      std::optional<Bill> result = base && value == candidate.usual ? base : price(answers, months);
      if (result) {
        tried.push_back({value, std::move(*result)});
      }
    }
    return tried;
  }

  bool is_worth(const Candidate& candidate, const Move& move) const {
    return candidate.left_to_tunepath ? move.completes : move.is_worth(least_);
  }

  std::optional<Worth> most_valuable() const {
    const std::optional<Bill> base = price(usual_but(knowledge_.schema.size()), Months::mean);
    if (!base) {
      return std::nullopt;
    }
    std::vector<std::pair<double, const Candidate*>> ranked;
    for (const Candidate& each : candidates_) {
      if (each.left_to_tunepath && base->gaps == 0) {
        continue;
      }
      const Move move = widest(try_answers(each, base, Months::mean));
      if (is_worth(each, move)) {
        ranked.emplace_back(move.value(), &each);
      }
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [value, candidate] : ranked) {
      const std::vector<Billed> tried = try_answers(*candidate, std::nullopt, Months::each);
      if (is_worth(*candidate, widest(tried))) {
        return worth_of(*candidate, tried);
      }
    }
    return std::nullopt;
  }

  Worth worth_of(const Candidate& candidate, const std::vector<Billed>& tried) const {
    Worth worth{candidate.fact, usual_but(candidate.fact), {}, ""};
    for (const Billed& each : tried) {
      worth.answers.push_back(each.answer);
    }
    worth.because = because_of(tried, facts_, worth.fact);
    return worth;
  }

  const Interview& interview_;
  const Knowledge& knowledge_;
  const Facts& facts_;
  std::vector<FactIndex> deciding_;
  double least_;
  std::vector<Answer> settled_; ///< whatever they are, the decision is the same
  std::vector<Candidate> candidates_;
};

} // namespace

std::optional<Worth> cost_worth(const Interview& interview, const Knowledge& knowledge) {
  return CostSearch{interview, knowledge}.run();
}

} // namespace tunepath::ask
