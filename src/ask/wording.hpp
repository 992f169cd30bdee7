#pragma once

#include "tunepath/facts/declaration.hpp"

#include <string>
#include <string_view>

/// How the questionnaire words what it shows.
namespace tunepath::ask {

/// The lines below a question: its choices numbered, or what may be typed and an example.
std::string choices_of(const FactDecl& fact);

/// The words that are understood beside answers.
std::string words();

} // namespace tunepath::ask
