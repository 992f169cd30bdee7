#include "support/process.hpp"

#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/schema.hpp"

#include <string>

using namespace tunepath::test;

namespace {

Command shell(const std::string& script) {
  Command command;
  command.argv = {"sh", "-c", script};
  return command;
}

} // namespace

TEST_CASE("a process gets its input and gives back all that it says", "[support]") {
  Command command = shell("cat; echo \"$WORD\" >&2; pwd; exit 3");
  const ScratchDirectory scratch;
  command.in = std::string(200'000, 'x') + "\n"; // More than a pipe would hold.
  command.environment = {{"WORD", "hello"}};
  command.directory = scratch.path();
  const Outcome outcome = run(command);
  CHECK(outcome.code == 3);
  CHECK(outcome.out == command.in + scratch.path().string() + "\n");
  CHECK(outcome.err == "hello\n");
  CHECK_FALSE(outcome.timed_out);
}

TEST_CASE("a process that does not end is killed", "[support]") {
  Command command = shell("exec sleep 60");
  command.timeout = std::chrono::milliseconds{50};
  const Outcome outcome = run(command);
  CHECK(outcome.timed_out);
  CHECK(outcome.code == 128 + 9);
}

TEST_CASE("a program that is not there is an error", "[support]") {
  Command command;
  command.argv = {"no-such-program-as-this"};
  CHECK_THROWS_AS(run(command), std::runtime_error);
}

TEST_CASE("a document is checked against its schema by somebody else", "[support]") {
  const std::string schema = R"({"type": "object", "required": ["naïve"],
                                 "properties": {"n": {"type": "integer"}}})";
  CHECK(schema_problems(schema, R"({"naïve": 1, "n": 2})").empty());
  CHECK(schema_problems(schema, R"({"naïve": 1, "n": "2"})") ==
        std::vector<std::string>{"/n: '2' is not of type 'integer'"});
  CHECK(schema_problems(schema, "{}") ==
        std::vector<std::string>{"/: 'naïve' is a required property"});
  CHECK_FALSE(schema_problems(R"({"type": "no such type"})", "{}").empty());
  CHECK_FALSE(schema_problems(schema, "not JSON").empty());
}
