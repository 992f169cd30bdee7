#include "tunepath/facts/value.hpp"

#include <fmt/format.h>

namespace tunepath {
namespace {

std::string listed(const std::vector<std::string>& items) {
  return fmt::format("[{}]", fmt::join(items, ", "));
}

std::string written(Unknown) {
  return "unknown";
}

std::string written(bool value) {
  return value ? "yes" : "no";
}

std::string written(const NumberRange& range) {
  if (range.is_point()) {
    return to_string(range.likely);
  }
  return fmt::format("{} to {} (likely {})", to_string(range.low), to_string(range.high),
                     to_string(range.likely));
}

std::string written(const Word& word) {
  return word;
}

std::string written(const Words& words) {
  return listed(words);
}

std::string written(Date date) {
  return to_string(date);
}

std::string written(Month month) {
  return to_string(month);
}

std::string written(const Grants& grants) {
  std::vector<std::string> texts;
  for (const Grant& grant : grants) {
    std::string text = grant.pool.empty() ? "{" : fmt::format("{{pool: {}, ", grant.pool);
    text += fmt::format("usd: {}", written(grant.usd));
    text += grant.from ? fmt::format(", from: {}", to_string(*grant.from)) : "";
    text += grant.expires ? fmt::format(", expires: {}", to_string(*grant.expires)) : "";
    text += grant.covers.empty() ? "" : fmt::format(", covers: {}", listed(grant.covers));
    text += grant.excludes.empty() ? "" : fmt::format(", excludes: {}", listed(grant.excludes));
    texts.push_back(text + "}");
  }
  return listed(texts);
}

} // namespace

std::string to_string(const Value& value) {
  return std::visit([](const auto& known) { return written(known); }, value);
}

std::string to_string(const Origin& origin) {
  switch (origin.kind) {
  case Origin::Kind::profile:
    return to_string(origin.at);
  case Origin::Kind::command_line:
    return origin.text;
  case Origin::Kind::initial:
    return origin.text.empty() ? "default" : fmt::format("default = {}", origin.text);
  case Origin::Kind::derived:
    return fmt::format("derived from {}", origin.text);
  case Origin::Kind::presumed:
    return "presumed";
  case Origin::Kind::absent:
    break;
  }
  return "not stated";
}

} // namespace tunepath
