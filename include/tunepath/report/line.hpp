#pragma once

#include "tunepath/advise/advice.hpp"

#include <string>

namespace tunepath {

/// The advice in one line for a CI log, without control characters and without a line break:
/// "name: decided, prompt + RAG, no path, not-applicable, standing $1.00 a month, ...".
std::string to_line(const Advice& advice);

} // namespace tunepath
