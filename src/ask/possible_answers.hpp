#pragma once

#include "tunepath/advise/trial.hpp"

#include <vector>

namespace tunepath::ask {

/// The answers to a question that the rules of approach and path can tell apart as the trial
/// stands, numbers ascending: for regions also each allowed one alone, of those that the catalog
/// tells apart. Leaves the trial as it was.
std::vector<Value> possible_answers(FactIndex fact, Trial& trial, const Knowledge& knowledge);

/// The same for numbers whose thresholds depend on a model that is open: those of every model.
std::vector<Value> possible_numbers(FactIndex fact, FactIndex model,
                                    const std::vector<Value>& models, Trial& trial,
                                    const Knowledge& knowledge);

/// Regions of which the catalog says anything, in its order.
Words known_regions(const Knowledge& knowledge);

} // namespace tunepath::ask
