#include "rules/compiler.hpp"
#include "tunepath/core/suggest.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tunepath::rules {
namespace {

Op op_of(std::string_view sign) {
  return sign == "+"   ? Op::add
         : sign == "-" ? Op::subtract
         : sign == "*" ? Op::multiply
                       : Op::divide;
}

/// What the result counts, or nothing when the sum makes no sense: dates differ by days, and only
/// days can be added to a date.
std::optional<Measure> measure_of(Op op, Measure a, Measure b) {
  if (a == Measure::number && b == Measure::number) {
    return Measure::number;
  }
  if (op == Op::subtract && a == b) {
    return Measure::number;
  }
  if (b == Measure::number && (op == Op::add || op == Op::subtract)) {
    return a;
  }
  return op == Op::add && a == Measure::number ? std::optional{b} : std::nullopt;
}

/// What dates and months differ by.
std::string_view unit_between(Measure measure) {
  return measure == Measure::date ? "days" : "months";
}

} // namespace

Compiler::Typed Compiler::quantity(const Syntax& syntax) {
  Node node;
  node.op = Op::constant;
  switch (syntax.kind) {
  case Syntax::Kind::arithmetic:
    return arithmetic(syntax);
  case Syntax::Kind::parameter:
    return parameter(syntax);
  case Syntax::Kind::word:
    return quantity_of_fact(syntax);
  case Syntax::Kind::number:
    node.value = {syntax.token.number.to_double(), syntax.token.number.to_double()};
    return {add(node), Measure::number, ""};
  case Syntax::Kind::date:
  case Syntax::Kind::month:
    node.measure = syntax.kind == Syntax::Kind::date ? Measure::date : Measure::month;
    node.value = {syntax.token.count, syntax.token.count};
    return {add(node), node.measure, unit_between(node.measure)};
  default:
    fail(syntax, fmt::format("'{}' is no number", syntax.text), "compare numbers, dates or months");
    return {};
  }
}

Compiler::Typed Compiler::arithmetic(const Syntax& syntax) {
  const Typed left = quantity(syntax.parts[0]);
  const Typed right = quantity(syntax.parts[1]);
  if (!left.measure || !right.measure) {
    return {};
  }
  Node node;
  node.op = op_of(syntax.sign);
  const auto measure = measure_of(node.op, *left.measure, *right.measure);
  if (!measure) {
    fail(syntax, fmt::format("'{}' counts nothing", syntax.text),
         "dates and months can only be subtracted, or moved by a number");
    return {};
  }
  node.measure = *measure;
  node.first = left.node;
  node.last = right.node;
  if (node.op == Op::multiply || node.op == Op::divide) {
    return {add(node), *measure, ""}; // A factor converts: the result goes with every unit.
  }
  if (!check_units(syntax, left, right)) {
    return {};
  }
  return {add(node), *measure, left.unit.empty() ? right.unit : left.unit};
}

bool Compiler::check_units(const Syntax& where, const Typed& left, const Typed& right) {
  if (left.unit.empty() || right.unit.empty() || left.unit == right.unit) {
    return true;
  }
  fail(where, fmt::format("'{}' mixes {} with {}", where.text, left.unit, right.unit),
       "add and compare what counts the same, or convert with a factor");
  return false;
}

Compiler::Typed Compiler::parameter(const Syntax& syntax) {
  const auto found =
      std::find_if(parameters_.begin(), parameters_.end(),
                   [&](const Parameter& each) { return each.name == syntax.token.text; });
  if (found == parameters_.end()) {
    std::vector<std::string> names;
    for (const Parameter& each : parameters_) {
      names.push_back(fmt::format("${}", each.name));
    }
    const std::vector<std::string_view> candidates{names.begin(), names.end()};
    fail(syntax, fmt::format("unknown parameter '{}'", syntax.text),
         did_you_mean(syntax.text, candidates, "declare it under 'parameters'"));
    return {};
  }
  Node node;
  node.op = Op::constant;
  node.value = {found->value.to_double(), found->value.to_double()};
  return {add(node), Measure::number, found->unit};
}

Compiler::Typed Compiler::quantity_of_fact(const Syntax& syntax) {
  const auto index = known_fact(syntax);
  if (!index) {
    return {};
  }
  Node node;
  node.op = Op::quantity;
  node.fact = *index;
  switch (schema_[*index].type) {
  case FactType::number:
    break;
  case FactType::date:
    node.measure = Measure::date;
    break;
  case FactType::month:
    node.measure = Measure::month;
    break;
  default:
    fail(syntax, fmt::format("{} is no number", syntax.text), "compare numbers, dates or months");
    return {};
  }
  mention(*index);
  const bool counts = node.measure == Measure::number;
  return {add(node), node.measure, counts ? schema_[*index].unit : unit_between(node.measure)};
}

std::optional<FactIndex> Compiler::fact(const Syntax& syntax) const {
  return syntax.kind == Syntax::Kind::word ? schema_.find(syntax.token.text) : std::nullopt;
}

std::optional<FactIndex> Compiler::known_fact(const Syntax& syntax) {
  const auto index = fact(syntax);
  if (index) {
    return index;
  }
  if (syntax.kind != Syntax::Kind::word) {
    fail(syntax, fmt::format("expected a fact, found '{}'", syntax.text), "");
    return std::nullopt;
  }
  std::vector<std::string_view> ids;
  for (const FactDecl& each : schema_.all()) {
    ids.push_back(each.id);
  }
  fail(syntax, fmt::format("unknown fact '{}'", syntax.text),
       did_you_mean(syntax.token.text, ids, "list them with: tunepath facts"));
  return std::nullopt;
}

Node Compiler::word_node(Op op, FactIndex index, std::span<const Syntax> words) {
  const FactDecl& declared = schema_[index];
  const bool closed = declared.type == FactType::choice || declared.type == FactType::choices ||
                      declared.type == FactType::number;
  Node node;
  node.op = op;
  node.fact = index;
  node.first = static_cast<std::uint32_t>(program_.words.size());
  for (const Syntax& word : words) {
    const auto known = std::find(declared.choices.begin(), declared.choices.end(), word.text);
    if (closed && known == declared.choices.end()) {
      fail(word, fmt::format("'{}' is no answer to {}", word.text, declared.id),
           did_you_mean(word.text, declared.choices,
                        fmt::format("it is one of {}", fmt::join(declared.choices, ", "))));
    }
    program_.words.emplace_back(word.text);
  }
  node.last = static_cast<std::uint32_t>(program_.words.size());
  return node;
}

std::uint32_t Compiler::add(Node node) {
  program_.nodes.push_back(node);
  return static_cast<std::uint32_t>(program_.nodes.size() - 1);
}

std::uint32_t Compiler::add_leaf(Node node, std::string subject, std::string needs,
                                 std::string right) {
  Leaf leaf;
  node.leaf = static_cast<std::uint32_t>(program_.leaves.size());
  leaf.node = add(node);
  leaf.subject = std::move(subject);
  leaf.needs = std::move(needs);
  leaf.right = std::move(right);
  if (node.op != Op::compare) {
    leaf.facts = {node.fact};
    mention(node.fact);
  } else {
    collect(node.first, leaf.facts);
  }
  program_.leaves.push_back(std::move(leaf));
  return program_.leaves.back().node;
}

void Compiler::collect(std::uint32_t index, std::vector<FactIndex>& into) const {
  const Node& node = program_.nodes[index];
  if (node.op == Op::quantity) {
    if (std::find(into.begin(), into.end(), node.fact) == into.end()) {
      into.push_back(node.fact);
    }
  } else if (node.op != Op::constant) {
    collect(node.first, into);
    collect(node.last, into);
  }
}

bool Compiler::mentions_fact(const Syntax& syntax) const {
  return fact(syntax) || std::any_of(syntax.parts.begin(), syntax.parts.end(),
                                     [&](const Syntax& part) { return mentions_fact(part); });
}

void Compiler::mention(FactIndex fact) {
  if (std::find(program_.facts.begin(), program_.facts.end(), fact) == program_.facts.end()) {
    program_.facts.push_back(fact);
  }
}

std::uint32_t Compiler::fail(const Syntax& where, std::string message, std::string hint) {
  problems_.push_back({Diagnostic::Level::error, position_of(text_, where.at, start_),
                       std::move(message), std::move(hint)});
  return 0;
}

} // namespace tunepath::rules

namespace tunepath {

Result<Expression> compile(std::string_view text, const Position& at, const FactSchema& schema,
                           std::span<const Parameter> parameters) {
  auto syntax = rules::parse(text, at);
  if (!syntax) {
    return syntax.problems();
  }
  rules::Compiler compiler{text, at, schema, parameters};
  const std::uint32_t root = compiler.condition(syntax.value(), false);
  if (!compiler.problems().empty()) {
    return compiler.problems();
  }
  auto program = std::make_shared<rules::Program>(std::move(compiler).program());
  program->root = root;
  return Expression{std::move(program)};
}

} // namespace tunepath
