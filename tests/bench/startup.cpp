// How long a cold `tunepath estimate SAMPLE --format json` takes beside /bin/true, and how much
// memory it uses: medians of interleaved runs, since machines are noisy. Run by hand:
//
//   cmake --build --preset bench && build/release/tunepath_bench_startup

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr int k_runs = 50;

struct Run {
  double milliseconds = 0;
  double mebibytes = 0; ///< peak resident memory
};

Run run(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) {
    arguments.push_back(word.data());
  }
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  int status = 0;
  rusage used{};
  const bool started =
      posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ) == 0;
  const bool ended = started && wait4(child, &status, 0, &used) == child && status == 0;
  const auto end = std::chrono::steady_clock::now();
  posix_spawn_file_actions_destroy(&actions);
  if (!ended) {
    std::fprintf(stderr, "%s failed\n", words[0].c_str());
    std::exit(1);
  }
  return {std::chrono::duration<double, std::milli>(end - start).count(),
          static_cast<double>(used.ru_maxrss) / 1024};
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

} // namespace

int main() {
  const std::string sample = TUNEPATH_SOURCE_DIR "/data/profiles/code-review-assistant.yaml";
  std::vector<double> nothing;
  std::vector<double> estimate;
  double most = 0;
  for (int i = 0; i < k_runs; ++i) {
    nothing.push_back(run({"/bin/true"}).milliseconds);
    const Run ours = run({TUNEPATH_BINARY, "estimate", sample, "--format", "json"});
    estimate.push_back(ours.milliseconds);
    most = std::max(most, ours.mebibytes);
  }
  std::printf(
      "/bin/true %.2f ms, estimate %.2f ms, ratio %.1f, memory at most %.1f MiB (%d runs)\n",
      median(nothing), median(estimate), median(estimate) / median(nothing), most, k_runs);
}
