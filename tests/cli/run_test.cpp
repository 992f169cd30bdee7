#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/process.hpp"

using namespace tunepath::test;

namespace {

/// Runs the binary with its output into a device that is full.
Outcome into_full_disk(const std::string& arguments) {
  Command command;
  command.argv = {"/bin/sh", "-c",
                  "'" + std::string{TUNEPATH_BINARY} + "' " + arguments + " >/dev/full"};
  command.directory = source_directory();
  return run(command);
}

const std::string k_lost =
    "(standard output): error: cannot be written: No space left on device\n"
    "hint: check where it goes: what is there is not whole\n";

} // namespace

TEST_CASE("output that cannot be written is said, and no gate speaks before", "[cli]") {
  const Outcome estimate = into_full_disk(
      "estimate data/profiles/text-to-sql.yaml --as-of 2026-11-22 --format line --max-total 1");
  CHECK(estimate.code == 2);
  CHECK(estimate.err == k_lost);
  for (const char* arguments : {"--version", "--help", "facts", "schema report"}) {
    CAPTURE(arguments);
    const Outcome outcome = into_full_disk(arguments);
    CHECK(outcome.code == 2);
    CHECK(outcome.err == k_lost);
  }
}
