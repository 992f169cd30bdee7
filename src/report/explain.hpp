#pragma once

#include "tunepath/advise/advice.hpp"
#include "tunepath/report/document.hpp"

#include <span>
#include <string>
#include <string_view>

/// The parts of an explanation. Each appends its blocks and returns true, or returns false when
/// `target` is not what it explains.
namespace tunepath::explain {

/// How the rules about something settle it: those that hold decide, or every one has to hold.
enum class Kind { those_that_hold, all_required };

/// What the first `most` of the reasons that decide say, behind a blank; with more than
/// one, also how many are left. "" when there is none.
std::string decisive_text(std::span<const Reason> reasons, Reason::Effect effect, Kind kind,
                          int most);

/// What speaks for it, what against it, what is open, what to mind, what does not apply, and what
/// would lift it: each condition with what was found, what it needed and where that is from.
void weigh(Document& out, std::span<const Reason> reasons, Kind kind, const FactSchema& schema);

bool option(Document& out, const Advice& advice, std::string_view target);
bool path(Document& out, const Advice& advice, std::string_view target);
bool technique(Document& out, const Advice& advice, std::string_view target);
bool verdict(Document& out, const Advice& advice, std::string_view target);
bool training(Document& out, const Advice& advice, std::string_view target);
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
