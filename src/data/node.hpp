#pragma once

#include "tunepath/core/diagnostic.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tunepath::data {

/// A YAML text as a plain tree with positions. Readers work on this and know no YAML library.
struct Node {
  enum class Kind { null, scalar, list, map };
  Kind kind = Kind::null;
  Position at;             ///< where the value starts
  std::string scalar;      ///< text of a scalar, without quotes
  bool quoted = false;     ///< a quoted scalar is always text, never a number or a word such as yes
  std::vector<Node> items; ///< of a list, or the values of a map
  std::vector<std::pair<std::string, Position>> keys; ///< of a map, as many as items

  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_map() const { return kind == Kind::map; }
  bool is_list() const { return kind == Kind::list; }

  /// The value of `key` in a map, or nullptr.
  const Node* find(std::string_view key) const;
};

/// "a list", "a group of keys", "nothing" or "'text'": for messages.
std::string describe(const Node& node);

/// Reads one YAML document (JSON is YAML too). `file` is used for positions only.
/// Errors: invalid YAML or UTF-8, duplicate keys (each with its position), anchors, aliases and
/// tags, more than one document, keys that are no plain text, control characters, text over 64 MiB,
/// nesting over 32 levels, over 10,000 keys in one map or over 500,000 values. An empty text is a
/// null node.
Result<Node> parse_yaml(std::string_view text, const std::string& file);

/// A tree in which keys may stand twice, and a problem for each that does.
struct YamlWithRepeats {
  Node root;
  std::vector<Diagnostic> repeats;
};

/// The same, but repeated keys do not stop it: for a reader that names all that is wrong at once.
Result<YamlWithRepeats> parse_yaml_with_repeats(std::string_view text, const std::string& file);

/// Reads a JSON text as the same tree: true, false and numbers are scalars without quotes, as they
/// are written. A byte order mark is passed over.
/// Errors: with its position, the first place where it is no JSON (NaN and comments are none), a
/// key given twice in one object, invalid UTF-8, text over 64 MiB, nesting over 32 levels, over
/// 500,000 values.
Result<Node> parse_json(std::string_view text, const std::string& file);

} // namespace tunepath::data
