#include "cli/commands/sweep_lines.hpp"

#include "cli/files.hpp"
#include "cli/interruption.hpp"

#include <algorithm>
#include <istream>
#include <ostream>
#include <span>
#include <stdexcept>

#include <fmt/format.h>

namespace tunepath::cli {
namespace {

constexpr std::size_t k_longest_line = std::size_t{1} << 20U;
constexpr std::uint64_t k_most_points = 100'000; ///< for each line: its rows are held in memory
constexpr std::size_t k_most_said = 10;
constexpr std::string_view k_input = "(standard input)";

/// The next line, without its end, be it that of Windows, and cut where it is longer than one may
/// be; false at the end.
bool next_line(std::istream& in, std::string& line) {
  line.clear();
  std::streambuf& buffer = *in.rdbuf();
  int letter = buffer.sbumpc();
  if (letter == std::char_traits<char>::eof()) {
    return false;
  }
  int last = 0;
  for (; letter != std::char_traits<char>::eof() && letter != '\n'; letter = buffer.sbumpc()) {
    last = letter;
    if (line.size() <= k_longest_line) {
      line += static_cast<char>(letter);
    }
  }
  if (last == '\r' && line.ends_with('\r')) {
    line.pop_back();
  }
  return true;
}

/// Whether more can be read without waiting for somebody to write it.
bool is_ready(const Environment& environment) {
  return environment.in.rdbuf()->in_avail() > 0 || !environment.ready || environment.ready();
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
    if (line.text.find_first_not_of(" \t") == std::string::npos) {
      fail(line, {{Diagnostic::Level::error,
                   {"", 0, 1},
                   "the line is empty",
                   "write one profile a line, as JSON"}});
      return;
    }
    const ProfileReading reading = read(line.text);
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

  /// What is wrong with the arguments, whatever the lines say.
  std::vector<Diagnostic> argument_problems() const {
    std::vector<Diagnostic> problems = read("format: tunepath-profile/1\n").problems();
    std::erase_if(problems, [](const Diagnostic& problem) { return !is_elsewhere(problem); });
    return problems;
  }

private:
  /// In an argument, or in a file that the line extends.
  static bool is_elsewhere(const Diagnostic& problem) {
    return !problem.at.file.empty() && problem.at.file != k_input;
  }

  ProfileReading read(const std::string& text) const {
    const ProfileRequest request{.file = std::string{k_input},
                                 .text = text,
                                 .set = options_.set,
                                 .read = read_if_possible,
                                 .today = today_,
                                 .as_of = as_of_};
    return read_profile(request, run_.knowledge.schema(), run_.knowledge.catalog());
  }

  void evaluate(LineWork& line, const Scenario& scenario) const {
    const SweepSubject subject{scenario.name, line.number};
    const auto write = [&](std::string& out, const GridPoint& point, const Evaluation* evaluation,
                           std::string_view error) {
      run_.rows.append(out, point, subject, evaluation, error);
    };
    try {
      GridEvaluator evaluator{run_.grid, scenario, run_.knowledge.view(), refuse_};
      const SweepOutcome outcome =
          sweep_stretch(evaluator, run_.grid, 0, run_.grid.size(), write, line.rows);
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
      if (!is_elsewhere(problem)) {
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

/// Takes lines from the input, some at a time.
class LineBatches {
public:
  LineBatches(std::size_t most, const Environment& environment)
      : environment_(environment), lines_(most) {}

  /// The lines that are there, as far as there is room; waits for the first one only.
  std::span<LineWork> next(const Interruption& interruption) {
    std::size_t count = 0;
    do {
      more_ = next_line(environment_.in, lines_[count].text);
      if (more_) {
        lines_[count++].number = ++number_;
      }
      more_ = more_ && interruption.code() == 0;
    } while (more_ && count < lines_.size() && is_ready(environment_));
    return {lines_.data(), count};
  }
  /// Whether there may be more lines.
  bool more() const { return more_; }

private:
  const Environment& environment_;
  std::vector<LineWork> lines_;
  std::int64_t number_ = 0;
  bool more_ = true;
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

/// What keeps lines from being read at all.
std::vector<Diagnostic> hindrances(const SweepRun& run, const LineSweep& sweeper) {
  std::vector<Diagnostic> problems = sweeper.argument_problems();
  if (run.grid.size() > k_most_points) {
    problems.push_back(
        {Diagnostic::Level::error,
         {},
         fmt::format("{} points for each line of standard input are too many", run.grid.size()),
         fmt::format("vary at most {} points, or sweep one profile at a time", k_most_points)});
  }
  return problems;
}

} // namespace

std::size_t lines_at_once(std::size_t workers, std::uint64_t points) {
  constexpr std::size_t k_lines_each = 16;
  constexpr std::uint64_t k_rows = 65'536; // Some 20 MB.
  const auto fit = static_cast<std::size_t>(k_rows / std::max(points, std::uint64_t{1}));
  return std::clamp(fit, workers, workers * k_lines_each);
}

int run_lines(const SweepRun& run, const ProfileOptions& options, const std::string& output,
              const Environment& environment) {
  const auto as_of = options.as_of.empty() ? std::nullopt : day_asked(options.as_of, environment);
  if (!options.as_of.empty() && !as_of) {
    return exit_usage;
  }
  const LineSweep sweeper{run, options, as_of, environment.today};
  if (const auto problems = hindrances(run, sweeper); !problems.empty()) {
    return refused(problems, environment);
  }
  RowSink sink{output, environment};
  const Interruption interruption;
  LineProblems problems{environment};
  LineBatches batches{lines_at_once(run.workers.count, run.grid.size()), environment};
  bool more = sink.write(run.rows.header());
  while (more) {
    environment.out.flush(); // Whoever writes the lines may be waiting.
    const std::span<LineWork> lines = batches.next(interruption);
    run.workers.run(lines.size(),
                    [&](std::size_t task, std::size_t) { sweeper.work(lines[task]); });
    more = batches.more() && interruption.code() == 0;
    for (const LineWork& line : lines) {
      more = sink.write(line.rows) && more;
      problems.add(line);
    }
  }
  if (interruption.code() != 0) {
    return interruption.code();
  }
  const bool bad = problems.any();
  return sink.finish() && !bad ? exit_ok : exit_usage;
}

} // namespace tunepath::cli
