#include "cli/commands/sweep_run.hpp"

#include "cli/interruption.hpp"
#include "tunepath/data/contradictions.hpp"
#include "tunepath/facts/complete.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

namespace tunepath::cli {
namespace {

/// How far a sweep is, on a line that is written over.
class Progress {
public:
  Progress(std::uint64_t points, bool shown, std::ostream& err)
      : points_(points), shown_(shown), err_(err) {}

  void show(std::uint64_t done) {
    const std::uint64_t percent = static_cast<std::uint64_t>(100.0 * static_cast<double>(done) /
                                                             static_cast<double>(points_));
    if (shown_ && percent != last_) {
      err_ << fmt::format("\r{}% of {} points", percent,
                          grouped(static_cast<std::int64_t>(points_)))
           << std::flush;
      last_ = percent;
    }
  }
  ~Progress() {
    if (shown_ && last_ != k_nothing) {
      err_ << "\r\x1b[K" << std::flush;
    }
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

private:
  static constexpr std::uint64_t k_nothing = ~std::uint64_t{0};
  std::uint64_t points_;
  bool shown_;
  std::ostream& err_;
  std::uint64_t last_ = k_nothing;
};

void say_failures(const SweepOutcome& outcome, const SweepRun& run,
                  const Environment& environment) {
  for (const FailedPoint& failure : outcome.first_failures) {
    environment.err << printable(fmt::format(
                           "error: point {} ({}): {}", failure.index + 1,
                           GridPoint{run.grid, failure.index}.text(run.knowledge.schema()),
                           failure.error))
                    << '\n';
  }
  const std::uint64_t more = outcome.failed - outcome.first_failures.size();
  if (more > 0) {
    environment.err << fmt::format("error: and {} more points\n", more);
  }
}

} // namespace

RowSink::RowSink(const std::string& path, const Environment& environment)
    : environment_(environment) {
  if (!path.empty() && path != "-") {
    file_.emplace(path);
  }
}

bool RowSink::write(std::string_view rows) {
  if (file_) {
    return file_->write(rows);
  }
  environment_.out.write(rows.data(), static_cast<std::streamsize>(rows.size()));
  return environment_.out.good();
}

bool RowSink::finish() {
  const auto problem = file_ ? file_->finish() : std::nullopt;
  if (problem) {
    environment_.err << render(*problem, "");
  }
  return !problem;
}

int refused(const std::vector<Diagnostic>& problems, const Environment& environment) {
  for (const Diagnostic& problem : problems) {
    environment.err << render(problem, "");
  }
  return exit_usage;
}

std::vector<Diagnostic> corner_problems(const Grid& grid, Facts facts) {
  for (const Axis& axis : grid.axes()) {
    if (const auto most = axis.highest()) {
      facts.set(axis.fact(), NumberRange::point(*most),
                {Origin::Kind::command_line,
                 {fmt::format("--vary {}", facts.schema()[axis.fact()].id), 0, 0},
                 "--vary"});
    }
  }
  return complete(facts, facts.date("as_of").value());
}

Refuse contradicting(const SweepRun& run) {
  const auto axes = run.grid.axes();
  const bool words = std::any_of(axes.begin(), axes.end(), [](const Axis& axis) {
    return axis.is_listed() && !std::holds_alternative<NumberRange>(axis.at(0));
  });
  if (!words) {
    return {};
  }
  return [&run](const Facts& facts) -> std::optional<std::string> {
    for (const Diagnostic& found : contradictions(facts, run.knowledge.catalog())) {
      if (found.level == Diagnostic::Level::error) {
        return found.message;
      }
    }
    return std::nullopt;
  };
}

int run_grid(const SweepRun& run, const Scenario& scenario, const std::string& output,
             const Environment& environment) {
  RowSink sink{output, environment};
  const bool to_file = !output.empty() && output != "-";
  const Interruption interruption;
  SweepOutcome outcome;
  {
    Progress progress{run.grid.size(), environment.progress && (to_file || !environment.terminal),
                      environment.err};
    const SweepSubject subject{scenario.name, 1};
    const auto write = [&](std::string& out, const GridPoint& point, const Evaluation* evaluation,
                           std::string_view error) {
      run.rows.append(out, point, subject, evaluation, error);
    };
    const auto take = [&](std::string_view rows, std::uint64_t so_far) {
      progress.show(so_far);
      return interruption.code() == 0 && sink.write(rows);
    };
    if (sink.write(run.rows.header())) {
      outcome = sweep(run.grid, scenario, run.knowledge.view(), {run.workers}, contradicting(run),
                      write, take);
    }
  }
  if (interruption.code() != 0) {
    return interruption.code();
  }
  if (!sink.finish()) {
    return exit_usage;
  }
  say_failures(outcome, run, environment);
  return outcome.failed > 0 ? exit_usage : exit_ok;
}

} // namespace tunepath::cli
