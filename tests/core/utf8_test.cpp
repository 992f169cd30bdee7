#include "tunepath/core/utf8.hpp"

#include "support/catch.hpp"

#include <string>

using namespace tunepath;

TEST_CASE("the first byte that is no UTF-8 is found", "[core]") {
  CHECK(find_invalid_utf8("") == std::string_view::npos);
  CHECK(find_invalid_utf8("gr\xC3\xBC\xC3\x9F \xF0\x9F\x98\x80") == std::string_view::npos);
  CHECK(find_invalid_utf8("ab\xFF") == 2);
  CHECK(find_invalid_utf8("\xC3") == 0);
  CHECK(find_invalid_utf8("a\xC3(") == 1);
  CHECK(find_invalid_utf8("\xED\xBF\xBF") == 0);
}

TEST_CASE("a sequence is as long as its first byte says", "[core]") {
  CHECK(sequence_length("a") == 1);
  CHECK(sequence_length("\xC3\xA9x") == 2);
  CHECK(sequence_length("\xE2\x82\xAC") == 3);
  CHECK(sequence_length("\xF0\x9F\x98\x80") == 4);
  CHECK(sequence_length("\xF0\x8F\x98\x80") == 0); // overlong
  CHECK(sequence_length("\xF5\x80\x80\x80") == 0);
}
