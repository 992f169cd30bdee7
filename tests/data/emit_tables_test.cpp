#include "tunepath/data/emit_tables.hpp"

#include "data/cpp_literals.hpp"
#include "support/catch.hpp"

using namespace tunepath;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("any text becomes a C++ literal that means the same", "[data]") {
  struct Case {
    const char* name;
    std::string text;
    const char* expected;
  };
  const Case c = GENERATE(values<Case>({
      {"plain text", "nova-lite", "\"nova-lite\""},
      {"nothing", "", "\"\""},
      {"quotes and backslashes", "a \"b\" \\c", "\"a \\\"b\\\" \\\\c\""},
      {"lines", "a\nb\n", "\"a\\n\"\n\"b\\n\""},
      {"a control character before a digit",
       "\x01"
       "7",
       "\"\\0017\""},
      {"umlauts", "gr\xC3\xB6\xC3\x9F", "\"gr\xC3\xB6\xC3\x9F\""},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(data::string_literal(c.text) == c.expected);
  }
}

TEST_CASE("values become initialisers", "[data]") {
  data::CppLiterals literals;
  CHECK(literals.of(std::string_view{}) == "{}");
  CHECK(literals.of(std::int64_t{-3}) == "-3");
  CHECK(literals.of(true) == "true");
  CHECK(literals.of(Decimal::scaled(35, 3)) == "Decimal::scaled(35, 3)");
  CHECK(literals.of(Date::days(20'000)) == "Date::days(20000)");
  CHECK(literals.of(Term::one_month) == "Nth{3}");
  CHECK(literals.of(std::optional<Decimal>{}) == "{}");
  CHECK(literals.of(Place{"a.yaml", 7, 5}) == "{file_0, 7, 5}");
  const std::string_view words[] = {"a", "b"};
  CHECK(literals.of(std::span<const std::string_view>{words}) == "list_0");
  CHECK(literals.of(std::span<const std::string_view>{words}) == "list_0"); // written once
  CHECK(literals.declarations() ==
        "constexpr auto file_0 = \"a.yaml\"sv;\n"
        "constexpr std::string_view list_0[] = {\"a\"sv, \"b\"sv};\n");
}

TEST_CASE("the same rows give the same source, whatever the order of the files", "[data]") {
  const DataFile first{"catalog/a.yaml",
                       "format: tunepath-catalog/1\n"
                       "accelerators: [{id: x, kind: gpu, source: s}]\n"};
  const DataFile second{"catalog/b.yaml",
                        "format: tunepath-catalog/1\n"
                        "accelerators: [{id: w, kind: neuron, source: s}]\n"};
  const std::vector<DataFile> forward{first, second};
  const std::vector<DataFile> backward{second, first};
  const std::string source = emit_tables(read_tables(forward).value(), {});
  CHECK(source == emit_tables(read_tables(backward).value(), {}));
  CHECK_THAT(source, ContainsSubstring(
                         "constexpr Accelerator accelerators[] = {\n"
                         "{.id = \"w\"sv, .calibration_name = {}, .on_sagemaker = false, .kind = "
                         "Nth{1}, "));
  CHECK_THAT(source, ContainsSubstring("constexpr std::span<const RateRow> rates;\n"));
}
