#include "data/report_format.hpp"

#include "data/json_fields.hpp"
#include "tunepath/data/read_report.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr std::string_view k_report = "tunepath-report/";
constexpr std::string_view k_format = "tunepath-report/1";
constexpr std::string_view k_comparison = "tunepath-comparison/";
constexpr std::string_view k_profile = "tunepath-profile/";

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view k_blank = " \t\r\n";
  return text.substr(std::min(text.find_first_not_of(k_blank), text.size()));
}

std::string_view without_mark(std::string_view text) {
  constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";
  return without_blanks(
      text.substr(text.starts_with(k_byte_order_mark) ? k_byte_order_mark.size() : 0));
}

/// The offset behind the quoted text that begins at `from`.
std::size_t behind_quotes(std::string_view text, std::size_t from) {
  std::size_t at = from + 1;
  while (at < text.size() && text[at] != '"') {
    at += text[at] == '\\' ? 2U : 1U;
  }
  return std::min(at + 1, text.size());
}

/// The value that the text begins with, without quotes. In YAML it need not have any.
std::string_view first_value(std::string_view text) {
  text = without_blanks(text);
  const bool quoted = text.starts_with('"');
  text.remove_prefix(quoted ? 1 : 0);
  return text.substr(0, text.find_first_of(quoted ? "\"" : ",} \r\n"));
}

/// What stands behind the key "format" of the outermost object; empty where it has none. Goes by
/// quotes and brackets only, so that it is soon done and stops at nothing.
std::optional<std::string_view> root_format(std::string_view text) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '"') {
      const bool opens = text[at] == '{' || text[at] == '[';
      const bool closes = text[at] == '}' || text[at] == ']';
      depth += opens ? 1 : closes ? -1 : 0;
      ++at;
      continue;
    }
    const std::size_t end = behind_quotes(text, at);
    const std::string_view rest = without_blanks(text.substr(end));
    if (depth == 1 && rest.starts_with(':') && text.substr(at, end - at) == "\"format\"") {
      return first_value(rest.substr(1));
    }
    at = end;
  }
  return std::nullopt;
}

} // namespace

std::optional<Diagnostic> data::other_format(const Node& root, const std::string& file) {
  const Node* format = root.is_map() ? root.find("format") : nullptr;
  if (format == nullptr) {
    return Diagnostic{
        Diagnostic::Level::error,
        {file, std::max(root.at.line, 1), std::max(root.at.column, 1)},
        root.is_map() ? "the file does not say its format"
                      : fmt::format("the file holds {}, not a report or a profile", describe(root)),
        fmt::format("a report begins with \"format\": \"{}\", a profile with 'format: {}1'",
                    k_format, k_profile)};
  }
  const std::string& said = format->scalar;
  if (JsonFields::is_text(*format) && said == k_format) {
    return std::nullopt;
  }
  if (said.starts_with(k_comparison)) {
    return Diagnostic{Diagnostic::Level::error, format->at,
                      "this is a comparison, which cannot be compared again",
                      "give the profiles and reports that it is of"};
  }
  const bool newer = said.starts_with(k_report);
  return Diagnostic{
      Diagnostic::Level::error, format->at,
      newer ? fmt::format("the report has the format {}, which this tunepath does not know",
                          describe(*format))
            : fmt::format("'format' cannot be {}: it is neither a report nor a profile",
                          describe(*format)),
      newer ? fmt::format("read it with the tunepath that wrote it, or a newer one; or {}",
                          k_report_remedy)
            : std::string{k_report_remedy}};
}

std::string_view stated_format(std::string_view text) {
  text = without_mark(text);
  return text.starts_with('{') ? root_format(text).value_or("") : "";
}

bool is_saved_report(std::string_view text) {
  text = without_mark(text);
  if (!text.starts_with('{') && !text.starts_with('[')) {
    return false;
  }
  const auto format = root_format(text);
  return format ? !format->starts_with(k_profile) : text.find(k_profile) == std::string_view::npos;
}

} // namespace tunepath
