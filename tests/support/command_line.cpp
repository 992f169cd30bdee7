#include "support/transcript.hpp"

#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace tunepath::test {

namespace {

constexpr std::string_view k_blank = " \t";
constexpr std::string_view k_shell_only = "|&;<>()$`*?~";

bool is_one_of(char letter, std::string_view set) {
  return set.find(letter) != std::string_view::npos;
}

[[noreturn]] void refuse(char letter) {
  throw std::runtime_error(std::string{"'"} + letter + "' takes a shell, and there is none here");
}

/// Cuts one command line into words, from left to right.
class Splitter {
public:
  explicit Splitter(std::string_view rest) : rest_(rest) {}

  std::optional<std::string> next_word() {
    while (!rest_.empty() && is_one_of(rest_.front(), k_blank)) {
      rest_.remove_prefix(1);
    }
    if (rest_.empty() || rest_.front() == '#') {
      return std::nullopt;
    }
    std::string word;
    while (!rest_.empty() && !is_one_of(rest_.front(), k_blank)) {
      take_piece(word);
    }
    return word;
  }

private:
  char take() {
    if (rest_.empty()) {
      throw std::runtime_error("the command ends within a quotation");
    }
    const char letter = rest_.front();
    rest_.remove_prefix(1);
    return letter;
  }

  void take_piece(std::string& word) {
    const char letter = take();
    if (letter == '\'') {
      for (char inner = take(); inner != '\''; inner = take()) {
        word += inner;
      }
    } else if (letter == '"') {
      take_double_quoted(word);
    } else if (letter == '\\') {
      word += take();
    } else if (is_one_of(letter, k_shell_only)) {
      refuse(letter);
    } else {
      word += letter;
    }
  }

  void take_double_quoted(std::string& word) {
    for (char inner = take(); inner != '"'; inner = take()) {
      if (inner == '$' || inner == '`') {
        refuse(inner);
      }
      const bool escapes = inner == '\\' && !rest_.empty() && is_one_of(rest_.front(), "\"\\$`");
      word += escapes ? take() : inner;
    }
  }

  std::string_view rest_;
};

/// "NAME=value" before the program sets a variable for it.
bool is_assignment(std::string_view word) {
  const auto equals = word.find('=');
  return equals != std::string_view::npos && equals > 0 &&
         word.substr(0, equals).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_") ==
             std::string_view::npos;
}

} // namespace

CommandLine split_command(const std::string& text) {
  constexpr std::string_view k_show_code = "; echo $?";
  CommandLine result;
  std::string_view rest = text;
  if (rest.ends_with(k_show_code)) {
    result.shows_code = true;
    rest.remove_suffix(k_show_code.size());
  }
  Splitter splitter{rest};
  while (auto word = splitter.next_word()) {
    if (result.argv.empty() && is_assignment(*word)) {
      const auto equals = word->find('=');
      result.environment[word->substr(0, equals)] = word->substr(equals + 1);
    } else {
      result.argv.push_back(std::move(*word));
    }
  }
  if (result.argv.empty()) {
    throw std::runtime_error("there is no command after '$'");
  }
  return result;
}

} // namespace tunepath::test
