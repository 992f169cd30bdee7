#include "tunepath/rules/in_words.hpp"

#include "rules/placeholders.hpp"
#include "rules/syntax.hpp"
#include "rules/usage.hpp"
#include "tunepath/rules/rule_set.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace tunepath {
namespace {

using rules::Syntax;
using rules::Token;

/// The words by which a sentence is turned round, as they stand and as they are negated. Of those
/// that begin at the same place the first counts.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> k_turns{
    {{"every ", "not every "},
     {"there is something ", "there is nothing "},
     {"there is a ", "there is no "},
     {"there are ", "there are no "},
     {" is ", " is not "},
     {" are ", " are not "},
     {" has been ", " has not been "},
     {" has ", " does not have "},
     {" can ", " cannot "}}};

std::string joined(const std::vector<std::string>& words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == words.size() ? fmt::format(" {} ", last) : ", ") + words[i];
  }
  return text;
}

/// "below", "at most" ...; for days "before", "by".
std::string_view relation(std::string_view sign, bool days) {
  constexpr std::array<std::array<std::string_view, 3>, 4> k_words{
      {{"<", "below", "before"},
       {"<=", "at most", "on or before"},
       {">", "above", "after"},
       {">=", "at least", "on or after"}}};
  for (const auto& [each, number, day] : k_words) {
    if (each == sign) {
      return days ? day : number;
    }
  }
  return sign == "!=" ? "not" : "";
}

std::string_view opposite(std::string_view sign) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> k_pairs{
      {{"==", "!="}, {"<", ">="}, {">", "<="}}};
  for (const auto& [a, b] : k_pairs) {
    if (sign == a || sign == b) {
      return sign == a ? b : a;
    }
  }
  return sign;
}

/// The unit to say with a number.
struct Counted {
  std::string_view name;
  bool said = false; ///< the fact's name says it: "epochs are above 5"
};

/// Words a parsed condition.
class Wording {
public:
  Wording(const FactSchema& schema, std::span<const Parameter> parameters)
      : schema_(schema), parameters_(parameters) {}

  std::string condition(const Syntax& syntax, bool negated) const {
    switch (syntax.kind) {
    case Syntax::Kind::negation:
      return condition(syntax.parts.front(), !negated);
    case Syntax::Kind::all:
    case Syntax::Kind::any:
      return junction(syntax, negated);
    case Syntax::Kind::word:
      return flag(syntax, negated);
    case Syntax::Kind::is:
      return knowledge(syntax, negated);
    case Syntax::Kind::in:
    case Syntax::Kind::has:
      return membership(syntax, negated);
    default:
      return comparison(syntax, negated);
    }
  }

private:
  const FactDecl* fact(const Syntax& syntax) const {
    const auto index = syntax.kind == Syntax::Kind::word ? schema_.find(syntax.text) : std::nullopt;
    return index ? &schema_[*index] : nullptr;
  }

  std::string junction(const Syntax& syntax, bool negated) const {
    const bool all = (syntax.kind == Syntax::Kind::all) != negated;
    std::string text;
    for (const Syntax& part : syntax.parts) {
      const Syntax* inner = &part;
      while (inner->kind == Syntax::Kind::negation) {
        inner = &inner->parts.front();
      }
      const bool joins = inner->kind == Syntax::Kind::all || inner->kind == Syntax::Kind::any;
      const std::string words = condition(part, negated);
      text += text.empty() ? "" : all ? " and " : " or ";
      text += joins ? "(" + words + ")" : words;
    }
    return text;
  }

  std::string flag(const Syntax& syntax, bool negated) const {
    const FactDecl* decl = fact(syntax);
    return decl == nullptr ? std::string{syntax.text} : flag_in_words(*decl, !negated);
  }

  /// "labelled examples are", "work on the prompt is".
  std::string subject(const Syntax& syntax) const {
    const std::string name = quantity(syntax);
    return fmt::format("{} {}", name, is_or_are(name));
  }

  std::string knowledge(const Syntax& syntax, bool negated) const {
    const Syntax& about = syntax.parts.front();
    const bool known = (syntax.sign == "known") != negated;
    const FactDecl* decl = fact(about);
    const std::string who = decl != nullptr && decl->type == FactType::yes_no
                                ? fmt::format("whether {} is", flag_in_words(*decl, true))
                                : subject(about);
    return fmt::format("{} {}", who, known ? "known" : "not known");
  }

  std::string membership(const Syntax& syntax, bool negated) const {
    const Syntax& about = syntax.parts.front();
    const Syntax& list = syntax.parts.back();
    std::vector<std::string> words;
    for (const Syntax& word : list.kind == Syntax::Kind::list ? list.parts : std::vector{list}) {
      words.emplace_back(word.text);
    }
    const FactDecl* decl = fact(about);
    if (decl != nullptr && rules::holds_list(decl->type)) {
      const std::string_view verb = is_or_are(quantity(about)) == "are" ? "include" : "includes";
      return negated ? fmt::format("{} {} none of {}", quantity(about), verb, joined(words, "and"))
                     : fmt::format("{} {} {}", quantity(about), verb, joined(words, "or"));
    }
    return fmt::format("{} {}{}", subject(about), negated ? "none of " : "",
                       joined(words, negated ? "and" : "or"));
  }

  std::string comparison(const Syntax& syntax, bool negated) const {
    const Syntax& left = syntax.parts.front();
    const Syntax& right = syntax.parts.back();
    const std::string_view sign = negated ? opposite(syntax.sign) : syntax.sign;
    if (right.kind == Syntax::Kind::list) {
      std::vector<std::string> words;
      for (const Syntax& word : right.parts) {
        words.emplace_back(word.text);
      }
      return fmt::format("{} {}{} and nothing else", subject(left), sign == "!=" ? "not " : "",
                         joined(words, "and"));
    }
    const FactDecl* decl = fact(left);
    const bool days =
        decl != nullptr && (decl->type == FactType::date || decl->type == FactType::month);
    const std::string_view how = relation(sign, days);
    return fmt::format("{} {}{}{}", subject(left), how, how.empty() ? "" : " ",
                       quantity(right, unit_of(left)));
  }

  /// The unit to say with a number that is compared with `syntax`.
  Counted unit_of(const Syntax& syntax) const {
    const FactDecl* decl = fact(syntax);
    return decl == nullptr ? Counted{} : Counted{decl->unit, names_its_unit(*decl)};
  }

  /// A side of a comparison; `unit` is that of the other side.
  std::string quantity(const Syntax& syntax, Counted unit = {}) const {
    switch (syntax.kind) {
    case Syntax::Kind::word: {
      const FactDecl* decl = fact(syntax);
      return decl == nullptr ? std::string{syntax.text} : name_in_words(*decl);
    }
    case Syntax::Kind::number:
      return with_unit(NumberRange::point(syntax.token.number), unit.said ? "" : unit.name);
    case Syntax::Kind::parameter:
      return parameter(syntax.token.text, unit.said);
    case Syntax::Kind::arithmetic:
      return arithmetic(syntax);
    default:
      return std::string{syntax.text};
    }
  }

  std::string parameter(std::string_view name, bool unit_said) const {
    for (const Parameter& each : parameters_) {
      if (each.name == name) {
        return with_unit(NumberRange::point(each.value), unit_said ? "" : each.unit);
      }
    }
    return fmt::format("${}", name);
  }

  std::string arithmetic(const Syntax& syntax) const {
    const auto part = [&](const Syntax& each) {
      return each.kind == Syntax::Kind::arithmetic ? "(" + arithmetic(each) + ")" : quantity(each);
    };
    const std::string_view sign = syntax.sign == "+"   ? "plus"
                                  : syntax.sign == "-" ? "less"
                                  : syntax.sign == "*" ? "times"
                                                       : "divided by";
    return fmt::format("{} {} {}", part(syntax.parts.front()), sign, part(syntax.parts.back()));
  }

  const FactSchema& schema_;
  std::span<const Parameter> parameters_;
};

void add_once(std::vector<std::string_view>& names, std::string_view name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) {
    names.push_back(name);
  }
}

} // namespace

std::string name_in_words(const FactDecl& fact) {
  std::string text{fact.label.empty() ? fact.name() : fact.label};
  if (fact.label.empty()) {
    std::replace(text.begin(), text.end(), '_', ' ');
  }
  return text;
}

std::string flag_in_words(const FactDecl& fact, bool yes) {
  const std::string name = name_in_words(fact);
  if (fact.label.empty()) {
    return fmt::format("{} is {}", name, yes ? "yes" : "no");
  }
  if (yes) {
    return name;
  }
  std::size_t first = std::string::npos;
  const std::pair<std::string_view, std::string_view>* turn = nullptr;
  for (const auto& each : k_turns) {
    if (const auto at = name.find(each.first); at < first) {
      first = at;
      turn = &each;
    }
  }
  return turn == nullptr ? fmt::format("it is not true that {}", name)
                         : name.substr(0, first) + std::string{turn->second} +
                               name.substr(first + turn->first.size());
}

bool names_its_unit(const FactDecl& fact) {
  const std::string name = name_in_words(fact);
  return !fact.unit.empty() &&
         (name.find(fact.unit) != std::string::npos || name.find("number of") != std::string::npos);
}

std::string_view is_or_are(std::string_view name) {
  std::string_view head = name;
  for (const std::string_view after : {" a ", " at ", " of ", " on ", " that ", " in ", " for ",
                                       " to ", " where ", " with ", " between "}) {
    head = head.substr(0, std::min(head.find(after), head.size()));
  }
  const bool plural = head.ends_with('s') && !head.ends_with("ss") && !head.ends_with("us") &&
                      !head.ends_with("'s");
  return plural ? "are" : "is";
}

std::string in_words(std::string_view condition, const FactSchema& schema,
                     std::span<const Parameter> parameters) {
  const auto syntax = rules::parse(condition, {});
  return syntax ? Wording{schema, parameters}.condition(syntax.value(), false)
                : std::string{condition};
}

std::string with_names(std::string_view text, const FactSchema& schema,
                       std::span<const Parameter> parameters) {
  return rules::replaced(text, [&](std::string_view name) {
    const auto fact = schema.find(name);
    return fact ? fmt::format("<{}>", name_in_words(schema[*fact]))
                : fill_in(fmt::format("{{{}}}", name), Facts{schema}, parameters);
  });
}

std::vector<std::string_view> parameters_of(const RuleDecl& rule) {
  std::vector<std::string_view> names;
  for (const Token& token : rules::tokens_of(rule.when)) {
    if (token.kind == Token::Kind::parameter) {
      add_once(names, token.text);
    }
  }
  for (const std::string_view text : {rule.because, rule.otherwise, rule.open, rule.unblock}) {
    for (const std::string_view name : rules::placeholders_of(text)) {
      if (name.starts_with('$')) {
        add_once(names, name.substr(1));
      }
    }
  }
  return names;
}

} // namespace tunepath
