#pragma once

#include "tunepath/ask/next_question.hpp"
#include "tunepath/core/diagnostic.hpp"
#include "tunepath/facts/parse_value.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath {

/// A value in the spelling that is typed to give it: "yes", "40k..120k" as "40000..80000..120000",
/// "[format, style]". Empty for credits, which cannot be typed.
std::string spelled(const Value& value);

/// An interview about `scenario` in which what the profile calls unknown has been put already.
Interview begin_interview(Scenario scenario);

/// What a dialogue is held with; what it refers to outlives the dialogue.
struct DialogueContext {
  const FactSchema& schema;
  KnownNames names;
  Date today; ///< for the default of `as_of`
  /// Chooses what is asked; see next_question.
  std::function<std::optional<Question>(const Interview&)> next;
  /// What is wrong between answers that are right by themselves; an error refuses the last one.
  std::function<std::vector<Diagnostic>(const Facts&)> check;
  /// Words the running verdict, in one line without "So far".
  std::function<std::string(const Scenario&)> verdict;
};

/// The questionnaire without a terminal in it: text in, text out. Plain lines of at most 80
/// columns, without control characters, each text but the last ending in the prompt "> ".
class Dialogue {
public:
  Dialogue(Interview interview, DialogueContext context);

  /// The introduction and the first question.
  std::string open();
  /// What to say to one line that was typed: an answer, or one of the words ?, help, why, skip,
  /// back, so far, quit. What is refused changes nothing, and the question is put again.
  /// Precondition: something is asked.
  std::string take(std::string_view line);
  /// The question once more.
  std::string again() const { return put(); }

  /// The fact that is asked for; empty at the end: nothing is left to ask, or `quit` was typed.
  std::optional<FactIndex> asked() const;
  bool quit() const { return quit_; }
  const Interview& interview() const { return interview_; }
  /// True when the last line was taken neither as an answer nor as one of the words.
  bool refused() const { return refused_; }
  /// How many questions have been answered or skipped.
  std::size_t count() const { return history_.size(); }

private:
  struct Past {
    Interview before;
    Question question;
  };

  void find_question(Interview& interview, std::optional<Question>& question) const;
  std::string settle(const Value& value, std::string_view typed);
  std::string settle_checked(const Value& value, std::string_view typed);
  std::string go_back();
  std::string refuse(const std::vector<Diagnostic>& problems);
  std::string put() const;
  std::string so_far() const;
  std::string help();
  std::string why() const;
  const FactDecl& fact() const;
  /// What Enter takes, and in words why it is offered; unknown when nothing is.
  std::pair<Value, std::string> offer() const;

  Interview interview_;
  DialogueContext context_;
  std::optional<Question> question_;
  std::vector<Past> history_;
  std::map<FactIndex, Value> earlier_; ///< answers that were gone back over
  bool quit_ = false;
  bool refused_ = false;
  bool words_listed_ = false;
};

} // namespace tunepath
