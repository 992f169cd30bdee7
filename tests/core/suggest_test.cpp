#include "tunepath/core/suggest.hpp"

#include "support/catch.hpp"

#include <array>

using namespace tunepath;

namespace {

constexpr std::array<std::string_view, 5> k_words{"epochs", "sequence_length", "instance",
                                                  "instances", "spot"};

} // namespace

TEST_CASE("a slip of the finger finds the word that was meant", "[core]") {
  struct Case {
    const char* name;
    const char* word;
    const char* expected; ///< "" where nothing is near
  };
  const Case c = GENERATE(values<Case>({
      {"a letter left out", "epoch", "epochs"},
      {"a letter too many", "epocchs", "epochs"},
      {"a wrong letter", "spat", "spot"},
      {"two letters swapped", "epohcs", "epochs"},
      {"a hyphen for an underscore", "sequence-length", "sequence_length"},
      {"of two equally near, the first", "instancex", "instance"},
      {"the word itself", "instances", "instances"},
      {"nothing like it", "temperature", ""},
      {"too short to tell", "xy", ""},
      {"nothing at all", "", ""},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(closest(c.word, k_words).value_or("") == c.expected);
  }
}

TEST_CASE("a suggestion is a question, or what else there is to say", "[core]") {
  CHECK(did_you_mean("epoch", k_words) == "did you mean 'epochs'?");
  CHECK(did_you_mean("temperature", k_words, "see the manual") == "see the manual");
  CHECK(did_you_mean("temperature", k_words).empty());
  CHECK(did_you_mean("epoch", {}).empty());
}

TEST_CASE("a word of any length is compared in no time", "[core]") {
  const std::string endless(1'000'000, 'e');
  CHECK_FALSE(closest(endless, k_words));
}
