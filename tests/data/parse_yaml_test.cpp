#include "data/node.hpp"
#include "support/catch.hpp"

using namespace tunepath;
using data::Node;
using data::parse_yaml;

namespace {

/// All that is wrong with `text`, as the user sees it.
std::string problems_of(const std::string& text) {
  std::string out;
  for (const Diagnostic& problem : parse_yaml(text, "f.yaml").problems()) {
    out += render(problem, text);
  }
  return out;
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) {
    out += text;
  }
  return out;
}

} // namespace

TEST_CASE("YAML becomes a tree in which everything knows its place", "[data]") {
  const auto parsed = parse_yaml(
      "# a comment\n"
      "name: tuned\n"
      "data:\n"
      "  examples: 3200 # checked\n"
      "  kinds: [format, \"style\"]\n"
      "nothing:\n",
      "f.yaml");
  REQUIRE(parsed);
  const Node& root = parsed.value();
  REQUIRE(root.is_map());
  CHECK(root.keys.size() == 3);
  CHECK(root.keys[1].second == Position{"f.yaml", 3, 1});
  CHECK(root.find("name")->scalar == "tuned");
  CHECK(root.find("name")->at == Position{"f.yaml", 2, 7});
  const Node& data = *root.find("data");
  CHECK(data.find("examples")->at == Position{"f.yaml", 4, 13});
  CHECK(data.find("examples")->scalar == "3200");
  const Node& kinds = *data.find("kinds");
  REQUIRE(kinds.is_list());
  CHECK(kinds.items[1].at == Position{"f.yaml", 5, 19});
  CHECK(kinds.items[1].quoted);
  CHECK_FALSE(kinds.items[0].quoted);
  CHECK(root.find("nothing")->kind == Node::Kind::null);
  CHECK(root.find("data.examples") == nullptr);
}

TEST_CASE("texts that look unlike each other can be the same tree", "[data]") {
  struct Case {
    const char* name;
    std::string text;
  };
  const Case c = GENERATE(values<Case>({
      {"block style", "a: 1\nb: [x, y]\n"},
      {"flow style", "{a: 1, b: [x, y]}"},
      {"JSON", "{\"a\": 1, \"b\": [\"x\", \"y\"]}"},
      {"line ends of Windows", "a: 1\r\nb:\r\n  - x\r\n  - y\r\n"},
      {"a byte order mark",
       "\xEF\xBB\xBF"
       "a: 1\nb: [x, y]\n"},
      {"a document with its marks", "---\na: 1\nb: [x, y]\n...\n"},
  }));
  DYNAMIC_SECTION(c.name) {
    const auto parsed = parse_yaml(c.text, "f.yaml");
    REQUIRE(parsed);
    const Node& root = parsed.value();
    REQUIRE(root.is_map());
    CHECK(root.find("a")->scalar == "1");
    REQUIRE(root.find("b")->items.size() == 2);
    CHECK(root.find("b")->items[1].scalar == "y");
  }
}

TEST_CASE("an empty text is nothing", "[data]") {
  const auto text = GENERATE("", "\n", "# only a comment\n", "---\n", "~", "null");
  CAPTURE(text);
  const auto parsed = parse_yaml(text, "f.yaml");
  REQUIRE(parsed);
  CHECK(parsed.value().kind == Node::Kind::null);
}

TEST_CASE("only plain null is nothing", "[data]") {
  CHECK(parse_yaml("null", "f.yaml").value().kind == Node::Kind::null);
  CHECK(parse_yaml("\"null\"", "f.yaml").value().is_scalar());
  CHECK(parse_yaml("''", "f.yaml").value().is_scalar());
}

TEST_CASE("what is wrong with a YAML text is said where it stands", "[data]") {
  struct Case {
    const char* name;
    std::string text;
    std::string expected;
  };
  const Case c = GENERATE(values<Case>({
      {"a key given twice", "a: 1\nb: 2\na: 3\n",
       "f.yaml:3:1: error: the key 'a' is given twice\n"
       "   3 | a: 3\n"
       "     | ^\n"
       "hint: keep one; the first is in line 1\n"},
      {"a key given three times, in a list", "- {a: 1, a: 2, a: 3}\n",
       "f.yaml:1:10: error: the key 'a' is given twice\n"
       "   1 | - {a: 1, a: 2, a: 3}\n"
       "     |          ^\n"
       "hint: keep one; the first is in line 1\n"
       "f.yaml:1:16: error: the key 'a' is given twice\n"
       "   1 | - {a: 1, a: 2, a: 3}\n"
       "     |                ^\n"
       "hint: keep one; the first is in line 1\n"},
      {"an anchor", "a: &x 1\n",
       "f.yaml:1:4: error: anchors are not supported\n"
       "   1 | a: &x 1\n"
       "     |    ^\n"
       "hint: write the value out where it is needed\n"},
      {"an alias of nothing", "a: *x\n",
       "f.yaml:1:4: error: aliases are not supported\n"
       "   1 | a: *x\n"
       "     |    ^\n"
       "hint: write the value out\n"},
      {"a billion laughs", "a: &a [lol, lol]\nb: &b [*a, *a]\nc: [*b, *b]\n",
       "f.yaml:1:4: error: anchors are not supported\n"
       "   1 | a: &a [lol, lol]\n"
       "     |    ^\n"
       "hint: write the value out where it is needed\n"},
      {"a tag", "a: !!int 3\n",
       "f.yaml:1:4: error: the tag 'tag:yaml.org,2002:int' is not supported\n"
       "   1 | a: !!int 3\n"
       "     |    ^\n"
       "hint: leave it out\n"},
      {"two documents", "a: 1\n---\nb: 2\n",
       "f.yaml:2:1: error: more than one YAML document\n"
       "   2 | ---\n"
       "     | ^\n"
       "hint: keep one document to a file\n"},
      {"a list as a key", "? [a]\n: b\n",
       "f.yaml:1:3: error: a key must be plain text\n"
       "   1 | ? [a]\n"
       "     |   ^\n"
       "hint: put the key in front of the colon on one line\n"},
      {"a bracket that is never closed", "a: [1, 2\n",
       "f.yaml:1:4: error: the bracket is not closed\n"
       "   1 | a: [1, 2\n"
       "     |    ^\n"
       "hint: end the list with ]\n"},
      {"brackets without a group of keys before them", "a: [[[",
       "f.yaml:1:6: error: the bracket is not closed\n"
       "   1 | a: [[[\n"
       "     |      ^\n"
       "hint: end the list with ]\n"},
      {"JSON that is cut off", "{\"a\": {\"b\": 1}\n",
       "f.yaml:1:1: error: the bracket is not closed\n"
       "   1 | {\"a\": {\"b\": 1}\n"
       "     | ^\n"
       "hint: end the group of keys with }\n"},
      {"a list without commas, which is closed", "[\"a\" \"b\"]\n",
       "f.yaml:1:6: error: not valid YAML: end of sequence flow not found\n"
       "   1 | [\"a\" \"b\"]\n"
       "     |      ^\n"
       "hint: check the indentation, quotes and brackets here\n"},
      {"two colons", "a: b: c\n",
       "f.yaml:1:5: error: not valid YAML: illegal map value\n"
       "   1 | a: b: c\n"
       "     |     ^\n"
       "hint: check the indentation, quotes and brackets here\n"},
      {"a tab as indentation", "a:\n\tb: 2\n",
       "f.yaml:2:3: error: not valid YAML: illegal map value\n"
       "   2 |  b: 2\n"
       "     |   ^\n"
       "hint: indent with blanks, not with a tab\n"},
      {"a key given twice, before what ends the reading", "a: 1\na: 2\nb: &x 3\n",
       "f.yaml:2:1: error: the key 'a' is given twice\n"
       "   2 | a: 2\n"
       "     | ^\n"
       "hint: keep one; the first is in line 1\n"
       "f.yaml:3:4: error: anchors are not supported\n"
       "   3 | b: &x 3\n"
       "     |    ^\n"
       "hint: write the value out where it is needed\n"},
      {"a zero byte", std::string{"a: 1\nb: \0\n", 10},
       "f.yaml:2:1: error: not a text file: a zero byte\n"
       "   2 | b: ?\n"
       "     | ^\n"
       "hint: save the file as UTF-8\n"},
      {"another encoding", "a: 1\nb: gr\xFC\xDF\n",
       "f.yaml:2:1: error: the text is not UTF-8\n"
       "   2 | b: gr??\n"
       "     | ^\n"
       "hint: save the file as UTF-8\n"},
      {"a control character behind an escape", "a: \"\\e[2J\"\n",
       "f.yaml:1:4: error: a text holds a control character\n"
       "   1 | a: \"\\e[2J\"\n"
       "     |    ^\n"
       "hint: leave it out\n"},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(problems_of(c.text) == c.expected);
  }
}

TEST_CASE("a quote without a second one is refused where it stands", "[data]") {
  struct Case {
    const char* name;
    std::string text;
    Position at;
    const char* hint;
  };
  const Case c = GENERATE(values<Case>({
      {"the rest of a file",
       "a: 1\nname: \"abc\nregion: x\n",
       {"f.yaml", 2, 7},
       "end the text with \""},
      {"without the end of the line",
       "name: \"abc\nregion: x",
       {"f.yaml", 1, 7},
       "end the text with \""},
      {"blanks behind it", "name: \"abc  \n\n  ", {"f.yaml", 1, 7}, "end the text with \""},
      {"single quotes", "name: 'it''s\n", {"f.yaml", 1, 7}, "end the text with '"},
      {"a quote that is meant", "name: \"a\\\"\n", {"f.yaml", 1, 7}, "end the text with \""},
      {"a backslash at the end", "name: \"a\\", {"f.yaml", 1, 7}, "end the text with \""},
      {"behind a byte order mark",
       "\xEF\xBB\xBFname: \"abc\n",
       {"f.yaml", 1, 7},
       "end the text with \""},
      {"within brackets", "{\"a\": \"b}\n", {"f.yaml", 1, 7}, "end the text with \""},
      {"a key", "\"a: 1\n", {"f.yaml", 1, 1}, "end the text with \""},
      {"nothing behind it", "a: '", {"f.yaml", 1, 4}, "end the text with '"},
  }));
  DYNAMIC_SECTION(c.name) {
    const auto parsed = parse_yaml(c.text, "f.yaml");
    REQUIRE(parsed.problems().size() == 1);
    CHECK(parsed.problems().front().message == "the quote is not closed");
    CHECK(parsed.problems().front().at == c.at);
    CHECK(parsed.problems().front().hint == c.hint);
  }
}

TEST_CASE("quotes that end are read, over several lines too", "[data]") {
  const auto read = [](const std::string& text) {
    const auto parsed = parse_yaml(text, "f.yaml");
    REQUIRE(parsed);
    return parsed.value().find("a")->scalar;
  };
  CHECK(read("a: \"b\n  c\"\n\n") == "b c");
  CHECK(read("a: 'it''s'") == "it's");
  CHECK(read("a: \"\\\\\"") == "\\");
  CHECK(read("a: ''\n") == "");
  CHECK(read("a: ! plain\n") == "plain"); // Counts as quoted, and has no quotes.
  CHECK(read("a: say \"x\n") == "say \"x");
}

TEST_CASE("half an end of line of Windows at the end of a text says nothing", "[data]") {
  const auto text = GENERATE("a: 1\r", "{a: 1}\r", "{\"a\": \"1\"}\r", "a: 1\r\n\r");
  CAPTURE(text);
  const auto parsed = parse_yaml(text, "f.yaml");
  REQUIRE(parsed);
  CHECK(parsed.value().find("a")->scalar == "1");
  CHECK(parse_yaml("\r", "f.yaml").value().kind == Node::Kind::null);
}

TEST_CASE("a text that would eat time or memory is refused", "[data]") {
  struct Case {
    const char* name;
    std::string text;
    const char* message;
  };
  std::string keys;
  for (int i = 0; i < 10'001; ++i) {
    keys += "k" + std::to_string(i) + ": 1\n";
  }
  const Case c = GENERATE_COPY(values<Case>({
      {"brackets without end", repeated("[", 100'000), "a key must be plain text"},
      {"many brackets", repeated("[", 33) + repeated("]", 33), "more than 32 levels deep"},
      {"many braces", repeated("{a: ", 33) + repeated("}", 33), "more than 32 levels deep"},
      {"dashes without end", repeated("- ", 100'000), "more than 32 levels deep"},
      {"question marks without end", repeated("? ", 100'000), "a key must be plain text"},
      {"keys without end", keys, "more than 10000 keys in one group"},
      {"the same key without end", repeated("k: 1\n", 5'000), "the key 'k' is given twice"},
      {"values without end", "[" + repeated("1,", 500'001) + "]", "more than 500000 values"},
      {"text without end", std::string((std::size_t{64} << 20U) + 1, 'x'),
       "the file is larger than 64 MiB"},
  }));
  DYNAMIC_SECTION(c.name) {
    const auto parsed = parse_yaml(c.text, "f.yaml");
    REQUIRE_FALSE(parsed);
    CHECK(parsed.problems().back().message == c.message);
    CHECK(parsed.problems().size() <= 200);
  }
}

TEST_CASE("32 levels are not too deep", "[data]") {
  CHECK(parse_yaml(repeated("[", 32) + repeated("]", 32), "f.yaml"));
  CHECK(parse_yaml(repeated("{a: ", 32) + repeated("}", 32), "f.yaml"));
}

TEST_CASE("a value is described so that a message can quote it", "[data]") {
  CHECK(describe(parse_yaml("[1]", "f.yaml").value()) == "a list");
  CHECK(describe(parse_yaml("{a: 1}", "f.yaml").value()) == "a group of keys");
  CHECK(describe(parse_yaml("", "f.yaml").value()) == "nothing");
  CHECK(describe(parse_yaml("abc", "f.yaml").value()) == "'abc'");
  const std::string endless(50, 'x');
  CHECK(describe(parse_yaml(endless, "f.yaml").value()) == "'" + endless.substr(0, 40) + "...'");
}
