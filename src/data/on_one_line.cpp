#include "data/value_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::data {
namespace {

/// True when `text` reads back as itself without quotes, also inside a list.
bool stands_alone(std::string_view text) {
  constexpr std::string_view k_indicators = "-?:,[]{}#&*!|>'\"%@` ";
  if (text.empty() || text == "~" || text == "null" || text.back() == ' ' || text.back() == ':' ||
      (k_indicators.find(text.front()) != std::string_view::npos)) {
    return false;
  }
  return text.find_first_of(",?[]{}\"\\\n\r\t") == std::string_view::npos &&
         text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos;
}

bool is_number(std::string_view text) {
  return text.size() > 1 && text.front() == '-' && Decimal::parse(plain_number(text)).has_value();
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\x{:02X}", static_cast<unsigned>(c));
    } else {
      out += c == '"' || c == '\\' ? "\\" : "";
      out += c;
    }
  }
  return out + "\"";
}

std::string scalar_text(std::string_view text) {
  return stands_alone(text) || is_number(text) ? std::string{text} : quoted(text);
}

} // namespace

Node scalar_node(std::string_view text) {
  Node node;
  node.kind = Node::Kind::scalar;
  node.scalar = printable(text);
  return node;
}

std::string on_one_line(const Node& node) {
  switch (node.kind) {
  case Node::Kind::null:
    return "";
  case Node::Kind::scalar:
    return scalar_text(node.scalar);
  case Node::Kind::list:
  case Node::Kind::map:
    break;
  }
  const bool map = node.is_map();
  std::string out = map ? "{" : "[";
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    out += i == 0 ? "" : ", ";
    out += map ? scalar_text(node.keys[i].first) + ": " : "";
    out += on_one_line(node.items[i]);
  }
  return out + (map ? "}" : "]");
}

} // namespace tunepath::data
