#include "cli/commands/sweep_lines.hpp"

#include "cli/files.hpp"
#include "cli/interruption.hpp"

#include <istream>
#include <ostream>
#include <stdexcept>

#include <fmt/format.h>

namespace tunepath::cli {
namespace {

constexpr std::size_t k_longest_line = std::size_t{1} << 20U;
constexpr std::uint64_t k_most_points = 100'000; ///< for each line: its rows are held in memory
constexpr std::size_t k_most_said = 10;
constexpr std::string_view k_input = "(standard input)";

/// The next line, without its end and cut where it is longer than one may be; false at the end.
bool next_line(std::istream& in, std::string& line) {
  line.clear();
  std::streambuf& buffer = *in.rdbuf();
  int letter = buffer.sbumpc();
  if (letter == std::char_traits<char>::eof()) {
    return false;
  }
  for (; letter != std::char_traits<char>::eof() && letter != '\n'; letter = buffer.sbumpc()) {
    if (line.size() <= k_longest_line) {
      line += static_cast<char>(letter);
    }
  }
  return true;
}

/// A line and what came of it.
struct LineWork {
  std::int64_t number = 0;
  std::string text;
  std::string rows;
  std::vector<Diagnostic> problems;
};

class LineSweep {
public:
  LineSweep(const SweepRun& run, const ProfileOptions& options, std::optional<Date> as_of,
            Date today)
      : run_(run), options_(options), as_of_(as_of), today_(today), refuse_(contradicting(run)) {}

  void work(LineWork& line) const {
    line.rows.clear();
    line.problems.clear();
    if (line.text.size() > k_longest_line) {
      fail(line, {{Diagnostic::Level::error, {}, "the line is longer than 1 MiB", "split it"}});
      return;
    }
    const ProfileRequest request{.file = std::string{k_input},
                                 .text = line.text,
                                 .set = options_.set,
                                 .read = read_if_possible,
                                 .today = today_,
                                 .as_of = as_of_};
    const ProfileReading reading =
        read_profile(request, run_.knowledge.schema(), run_.knowledge.catalog());
    if (!reading) {
      fail(line, reading.problems());
      return;
    }
    const Scenario& scenario = reading.value();
    if (auto problems = corner_problems(run_.grid, scenario.facts); !problems.empty()) {
      fail(line, std::move(problems));
      return;
    }
    evaluate(line, scenario);
  }

private:
  void evaluate(LineWork& line, const Scenario& scenario) const {
    const SweepSubject subject{scenario.name, line.number};
    const auto write = [&](std::string& out, const GridPoint& point, const Evaluation* evaluation,
                           std::string_view error) {
      run_.rows.append(out, point, subject, evaluation, error);
    };
    try {
      Evaluator evaluator{scenario, run_.knowledge.view()};
      const SweepOutcome outcome = sweep_stretch(evaluator, run_.grid, scenario.facts, 0,
                                                 run_.grid.size(), refuse_, write, line.rows);
      for (const FailedPoint& failure : outcome.first_failures) {
        line.problems.push_back({Diagnostic::Level::error,
                                 {std::string{k_input}, static_cast<int>(line.number), 0},
                                 fmt::format("point {}: {}", failure.index + 1, failure.error),
                                 ""});
      }
    } catch (const std::overflow_error&) {
      line.rows.clear();
      fail(line, {{Diagnostic::Level::error,
                   {},
                   "the scenario's numbers are too large to be priced exactly",
                   "look for a number with too many zeros"}});
    }
  }

  void fail(LineWork& line, std::vector<Diagnostic> problems) const {
    std::string error;
    for (Diagnostic& problem : problems) {
      error += fmt::format("{}{}", error.empty() ? "" : "; ", problem.message);
      if (problem.at.file == k_input || problem.at.file.empty()) { // Else it is an argument.
        problem.at = {std::string{k_input}, static_cast<int>(line.number), problem.at.column};
      }
    }
    run_.rows.append_error(line.rows, {"", line.number}, error);
    line.problems = std::move(problems);
  }

  const SweepRun& run_;
  const ProfileOptions& options_;
  std::optional<Date> as_of_;
  Date today_;
  Refuse refuse_;
};

/// Says what is wrong with lines, up to a number of them.
class LineProblems {
public:
  explicit LineProblems(const Environment& environment) : environment_(environment) {}

  void add(const LineWork& line) {
    if (!line.problems.empty()) {
      ++bad_;
    }
    for (const Diagnostic& problem : line.problems) {
      if (bad_ <= k_most_said) {
        environment_.err << render(problem, "");
      }
    }
  }
  /// Whether there was any.
  bool any() const {
    if (bad_ > k_most_said) {
      environment_.err << fmt::format("error: and {} more lines\n", bad_ - k_most_said);
    }
    return bad_ > 0;
  }

private:
  const Environment& environment_;
  std::size_t bad_ = 0;
};

} // namespace

int run_lines(const SweepRun& run, const ProfileOptions& options, const std::string& output,
              const Environment& environment) {
  constexpr std::size_t k_lines_each = 16; // At a time, so that workers rarely wait for each other.
  const auto as_of = options.as_of.empty() ? std::nullopt : day_asked(options.as_of, environment);
  if (!options.as_of.empty() && !as_of) {
    return exit_usage;
  }
  if (run.grid.size() > k_most_points) {
    environment.err << render(
        {Diagnostic::Level::error,
         {},
         fmt::format("{} points for each line of standard input are too many", run.grid.size()),
         fmt::format("vary at most {} points, or sweep one profile at a time", k_most_points)},
        "");
    return exit_usage;
  }
  RowSink sink{output, environment};
  const Interruption interruption;
  const LineSweep sweeper{run, options, as_of, environment.today};
  LineProblems problems{environment};
  std::vector<LineWork> lines(run.workers.count * k_lines_each);
  std::int64_t number = 0;
  bool more = sink.write(run.rows.header());
  while (more) {
    std::size_t count = 0;
    while (count < lines.size() && next_line(environment.in, lines[count].text)) {
      lines[count++].number = ++number;
    }
    run.workers.run(count, [&](std::size_t task, std::size_t) { sweeper.work(lines[task]); });
    more = count == lines.size() && interruption.code() == 0;
    for (std::size_t i = 0; i < count; ++i) {
      more = sink.write(lines[i].rows) && more;
      problems.add(lines[i]);
    }
    environment.out.flush(); // The next program of a pipeline may be waiting.
  }
  if (interruption.code() != 0) {
    return interruption.code();
  }
  const bool bad = problems.any();
  return sink.finish() && !bad ? exit_ok : exit_usage;
}

} // namespace tunepath::cli
