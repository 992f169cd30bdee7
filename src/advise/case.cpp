#include "tunepath/advise/case.hpp"

#include "advise/case_words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

template <class T>
bool holds(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

template <class T>
bool holds_all(const std::vector<T>& all, const std::vector<T>& some) {
  return std::all_of(some.begin(), some.end(), [&](const T& one) { return holds(all, one); });
}

template <class T>
std::vector<T> without(std::vector<T> all, const std::vector<T>& taken) {
  std::erase_if(all, [&](const T& one) { return holds(taken, one); });
  return all;
}

bool same(const std::vector<Approach>& a, const std::vector<Approach>& b) {
  return holds_all(a, b) && holds_all(b, a);
}

std::vector<Approach> done_options(const Decision& decision) {
  std::vector<Approach> done;
  for (const OptionAdvice& option : decision.options) {
    if (option.verdict == OptionVerdict::done) {
      done.push_back(option.id);
    }
  }
  return done;
}

/// Collects what is wrong with one answer.
class Check {
public:
  explicit Check(const Expected& expected) : expected_(expected) {}

  void decision(const Decision& decision) {
    approach(decision);
    one_of("the path", expected_.path, decision.path);
    one_of("the status", expected_.status,
           decision.decided ? CaseStatus::decided : CaseStatus::undecided);
    options(decision);
    if (decision.path && holds(expected_.must_not_path, *decision.path)) {
      complain("the path must not be {}", name_of(*decision.path));
    }
    const auto asked = std::ssize(decision.open_questions);
    if (asked < expected_.min_open_questions) {
      complain("{} open questions, but at least {} are expected", asked,
               expected_.min_open_questions);
    }
  }

  void economics(const Advice& advice) {
    one_of("the verdict", expected_.verdict, advice.decision.verdict);
    if (holds(expected_.not_verdict, advice.decision.verdict)) {
      complain("the verdict must not be {}", name_of(advice.decision.verdict));
    }
    modes(advice);
    warnings(advice);
  }

  std::vector<std::string> take() { return std::move(complaints_); }

private:
  template <class... Args>
  void complain(fmt::format_string<Args...> text, Args&&... args) {
    complaints_.push_back(fmt::format(text, std::forward<Args>(args)...));
  }

  template <class T>
  void one_of(std::string_view what, const std::vector<T>& accepted, const T& found) {
    if (!accepted.empty() && !holds(accepted, found)) {
      complain("{} is {}, but {} is expected", what, case_words::word(found),
               case_words::any_of(accepted));
    }
  }

  void approach(const Decision& decision) {
    const std::vector<Approach> done = done_options(decision);
    const std::vector<Approach> found = without(decision.approach, done);
    const bool part_of_one =
        std::any_of(expected_.approach.begin(), expected_.approach.end(),
                    [&](const std::vector<Approach>& set) { return holds_all(set, found); });
    if (!accepts(expected_, decision.approach, done) && (decision.decided || !part_of_one)) {
      complain("the approach is {}, but {} is expected", case_words::word(decision.approach),
               case_words::any_of(expected_.approach));
    }
  }

  void options(const Decision& decision) {
    for (const Approach id : expected_.must) {
      const OptionVerdict verdict = decision.option(id).verdict;
      if (verdict != OptionVerdict::recommended && verdict != OptionVerdict::done) {
        complain("{} is {}, but must be recommended", name_of(id), name_of(verdict));
      }
    }
    for (const Approach id : expected_.must_not) {
      if (decision.option(id).verdict == OptionVerdict::recommended) {
        complain("{} must not be recommended", name_of(id));
      }
    }
    for (const auto& [id, accepted] : expected_.options) {
      one_of(name_of(id), accepted, decision.option(id).verdict);
    }
  }

  void modes(const Advice& advice) {
    for (const auto& [id, accepted] : expected_.modes) {
      for (const HostingOption& mode : advice.modes) {
        if (mode.id == id && !holds(accepted, mode.eligible)) {
          complain("{} is eligible: {}, but {} is expected", name_of(id), name_of(mode.eligible),
                   case_words::any_of(accepted));
        }
      }
    }
    if (advice.hosting && holds(expected_.must_not_mode, *advice.hosting)) {
      complain("the hosting mode must not be {}", name_of(*advice.hosting));
    }
  }

  void warnings(const Advice& advice) {
    const auto given = [&](const std::string& id) {
      return std::any_of(advice.warnings.begin(), advice.warnings.end(),
                         [&](const Warning& warning) { return warning.id == id; });
    };
    for (const std::string& id : expected_.warnings) {
      if (!given(id)) {
        complain("the warning {} is missing", id);
      }
    }
    const auto& any = expected_.warnings_any;
    if (!any.empty() && std::none_of(any.begin(), any.end(), given)) {
      complain("a warning {} is missing", case_words::any_of(any));
    }
  }

  const Expected& expected_;
  std::vector<std::string> complaints_;
};

} // namespace

std::vector<std::string> complaints(const Expected& expected, const Decision& decision) {
  Check check{expected};
  check.decision(decision);
  return check.take();
}

std::vector<std::string> complaints(const Case& example, const Advice& advice) {
  Check check{example.expected};
  check.decision(advice.decision);
  check.economics(advice);
  return check.take();
}

bool accepts(const Expected& expected, const std::vector<Approach>& approach,
             const std::vector<Approach>& done) {
  return expected.approach.empty() ||
         std::any_of(expected.approach.begin(), expected.approach.end(),
                     [&](const std::vector<Approach>& set) {
                       return same(without(set, done), without(approach, done));
                     });
}

std::vector<CaseRun> run_cases(std::span<const Case> cases, const Knowledge& knowledge) {
  std::vector<CaseRun> runs;
  runs.reserve(cases.size());
  for (const Case& each : cases) {
    Advice advice = advise(each.scenario, knowledge);
    auto wrong = complaints(each, advice);
    Decision& decision = advice.decision;
    runs.push_back({each.name, accepted_text(each.expected), decision.decided,
                    std::move(decision.approach), decision.path, decision.verdict,
                    std::move(decision.leaning), std::move(wrong)});
  }
  return runs;
}

} // namespace tunepath
