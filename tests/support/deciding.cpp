#include "support/deciding.hpp"

#include "advise/decide.hpp"
#include "support/scenario.hpp"

namespace tunepath::test {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : ", ") + word;
  }
  return text;
}

} // namespace

Facts facts_of(const std::string& profile) {
  return scenario_of("format: tunepath-profile/1\n" + profile).facts;
}

Decision decide_on(const std::string& profile) {
  return decide(facts_of(profile), knowledge());
}

std::string text_of(const std::vector<Approach>& approach) {
  std::vector<std::string> words;
  for (const Approach id : approach) {
    words.emplace_back(name_of(id));
  }
  return joined(words);
}

std::string text_of(const std::optional<Path>& path) {
  return path ? std::string{name_of(*path)} : "null";
}

const Reason* reason(const std::vector<Reason>& reasons, const std::string& rule) {
  for (const Reason& each : reasons) {
    if (each.rule == rule) {
      return &each;
    }
  }
  return nullptr;
}

std::string questions(const Decision& decision) {
  std::vector<std::string> facts;
  for (const OpenQuestion& question : decision.open_questions) {
    facts.push_back(question.fact);
  }
  return joined(facts);
}

} // namespace tunepath::test
