#include "support/catch.hpp"
#include "tunepath/catalog/catalog.hpp"
#include "tunepath/facts/declaration.hpp"
#include "tunepath/rates/rate.hpp"
#include "tunepath/rules/rule.hpp"

#include <set>

using namespace tunepath;

TEMPLATE_TEST_CASE("every enumerator has one name, and the name finds it", "[core]", Unit, Truth,
                   Confidence, Variant, Scope, Meter, Term, Weights, AcceleratorKind, RecipeCatalog,
                   FactType, Topic, Effect) {
  std::set<std::string_view> names;
  int number = 0;
  for (const auto& [value, name] : Names<TestType>::k_all) {
    CAPTURE(name);
    CHECK(static_cast<int>(value) == number++); // None is left out before the last one.
    CHECK(names.insert(name).second);
    CHECK(name_of(value) == name);
    CHECK(named<TestType>(name) == value);
  }
  CHECK(name_of(static_cast<TestType>(number)) == "?");
  CHECK_FALSE(named<TestType>("no such name"));
}

TEST_CASE("three-valued logic follows Kleene's tables", "[core]") {
  using enum Truth;
  CHECK(both(yes, unknown) == unknown);
  CHECK(both(no, unknown) == no);
  CHECK(either(yes, unknown) == yes);
  CHECK(either(no, unknown) == unknown);
  CHECK(opposite(unknown) == unknown);
  CHECK(opposite(yes) == no);
}
