#pragma once

#include <string>
#include <vector>

namespace tunepath::fitting {

enum class Part { memory, training, serving };

/// A coefficient that is fitted: multiplied by exp(x), with x drawn to 0 by a normal prior of
/// standard deviation `freedom`. A freedom of 0 keeps it as it is.
struct Fitted {
  Part part;
  std::vector<std::string> ids; ///< rows that share the value
  double start;
  double freedom;
  std::string unit;
  std::string note;
  bool thin = false; ///< rests on one to three runs: printed with a range
};

const std::vector<Fitted>& parameters();

} // namespace tunepath::fitting
