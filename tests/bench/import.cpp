// How fast a price list of 300 MB is read, beside a plain walk of the same file with simdjson,
// in the same run, and how much memory the real binary takes for it. Run by hand:
//
//   cmake --build --preset bench && build/release/tunepath_bench_import [MEGABYTES]

#include "support/synthetic_offer.hpp"
#include "tunepath/data/read_offer.hpp"
#include "tunepath/data/shipped.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef TUNEPATH_HAS_SIMDJSON
#include <simdjson.h>
#endif

namespace {

namespace fs = std::filesystem;
using namespace tunepath;

constexpr int k_runs = 5;
constexpr std::size_t k_bytes_of_a_product = 1'660; ///< about

/// Seconds of processor time of this process, which a busy machine disturbs less than a clock.
double processor_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

void fail(const char* what) {
  std::fprintf(stderr, "%s\n", what);
  std::exit(1);
}

void generate(const fs::path& path, std::size_t products, bool csv) {
  std::ofstream file{path, std::ios::binary};
  const auto all = [&](const auto& take) { test::synthetic_sagemaker(products, 1, take); };
  const auto write = [&](std::string_view text) {
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
  };
  const test::SyntheticOffer offer{.code = "AmazonSageMaker"};
  csv ? test::write_offer_csv(offer, all, write) : test::write_offer_json(offer, all, write);
}

/// Maps the file, reads it as the command does, and unmaps it. The number of rates.
std::size_t read_mapped(const fs::path& path) {
  const std::size_t size = fs::file_size(path);
  const int file = open(path.c_str(), O_RDONLY);
  const std::size_t reserved = size + (std::size_t{1} << 16U);
  void* start = mmap(nullptr, reserved, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (file < 0 || start == MAP_FAILED ||
      mmap(start, size, PROT_READ, MAP_PRIVATE | MAP_FIXED, file, 0) == MAP_FAILED) {
    fail("cannot map the list");
  }
  close(file);
  const auto reading = read_offer({.file = "offer",
                                   .text = {static_cast<const char*>(start), size},
                                   .rules = shipped().offers,
                                   .catalog = shipped().catalog,
                                   .published = {},
                                   .progress = {}});
  if (!reading) {
    fail("the list was refused");
  }
  const std::size_t rates = reading.value().rows.size();
  munmap(start, reserved);
  return rates;
}

#ifdef TUNEPATH_HAS_SIMDJSON
/// simdjson's plain walk: every price under terms.OnDemand, and nothing else. The number of prices.
std::size_t walk(const simdjson::padded_string& json) {
  simdjson::ondemand::parser parser;
  auto document = parser.iterate(json).value();
  std::size_t prices = 0;
  for (auto sku : document["terms"]["OnDemand"].get_object()) {
    for (auto term : sku.value().get_object()) {
      simdjson::ondemand::object fields = term.value().get_object();
      for (auto dimension : fields["priceDimensions"].get_object()) {
        simdjson::ondemand::object price = dimension.value()["pricePerUnit"].get_object();
        for (auto amount : price) {
          prices += amount.value().get_string().value().empty() ? 0U : 1U;
        }
      }
    }
  }
  return prices;
}
#endif

/// The most RssAnon, in KiB, that the binary is seen to have while it imports the list: its own
/// memory without what is mapped from files. Seen every millisecond in /proc.
long most_own_memory(const fs::path& path) {
  std::vector<std::string> words{TUNEPATH_BINARY, "rates",     "import", path.string(),
                                 "--region",      "us-east-1", "-o",     path.string() + ".yaml"};
  std::vector<char*> arguments;
  for (std::string& word : words) {
    arguments.push_back(word.data());
  }
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  if (posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) {
    fail("cannot start tunepath");
  }
  posix_spawn_file_actions_destroy(&actions);
  long most = 0;
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    std::ifstream proc{"/proc/" + std::to_string(child) + "/status"};
    for (std::string line; std::getline(proc, line);) {
      if (line.starts_with("RssAnon:")) {
        most = std::max(most, std::strtol(line.c_str() + 8, nullptr, 10));
      }
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  if (status != 0) {
    fail("tunepath refused the list");
  }
  return most;
}

/// Megabytes per second of processor time.
template <class Do>
double speed(std::size_t bytes, Do act) {
  const double start = processor_seconds();
  act();
  return static_cast<double>(bytes) / 1e6 / (processor_seconds() - start);
}

void measure(const fs::path& path, const char* name) {
  const std::size_t size = fs::file_size(path);
  std::vector<double> ours;
  std::vector<double> theirs;
  std::vector<double> with_load;
  std::size_t rates = 0;
  for (int i = 0; i < k_runs; ++i) {
    ours.push_back(speed(size, [&] { rates = read_mapped(path); }));
#ifdef TUNEPATH_HAS_SIMDJSON
    if (path.extension() == ".json") {
      const double start = processor_seconds();
      const simdjson::padded_string json = simdjson::padded_string::load(path.string()).value();
      theirs.push_back(speed(size, [&] {
        if (walk(json) == 0) {
          fail("simdjson found no price");
        }
      }));
      with_load.push_back(static_cast<double>(size) / 1e6 / (processor_seconds() - start));
    }
#endif
  }
  std::printf("%s, %.0f MB: %zu rates, %.0f MB/s", name, static_cast<double>(size) / 1e6, rates,
              median(ours));
  if (!theirs.empty()) {
    std::printf(
        "; simdjson's walk of terms.OnDemand %.0f MB/s (ours / it: %.2f), with loading "
        "%.0f MB/s (%.2f)",
        median(theirs), median(ours) / median(theirs), median(with_load),
        median(ours) / median(with_load));
  }
  std::printf("; own memory of tunepath (RssAnon) at most %.1f MiB\n",
              static_cast<double>(most_own_memory(path)) / 1024);
}

} // namespace

int main(int argc, char** argv) {
  const std::size_t megabytes = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 300;
  const fs::path folder =
      fs::temp_directory_path() / ("tunepath-bench-" + std::to_string(getpid()));
  fs::create_directory(folder);
  const std::size_t products = megabytes * 1'000'000 / k_bytes_of_a_product;
  generate(folder / "index.json", products, false);
  generate(folder / "index.csv", products, true);
  std::printf("medians of %d runs, by processor time\n", k_runs);
  measure(folder / "index.json", "JSON");
  measure(folder / "index.csv", "CSV");
  fs::remove_all(folder);
}
