#include "tunepath/data/write_profile.hpp"

#include "data/comment_lines.hpp"
#include "tunepath/core/utf8.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr std::string_view k_first_line = "# Answers to tunepath ask.";
constexpr std::string_view k_rest_of_head =
    R"(
# tunepath estimate FILE prices them; tunepath ask --from FILE -o FILE goes on.
# What is not here is unknown or has its default: tunepath facts lists it all.

format: tunepath-profile/1
)";

/// A double-quoted scalar on one line. What no reader of profiles takes becomes '?': other control
/// characters, and bytes that are no UTF-8.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    const std::string_view letter = text.substr(0, std::max<std::size_t>(length, 1));
    const auto byte = static_cast<unsigned char>(letter.front());
    if (letter == "\n" || letter == "\t") {
      out += letter == "\n" ? "\\n" : "\\t";
    } else if (letter == "\"" || letter == "\\") {
      out += fmt::format("\\{}", letter);
    } else if (length == 0 || byte < 0x20 || byte == 0x7F) {
      out += '?';
    } else {
      out += letter;
    }
    text.remove_prefix(letter.size());
  }
  return out + "\"";
}

/// `text` as it is where no reader of YAML could take it for anything else, else in quotes.
std::string scalar(std::string_view text) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  const bool starts_plain = !text.empty() && text.front() >= 'a' && text.front() <= 'z';
  const bool other_meaning = text == "yes" || text == "no" || text == "true" || text == "false" ||
                             text == "null" || text == "y" || text == "n" || text == "on" ||
                             text == "off";
  return starts_plain && !other_meaning && std::all_of(text.begin(), text.end(), is_plain)
             ? std::string{text}
             : quoted(text);
}

std::string listed(const std::vector<std::string>& words) {
  std::vector<std::string> items;
  items.reserve(words.size());
  for (const std::string& word : words) {
    items.push_back(scalar(word));
  }
  return fmt::format("[{}]", fmt::join(items, ", "));
}

std::string written(Unknown) {
  return " unknown";
}
std::string written(bool value) {
  return value ? " yes" : " no";
}
std::string written(const NumberRange& range) {
  return range.is_point() ? " " + to_string(range.likely)
                          : fmt::format(" {{low: {}, likely: {}, high: {}}}", to_string(range.low),
                                        to_string(range.likely), to_string(range.high));
}
std::string written(const Word& word) {
  return " " + scalar(word);
}
std::string written(const Words& words) {
  return " " + listed(words);
}
std::string written(Date date) {
  return " " + to_string(date);
}
std::string written(Month month) {
  return " " + to_string(month);
}

std::string written(const Grants& grants) {
  std::string out = grants.empty() ? " []" : "";
  for (const Grant& grant : grants) {
    out += fmt::format("\n  - {{usd:{}", written(grant.usd));
    out += grant.pool.empty() ? "" : fmt::format(", pool: {}", scalar(grant.pool));
    out += grant.from ? fmt::format(", from: {}", to_string(*grant.from)) : "";
    out += grant.expires ? fmt::format(", expires: {}", to_string(*grant.expires)) : "";
    out += grant.covers.empty() ? "" : fmt::format(", covers: {}", listed(grant.covers));
    out += grant.excludes.empty() ? "" : fmt::format(", excludes: {}", listed(grant.excludes));
    out += "}";
  }
  return out;
}

bool is_stated(const Fact& fact) {
  return fact.origin.kind == Origin::Kind::profile ||
         fact.origin.kind == Origin::Kind::command_line;
}

std::string fact_lines(const FactDecl& decl, const Fact& fact) {
  const std::string_view indent = decl.section().empty() ? "" : "  ";
  const std::string value =
      std::visit([](const auto& known) { return written(known); }, fact.value);
  return fmt::format("{}{}{}:{}\n", data::comment_lines(decl.question, indent), indent, decl.name(),
                     value);
}

} // namespace

std::string write_profile(const Scenario& scenario) {
  std::string out = fmt::format("{}{}", k_first_line, k_rest_of_head);
  out += scenario.name.empty() ? "" : fmt::format("name: {}\n", scalar(scenario.name));
  out += scenario.description.empty()
             ? ""
             : fmt::format("description: {}\n", quoted(scenario.description));
  const FactSchema& schema = scenario.facts.schema();
  std::string_view section;
  for (FactIndex i = 0; i < schema.size(); ++i) {
    if (schema[i].derived || !is_stated(scenario.facts[i])) {
      continue;
    }
    const bool same = !section.empty() && schema[i].section() == section;
    section = schema[i].section();
    out += same || section.empty() ? "\n" : fmt::format("\n{}:\n", section);
    out += fact_lines(schema[i], scenario.facts[i]);
  }
  return out;
}

bool is_written_profile(std::string_view text) {
  return text.starts_with(k_first_line);
}

} // namespace tunepath
