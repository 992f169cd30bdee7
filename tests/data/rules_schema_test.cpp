#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/schema.hpp"
#include "tunepath/data/profile_files.hpp"

#include <filesystem>

#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

using namespace tunepath;

namespace {

/// YAML as JSON, every scalar as text.
nlohmann::json as_json(const YAML::Node& node) {
  if (node.IsMap()) {
    nlohmann::json out = nlohmann::json::object();
    for (const auto& entry : node) {
      out[entry.first.as<std::string>()] = as_json(entry.second);
    }
    return out;
  }
  if (node.IsSequence()) {
    nlohmann::json out = nlohmann::json::array();
    for (const YAML::Node& item : node) {
      out.push_back(as_json(item));
    }
    return out;
  }
  return node.as<std::string>();
}

} // namespace

TEST_CASE("every shipped rule file fits the schema of rule files", "[data][rules]") {
  int files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator{test::source_directory() / "data/rules"}) {
    if (entry.path().extension() == ".yaml") {
      CAPTURE(entry.path().filename().string());
      const auto json = as_json(YAML::LoadFile(entry.path().string()));
      CHECK(test::schema_problems(rules_schema(), json.dump()) == std::vector<std::string>{});
      ++files;
    }
  }
  CHECK(files >= 7);
}

TEST_CASE("the schema of a rule file refuses what the reader refuses", "[data][rules]") {
  const auto problems = [](const std::string& rest) {
    return test::schema_problems(rules_schema(), R"({"format": "tunepath-rules/1", )" + rest + "}")
        .size();
  };
  const std::string rule =
      R"("id": "X1", "subject": "rag", "effect": "recommended", "when": "problem.missing_facts",
         "because": "b", "source": "judgement", "date": "2026-11-22")";
  CHECK(problems(R"("topic": "approach", "rules": [{)" + rule + "}]") == 0);
  CHECK(problems(R"("rules": [{)" + rule + R"(, "topic": "approach"}])") == 0);
  CHECK(problems(R"("topic": "aproach", "rules": [{)" + rule + "}]") > 0);
  CHECK(problems(R"("rules": [{)" + rule + R"(, "becuse": "x"}])") > 0);
  CHECK(problems(R"("rules": [{"id": "X1"}])") > 0);
  CHECK(
      problems(
          R"("parameters": [{"name": "few", "value": 20, "source": "s", "date": "2026-11-22"}])") ==
      0);
  CHECK(problems(R"("parameters": [{"name": "few", "source": "s"}])") > 0);
  CHECK(problems(R"("rates": [])") > 0);
}
