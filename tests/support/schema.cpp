#include "support/schema.hpp"

#include "support/process.hpp"

#include <sstream>

namespace tunepath::test {

namespace {

// Schema and document come on stdin, each behind its length in characters.
constexpr const char* k_validator = R"(
import io, json, sys
try:
    import jsonschema
except ImportError:
    sys.exit('no JSON Schema validator; install python3-jsonschema')
text = io.TextIOWrapper(sys.stdin.buffer, encoding='utf-8', newline='').read()
size, _, rest = text.partition('\n')
schema, document = json.loads(rest[:int(size)]), json.loads(rest[int(size):])
validator = jsonschema.validators.validator_for(schema)
validator.check_schema(schema)
for error in validator(schema, format_checker=jsonschema.FormatChecker()).iter_errors(document):
    path = ''.join('/' + str(part) for part in error.absolute_path)
    print((path or '/') + ': ' + error.message.replace('\n', ' '))
)";

std::size_t characters(const std::string& utf8) {
  std::size_t count = 0;
  for (const char byte : utf8) {
    count += (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U ? 0 : 1;
  }
  return count;
}

} // namespace

std::vector<std::string> schema_problems(const std::string& schema, const std::string& document) {
  Command command;
  command.argv = {TUNEPATH_PYTHON, "-c", k_validator};
  command.in = std::to_string(characters(schema)) + "\n" + schema + document;
  const Outcome outcome = run(command);

  std::vector<std::string> problems;
  std::istringstream lines{outcome.out};
  for (std::string line; std::getline(lines, line);) {
    problems.push_back(line);
  }
  if (outcome.code != 0) {
    problems.push_back(outcome.err);
  }
  return problems;
}

} // namespace tunepath::test
