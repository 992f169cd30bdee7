#pragma once

#include "data/node.hpp"
#include "data/problems.hpp"
#include "tunepath/catalog/catalog.hpp"
#include "tunepath/facts/facts.hpp"
#include "tunepath/facts/parse_value.hpp"

namespace tunepath::data {

/// What values are read with, and where the trouble goes.
struct ValueContext {
  const KnownNames& names;
  Problems& problems;
  std::vector<Diagnostic>& warnings;
};

/// Reads `node` as a value of `fact`; `at` is where it stands. Empty after noting what is wrong.
std::optional<Value> read_value(const FactDecl& fact, const Node& node, const Position& at,
                                ValueContext& context);

/// Reads the list of grants behind `credits`.
std::optional<Value> read_grants(const FactDecl& fact, const Node& list, ValueContext& context);

/// What one place says of a fact.
struct Statement {
  FactIndex fact = 0;
  Value value;
  Origin origin;
};

/// One profile file as it is written, without its base and without defaults.
struct ProfileFile {
  std::string file;
  std::string name;
  std::string description;
  std::string extends;
  Position extends_at;
  std::vector<Statement> statements;
  Problems problems;
  std::vector<Diagnostic> warnings;
};

/// Reads one file, strictly: what is wrong is in `problems`, and the rest is there all the same.
ProfileFile read_profile_file(std::string_view text, const std::string& file,
                              const FactSchema& schema, const KnownNames& names);

/// Reads a profile that is a part of another file, which is `within`: "a case". It has no format
/// line and no other header key.
ProfileFile read_embedded_profile(const Node& root, const std::string& file,
                                  std::string_view within, const FactSchema& schema,
                                  const KnownNames& names);

/// What the file states, and nothing else.
Facts stated(const ProfileFile& profile, const FactSchema& schema);

/// Reads "training.epochs=3", the argument of --set.
std::optional<Statement> read_assignment(const std::string& argument, const FactSchema& schema,
                                         ValueContext& context);

} // namespace tunepath::data
