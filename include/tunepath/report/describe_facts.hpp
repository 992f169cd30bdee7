#pragma once

#include "tunepath/facts/declaration.hpp"

#include <string>

namespace tunepath {

/// Every fact with its values, default and question, section by section. Plain text, at most 80
/// columns.
std::string describe_facts(const FactSchema& schema);

/// One fact in full: also what it means, how to find out, and why it is asked.
std::string describe_fact(const FactDecl& fact);

} // namespace tunepath
