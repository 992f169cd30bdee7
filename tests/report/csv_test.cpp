#include "tunepath/report/csv.hpp"

#include "support/catch.hpp"
#include "support/sample_advice.hpp"
#include "support/sample_parts.hpp"
#include "tunepath/advise/compare.hpp"
#include "tunepath/report/comparison_listing.hpp"

#include <map>
#include <utility>

namespace tunepath {
namespace {

using Cells = std::vector<std::string>;

/// The rows of a CSV text, by RFC 4180. With another separator, as a spreadsheet reads it that
/// splits there: quotes count at the beginning of a cell only.
std::vector<Cells> rows_of(const std::string& text, char separator = ',') {
  std::vector<Cells> rows{{""}};
  bool quoted = false;
  bool begins = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool first = std::exchange(begins, !quoted && (c == separator || c == '\n'));
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      rows.back().back() += text[++i];
    } else if (c == '"' && (quoted || first)) {
      quoted = !quoted;
    } else if (!quoted && c == separator) {
      rows.back().emplace_back();
    } else if (!quoted && text.compare(i, 2, "\r\n") == 0) {
      ++i;
      begins = true;
      rows.push_back({""});
    } else {
      rows.back().back() += c;
    }
  }
  REQUIRE((separator != ',' || !quoted));
  if (rows.back() == Cells{""}) {
    rows.pop_back();
  }
  return rows;
}

std::vector<std::map<std::string, std::string>> table_of(const std::string& text) {
  const std::vector<Cells> rows = rows_of(text);
  std::vector<std::map<std::string, std::string>> out;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    REQUIRE(rows[i].size() == rows.front().size());
    out.emplace_back();
    for (std::size_t column = 0; column < rows[i].size(); ++column) {
      out.back()[rows.front()[column]] = rows[i][column];
    }
  }
  return out;
}

TEST_CASE("a cell of CSV is no formula, and a number stays one", "[report][csv]") {
  struct Case {
    const char* raw;
    const char* cell;
  };
  const std::vector<Case> cases{{"plain", "plain"},
                                {"", ""},
                                {"-1.50", "-1.50"},
                                {"-1.5e3", "'-1.5e3"},
                                {"+1", "'+1"},
                                {"-", "'-"},
                                {"-2+3", "'-2+3"},
                                {"=1+1", "'=1+1"},
                                {"@SUM(A1)", "'@SUM(A1)"},
                                {"=a,b", "\"'=a,b\""},
                                {"a;=b", "\"a;'=b\""},
                                {"a;=1+1;b", "\"a;'=1+1;b\""},
                                {"a; \"-1", "\"a;' \"\"-1\""},
                                {"a|@b", "a|'@b"},
                                {"a;b", "\"a;b\""},
                                {"a;-1", "\"a;'-1\""},
                                {" =1", "' =1"},
                                {"\"=1", "\"'\"\"=1\""},
                                {"\uFF1D1", "'\uFF1D1"},
                                {"\uFF0B1", "'\uFF0B1"},
                                {"\uFF0D1", "'\uFF0D1"},
                                {"\uFF201", "'\uFF201"},
                                {"\u200B=1", "'\u200B=1"},
                                {"\uFEFF\u2060=1", "'\uFEFF\u2060=1"},
                                {"\u200C\u200D\u3000+1", "'\u200C\u200D\u3000+1"},
                                {"caf\u00E9 = 1", "caf\u00E9 = 1"},
                                {"say \"x\"", "\"say \"\"x\"\"\""},
                                {"two\nlines", "two?lines"},
                                {"\t=1+1", "?=1+1"},
                                {"\r=1+1", "?=1+1"},
                                {"\x1b[31m", "?[31m"}};
  for (const Case& c : cases) {
    CAPTURE(c.raw);
    CHECK(csv_cell(c.raw) == c.cell);
  }
}

TEST_CASE("every line of the CSV can be computed again from its own cells", "[report][csv]") {
  const std::vector<Advice> advices{test::fine_tuning_advice(), test::retrieval_advice()};
  const auto rows = table_of(estimate_csv(advices));
  std::size_t lines = 0;
  for (const Advice& advice : advices) {
    lines += advice.cost.estimate.lines.size() + advice.cost.estimate.gaps.size();
  }
  REQUIRE(rows.size() == lines);
  std::map<std::string, Money> standing;
  for (auto row : rows) {
    CAPTURE(row["id"]);
    if (row["amount_usd"].empty()) {
      CHECK_FALSE(row["needs"].empty());
      CHECK(row["quantity"].empty());
      continue;
    }
    const std::string exact = row["quantity_exact"];
    const auto slash = exact.find('/');
    const Rational quantity = exact.empty()
                                  ? Rational::of(Decimal::parse(row["quantity"]).value())
                                  : Rational::quotient(std::stoll(exact.substr(0, slash)),
                                                       std::stoll(exact.substr(slash + 1)));
    const Money amount =
        multiply(quantity, Decimal::parse(row["rate_usd"]).value(), std::stoll(row["per"]));
    CHECK(plain(amount) == row["amount_usd"]);
    if (row["kind"] == "standing") {
      standing[row["profile"]] += amount;
    }
  }
  CHECK(standing["code-review-assistant"] == advices.front().cost.standing());
}

TEST_CASE("nothing of a profile is a formula in any CSV", "[report][csv]") {
  Advice evil = test::fine_tuning_advice();
  evil.name = "=HYPERLINK(\"http://x\",\"y\")";
  evil.cost.estimate.lines.front().label = "@SUM(1)\n=2";
  evil.cost.estimate.gaps.push_back(
      {"+gap", LineKind::standing, "-cmd|' /C calc'!A0", "=needs", true});
  const Comparison comparison = compare({comparable(test::fine_tuning_advice()), comparable(evil)});
  for (const std::string& text : {estimate_csv({&evil, 1}), comparison_csv(comparison)}) {
    for (const Cells& row : rows_of(text)) {
      for (const std::string& cell : row) {
        CAPTURE(cell);
        const bool starts =
            !cell.empty() && std::string{"=+-@\t\r"}.find(cell.front()) != std::string::npos;
        CHECK((!starts || Decimal::parse(cell).has_value()));
      }
    }
  }
}

/// What is left of a cell that a spreadsheet looks at: behind quotes, blanks and what has no width.
std::string looked_at(std::string cell) {
  for (bool passed = true; passed;) {
    passed = false;
    for (const std::string_view over : {" ", "\"", "\u00A0", "\u200B", "\u2060", "\uFEFF"}) {
      if (cell.starts_with(over)) {
        cell.erase(0, over.size());
        passed = true;
      }
    }
  }
  return cell;
}

bool is_formula(const std::string& cell) {
  if (Decimal::parse(cell)) {
    return false;
  }
  for (const std::string_view begin :
       {"=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"}) {
    if (looked_at(cell).starts_with(begin)) {
      return true;
    }
  }
  return false;
}

TEST_CASE("no text is a formula, whatever a spreadsheet splits at", "[report][csv]") {
  const std::vector<std::string> pieces{"=",  "-1", "+",      "@",      ";",      "|", "\t",
                                        "\"", " ",  "\u200B", "\uFF1D", "\uFEFF", "a", ","};
  std::vector<std::string> texts{""};
  for (std::size_t from = 0, length = 0; length < 3; ++length) { // All of up to three pieces.
    const std::size_t to = texts.size();
    for (; from < to; ++from) {
      for (const std::string& piece : pieces) {
        texts.push_back(texts[from] + piece);
      }
    }
  }
  for (const char separator : {',', ';', '\t', '|'}) {
    std::string found;
    for (const std::string& text : texts) {
      const std::string csv = csv_row({"name", text, "x", text}) + csv_row({"name", "1"});
      for (const Cells& row : rows_of(csv, separator)) {
        for (const std::string& cell : row) {
          found += is_formula(cell) ? "[" + text + "] " : "";
        }
      }
    }
    CAPTURE(separator);
    CHECK(found == "");
  }
}

TEST_CASE("a comparison in CSV has every total and every line that differs", "[report][csv]") {
  const Comparison comparison =
      compare({comparable(test::fine_tuning_advice()), comparable(test::retrieval_advice())});
  const auto rows = table_of(comparison_csv(comparison));
  CHECK(rows.size() == 5 + comparison.others.front().lines.size());
  auto once = rows.front();
  CHECK(once["kind"] == "total");
  CHECK(once["id"] == "one_time_usd");
  CHECK(once["base_usd"] == "5050.909262");
  CHECK(once["usd"].empty()); // Nothing but gaps make it up.
  CHECK(once["complete"] == "no");
  CHECK(once["difference_usd"].empty());
  CHECK(once["base_estimated"] == "no");
}

TEST_CASE("a comparison in CSV marks what rests on another region's price", "[report][csv]") {
  Advice elsewhere = test::fine_tuning_advice();
  elsewhere.file = "elsewhere.yaml";
  for (Line& line : elsewhere.cost.estimate.lines) {
    if (line.id == "training.run") {
      line.stand_in = StandIn{"eu-west-1"};
      line.usd = line.usd + line.usd;
      line.amount = multiply(line.quantity, line.usd, line.per);
    }
  }
  const Comparison comparison =
      compare({comparable(test::fine_tuning_advice()), comparable(elsewhere)});
  std::map<std::string, std::string> marks;
  for (auto row : table_of(comparison_csv(comparison))) {
    marks[row["id"]] = row["base_estimated"] + " " + row["estimated"];
  }
  CHECK(marks["training.run"] == "no yes");
  CHECK(marks["one_time_usd"] == "no yes");
  CHECK(marks["standing_monthly_usd"] == "no no");
}

} // namespace
} // namespace tunepath
