#pragma once

#include "ask/ruling.hpp"

namespace tunepath::ask {

/// An answer with what it leads to.
struct Ruled {
  Value answer;
  Ruling ruling;
};

/// "with none or some: RAG, and fine-tuning is blocked; with exhausted: RAG + fine-tuning on
/// bedrock": at most three groups of answers that are decided alike, in the order of `ruled`.
std::string because_of(const std::vector<Ruled>& ruled, const FactDecl& fact);

/// An answer as a person would say it: "yes", "60,000 requests", "us-east-1 or us-west-2".
std::string answer_text(const Value& answer, const FactDecl& fact);

} // namespace tunepath::ask
