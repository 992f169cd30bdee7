#include "tunepath/data/read_runs.hpp"

#include "support/catch.hpp"
#include "tunepath/data/shipped.hpp"

using namespace tunepath;

namespace {

std::string all(const std::vector<Diagnostic>& problems) {
  std::string text;
  for (const Diagnostic& problem : problems) {
    text += render(problem, "");
  }
  return text;
}

} // namespace

TEST_CASE("a table of runs is read as it stands", "[data][runs]") {
  const auto read =
      read_runs("\xEF\xBB\xBFkind,notes\r\ntrain_time,\"a, \"\"b\"\"\nc\"\r\n,\n", "r.csv");
  REQUIRE(read);
  const RunTable& runs = read.value();
  CHECK(runs.columns == std::vector<std::string>{"kind", "notes"});
  REQUIRE(runs.rows.size() == 2);
  CHECK(runs.cell(0, "notes") == "a, \"b\"\nc");
  CHECK(runs.cell(1, "kind").empty());
  CHECK(runs.cell(0, "no-such-column").empty());
}

TEST_CASE("what is wrong with a table of runs is said with its line", "[data][runs]") {
  struct Case {
    const char* name;
    std::string text;
    const char* problems;
  };
  const Case c = GENERATE(values<Case>({
      {"an empty file", "",
       "r.csv:1:1: error: the file holds no table\nhint: docs/predict.md lists the columns\n"},
      {"rows of other lengths, all in one pass", "a,b\n1\n1,2\n\"x\ny\",2,3\n",
       "r.csv:2:1: error: the row has 1 cells, the table 2 columns\n"
       "hint: quote cells that hold a comma\n"
       "r.csv:4:1: error: the row has 3 cells, the table 2 columns\n"
       "hint: quote cells that hold a comma\n"},
      {"lines without anything between", "a,b\n\n\r\n\"x\n\ny\",2\n\n1",
       "r.csv:8:1: error: the row has 1 cells, the table 2 columns\n"
       "hint: quote cells that hold a comma\n"},
      {"a zero byte", std::string{"a\nb\0c\n", 6},
       "r.csv:2:1: error: a cell holds a control character\nhint: remove it\n"},
      {"rows without end",
       [] {
         std::string text = "a\n";
         for (int i = 0; i < 1'000'001; ++i) {
           text += "1\n";
         }
         return text;
       }(),
       "r.csv:1000002:1: error: the table has more than 1000000 rows or 10000000 cells\n"
       "hint: split it\n"},
      {"cells without end", "a\n" + std::string(10'000'001, ',') + "\n",
       "r.csv:2:1: error: the table has more than 1000000 rows or 10000000 cells\n"
       "hint: split it\n"},
      {"a name twice", "a,a,a\n",
       "r.csv:1:1: error: more than one column is called 'a'\n"
       "hint: docs/predict.md lists the columns\n"},
      {"a column without a name", "a,\n",
       "r.csv:1:1: error: a column has no name\nhint: docs/predict.md lists the columns\n"},
      {"an open quote", "a,b\n1,\"2\n3,4\n",
       "r.csv:2:1: error: quotes in the row do not match\n"
       "hint: write a quote within a quoted cell twice\n"},
      {"a control character", "a\n\x1b[2J\n",
       "r.csv:2:1: error: a cell holds a control character\nhint: remove it\n"},
      {"a cell that never ends", "a\n" + std::string(3'000'000, 'x') + "\n",
       "r.csv:2:1: error: a cell is too long\nhint: write a quote within a quoted cell twice\n"},
  }));
  DYNAMIC_SECTION(c.name) {
    const auto read = read_runs(c.text, "r.csv");
    REQUIRE_FALSE(read);
    CHECK(all(read.problems()) == c.problems);
  }
}

TEST_CASE("predictions are written behind the columns of the table", "[data][runs]") {
  const auto read = read_runs("kind,notes,predicted\nx,\"a, \"\"b\"\"\",old\ny,c,\n", "r.csv");
  REQUIRE(read);
  std::vector<RunPrediction> predictions(2);
  predictions[0].value = {0.000123456, 1234.5678, 98'765'432.1};
  predictions[0].fits = Truth::yes;
  predictions[1].note = "why, not";
  CHECK(write_runs(read.value(), predictions) ==
        "kind,notes,predicted_low,predicted,predicted_high,predicted_fits,prediction_note\n"
        "x,\"a, \"\"b\"\"\",0.000123456,1234.57,98765432,yes,\n"
        "y,c,,,,,\"why, not\"\n");
}

TEST_CASE("what was written can be read and predicted again", "[data][runs]") {
  const auto first = read_runs(
      "kind,model_key,method,seq_len,batch,value,unit\n"
      "peak_memory,llama-3.1-8b,lora,2048,1,20,GiB/GPU\n",
      "r.csv");
  REQUIRE(first);
  const std::string written = write_runs(first.value(), predict(first.value(), shipped().catalog));
  const auto second = read_runs(written, "r.csv");
  REQUIRE(second);
  CHECK(write_runs(second.value(), predict(second.value(), shipped().catalog)) == written);
}
