#include "data/cpp_literals.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tunepath::data {

std::string string_literal(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (text[i] == '\n') {
      out += i + 1 < text.size() ? "\\n\"\n\"" : "\\n";
    } else if (text[i] == '"' || text[i] == '\\') {
      out += '\\';
      out += text[i];
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\{:03o}", byte); // Three octal digits: no later digit can join them.
    } else {
      out += text[i];
    }
  }
  return out + "\"";
}

std::string CppLiterals::of(std::string_view text) {
  return text.empty() ? "{}" : string_literal(text) + "sv";
}

std::string CppLiterals::of(std::int64_t number) {
  return fmt::format("{}", number);
}

std::string CppLiterals::of(bool value) {
  return value ? "true" : "false";
}

std::string CppLiterals::of(Decimal number) {
  return fmt::format("Decimal::scaled({}, {})", number.mantissa(), number.scale());
}

std::string CppLiterals::of(Date date) {
  return fmt::format("Date::days({})", date.days_since_epoch());
}

std::string CppLiterals::of(std::span<const std::string_view> list) {
  if (list.empty()) {
    return "{}";
  }
  std::vector<std::string> literals;
  for (const std::string_view text : list) {
    literals.push_back(text.empty() ? "\"\"sv" : of(text));
  }
  const auto [entry, fresh] = lists_.try_emplace(std::move(literals), lists_.size());
  return fmt::format("list_{}", entry->second);
}

std::string CppLiterals::of(const Place& place) {
  const auto [entry, fresh] = files_.try_emplace(std::string{place.file}, files_.size());
  return fmt::format("{{file_{}, {}, {}}}", entry->second, place.line, place.column);
}

std::string CppLiterals::enumerator(int index) {
  return fmt::format("Nth{{{}}}", index);
}

std::string CppLiterals::declarations() const {
  std::string out;
  for (const auto& [file, number] : files_) {
    out += fmt::format("constexpr auto file_{} = {}sv;\n", number, string_literal(file));
  }
  for (const auto& [literals, number] : lists_) {
    out += fmt::format("constexpr std::string_view list_{}[] = {{{}}};\n", number,
                       fmt::join(literals, ", "));
  }
  return out;
}

} // namespace tunepath::data
