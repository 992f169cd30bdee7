#include "report/wrap.hpp"

#include "support/catch.hpp"

#include <string>
#include <vector>

namespace tunepath {
namespace {

using Lines = std::vector<std::string>;

TEST_CASE("text is broken at blanks", "[report]") {
  CHECK(wrap::lines("to be or not", 5) == Lines{"to be", "or", "not"});
  CHECK(wrap::lines("  to   be ", 80) == Lines{"to be"});
  CHECK(wrap::lines("", 10) == Lines{""});
}

TEST_CASE("a word wider than the line is cut at a joint, else at the edge", "[report]") {
  CHECK(wrap::lines("profiles/review.yaml", 12) == Lines{"profiles/", "review.yaml"});
  CHECK(wrap::lines("abcdefgh", 3) == Lines{"abc", "def", "gh"});
  CHECK(wrap::lines("a b", 0) == Lines{"a", "b"});
}

TEST_CASE("width counts code points, and no code point is split", "[report]") {
  CHECK(wrap::width("Köln") == 4);
  CHECK(wrap::lines("ÄÖÜß", 3) == Lines{"ÄÖÜ", "ß"});
  CHECK(wrap::pad_left("ö", 3) == "  ö");
  CHECK(wrap::pad_right("ö", 3) == "ö  ");
}

TEST_CASE("clean text is one line without control characters", "[report]") {
  CHECK(wrap::clean(" a\tb\r\nc ", false) == "a b c");
  CHECK(wrap::clean("\x1b[31mred\x7f", false) == "?[31mred?");
  CHECK(wrap::clean("\xff", false) == "?");
  CHECK(wrap::clean("Zürich \xE2\x82\xAC", false) == "Zürich \xE2\x82\xAC");
  CHECK(wrap::clean("Zürich \xE2\x82\xAC", true) == "Z?rich ?");
}

} // namespace
} // namespace tunepath
