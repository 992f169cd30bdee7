#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tunepath {

/// A place in a text: line and column from 1, columns in bytes. Line 0: the file as a whole.
struct Position {
  std::string file;
  int line = 0;
  int column = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

/// "profile.yaml:12:3", or only the file when there is no line.
std::string to_string(const Position& at);

/// One thing the user can fix. `message` says what is wrong; `hint` says what to do about it.
/// Both are plain sentences with no final stop.
struct Diagnostic {
  enum class Level { error, warning };
  Level level = Level::error;
  Position at;
  std::string message;
  std::string hint;
};

/// Formats a diagnostic for people:
///
///   profile.yaml:7:12: error: usd is not a decimal number
///      7 |     usd: 0,15
///        |          ^
///   hint: write a decimal point, as in 0.15
///
/// `source` is the whole text of `problem.at.file`; pass "" to leave the excerpt out. Control
/// characters in any of it are replaced, so that a file cannot steer the terminal.
std::string render(const Diagnostic& problem, std::string_view source);

/// `text` with control characters and invalid UTF-8 replaced by '?', for terminals and messages.
std::string printable(std::string_view text);

/// A value, or the reasons there is none. Readers collect every problem in one pass, so the user
/// fixes a file once rather than once per error.
template <class T>
class [[nodiscard]] Result {
public:
  Result(T value) : value_(std::move(value)) {}
  Result(std::vector<Diagnostic> problems) : problems_(std::move(problems)) {}
  Result(Diagnostic problem) : problems_{std::move(problem)} {}

  explicit operator bool() const { return value_.has_value(); }
  const std::vector<Diagnostic>& problems() const& { return problems_; }
  /// By value, so that a loop over the problems of a temporary is safe.
  std::vector<Diagnostic> problems() && { return std::move(problems_); }

  /// Precondition: *this holds a value; anything else is a bug and throws.
  const T& value() const& {
    require();
    return *value_;
  }
  T&& value() && {
    require();
    return std::move(*value_);
  }

private:
  void require() const {
    if (!value_) {
      throw std::logic_error("Result::value() called on a failure");
    }
  }
  std::optional<T> value_;
  std::vector<Diagnostic> problems_;
};

} // namespace tunepath
