#pragma once

#include "tunepath/core/diagnostic.hpp"
#include "tunepath/rules/rule.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath {

/// The rules and parameters of a rule file, in its order.
struct RuleFile {
  std::vector<RuleDecl> rules;
  std::vector<Parameter> parameters;
  std::shared_ptr<const void> text; ///< keeps the strings of the rows alive
};

/// Reads a rule file. `file` is used for positions only: the caller does the reading. Conditions
/// are kept as text; a rule's place is where its condition starts.
///
/// Shape of `text`:
///   format: tunepath-rules/1
///   topic: approach              # optional: of every rule that names none
///   sources: [{id: judgement-2026, cite: judgement, date: 2026-11-22}]       # optional
///   parameters:
///     - {name: few_examples, value: 200, unit: examples, source: judgement-2026}
///   rules:
///     - id: A08
///       subject: fine-tuning
///       effect: blocked
///       when: data.labelled_examples < $few_examples
///       because: too few labelled examples
///       source: judgement-2026
///
/// Errors: every problem in the file, each with its position: unknown and missing keys, values
///         that do not fit, the same id or parameter twice.
Result<RuleFile> read_rules(std::string_view text, const std::string& file);

} // namespace tunepath
