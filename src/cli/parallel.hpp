#pragma once

#include "tunepath/simulate/workers.hpp"

#include <functional>
#include <thread>

namespace tunepath::cli {

/// Starts a thread. Throws std::system_error where the machine has no room for one more.
using StartThread = std::function<std::thread(std::function<void()> work)>;
std::thread start_thread(std::function<void()> work);

/// Threads that share tasks; 0: as many as the machine runs at once. What they do depends on the
/// number only in time: where fewer can be started, those do all of it.
Workers threads(std::size_t count, StartThread start = start_thread);

} // namespace tunepath::cli
