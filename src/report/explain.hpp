#pragma once

#include "tunepath/advise/advice.hpp"
#include "tunepath/report/document.hpp"

#include <span>
#include <string>
#include <string_view>

/// The parts of an explanation. Each appends its blocks and returns true, or returns false when
/// `target` is not what it explains.
namespace tunepath::explain {

/// The reasons in full: rule, conditions with values and origins, what would lift it, source.
Points reasons(std::span<const Reason> reasons);

bool option(Document& out, const Advice& advice, std::string_view target);
bool path(Document& out, const Advice& advice, std::string_view target);
bool technique(Document& out, const Advice& advice, std::string_view target);
bool verdict(Document& out, const Advice& advice, std::string_view target);
bool hosting_mode(Document& out, const Advice& advice, std::string_view target);
bool fact(Document& out, const Advice& advice, std::string_view target);
bool warning(Document& out, const Advice& advice, std::string_view target);
bool cost_line(Document& out, const Advice& advice, std::string_view target);
bool way(Document& out, const Advice& advice, std::string_view target);

/// The arithmetic of one line, step by step.
void line(Document& out, const Line& line);
/// The ids of all lines and gaps in the report, each once, in order.
std::vector<std::string_view> line_ids(const Advice& advice);

} // namespace tunepath::explain
