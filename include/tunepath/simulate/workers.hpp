#pragma once

#include <cstddef>
#include <functional>

namespace tunepath {

/// Who does the work, since nothing in here starts a thread: handed in by the shell.
struct Workers {
  using Work = std::function<void(std::size_t task, std::size_t worker)>;

  std::size_t count = 1;
  /// Calls the work for each task from 0 to tasks - 1 and returns when all are done. A worker is
  /// below `count` and does one task at a time. When tasks throw, throws what the first of them
  /// threw. Empty: one worker does all, in order.
  std::function<void(std::size_t tasks, const Work& work)> run_all;

  void run(std::size_t tasks, const Work& work) const {
    if (run_all) {
      run_all(tasks, work);
      return;
    }
    for (std::size_t task = 0; task < tasks; ++task) {
      work(task, 0);
    }
  }
};

} // namespace tunepath
