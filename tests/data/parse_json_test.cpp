#include "data/node.hpp"
#include "support/catch.hpp"

using namespace tunepath;
using data::Node;

namespace {

std::string problem_of(const std::string& text) {
  const auto node = data::parse_json(text, "c.json");
  return node ? "" : render(node.problems().front(), "");
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) {
    out += text;
  }
  return out;
}

} // namespace

TEST_CASE("JSON becomes a tree with positions", "[data][json]") {
  const auto parsed = data::parse_json(
      "{\n \"a\": 1.50,\n \"b\" : [true, null, \"x\\ny\"],\n"
      " \"c\":{\"d\":\"1\"}\n}\n",
      "c.json");
  REQUIRE(parsed);
  const Node& root = parsed.value();
  REQUIRE(root.is_map());
  CHECK(root.at == Position{"c.json", 1, 1});
  const Node& a = *root.find("a");
  CHECK(a.scalar == "1.50"); // As it is written.
  CHECK_FALSE(a.quoted);
  CHECK(a.at == Position{"c.json", 2, 7});
  CHECK(root.keys[1].second == Position{"c.json", 3, 2});
  const Node& b = *root.find("b");
  REQUIRE(b.items.size() == 3);
  CHECK(b.at == Position{"c.json", 3, 8});
  CHECK(b.items[0].scalar == "true");
  CHECK(b.items[0].at == Position{"c.json", 3, 9});
  CHECK(b.items[1].kind == Node::Kind::null);
  CHECK(b.items[2].quoted);
  CHECK(b.items[2].scalar == "x\ny");
  CHECK(root.find("c")->find("d")->at == Position{"c.json", 4, 11});
}

TEST_CASE("a byte order mark and blanks around are passed over", "[data][json]") {
  CHECK(data::parse_json("\xEF\xBB\xBF {\"a\": 1} \n", "c.json"));
}

TEST_CASE("what is no JSON is named where it stands", "[data][json]") {
  struct Case {
    const char* name;
    std::string text;
    const char* says;
  };
  const Case c = GENERATE(values<Case>({
      {"nothing", "", "c.json:1:1: error: the text ends too early"},
      {"blanks", " \n ", "c.json:2:2: error: the text ends too early"},
      {"cut off", "{\"a\": [1, 2", "c.json:1:12: error: the text ends too early"},
      {"a text without an end", "{\"a\": \"xyz", "error: the text ends too early"},
      {"no comma", "{\"a\": 1\n \"b\": 2}", "c.json:2:2: error: not valid JSON: Missing a comma"},
      {"NaN", "{\"a\": NaN}", "c.json:1:7: error: not valid JSON: Invalid value"},
      {"Infinity", "{\"a\": Infinity}", "error: not valid JSON: Invalid value"},
      {"no double", "{\"a\": 1e999}", "error: not valid JSON: Number too big"},
      {"digits without end", "[" + repeated("9", 100'000) + "]", "Number too big"},
      {"a comment", "{ // no\n}", "error: not valid JSON: Missing a name"},
      {"more behind it", "{} {}", "c.json:1:4: error: not valid JSON: The document root must not"},
      {"a key twice", "{\"a\": 1,\n \"a\": 2}", "c.json:2:2: error: the key 'a' is given twice"},
      {"a zero byte", std::string{"{\"a\": \"\0\"}", 10}, "error: not a text file: a zero byte"},
      {"no UTF-8", "{\"a\": \"\xFF\"}", "error: the text is not UTF-8"},
      {"YAML", "a: 1\n", "c.json:1:1: error: not valid JSON: Invalid value"},
      {"deep lists", repeated("[", 40), "c.json:1:33: error: more than 32 levels deep"},
      {"very deep lists", repeated("[", 1'000'000), "more than 32 levels deep"},
      {"very deep objects", repeated("{\"a\":", 500'000), "more than 32 levels deep"},
      {"very many values", "[" + repeated("0,", 500'001) + "0]", "more than 500000 values"},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK_THAT(problem_of(c.text), Catch::Matchers::ContainsSubstring(c.says));
  }
}

TEST_CASE("numbers stay as they are written", "[data][json]") {
  const std::string digits = repeated("9", 300);
  const auto parsed = data::parse_json("[" + digits + ", 1e99, -0.0]", "c.json");
  REQUIRE(parsed);
  CHECK(parsed.value().items[0].scalar == digits);
  CHECK(parsed.value().items[1].scalar == "1e99");
  CHECK(parsed.value().items[2].scalar == "-0.0");
}

TEST_CASE("cut off anywhere, it is refused and never read as something else", "[data][json]") {
  const std::string text = R"({"a": [1, {"b": "c\u00e9"}, -2.5e3], "d": {"e": null, "f": true}})";
  for (std::size_t length = 0; length < text.size(); ++length) {
    CAPTURE(length);
    CHECK_FALSE(data::parse_json(text.substr(0, length), "c.json"));
  }
  CHECK(data::parse_json(text, "c.json"));
}
