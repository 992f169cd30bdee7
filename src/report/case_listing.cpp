#include "tunepath/report/case_listing.hpp"

#include "report/words.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tunepath {
namespace {

using Json = nlohmann::ordered_json;

/// "prompt + fine-tuning on bedrock", spelled as what is accepted is.
std::string answer(const std::vector<Approach>& approach, const std::optional<Path>& path) {
  std::string text;
  for (const Approach each : approach) {
    text += fmt::format("{}{}", text.empty() ? "" : " + ", name_of(each));
  }
  text = text.empty() ? "nothing yet" : text;
  return path ? text + fmt::format(" on {}", name_of(*path)) : text;
}

/// The answer, or what it leans to while open, and whether it is worth it where that is known.
std::string outcome(const CaseRun& run) {
  const bool known = run.verdict != Verdict::not_applicable && run.verdict != Verdict::unknown;
  const std::string verdict = known ? fmt::format("; {}", name_of(run.verdict)) : "";
  if (run.decided) {
    const bool open_worth = run.verdict == Verdict::unknown;
    return answer(run.approach, run.path) + (open_worth ? "; worth unknown" : verdict);
  }
  return (run.leaning ? "open; leans to " + answer(run.leaning->approach, run.leaning->path)
                      : "open: " + answer(run.approach, run.path)) +
         verdict;
}

std::int64_t wrong_ones(std::span<const CaseRun> runs) {
  return std::count_if(runs.begin(), runs.end(),
                       [](const CaseRun& run) { return !run.complaints.empty(); });
}

Json of_run(const Case& example, const CaseRun& run) {
  Json approach = Json::array();
  for (const Approach each : run.approach) {
    approach.push_back(name_of(each));
  }
  Json leaning = nullptr;
  if (run.leaning) {
    leaning = Json{{"approach", Json::array()}, {"path", nullptr}};
    for (const Approach each : run.leaning->approach) {
      leaning["approach"].push_back(name_of(each));
    }
    if (run.leaning->path) {
      leaning["path"] = name_of(*run.leaning->path);
    }
  }
  return {{"name", run.name},
          {"source", example.source},
          {"why", example.why},
          {"choice", run.choice},
          {"status", run.decided ? "decided" : "undecided"},
          {"approach", std::move(approach)},
          {"path", run.path ? Json(name_of(*run.path)) : Json(nullptr)},
          {"verdict", name_of(run.verdict)},
          {"leaning", std::move(leaning)},
          {"complaints", run.complaints}};
}

} // namespace

Document describe_cases(std::span<const CaseRun> runs) {
  Table table{{{"Case", Align::left}, {"Published choice", Align::left}, {"Outcome", Align::left}},
              {}};
  for (const CaseRun& run : runs) {
    Row row{{run.name, run.choice, outcome(run)},
            run.complaints.empty() ? Mark::supports : Mark::opposes,
            {},
            false};
    for (const std::string& wrong : run.complaints) {
      row.notes.push_back("wrong: " + words::ended(wrong));
    }
    table.rows.push_back(std::move(row));
  }
  const auto wrong = wrong_ones(runs);
  return {std::move(table),
          Paragraph{wrong == 0 ? fmt::format("{}, each with an accepted answer.",
                                             words::count(std::ssize(runs), "case"))
                               : fmt::format("{}; {} with an answer that is not accepted.",
                                             words::count(std::ssize(runs), "case"), wrong),
                    false}};
}

Document describe_case(const Case& example, const CaseRun& run) {
  Points points;
  const auto add = [&](std::string label, std::string text) {
    points.rows.push_back({Mark::none, std::move(label), "", std::move(text), {}});
  };
  add("published in", example.source);
  add("chosen", run.choice);
  add("because", example.why);
  add("outcome", outcome(run));
  for (const std::string& wrong : run.complaints) {
    add("wrong", words::ended(wrong));
  }
  return {Title{run.name, run.complaints.empty() ? "accepted" : "missed"}, std::move(points)};
}

std::string cases_json(std::span<const Case> cases, std::span<const CaseRun> runs) {
  Json list = Json::array();
  for (std::size_t i = 0; i < runs.size(); ++i) {
    list.push_back(of_run(cases[i], runs[i]));
  }
  const Json out{{"format", "tunepath-case-runs/1"}, {"cases", std::move(list)}};
  return out.dump(1, ' ', true, Json::error_handler_t::replace) + "\n";
}

} // namespace tunepath
