#pragma once

#include "cli/ask/answer_file.hpp"
#include "cli/ask/line_source.hpp"
#include "cli/ask/session.hpp"
#include "tunepath/ask/dialogue.hpp"

#include <iosfwd>
#include <string_view>
#include <vector>

namespace tunepath::cli {

/// Leads one interview from its first line to its report, and sees to it that no answer is lost.
class Interviewer {
public:
  /// All of it outlives the interviewer. `named`: the scenario's name is not that of its file.
  Interviewer(const AskRequest& request, const Environment& environment,
              const LoadedKnowledge& knowledge, Scenario scenario, bool named);

  /// The interview before any question.
  const Interview& start() const { return start_; }

  /// Asks on `voice` until nothing is left to ask, or the lines end; returns an Exit code.
  int hold(LineSource& lines, std::ostream& voice);

  /// "Left unknown: data.grader, value.measured.", nothing for no facts.
  void list(std::string_view what, const std::vector<FactIndex>& facts, std::ostream& out) const;

private:
  /// How a question about a file went: an answer, or the line's kind that ended it all.
  struct Told {
    TypedLine::Kind kind = TypedLine::Kind::line;
    std::string text;
  };

  /// How saving went: done (or not wanted), failed and said so, or ended by `kind`.
  struct Kept {
    TypedLine::Kind kind = TypedLine::Kind::line;
    bool failed = false;
  };

  Dialogue dialogue() const;
  int lead(Dialogue& dialogue, LineSource& lines, std::ostream& voice);
  int finish(const Dialogue& dialogue, LineSource& lines, std::ostream& voice);
  /// Writes `text` where it is wanted, asking a person for a name or for consent.
  Kept keep(const std::string& text, LineSource& lines, std::ostream& voice);
  /// False, and said, when the file exists and may not be replaced.
  bool may_write() const;
  int stop(const Dialogue& dialogue, TypedLine::Kind kind, std::ostream& voice) const;
  void report(const Interview& interview, std::ostream& voice) const;
  /// The scenario of the report: as the saved file has it, if there is one, so that facts name
  /// their lines and `estimate` says the same of it.
  Scenario outcome(const Interview& interview) const;

  Told ask_for(std::string_view question, LineSource& lines, std::ostream& voice) const;
  /// Asks whether the file may be replaced; anything but a line is how it ended.
  TypedLine::Kind ask_for_consent(LineSource& lines, std::ostream& voice);
  /// Asks for a name; there is still none when none is wanted.
  TypedLine::Kind ask_for_name(LineSource& lines, std::ostream& voice);

  std::string profile_text(const Interview& interview) const;

  const AskRequest& request_;
  const Environment& environment_;
  const LoadedKnowledge& knowledge_;
  Interview start_;
  AnswerFile file_;
  bool named_; ///< the profile that is gone on with has a name of its own
};

} // namespace tunepath::cli
