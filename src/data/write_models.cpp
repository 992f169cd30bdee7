#include "data/fields_models.hpp"
#include "data/read_document.hpp"
#include "data/value_reader.hpp"
#include "tunepath/data/read_models.hpp"

#include <fmt/format.h>

namespace tunepath {
namespace {

// What a key is left out for is "".

std::string value_text(std::string_view text) {
  return text.empty() ? "" : data::on_one_line(data::scalar_node(text));
}

std::string value_text(std::span<const std::string_view> list) {
  data::Node node;
  node.kind = data::Node::Kind::list;
  for (const std::string_view each : list) {
    node.items.push_back(data::scalar_node(each));
  }
  return list.empty() ? "" : data::on_one_line(node);
}

std::string value_text(std::int64_t number) {
  return std::to_string(number);
}

std::string value_text(Decimal number) {
  return to_string(number);
}

std::string value_text(Date date) {
  return to_string(date);
}

std::string value_text(Truth truth) {
  return truth == Truth::unknown ? "" : std::string{name_of(truth)};
}

template <Named E>
std::string value_text(E value) {
  return std::string{name_of(value)};
}

template <class T>
std::string value_text(const std::optional<T>& value) {
  return value ? value_text(*value) : "";
}

} // namespace

std::string models_yaml(std::span<const Model> models) {
  std::string out = fmt::format("format: {}\nmodels:\n", data::k_catalog_format);
  for (const Model& model : models) {
    std::string_view indent = "  - ";
    const auto add = [&](const auto& field) {
      const std::string text = value_text(model.*field.member);
      if (!text.empty()) {
        out += fmt::format("{}{}: {}\n", indent, field.key, text);
        indent = "    ";
      }
    };
    std::apply([&](const auto&... field) { (add(field), ...); }, data::Fields<Model>::k_all);
  }
  return out;
}

} // namespace tunepath
