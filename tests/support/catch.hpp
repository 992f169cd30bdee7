#pragma once

// The one place that knows which Catch2 is installed: v2 (Debian 12) or v3. Tests include this
// and write v3's names.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <string>

#include <catch2/catch.hpp>

namespace Catch {

using Approx = Detail::Approx;

namespace Matchers {

inline auto ContainsSubstring(const std::string& text) {
  return Contains(text);
}

} // namespace Matchers
} // namespace Catch
#endif
