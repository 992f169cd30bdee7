#pragma once

#include "tunepath/core/date.hpp"
#include "tunepath/core/decimal.hpp"
#include "tunepath/core/diagnostic.hpp"
#include "tunepath/core/range.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tunepath {

/// Nothing is known. Absent and `unknown` both mean this; it is neither zero nor false.
struct Unknown {
  friend bool operator==(Unknown, Unknown) = default;
};

/// A choice, a text, a model, a region, an instance type, or a word such as `auto`.
using Word = std::string;
using Words = std::vector<std::string>;
using NumberRange = Range<Decimal>;

/// Credits that the profile states. `pool` is a catalog id or empty; `covers` and `excludes` are
/// services, or the word for third-party models on Bedrock.
struct Grant {
  std::string pool;
  std::vector<std::string> covers;
  std::vector<std::string> excludes;
  NumberRange usd;
  std::optional<Date> from;
  std::optional<Date> expires;
  Position at;
  friend bool operator==(const Grant&, const Grant&) = default;
};
using Grants = std::vector<Grant>;

using Value = std::variant<Unknown, bool, NumberRange, Word, Words, Date, Month, Grants>;

/// As a profile would write it: "yes", "3200", "1.5 to 3 (likely 2)", "[format, style]", "unknown".
std::string to_string(const Value& value);

/// Where a value came from.
struct Origin {
  enum class Kind {
    absent,       ///< nobody said anything
    profile,      ///< `at` says where
    command_line, ///< `text` is the argument, "--set model.base=nova-micro"
    initial,      ///< the declared default
    derived,      ///< `text` says from what: "catalog bedrock_models.yaml:12", "model.base"
    presumed,     ///< for a leaning only
  };
  Kind kind = Kind::absent;
  Position at;
  std::string text;
};

/// "code-review.yaml:9:18", "--set data.labelled_examples=40", "default", "derived from
/// model.base", "presumed", "not stated".
std::string to_string(const Origin& origin);

struct Fact {
  Value value;
  Origin origin;
  bool known() const { return !std::holds_alternative<Unknown>(value); }
};

} // namespace tunepath
