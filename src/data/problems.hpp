#pragma once

#include "tunepath/core/diagnostic.hpp"
#include "tunepath/core/place.hpp"

#include <string>
#include <utility>
#include <vector>

namespace tunepath::data {

/// What is wrong with the files that are being read. Beyond the first 200 they are only counted:
/// nobody reads more, and a hostile file must not fill the memory.
class Problems {
public:
  void add(Position at, std::string message, std::string hint);
  void add(const Place& place, std::string message, std::string hint);

  bool full() const { return list_.size() >= k_most; }
  std::size_t count() const { return list_.size() + unlisted_; }
  /// All of them, in the order of the text within each file; files in the order they were read.
  std::vector<Diagnostic> take();

private:
  static constexpr std::size_t k_most = 200;
  std::vector<Diagnostic> list_;
  std::size_t unlisted_ = 0;
};

} // namespace tunepath::data
