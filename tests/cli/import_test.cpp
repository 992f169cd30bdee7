#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/synthetic_offer.hpp"
#include "tunepath/cli/run.hpp"

#include <sstream>

using namespace tunepath;

namespace {

struct Said {
  int code = 0;
  std::string out;
  std::string err;
};

Said import(const std::string& path, bool terminal) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const char* const argv[]{"tunepath", "rates", "import", path.c_str()};
  const int code = cli::run(4, argv,
                            {.in = in,
                             .out = out,
                             .err = err,
                             .terminal = false,
                             .progress = terminal,
                             .no_colour = true,
                             .today = *Date::parse("2026-11-22")});
  return {code, out.str(), err.str()};
}

} // namespace

TEST_CASE("progress is shown on a terminal only, and goes away", "[cli][import]") {
  const test::ScratchDirectory scratch;
  const std::string path = (scratch.path() / "index.csv").string();
  const test::SyntheticOffer offer{.code = "AmazonSageMaker"};
  test::write_text(path, test::offer_csv(offer, test::synthetic_sagemaker(16'000, 1)));
  const Said shown = import(path, true);
  const Said plain = import(path, false);
  REQUIRE(shown.code == cli::exit_ok);
  CHECK(shown.err.starts_with("\rreading: "));
  const auto erased = shown.err.find("\r\x1B[K");
  REQUIRE(erased != std::string::npos);
  CHECK(shown.err.substr(erased + 4) == plain.err);
  CHECK(shown.out == plain.out);
}

TEST_CASE("a file that fills its last page is read to its end", "[cli][import]") {
  const test::ScratchDirectory scratch;
  const std::string path = (scratch.path() / "index.json").string();
  std::string text =
      test::offer_json({.code = "AmazonSageMaker"}, test::synthetic_sagemaker(100, 1));
  text.append(65'536 - text.size() % 65'536, ' ');
  test::write_text(path, text);
  CHECK(import(path, false).code == cli::exit_ok);
  text.resize(65'536); // Cut short where a page ends.
  test::write_text(path, text);
  const Said said = import(path, false);
  CHECK(said.code == cli::exit_usage);
  CHECK(said.out.empty());
}
