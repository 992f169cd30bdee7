#include "tunepath/report/text.hpp"

#include "report/wrap.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <random>
#include <sstream>

namespace tunepath {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) {
    lines.push_back(line);
  }
  return lines;
}

/// Text as nobody would write it: long words, other scripts, control characters, broken UTF-8.
class Noise {
public:
  explicit Noise(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }

  std::string text() {
    static const std::vector<std::string> pieces{
        "a",
        "word",
        " ",
        "  ",
        "-",
        "/",
        "$1,108.02",
        "\x1b[31m",
        "\n",
        "\t",
        "\xff",
        "ö",
        "\xE2\x82\xAC",
        "\xF0\x9F\x98\x80",
        "ml.g5.2xlarge",
        "a-very-long-word-without-any-blank-in-it-at-all-whatsoever",
        std::string(130, 'x'),
        "\xE2\x80\xAE",
        "\x7f"};
    std::string out;
    for (std::size_t n = below(14); n > 0; --n) {
      out += pieces[below(pieces.size())];
      out += below(3) == 0 ? " " : "";
    }
    return out;
  }

  std::vector<std::string> texts(std::size_t most) {
    std::vector<std::string> out(below(most + 1));
    std::generate(out.begin(), out.end(), [&] { return text(); });
    return out;
  }

  Mark mark() { return Names<Mark>::k_all[below(Names<Mark>::k_all.size())].first; }

  Document document() {
    Document out{Title{text(), text()}, Headline{text()}, Heading{text()},
                 Paragraph{text(), below(2) == 0}};
    Amounts amounts;
    Points points;
    Table table;
    AmountBars bars;
    for (std::size_t n = below(5); n > 0; --n) {
      bars.rows.push_back({mark(), text(),
                           below(3) == 0
                               ? std::nullopt
                               : std::optional{Money::cents(static_cast<std::int64_t>(below(900)))},
                           below(2) == 0 ? text() : "$1.00", below(2) == 0});
      amounts.rows.push_back({text(), text(), text(), below(2) == 0});
      points.rows.push_back({mark(), text(), text(), text(), texts(3)});
    }
    for (std::size_t n = below(30); n > 0; --n) {
      table.columns.push_back({text(), below(2) == 0 ? Align::left : Align::right});
    }
    for (std::size_t n = below(4); n > 0; --n) {
      table.rows.push_back({texts(table.columns.size()), mark(), texts(2), below(2) == 0});
    }
    out.insert(out.end(), {amounts, points, table, bars, stacked()});
    return out;
  }

private:
  Bars stacked() {
    Bars bars{{}, {{text()}, {text()}}, text(), {}};
    for (std::size_t n = below(5); n > 0; --n) {
      bars.columns.push_back({text(), below(2) == 0 ? Align::left : Align::right});
    }
    for (std::size_t n = below(4); n > 0; --n) {
      const auto length = [&] { return static_cast<std::int64_t>(below(1'000'000)); };
      bars.rows.push_back({texts(bars.columns.size()),
                           {length(), length()},
                           below(2) == 0 ? std::optional{length()} : std::nullopt});
    }
    return bars;
  }

  std::mt19937 random_;
};

TEST_CASE("no line is wider than the style, whatever the text", "[report]") {
  Noise noise(20261122);
  for (int round = 0; round < 400; ++round) {
    const Document document = noise.document();
    for (const int width : {40, 80, 100}) {
      for (const std::string& line : lines_of(to_text(document, {.width = width}))) {
        CAPTURE(round, line);
        REQUIRE(wrap::width(line) <= static_cast<std::size_t>(width));
        REQUIRE(std::none_of(line.begin(), line.end(), [](char c) {
          return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        }));
      }
    }
  }
}

TEST_CASE("ascii style writes nothing but ASCII", "[report]") {
  Noise noise(7);
  for (int round = 0; round < 200; ++round) {
    const std::string text = to_text(noise.document(), {.ascii = true});
    REQUIRE(std::all_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
  }
}

TEST_CASE("colour adds escapes and changes nothing else", "[report]") {
  Noise noise(11);
  for (int round = 0; round < 200; ++round) {
    const Document document = noise.document();
    std::string coloured = to_text(document, {.colour = true});
    for (auto at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b')) {
      coloured.erase(at, coloured.find('m', at) - at + 1);
    }
    REQUIRE(coloured == to_text(document));
  }
}

TEST_CASE("amounts end in one column, a total stands under a rule", "[report]") {
  const Document document{Amounts{{{"Every month", "$1,108.02", "AWS", false},
                                   {"Once", "at least $3.75", "", false},
                                   {"", "$1,111.77", "", true}}}};
  CHECK(to_text(document) ==
        "  Every month       $1,108.02  AWS\n"
        "  Once         at least $3.75\n"
        "               --------------\n"
        "                    $1,111.77\n");
}

TEST_CASE("bars are of one scale, and no longer than is known", "[report]") {
  const AmountBars bars{{{Mark::none, "prompt", Money::dollars(100), "$100.00", false},
                         {Mark::chosen, "tuned", Money::dollars(200), "$200.00", false},
                         {Mark::none, "open", Money::dollars(50), "at least $50.00", true},
                         {Mark::none, "a cent", Money::cents(1), "$0.01", false},
                         {Mark::none, "free", Money{}, "$0.00", false},
                         {Mark::none, "dark", std::nullopt, "not priced", false}}};
  CHECK(to_text({bars}, {.width = 47}) ==
        "  prompt          $100.00  ##########\n"
        "> tuned           $200.00  ####################\n"
        "  open    at least $50.00  ####>\n"
        "  a cent            $0.01  #\n"
        "  free              $0.00\n"
        "  dark         not priced\n");
}

TEST_CASE("bars are drawn on one scale, with a mark where the other way stands", "[report]") {
  const Document document{Bars{{{"month", Align::left}, {"so far", Align::right}},
                               {{"you pay"}, {"credits pay"}},
                               "prompt only",
                               {{{"2026-12", "$40.00"}, {40, 0}, 10},
                                {{"2027-01", "$80.00"}, {60, 20}, 20},
                                {{"2027-02", "$80.00"}, {1, 0}, 100},
                                {{"2027-03", "$0.00"}, {0, 0}, 0}}}};
  CHECK(to_text(document, {.width = 41}) ==
        "  # you pay, + credits pay, | prompt only\n"
        "  month    so far\n"
        "  2026-12  $40.00  #|#######\n"
        "  2027-01  $80.00  ###|#########+++++\n"
        "  2027-02  $80.00  #                    |\n"
        "  2027-03   $0.00  |\n");
}

TEST_CASE("points hang their text beside the label", "[report]") {
  const Document document{
      Heading{"Path"},
      Points{{{Mark::none, "Bedrock", "no", "You want to own the weights.", {"[weights: full]"}},
              {Mark::chosen, "SageMaker", "yes", "Nothing rules it out.", {}},
              {Mark::warning, "a-label-that-is-far-too-long", "", "Text.", {}}}}};
  CHECK(to_text(document, {.width = 44}) ==
        "PATH\n"
        "  Bedrock              no   You want to own\n"
        "                            the weights.\n"
        "                            [weights: full]\n"
        "> SageMaker            yes  Nothing rules it\n"
        "                            out.\n"
        "! a-label-that-is-far-too-long\n"
        "                            Text.\n");
}

TEST_CASE("a table narrows its widest column and spans short rows", "[report]") {
  const Document document{
      Table{{{"", Align::left}, {"capacity", Align::left}, {"month", Align::right}},
            {{{"endpoint, auto-scaling", "1 x small", "at least $1,106.41"},
              Mark::chosen,
              {"It scales."},
              false},
             {{"batch", "an answer is wanted in seconds"}, Mark::none, {}, false},
             {{"", "", "$1,106.41"}, Mark::none, {}, true}}}};
  CHECK(to_text(document, {.width = 44}) ==
        "                  capacity             month\n"
        "> endpoint,       1 x small         at least\n"
        "  auto-scaling                     $1,106.41\n"
        "      It scales.\n"
        "  batch           an answer is wanted in\n"
        "                  seconds\n"
        "                             ---------------\n"
        "                                   $1,106.41\n");
}

TEST_CASE("headings are in capitals, but what has to be typed is not", "[report]") {
  CHECK(to_text({Heading{"training.run: 3 training runs"}}) == "training.run: 3 TRAINING RUNS\n");
  CHECK(to_text({Headline{"Prove it first"}}) == "PROVE IT FIRST\n");
}

} // namespace
} // namespace tunepath
