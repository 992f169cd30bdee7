#pragma once

#include "tunepath/advise/advice.hpp"

namespace tunepath::test {

// Advice made by hand, for tests of what reports say. The figures are examples: rates are like
// published ones, hours, traffic and value are made up.

/// Decided and complete: fine-tuning with RAG on SageMaker, to be proved first.
Advice fine_tuning_advice();

/// Too little is known: it leans towards fine-tuning on Bedrock, and three questions are open.
Advice undecided_advice();

/// Retrieval, decided, with one rate missing and nobody's hours known.
Advice retrieval_advice();

/// A tuned model whose endpoint runs without any traffic.
Advice idle_endpoint_advice();

/// Nothing is known at all: no leaning, no way to price.
Advice blank_advice();

} // namespace tunepath::test
