#include "tunepath/hosting/capacity.hpp"

#include "support/catch.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/hosting/traffic.hpp"

#include <random>

using namespace tunepath;
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;

namespace {

const Catalog& catalog() {
  return shipped().catalog;
}

Load load(double input, double output, std::optional<double> latency = std::nullopt) {
  return {.input_tokens = Range<double>::point(input),
          .output_tokens = Range<double>::point(output),
          .latency_seconds = latency};
}

InstanceCapacity capacity(std::string_view model, std::string_view instance, double input = 1800,
                          double output = 350, std::optional<double> latency = std::nullopt) {
  const Model* found = catalog().model(model);
  const Instance* on = catalog().instance(instance);
  REQUIRE((found != nullptr && on != nullptr));
  return instance_capacity(*found, *on, load(input, output, latency), catalog());
}

} // namespace

TEST_CASE("capacity says what fits, how fast, and what is missing", "[hosting]") {
  struct Case {
    const char* name;
    const char* model;
    const char* instance;
    Truth fits;
    bool rate;
    const char* reason;
  };
  const Case c = GENERATE(values<Case>({
      {"8B on one A10G", "llama-3.1-8b", "ml.g5.2xlarge", Truth::yes, true, "requests at once"},
      {"70B on one A10G", "llama-3.1-70b", "ml.g5.2xlarge", Truth::no, false,
       "weights 131.4 GiB of 19.8 GiB"},
      {"70B on four A10G", "llama-3.1-70b", "ml.g5.12xlarge", Truth::no, false, "weights 32.9 GiB"},
      {"12B on one A10G", "mistral-nemo-12b", "ml.g5.2xlarge", Truth::no, false,
       "weights 22.8 GiB of 19.8 GiB"},
      {"70B on eight H100", "llama-3.1-70b", "ml.p5.48xlarge", Truth::yes, true,
       "only the nominal size is known"},
      {"8B on Inferentia", "llama-3.1-8b", "ml.inf2.48xlarge", Truth::yes, true,
       "requests at once"},
      {"8B where FLOPS and bandwidth are unknown", "llama-3.1-8b", "ml.g7e.2xlarge", Truth::yes,
       false, "FLOPS and memory bandwidth of the accelerator not known"},
      {"1B on T4, whose bandwidth is unknown", "llama-3.2-1b", "ml.g4dn.xlarge", Truth::yes, false,
       "memory bandwidth of the accelerator not known"},
      {"a closed model", "nova-micro", "ml.g5.2xlarge", Truth::unknown, false, "architecture"},
  }));
  DYNAMIC_SECTION(c.name) {
    const InstanceCapacity found = capacity(c.model, c.instance);
    CHECK(found.fits == c.fits);
    CHECK(found.answering.has_value() == c.rate);
    CHECK_THAT(found.reason, ContainsSubstring(c.reason));
  }
}

TEST_CASE("a request that is too long is refused for its cache", "[hosting]") {
  const InstanceCapacity found = capacity("llama-3.1-8b", "ml.g5.2xlarge", 60'000, 350);
  CHECK(found.fits == Truth::no);
  CHECK(found.reason ==
        "weights 15.0 GiB and the key-value cache of one request 7.4 GiB; all parts need 23.3 GiB "
        "of 19.8 GiB (usable 22.0 GiB less a margin) per accelerator");
}

TEST_CASE("the rate of an 8B model on one A10G is plausible and wide", "[hosting]") {
  const InstanceCapacity found = capacity("llama-3.1-8b", "ml.g5.2xlarge");
  REQUIRE(found.answering);
  const Range<double>& rate = found.answering->requests_per_second;
  CHECK(rate.likely > 0.3);
  CHECK(rate.likely < 1);
  CHECK(rate.high / rate.low > 2);
  CHECK_FALSE(found.measured_nearby);
}

TEST_CASE("measured means the accelerator and the batch were measured", "[hosting]") {
  // One long request after the other leaves room for few at once on the 40 GB part.
  CHECK(capacity("qwen2.5-72b", "ml.p4d.24xlarge", 120'000, 2'000).measured_nearby);
  CHECK_FALSE(capacity("qwen2.5-72b", "ml.p4d.24xlarge").measured_nearby);
  CHECK_FALSE(capacity("llama-3.1-8b", "ml.g6.2xlarge", 60'000, 100).measured_nearby);
}

TEST_CASE("longer requests never make an instance faster", "[hosting][property]") {
  std::mt19937_64 random{20'261'122};
  std::uniform_int_distribution<int> tokens{1, 2'000};
  for (int i = 0; i < 300; ++i) {
    const double input = tokens(random);
    const double output = tokens(random);
    const double more_input = input + tokens(random);
    const double more_output = output + tokens(random);
    CAPTURE(input, output, more_input, more_output);
    const auto shorter = capacity("llama-3.1-8b", "ml.g6e.2xlarge", input, output);
    const auto longer = capacity("llama-3.1-8b", "ml.g6e.2xlarge", more_input, more_output);
    REQUIRE((shorter.answering && longer.answering));
    const Range<double>& before = shorter.answering->requests_per_second;
    const Range<double>& after = longer.answering->requests_per_second;
    CHECK(before.low >= after.low);
    CHECK(before.likely >= after.likely);
    CHECK(before.high >= after.high);
    CHECK(after.low <= after.likely);
    CHECK(after.likely <= after.high);
  }
}

TEST_CASE("small models run once on each accelerator, large ones across them", "[hosting]") {
  CHECK(capacity("llama-3.1-8b", "ml.g5.2xlarge").copies == 1);
  CHECK(capacity("llama-3.1-8b", "ml.p4d.24xlarge").copies == 8);
  CHECK(capacity("llama-3.1-70b", "ml.p4d.24xlarge").copies == 1);
  CHECK(capacity("llama-3.1-70b", "ml.p4de.24xlarge").copies == 2); // 4 leave little cache
  CHECK(capacity("llama-3.1-8b", "ml.inf2.48xlarge").copies == 1);  // as it was measured
  const auto one = capacity("llama-3.1-8b", "ml.g6e.xlarge");
  const auto four = capacity("llama-3.1-8b", "ml.g6e.12xlarge");
  CHECK(four.answering->requests_per_second.likely ==
        Approx(4 * one.answering->requests_per_second.likely));
  CHECK(four.answering->seconds.likely == Approx(one.answering->seconds.likely));
}

TEST_CASE("a wanted latency bounds the batch, and then the instance", "[hosting]") {
  struct Case {
    const char* name;
    const char* instance;
    std::optional<double> latency;
    Truth meets;
  };
  const Case c = GENERATE(values<Case>({
      {"any time will do", "ml.g5.2xlarge", std::nullopt, Truth::yes},
      {"a minute on an A10G", "ml.g5.2xlarge", 60, Truth::yes},
      {"20 s on an A10G: the range straddles it", "ml.g5.2xlarge", 20, Truth::unknown},
      {"4 s on an A10G", "ml.g5.2xlarge", 4, Truth::no},
      {"4 s on eight A100, one copy over all", "ml.p4d.24xlarge", 4, Truth::yes},
  }));
  DYNAMIC_SECTION(c.name) {
    const auto found = capacity("llama-3.1-8b", c.instance, 1'800, 350, c.latency);
    REQUIRE(found.answering);
    CHECK(found.meets_latency == c.meets);
    if (c.latency && c.meets == Truth::yes) {
      CHECK(found.answering->seconds.high <= *c.latency);
    }
  }
}

TEST_CASE("what is counted on lies below the likely rate where nothing was measured", "[hosting]") {
  const auto guessed = capacity("llama-3.1-8b", "ml.g5.2xlarge");
  const Range<double>& rate = guessed.answering->requests_per_second;
  CHECK(guessed.answering->planned_requests_per_second == Approx((rate.low + rate.likely) / 2));
  const auto measured = capacity("qwen2.5-72b", "ml.p4d.24xlarge", 120'000, 2'000);
  CHECK(measured.answering->planned_requests_per_second ==
        Approx(measured.answering->requests_per_second.likely));
}

TEST_CASE("a full batch answers as fast as its rate says", "[hosting]") {
  const auto found = capacity("llama-3.1-8b", "ml.g6e.12xlarge");
  const Answering& a = *found.answering;
  CHECK(a.batch == found.copies * (a.batch / found.copies));
  // Little's law: requests at once = rate x time of each.
  CHECK(static_cast<double>(a.batch) == Approx(a.requests_per_second.likely * a.seconds.likely));
  CHECK(a.first_token_seconds.likely < a.alone_seconds.likely);
  CHECK(a.alone_seconds.likely < a.seconds.likely);
}

TEST_CASE("adapters take memory and some of the rate", "[hosting]") {
  const Model& model = *catalog().model("llama-3.1-8b");
  const double gib = adapters_gib(model, 25, 16);
  CHECK(gib == Approx(25 * 41.9e6 * 2 / 1073741824.0).epsilon(0.01)); // 41.9M at rank 16
  Load shared = load(1'800, 350);
  shared.adapters = true;
  shared.adapters_gib = gib;
  const Instance& on = *catalog().instance("ml.g6e.xlarge");
  const auto with = instance_capacity(model, on, shared, catalog());
  const auto without = instance_capacity(model, on, load(1'800, 350), catalog());
  CHECK(with.needed_gib == Approx(without.needed_gib + gib));
  CHECK(with.answering->requests_per_second.likely < without.answering->requests_per_second.likely);
  shared.adapters_gib = 60;
  CHECK(instance_capacity(model, on, shared, catalog()).reason ==
        "weights 15.0 GiB, adapters 60.0 GiB and the key-value cache of one request 0.3 GiB; all "
        "parts need 76.2 GiB of 39.6 GiB (usable 44.0 GiB less a margin) per accelerator");
}

TEST_CASE("a tighter latency never allows a larger batch", "[hosting][property]") {
  std::mt19937_64 random{20'261'128};
  std::uniform_int_distribution<int> tokens{1, 2'000};
  std::uniform_real_distribution<double> wanted{0.2, 60};
  for (int i = 0; i < 300; ++i) {
    const double input = tokens(random);
    const double output = tokens(random);
    const double tight = wanted(random);
    const double loose = tight + wanted(random);
    CAPTURE(input, output, tight, loose);
    const auto few = capacity("llama-3.1-8b", "ml.g6e.2xlarge", input, output, tight);
    const auto many = capacity("llama-3.1-8b", "ml.g6e.2xlarge", input, output, loose);
    REQUIRE((few.answering && many.answering));
    CHECK((few.meets_latency == Truth::no ||
           few.answering->batch <= many.answering->batch)); // No: as if nothing was asked.
    CHECK((few.meets_latency != Truth::yes || many.meets_latency == Truth::yes));
  }
}

TEST_CASE("traffic shapes give active hours and a peak", "[hosting]") {
  CHECK(active_hours(TrafficShape::steady, 730, catalog()) == 730);
  CHECK(active_hours(TrafficShape::business_hours, 730, catalog()) == 220);
  CHECK(active_hours(TrafficShape::business_hours, 365, catalog()) == 110);
  for (const auto& [shape, name] : Names<TrafficShape>::k_all) {
    CAPTURE(name);
    CHECK(active_hours(shape, 730, catalog()) > 0);
    CHECK(active_hours(shape, 730, catalog()) <= 730);
    CHECK(peak_to_mean(shape, catalog()) >= 1);
  }
  CHECK(peak_from_shape(TrafficShape::steady, 3'600 * 730, 730, catalog()).value() == Approx(1.5));
  CHECK_FALSE(peak_from_shape(TrafficShape::steady, 1'000, 0, catalog()));
}
