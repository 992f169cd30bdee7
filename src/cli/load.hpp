#pragma once

#include "tunepath/advise/advise.hpp"
#include "tunepath/cli/run.hpp"
#include "tunepath/data/read_models.hpp"
#include "tunepath/data/read_profile.hpp"
#include "tunepath/data/read_rates.hpp"
#include "tunepath/data/read_rules.hpp"
#include "tunepath/data/read_runs.hpp"
#include "tunepath/data/shipped.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tunepath::cli {

/// What the flags that all pricing commands share said.
struct KnowledgeOptions {
  std::vector<std::string> models; ///< --models, later files win
  std::vector<std::string> rates;  ///< --rates, later files win
  std::vector<std::string> rules;  ///< --rules, later files win
  std::string calibrate;           ///< --calibrate, "" when not given
  Calibrates calibrates = Calibrates::plans;
  std::string estimate_region; ///< --estimate-region REGION[=FACTOR], "" when not given
  bool alone = false;          ///< the rate files by themselves, not over the shipped rates
  bool rules_alone = false;    ///< the rules of the files by themselves; shipped parameters stay
};

/// Shipped knowledge with the user's files over it. Owns whatever was read.
class LoadedKnowledge {
public:
  /// Reads the files and compiles the rules; prints every problem to `environment.err` and returns
  /// nothing when there is any.
  static std::unique_ptr<LoadedKnowledge> load(const KnowledgeOptions& options,
                                               const Environment& environment);

  Knowledge view() const { return {schema_, catalog_, rates_, *rules_}; }
  const FactSchema& schema() const { return schema_; }
  const Catalog& catalog() const { return catalog_; }
  const RateTable& rates() const { return rates_; }
  const RuleSet& rules() const { return *rules_; }

private:
  explicit LoadedKnowledge(bool alone)
      : schema_(shipped().facts),
        catalog_(shipped().catalog),
        rates_(alone ? RateTable{} : RateTable{shipped().rates}) {}

  /// Puts the models of the files over the shipped ones; false, and said, when there is a problem.
  bool load_models(const std::vector<std::string>& files, const Environment& environment);

  /// Corrects the physics by the runs of the file; false, and said, when there is a problem.
  bool calibrate_by(const KnowledgeOptions& options, const Environment& environment);

  FactSchema schema_;
  Catalog catalog_;
  std::string calibration_source_;
  std::vector<Coefficient> coefficients_; ///< of the catalog where runs correct it
  std::vector<ModelFile> model_files_;
  std::vector<Model> models_; ///< of the catalog where files add any
  RateTable rates_;
  std::vector<RateFile> rate_files_;
  std::vector<RuleFile> rule_files_;
  std::vector<RuleDecl> rule_decls_;
  std::vector<Parameter> parameters_;
  std::optional<RuleSet> rules_;
};

/// What the flags that all commands with a profile share said.
struct ProfileOptions {
  std::vector<std::string> set; ///< --set fact=value
  std::string as_of;            ///< --as-of DATE, "" when not given
};

/// False, and said, when "-" is among the paths twice: standard input can be read once only.
bool reads_input_once(const std::vector<std::string>& paths, const Environment& environment);

/// The day that --as-of names, today for ""; empty, and said, when it is no date.
std::optional<Date> day_asked(const std::string& as_of, const Environment& environment);

/// Reads the profile at `path` ("-": standard input) with everything it extends. Prints every
/// problem and every warning; empty when there is a problem.
std::optional<LoadedProfile> load_profile(const std::string& path, const ProfileOptions& options,
                                          const LoadedKnowledge& knowledge,
                                          const Environment& environment);

/// The same for a profile that says nothing: there is only what the flags say.
std::optional<LoadedProfile> blank_profile(const ProfileOptions& options,
                                           const LoadedKnowledge& knowledge,
                                           const Environment& environment);

/// What load_profile reads, as a scenario.
std::optional<Scenario> load_scenario(const std::string& path, const ProfileOptions& options,
                                      const LoadedKnowledge& knowledge,
                                      const Environment& environment);

/// The same of a profile that has been read: `text` is that of `file`.
std::optional<Scenario> read_scenario(const std::string& file, std::string text,
                                      const ProfileOptions& options,
                                      const LoadedKnowledge& knowledge,
                                      const Environment& environment);

/// Reads a table of measured runs; prints every problem, and is empty when there is one.
std::optional<RunTable> load_runs(const std::string& path, const Environment& environment);

} // namespace tunepath::cli
