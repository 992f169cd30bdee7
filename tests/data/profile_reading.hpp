#pragma once

#include "tunepath/data/read_profile.hpp"
#include "tunepath/data/shipped.hpp"

#include <map>
#include <string>
#include <vector>

/// Reading profiles from texts, against what is shipped.
namespace tunepath::test {

using Files = std::map<std::string, std::string>;

inline const std::string k_format = "format: tunepath-profile/1\n";

inline const FactSchema& schema() {
  static const FactSchema instance{shipped().facts};
  return instance;
}

/// Reads `file` of `files`; `extends` finds the others. Today is 2026-11-22.
inline ProfileReading read(const std::string& file, const Files& files,
                           const std::vector<std::string>& set = {},
                           std::optional<Date> as_of = {}) {
  const FileSource source = [&files](const std::string& path) -> std::optional<std::string> {
    const auto found = files.find(path);
    return found == files.end() ? std::nullopt : std::optional{found->second};
  };
  const ProfileRequest request{.file = file,
                               .text = files.at(file),
                               .set = set,
                               .read = source,
                               .today = *Date::parse("2026-11-22"),
                               .as_of = as_of};
  return read_profile(request, schema(), shipped().catalog);
}

/// Reads a profile of the format line and `text`, which starts in line 2 of "p.yaml".
inline ProfileReading read_lines(const std::string& text,
                                 const std::vector<std::string>& set = {}) {
  return read("p.yaml", {{"p.yaml", k_format + text}}, set);
}

/// "p.yaml:2:1: what | hint", one to a line.
inline std::string lines(const std::vector<Diagnostic>& problems) {
  std::string out;
  for (const Diagnostic& problem : problems) {
    out += to_string(problem.at) + ": " + problem.message + " | " + problem.hint + "\n";
  }
  return out;
}

} // namespace tunepath::test
