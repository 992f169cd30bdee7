#include "tunepath/rules/expression.hpp"

#include "rules/evaluate.hpp"

#include <fmt/format.h>

namespace tunepath {
namespace {

using rules::Interval;
using rules::Leaf;
using rules::Measure;
using rules::Node;
using rules::Op;
using rules::Program;

std::string quantity_text(double value, Measure measure) {
  if (measure == Measure::date) {
    return to_string(Date::days(static_cast<std::int32_t>(value)));
  }
  if (measure == Measure::month) {
    return to_string(Month{}.plus(static_cast<int>(value)));
  }
  return fmt::format("{:.15g}", value);
}

std::string interval_text(const Interval& value, Measure measure) {
  const std::string low = quantity_text(value.low, measure);
  return value.low == value.high ? low : low + " to " + quantity_text(value.high, measure);
}

/// What was found on the left-hand side.
std::string found_text(const Program& program, const Leaf& leaf, const Facts& facts) {
  const Node& node = program.nodes[leaf.node];
  const bool arithmetic = node.op == Op::compare && program.nodes[node.first].op != Op::quantity;
  if (!arithmetic) {
    return to_string(facts[leaf.facts.front()].value);
  }
  const auto value = rules::quantity(program, node.first, facts);
  return value ? interval_text(*value, program.nodes[node.first].measure) : "unknown";
}

/// What is asked for: ">= 200", or "<= 10000 (bedrock.max_records)" where facts say how much.
std::string needs_text(const Program& program, const Leaf& leaf, const Facts& facts) {
  if (leaf.right.empty()) {
    return leaf.needs;
  }
  const Node& node = program.nodes[leaf.node];
  if (node.op != Op::compare) {
    return fmt::format("{} {} ({})", leaf.needs, to_string(facts[node.other].value), leaf.right);
  }
  const auto value = rules::quantity(program, node.last, facts);
  return value ? fmt::format("{} {} ({})", leaf.needs,
                             interval_text(*value, program.nodes[node.last].measure), leaf.right)
               : fmt::format("{} {}", leaf.needs, leaf.right);
}

std::string origins_text(const Leaf& leaf, const Facts& facts) {
  std::string text;
  for (const FactIndex fact : leaf.facts) {
    text += (text.empty() ? "" : "; ") + to_string(facts[fact].origin);
  }
  return text;
}

} // namespace

Truth Expression::evaluate(const Facts& facts) const {
  return program_ ? rules::holds(*program_, program_->root, facts) : Truth::unknown;
}

Truth Expression::evaluate(const Facts& facts, std::span<Truth> found) const {
  if (!program_) {
    return Truth::unknown;
  }
  for (std::size_t i = 0; i < program_->leaves.size(); ++i) {
    found[i] = rules::holds(*program_, program_->leaves[i].node, facts);
  }
  return rules::joined(*program_, program_->root, found);
}

std::size_t Expression::comparisons() const {
  return program_ ? program_->leaves.size() : 0;
}

std::vector<Condition> Expression::conditions(const Facts& facts) const {
  std::vector<Condition> conditions;
  if (!program_) {
    return conditions;
  }
  conditions.reserve(program_->leaves.size());
  for (const Leaf& leaf : program_->leaves) {
    conditions.push_back({leaf.subject, found_text(*program_, leaf, facts),
                          needs_text(*program_, leaf, facts), origins_text(leaf, facts),
                          rules::holds(*program_, leaf.node, facts)});
  }
  return conditions;
}

void Expression::thresholds(FactIndex fact, const Facts& facts, std::vector<double>& into) const {
  for (const Leaf& leaf : program_ ? std::span{program_->leaves} : std::span<const Leaf>{}) {
    const Node& node = program_->nodes[leaf.node];
    if (node.op != Op::compare) {
      continue;
    }
    for (const auto& [side, other] : {std::pair{node.first, node.last}, {node.last, node.first}}) {
      const Node& plain = program_->nodes[side];
      if (plain.op == Op::quantity && plain.fact == fact) {
        const auto bound = rules::quantity(*program_, other, facts);
        if (bound && bound->low == bound->high) {
          into.push_back(bound->low);
        }
      }
    }
  }
}

std::vector<FactIndex> Expression::asked_if_known() const {
  std::vector<FactIndex> facts;
  for (const Node& node : program_ ? std::span{program_->nodes} : std::span<const Node>{}) {
    if (node.op == Op::known) {
      facts.push_back(node.fact);
    }
  }
  return facts;
}

void Expression::words(FactIndex fact, std::vector<std::string_view>& into) const {
  for (const Node& node : program_ ? std::span{program_->nodes} : std::span<const Node>{}) {
    const bool has_words =
        node.op == Op::word_in || node.op == Op::list_any || node.op == Op::list_exact;
    if (has_words && node.fact == fact) {
      into.insert(into.end(), program_->words.begin() + node.first,
                  program_->words.begin() + node.last);
    }
  }
}

std::span<const FactIndex> Expression::facts() const {
  return program_ ? std::span<const FactIndex>{program_->facts} : std::span<const FactIndex>{};
}

} // namespace tunepath
