#include "data/not_closed.hpp"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <vector>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

namespace tunepath::data {
namespace {

constexpr std::size_t k_deepest = 100;
constexpr std::size_t k_most_values = 500'000;

/// Which byte of the text a mark means; yaml-cpp does not count a byte order mark.
std::size_t offset_of(const YAML::Mark& mark, std::string_view text) {
  constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";
  return static_cast<std::size_t>(std::max(mark.pos, 0)) +
         (text.starts_with(k_byte_order_mark) ? k_byte_order_mark.size() : 0);
}

char letter_at(const YAML::Mark& mark, std::string_view text) {
  const std::size_t offset = offset_of(mark, text);
  return offset < text.size() ? text[offset] : '\0';
}

/// Whether the quotation that `text` begins with ends. In double quotes a backslash takes the next
/// letter's meaning, in single quotes two quotes mean one.
bool ends(std::string_view text) {
  const char quote = text.front();
  for (std::size_t i = 1; i < text.size(); ++i) {
    const bool doubled = quote == '\'' && text.substr(i, 2) == "''";
    if (doubled || (quote == '"' && text[i] == '\\')) {
      ++i;
    } else if (text[i] == quote) {
      return true;
    }
  }
  return false;
}

Diagnostic at_mark(const YAML::Mark& mark, const std::string& file, std::string message,
                   std::string hint) {
  return {Diagnostic::Level::error,
          {file, mark.line + 1, mark.column + 1},
          std::move(message),
          std::move(hint)};
}

/// More than anybody would look through.
struct TooMuch {};

/// Notes where groups, lists and quotations begin. Inside brackets yaml-cpp tells of groups that
/// are none, so a bracket is only what is one in the text.
class Openings : public YAML::EventHandler {
public:
  std::vector<YAML::Mark> open; ///< groups and lists, the outermost first
  std::optional<YAML::Mark> quoted;

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override { count(); }
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override { count(); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string&) override {
    count();
    if (tag == "!") {
      quoted = mark;
    }
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    begin(mark);
  }
  void OnSequenceEnd() override { open.pop_back(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    begin(mark);
  }
  void OnMapEnd() override { open.pop_back(); }

private:
  void begin(const YAML::Mark& mark) {
    count();
    open.push_back(mark);
    if (open.size() > k_deepest) {
      throw TooMuch{};
    }
  }
  void count() {
    if (++values_ > k_most_values) {
      throw TooMuch{};
    }
  }

  std::size_t values_ = 0;
};

std::optional<Diagnostic> open_bracket(std::string_view text, const Openings& openings,
                                       const std::string& file) {
  const auto innermost =
      std::find_if(openings.open.rbegin(), openings.open.rend(), [&](const YAML::Mark& mark) {
        const char letter = letter_at(mark, text);
        return letter == '[' || letter == '{';
      });
  if (innermost == openings.open.rend()) {
    return std::nullopt;
  }
  const bool list = letter_at(*innermost, text) == '[';
  return at_mark(*innermost, file, "the bracket is not closed",
                 list ? "end the list with ]" : "end the group of keys with }");
}

/// Whether the text ends within brackets; yaml-cpp says the same of what is wrong between them.
bool ends_within_brackets(const YAML::Exception& error, std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  const bool at_end = last == std::string_view::npos || offset_of(error.mark, text) > last;
  return at_end && (error.msg == YAML::ErrorMsg::END_OF_MAP_FLOW ||
                    error.msg == YAML::ErrorMsg::END_OF_SEQ_FLOW);
}

} // namespace

std::optional<Diagnostic> open_quote(std::string_view text, const YAML::Mark& mark,
                                     const std::string& file) {
  const char quote = letter_at(mark, text);
  if ((quote != '"' && quote != '\'') || ends(text.substr(offset_of(mark, text)))) {
    return std::nullopt;
  }
  return at_mark(mark, file, "the quote is not closed", fmt::format("end the text with {}", quote));
}

std::optional<Diagnostic> not_closed(std::string_view text, const std::string& file) {
  // Without the end of the last line yaml-cpp does not say where a quotation began.
  const std::string whole = std::string{text} + "\n";
  Openings openings;
  bool within_brackets = false;
  try {
    std::istringstream in{whole};
    YAML::Parser parser{in};
    while (parser.HandleNextDocument(openings)) {
    }
  } catch (const TooMuch&) {
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    within_brackets = ends_within_brackets(error, whole);
  }
  auto quote = openings.quoted ? open_quote(whole, *openings.quoted, file) : std::nullopt;
  return quote || !within_brackets ? quote : open_bracket(whole, openings, file);
}

} // namespace tunepath::data
