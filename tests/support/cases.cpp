#include "support/cases.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

namespace tunepath::test {
namespace {

using Set = std::set<std::string>;

std::string text_of(const YAML::Node& node) {
  return node.IsNull() ? "null" : node.as<std::string>();
}

Set set_of(const YAML::Node& list) {
  Set words;
  for (const YAML::Node& word : list) {
    words.insert(text_of(word));
  }
  return words;
}

Set without(const Set& all, const Set& taken) {
  Set left;
  std::set_difference(all.begin(), all.end(), taken.begin(), taken.end(),
                      std::inserter(left, left.begin()));
  return left;
}

bool contains(const Set& all, const Set& some) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

std::string joined(const Set& words) {
  return fmt::format("[{}]", fmt::join(words, ", "));
}

Set done_options(const CaseAnswer& answer) {
  Set done;
  for (const auto& [option, verdict] : answer.options) {
    if (verdict == "done") {
      done.insert(option);
    }
  }
  return done;
}

/// Collects complaints about one answer, key by key of what is expected.
class Check {
public:
  Check(const YAML::Node& expected, const CaseAnswer& answer)
      : expected_(expected), answer_(answer) {}

  std::vector<std::string> run() {
    approach();
    one_of("path", answer_.path);
    one_of("status", answer_.status);
    none_of("must_not_path", answer_.path);
    options();
    if (expected_["min_open_questions"] &&
        answer_.open_questions < expected_["min_open_questions"].as<std::size_t>()) {
      complain("asks {} questions", answer_.open_questions);
    }
    if (answer_.verdict) {
      one_of("verdict", *answer_.verdict);
      none_of("not_verdict", *answer_.verdict);
    }
    if (answer_.hosting_mode) {
      none_of("must_not_hosting_mode", *answer_.hosting_mode);
    }
    modes();
    warnings();
    return std::move(complaints_);
  }

private:
  template <class... Args>
  void complain(fmt::format_string<Args...> text, Args&&... args) {
    complaints_.push_back(fmt::format(text, std::forward<Args>(args)...));
  }

  void approach() {
    const YAML::Node& sets = expected_["approach"];
    if (!sets) {
      return;
    }
    const Set done = done_options(answer_);
    const Set found = without(answer_.approach, done);
    for (const YAML::Node& each : sets) {
      const Set accepted = set_of(each);
      if (found == without(accepted, done) ||
          (answer_.status == "undecided" && contains(accepted, found))) {
        return;
      }
    }
    complain("approach is {}", joined(answer_.approach));
  }

  void one_of(const char* key, const std::string& found) {
    if (expected_[key] && set_of(expected_[key]).count(found) == 0) {
      complain("{} is {}, not one of {}", key, found, joined(set_of(expected_[key])));
    }
  }

  void none_of(const char* key, const std::string& found) {
    if (expected_[key] && set_of(expected_[key]).count(found) > 0) {
      complain("{}: {}", key, found);
    }
  }

  void options() {
    for (const std::string& option : set_of(expected_["must"])) {
      const std::string& verdict = answer_.options.at(option);
      if (verdict != "recommended" && verdict != "done") {
        complain("{} is {}, but must be recommended", option, verdict);
      }
    }
    for (const std::string& option : set_of(expected_["must_not"])) {
      if (answer_.options.at(option) == "recommended") {
        complain("{} must not be recommended", option);
      }
    }
    for (const auto& entry : expected_["options"]) {
      const std::string option = entry.first.as<std::string>();
      if (set_of(entry.second).count(answer_.options.at(option)) == 0) {
        complain("{} is {}", option, answer_.options.at(option));
      }
    }
  }

  void modes() {
    for (const auto& entry : expected_["mode_eligible"]) {
      const auto found = answer_.modes.find(entry.first.as<std::string>());
      if (found != answer_.modes.end() && set_of(entry.second).count(found->second) == 0) {
        complain("{} is eligible: {}", found->first, found->second);
      }
    }
  }

  void warnings() {
    if (!answer_.warnings) {
      return;
    }
    const Set all = set_of(expected_["warnings"]);
    if (!contains(*answer_.warnings, all)) {
      complain("lacks a warning of {}: has {}", joined(all), joined(*answer_.warnings));
    }
    const Set any = set_of(expected_["warnings_any"]);
    if (!any.empty() && without(any, *answer_.warnings) == any) {
      complain("has no warning of {}: has {}", joined(any), joined(*answer_.warnings));
    }
  }

  const YAML::Node expected_;
  const CaseAnswer& answer_;
  std::vector<std::string> complaints_;
};

} // namespace

CaseAnswer answer_of(const Decision& decision) {
  CaseAnswer answer;
  answer.status = decision.decided ? "decided" : "undecided";
  for (const Approach id : decision.approach) {
    answer.approach.emplace(name_of(id));
  }
  for (const OptionAdvice& option : decision.options) {
    answer.options.emplace(name_of(option.id), name_of(option.verdict));
  }
  answer.path = decision.path ? name_of(*decision.path) : "null";
  answer.open_questions = decision.open_questions.size();
  return answer;
}

CaseAnswer answer_of(const Advice& advice) {
  CaseAnswer answer = answer_of(advice.decision);
  answer.verdict = name_of(advice.decision.verdict);
  answer.warnings.emplace();
  for (const Warning& warning : advice.warnings) {
    answer.warnings->insert(warning.id);
  }
  if (advice.hosting) {
    answer.hosting_mode = name_of(*advice.hosting);
  }
  for (const HostingOption& mode : advice.modes) {
    answer.modes.emplace(name_of(mode.id), name_of(mode.eligible));
  }
  return answer;
}

CaseAnswer answer_of_report(const std::string& json) {
  const auto report = nlohmann::json::parse(json);
  const auto& decision = report.at("decision");
  CaseAnswer answer;
  answer.status = decision.at("status");
  answer.approach = decision.at("approach").get<Set>();
  for (const auto& option : decision.at("options")) {
    answer.options.emplace(option.at("id"), option.at("verdict"));
  }
  answer.path = decision.at("path").is_null() ? "null" : decision.at("path").get<std::string>();
  answer.open_questions = decision.at("open_questions").size();
  answer.verdict = decision.at("verdict").get<std::string>();
  answer.warnings.emplace();
  for (const auto& warning : report.at("warnings")) {
    answer.warnings->insert(warning.at("id").get<std::string>());
  }
  const auto& hosting = report.at("hosting");
  if (hosting.is_object()) {
    if (hosting.at("mode").is_string()) {
      answer.hosting_mode = hosting.at("mode").get<std::string>();
    }
    for (const auto& mode : hosting.at("modes")) {
      answer.modes.emplace(mode.at("id"), mode.at("eligible"));
    }
  }
  return answer;
}

ExampleCase::ExampleCase(std::string name, std::filesystem::path profile, std::string expected)
    : name_(std::move(name)), profile_(std::move(profile)), expected_(std::move(expected)) {}

std::vector<std::string> ExampleCase::complaints(const CaseAnswer& answer) const {
  const YAML::Node expected = YAML::Load(expected_);
  return Check{expected, answer}.run();
}

bool ExampleCase::accepts_approach(const std::set<std::string>& approach,
                                   const std::set<std::string>& done) const {
  const YAML::Node sets = YAML::Load(expected_)["approach"];
  return !sets || std::any_of(sets.begin(), sets.end(), [&](const YAML::Node& each) {
    return without(set_of(each), done) == without(approach, done);
  });
}

std::vector<ExampleCase> cases_in(const std::filesystem::path& folder) {
  std::vector<ExampleCase> cases;
  if (!std::filesystem::exists(folder / "expected.yaml")) {
    return cases;
  }
  const YAML::Node expected = YAML::LoadFile((folder / "expected.yaml").string());
  for (const auto& entry : expected["cases"]) {
    const std::string name = entry.first.as<std::string>();
    cases.emplace_back(name, folder / (name + ".yaml"), YAML::Dump(entry.second));
  }
  return cases;
}

} // namespace tunepath::test
