#include "tunepath/ask/dialogue.hpp"

#include "support/catch.hpp"
#include "support/scenario.hpp"
#include "tunepath/ask/lines.hpp"
#include "tunepath/data/contradictions.hpp"
#include "tunepath/data/known_names.hpp"
#include "tunepath/data/shipped.hpp"

#include <algorithm>
#include <array>
#include <random>

using namespace tunepath;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Asks for these facts, one after the other; a test of what is asked is elsewhere.
std::optional<Question> next(const Interview& interview) {
  constexpr std::array<std::string_view, 11> k_order{"problem.missing_facts",
                                                     "problem.behaviour_gap",
                                                     "problem.prompt_effort",
                                                     "credits",
                                                     "problem.gap_kinds",
                                                     "data.labelled_examples",
                                                     "model.base",
                                                     "region",
                                                     "requirements.latency_p95_ms",
                                                     "requirements.technique",
                                                     "requirements.regions_allowed"};
  for (const std::string_view id : k_order) {
    const FactIndex index = test::knowledge().schema.at(id);
    const Fact& fact = interview.scenario.facts[index];
    const auto* range = std::get_if<NumberRange>(&fact.value);
    const bool is_wide = range != nullptr && !range->is_point();
    const bool is_stated = fact.known() && fact.origin.kind != Origin::Kind::initial && !is_wide;
    const auto& skipped = interview.skipped;
    if (!is_stated && std::find(skipped.begin(), skipped.end(), index) == skipped.end()) {
      return Question{index, id == "problem.behaviour_gap" ? "with yes: this; with no: that" : ""};
    }
  }
  return std::nullopt;
}

/// A dialogue that goes on with `profile`; its running verdict is the number of known facts.
Dialogue dialogue(const std::string& profile = "") {
  return {begin_interview(test::scenario_of("format: tunepath-profile/1\n" + profile)),
          {.schema = test::knowledge().schema,
           .names = known_names(shipped().catalog),
           .today = *Date::parse("2026-11-22"),
           .next = next,
           .check = [](const Facts& facts) { return contradictions(facts, shipped().catalog); },
           .verdict =
               [](const Scenario& scenario) {
                 int answers = 0;
                 for (FactIndex i = 0; i < scenario.facts.schema().size(); ++i) {
                   answers += scenario.facts[i].origin.text == "your answer" ? 1 : 0;
                 }
                 return std::to_string(answers) + " answers.";
               }}};
}

std::string asked(const Dialogue& dialogue) {
  const auto fact = dialogue.asked();
  return fact ? std::string{test::knowledge().schema[*fact].id} : "nothing";
}

const Fact& fact(const Dialogue& dialogue, std::string_view id) {
  return dialogue.interview().scenario.facts.at(id);
}

/// Skips until `id` is asked for.
Dialogue at(const std::string& id, const std::string& profile = "") {
  Dialogue held = dialogue(profile);
  while (asked(held) != id && held.asked()) {
    held.take("skip");
  }
  REQUIRE(asked(held) == id);
  return held;
}

const std::string k_first =
    "Question 1. Are answers wrong because the model does not know your "
    "content?\n  1 yes, 2 no\n  Enter: leave it unknown\n> ";

} // namespace

TEST_CASE("a dialogue begins with what it understands and the first question", "[ask]") {
  CHECK(dialogue().open() ==
        "Only what can still change the answer is asked. Type a number or a word; Enter\n"
        "takes what is offered.\n"
        "Besides answers, these words are understood: ? (what is meant), why (why it is\n"
        "asked, and what it changes), skip (leave it unknown), back (to the question\n"
        "before), so far (the verdict), help (these words), quit (save and stop).\n\n" +
            k_first);
}

TEST_CASE("each kind of fact shows what may be typed", "[ask]") {
  struct Case {
    const char* fact;
    const char* shown;
  };
  const Case c = GENERATE(values<Case>({
      {"problem.prompt_effort",
       "How much work has gone into the prompt?\n"
       "  1 none, 2 some, 3 exhausted\n"
       "  Enter: leave it unknown\n> "},
      {"data.labelled_examples",
       "How many labelled examples do you have for training?\n"
       "  a whole number from 0 to 1,000,000,000 examples, a range or unknown\n"
       "  for example 3200; a range is written low..high or low..likely..high\n"
       "  Enter: leave it unknown\n> "},
      {"model.base",
       "Which model would you tune?\n"
       "  for example llama-3.1-8b; a model of the catalog, any or unknown\n"
       "  Enter: leave it unknown\n> "},
  }));
  DYNAMIC_SECTION(c.fact) {
    CHECK_THAT(at(c.fact).again(), ContainsSubstring(c.shown));
  }
}

TEST_CASE("an answer is taken in any spelling of a profile, or by its number", "[ask]") {
  struct Case {
    const char* fact;
    const char* typed;
    const char* value;
    const char* said;
  };
  const Case c = GENERATE(values<Case>({
      {"problem.missing_facts", "1", "yes", "  taken as yes\n"},
      {"problem.missing_facts", "yes", "yes", ""},
      {"problem.missing_facts", " N ", "no", "  taken as no\n"},
      {"problem.missing_facts", "TRUE", "yes", "  taken as yes\n"},
      {"problem.prompt_effort", "3", "exhausted", "  taken as exhausted\n"},
      {"problem.prompt_effort", "some", "some", ""},
      {"data.labelled_examples", "40k", "40000", "  taken as 40000\n"},
      {"data.labelled_examples", "40k..120k", "40000 to 120000 (likely 80000)",
       "  taken as 40000..80000..120000\n"},
      {"data.labelled_examples", "40k..60k..120k", "40000 to 120000 (likely 60000)",
       "  taken as 40000..60000..120000\n"},
      {"data.labelled_examples", "1", "1", ""}, // no choice: a number
      {"model.base", "meta-llama/Llama-3.1-8B-Instruct", "llama-3.1-8b",
       "  taken as llama-3.1-8b\n"},
      {"model.base", "any", "any", ""},
      {"problem.gap_kinds", "1, 3", "[format, skill]", "  taken as [format, skill]\n"},
      {"problem.gap_kinds", "style", "[style]", "  taken as [style]\n"},
      {"problem.gap_kinds", "[2,format]", "[style, format]", "  taken as [style, format]\n"},
      {"problem.gap_kinds", "[]", "[]", ""},
      {"requirements.latency_p95_ms", "2.5k", "2500", "  taken as 2500\n"},
      {"requirements.technique", "", "any", "  taken as any\n"},
  }));
  DYNAMIC_SECTION(c.fact << " " << c.typed) {
    Dialogue held = at(c.fact);
    const std::string said = held.take(c.typed);
    CHECK(said.starts_with(std::string{c.said} + "So far: "));
    CHECK_FALSE(held.refused());
    CHECK(to_string(fact(held, c.fact).value) == c.value);
    const bool is_range = std::string_view{c.typed}.find("..") != std::string_view::npos;
    CHECK((asked(held) == c.fact) == is_range); // The questions want a closer figure.
  }
}

TEST_CASE("a range that is confirmed is not asked for again", "[ask]") {
  Dialogue held = at("data.labelled_examples");
  held.take("40k..120k");
  CHECK_THAT(held.again(), ContainsSubstring("Enter: 40000..80000..120000 (your answer)"));
  held.take("");
  CHECK(asked(held) == "model.base");
}

TEST_CASE("credits cannot be typed and are passed over", "[ask]") {
  Dialogue held = dialogue("problem: {missing_facts: yes, behaviour_gap: yes}\n");
  held.take("some");
  CHECK(asked(held) == "problem.gap_kinds");
  CHECK(fact(held, "credits").origin.kind == Origin::Kind::absent);
}

TEST_CASE("why says what an answer can change", "[ask]") {
  Dialogue held = at("problem.behaviour_gap");
  CHECK_THAT(
      held.take("why"),
      Catch::Matchers::StartsWith("Behaviour is what fine-tuning teaches; without such a gap there "
                                  "is little to\ntrain.\n"
                                  "It can change this: with yes: this; with no: that\n\n"));
}

TEST_CASE("what is wrong is said as for a profile, and asked again", "[ask]") {
  struct Case {
    const char* fact;
    const char* typed;
    const char* said;
  };
  const Case c = GENERATE(values<Case>({
      {"problem.missing_facts", "3",
       "error: missing_facts cannot be '3'\nhint: write yes, no or unknown\n"},
      {"problem.prompt_effort", "exausted",
       "error: prompt_effort cannot be 'exausted'\nhint: did you mean 'exhausted'?\n"},
      {"problem.prompt_effort", "0",
       "error: prompt_effort cannot be '0'\nhint: write none, some, exhausted or unknown\n"},
      {"data.labelled_examples", "60k..40k",
       "error: low of labelled_examples is 60,000, above its high of 40,000\n"
       "hint: order them: low, likely, high\n"},
      {"model.base", "nova-micra",
       "error: base names no model of the catalog: 'nova-micra'\nhint: did you mean "
       "'nova-micro'?\n"}, // example
      {"model.base", "\x1b[2J\xff", "error: base names no model of the catalog: '?[2J?'\n"},
  }));
  DYNAMIC_SECTION(c.fact << " " << c.typed) {
    Dialogue held = at(c.fact);
    const std::string before = held.again();
    const std::string said = held.take(c.typed);
    CHECK_THAT(said, Catch::Matchers::StartsWith(c.said));
    CHECK(said.ends_with("\n" + before));
    CHECK(held.refused());
    CHECK(asked(held) == c.fact);
    CHECK(fact(held, c.fact).origin.text != "your answer");
  }
}

TEST_CASE("the words explain, and put the question again", "[ask]") {
  Dialogue held = dialogue();
  const std::string help = held.take("?");
  CHECK_THAT(help, ContainsSubstring("paste the right passage into the prompt"));
  CHECK_THAT(help, ContainsSubstring("Besides answers, these words"));
  CHECK(help.ends_with("\n\n" + k_first));
  CHECK(held.take("?").find("Besides") == std::string::npos); // once is enough
  CHECK(held.take("help").starts_with("Besides answers, these words"));
  CHECK(held.take("Why") ==
        "Missing facts call for retrieval; fine-tuning teaches behaviour, not "
        "facts.\n\n" +
            k_first);
  CHECK(held.take("so far") == "So far: 0 answers.\n\n" + k_first);
  CHECK(held.take("back") == "This is the first question.\n\n" + k_first);
  CHECK(held.count() == 0);
}

TEST_CASE("going back offers the answers that were given", "[ask]") {
  Dialogue held = dialogue();
  held.take("no");
  held.take("yes");
  held.take("3");
  const std::string fourth = asked(held);
  CHECK_THAT(held.take("back"), ContainsSubstring("Enter: exhausted (your answer before)"));
  CHECK_THAT(held.take("back"), ContainsSubstring("Question 2. "));
  CHECK_THAT(held.again(), ContainsSubstring("Enter: yes (your answer before)"));
  CHECK(fact(held, "problem.behaviour_gap").known() == false);
  CHECK_THAT(held.take(""), ContainsSubstring("  taken as yes\nSo far: 2 answers."));
  CHECK_THAT(held.take(""), ContainsSubstring("  taken as exhausted\nSo far: 3 answers."));
  CHECK(asked(held) == fourth);
}

TEST_CASE("an answer that was gone back over may be changed or left out", "[ask]") {
  Dialogue held = dialogue();
  held.take("no");
  held.take("back");
  CHECK_THAT(held.again(), ContainsSubstring("Enter: no (your answer before)"));
  held.take("skip");
  CHECK(fact(held, "problem.missing_facts").known() == false);
  CHECK(held.interview().skipped.size() == 1);
  held.take("back");
  CHECK_THAT(held.again(), ContainsSubstring("Enter: leave it unknown"));
  CHECK(held.interview().skipped.empty());
}

TEST_CASE("what is skipped stays unknown and is not asked again", "[ask]") {
  Dialogue held = dialogue();
  CHECK(held.take("skip").starts_with("So far: 1 answers.\n"));
  CHECK(held.take("").starts_with("  left unknown\nSo far: 2 answers.\n"));
  CHECK(fact(held, "problem.missing_facts").known() == false);
  const auto first = test::knowledge().schema.at("problem.missing_facts");
  while (held.asked()) {
    CHECK(*held.asked() != first);
    held.take("");
  }
}

TEST_CASE("what the profile says is not asked, and its unknowns were put already", "[ask]") {
  const std::string profile = "problem: {missing_facts: yes, behaviour_gap: unknown}\n";
  Dialogue held = dialogue(profile);
  CHECK(asked(held) == "problem.prompt_effort");
  CHECK(held.interview().skipped.size() == 1);
}

TEST_CASE("defaults follow the answers that they depend on", "[ask]") {
  Dialogue held = at("model.base");
  CHECK_FALSE(fact(held, "model.baseline").known());
  held.take("nova-micro"); // example
  CHECK(to_string(fact(held, "model.baseline").value) == "nova-micro");
  held.take("back");
  CHECK_FALSE(fact(held, "model.baseline").known());
}

TEST_CASE("answers that cannot all be right are refused, contradictions are said", "[ask]") {
  Dialogue held = at("data.labelled_examples", "data: {tokens_per_example: 10M}\n");
  const std::string said = held.take("1B");
  CHECK_THAT(said, ContainsSubstring("plausible is"));
  CHECK(held.refused());
  CHECK(asked(held) == "data.labelled_examples");
  held.take("10");
  CHECK_FALSE(held.refused());

  Dialogue other = at("problem.prompt_effort", "problem: {behaviour_gap: yes}\n");
  CHECK_THAT(other.take("1"),
             Catch::Matchers::StartsWith(
                 "  taken as none\n"
                 "profile.yaml:2:26: warning: problem.behaviour_gap is yes, but\n"
                 "problem.prompt_effort is none (your answer): the gap is what prompting cannot\n"
                 "make reliable, and none has been tried\nhint: "));
  CHECK_FALSE(other.refused());
}

TEST_CASE("quit ends the dialogue and keeps the answers", "[ask]") {
  Dialogue held = dialogue();
  held.take("yes");
  CHECK(held.take("quit").empty());
  CHECK(held.quit());
  CHECK(asked(held) == "nothing");
  CHECK(fact(held, "problem.missing_facts").known());
}

TEST_CASE("a dialogue ends whatever is typed, and its lines stay narrow and clean", "[ask]") {
  for (const char* typed : {"", "1", "2", "skip", "100", "0.5"}) {
    CAPTURE(typed);
    Dialogue held = dialogue();
    std::string all = held.open();
    for (int i = 0; held.asked() && i < 500; ++i) {
      all += held.take(typed);
      all += held.refused() ? held.take("skip") : "";
    }
    CHECK_FALSE(held.asked());
    for (std::size_t from = 0; from < all.size();) {
      const std::size_t end = std::min(all.find('\n', from), all.size());
      CAPTURE(all.substr(from, end - from));
      CHECK(end - from <= 80);
      from = end + 1;
    }
  }
}

TEST_CASE("whatever is typed, nothing that it holds comes back raw", "[ask][property]") {
  std::mt19937_64 random{20'261'128};
  const std::vector<std::string> pieces{"1",
                                        "2",
                                        "0",
                                        "-",
                                        ",",
                                        "[",
                                        "]",
                                        "..",
                                        "k",
                                        "M",
                                        " ",
                                        "yes",
                                        "skip",
                                        "back",
                                        "why",
                                        "?",
                                        "so far",
                                        "any",
                                        "unknown",
                                        "none",
                                        "\x1b[2J",
                                        "\x07",
                                        "\xff",
                                        "\u202e",
                                        "é",
                                        "{",
                                        "}",
                                        "\t",
                                        "9999999999999999999",
                                        "1e18",
                                        "nova-micro",
                                        "us-east-1",
                                        std::string(300, 'x')}; // example
  for (int round = 0; round < 20; ++round) {
    Dialogue held = dialogue();
    for (int i = 0; i < 60 && held.asked(); ++i) {
      std::string typed;
      for (auto count = random() % 4; count > 0; --count) {
        typed += pieces[random() % pieces.size()];
      }
      CAPTURE(typed);
      const std::string said = held.take(typed);
      std::string lines = said;
      std::erase(lines, '\n');
      CHECK(lines == printable(lines));
      CHECK((!held.asked() || said.ends_with(held.again())));
    }
  }
}

TEST_CASE("text flows in 80 columns", "[ask]") {
  CHECK(ask::flow("").empty());
  CHECK(ask::flow("  a  b ", 2) == "  a b\n");
  CHECK(ask::flow(std::string(90, 'x') + " y") == std::string(90, 'x') + "\ny\n");
  CHECK(ask::flow("a\tb\x1b") == "a?b?\n");
}
