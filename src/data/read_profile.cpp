#include "tunepath/data/read_profile.hpp"

#include "data/profile_file.hpp"
#include "tunepath/data/contradictions.hpp"
#include "tunepath/data/known_names.hpp"
#include "tunepath/facts/complete.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr std::size_t k_most_bases = 16;

std::string normal(const std::string& path) {
  return std::filesystem::path{path}.lexically_normal().generic_string();
}

/// `target` as seen from the folder of `file`.
std::string beside(const std::string& file, const std::string& target) {
  return (std::filesystem::path{file}.parent_path() / target).lexically_normal().generic_string();
}

std::string stem(const std::string& file) {
  const std::string name = std::filesystem::path{file}.stem().string();
  return name.empty() || name == "-" || name.front() == '(' ? "profile" : name; // No file.
}

/// Reads a profile, its bases and the arguments, and puts them together.
class ProfileReader {
public:
  ProfileReader(const ProfileRequest& request, const FactSchema& schema, const Catalog& catalog)
      : request_(request), schema_(schema), catalog_(catalog), names_(known_names(catalog)) {}

  ProfileReading read() {
    read_files();
    Facts facts{schema_};
    for (auto file = files_.rbegin(); file != files_.rend(); ++file) {
      state(facts, std::move(file->statements));
    }
    state(facts, read_arguments());
    if (request_.as_of) {
      facts.set("as_of", *request_.as_of,
                {Origin::Kind::command_line, {}, "--as-of " + to_string(*request_.as_of)});
    }
    place(contradictions(facts, catalog_));
    place(complete(facts, request_.today));
    return result(std::move(facts));
  }

private:
  static void state(Facts& facts, std::vector<data::Statement> statements) {
    for (data::Statement& statement : statements) {
      facts.set(statement.fact, std::move(statement.value), std::move(statement.origin));
    }
  }

  /// The profile, then its base, the base of that, and so on.
  void read_files() {
    std::string name = request_.file;
    std::optional<std::string> text = request_.text;
    while (text) {
      files_.push_back(data::read_profile_file(*text, name, schema_, names_));
      texts_.emplace(name, std::move(*text));
      text.reset();
      if (!files_.back().extends.empty()) {
        name = beside(name, files_.back().extends);
        text = read_base(files_.back(), name);
      }
    }
  }

  /// "a.yaml -> b.yaml -> c.yaml"
  std::string chain(const std::string& last) const {
    std::string out;
    for (const data::ProfileFile& file : files_) {
      out += file.file + " -> ";
    }
    return out + last;
  }

  std::optional<std::string> read_base(data::ProfileFile& file, const std::string& base) {
    const auto seen = std::find_if(files_.begin(), files_.end(), [&](const data::ProfileFile& one) {
      return normal(one.file) == base;
    });
    if (seen != files_.end()) {
      file.problems.add(file.extends_at, "extends goes in a circle: " + chain(base),
                        "remove one of these extends lines");
      return std::nullopt;
    }
    if (files_.size() > k_most_bases) {
      file.problems.add(file.extends_at,
                        fmt::format("more than {} profiles extend one another", k_most_bases),
                        "merge some of them");
      return std::nullopt;
    }
    auto text = request_.read ? request_.read(base) : std::nullopt;
    if (!text) {
      file.problems.add(file.extends_at, fmt::format("cannot read the base '{}'", base),
                        "extends is relative to its own file: " + chain(base));
    }
    return text;
  }

  std::vector<data::Statement> read_arguments() {
    std::vector<data::Statement> statements;
    data::ValueContext context{names_, argument_problems_, argument_warnings_};
    for (const std::string& argument : request_.set) {
      if (auto statement = data::read_assignment(argument, schema_, context)) {
        statements.push_back(std::move(*statement));
      }
    }
    return statements;
  }

  /// Puts each finding with those of its file.
  void place(std::vector<Diagnostic> findings) {
    for (Diagnostic& finding : findings) {
      const auto file = std::find_if(files_.begin(), files_.end(),
                                     [&](const auto& one) { return one.file == finding.at.file; });
      const bool known = file != files_.end();
      if (finding.level == Diagnostic::Level::warning) {
        (known ? file->warnings : argument_warnings_).push_back(std::move(finding));
      } else {
        (known ? file->problems : argument_problems_)
            .add(finding.at, std::move(finding.message), std::move(finding.hint));
      }
    }
  }

  ProfileReading result(Facts facts) {
    std::vector<Diagnostic> problems;
    LoadedProfile profile;
    const auto append = [](std::vector<Diagnostic>& to, std::vector<Diagnostic> from) {
      to.insert(to.end(), std::make_move_iterator(from.begin()),
                std::make_move_iterator(from.end()));
    };
    for (data::ProfileFile& file : files_) {
      append(problems, file.problems.take());
      append(profile.warnings, std::move(file.warnings));
      profile.files.push_back(file.file);
    }
    append(problems, argument_problems_.take());
    append(profile.warnings, std::move(argument_warnings_));
    const data::ProfileFile& main = files_.front();
    profile.named = !main.name.empty();
    profile.name = main.name.empty() ? stem(main.file) : main.name;
    profile.file = main.file;
    profile.description = main.description;
    profile.facts = std::move(facts);
    ProfileReading reading =
        problems.empty() ? ProfileReading{std::move(profile)} : ProfileReading{std::move(problems)};
    reading.texts = std::move(texts_);
    return reading;
  }

  const ProfileRequest& request_;
  const FactSchema& schema_;
  const Catalog& catalog_;
  KnownNames names_;
  std::vector<data::ProfileFile> files_;
  std::map<std::string, std::string> texts_;
  data::Problems argument_problems_;
  std::vector<Diagnostic> argument_warnings_;
};

} // namespace

ProfileReading read_profile(const ProfileRequest& request, const FactSchema& schema,
                            const Catalog& catalog) {
  return ProfileReader{request, schema, catalog}.read();
}

} // namespace tunepath
