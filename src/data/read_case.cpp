#include "tunepath/data/read_case.hpp"

#include "data/profile_file.hpp"
#include "tunepath/core/suggest.hpp"
#include "tunepath/data/contradictions.hpp"
#include "tunepath/data/known_names.hpp"
#include "tunepath/facts/complete.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tunepath {
namespace {

using data::Node;

constexpr std::string_view k_format = "tunepath-case/1";
constexpr std::array<std::string_view, 5> k_keys{"format", "source", "why", "expected", "profile"};
constexpr std::array<std::string_view, 14> k_expected{"approach",      "path",
                                                      "status",        "must",
                                                      "must_not",      "options",
                                                      "must_not_path", "verdict",
                                                      "not_verdict",   "modes",
                                                      "warnings",      "must_not_mode",
                                                      "warnings_any",  "min_open_questions"};

class CaseReader {
public:
  CaseReader(Case& out, std::string file, const FactSchema& schema, const Catalog& catalog)
      : out_(out), file_(std::move(file)), schema_(schema), catalog_(catalog) {}

  void read(const Node& root) {
    const Node* format = root.find("format");
    if (format == nullptr || !format->is_scalar() || format->scalar != k_format) {
      problems_.add(format == nullptr ? Position{file_, 1, 1} : format->at,
                    format == nullptr
                        ? "the format line is missing"
                        : fmt::format("format is {}, which is no case", describe(*format)),
                    fmt::format("start the file with 'format: {}'", k_format));
      return;
    }
    know_keys(root, "a case", k_keys);
    read_text(root, "source", "name the page and its date", out_.source);
    read_text(root, "why", "say in a sentence why this answer is right", out_.why);
    if (const Node* expected = group(root, "expected", "say what is accepted: 'path: [none]'")) {
      know_keys(*expected, "expected", k_expected);
      read_expected(*expected);
    }
    if (const Node* profile = group(root, "profile", "put the facts of a profile below it")) {
      read_profile(*profile);
    }
  }

  data::Problems& problems() { return problems_; }

private:
  void know_keys(const Node& node, std::string_view noun, std::span<const std::string_view> known) {
    for (const auto& [key, at] : node.keys) {
      if (std::find(known.begin(), known.end(), key) == known.end()) {
        problems_.add(
            at, fmt::format("unknown key '{}' in {}", key, noun),
            did_you_mean(key, known, fmt::format("{} has {}", noun, fmt::join(known, ", "))));
      }
    }
  }

  void read_text(const Node& root, std::string_view key, std::string hint, std::string& text) {
    const Node* node = root.find(key);
    if (node == nullptr || node->kind == Node::Kind::null) {
      problems_.add(node == nullptr ? root.at : node->at, fmt::format("a case needs '{}'", key),
                    std::move(hint));
    } else if (!node->is_scalar()) {
      problems_.add(node->at, fmt::format("{} is text, not {}", key, describe(*node)),
                    "write it on one line, in quotes");
    } else {
      text = node->scalar;
    }
  }

  const Node* group(const Node& root, std::string_view key, std::string hint) {
    const Node* node = root.find(key);
    if (node != nullptr && node->is_map() && !node->items.empty()) {
      return node;
    }
    const bool empty = node == nullptr || node->items.empty();
    problems_.add(node == nullptr ? root.at : node->at,
                  empty && (node == nullptr || !node->is_scalar())
                      ? fmt::format("a case needs '{}'", key)
                      : fmt::format("{} is a group of keys, not {}", key, describe(*node)),
                  std::move(hint));
    return nullptr;
  }

  /// The word at `node` as one of `E`; noted when it is none.
  template <Named E>
  bool read_word(const Node& node, E& value) {
    if (node.is_scalar()) {
      if (const auto found = named<E>(node.scalar)) {
        value = *found;
        return true;
      }
    }
    std::vector<std::string_view> names;
    for (const auto& [each, name] : Names<E>::k_all) {
      names.push_back(name);
    }
    refuse(node, names);
    return false;
  }

  bool read_word(const Node& node, std::optional<Path>& path) {
    if (node.is_scalar() && node.scalar == "none") {
      path.reset();
      return true;
    }
    path = Path::bedrock;
    return read_word(node, *path);
  }

  bool read_word(const Node& node, std::string& text) {
    if (node.is_scalar() && !node.scalar.empty()) {
      text = node.scalar;
      return true;
    }
    problems_.add(node.at, fmt::format("a word is wanted, not {}", describe(node)),
                  "write it as in [quota]");
    return false;
  }

  template <class T>
  bool read_word(const Node& node, std::vector<T>& list) {
    read_list(node, list);
    return true;
  }

  void refuse(const Node& node, std::span<const std::string_view> names) {
    const std::string all = fmt::format("use one of {}", fmt::join(names, ", "));
    problems_.add(node.at, fmt::format("{} is not known here", describe(node)),
                  node.is_scalar() ? did_you_mean(node.scalar, names, all) : all);
  }

  template <class T>
  void read_list(const Node& node, std::vector<T>& list) {
    if (!node.is_list()) {
      problems_.add(node.at, fmt::format("a list is wanted, not {}", describe(node)),
                    "put what is accepted in brackets");
      return;
    }
    for (const Node& item : node.items) {
      T value{};
      if (read_word(item, value)) {
        list.push_back(std::move(value));
      }
    }
  }

  template <class T>
  void read_key(const Node& expected, std::string_view key, std::vector<T>& list) {
    if (const Node* node = expected.find(key)) {
      read_list(*node, list);
    }
  }

  /// A group such as {fine-tuning: [blocked, undecided]}.
  template <Named E, class T>
  void read_key(const Node& expected, std::string_view key,
                std::vector<std::pair<E, std::vector<T>>>& groups) {
    const Node* node = expected.find(key);
    if (node == nullptr) {
      return;
    }
    if (!node->is_map()) {
      problems_.add(node->at, fmt::format("{} is a group of keys, not {}", key, describe(*node)),
                    fmt::format("write it as {{{}: [{}]}}", Names<E>::k_all.back().second,
                                Names<T>::k_all.back().second));
      return;
    }
    for (std::size_t i = 0; i < node->items.size(); ++i) {
      Node name;
      name.kind = Node::Kind::scalar;
      name.scalar = node->keys[i].first;
      name.at = node->keys[i].second;
      std::pair<E, std::vector<T>> one;
      if (read_word(name, one.first)) {
        read_list(node->items[i], one.second);
        groups.push_back(std::move(one));
      }
    }
  }

  void read_expected(const Node& node) {
    Expected& expected = out_.expected;
    read_key(node, "approach", expected.approach);
    read_key(node, "path", expected.path);
    read_key(node, "status", expected.status);
    read_key(node, "must", expected.must);
    read_key(node, "must_not", expected.must_not);
    read_key(node, "must_not_path", expected.must_not_path);
    read_key(node, "options", expected.options);
    read_key(node, "verdict", expected.verdict);
    read_key(node, "not_verdict", expected.not_verdict);
    read_key(node, "modes", expected.modes);
    read_key(node, "must_not_mode", expected.must_not_mode);
    read_key(node, "warnings", expected.warnings);
    read_key(node, "warnings_any", expected.warnings_any);
    if (const Node* count = node.find("min_open_questions")) {
      const auto number = count->is_scalar() ? parse_number(count->scalar) : std::nullopt;
      if (!number || !number->is_whole() || *number < Decimal{}) {
        problems_.add(count->at, fmt::format("{} is no whole number", describe(*count)),
                      "write how many questions have to be open at least");
      } else {
        expected.min_open_questions = Rational::of(*number).rounded();
      }
    }
  }

  void read_profile(const Node& node) {
    const KnownNames names = known_names(catalog_);
    data::ProfileFile profile = data::read_embedded_profile(node, file_, "a case", schema_, names);
    Facts facts = data::stated(profile, schema_);
    const auto as_of = facts.date("as_of");
    if (!as_of) {
      problems_.add(node.at, "the profile of a case needs 'as_of'",
                    "write the day to price with, so that the answer stays the same");
    }
    add(profile.problems.take());
    add(contradictions(facts, catalog_));
    add(complete(facts, as_of.value_or(Date{})));
    out_.scenario.name = out_.name;
    out_.scenario.file = file_;
    out_.scenario.facts = std::move(facts);
  }

  void add(std::vector<Diagnostic> found) {
    for (Diagnostic& problem : found) {
      if (problem.level == Diagnostic::Level::error) {
        problems_.add(problem.at, std::move(problem.message), std::move(problem.hint));
      }
    }
  }

  Case& out_;
  std::string file_;
  const FactSchema& schema_;
  const Catalog& catalog_;
  data::Problems problems_;
};

} // namespace

Result<Case> read_case(std::string_view text, const std::string& file, const FactSchema& schema,
                       const Catalog& catalog) {
  Case one;
  one.name = std::filesystem::path{file}.stem().string();
  CaseReader reader{one, file, schema, catalog};
  const auto parsed = data::parse_yaml_with_repeats(text, file);
  for (const Diagnostic& problem : parsed ? parsed.value().repeats : parsed.problems()) {
    reader.problems().add(problem.at, problem.message, problem.hint);
  }
  if (parsed) {
    reader.read(parsed.value().root);
  }
  if (reader.problems().count() > 0) {
    return reader.problems().take();
  }
  return one;
}

Result<std::vector<Case>> read_cases(
    std::span<const std::pair<std::string_view, std::string_view>> texts, const FactSchema& schema,
    const Catalog& catalog) {
  std::vector<Case> cases;
  std::vector<Diagnostic> problems;
  for (const auto& [name, text] : texts) {
    if (name.starts_with(k_cases_folder)) {
      auto one = read_case(text, std::string{name}, schema, catalog);
      problems.insert(problems.end(), one.problems().begin(), one.problems().end());
      if (one) {
        cases.push_back(std::move(one).value());
      }
    }
  }
  if (!problems.empty()) {
    return problems;
  }
  return cases;
}

} // namespace tunepath
