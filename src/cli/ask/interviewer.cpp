#include "cli/ask/interviewer.hpp"

#include "cli/commands/draw_options.hpp"
#include "cli/files.hpp"
#include "tunepath/ask/lines.hpp"
#include "tunepath/data/contradictions.hpp"
#include "tunepath/data/known_names.hpp"
#include "tunepath/data/write_profile.hpp"
#include "tunepath/report/describe.hpp"
#include "tunepath/report/so_far.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

namespace tunepath::cli {
namespace {

int code_of(TypedLine::Kind kind) {
  switch (kind) {
  case TypedLine::Kind::hung_up:
    return exit_hung_up;
  case TypedLine::Kind::interrupted:
    return exit_interrupted;
  case TypedLine::Kind::terminated:
    return exit_terminated;
  case TypedLine::Kind::line:
  case TypedLine::Kind::too_long:
  case TypedLine::Kind::end:
    break;
  }
  return exit_ok;
}

std::string too_long() {
  return render({Diagnostic::Level::error,
                 {},
                 fmt::format("that line is longer than {} bytes", TypedLine::k_longest),
                 "type less"},
                "");
}

bool is_line(TypedLine::Kind kind) {
  return kind == TypedLine::Kind::line;
}

} // namespace

Interviewer::Interviewer(const AskRequest& request, const Environment& environment,
                         const LoadedKnowledge& knowledge, Scenario scenario, bool named)
    : request_(request),
      environment_(environment),
      knowledge_(knowledge),
      start_(begin_interview(std::move(scenario))),
      file_(request.output, request.from),
      named_(named) {}

Dialogue Interviewer::dialogue() const {
  const Knowledge knowledge = knowledge_.view();
  return {
      start_,
      {.schema = knowledge_.schema(),
       .names = known_names(knowledge_.catalog()),
       .today = environment_.today,
       .next = [knowledge](const Interview& held) { return next_question(held, knowledge); },
       .check =
           [knowledge](const Facts& facts) { return contradictions(facts, knowledge.catalog); },
       .verdict =
           [knowledge](const Scenario& scenario) { return so_far(advise(scenario, knowledge)); }}};
}

int Interviewer::hold(LineSource& lines, std::ostream& voice) {
  if (!lines.is_person() && !may_write()) {
    return exit_usage;
  }
  if (file_.needs_consent()) {
    const TypedLine::Kind kind = ask_for_consent(lines, voice);
    if (!is_line(kind)) {
      return code_of(kind);
    }
  }
  Dialogue held = dialogue();
  try {
    return lead(held, lines, voice);
  } catch (...) { // A bug, but no reason to lose the answers.
    stop(held, TypedLine::Kind::end, voice);
    throw;
  }
}

int Interviewer::lead(Dialogue& dialogue, LineSource& lines, std::ostream& voice) {
  voice << (lines.is_person() || !dialogue.asked() ? dialogue.open() : dialogue.again())
        << std::flush;
  while (dialogue.asked()) {
    const TypedLine typed = lines.next(dialogue.asked());
    if (typed.kind == TypedLine::Kind::too_long) {
      voice << too_long() << dialogue.again() << std::flush;
      continue;
    }
    if (!is_line(typed.kind)) {
      return stop(dialogue, typed.kind, voice);
    }
    voice << (lines.is_person() ? "" : printable(typed.text) + "\n");
    voice << dialogue.take(typed.text) << std::flush;
    if (dialogue.refused() && !lines.is_person()) {
      voice << '\n';
      return exit_usage; // The same answer would be given again.
    }
  }
  return finish(dialogue, lines, voice);
}

int Interviewer::finish(const Dialogue& dialogue, LineSource& lines, std::ostream& voice) {
  if (!dialogue.quit()) {
    voice << "That is all there is to ask.\n";
  }
  const Kept kept = keep(profile_text(dialogue.interview()), lines, voice);
  if (!is_line(kept.kind)) {
    return stop(dialogue, kept.kind, voice);
  }
  if (kept.failed) {
    return exit_usage;
  }
  if (!dialogue.quit()) {
    report(dialogue.interview(), voice);
  } else if (!file_.path().empty() && !file_.to_stdout()) {
    voice << "To go on:\n  " << printable(command_to_go_on(file_.path())) << '\n';
  }
  return exit_ok;
}

Interviewer::Kept Interviewer::keep(const std::string& text, LineSource& lines,
                                    std::ostream& voice) {
  while (true) {
    if (file_.path().empty() && lines.is_person()) {
      if (const TypedLine::Kind kind = ask_for_name(lines, voice); !is_line(kind)) {
        return {kind};
      }
    }
    if (file_.path().empty()) {
      return {}; // None is wanted.
    }
    if (file_.to_stdout()) {
      environment_.out << text << std::flush;
      return {};
    }
    if (file_.needs_consent()) {
      if (!lines.is_person()) {
        return {.failed = !may_write()};
      }
      if (const TypedLine::Kind kind = ask_for_consent(lines, voice); !is_line(kind)) {
        return {kind};
      }
      continue;
    }
    const auto problem = file_.write(text);
    if (!problem) {
      voice << fmt::format("Saved in {}.\n", printable(file_.path()));
      return {};
    }
    voice << render(*problem, "");
    if (!lines.is_person()) {
      return {.failed = true};
    }
    file_.decline();
  }
}

bool Interviewer::may_write() const {
  if (!file_.needs_consent()) {
    return true;
  }
  environment_.err << render({Diagnostic::Level::error,
                              {file_.path(), 0, 0},
                              "already exists",
                              "choose another name; without a terminal nothing is replaced"},
                             "");
  return false;
}

/// Saves what there is. Whether anyone can still read what is said about it is another matter.
int Interviewer::stop(const Dialogue& dialogue, TypedLine::Kind kind, std::ostream& voice) const {
  voice << '\n';
  if (dialogue.count() == 0) {
    voice << "Nothing was answered, and nothing is saved.\n" << std::flush;
    return code_of(kind);
  }
  const auto saved = file_.write_draft(profile_text(dialogue.interview()));
  if (saved) {
    voice << fmt::format("The answers so far are in {}. To go on:\n  {}\n",
                         printable(saved.value()), printable(command_to_go_on(saved.value())));
  } else {
    voice << render(saved.problems().front(), "");
  }
  voice << std::flush;
  return saved || code_of(kind) != exit_ok ? code_of(kind) : static_cast<int>(exit_usage);
}

Scenario Interviewer::outcome(const Interview& interview) const {
  if (file_.path().empty() || file_.to_stdout()) {
    return interview.scenario;
  }
  std::ostream nowhere{nullptr}; // Its warnings have been said.
  const Environment quiet{
      .in = environment_.in, .out = nowhere, .err = nowhere, .today = environment_.today};
  const auto saved = load_scenario(file_.path(), {}, knowledge_, quiet);
  return saved ? *saved : interview.scenario;
}

void Interviewer::report(const Interview& interview, std::ostream& voice) const {
  const Scenario scenario = outcome(interview);
  std::ostream& out = file_.to_stdout() ? voice : environment_.out;
  voice << '\n' << std::flush;
  out << to_text(describe_advice(advise_with_draws(scenario, knowledge_.view())), request_.style)
      << std::flush;

  std::vector<FactIndex> left;
  std::vector<FactIndex> not_asked;
  const auto& skipped = interview.skipped;
  const FactSchema& schema = knowledge_.schema();
  for (FactIndex i = 0; i < schema.size(); ++i) {
    if (!schema[i].derived && !scenario.facts[i].known()) {
      const bool put = std::find(skipped.begin(), skipped.end(), i) != skipped.end();
      (put ? left : not_asked).push_back(i);
    }
  }
  voice << '\n';
  list("Left unknown", left, voice);
  list("Not asked, because it could not change the decision or its cost by much", not_asked, voice);
}

void Interviewer::list(std::string_view what, const std::vector<FactIndex>& facts,
                       std::ostream& out) const {
  if (facts.empty()) {
    return;
  }
  std::vector<std::string_view> ids;
  ids.reserve(facts.size());
  for (const FactIndex fact : facts) {
    ids.push_back(knowledge_.schema()[fact].id);
  }
  out << ask::flow(fmt::format("{}: {}.", what, fmt::join(ids, ", "))) << std::flush;
}

Interviewer::Told Interviewer::ask_for(std::string_view question, LineSource& lines,
                                       std::ostream& voice) const {
  while (true) {
    voice << question << "> " << std::flush;
    TypedLine typed = lines.next(std::nullopt);
    if (typed.kind != TypedLine::Kind::too_long) {
      return {typed.kind, std::string{ask::trimmed(typed.text)}};
    }
    voice << too_long();
  }
}

TypedLine::Kind Interviewer::ask_for_consent(LineSource& lines, std::ostream& voice) {
  const std::string question =
      ask::flow(fmt::format("{} exists. May the answers replace it?", printable(file_.path()))) +
      "  1 yes, 2 no\n  Enter: no\n";
  while (true) {
    const Told told = ask_for(question, lines, voice);
    const std::string& text = told.text;
    if (!is_line(told.kind)) {
      return told.kind;
    }
    if (text == "1" || text == "yes" || text == "y") {
      file_.consent();
      return told.kind;
    }
    if (text.empty() || text == "2" || text == "no" || text == "n") {
      voice << "It stays as it is; you will be asked for another name.\n\n";
      file_.decline();
      return told.kind;
    }
    voice << "Answer with yes or no.\n";
  }
}

TypedLine::Kind Interviewer::ask_for_name(LineSource& lines, std::ostream& voice) {
  const std::string offered = AnswerFile::free_name();
  const Told told =
      ask_for(fmt::format("Save the answers in which file?\n  a file name; no to save nothing\n"
                          "  Enter: {}\n",
                          offered),
              lines, voice);
  if (is_line(told.kind) && told.text != "no") {
    file_.name(told.text.empty() ? offered : told.text);
  }
  return told.kind;
}

std::string Interviewer::profile_text(const Interview& interview) const {
  Scenario scenario = interview.scenario;
  scenario.name = named_ ? scenario.name : "";
  return write_profile(scenario);
}

} // namespace tunepath::cli
