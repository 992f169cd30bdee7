#pragma once

namespace tunepath::test {

/// How many draws a property test makes: all of them in the release, a fifth under sanitizers,
/// which take ten times as long and look for other mistakes. At least 1.
constexpr int draws(int all) {
#if defined(__SANITIZE_ADDRESS__)
  constexpr int k_share = 5;
#else
  constexpr int k_share = 1;
#endif
  return all / k_share > 0 ? all / k_share : 1;
}

} // namespace tunepath::test
