#pragma once

namespace tunepath::training {

constexpr double k_gib = 1024.0 * 1024.0 * 1024.0;

} // namespace tunepath::training
