#include "report/capacity_words.hpp"

#include "support/catch.hpp"

#include <limits>

using namespace tunepath;

namespace {

HostingOption endpoint() {
  HostingOption mode;
  mode.unit = UnitKind::instance;
  mode.units = 2;
  mode.instance = "ml.g5.2xlarge";
  mode.capacity.emplace();
  mode.capacity->fits = Truth::yes;
  mode.capacity->meets_latency = Truth::yes;
  mode.capacity->weights_gib = 15;
  mode.capacity->cache_gib = 0.26;
  mode.capacity->activation_gib = 1;
  mode.capacity->needed_gib = 16.26;
  mode.capacity->usable_gib = 22;
  mode.capacity->reason = "16.3 GiB of 22.0 GiB";
  mode.capacity->answering = Answering{.batch = 16,
                                       .requests_per_second = {0.31, 0.6, 1.2},
                                       .planned_requests_per_second = 0.45,
                                       .seconds = {13, 27, 52},
                                       .alone_seconds = {11, 15, 27},
                                       .first_token_seconds = {0.5, 1, 2},
                                       .prefill_tokens_per_second = {900, 1'800, 3'600},
                                       .decode_tokens_per_second = {100, 220, 400}};
  mode.service.units = Range<std::int64_t>{1, 2, 3};
  mode.service.utilisation = Range<double>{0.2, 0.4, 0.8};
  mode.service.latency_seconds = Range<double>{12, 20, 60};
  return mode;
}

} // namespace

TEST_CASE("what carries the traffic is said in sentences", "[report]") {
  HostingOption mode = endpoint();
  CHECK(words::capacity(mode) ==
        "One ml.g5.2xlarge answers 0.60 (0.31 to 1.2) requests a second, up to 16 at once. With 2 "
        "(1 to 3), the peak takes 40% (20% to 80%) of what they carry, and 95 of 100 answers come "
        "within 20 s (12 s to 60 s). No measurement is near: the range is wide, and 0.45 a second "
        "are counted on.");
  mode.capacity->measured_nearby = true;
  mode.service.utilisation = Range<double>::point(0.001);
  mode.service.latency_seconds->high = std::numeric_limits<double>::infinity();
  mode.service.latency_note = "that 30 s are wanted makes it dear";
  CHECK(words::capacity(mode) ==
        "One ml.g5.2xlarge answers 0.60 (0.31 to 1.2) requests a second, up to 16 at once. With 2 "
        "(1 to 3), the peak takes next to nothing of what they carry, and 95 of 100 answers come "
        "within 20 s (12 s to ever longer). That 30 s are wanted makes it dear.");
  mode.capacity->answering.reset();
  CHECK(words::capacity(mode).empty());
  CHECK(words::capacity(HostingOption{}).empty());
}

TEST_CASE("explain lists every part of the memory and every speed", "[report]") {
  const Points points = words::capacity_points(endpoint());
  REQUIRE(points.rows.size() >= 10);
  CHECK(points.rows[0].label == "units at the peak");
  CHECK(points.rows[0].text == "2 (1 to 3)");
  CHECK(points.rows[1].text ==
        "weights 15.0 + cache of a request 0.26 + activations 1.0 = 16.3 of 22.0 GiB per "
        "accelerator");
  CHECK(points.rows.back().text == "16.3 GiB of 22.0 GiB");
  CHECK(words::capacity_points(HostingOption{}).rows.empty());
}

TEST_CASE("candidates for hosting are listed by what they cost, with why not", "[report]") {
  const auto dollars = [](int usd) { return Money::of(Rational::of(usd)); };
  const Range<double> alone{1, 2, 3};
  const Table table = words::candidates(
      {{"ml.big", Truth::yes, 1, dollars(25), alone, ""},
       {"ml.small", Truth::no, 0, std::nullopt, std::nullopt, "weights 131 GiB of 20 GiB"},
       {"ml.slow", Truth::yes, 3, dollars(4), alone, "too slow"}});
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0].cells ==
        std::vector<std::string>{"3 x ml.slow", "$4.00", "2.0 s (1.0 s to 3.0 s)"});
  CHECK(table.rows[0].notes == std::vector<std::string>{"Not taken: too slow."});
  CHECK(table.rows[1].notes.empty());
}
