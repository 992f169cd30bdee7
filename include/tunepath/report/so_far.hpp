#pragma once

#include "tunepath/advise/advice.hpp"

#include <string>

namespace tunepath {

/// Where the answer stands, in one line of sentences, without control characters: "Not enough is
/// known; it points to prompt + RAG.", "Prove it first: prompt + fine-tuning on Bedrock. Standing
/// $1.95 a month, by use $0.80 a month, once $8.00." Amounts only once anything is priced.
std::string so_far(const Advice& advice);

} // namespace tunepath
