#include "report/json_parts.hpp"

namespace tunepath::json_parts {
namespace {

Json option(const OptionAdvice& option) {
  return {{"id", name_of(option.id)},
          {"verdict", name_of(option.verdict)},
          {"reasons", reasons(option.reasons)}};
}

Json path_advice(const PathAdvice& path) {
  return {{"id", name_of(path.id)},
          {"verdict", name_of(path.verdict)},
          {"reasons", reasons(path.reasons)},
          {"region", text_or_null(path.region)}};
}

Json fact_value(const FactValue& fact) {
  return {{"fact", fact.fact}, {"value", fact.value}};
}

Json leaning(const Leaning& leaning) {
  return {{"approach", approach(leaning.approach)},
          {"path", path(leaning.path)},
          {"if", array(leaning.presumed, fact_value)}};
}

Json question(const OpenQuestion& question) {
  return {{"fact", question.fact}, {"question", question.question}, {"why", question.why}};
}

Json change(const FactChange& change) {
  return {{"fact", change.fact}, {"from", change.from}, {"to", change.to}};
}

Json flip(const Flip& flip) {
  return {{"changes", array(flip.changes, change)},
          {"approach", approach(flip.approach)},
          {"path", path(flip.path)}};
}

} // namespace

Json decision(const Decision& decision) {
  return {{"status", decision.decided ? "decided" : "undecided"},
          {"approach", approach(decision.approach)},
          {"options", array(decision.options, option)},
          {"path", path(decision.path)},
          {"paths", array(decision.paths, path_advice)},
          {"verdict", name_of(decision.verdict)},
          {"leaning", or_null(decision.leaning, leaning)},
          {"open_questions", array(decision.open_questions, question)},
          {"flips", array(decision.flips, flip)},
          {"verdict_reasons", reasons(decision.verdict_reasons)},
          {"technique", text_or_null(decision.technique)},
          {"technique_reasons", reasons(decision.technique_reasons)}};
}

} // namespace tunepath::json_parts
