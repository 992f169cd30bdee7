#pragma once

#include "tunepath/advise/evaluator.hpp"
#include "tunepath/simulate/grid.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath {

enum class SweepFormat { csv, ndjson };

/// Whose row it is, where a sweep goes over several profiles.
struct SweepSubject {
  std::string_view name;
  std::int64_t line = 0; ///< of the input
};

/// The rows of a sweep: RFC 4180 with a header, or one JSON object a line. Money is a decimal with
/// 2 to 6 decimals (in JSON a string), and nothing is written where something is not known: an
/// empty cell, null. A sum of which nothing is priced is not known.
class SweepRows {
public:
  /// `columns` by name, in order; empty: the varied facts, or line and name where `several`
  /// profiles are read, and all that is usual. Errors: a name that is no column, with all there
  /// are. `grid` outlives the rows.
  static Result<SweepRows> make(const std::vector<std::string>& columns, SweepFormat format,
                                const Grid& grid, const FactSchema& schema, bool several);

  /// The header of CSV; nothing in NDJSON.
  std::string header() const;
  /// Appends a row. Without an evaluation it holds what is varied, and the error.
  void append(std::string& out, const GridPoint& point, const SweepSubject& subject,
              const Evaluation* evaluation, std::string_view error) const;
  /// Appends a row for an input that is no scenario at all.
  void append_error(std::string& out, const SweepSubject& subject, std::string_view error) const;

private:
  struct Column {
    std::string name;
    std::string key;                 ///< as it stands before each JSON value
    std::optional<std::size_t> axis; ///< of a varied fact
    std::size_t kind = 0;            ///< else which of the columns
    std::vector<std::string> texts;  ///< of a varied fact whose values are listed, as written
  };

  static Result<Column> column_called(const std::string& name, SweepFormat format, const Grid& grid,
                                      const FactSchema& schema);
  void append_row(std::string& out, const GridPoint* point, const SweepSubject& subject,
                  const Evaluation* evaluation, std::string_view error) const;

  SweepFormat format_ = SweepFormat::csv;
  std::vector<Column> columns_;
};

/// Every column with what it holds, for help: "approach  what the solution contains ...".
std::string sweep_columns_help();

} // namespace tunepath
