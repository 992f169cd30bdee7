#pragma once

#include "data/node.hpp"
#include "data/problems.hpp"
#include "data/text_pool.hpp"
#include "tunepath/catalog/config_type.hpp"

#include <string>
#include <vector>

namespace tunepath::data {

/// Fills in the architecture of `model` from the keys of `config`, the object that holds them;
/// `type` says what holds where there is none. Sentences on what was supplied go to `assumed`.
void read_figures(const Node& config, const Node& root, const ConfigType& type, Problems& problems,
                  Model& model, std::vector<std::string>& assumed);

} // namespace tunepath::data
