#pragma once

#include "advise/ledger.hpp"
#include "advise/situation.hpp"

namespace tunepath {

/// GB of text files of so many tokens, by the catalog's planning ratio of characters a token, one
/// byte each; empty without that row.
std::optional<Rational> text_gb(const Situation& s, Decimal tokens);
/// "1,000 tokens x 6 bytes". Precondition: text_gb() is not empty.
std::string text_gb_words(const Situation& s, Decimal tokens);

/// Adds storage.dataset: training and validation files in S3, every month. GB as the profile states
/// them, else text_gb() of the corpus with the share that is held back. What can be neither is a
/// gap; it decides nothing.
void bill_dataset_storage(Ledger& into, const Situation& s, std::string_view region);

} // namespace tunepath
