#include "report/headline.hpp"
#include "report/sections.hpp"
#include "report/words.hpp"
#include "tunepath/advise/rates_behind.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::section {
namespace {

/// "prompt + RAG, without fine-tuning", "fine-tuning on Bedrock".
std::string answer_text(const Flip& flip, const Decision& now) {
  const auto contains = [](const std::vector<Approach>& approach, Approach id) {
    return std::find(approach.begin(), approach.end(), id) != approach.end();
  };
  const std::vector<Approach>& before = now.leaning ? now.leaning->approach : now.approach;
  const bool tunes = contains(flip.approach, Approach::fine_tuning);
  const bool tuned = contains(before, Approach::fine_tuning);
  const std::string text =
      flip.approach.empty() ? "nothing to do" : words::answer(flip.approach, flip.path);
  return text + (tuned && !tunes ? ", without fine-tuning" : "");
}

std::string changes_text(const Flip& flip) {
  std::vector<std::string> changes;
  for (const FactChange& change : flip.changes) {
    changes.push_back(fmt::format("{}: {} (now {})", change.fact, change.to, change.from));
  }
  return words::join(changes, " and ");
}

/// The flips by the answer that they lead to, in the order in which each answer comes first.
Points flip_rows(const Decision& decision) {
  constexpr std::size_t k_shown = 4; // of each answer; JSON has them all
  Points block;
  std::vector<std::size_t> found;
  for (const Flip& flip : decision.flips) {
    const std::string answer = words::capital(answer_text(flip, decision)) + ", with:";
    const auto row = std::find_if(block.rows.begin(), block.rows.end(),
                                  [&](const Point& point) { return point.text == answer; });
    const auto at = static_cast<std::size_t>(row - block.rows.begin());
    if (row == block.rows.end()) {
      block.rows.push_back({Mark::none, "", "", answer, {}});
      found.push_back(0);
    }
    if (++found[at] <= k_shown) {
      block.rows[at].notes.push_back("- " + changes_text(flip));
    }
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i] > k_shown) {
      block.rows[i].notes.push_back(fmt::format("- and {} more", found[i] - k_shown));
    }
  }
  return block;
}

/// "136 days old (2026-07-09, ml.g5.2xlarge hosting)"
std::string age_text(const RateRow& row, Date day) {
  const std::string confidence = row.confidence == Confidence::high
                                     ? ""
                                     : fmt::format(", {} confidence", name_of(row.confidence));
  return fmt::format("{} old ({}, {} {}{})", words::count(age_in_days(row, day), "day"),
                     to_string(row.source_date), row.item, name_of(row.meter), confidence);
}

/// How old what the bill rests on is: the oldest rate, and the one that carries most of it.
std::string rates_text(const Advice& advice) {
  const RatesBehind behind = rates_behind(advice);
  if (behind.rows.empty()) {
    return "No published rate is behind this bill.";
  }
  const RateRow& oldest = *behind.rows.front();
  std::string text = fmt::format("The bill rests on {}. The oldest is {}",
                                 words::count(std::ssize(behind.rows), "published rate"),
                                 age_text(oldest, advice.as_of));
  if (behind.most_influential != nullptr) {
    const RateRow& most = *behind.most_influential;
    const bool same = most.key() == oldest.key() && most.valid_from == oldest.valid_from;
    text += same ? ", and it matters most"
                 : fmt::format("; the one that matters most is {}", age_text(most, advice.as_of));
  }
  return text + ".";
}

} // namespace

void flips(Document& out, const Advice& advice) {
  if (advice.decision.flips.empty()) {
    return;
  }
  out.emplace_back(Heading{"What would change the answer"});
  out.emplace_back(flip_rows(advice.decision));
}

void open_questions(Document& out, const Advice& advice) {
  const auto& questions = advice.decision.open_questions;
  if (questions.empty()) {
    return;
  }
  Points block;
  for (const OpenQuestion& question : questions) {
    block.rows.push_back({Mark::unknown,
                          "",
                          "",
                          words::sentence(question.question),
                          {fmt::format("{} [{}]", words::sentence(question.why), question.fact)}});
  }
  out.emplace_back(Heading{"Still open, what matters most first"});
  out.emplace_back(std::move(block));
}

void gaps(Document& out, const Advice& advice) {
  const auto& gaps = advice.cost.estimate.gaps;
  if (gaps.empty()) {
    return;
  }
  Points block;
  for (const Gap& gap : gaps) {
    // One thing that is missing may stand in several totals.
    const bool said = std::any_of(block.rows.begin(), block.rows.end(),
                                  [&](const Point& row) { return row.label == gap.id; });
    if (said && gap.id == "way") {
      continue;
    }
    block.rows.push_back({Mark::unknown,
                          gap.id,
                          "",
                          fmt::format("In no total: {}.", gap.label),
                          {"To price it: " + words::ended(gap.needs)}});
  }
  out.emplace_back(Heading{"Not known"});
  out.emplace_back(std::move(block));
}

void assumptions(Document& out, const Advice& advice) {
  Points block;
  for (const Assumption& assumption : advice.assumptions) {
    if (!assumption.text.empty()) {
      block.rows.push_back(
          {Mark::assumed, "", "", fmt::format("{} [{}]", assumption.text, assumption.fact), {}});
    }
  }
  if (!block.rows.empty()) {
    out.emplace_back(Heading{"Assumed"});
    out.emplace_back(std::move(block));
  }
}

void warnings(Document& out, const Advice& advice) {
  const Warning* top = top_warning(advice);
  Points block;
  for (const Warning& warning : advice.warnings) {
    if (&warning != top) {
      block.rows.push_back({Mark::none, warning.id, "", words::sentence(warning.text), {}});
    }
  }
  if (!block.rows.empty()) {
    out.emplace_back(Heading{top == nullptr ? "Warnings" : "More warnings"});
    out.emplace_back(std::move(block));
  }
}

void footer(Document& out, const Advice& advice) {
  const bool has_file = !advice.file.empty() && advice.file != "-";
  out.emplace_back(Heading{"About these figures"});
  out.emplace_back(Paragraph{
      rates_text(advice) +
      fmt::format(
          " A month has {} hours. Amounts are rounded; totals are sums of unrounded lines. Prices "
          "exclude tax and support. Not a quote.",
          grouped(advice.hours_per_month))});
  out.emplace_back(Paragraph{fmt::format(
      "{}Every line with its source: --format json{}",
      has_file
          ? fmt::format("In brackets, profile:9 is line 9 of {}. ", words::base_name(advice.file))
          : "",
      has_file ? fmt::format(", or tunepath explain {} LINE", advice.file) : std::string{"."})});
}

} // namespace tunepath::section
