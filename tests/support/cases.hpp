#pragma once

#include "tunepath/advise/advice.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tunepath::test {

/// What an example case can be held against: an answer, from wherever it was read. What was not
/// worked out is empty and not checked.
struct CaseAnswer {
  std::string status; ///< decided or undecided
  std::set<std::string> approach;
  std::map<std::string, std::string> options; ///< verdict by option
  std::string path;                           ///< "null" for none
  std::size_t open_questions = 0;
  std::optional<std::string> verdict;
  std::optional<std::set<std::string>> warnings;
  std::optional<std::string> hosting_mode;
  std::map<std::string, std::string> modes; ///< eligible, by hosting mode
};

CaseAnswer answer_of(const Decision& decision);
/// Priced too: verdict, warnings and hosting.
CaseAnswer answer_of(const Advice& advice);
/// The same, from a report in JSON.
CaseAnswer answer_of_report(const std::string& json);

/// One example case: its profile, and what is accepted.
class ExampleCase {
public:
  ExampleCase(std::string name, std::filesystem::path profile, std::string expected);

  const std::string& name() const { return name_; }
  const std::filesystem::path& profile() const { return profile_; }
  /// What is wrong with the answer, one sentence each; empty when it is acceptable.
  std::vector<std::string> complaints(const CaseAnswer& answer) const;
  /// True when the approach is one of the acceptable sets; options in `done` count or not.
  bool accepts_approach(const std::set<std::string>& approach,
                        const std::set<std::string>& done) const;

private:
  std::string name_;
  std::filesystem::path profile_;
  std::string expected_; ///< its entry, as YAML
};

/// The cases of a folder that holds expected.yaml beside the profiles, in the order of that file.
/// Empty when the folder is not there.
std::vector<ExampleCase> cases_in(const std::filesystem::path& folder);

} // namespace tunepath::test
