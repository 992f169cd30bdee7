#include "cli/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
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

/// Threads that are waited for, come what may.
class Joined {
public:
  explicit Joined(std::size_t most) { threads_.reserve(most); }
  ~Joined() {
    for (std::thread& thread : threads_) {
      thread.join();
    }
  }
  Joined(const Joined&) = delete;
  Joined& operator=(const Joined&) = delete;

  void add(std::thread thread) { threads_.push_back(std::move(thread)); }

private:
  std::vector<std::thread> threads_;
};

void run_all(std::size_t threads, std::size_t count, const Workers::Work& work,
             const StartThread& start) {
  Tasks tasks{count, work};
  {
    const std::size_t used = std::min(threads, count);
    Joined others{used};
    try {
      for (std::size_t worker = 1; worker < used; ++worker) {
        others.add(start([&tasks, worker] { tasks.do_some(worker); }));
      }
    } catch (const std::system_error&) {
      // There is no room for more: those that run do all.
    }
    tasks.do_some(0);
  }
  tasks.throw_failure();
}

} // namespace

std::thread start_thread(std::function<void()> work) {
  return std::thread{std::move(work)};
}

Workers threads(std::size_t count, StartThread start) {
  const std::size_t all = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t used = count == 0 ? all : count;
  Workers workers;
  workers.count = used;
  workers.run_all = [used, start = std::move(start)](std::size_t tasks, const Workers::Work& work) {
    run_all(used, tasks, work, start);
  };
  return workers;
}

} // namespace tunepath::cli
