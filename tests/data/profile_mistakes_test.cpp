#include "data/profile_reading.hpp"
#include "support/catch.hpp"
#include "support/files.hpp"
#include "tunepath/data/read_profile.hpp"

#include <random>

using namespace tunepath;
using namespace tunepath::test;

TEST_CASE("the five mistakes of one profile are found in one pass", "[data][profile]") {
  const std::string text =
      test::read_text(test::source_directory() / "tests/data/fixtures/five_mistakes.yaml");
  const auto reading = read("five.yaml", {{"five.yaml", text}});
  CHECK(lines(reading.problems()) ==
        "five.yaml:5:18: prompt_effort cannot be 'exausted' | did you mean 'exhausted'?\n"
        "five.yaml:7:22: labelled_examples is not a number: '3,200' | write 3200, without commas\n"
        "five.yaml:8:21: validation_share is a share from 0 to 1; 10 looks like percent | write "
        "0.1\n"
        "five.yaml:10:9: base names no model of the catalog: 'llama-3-1-8b' | did you mean "
        "'llama-3.1-8b'?\n"
        "five.yaml:12:3: unknown key 'epcohs' in training | did you mean 'epochs'?\n");
  CHECK(reading.texts.at("five.yaml") == text);
}

TEST_CASE("each mistake has its place, its reason and its remedy", "[data][profile]") {
  struct Case {
    const char* name;
    const char* text; ///< from line 2
    const char* expected;
  };
  const Case c = GENERATE(values<Case>({
      {"a key of another section", "data:\n  epochs: 3\n",
       "p.yaml:3:3: unknown key 'epochs' in data | 'epochs' belongs in training\n"},
      {"a fact without its section", "epochs: 3\n",
       "p.yaml:2:1: unknown key 'epochs' | 'epochs' belongs in training\n"},
      {"a key of the top level in a section", "data:\n  region: us-east-1\n",
       "p.yaml:3:3: unknown key 'region' in data | 'region' belongs at the top level\n"},
      {"a slip in a section", "trainig:\n  epochs: 3\n",
       "p.yaml:2:1: unknown key 'trainig' | did you mean 'training'?\n"},
      {"a section and fact in one key", "training.epochs: 3\n",
       "p.yaml:2:1: unknown key 'training.epochs' | write it as 'epochs' below 'training:', "
       "indented\n"},
      {"a slip for a fact of another section", "data:\n  sequence_lenght: 3\n",
       "p.yaml:3:3: unknown key 'sequence_lenght' in data | did you mean 'sequence_length', which "
       "belongs in training?\n"},
      {"nothing like it", "value:\n  colour: red\n",
       "p.yaml:3:3: unknown key 'colour' in value | value has per_request_usd, accuracy_base, "
       "accuracy_tuned, measured, evaluation_examples\n"},
      {"a fact that is worked out", "data:\n  kind: pairs\n",
       "p.yaml:3:3: data.kind is worked out and cannot be given | remove it\n"},
      {"a section of such facts", "bedrock:\n  retired: no\n",
       "p.yaml:2:1: unknown key 'bedrock' | tunepath works that out; remove it\n"},
      {"a key twice", "data:\n  grader: no\n  grader: yes\n",
       "p.yaml:4:3: the key 'grader' is given twice | keep one; the first is in line 3\n"},
      {"a section twice", "data:\n  grader: no\nmodel:\ndata:\n  sensitive: nothing\n",
       "p.yaml:5:1: the key 'data' is given twice | keep one; the first is in line 2\n"},
      {"a section that is none", "traffic: 12\n",
       "p.yaml:2:10: traffic is a group of facts, not '12' | put its facts below 'traffic:', "
       "indented\n"},
      {"a list for a number", "data:\n  tokens_per_example: [10, 20]\n",
       "p.yaml:3:23: tokens_per_example takes one value, not a list | write a range as {low: 10, "
       "high: 20}\n"},
      {"a range for a word", "model:\n  base: {low: 1, high: 2}\n",
       "p.yaml:3:9: a range for base, which is not a number | write a model of the catalog, any "
       "or unknown\n"},
      {"a group for a word", "model:\n  base: {id: nova-micro}\n",
       "p.yaml:3:9: base takes a value, not a group of keys | write a model of the catalog, any "
       "or unknown\n"},
      {"a range with slips", "data:\n  labelled_examples: {low: 10, likly: 20, top: 30}\n",
       "p.yaml:3:32: unknown key 'likly' in the range of labelled_examples | did you mean "
       "'likely'?\n"
       "p.yaml:3:43: unknown key 'top' in the range of labelled_examples | a range has low, "
       "likely and high\n"},
      {"half a range", "data:\n  labelled_examples: {low: 10}\n",
       "p.yaml:3:22: the range of labelled_examples has no high | give low and high; likely may "
       "be left out\n"},
      {"a range upside down", "data:\n  labelled_examples: {low: 30, high: 20}\n",
       "p.yaml:3:22: low of labelled_examples is 30, above its high of 20 | order them: low, "
       "likely, high\n"},
      {"a member out of range", "value:\n  accuracy_base: {low: 0.5, high: 70}\n",
       "p.yaml:3:35: accuracy_base is a share from 0 to 1; 70 looks like percent | write 0.7\n"},
      {"an entry of a list", "problem:\n  gap_kinds: [style, formt]\n",
       "p.yaml:3:22: gap_kinds cannot be 'formt' | did you mean 'format'?\n"},
      {"wishes that exclude each other",
       "requirements:\n  technique: lora\ntraining:\n  method: full\n",
       "p.yaml:3:14: requirements.technique is lora, but training.method is full (p.yaml:5:11) | "
       "make them agree, or leave training.method at auto\n"},
      {"silicon against instance", "training:\n  silicon: gpu\n  instance: ml.trn1.32xlarge\n",
       "p.yaml:3:12: training.silicon is gpu, but training.instance is ml.trn1.32xlarge "
       "(p.yaml:4:13) | make them agree, or leave training.silicon at auto\n"},
      {"too much data", "data:\n  labelled_examples: 1B\n  tokens_per_example: 1M\n",
       "p.yaml:3:22: data.labelled_examples x data.tokens_per_example is 1,000,000,000,000,000 "
       "tokens; plausible is 0 to 20,000,000,000,000 tokens | check both numbers\n"},
      {"a pool that is none", "credits:\n  - {pool: bedrok-poc, usd: 10k}\n",
       "p.yaml:3:12: no credit pool 'bedrok-poc' in the catalog | did you mean 'bedrock-poc'?\n"},
      {"a grant without an amount", "credits:\n  - {pool: bedrock-poc}\n",
       "p.yaml:3:5: the grant has no usd | say how much it is, as in usd: 25000\n"},
      {"a grant of an amount that is not known",
       "credits:\n  - {pool: bedrock-poc, usd: unknown}\n",
       "p.yaml:3:25: usd of a grant is 'unknown' | write an amount\n"},
      {"a grant with a range the wrong way round",
       "credits:\n  - {pool: bedrock-poc, usd: {low: 3, high: 2}}\n",
       "p.yaml:3:30: low of usd is 3, above its high of 2 | order them: low, likely, high\n"},
      {"a grant with slips",
       "credits:\n  - {usd: -5, expire: 2027-01-01, covers: sagemaker, from: soon}\n",
       "p.yaml:3:11: usd is plausible from 0 to 1,000,000,000 USD; -5 is not | check the number "
       "and its unit\n"
       "p.yaml:3:15: unknown key 'expire' in a grant | did you mean 'expires'?\n"
       "p.yaml:3:43: covers is a list of services, not 'sagemaker' | write covers: [sagemaker]\n"
       "p.yaml:3:60: from is not a date: 'soon' | write a day as in 2027-11-30, or unknown\n"},
      {"a grant that ends before it starts",
       "credits:\n  - {usd: 5, covers: [s3], from: 2027-01-01, expires: 2026-01-01}\n",
       "p.yaml:3:5: the grant expires on 2026-01-01, before it starts on 2027-01-01 | check from "
       "and expires\n"},
      {"no YAML", "data: [1, 2\n", "p.yaml:2:7: the bracket is not closed | end the list with ]\n"},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(lines(read_lines(c.text).problems()) == c.expected);
  }
}

TEST_CASE("a profile says that it is one", "[data][profile]") {
  const auto problems = [](const std::string& text) {
    return lines(read("p.yaml", {{"p.yaml", text}}).problems());
  };
  CHECK(problems("") ==
        "p.yaml:1:1: the format line is missing | start the file with 'format: "
        "tunepath-profile/1'\n");
  CHECK(problems("name: x\n") ==
        "p.yaml:1:1: the format line is missing | start the file with 'format: "
        "tunepath-profile/1'\n");
  CHECK(problems("format: tunepath-profile/2\n") ==
        "p.yaml:1:9: format 'tunepath-profile/2' is not one that this version reads | write "
        "'format: tunepath-profile/1'\n");
  CHECK(problems("format: tunepath-rates/1\n") ==
        "p.yaml:1:9: format is 'tunepath-rates/1', which is no profile | write 'format: "
        "tunepath-profile/1'\n");
  CHECK(problems("- a\n") ==
        "p.yaml:1:1: a profile is a group of keys, not a list | start with "
        "'format: tunepath-profile/1'\n");
}

TEST_CASE("arguments are as strict as files", "[data][profile]") {
  const auto problem = [](const std::string& argument) {
    return lines(read_lines("", {argument}).problems());
  };
  CHECK(problem("training.epcohs=3") ==
        "--set training.epcohs=3: unknown fact 'training.epcohs' | did you mean "
        "'training.epochs'?\n");
  CHECK(problem("data.epochs=3") ==
        "--set data.epochs=3: unknown fact 'data.epochs' | did you mean 'training.epochs'?\n");
  CHECK(problem("colour=red") ==
        "--set colour=red: unknown fact 'colour' | tunepath facts lists them all\n");
  CHECK(problem("training.epochs") ==
        "--set training.epochs: no '=' between fact and value | "
        "write it as training.epochs=3\n");
  CHECK(problem("training.epochs=") ==
        "--set training.epochs=: epochs has no value | write a number from 0.01 to 100 epochs, a "
        "range or unknown\n");
  CHECK(problem("data.kind=pairs") ==
        "--set data.kind=pairs: data.kind is worked out and cannot be given | leave it out\n");
  CHECK(problem("training.runs={low: 3, high: 1}") ==
        "--set training.runs={low: 3, high: 1}: low of runs is 3, above its high of 1 | order "
        "them: low, likely, high\n");
  CHECK(problem("training.runs={low: 3") ==
        "--set training.runs={low: 3: the brackets or quotes of training.runs do not match | write "
        "a range as in {low: 1, high: 3}, in quotes for the shell\n");
  CHECK(problem("training.runs={low: 3, high: 4, low: 2}") ==
        "--set training.runs={low: 3, high: 4, low: 2}: the key 'low' is given twice | keep one\n");
}

TEST_CASE("a contradiction between file and argument names both", "[data][profile]") {
  CHECK(
      lines(
          read_lines("training:\n  method: full\n", {"requirements.technique=qlora"}).problems()) ==
      "--set requirements.technique=qlora: requirements.technique is qlora, but "
      "training.method is full (p.yaml:3:11) | make them agree, or leave training.method at "
      "auto\n");
}

TEST_CASE("profiles do not extend in circles, without end or into nothing", "[data][profile]") {
  CHECK(lines(read("a.yaml", {{"a.yaml", k_format + "extends: b.yaml\n"},
                              {"b.yaml", k_format + "extends: ./a.yaml\n"}})
                  .problems()) ==
        "b.yaml:2:10: extends goes in a circle: a.yaml -> b.yaml -> a.yaml | remove one of these "
        "extends lines\n");
  CHECK(lines(read("x/a.yaml", {{"x/a.yaml", k_format + "extends: b.yaml\n"}}).problems()) ==
        "x/a.yaml:2:10: cannot read the base 'x/b.yaml' | extends is relative to its own file: "
        "x/a.yaml -> x/b.yaml\n");
  Files many;
  for (int i = 0; i < 20; ++i) {
    many[std::to_string(i) + ".yaml"] = k_format + "extends: " + std::to_string(i + 1) + ".yaml\n";
  }
  CHECK(lines(read("0.yaml", many).problems()) ==
        "16.yaml:2:10: more than 16 profiles extend one another | merge some of them\n");
}

TEST_CASE("mistakes in a base carry its name and come after those of the profile",
          "[data][profile]") {
  const auto reading = read("a.yaml", {{"a.yaml", k_format + "extends: b.yaml\nnam: x\n"},
                                       {"b.yaml", k_format + "data:\n  grader: perhaps\n"}});
  CHECK(lines(reading.problems()) ==
        "a.yaml:3:1: unknown key 'nam' | did you mean 'name'?\n"
        "b.yaml:3:11: grader cannot be 'perhaps' | write yes, no or unknown\n");
  CHECK(reading.texts.count("b.yaml") == 1);
}

TEST_CASE("answers that contradict each other are warned of, with both places", "[data][profile]") {
  struct Case {
    const char* name;
    const char* text;
    const char* expected;
  };
  const Case c = GENERATE(values<Case>({
      {"a thin prompt, exhausted", "problem:\n  weak_prompt: yes\n  prompt_effort: exhausted\n",
       "p.yaml:3:16: problem.weak_prompt is yes, but problem.prompt_effort is exhausted "
       "(p.yaml:4:18): a prompt that is still thin was not exhausted; the effort is read as some "
       "| say prompt_effort: some, or weak_prompt: no\n"},
      {"a gap without any prompt work", "problem:\n  behaviour_gap: yes\n  prompt_effort: none\n",
       "p.yaml:3:18: problem.behaviour_gap is yes, but problem.prompt_effort is none "
       "(p.yaml:4:18): the gap is what prompting cannot make reliable, and none has been tried | "
       "work on the prompt first, then say whether the gap remains\n"},
      {"retrieval that does not help", "problem:\n  rag_effort: exhausted\n  missing_facts: yes\n",
       "p.yaml:3:15: problem.rag_effort is exhausted, but problem.missing_facts is yes "
       "(p.yaml:4:18): retrieval exists, but the facts do not arrive | check whether the right "
       "passage is among those retrieved\n"},
      {"a saving against itself",
       "problem:\n  reduce_latency_or_cost: yes\nmodel:\n  base: nova-micro\n",
       "p.yaml:3:27: problem.reduce_latency_or_cost is yes, but model.baseline is not given: "
       "nova-micro would be compared with itself (p.yaml:5:9) | name the model that is in use as "
       "model.baseline\n"},
      {"a longest below the average",
       "data:\n  tokens_per_example: 900\n  longest_example_tokens: 300\n",
       "p.yaml:3:23: data.tokens_per_example is 900, but data.longest_example_tokens is 300 "
       "(p.yaml:4:27): the longest cannot be below the average | check both\n"},
      {"a part above the whole", "traffic:\n  input_tokens: 900\n  repeated_input_tokens: 1k\n",
       "p.yaml:4:26: traffic.repeated_input_tokens is 1000, but traffic.input_tokens is 900 "
       "(p.yaml:3:17): a part cannot be longer than the whole | count the repeated tokens in "
       "traffic.input_tokens, too\n"},
      {"credits for nothing", "credits:\n  - {usd: 10k}\n",
       "p.yaml:3:5: the grant names neither a pool nor what it covers: it pays for nothing | add "
       "the programme as pool, or the services as covers\n"},
      {"a service that has no rates", "credits:\n  - {usd: 10k, covers: [sagmaker]}\n",
       "p.yaml:3:25: no rate is of a service 'sagmaker' | did you mean 'sagemaker'?\n"},
  }));
  DYNAMIC_SECTION(c.name) {
    const auto reading = read_lines(c.text);
    REQUIRE(lines(reading.problems()).empty());
    CHECK(lines(reading.value().warnings) == c.expected);
  }
}

TEST_CASE("whatever the bytes, a failure has a reason and nothing falls over",
          "[data][profile][property]") {
  const std::string good = k_format +
                           "extends: b.yaml\nproblem:\n  gap_kinds: [format, style]\n"
                           "data:\n  labelled_examples: {low: 1k, high: 3k}\nas_of: 2026-01-02\n"
                           "credits:\n  - {pool: bedrock-poc, usd: 25000, covers: [s3]}\n";
  std::mt19937_64 random{11};
  constexpr std::string_view k_bytes = ":{}[],-\"'#&*!|> \n\t%@`0k_.\xC3\x80\xFF";
  for (int i = 0; i < 1'500; ++i) {
    std::string text = good;
    for (auto changes = 1 + random() % 6; changes > 0; --changes) {
      text[random() % text.size()] = k_bytes[random() % k_bytes.size()];
    }
    if (random() % 8 == 0) {
      text.resize(random() % text.size());
    }
    CAPTURE(text);
    const auto reading = read("p.yaml", {{"p.yaml", text}, {"b.yaml", k_format}});
    if (!reading) {
      REQUIRE_FALSE(reading.problems().empty());
      for (const Diagnostic& problem : reading.problems()) {
        CHECK_FALSE(render(problem, text).empty());
      }
    }
  }
}

TEST_CASE("a hostile profile is refused in little time and few words", "[data][profile]") {
  std::string text = k_format + "data:\n";
  for (int i = 0; i < 9'000; ++i) {
    text += "  key_" + std::to_string(i) + ": 1\n";
  }
  const auto reading = read("p.yaml", {{"p.yaml", text}});
  REQUIRE(reading.problems().size() == 201);
  CHECK(reading.problems().back().message == "8800 more problems are not shown");
}
