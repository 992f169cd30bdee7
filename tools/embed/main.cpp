// Turns the files under data/ into one C++ source of constant tables, or says what is wrong with
// them, so that a mistake in a table stops the build where it stands.

#include "tunepath/data/emit_tables.hpp"
#include "tunepath/data/read_case.hpp"
#include "tunepath/rules/rule_set.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include <fmt/format.h>

namespace {

namespace fs = std::filesystem;
using tunepath::DataFile;
using tunepath::Diagnostic;

struct Folder {
  std::vector<DataFile> tables; ///< to be read as rows
  std::vector<DataFile> texts;  ///< to be shipped as they are
};

std::optional<std::string> read(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  return file ? std::optional{std::move(text)} : std::nullopt;
}

enum class Use { rows, text, none };

/// What becomes of the file: facts, rules, catalog and rates are rows; profiles, schemas and the
/// rules' own cases are shipped as they are; all else, such as notes, stays at home.
Use use_of(const fs::path& relative) {
  const std::string folder = relative.begin()->string();
  const std::string extension = relative.extension().string();
  const bool is_case = relative.parent_path() == fs::path{"rules"} / "cases";
  const bool is_table =
      folder == "facts" || folder == "rules" || folder == "catalog" || folder == "rates";
  if (is_table && !is_case && extension == ".yaml") {
    return Use::rows;
  }
  const bool is_text = ((folder == "profiles" || is_case) && extension == ".yaml") ||
                       (folder == "schemas" && extension == ".json");
  return is_text ? Use::text : Use::none;
}

/// Reads all files of the folder, in the order of their names. Throws fs::filesystem_error.
Folder read_folder(const fs::path& root) {
  std::vector<fs::path> names;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator{root}) {
    if (entry.is_regular_file()) {
      names.push_back(entry.path().lexically_relative(root));
    }
  }
  std::sort(names.begin(), names.end());
  Folder folder;
  for (const fs::path& name : names) {
    const Use use = use_of(name);
    if (use == Use::none) {
      continue;
    }
    auto text = read(root / name);
    if (!text) {
      throw fs::filesystem_error{"cannot read", root / name,
                                 std::make_error_code(std::errc::io_error)};
    }
    (use == Use::rows ? folder.tables : folder.texts)
        .push_back({name.generic_string(), std::move(*text)});
  }
  return folder;
}

/// Prints the problem with the line that it is about; files are named from where we are.
void print(Diagnostic problem, const fs::path& root, const Folder& folder) {
  std::string text;
  for (const auto* files : {&folder.tables, &folder.texts}) {
    const auto file = std::find_if(files->begin(), files->end(),
                                   [&](const DataFile& f) { return f.name == problem.at.file; });
    text = file == files->end() ? text : file->text;
  }
  problem.at.file = (root / problem.at.file).generic_string();
  fmt::print(stderr, "{}", tunepath::render(problem, text));
}

/// Conditions that do not compile, placeholders that name nothing, and cases that do not read.
std::vector<Diagnostic> check_rules(const tunepath::Tables& tables,
                                    const std::vector<DataFile>& texts) {
  const tunepath::FactSchema schema{tables.facts};
  auto problems = tunepath::RuleSet::make(tables.rules, tables.parameters, schema).problems();
  for (const DataFile& file : texts) {
    if (file.name.starts_with(tunepath::k_cases_folder)) {
      const auto read = tunepath::read_case(file.text, file.name, schema, tables.catalog());
      problems.insert(problems.end(), read.problems().begin(), read.problems().end());
    }
  }
  return problems;
}

int embed(const fs::path& root, const fs::path& out) {
  const Folder folder = read_folder(root);
  const auto tables = tunepath::read_tables(folder.tables);
  const std::vector<Diagnostic> problems =
      tables ? check_rules(tables.value(), folder.texts) : tables.problems();
  if (!problems.empty()) {
    for (const Diagnostic& problem : problems) {
      print(problem, root, folder);
    }
    return 1;
  }
  const std::string text = tunepath::emit_tables(tables.value(), folder.texts);
  if (read(out) == text) {
    return 0; // An unchanged file keeps its date, so that nothing is compiled again.
  }
  std::ofstream file{out, std::ios::binary};
  file << text;
  file.close();
  if (!file) {
    fmt::print(stderr, "error: cannot write '{}'\n", out.string());
    return 1;
  }
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: tunepath_embed DATA_DIR OUT.cpp\n");
    return 2;
  }
  try {
    return embed(argv[1], argv[2]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return 1;
  }
}
