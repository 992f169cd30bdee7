#include "support/terminal.hpp"

#include "support/catch.hpp"

#include <csignal>

using namespace tunepath::test;

namespace {

Command command(std::vector<std::string> argv, std::chrono::milliseconds timeout) {
  Command result;
  result.argv = std::move(argv);
  result.timeout = timeout;
  return result;
}

} // namespace

TEST_CASE("a program in a terminal is typed to and seen", "[support]") {
  Terminal terminal{command({"cat"}, std::chrono::seconds{60})};
  terminal.type("hello\n");
  CHECK(terminal.wait_for("hello\nhello\n") == "hello\nhello\n"); // Its echo, and what cat says.
  terminal.type("\x04");
  CHECK(terminal.wait_for_end() == 0);
}

TEST_CASE("a program in a terminal can be interrupted and hung up on", "[support]") {
  Terminal interrupted{command({"cat"}, std::chrono::seconds{60})};
  interrupted.type("x\n");
  interrupted.wait_for("x\nx\n");
  interrupted.type("\x03");
  CHECK(interrupted.wait_for_end() == 128 + SIGINT);

  Terminal hung_up{command({"cat"}, std::chrono::seconds{60})};
  hung_up.type("x\n");
  hung_up.wait_for("x\nx\n");
  hung_up.close_window();
  CHECK(hung_up.wait_for_end() == 128 + SIGHUP);
}

TEST_CASE("a program in a terminal that never says it is not waited for", "[support]") {
  Terminal terminal{command({"sleep", "600"}, std::chrono::milliseconds{200})};
  CHECK_THROWS_WITH(terminal.wait_for("never"), "the time is up; seen was:\n");
  CHECK_THROWS_WITH(terminal.wait_for_end(), "the time is up; seen was:\n");
}
