#pragma once

#include "cli/load.hpp"
#include "tunepath/report/text.hpp"

#include <string>

namespace tunepath::cli {

/// What the flags of `ask` said.
struct AskRequest {
  KnowledgeOptions knowledge;
  ProfileOptions profile;
  std::string from;    ///< the profile that is gone on with, or ""
  std::string answers; ///< a profile whose facts are the answers, or "" where a person is asked
  std::string output;  ///< where the profile goes, "-" for standard output, or ""
  TextStyle style;     ///< of the report
};

/// Holds the interview, saves its answers and prints the report. Returns an Exit code.
int ask(const AskRequest& request, const Environment& environment);

} // namespace tunepath::cli
