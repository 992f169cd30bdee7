#include "tunepath/simulate/sweep.hpp"

#include "cli/parallel.hpp"
#include "support/catch.hpp"
#include "support/scenario.hpp"
#include "support/uncertain_profile.hpp"
#include "tunepath/data/known_names.hpp"
#include "tunepath/report/sweep_rows.hpp"

#include <stdexcept>
#include <system_error>
#include <thread>

using namespace tunepath;

namespace {

Grid grid_of(const std::vector<std::string>& arguments) {
  return Grid::parse(arguments, test::knowledge().schema, known_names(test::knowledge().catalog))
      .value();
}

struct Swept {
  std::string text;
  SweepOutcome outcome;
};

Swept swept(const Grid& grid, const SweepOptions& options, SweepFormat format,
            const Refuse& refuse = {}) {
  const SweepRows rows = SweepRows::make({}, format, grid, test::knowledge().schema, false).value();
  Swept result;
  result.text = rows.header();
  const auto write = [&](std::string& out, const GridPoint& point, const Evaluation* evaluation,
                         std::string_view error) {
    rows.append(out, point, {"", 1}, evaluation, error);
  };
  const auto take = [&](std::string_view text, std::uint64_t) {
    result.text += text;
    return true;
  };
  result.outcome = sweep(grid, test::scenario_of(test::certain_profile()), test::knowledge(),
                         options, refuse, write, take);
  return result;
}

} // namespace

TEST_CASE("a sweep gives the same bytes for any number of threads and any chunk", "[simulate]") {
  const Grid grid = grid_of({"traffic.requests_per_month=1k:1M:log7", "training.epochs=1:3:1",
                             "hosting.mode=bedrock-on-demand,endpoint"});
  const Swept one = swept(grid, {}, SweepFormat::csv);
  CHECK(one.outcome.points == 42);
  CHECK(one.outcome.failed == 0);
  for (const std::size_t threads : {1U, 2U, 3U}) {
    for (const std::size_t chunk : {1U, 5U, 64U}) {
      CAPTURE(threads, chunk);
      CHECK(swept(grid, {cli::threads(threads), chunk}, SweepFormat::csv).text == one.text);
    }
  }
}

TEST_CASE("a point that is refused gives a row with its error, and the others come", "[simulate]") {
  const Grid grid = grid_of({"requirements.technique=any,lora,sft"});
  const Refuse refuse = [](const Facts& facts) {
    return facts.is("requirements.technique", "lora") ? std::optional<std::string>{"not \"that\""}
                                                      : std::nullopt;
  };
  const Swept result = swept(grid, {{}, 2}, SweepFormat::ndjson, refuse);
  CHECK(result.outcome.points == 3);
  CHECK(result.outcome.failed == 1);
  REQUIRE(result.outcome.first_failures.size() == 1);
  CHECK(result.outcome.first_failures.front().index == 1);
  CHECK(result.text.find("{\"requirements.technique\":\"lora\",\"decided\":null") !=
        std::string::npos);
  CHECK(result.text.find("\"error\":\"not \\\"that\\\"\"}\n") != std::string::npos);
}

TEST_CASE("a sweep stops when its rows are no longer wanted", "[simulate]") {
  const Grid grid = grid_of({"training.epochs=1:50:1"});
  std::uint64_t taken = 0;
  const auto write = [](std::string&, const GridPoint&, const Evaluation*, std::string_view) {};
  const auto take = [&](std::string_view, std::uint64_t so_far) {
    taken = so_far;
    return so_far < 4;
  };
  sweep(grid, test::scenario_of(test::certain_profile()), test::knowledge(), {{}, 2}, {}, write,
        take);
  CHECK(taken == 4);
}

TEST_CASE("threads hand on the failure of the first task that failed", "[cli]") {
  for (const std::size_t count : {1U, 2U, 4U}) {
    const Workers workers = cli::threads(count);
    const auto work = [](std::size_t task, std::size_t) {
      if (task >= 3) {
        throw std::overflow_error(std::to_string(task));
      }
    };
    std::string said;
    try {
      workers.run(100, work);
    } catch (const std::overflow_error& error) {
      said = error.what();
    }
    CHECK(said == "3");
  }
}

TEST_CASE("where no more threads can be started, those that run do every task", "[cli]") {
  for (const int room : {0, 1, 2, 7}) {
    CAPTURE(room);
    int started = 0;
    const auto start = [&](std::function<void()> work) {
      if (started == room) {
        throw std::system_error{std::make_error_code(std::errc::resource_unavailable_try_again)};
      }
      ++started;
      return cli::start_thread(std::move(work));
    };
    std::vector<int> done(500);
    cli::threads(8, start).run(done.size(), [&](std::size_t task, std::size_t) { ++done[task]; });
    CHECK(done == std::vector<int>(500, 1));
    CHECK(started == room);
  }
}

TEST_CASE("where a thread cannot be started, the failure of a task is handed on", "[cli]") {
  const auto start = [](std::function<void()>) -> std::thread {
    throw std::system_error{std::make_error_code(std::errc::resource_unavailable_try_again)};
  };
  const auto work = [](std::size_t task, std::size_t) {
    if (task == 5) {
      throw std::overflow_error("5");
    }
  };
  CHECK_THROWS_AS(cli::threads(2, start).run(100, work), std::overflow_error);
}

TEST_CASE("threads do every task once, and a worker one at a time", "[cli]") {
  const Workers workers = cli::threads(3);
  REQUIRE(workers.count == 3);
  std::vector<int> done(1000);
  std::vector<int> sums(workers.count);
  workers.run(done.size(), [&](std::size_t task, std::size_t worker) {
    ++done[task];
    ++sums[worker]; // A race if two threads were the same worker: the sanitizers would see it.
  });
  CHECK(done == std::vector<int>(1000, 1));
  CHECK(sums[0] + sums[1] + sums[2] == 1000);
}
