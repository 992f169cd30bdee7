#pragma once

namespace tunepath {

/// Bytes of a GiB.
constexpr double k_gib = 1024.0 * 1024.0 * 1024.0;

} // namespace tunepath
