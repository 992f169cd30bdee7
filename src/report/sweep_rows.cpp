#include "tunepath/report/sweep_rows.hpp"

#include "report/cells.hpp"
#include "tunepath/core/suggest.hpp"
#include "tunepath/report/csv.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tunepath {
namespace {

/// What a row is about.
struct Said {
  const SweepSubject& subject;
  const Evaluation* evaluation;
  std::string_view error;
};

using Write = void (*)(Cells&, const Said&);

struct Kind {
  std::string_view name;
  std::string_view what;
  Write write;
  enum class Shown { when_asked, usually, of_several } shown = Shown::when_asked;
};

std::string quoted_json(std::string_view text) {
  using Json = nlohmann::json;
  return Json(text).dump(-1, ' ', true, Json::error_handler_t::replace);
}

/// Text that somebody wrote.
void write_text(Cells& cells, std::string_view text) {
  if (text.empty()) {
    cells.nothing();
  } else {
    cells.raw(cells.json() ? quoted_json(text) : csv_cell(text));
  }
}

/// A column of the evaluation.
template <auto Of>
void of_evaluation(Cells& cells, const Said& row) {
  if (row.evaluation == nullptr) {
    cells.nothing();
  } else {
    Of(cells, *row.evaluation);
  }
}

/// A sum of a way, of all that is priced in it. Zero beside something of its kinds that has no
/// price is no sum.
template <auto Totals, auto Of, LineKind... Kinds>
void of_way(Cells& cells, const Said& row) {
  const bool known = row.evaluation != nullptr && (row.evaluation->*Totals).has_value();
  if (!known) {
    cells.nothing();
    return;
  }
  const WayTotals& totals = *(row.evaluation->*Totals);
  const Money sum = Of(totals);
  const bool complete = !(totals.gaps.has(Kinds) || ...);
  const bool tells = complete || sum != Money{};
  cells.money(tells ? std::optional{sum} : std::nullopt);
}

constexpr auto k_one_time = [](const WayTotals& t) { return t.one_time; };
constexpr auto k_standing = [](const WayTotals& t) { return t.standing; };
constexpr auto k_per_use = [](const WayTotals& t) { return t.per_use; };
constexpr auto k_monthly = [](const WayTotals& t) { return t.monthly(); };
constexpr auto k_horizon = [](const WayTotals& t) { return t.horizon; };
constexpr LineKind k_once = LineKind::one_time;
constexpr LineKind k_always = LineKind::standing;
constexpr LineKind k_used = LineKind::per_use;
constexpr auto k_usd = &Evaluation::usd;
constexpr auto k_reference = &Evaluation::reference;

constexpr auto k_decided = [](Cells& c, const Evaluation& e) { c.truth(e.decided); };
constexpr auto k_approach = [](Cells& c, const Evaluation& e) { c.approach(e.approach); };
constexpr auto k_path = [](Cells& c, const Evaluation& e) {
  c.word(e.path ? name_of(*e.path) : "");
};
constexpr auto k_mode = [](Cells& c, const Evaluation& e) {
  c.word(e.mode ? name_of(*e.mode) : "");
};
constexpr auto k_instance = [](Cells& c, const Evaluation& e) { c.word(e.instance); };
constexpr auto k_units = [](Cells& c, const Evaluation& e) {
  if (e.units > 0) {
    c.count(e.units);
  } else {
    c.nothing();
  }
};
constexpr auto k_verdict = [](Cells& c, const Evaluation& e) { c.word(name_of(e.verdict)); };
constexpr auto k_complete = [](Cells& c, const Evaluation& e) {
  c.truth(e.usd && e.usd->complete());
};
constexpr auto k_extra = [](Cells& c, const Evaluation& e) {
  c.money(e.usd && e.usd->priced ? e.extra_per_month : std::nullopt);
};
constexpr auto k_gain = [](Cells& c, const Evaluation& e) { c.money(e.gain_per_month); };

constexpr Kind k_kinds[] = {
    {"line", "of the input, where several profiles are read",
     [](Cells& c, const Said& row) { c.count(row.subject.line); }, Kind::Shown::of_several},
    {"name", "of the profile", [](Cells& c, const Said& row) { write_text(c, row.subject.name); },
     Kind::Shown::of_several},
    {"decided", "whether approach and path are settled", of_evaluation<k_decided>,
     Kind::Shown::usually},
    {"approach", "what the solution contains: prompt, rag, fine-tuning", of_evaluation<k_approach>,
     Kind::Shown::usually},
    {"path", "bedrock, jumpstart or sagemaker", of_evaluation<k_path>, Kind::Shown::usually},
    {"mode", "how the tuned model is hosted", of_evaluation<k_mode>, Kind::Shown::usually},
    {"instance", "on which type", of_evaluation<k_instance>, Kind::Shown::usually},
    {"units", "how many instances, model units or custom model units", of_evaluation<k_units>,
     Kind::Shown::usually},
    {"verdict", "whether the tuned model earns its hosting", of_evaluation<k_verdict>,
     Kind::Shown::usually},
    {"one_time_usd", "once", of_way<k_usd, k_one_time, k_once>, Kind::Shown::usually},
    {"standing_monthly_usd", "the first month, used or not", of_way<k_usd, k_standing, k_always>,
     Kind::Shown::usually},
    {"per_use_monthly_usd", "the first month, for the traffic", of_way<k_usd, k_per_use, k_used>,
     Kind::Shown::usually},
    {"monthly_usd", "the first month", of_way<k_usd, k_monthly, k_always, k_used>,
     Kind::Shown::usually},
    {"horizon_usd", "over the horizon", of_way<k_usd, k_horizon, k_once, k_always, k_used>,
     Kind::Shown::usually},
    {"complete", "no: something has no price, and the sums are at least", of_evaluation<k_complete>,
     Kind::Shown::usually},
    {"reference_one_time_usd", "of the way that the verdict compares with, once",
     of_way<k_reference, k_one_time, k_once>},
    {"reference_monthly_usd", "of that way, the first month",
     of_way<k_reference, k_monthly, k_always, k_used>},
    {"reference_horizon_usd", "of that way, over the horizon",
     of_way<k_reference, k_horizon, k_once, k_always, k_used>},
    {"extra_usd_per_month", "what the tuned way costs more than the reference",
     of_evaluation<k_extra>},
    {"gain_usd_per_month", "what its better answers are worth", of_evaluation<k_gain>},
    {"error", "why there is nothing else in the row",
     [](Cells& c, const Said& row) { write_text(c, row.error); }, Kind::Shown::usually},
};
constexpr std::size_t k_error = std::size(k_kinds) - 1;

Diagnostic wrong_column(const std::string& what, std::string hint) {
  return {Diagnostic::Level::error, {}, "--columns: " + what, std::move(hint)};
}

/// A value that is varied, as a cell or as a value of JSON.
void write_value(Cells& cells, const Value& value) {
  if (const auto* number = std::get_if<NumberRange>(&value)) {
    cells.number(number->likely);
  } else if (const auto* flag = std::get_if<bool>(&value)) {
    cells.truth(*flag);
  } else if (std::holds_alternative<Unknown>(value)) {
    cells.nothing();
  } else {
    write_text(cells, to_string(value));
  }
}

std::vector<std::string> usual_columns(const Grid& grid, const FactSchema& schema, bool several) {
  std::vector<std::string> names;
  const auto add = [&](Kind::Shown shown) {
    for (const Kind& kind : k_kinds) {
      if (kind.shown == shown) {
        names.emplace_back(kind.name);
      }
    }
  };
  if (several) {
    add(Kind::Shown::of_several);
  }
  for (const Axis& axis : grid.axes()) {
    names.emplace_back(schema[axis.fact()].id);
  }
  add(Kind::Shown::usually);
  return names;
}

} // namespace

Result<SweepRows::Column> SweepRows::column_called(const std::string& name, SweepFormat format,
                                                   const Grid& grid, const FactSchema& schema) {
  Column column{name, fmt::format("\"{}\":", name), {}, 0, {}};
  std::vector<std::string_view> all;
  for (std::size_t i = 0; i < grid.axes().size(); ++i) {
    const Axis& axis = grid.axes()[i];
    all.push_back(schema[axis.fact()].id);
    if (all.back() != name) {
      continue;
    }
    column.axis = i;
    for (std::uint64_t at = 0; axis.is_listed() && at < axis.size(); ++at) {
      Cells cells{column.texts.emplace_back(), format == SweepFormat::ndjson};
      write_value(cells, axis.at(at));
    }
    return column;
  }
  for (std::size_t i = 0; i < std::size(k_kinds); ++i) {
    all.push_back(k_kinds[i].name);
    if (all.back() == name) {
      column.kind = i;
      return column;
    }
  }
  return wrong_column(fmt::format("there is no column '{}'", printable(name)),
                      did_you_mean(name, all, "tunepath sweep --columns help lists them"));
}

Result<SweepRows> SweepRows::make(const std::vector<std::string>& columns, SweepFormat format,
                                  const Grid& grid, const FactSchema& schema, bool several) {
  SweepRows rows;
  rows.format_ = format;
  std::vector<Diagnostic> problems;
  for (const std::string& name : columns.empty() ? usual_columns(grid, schema, several) : columns) {
    auto column = column_called(name, format, grid, schema);
    const auto same = [&](const Column& other) { return other.name == name; };
    if (!column) {
      problems.push_back(column.problems().front());
    } else if (std::any_of(rows.columns_.begin(), rows.columns_.end(), same)) {
      problems.push_back(wrong_column(fmt::format("'{}' is named twice", name), "keep one"));
    } else {
      rows.columns_.push_back(std::move(column).value());
    }
  }
  return problems.empty() ? Result<SweepRows>{std::move(rows)}
                          : Result<SweepRows>{std::move(problems)};
}

std::string SweepRows::header() const {
  std::string out;
  if (format_ == SweepFormat::csv) {
    for (const Column& column : columns_) {
      out += (out.empty() ? "" : ",") + column.name;
    }
    out += "\r\n";
  }
  return out;
}

void SweepRows::append_row(std::string& out, const GridPoint* point, const SweepSubject& subject,
                           const Evaluation* evaluation, std::string_view error) const {
  const bool json = format_ == SweepFormat::ndjson;
  Cells cells{out, json};
  const Said row{subject, evaluation, error};
  bool error_said = false;
  bool first = true;
  for (const Column& column : columns_) {
    if (json && !column.axis && column.kind == k_error && error.empty()) {
      continue; // The key is there only where there is an error.
    }
    cells.raw(first ? (json ? "{" : "") : ",");
    cells.raw(json ? std::string_view{column.key} : std::string_view{});
    first = false;
    if (!column.axis) {
      error_said = error_said || column.kind == k_error;
      k_kinds[column.kind].write(cells, row);
    } else if (point == nullptr) {
      cells.nothing();
    } else if (!column.texts.empty()) {
      cells.raw(column.texts[point->digit(*column.axis)]);
    } else {
      write_value(cells, point->grid().axes()[*column.axis].at(point->digit(*column.axis)));
    }
  }
  if (json && !error.empty() && !error_said) {
    cells.raw(first ? "{\"error\":" : ",\"error\":");
    write_text(cells, error);
    first = false;
  }
  cells.raw(json ? (first ? "{}\n" : "}\n") : "\r\n");
}

void SweepRows::append(std::string& out, const GridPoint& point, const SweepSubject& subject,
                       const Evaluation* evaluation, std::string_view error) const {
  append_row(out, &point, subject, evaluation, error);
}

void SweepRows::append_error(std::string& out, const SweepSubject& subject,
                             std::string_view error) const {
  append_row(out, nullptr, subject, nullptr, error);
}

std::string sweep_columns_help() {
  std::string out = "Columns of tunepath sweep, beside the facts that are varied:\n\n";
  for (const Kind& kind : k_kinds) {
    out += fmt::format("  {:<22}  {}\n", kind.name, kind.what);
  }
  return out +
         "\nWithout --columns: the varied facts (line and name where several profiles are\n"
         "read), then decided to complete, then error.\n";
}

} // namespace tunepath
