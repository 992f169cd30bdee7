#pragma once

#include "tunepath/cli/run.hpp"
#include "tunepath/core/diagnostic.hpp"

#include <istream>
#include <optional>
#include <string>

namespace tunepath::cli {

/// The whole text of `path`, or of `in` for "-". Errors: no such file, a directory, not readable,
/// larger than 64 MiB; with what to do.
Result<std::string> read_text(const std::string& path, std::istream& in);

/// The text of a file that a profile extends; empty when it cannot be read.
std::optional<std::string> read_if_possible(const std::string& path);

/// Writes `text` to `path` whole or not at all: into a file beside it, which then takes its place.
/// A file that was there before is kept when anything fails. Empty on success.
std::optional<Diagnostic> write_whole(const std::string& path, const std::string& text);

/// Prints `text`, or writes it to `path` whole or not at all when that is neither "" nor "-". False
/// when it could not be written, which was said; of standard output run() says it.
bool put(const std::string& text, const std::string& path, const Environment& environment);

} // namespace tunepath::cli
