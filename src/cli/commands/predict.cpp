#include "cli/commands/pricing_options.hpp"
#include "cli/files.hpp"
#include "tunepath/data/read_runs.hpp"
#include "tunepath/report/prediction_errors.hpp"

#include <memory>
#include <ostream>

namespace tunepath::cli {
namespace {

struct PredictOptions {
  std::string runs;
  std::string output;
  KnowledgeOptions knowledge;
};

int predict_runs(const PredictOptions& options, const Environment& environment) {
  const auto knowledge = LoadedKnowledge::load(options.knowledge, environment);
  const auto runs = load_runs(options.runs, environment);
  if (!knowledge || !runs) {
    return exit_usage;
  }
  const std::vector<RunPrediction> predictions = predict(*runs, knowledge->catalog());
  if (!put(write_runs(*runs, predictions), options.output, environment)) {
    return exit_usage;
  }
  environment.err << prediction_errors(*runs, predictions);
  return exit_ok;
}

} // namespace

Command predict_command(CLI::App& app) {
  auto options = std::make_shared<PredictOptions>();
  options->knowledge.calibrates = Calibrates::runs;
  CLI::App* command =
      app.add_subcommand("predict", "Predictions beside measured runs, and how far they are off");
  command->add_option("RUNS", options->runs, "Measured runs (CSV); - reads standard input")
      ->required();
  add_output_option(*command, options->output);
  add_models_option(*command, options->knowledge.models);
  add_calibrate_option(*command, options->knowledge.calibrate);
  return {command, [options](const Environment& environment) {
            return predict_runs(*options, environment);
          }};
}

} // namespace tunepath::cli
