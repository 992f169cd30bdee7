#include "data/profile_file.hpp"

#include "data/profile_keys.hpp"

#include <set>

#include <fmt/format.h>

namespace tunepath::data {
namespace {

constexpr std::string_view k_format = "tunepath-profile/1";

/// Fills a ProfileFile from the tree of its text.
class FileReader {
public:
  /// `within` is the kind of file whose part the profile is; "" for a file of its own.
  FileReader(ProfileFile& out, const FactSchema& schema, const KnownNames& names,
             std::string_view within = "")
      : out_(out),
        schema_(schema),
        keys_(schema),
        context_{names, out.problems, out.warnings},
        within_(within) {}

  void read(const Node& root) {
    if (root.kind != Node::Kind::null && !root.is_map()) {
      out_.problems.add(root.at,
                        fmt::format("a profile is a group of keys, not {}", describe(root)),
                        fmt::format("start with 'format: {}'", k_format));
      return;
    }
    if (within_.empty() && root.find("format") == nullptr) {
      out_.problems.add(Position{out_.file, 1, 1}, "the format line is missing",
                        fmt::format("start the file with 'format: {}'", k_format));
    }
    std::set<std::string_view> seen; // A repeated key has been reported, and is not read.
    for (std::size_t i = 0; i < root.items.size(); ++i) {
      if (seen.insert(root.keys[i].first).second) {
        read_top(root.keys[i].first, root.keys[i].second, root.items[i]);
      }
    }
  }

private:
  void read_top(const std::string& key, const Position& at, const Node& node) {
    if (!within_.empty() && is_header_key(key)) {
      out_.problems.add(at, fmt::format("the profile of {} has no '{}'", within_, key),
                        "remove it: facts only stand here");
    } else if (key == "format") {
      check_format(node, at);
    } else if (is_header_key(key)) {
      read_header(key, at, node);
    } else if (keys_.is_section(key)) {
      read_section(key, node);
    } else {
      read_fact("", key, at, node);
    }
  }

  void check_format(const Node& node, const Position& at) {
    constexpr std::string_view k_kind = k_format.substr(0, k_format.find('/') + 1);
    if (node.is_scalar() && node.scalar == k_format) {
      return;
    }
    const bool other_version = node.is_scalar() && node.scalar.starts_with(k_kind);
    out_.problems.add(
        node.kind == Node::Kind::null ? at : node.at,
        other_version ? fmt::format("format {} is not one that this version reads", describe(node))
                      : fmt::format("format is {}, which is no profile", describe(node)),
        fmt::format("write 'format: {}'", k_format));
  }

  void read_header(const std::string& key, const Position& at, const Node& node) {
    if (node.kind == Node::Kind::null) {
      return;
    }
    if (!node.is_scalar()) {
      out_.problems.add(node.at, fmt::format("{} is text, not {}", key, describe(node)),
                        key == "extends" ? "name one file" : "write it on one line, in quotes");
      return;
    }
    if (key == "extends") {
      out_.extends = node.scalar;
      out_.extends_at = node.at;
      if (node.scalar.empty()) {
        out_.problems.add(at, "extends names no file", "name one, or remove the line");
      }
    } else {
      (key == "name" ? out_.name : out_.description) = node.scalar;
    }
  }

  void read_section(const std::string& section, const Node& node) {
    if (node.kind == Node::Kind::null) {
      return; // A heading whose facts are all commented out.
    }
    if (!node.is_map()) {
      out_.problems.add(node.at,
                        fmt::format("{} is a group of facts, not {}", section, describe(node)),
                        fmt::format("put its facts below '{}:', indented", section));
      return;
    }
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      if (seen.insert(node.keys[i].first).second) {
        read_fact(section, node.keys[i].first, node.keys[i].second, node.items[i]);
      }
    }
  }

  void read_fact(const std::string& section, const std::string& key, const Position& key_at,
                 const Node& node) {
    const auto index = schema_.find(section.empty() ? key : section + "." + key);
    if (!index || (section.empty() && !schema_[*index].section().empty())) {
      out_.problems.add(key_at, keys_.unknown(section, key),
                        out_.problems.full() ? "" : keys_.hint(section, key));
      return;
    }
    const FactDecl& fact = schema_[*index];
    if (fact.derived) {
      out_.problems.add(key_at, fmt::format("{} is worked out and cannot be given", fact.id),
                        "remove it");
      return;
    }
    const Position& at = node.kind == Node::Kind::null ? key_at : node.at;
    if (auto value = read_value(fact, node, at, context_)) {
      out_.statements.push_back({*index, std::move(*value), {Origin::Kind::profile, at, ""}});
    }
  }

  ProfileFile& out_;
  const FactSchema& schema_;
  ProfileKeys keys_;
  ValueContext context_;
  std::string_view within_;
};

} // namespace

ProfileFile read_embedded_profile(const Node& root, const std::string& file,
                                  std::string_view within, const FactSchema& schema,
                                  const KnownNames& names) {
  ProfileFile out;
  out.file = file;
  FileReader{out, schema, names, within}.read(root);
  return out;
}

ProfileFile read_profile_file(std::string_view text, const std::string& file,
                              const FactSchema& schema, const KnownNames& names) {
  ProfileFile out;
  out.file = file;
  const auto parsed = parse_yaml_with_repeats(text, file);
  const auto& problems = parsed ? parsed.value().repeats : parsed.problems();
  for (const Diagnostic& problem : problems) {
    out.problems.add(problem.at, problem.message, problem.hint);
  }
  if (parsed) {
    FileReader{out, schema, names}.read(parsed.value().root);
  }
  return out;
}

Facts stated(const ProfileFile& profile, const FactSchema& schema) {
  Facts facts{schema};
  for (const Statement& statement : profile.statements) {
    facts.set(statement.fact, statement.value, statement.origin);
  }
  return facts;
}

std::optional<Statement> read_assignment(const std::string& argument, const FactSchema& schema,
                                         ValueContext& context) {
  const std::string whole = "--set " + argument;
  const Position at{whole, 0, 0};
  const auto equals = argument.find('=');
  if (equals == std::string::npos) {
    context.problems.add(at, "no '=' between fact and value", "write it as training.epochs=3");
    return std::nullopt;
  }
  const std::string id = argument.substr(0, equals);
  const auto index = schema.find(id);
  if (!index || schema[*index].derived) {
    const ProfileKeys keys{schema};
    context.problems.add(at,
                         index ? fmt::format("{} is worked out and cannot be given", id)
                               : fmt::format("unknown fact '{}'", id),
                         index ? "leave it out" : keys.hint_for_id(id));
    return std::nullopt;
  }
  Node node;
  node.kind = Node::Kind::scalar;
  node.scalar = argument.substr(equals + 1);
  const bool is_group = node.scalar.starts_with('{');
  if (is_group || schema[*index].type == FactType::credits) {
    const auto parsed = parse_yaml_with_repeats(node.scalar, whole);
    if (!parsed) {
      context.problems.add(at, fmt::format("the brackets or quotes of {} do not match", id),
                           "write a range as in {low: 1, high: 3}, in quotes for the shell");
      return std::nullopt;
    }
    for (const Diagnostic& repeat : parsed.value().repeats) {
      context.problems.add(at, repeat.message, "keep one");
    }
    node = parsed.value().root;
  }
  Problems problems; // Their positions are within the argument: not worth showing.
  ValueContext inner{context.names, problems, context.warnings};
  auto value = read_value(schema[*index], node, at, inner);
  for (const Diagnostic& problem : problems.take()) {
    context.problems.add(at, problem.message, problem.hint);
  }
  if (!value) {
    return std::nullopt;
  }
  return Statement{*index, std::move(*value), {Origin::Kind::command_line, {}, whole}};
}

} // namespace tunepath::data
