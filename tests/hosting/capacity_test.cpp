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

Load load(double input, double output) {
  return {.requests_per_month = Range<double>::point(60'000),
          .input_tokens = Range<double>::point(input),
          .output_tokens = Range<double>::point(output),
          .active_hours = 220,
          .peak_requests_per_second = Range<double>::point(1)};
}

InstanceCapacity capacity(std::string_view model, std::string_view instance, double input = 1800,
                          double output = 350) {
  const Model* found = catalog().model(model);
  const Instance* on = catalog().instance(instance);
  REQUIRE((found != nullptr && on != nullptr));
  return instance_capacity(*found, *on, load(input, output), catalog());
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
      {"8B on Inferentia", "llama-3.1-8b", "ml.inf2.48xlarge", Truth::yes, true, "aws-neuron-sdk"},
      {"8B where FLOPS and bandwidth are unknown", "llama-3.1-8b", "ml.g7e.2xlarge", Truth::yes,
       false, "FLOPS and memory bandwidth of the accelerator not known"},
      {"1B on T4, whose bandwidth is unknown", "llama-3.2-1b", "ml.g4dn.xlarge", Truth::yes, false,
       "memory bandwidth of the accelerator not known"},
      {"a closed model", "nova-micro", "ml.g5.2xlarge", Truth::unknown, false, "architecture"},
  }));
  DYNAMIC_SECTION(c.name) {
    const InstanceCapacity found = capacity(c.model, c.instance);
    CHECK(found.fits == c.fits);
    CHECK(found.requests_per_second.has_value() == c.rate);
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
  REQUIRE(found.requests_per_second);
  const Range<double>& rate = *found.requests_per_second;
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
    REQUIRE((shorter.requests_per_second && longer.requests_per_second));
    CHECK(shorter.requests_per_second->low >= longer.requests_per_second->low);
    CHECK(shorter.requests_per_second->likely >= longer.requests_per_second->likely);
    CHECK(shorter.requests_per_second->high >= longer.requests_per_second->high);
    CHECK(longer.requests_per_second->low <= longer.requests_per_second->likely);
    CHECK(longer.requests_per_second->likely <= longer.requests_per_second->high);
  }
}

TEST_CASE("instances carry the peak with headroom and are at least one", "[hosting]") {
  const Range<double> rate{0.5, 1, 2};
  CHECK(instances_needed(rate, 0, 0.7) == 1);
  CHECK(instances_needed(rate, 0.7, 0.7) == 1);
  CHECK(instances_needed(rate, 0.71, 0.7) == 2);
  CHECK(instances_needed(rate, 70, 0.7) == 100);
  CHECK_THROWS_AS(instances_needed(rate, 1, 0), std::logic_error);
  CHECK_THROWS_AS(instances_needed(Range<double>::point(0), 1, 0.7), std::logic_error);
}

TEST_CASE("billed windows are those in which a request arrives", "[hosting]") {
  CHECK(billed_windows(0, 220, 300) == 0);
  CHECK(billed_windows(1'000, 0, 300) == 0);
  CHECK(billed_windows(4, 730, 300) == Approx(4).epsilon(0.001)); // Each request has its own.
  CHECK(billed_windows(1e9, 220, 300) == Approx(2'640));          // Every window has one.
  CHECK(billed_windows(1e9, 220, 60) == Approx(13'200));
  CHECK(billed_windows(2'640, 220, 300) == Approx(2'640 * 0.632).epsilon(0.001));
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
