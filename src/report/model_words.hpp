#pragma once

#include "tunepath/catalog/catalog.hpp"

#include <string>

/// How listings word what the catalog says of a model.
namespace tunepath::model_words {

/// "8.03B", "46.7B, 12.9B active"; "unknown", or "not published" where weights are closed.
std::string parameters(const Model& model);
/// "131,072"; "unknown".
std::string context(const Model& model);
/// "file:line".
std::string where(const Place& place);
/// "source (2026-01-01)", or without a date where there is none.
std::string dated(std::string_view source, const std::optional<Date>& date);

} // namespace tunepath::model_words
