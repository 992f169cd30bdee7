#include "cli/ask/answer_file.hpp"

#include "cli/files.hpp"
#include "tunepath/data/write_profile.hpp"

#include <filesystem>

#include <fmt/format.h>

namespace tunepath::cli {
namespace {

namespace fs = std::filesystem;

bool exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

/// `stem``extension`, or the first of `stem`-2`extension`, `stem`-3... that does not exist.
std::string first_free(const std::string& stem, const std::string& extension) {
  std::string path = stem + extension;
  for (int i = 2; exists(path); ++i) {
    path = fmt::format("{}-{}{}", stem, i, extension);
  }
  return path;
}

std::string draft_beside(const std::string& path) {
  const fs::path file{path};
  const std::string extension = file.has_extension() ? file.extension().string() : ".yaml";
  return first_free((file.parent_path() / file.stem()).string() + ".draft", extension);
}

} // namespace

AnswerFile::AnswerFile(std::string output, const std::string& from)
    : path_(std::move(output)), beside_(path_ == "-" ? "" : path_) {
  std::error_code ignored;
  if (!path_.empty() && !from.empty() && fs::equivalent(path_, from, ignored)) {
    const auto text = read_if_possible(path_);
    agreed_ = text && is_written_profile(*text);
  }
}

bool AnswerFile::needs_consent() const {
  return !path_.empty() && !to_stdout() && !agreed_ && exists(path_);
}

void AnswerFile::name(std::string path) {
  path_ = std::move(path);
  beside_ = path_;
  agreed_ = false;
}

void AnswerFile::decline() {
  path_.clear();
}

std::optional<Diagnostic> AnswerFile::write(const std::string& text) const {
  return write_whole(path_, text);
}

Result<std::string> AnswerFile::write_draft(const std::string& text) const {
  std::optional<Diagnostic> problem;
  if (!path_.empty() && !to_stdout() && !needs_consent()) {
    problem = write(text);
    if (!problem) {
      return path_;
    }
  }
  std::vector<std::string> drafts;
  if (!beside_.empty()) {
    drafts.push_back(draft_beside(beside_));
  }
  std::error_code ignored;
  drafts.push_back(first_free("tunepath-draft", ".yaml"));
  drafts.push_back(
      first_free((fs::temp_directory_path(ignored) / "tunepath-draft").string(), ".yaml"));
  for (const std::string& draft : drafts) {
    const auto failed = write_whole(draft, text);
    if (!failed) {
      return draft;
    }
    problem = problem ? problem : failed;
  }
  return *problem;
}

std::string AnswerFile::free_name() {
  return first_free("profile", ".yaml");
}

std::string command_to_go_on(const std::string& path) {
  constexpr std::string_view k_plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-";
  std::string word = path;
  if (path.find_first_not_of(k_plain) != std::string::npos) {
    word = "'";
    for (const char c : path) {
      word += c == '\'' ? std::string{"'\\''"} : std::string{c};
    }
    word += "'";
  }
  return fmt::format("tunepath ask --from {} -o {}", word, word);
}

} // namespace tunepath::cli
