#pragma once

#include "tunepath/advise/advice.hpp"

#include <string>

namespace tunepath {

/// The answer in two sentences: an instruction, and how one would say it to a colleague.
struct Answer {
  std::string instruction;
  std::string sentence;
};

Answer answer_of(const Advice& advice);

/// The warning about the most money every month, which stands above the answer; or nullptr.
const Warning* top_warning(const Advice& advice);

} // namespace tunepath
