#include "tunepath/ask/dialogue.hpp"

#include "ask/understand.hpp"
#include "ask/wording.hpp"
#include "tunepath/ask/lines.hpp"
#include "tunepath/facts/complete.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr std::string_view k_prompt = "> ";

bool holds(const std::vector<FactIndex>& facts, FactIndex fact) {
  return std::find(facts.begin(), facts.end(), fact) != facts.end();
}

constexpr std::string_view k_answered = "your answer";

Origin answered() {
  return {Origin::Kind::command_line, {}, std::string{k_answered}};
}

/// As in front of a profile, in lines that fit; an answer's position is not worth saying.
std::string shown(Diagnostic problem) {
  problem.at = problem.at.file == k_answered ? Position{} : problem.at;
  const std::string text = render(problem, "");
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size() - 1);
    out += ask::flow(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  return out;
}

/// True when the profile or the person has said something, be it "unknown".
bool is_stated(const Fact& fact) {
  return fact.origin.kind == Origin::Kind::profile ||
         fact.origin.kind == Origin::Kind::command_line;
}

bool is_unknown(const Value& value) {
  return std::holds_alternative<Unknown>(value);
}

/// Those of `now` whose messages are not among `before`.
std::vector<Diagnostic> added(std::vector<Diagnostic> now, const std::vector<Diagnostic>& before) {
  std::erase_if(now, [&](const Diagnostic& one) {
    return std::any_of(before.begin(), before.end(),
                       [&](const Diagnostic& other) { return other.message == one.message; });
  });
  return now;
}

} // namespace

Interview begin_interview(Scenario scenario) {
  Interview interview{std::move(scenario), {}};
  const Facts& facts = interview.scenario.facts;
  for (FactIndex i = 0; i < facts.schema().size(); ++i) {
    if (is_stated(facts[i]) && !facts[i].known()) {
      interview.skipped.push_back(i);
    }
  }
  return interview;
}

Dialogue::Dialogue(Interview interview, DialogueContext context)
    : interview_(std::move(interview)), context_(std::move(context)) {
  find_question(interview_, question_);
}

std::optional<FactIndex> Dialogue::asked() const {
  return question_ && !quit_ ? std::optional{question_->fact} : std::nullopt;
}

const FactDecl& Dialogue::fact() const {
  return context_.schema[question_->fact];
}

/// Credits cannot be typed on one line: they are passed over.
void Dialogue::find_question(Interview& interview, std::optional<Question>& question) const {
  question = context_.next(interview);
  while (question && context_.schema[question->fact].type == FactType::credits) {
    interview.skipped.push_back(question->fact);
    question = context_.next(interview);
  }
}

std::string Dialogue::open() {
  if (!question_) {
    return so_far() + "\n";
  }
  const std::string intro =
      ask::flow(
          "Only what can still change the answer is asked. Type a number or a word; Enter "
          "takes what is offered.") +
      ask::words();
  return intro + "\n" + put();
}

std::string Dialogue::put() const {
  const auto& [value, reason] = offer();
  std::string out = ask::flow(fmt::format("Question {}. {}", history_.size() + 1, fact().question));
  out += ask::choices_of(fact());
  out += ask::flow(is_unknown(value) ? std::string{"Enter: leave it unknown"}
                                     : fmt::format("Enter: {} ({})", spelled(value), reason),
                   2);
  return out + std::string{k_prompt};
}

std::pair<Value, std::string> Dialogue::offer() const {
  const auto earlier = earlier_.find(question_->fact);
  if (earlier != earlier_.end()) {
    return {earlier->second, "your answer before"};
  }
  const Fact& now = interview_.scenario.facts[question_->fact];
  return {now.value, now.known() ? to_string(now.origin) : ""};
}

std::string Dialogue::so_far() const {
  return ask::flow("So far: " + context_.verdict(interview_.scenario));
}

std::string Dialogue::help() {
  std::string out = ask::flow(fact().help);
  if (!words_listed_) {
    words_listed_ = true;
    out += ask::words();
  }
  return out;
}

std::string Dialogue::why() const {
  return ask::flow(fact().why) +
         (question_->because.empty() ? "" : ask::flow("It can change this: " + question_->because));
}

std::string Dialogue::take(std::string_view line) {
  refused_ = false;
  switch (ask::reply_of(line)) {
  case ask::Reply::explain:
    return help() + "\n" + put();
  case ask::Reply::help:
    words_listed_ = true;
    return ask::words() + "\n" + put();
  case ask::Reply::why:
    return why() + "\n" + put();
  case ask::Reply::so_far:
    return so_far() + "\n" + put();
  case ask::Reply::back:
    return go_back();
  case ask::Reply::quit:
    quit_ = true;
    return "";
  case ask::Reply::skip:
    return settle(Unknown{}, "skip");
  case ask::Reply::enter:
    return settle(offer().first, "");
  case ask::Reply::answer:
    break;
  }
  const auto value = ask::answer_of(line, fact(), context_.names);
  return value ? settle(value.value(), ask::trimmed(line)) : refuse(value.problems());
}

std::string Dialogue::go_back() {
  if (history_.empty()) {
    return ask::flow("This is the first question.") + "\n" + put();
  }
  Past past = std::move(history_.back());
  history_.pop_back();
  const Fact& answer = interview_.scenario.facts[past.question.fact];
  earlier_.erase(past.question.fact);
  if (answer.known()) {
    earlier_.emplace(past.question.fact, answer.value);
  }
  interview_ = std::move(past.before);
  question_ = std::move(past.question);
  return "\n" + put();
}

std::string Dialogue::refuse(const std::vector<Diagnostic>& problems) {
  refused_ = true;
  std::string out;
  for (const Diagnostic& problem : problems) {
    out += shown(problem);
  }
  return out + "\n" + put();
}

std::string Dialogue::settle(const Value& value, std::string_view typed) {
  try {
    return settle_checked(value, typed);
  } catch (const std::overflow_error& error) {
    return refuse({{Diagnostic::Level::error,
                    {},
                    fmt::format("with that, the numbers are too large to be priced exactly: {}",
                                error.what()),
                    "look for a number with too many zeros"}});
  }
}

std::string Dialogue::settle_checked(const Value& value, std::string_view typed) {
  const FactIndex index = question_->fact;
  Interview next = interview_;
  Facts& facts = next.scenario.facts;
  const bool unchanged = is_stated(facts[index]) && facts[index].value == value;
  facts.set(index, value, answered());
  if ((unchanged || is_unknown(value)) && !holds(next.skipped, index)) {
    next.skipped.push_back(index); // Nothing new was said: it is not asked again.
  }
  auto problems = complete(facts, context_.today);
  auto found = added(context_.check(facts), context_.check(interview_.scenario.facts));
  problems.insert(problems.end(), found.begin(), found.end());
  if (std::any_of(problems.begin(), problems.end(),
                  [](const Diagnostic& one) { return one.level == Diagnostic::Level::error; })) {
    return refuse(problems);
  }
  std::optional<Question> question;
  find_question(next, question);
  const std::string verdict = ask::flow("So far: " + context_.verdict(next.scenario));

  std::string out;
  if (is_unknown(value)) {
    out += typed.empty() ? ask::flow("left unknown", 2) : "";
  } else if (spelled(value) != typed) {
    out += ask::flow("taken as " + spelled(value), 2);
  }
  for (const Diagnostic& warning : problems) {
    out += shown(warning);
  }
  history_.push_back({std::move(interview_), std::move(*question_)});
  earlier_.erase(index);
  interview_ = std::move(next);
  question_ = std::move(question);
  return out + verdict + "\n" + (question_ ? put() : "");
}

} // namespace tunepath
