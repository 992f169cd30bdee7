#include "ask/worth_wording.hpp"

#include "tunepath/rules/rule_set.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::ask {
namespace {

constexpr std::size_t k_most_groups = 3;
constexpr std::size_t k_most_named = 3;

/// What is said besides what is in the solution, stands in the way or is open.
struct Detail {
  bool open_path = false;
  bool done = false;
  bool technique = false;
  bool not_needed = false;
};

struct Group {
  Ruling ruling;
  std::vector<Value> answers;
  std::vector<std::size_t> places; ///< of the answers among all
};

std::string_view word_of(Approach id) {
  return id == Approach::rag ? "RAG" : name_of(id);
}

std::string in_words(const Ruling& ruling, const Detail& detail) {
  std::vector<std::string> parts;
  std::string besides;
  for (const auto& [id, name] : Names<Approach>::k_all) {
    const OptionVerdict verdict = ruling.options[static_cast<std::size_t>(id)];
    std::string part{word_of(id)};
    const bool contained = verdict == OptionVerdict::recommended || verdict == OptionVerdict::done;
    if (verdict == OptionVerdict::done && detail.done) {
      part += " (done)";
    }
    if (id == Approach::fine_tuning && contained) {
      part += ruling.path && ruling.decided ? fmt::format(" on {}", name_of(*ruling.path))
              : detail.open_path            ? " on a path that stays open"
                                            : "";
      part += !detail.technique          ? ""
              : ruling.technique.empty() ? ", the technique open"
                                         : fmt::format(" by {}", ruling.technique);
    }
    if (contained) {
      parts.push_back(std::move(part));
    } else if (verdict == OptionVerdict::blocked) {
      besides += fmt::format(", and {} is blocked", part);
    } else if (verdict == OptionVerdict::undecided) {
      besides += fmt::format(", and {} stays open", part);
    } else if (detail.not_needed) {
      besides += fmt::format(", and {} is not needed", part);
    }
  }
  return (parts.empty() ? "nothing to do" : fmt::format("{}", fmt::join(parts, " + "))) + besides;
}

/// "up to 49", "50 to 9,999", "10,000 or more": neighbours among the numbers that were tried.
std::string run_text(const std::vector<Ruled>& all, std::size_t first, std::size_t last,
                     const FactDecl& fact) {
  const std::string from = answer_text(all[first].answer, fact);
  const std::string to = answer_text(all[last].answer, fact);
  return first == 0 && last + 1 < all.size() ? "up to " + to
         : last + 1 == all.size()            ? from + " or more"
         : first == last                     ? from
                                             : from + " to " + to;
}

std::string numbers_text(const Group& group, const std::vector<Ruled>& all, const FactDecl& fact) {
  std::vector<std::string> runs;
  for (std::size_t i = 0; i < group.places.size();) {
    std::size_t end = i;
    while (end + 1 < group.places.size() && group.places[end + 1] == group.places[end] + 1) {
      ++end;
    }
    runs.push_back(run_text(all, group.places[i], group.places[end], fact));
    i = end + 1;
  }
  return fmt::format("{}", fmt::join(runs, " or "));
}

std::string words_text(const Group& group, const FactDecl& fact) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(group.answers.size(), k_most_named); ++i) {
    names.push_back(answer_text(group.answers[i], fact));
  }
  if (group.answers.size() > k_most_named) {
    names.back() = "others";
  }
  return fmt::format("{}", fmt::join(names, " or "));
}

std::vector<Group> groups_of(const std::vector<Ruled>& ruled) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < ruled.size(); ++i) {
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&](const Group& each) { return each.ruling == ruled[i].ruling; });
    if (group == groups.end()) {
      group = groups.insert(groups.end(), {ruled[i].ruling, {}, {}});
    }
    group->answers.push_back(ruled[i].answer);
    group->places.push_back(i);
  }
  return groups;
}

bool all_different(std::vector<std::string> texts) {
  std::sort(texts.begin(), texts.end());
  return std::adjacent_find(texts.begin(), texts.end()) == texts.end();
}

/// Each group's outcome in the fewest words that tell them apart.
std::vector<std::string> outcomes(const std::vector<Group>& groups) {
  constexpr std::array<bool Detail::*, 4> k_details{&Detail::open_path, &Detail::done,
                                                    &Detail::technique, &Detail::not_needed};
  Detail detail;
  for (std::size_t said = 0;; ++said) {
    std::vector<std::string> texts;
    for (const Group& group : groups) {
      texts.push_back(in_words(group.ruling, detail));
    }
    if (said == k_details.size() || all_different(texts)) {
      return texts;
    }
    detail.*k_details[said] = true;
  }
}

} // namespace

std::string answer_text(const Value& answer, const FactDecl& fact) {
  if (const auto* number = std::get_if<NumberRange>(&answer)) {
    return with_unit(*number, fact.unit);
  }
  if (const auto* words = std::get_if<Words>(&answer)) {
    return fmt::format("{}", fmt::join(*words, " and "));
  }
  return to_string(answer);
}

std::string because_of(const std::vector<Ruled>& ruled, const FactDecl& fact) {
  std::vector<Group> groups = groups_of(ruled);
  groups.resize(std::min(groups.size(), k_most_groups));
  const std::vector<std::string> texts = outcomes(groups);
  const bool numbers = std::any_of(ruled.begin(), ruled.end(), [](const Ruled& each) {
    return std::holds_alternative<NumberRange>(each.answer);
  });
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const std::string answers =
        numbers ? numbers_text(groups[i], ruled, fact) : words_text(groups[i], fact);
    parts.push_back(fmt::format("with {}: {}", answers, texts[i]));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

} // namespace tunepath::ask
