#pragma once

#include "tunepath/advise/advise.hpp"
#include "tunepath/core/names.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tunepath {

enum class CaseStatus { decided, undecided };

template <>
struct Names<CaseStatus> {
  static constexpr std::array<std::pair<CaseStatus, std::string_view>, 2> k_all{
      {{CaseStatus::decided, "decided"}, {CaseStatus::undecided, "undecided"}}};
};

/// What answers are held to be right for a case. Where facts are missing several may be, so most
/// members list what is accepted; an empty list accepts everything.
struct Expected {
  /// Accepted sets. An option that is done may be in one or not; while undecided, a part of an
  /// accepted set will do.
  std::vector<std::vector<Approach>> approach;
  std::vector<std::optional<Path>> path; ///< empty member: no path
  std::vector<CaseStatus> status;
  std::vector<Approach> must;     ///< recommended or done
  std::vector<Approach> must_not; ///< not recommended, even while undecided
  std::vector<Path> must_not_path;
  std::vector<std::pair<Approach, std::vector<OptionVerdict>>> options;
  std::vector<Verdict> verdict;
  std::vector<Verdict> not_verdict;
  std::vector<std::pair<HostingMode, std::vector<Truth>>> modes; ///< where modes are listed
  std::vector<HostingMode> must_not_mode;                        ///< must not be the chosen one
  std::vector<std::string> warnings;                             ///< all of these
  std::vector<std::string> warnings_any;                         ///< at least one of these
  std::int64_t min_open_questions = 0;
  friend bool operator==(const Expected&, const Expected&) = default;
};

/// A decision that somebody published, or one that was made up to show a rule, with the answers
/// that are held to be right.
struct Case {
  std::string name;   ///< its file's, without folder and extension
  std::string source; ///< where it was published, with the date where that is known
  std::string why;    ///< why that answer is right
  Expected expected;
  Scenario scenario;
};

/// What is wrong with a decision, one sentence each, in the order of Expected's members; empty when
/// it is accepted. Verdict, hosting and warnings are not looked at.
std::vector<std::string> complaints(const Expected& expected, const Decision& decision);
/// The same of a whole answer.
std::vector<std::string> complaints(const Case& example, const Advice& advice);

/// True when `approach` is one of the accepted sets; options in `done` may be in it or not.
bool accepts(const Expected& expected, const std::vector<Approach>& approach,
             const std::vector<Approach>& done);

/// What a case accepts, in a few words: "rag, with or without prompt; no path".
std::string accepted_text(const Expected& expected);

/// What came of one case.
struct CaseRun {
  std::string name;
  std::string choice; ///< accepted_text
  bool decided = false;
  std::vector<Approach> approach;
  std::optional<Path> path;
  Verdict verdict = Verdict::unknown;
  std::optional<Leaning> leaning; ///< only while undecided
  std::vector<std::string> complaints;
};

/// Answers each case and holds the answer against what it accepts, in order. Pure.
std::vector<CaseRun> run_cases(std::span<const Case> cases, const Knowledge& knowledge);

} // namespace tunepath
