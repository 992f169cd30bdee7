#pragma once

#include "tunepath/simulate/workers.hpp"

namespace tunepath::cli {

/// Threads that share tasks; 0: as many as the machine runs at once. What they do depends on the
/// number only in time.
Workers threads(std::size_t count);

} // namespace tunepath::cli
