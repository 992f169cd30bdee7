#include "cli/ask/session.hpp"

#include "cli/ask/answer_lines.hpp"
#include "cli/ask/interviewer.hpp"
#include "cli/ask/terminal_lines.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

namespace tunepath::cli {
namespace {

/// Where questions go: to whichever of standard error and output the person sees; nullptr when
/// nobody can be asked.
std::ostream* voice_for_a_person(const Environment& environment) {
  if (!environment.asking) {
    return nullptr;
  }
  return environment.progress   ? &environment.err
         : environment.terminal ? &environment.out
                                : nullptr;
}

/// What would be asked of somebody who answers nothing.
std::vector<FactIndex> questions(Interview interview, const Knowledge& knowledge) {
  std::vector<FactIndex> out;
  while (const auto question = next_question(interview, knowledge)) {
    interview.skipped.push_back(question->fact);
    if (knowledge.schema[question->fact].type != FactType::credits) {
      out.push_back(question->fact);
    }
  }
  return out;
}

int refuse_without_terminal(const std::vector<FactIndex>& facts, const FactSchema& schema,
                            const Environment& environment) {
  environment.err << render(
      {Diagnostic::Level::error,
       {},
       environment.asking ? "no output is a terminal, so nobody can see a question"
                          : "standard input is no terminal, so nobody can be asked",
       "answer in a profile: for --answers, or for tunepath estimate"},
      "");
  environment.err << "It would ask for:\n";
  for (const FactIndex fact : facts) {
    environment.err << fmt::format("  {}: {}\n", schema[fact].id, schema[fact].question);
  }
  return exit_usage;
}

bool both_read_standard_input(const AskRequest& request, const Environment& environment) {
  if (request.from != "-" || (!request.answers.empty() && request.answers != "-")) {
    return false;
  }
  environment.err << render({Diagnostic::Level::error,
                             {},
                             "--from - leaves no standard input for the answers",
                             "put the profile into a file"},
                            "");
  return true;
}

} // namespace

int ask(const AskRequest& request, const Environment& environment) {
  const auto knowledge = both_read_standard_input(request, environment)
                             ? nullptr
                             : LoadedKnowledge::load(request.knowledge, environment);
  if (!knowledge) {
    return exit_usage;
  }
  const auto begun = request.from.empty()
                         ? blank_profile(request.profile, *knowledge, environment)
                         : load_profile(request.from, request.profile, *knowledge, environment);
  if (!begun) {
    return exit_usage;
  }
  const Scenario& scenario = *begun;
  Interviewer interviewer{request, environment, *knowledge, scenario, begun->named};
  if (!request.answers.empty()) {
    const auto answers = load_scenario(request.answers, {}, *knowledge, environment);
    if (!answers) {
      return exit_usage;
    }
    AnswerLines lines{answers->facts};
    const int code = interviewer.hold(lines, environment.err);
    if (code == exit_ok) {
      interviewer.list("Answered in advance, but not asked for", lines.unused(), environment.err);
    }
    return code;
  }
  if (std::ostream* voice = voice_for_a_person(environment)) {
    TerminalLines lines;
    return interviewer.hold(lines, *voice);
  }
  const auto open = questions(interviewer.start(), knowledge->view());
  if (!open.empty()) {
    return refuse_without_terminal(open, knowledge->schema(), environment);
  }
  AnswerLines lines{interviewer.start().scenario.facts}; // Nothing will be asked.
  return interviewer.hold(lines, environment.err);
}

} // namespace tunepath::cli
