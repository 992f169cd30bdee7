#include "report/markdown.hpp"

#include "support/catch.hpp"

#include <string>
#include <vector>

namespace tunepath {
namespace {

TEST_CASE("raw text makes no link, no reference and no formula in Markdown", "[report]") {
  struct Case {
    const char* raw;
    const char* markdown;
  };
  const std::vector<Case> cases{
      {"http://evil.example.com/x", "http:<!-- -->//evil.example.com/x"},
      {"see HTTPS://evil.example.com", "see HTTPS:<!-- -->//evil.example.com"},
      {"ftp://a.b", "ftp:<!-- -->//a.b"},
      {"www.evil.com", "www<!-- -->.evil.com"},
      {"(WWW.evil.com)", "(WWW<!-- -->.evil.com)"},
      {"awww.", "awww."},
      {"www", "www"},
      {"$E=mc^2$", "<span>$</span>E=mc^2<span>$</span>"},
      {"$$x$$", "<span>$</span><span>$</span>x<span>$</span><span>$</span>"},
      {"x$5", "x<span>$</span>5"},
      {"$8.00", "$8.00"},
      {"+$0.80 of ($1,234.50) or -$3.00", "+$0.80 of ($1,234.50) or -$3.00"},
      {"GH-12", "GH-<!-- -->12"},
      {"(gh-7)", "(gh-<!-- -->7)"},
      {"HIGH-12", "HIGH-12"},
      {"GH-x", "GH-x"},
      {"#12", "\\#<!-- -->12"},
      {"a/b#12", "a/b\\#<!-- -->12"},
      {"!3", "\\!<!-- -->3"},
      {"a: b // c", "a: b // c"},
      {"2026-11-22", "2026-11-22"}};
  for (const Case& c : cases) {
    CAPTURE(c.raw);
    CHECK(markdown::plain(c.raw) == c.markdown);
  }
}

} // namespace
} // namespace tunepath
