#include "data/node.hpp"
#include "data/not_closed.hpp"
#include "data/text_check.hpp"

#include <algorithm>
#include <sstream>
#include <unordered_map>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

namespace tunepath::data {
namespace {

constexpr std::size_t k_deepest = 32;
constexpr std::size_t k_most_values = 500'000;
constexpr std::size_t k_most_keys = 10'000; ///< in one map, whose look-up is linear
constexpr std::size_t k_most_repeats = 200; ///< nobody reads more messages

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
}

/// Stops the parser; the reason is already among the problems.
struct Stop {};

/// Builds the tree from the parser's events. yaml-cpp's own tree would accept duplicate keys and
/// expand aliases without bound.
class Builder : public YAML::EventHandler {
public:
  explicit Builder(std::string file) : file_(std::move(file)) {}

  Node root;
  std::vector<Diagnostic> problems;
  std::vector<Diagnostic> repeats;
  std::optional<YAML::Mark> quoted; ///< where the last quoted text begins
  bool odd_key = false;             ///< what ended the reading is a key that is no text

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) {
      fail(mark, "more than one YAML document", "keep one document to a file");
    }
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse(mark, "?", anchor);
    add(mark, Node::Kind::null);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    fail(mark, "aliases are not supported", "write the value out");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (tag == "!") {
      quoted = mark;
    }
    refuse(mark, tag, anchor);
    if (std::any_of(value.begin(), value.end(), is_control)) {
      fail(mark, "a text holds a control character", "leave it out");
    }
    if (Node* map = open_map_awaiting_key()) {
      add_key(*map, mark, value);
      return;
    }
    Node* node = add(mark, Node::Kind::scalar);
    node->quoted = tag == "!";
    node->scalar = value;
    if (!node->quoted && (value == "~" || value == "null")) {
      node->kind = Node::Kind::null;
    }
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    refuse(mark, tag, anchor);
    open_.push_back(add(mark, Node::Kind::list));
    check_depth(mark);
  }
  void OnSequenceEnd() override { open_.pop_back(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    refuse(mark, tag, anchor);
    open_.push_back(add(mark, Node::Kind::map));
    lines_of_keys_.emplace_back();
    check_depth(mark);
  }
  void OnMapEnd() override {
    open_.pop_back();
    lines_of_keys_.pop_back();
  }

  Position position(const YAML::Mark& mark) const {
    return {file_, std::max(mark.line, 0) + 1, std::max(mark.column, 0) + 1};
  }

private:
  [[noreturn]] void fail(const YAML::Mark& mark, std::string message, std::string hint) {
    problems.push_back(
        {Diagnostic::Level::error, position(mark), std::move(message), std::move(hint)});
    throw Stop{};
  }

  void refuse(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != 0) {
      fail(mark, "anchors are not supported", "write the value out where it is needed");
    }
    if (!tag.empty() && tag != "?" && tag != "!") {
      fail(mark, fmt::format("the tag '{}' is not supported", tag), "leave it out");
    }
  }

  void check_depth(const YAML::Mark& mark) {
    if (open_.size() > k_deepest) {
      fail(mark, fmt::format("more than {} levels deep", k_deepest), "");
    }
  }

  /// The innermost map if the next event is one of its keys.
  Node* open_map_awaiting_key() {
    if (open_.empty() || !open_.back()->is_map()) {
      return nullptr;
    }
    return open_.back()->keys.size() == open_.back()->items.size() ? open_.back() : nullptr;
  }

  void add_key(Node& map, const YAML::Mark& mark, const std::string& key) {
    if (map.keys.size() == k_most_keys) {
      fail(mark, fmt::format("more than {} keys in one group", k_most_keys), "split the file");
    }
    const Position at = position(mark);
    const auto [first, is_new] = lines_of_keys_.back().emplace(key, at.line);
    if (!is_new) {
      repeats.push_back({Diagnostic::Level::error, at,
                         fmt::format("the key '{}' is given twice", key),
                         fmt::format("keep one; the first is in line {}", first->second)});
      if (repeats.size() >= k_most_repeats) {
        throw Stop{};
      }
    }
    map.keys.emplace_back(key, at);
  }

  Node* add(const YAML::Mark& mark, Node::Kind kind) {
    if (++values_ > k_most_values) {
      fail(mark, fmt::format("more than {} values", k_most_values), "split the file");
    }
    if (open_map_awaiting_key() != nullptr) {
      odd_key = true;
      fail(mark, "a key must be plain text", "put the key in front of the colon on one line");
    }
    Node node;
    node.kind = kind;
    node.at = position(mark);
    if (open_.empty()) {
      root = std::move(node);
      return &root;
    }
    open_.back()->items.push_back(std::move(node)); // Only the innermost node grows: see open_.
    return &open_.back()->items.back();
  }

  std::string file_;
  /// From the root to the innermost open node. The pointers stay valid, because a list of items
  /// grows only while none of its items is open.
  std::vector<Node*> open_;
  std::vector<std::unordered_map<std::string, int>> lines_of_keys_; ///< one for each open map
  std::size_t values_ = 0;
  int documents_ = 0;
};

/// True when the indentation of that line holds a tab.
bool indented_by_tab(std::string_view text, int line) {
  for (; line > 1; --line) {
    const auto end = text.find('\n');
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return text.substr(0, text.find_first_not_of(" \t")).find('\t') != std::string_view::npos;
}

Diagnostic syntax_error(const YAML::Exception& error, Position at, std::string_view text) {
  std::string message = fmt::format("not valid YAML: {}", error.msg);
  std::string hint = "check the indentation, quotes and brackets here";
  if (error.msg.rfind(YAML::ErrorMsg::UNKNOWN_ANCHOR, 0) == 0) {
    message = "aliases are not supported";
    hint = "write the value out";
  } else if (indented_by_tab(text, at.line)) {
    hint = "indent with blanks, not with a tab";
  }
  return {Diagnostic::Level::error, std::move(at), std::move(message), std::move(hint)};
}

} // namespace

const Node* Node::find(std::string_view key) const {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].first == key) {
      return &items[i];
    }
  }
  return nullptr;
}

std::string describe(const Node& node) {
  constexpr std::size_t k_shown = 40;
  switch (node.kind) {
  case Node::Kind::list:
    return "a list";
  case Node::Kind::map:
    return "a group of keys";
  case Node::Kind::scalar:
    return fmt::format("'{}{}'", node.scalar.substr(0, k_shown),
                       node.scalar.size() > k_shown ? "..." : "");
  case Node::Kind::null:
    break;
  }
  return "nothing";
}

Result<Node> parse_yaml(std::string_view text, const std::string& file) {
  auto parsed = parse_yaml_with_repeats(text, file);
  if (!parsed) {
    return parsed.problems();
  }
  if (!parsed.value().repeats.empty()) {
    return parsed.value().repeats;
  }
  return std::move(parsed).value().root;
}

Result<YamlWithRepeats> parse_yaml_with_repeats(std::string_view text, const std::string& file) {
  if (auto problem = not_a_text(text, file)) {
    return std::move(*problem);
  }
  while (text.ends_with('\r')) { // Half an end of line of Windows, of a file that was cut up.
    text.remove_suffix(1);
  }
  Builder builder{file};
  try {
    std::istringstream in{std::string{text}};
    YAML::Parser parser{in};
    while (parser.HandleNextDocument(builder)) {
    }
    if (auto open = builder.quoted ? open_quote(text, *builder.quoted, file) : std::nullopt) {
      builder.problems.push_back(std::move(*open));
    }
  } catch (const Stop&) {
    if (builder.problems.empty()) {
      return builder.repeats; // Too many of them.
    }
    // Before a bracket that is not closed, yaml-cpp tells of a group that is none.
    if (auto open = builder.odd_key ? not_closed(text, file) : std::nullopt) {
      builder.problems.back() = std::move(*open);
    }
  } catch (const YAML::Exception& error) {
    auto open = not_closed(text, file);
    builder.problems.push_back(open ? std::move(*open)
                                    : syntax_error(error, builder.position(error.mark), text));
  }
  if (!builder.problems.empty()) {
    auto& all = builder.repeats; // They stand before what ended the reading.
    all.insert(all.end(), builder.problems.begin(), builder.problems.end());
    return all;
  }
  return YamlWithRepeats{std::move(builder.root), std::move(builder.repeats)};
}

} // namespace tunepath::data
