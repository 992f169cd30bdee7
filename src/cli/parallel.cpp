#include "cli/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace tunepath::cli {
namespace {

/// The tasks of one call, and the failure that comes first among them.
class Tasks {
public:
  Tasks(std::size_t count, const Workers::Work& work) : count_(count), work_(work) {}

  /// Does tasks until none is left. Tasks behind one that has failed are not begun.
  void do_some(std::size_t worker) {
    for (std::size_t task = next_++; task < count_; task = next_++) {
      try {
        work_(task, worker);
      } catch (...) {
        next_ = count_;
        const std::lock_guard lock{mutex_};
        if (!failure_ || task < failed_) {
          failure_ = std::current_exception();
          failed_ = task;
        }
      }
    }
  }

  void throw_failure() const {
    if (failure_) {
      std::rethrow_exception(failure_);
    }
  }

private:
  std::size_t count_;
  const Workers::Work& work_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::exception_ptr failure_;
  std::size_t failed_ = 0;
};

void run_all(std::size_t threads, std::size_t count, const Workers::Work& work) {
  Tasks tasks{count, work};
  std::vector<std::thread> others;
  for (std::size_t worker = 1; worker < std::min(threads, count); ++worker) {
    others.emplace_back([&tasks, worker] { tasks.do_some(worker); });
  }
  tasks.do_some(0);
  for (std::thread& other : others) {
    other.join();
  }
  tasks.throw_failure();
}

} // namespace

Workers threads(std::size_t count) {
  const std::size_t all = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t used = count == 0 ? all : count;
  Workers workers;
  workers.count = used;
  workers.run_all = [used](std::size_t tasks, const Workers::Work& work) {
    run_all(used, tasks, work);
  };
  return workers;
}

} // namespace tunepath::cli
