#include "support/deciding.hpp"

#include "advise/decide.hpp"
#include "support/catch.hpp"
#include "tunepath/data/read_profile.hpp"
#include "tunepath/data/shipped.hpp"

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

const Knowledge& knowledge() {
  static const FactSchema schema{shipped().facts};
  static const RateTable rates{{}};
  static const RuleSet rules = RuleSet::make(shipped().rules, shipped().parameters, schema).value();
  static const Knowledge instance{schema, shipped().catalog, rates, rules};
  return instance;
}

Facts facts_of(const std::string& profile) {
  ProfileRequest request;
  request.file = "profile.yaml";
  request.text = "format: tunepath-profile/1\n" + profile;
  request.read = [](const std::string&) { return std::optional<std::string>{}; };
  request.today = Date::parse("2026-11-22").value();
  const ProfileReading reading = read_profile(request, knowledge().schema, knowledge().catalog);
  for (const Diagnostic& problem : reading.problems()) {
    UNSCOPED_INFO(render(problem, request.text));
  }
  REQUIRE(reading);
  return reading.value().facts;
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
