#include "rules/compiler.hpp"

#include "rules/usage.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tunepath::rules {
namespace {

constexpr std::array<std::pair<std::string_view, Relation>, 6> k_relations{
    {{"==", Relation::equal},
     {"!=", Relation::unequal},
     {"<", Relation::less},
     {"<=", Relation::at_most},
     {">", Relation::greater},
     {">=", Relation::at_least}}};

Relation relation_of(std::string_view sign) {
  return std::find_if(k_relations.begin(), k_relations.end(),
                      [&](const auto& entry) { return entry.first == sign; })
      ->second;
}

std::string_view sign_of(Relation relation) {
  return k_relations[static_cast<std::size_t>(relation)].first;
}

Relation opposite_of(Relation relation) {
  constexpr std::array<Relation, 6> k_opposites{Relation::unequal,  Relation::equal,
                                                Relation::at_least, Relation::greater,
                                                Relation::at_most,  Relation::less};
  return k_opposites[static_cast<std::size_t>(relation)];
}

/// What `b R a` is for `a R b`.
Relation mirrored(Relation relation) {
  constexpr std::array<Relation, 6> k_mirrored{Relation::equal,   Relation::unequal,
                                               Relation::greater, Relation::at_least,
                                               Relation::less,    Relation::at_most};
  return k_mirrored[static_cast<std::size_t>(relation)];
}

std::string words_text(std::span<const Syntax> words) {
  std::vector<std::string_view> texts;
  for (const Syntax& word : words) {
    texts.push_back(word.text);
  }
  return fmt::format("[{}]", fmt::join(texts, ", "));
}

bool is_quantity(const Syntax& syntax) {
  return syntax.kind != Syntax::Kind::word && syntax.kind != Syntax::Kind::list;
}

} // namespace

std::uint32_t Compiler::condition(const Syntax& syntax, bool negated) {
  switch (syntax.kind) {
  case Syntax::Kind::all:
  case Syntax::Kind::any:
    return joined(syntax, negated);
  case Syntax::Kind::negation:
    return condition(syntax.parts[0], !negated);
  case Syntax::Kind::word:
    return flag(syntax, negated);
  case Syntax::Kind::comparison:
    return comparison(syntax, negated);
  case Syntax::Kind::in:
    return membership(syntax, negated);
  case Syntax::Kind::has:
    return having(syntax, negated);
  case Syntax::Kind::is:
    return knowledge(syntax, negated);
  default:
    return fail(syntax, fmt::format("'{}' alone is no condition", syntax.text),
                "compare it with something, as in 'data.labelled_examples >= 200'");
  }
}

/// De Morgan's laws hold in Kleene's logic too.
std::uint32_t Compiler::joined(const Syntax& syntax, bool negated) {
  std::vector<std::uint32_t> children;
  for (const Syntax& part : syntax.parts) {
    children.push_back(condition(part, negated));
  }
  Node node;
  node.op = (syntax.kind == Syntax::Kind::all) != negated ? Op::all : Op::any;
  node.first = static_cast<std::uint32_t>(program_.children.size());
  program_.children.insert(program_.children.end(), children.begin(), children.end());
  node.last = static_cast<std::uint32_t>(program_.children.size());
  return add(node);
}

std::uint32_t Compiler::flag(const Syntax& syntax, bool negated) {
  const auto index = known_fact(syntax);
  if (!index) {
    return 0;
  }
  const FactDecl& declared = schema_[*index];
  if (declared.type != FactType::yes_no) {
    return fail(syntax, fmt::format("{} is {}, not a yes-no fact", declared.id, noun(declared)),
                usage(declared));
  }
  Node node;
  node.op = Op::flag;
  node.fact = *index;
  node.negated = negated;
  return add_leaf(node, std::string{declared.id}, negated ? "no" : "yes");
}

std::uint32_t Compiler::comparison(const Syntax& syntax, bool negated) {
  const Syntax* left = &syntax.parts[0];
  const Syntax* right = &syntax.parts[1];
  Relation relation = relation_of(syntax.sign);
  if (!mentions_fact(*left) && mentions_fact(*right)) { // The fact comes first.
    std::swap(left, right);
    relation = mirrored(relation);
  }
  relation = negated ? opposite_of(relation) : relation;
  const auto index = fact(*left);
  if (index && schema_[*index].type == FactType::yes_no) {
    return fail(*left, fmt::format("{} stands alone, without a comparison", left->text),
                usage(schema_[*index]));
  }
  if (index && schema_[*index].type == FactType::credits) {
    return fail(*left, fmt::format("{} cannot be compared", left->text), usage(schema_[*index]));
  }
  if (index && holds_list(schema_[*index].type)) {
    return list_comparison(*left, *right, relation);
  }
  const bool literal = right->kind == Syntax::Kind::word && !fact(*right);
  const bool number_or_word = index && schema_[*index].type == FactType::number && literal &&
                              !schema_[*index].choices.empty();
  if (index && (holds_word(schema_[*index].type) || number_or_word)) {
    return word_comparison(*left, *right, relation);
  }
  if (left->kind == Syntax::Kind::word && !index) {
    known_fact(*left);
    return 0;
  }
  return quantity_comparison(*left, *right, relation);
}

std::uint32_t Compiler::word_comparison(const Syntax& fact_side, const Syntax& other,
                                        Relation relation) {
  const FactIndex index = *fact(fact_side);
  const FactDecl& declared = schema_[index];
  if (relation != Relation::equal && relation != Relation::unequal) {
    return fail(fact_side, fmt::format("{} is a word, which is neither more nor less", declared.id),
                usage(declared));
  }
  if (other.kind != Syntax::Kind::word) {
    return fail(other,
                fmt::format("{} is {} and cannot be compared with '{}'", declared.id,
                            noun(declared), other.text),
                usage(declared));
  }
  const bool negated = relation == Relation::unequal;
  const auto second = fact(other);
  const bool is_choice = std::find(declared.choices.begin(), declared.choices.end(), other.text) !=
                         declared.choices.end();
  if (!second || is_choice) {
    Node node = word_node(Op::word_in, index, std::span{&other, 1});
    node.negated = negated;
    return add_leaf(node, std::string{declared.id},
                    (negated ? "not " : "") + std::string{other.text});
  }
  if (!holds_word(schema_[*second].type)) {
    return fail(other,
                fmt::format("{} is {} and cannot be compared with {}, which is {}", declared.id,
                            noun(declared), other.text, noun(schema_[*second])),
                usage(declared));
  }
  Node node;
  node.op = Op::word_same;
  node.fact = index;
  node.other = *second;
  node.negated = negated;
  const std::uint32_t at = add_leaf(node, std::string{declared.id}, negated ? "not" : "the same as",
                                    std::string{other.text});
  mention(*second);
  return at;
}

std::uint32_t Compiler::list_comparison(const Syntax& fact_side, const Syntax& other,
                                        Relation relation) {
  const FactIndex index = *fact(fact_side);
  const bool exact = relation == Relation::equal || relation == Relation::unequal;
  if (!exact || other.kind != Syntax::Kind::list) {
    return fail(fact_side, fmt::format("{} is a list and cannot be compared so", fact_side.text),
                usage(schema_[index]));
  }
  Node node = word_node(Op::list_exact, index, other.parts);
  node.negated = relation == Relation::unequal;
  const auto first = program_.words.begin() + node.first;
  std::sort(first, program_.words.end());
  program_.words.erase(std::unique(first, program_.words.end()), program_.words.end());
  node.last = static_cast<std::uint32_t>(program_.words.size());
  return add_leaf(node, std::string{fact_side.text},
                  (node.negated ? "not exactly " : "exactly ") + words_text(other.parts));
}

std::uint32_t Compiler::quantity_comparison(const Syntax& left, const Syntax& right,
                                            Relation relation) {
  const auto index = fact(left);
  if (index && !is_quantity(right) && !fact(right)) {
    return fail(right,
                fmt::format("{} is {} and cannot be compared with '{}'", left.text,
                            noun(schema_[*index]), right.text),
                usage(schema_[*index]));
  }
  const Typed a = quantity(left);
  const Typed b = quantity(right);
  if (!a.measure || !b.measure) {
    return 0;
  }
  if (*a.measure != *b.measure) {
    return fail(right,
                fmt::format("'{}' and '{}' are not counted in the same way", left.text, right.text),
                "compare numbers with numbers, dates with dates, months with months");
  }
  if (!check_units(right, a, b)) {
    return 0;
  }
  Node node;
  node.op = Op::compare;
  node.relation = relation;
  node.measure = *a.measure;
  node.first = a.node;
  node.last = b.node;
  const Node& last = program_.nodes[b.node];
  if (last.op == Op::constant) {
    const bool named = right.kind == Syntax::Kind::parameter;
    const std::string text =
        named ? fmt::format("{:.15g}", last.value.low) : std::string{right.text};
    return add_leaf(node, std::string{left.text}, fmt::format("{} {}", sign_of(relation), text));
  }
  return add_leaf(node, std::string{left.text}, std::string{sign_of(relation)},
                  std::string{right.text});
}

std::uint32_t Compiler::membership(const Syntax& syntax, bool negated) {
  const auto index = known_fact(syntax.parts[0]);
  if (!index) {
    return 0;
  }
  const FactDecl& declared = schema_[*index];
  const std::span<const Syntax> words = syntax.parts[1].parts;
  if (!holds_word(declared.type) && !holds_list(declared.type)) {
    return fail(syntax.parts[0],
                fmt::format("{} is {}, which 'in' does not take", declared.id, noun(declared)),
                usage(declared));
  }
  Node node = word_node(holds_list(declared.type) ? Op::list_any : Op::word_in, *index, words);
  node.negated = negated;
  return add_leaf(node, std::string{declared.id},
                  (negated ? "not in " : "in ") + words_text(words));
}

std::uint32_t Compiler::having(const Syntax& syntax, bool negated) {
  const auto index = known_fact(syntax.parts[0]);
  if (!index) {
    return 0;
  }
  const FactDecl& declared = schema_[*index];
  const Syntax& word = syntax.parts[1];
  if (!holds_list(declared.type)) {
    return fail(syntax.parts[0], fmt::format("{} is {}, not a list", declared.id, noun(declared)),
                usage(declared));
  }
  if (word.kind != Syntax::Kind::word) {
    return fail(word, fmt::format("'has' takes one word, not '{}'", word.text), usage(declared));
  }
  Node node = word_node(Op::list_any, *index, std::span{&word, 1});
  node.negated = negated;
  return add_leaf(node, std::string{declared.id},
                  (negated ? "without " : "has ") + std::string{word.text});
}

std::uint32_t Compiler::knowledge(const Syntax& syntax, bool negated) {
  const auto index = known_fact(syntax.parts[0]);
  if (!index) {
    return 0;
  }
  Node node;
  node.op = Op::known;
  node.fact = *index;
  node.negated = (syntax.sign == "unknown") != negated;
  return add_leaf(node, std::string{syntax.parts[0].text}, node.negated ? "unknown" : "known");
}

} // namespace tunepath::rules
