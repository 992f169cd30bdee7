#pragma once

#include "tunepath/advise/advice.hpp"
#include "tunepath/report/document.hpp"

/// The sections of a report. Each appends its blocks, or nothing when it has nothing to say.
namespace tunepath::section {

void title(Document& out, const Advice& advice);
/// The first screen: money at risk, the answer, the amounts, and the number to act on.
void answer(Document& out, const Advice& advice);
void options(Document& out, const Advice& advice);
/// The paths, the technique, and how the model is trained.
void paths(Document& out, const Advice& advice);
/// What was tried for the training job: the table of candidates and what is to be said about it.
void training(Document& out, const Advice& advice);
void hosting(Document& out, const Advice& advice);
void ways(Document& out, const Advice& advice);
void break_even(Document& out, const Advice& advice);
/// What draws make of the sums, what moves them most, and how sure the recommendation is.
void uncertainty(Document& out, const Advice& advice);
void proof(Document& out, const Advice& advice);
/// Who pays the AWS bill and until when, and where more credits may come from.
void credits(Document& out, const Advice& advice);
void timeline(Document& out, const Advice& advice);
void cost_lines(Document& out, const Advice& advice);
void flips(Document& out, const Advice& advice);
void open_questions(Document& out, const Advice& advice);
void gaps(Document& out, const Advice& advice);
void assumptions(Document& out, const Advice& advice);
void warnings(Document& out, const Advice& advice);
void footer(Document& out, const Advice& advice);

} // namespace tunepath::section
