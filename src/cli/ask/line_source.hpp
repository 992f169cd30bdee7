#pragma once

#include "tunepath/facts/declaration.hpp"

#include <optional>
#include <string>

namespace tunepath::cli {

/// What came instead of a line, or a line.
struct TypedLine {
  enum class Kind {
    line,
    too_long,    ///< more than k_longest bytes: it is dropped as a whole
    end,         ///< Ctrl-D, or the end of the answers
    hung_up,     ///< the terminal is gone
    interrupted, ///< Ctrl-C
    terminated,  ///< asked to end
  };
  static constexpr std::size_t k_longest = 4000;

  Kind kind = Kind::line;
  std::string text; ///< without its line break
};

/// Where the answers come from, line by line.
class LineSource {
public:
  LineSource() = default;
  LineSource(const LineSource&) = delete;
  LineSource& operator=(const LineSource&) = delete;
  virtual ~LineSource() = default;
  /// The next line. `fact` is what is asked for, if it is a fact.
  virtual TypedLine next(std::optional<FactIndex> fact) = 0;
  /// True when a person answers: questions about files may be put, too.
  virtual bool is_person() const = 0;
};

} // namespace tunepath::cli
