#include "tunepath/report/describe_facts.hpp"

#include "report/wrap.hpp"
#include "tunepath/facts/parse_value.hpp"

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr std::string_view k_indent = "    ";
constexpr std::size_t k_width = 80;

/// `text` in lines that fit, each with `before` in front of it.
std::string wrapped(std::string_view text, std::string_view before = "") {
  std::string out;
  for (const std::string& line : wrap::lines(wrap::clean(text, true), k_width - before.size())) {
    out += fmt::format("{}{}\n", before, line);
  }
  return out;
}

/// "0.1", "that of model.base", or "" where silence means unknown.
std::string default_text(const FactDecl& fact) {
  if (!fact.initial.empty()) {
    return std::string{fact.initial};
  }
  return fact.initial_from.empty() ? "" : fmt::format("that of {}", fact.initial_from);
}

std::string values_text(const FactDecl& fact) {
  const std::string initial = default_text(fact);
  return allowed_values(fact) + (initial.empty() ? "" : fmt::format("; default: {}", initial));
}

/// "Default   0.1", with what does not fit below the value.
std::string row(std::string_view name, std::string_view value) {
  constexpr std::size_t k_name_width = 12;
  if (value.empty()) {
    return "";
  }
  const std::string below(k_name_width, ' ');
  return fmt::format("{:<{}}{}", name, k_name_width, wrapped(value, below).substr(k_name_width));
}

std::string presumed_text(const FactDecl& fact) {
  if (fact.presumed.starts_with('$')) {
    return fmt::format("the rules' {}, while it is unknown and the answer is open", fact.presumed);
  }
  return fact.presumed.empty()
             ? ""
             : fmt::format("{}, while it is unknown and the answer is open", fact.presumed);
}

} // namespace

std::string describe_facts(const FactSchema& schema) {
  std::string out;
  bool says_derived = false;
  for (const FactDecl& fact : schema.all()) {
    if (fact.derived && !says_derived) {
      says_derived = true;
      out += "Worked out by tunepath: rules may use them, profiles may not set them\n\n";
    }
    out += fmt::format("{}\n", fact.id);
    out += wrapped(fact.question, k_indent);
    out += wrapped(values_text(fact), k_indent);
    out += "\n";
  }
  return out + "tunepath facts ID says more about one of them.\n";
}

std::string describe_fact(const FactDecl& fact) {
  std::string out = fmt::format("{}\n\n", fact.id);
  out += wrapped(fact.question) + "\n" + wrapped(fact.help) + "\n";
  out += row("Why", fact.why);
  out += row("Values", allowed_values(fact));
  out += row("Unit", fact.unit);
  out += row("Default", default_text(fact));
  out += row("Presumed", presumed_text(fact));
  if (!fact.example.empty()) {
    out += row("Example", fact.section().empty() ? fmt::format("{}: {}", fact.name(), fact.example)
                                                 : fmt::format("{}: {{{}: {}}}", fact.section(),
                                                               fact.name(), fact.example));
  }
  return out + (fact.derived ? "\nWorked out by tunepath; a profile cannot set it.\n" : "");
}

} // namespace tunepath
