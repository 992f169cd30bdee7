#include "advise/dataset_storage.hpp"

#include "support/catch.hpp"
#include "support/deciding.hpp"

using namespace tunepath;
using namespace tunepath::test;

namespace {

Estimate dataset(const std::string& profile) {
  const Facts facts = facts_of(profile);
  const Situation s{facts, knowledge()};
  Ledger ledger;
  bill_dataset_storage(ledger, s, s.region);
  return ledger.take();
}

} // namespace

TEST_CASE("the data set lies in S3 every month", "[storage]") {
  SECTION("as large as is stated") {
    const Estimate estimate = dataset("region: us-east-1\ndata: {dataset_gb: 20}");
    const Line& line = line_of(estimate, "storage.dataset");
    CHECK(line.kind == LineKind::standing);
    CHECK(plain(line.amount) == "0.46");
    CHECK(line.formula == "20 GB");
  }
  SECTION("worked out from tokens by the planning ratio, with what is held back") {
    const Estimate estimate = dataset(
        "region: us-east-1\n"
        "data: {labelled_examples: 1M, tokens_per_example: 1000, validation_share: 0.1}");
    const Line& line = line_of(estimate, "storage.dataset");
    CHECK(line.quantity == Rational::quotient(66, 10)); // 1e9 tokens x 1.1 x 6 bytes
    CHECK(plain(line.amount) == "0.1518");
  }
  SECTION("of unknown size it is a gap that decides nothing") {
    const Estimate estimate = dataset("region: us-east-1");
    CHECK(estimate.lines.empty());
    REQUIRE(estimate.gaps.size() == 1);
    CHECK(estimate.gaps.front().needs == "state data.dataset_gb");
    CHECK_FALSE(estimate.gaps.front().no_rate);
  }
  SECTION("in a region without a price it is a gap, too") {
    const Estimate estimate = dataset("region: eu-west-1\ndata: {dataset_gb: 20}");
    REQUIRE(estimate.gaps.size() == 1);
    CHECK(estimate.gaps.front().no_rate);
  }
}
