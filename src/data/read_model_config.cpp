#include "tunepath/data/read_model_config.hpp"

#include "data/config_figures.hpp"
#include "tunepath/core/suggest.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tunepath {
namespace {

using data::Node;
using data::Problems;

constexpr std::string_view k_by_hand =
    "write the row by hand: docs/models.md shows one with all its keys";

/// The text of `key`, or "".
std::string text_of(const Node& node, std::string_view key) {
  const Node* value = node.find(key);
  return value != nullptr && value->is_scalar() && value->quoted ? printable(value->scalar) : "";
}

const ConfigType* type_called(std::span<const ConfigType> types, std::string_view name) {
  const auto found = std::find_if(types.begin(), types.end(),
                                  [&](const ConfigType& type) { return type.model_type == name; });
  return found == types.end() ? nullptr : &*found;
}

std::vector<std::string_view> known_types(std::span<const ConfigType> types) {
  std::vector<std::string_view> names;
  for (const ConfigType& type : types) {
    if (type.refuse.empty()) {
      names.push_back(type.model_type);
    }
  }
  return names;
}

/// The type of the object that holds the figures, or nullptr and a problem.
const ConfigType* type_of(const Node& config, const Node& root, std::span<const ConfigType> types,
                          Problems& problems) {
  const ConfigType* type = type_called(types, text_of(config, "model_type"));
  if (type == nullptr) {
    type = type_called(types, text_of(root, "model_type"));
  }
  const Node* said = root.find("model_type");
  const Position at = said == nullptr ? root.at : said->at;
  if (type == nullptr) {
    const auto known = known_types(types);
    problems.add(at,
                 text_of(root, "model_type").empty()
                     ? "the configuration does not say its 'model_type'"
                     : fmt::format("the model_type {} is not known", printable(describe(*said))),
                 fmt::format("known are {}; else {}", fmt::join(known, ", "), k_by_hand));
    return nullptr;
  }
  if (!type->refuse.empty()) {
    problems.add(at, fmt::format("a '{}' cannot be imported: {}", type->model_type, type->refuse),
                 std::string{k_by_hand});
    return nullptr;
  }
  return type;
}

/// "org/Name" where the file names a repository; what it names may also be somebody's folder.
std::string repository_in(const Node& root) {
  constexpr std::size_t k_longest = 200; // Longer than any there can be.
  const std::string name = text_of(root, "_name_or_path").substr(0, k_longest + 1);
  const auto slash = name.find('/');
  const bool one = name.size() <= k_longest && slash != std::string::npos && slash > 0 &&
                   slash + 1 < name.size() && name.find('/', slash + 1) == std::string::npos &&
                   name.front() != '.' && name.front() != '~' &&
                   name.find('\\') == std::string::npos;
  return one ? name : "";
}

/// "Llama-3.1-8B" as "llama-3.1-8b".
std::string as_id(std::string_view name) {
  std::string id;
  for (const char c : name) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool plain = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') ||
                       lower == '.' || lower == '-';
    id += plain ? lower : '-';
  }
  return id;
}

/// Billions with four decimals, as the catalog gives them.
Decimal billions(double count) {
  constexpr double k_per_unit = 1e5; // 1e9 / 1e4
  return Decimal::scaled(std::llround(count / k_per_unit), 4);
}

void count_parameters(const ModelConfigRequest& request, const ConfigType& type, const Node& config,
                      Problems& problems, ImportedModel& out, data::TextPool& pool) {
  constexpr double k_most = 1e14;
  const auto counted = parameters_of(out.model, type.biases);
  if (!counted) {
    return; // A figure is missing, which was said.
  }
  if (counted->total > k_most) {
    problems.add(
        config.at,
        fmt::format("the figures add up to {:.0f} billion parameters", counted->total / 1e9),
        "one of them has too many digits");
    return;
  }
  const Decimal sum = billions(counted->total);
  const bool dense = !out.model.n_experts;
  out.model.params_b = request.params_b.value_or(sum);
  out.model.active_params_b = dense ? out.model.params_b : billions(counted->active);
  std::string note = "parameters counted from the architecture";
  if (request.params_b) {
    note =
        fmt::format("parameters as given; the architecture adds up to {} billion", to_string(sum));
    if (*out.model.active_params_b > *out.model.params_b) {
      out.model.active_params_b = out.model.params_b;
    }
    const double apart = request.params_b->to_double() * 1e9 / counted->total - 1;
    constexpr double k_notable = 0.02;
    if (std::abs(apart) > k_notable) {
      out.assumed.push_back(fmt::format(
          "{} billion parameters were given, but the architecture adds up to {}: check which holds",
          to_string(*request.params_b), to_string(sum)));
    }
  }
  out.model.note = pool.keep(note);
}

void name_it(const ModelConfigRequest& request, const Node& root, const ConfigType& type,
             Problems& problems, ImportedModel& out, data::TextPool& pool) {
  const std::string repository = repository_in(root);
  const std::string last = repository.substr(repository.find('/') + 1);
  const std::string id = request.id.empty() ? as_id(last) : request.id;
  if (id.empty()) {
    problems.add(Position{request.file, 0, 0}, "the file does not name the model",
                 "give --id, as in --id my-model-7b");
  } else if (id != as_id(id)) {
    problems.add(Position{}, fmt::format("--id '{}' is no id", id),
                 fmt::format("write small letters, digits, points and hyphens: {}", as_id(id)));
  }
  out.model.id = pool.keep(id);
  out.model.name = pool.keep(!request.name.empty() ? request.name : last.empty() ? id : last);
  out.model.provider =
      pool.keep(repository.empty() ? "unknown" : repository.substr(0, repository.find('/')));
  out.model.family = pool.keep(type.family);
  out.model.kind = pool.keep("text");
  out.model.weights = Weights::open;
  if (!repository.empty()) {
    out.model.hf_id = pool.keep(repository);
    const Model* owner = request.catalog.model_called(repository);
    if (owner == nullptr || owner->id == id) {
      out.model.aliases = pool.keep(std::vector{out.model.hf_id});
    } else {
      out.assumed.push_back(fmt::format("'{}' is a name of '{}' already, so this row has no alias",
                                        repository, owner->id));
    }
  } else {
    out.unsaid.emplace_back("provider");
    out.unsaid.emplace_back("hf_id");
  }
  out.model.source = pool.keep("config.json");
  out.model.source_date = request.day;
  out.model.place = {pool.keep(request.file), root.at.line, root.at.column};
}

} // namespace

Result<ImportedModel> read_model_config(const ModelConfigRequest& request) {
  auto parsed = data::parse_json(request.text, request.file);
  if (!parsed) {
    return parsed.problems();
  }
  const Node& root = parsed.value();
  if (!root.is_map()) {
    return Diagnostic{Diagnostic::Level::error, root.at,
                      fmt::format("the file holds {}, not an object", describe(root)),
                      "give the config.json of a model"};
  }
  const Node* part = root.find("text_config");
  const Node& config = part != nullptr && part->is_map() ? *part : root;
  Problems problems;
  auto pool = std::make_shared<data::TextPool>();
  ImportedModel out;
  if (const ConfigType* type = type_of(config, root, request.types, problems)) {
    name_it(request, root, *type, problems, out, *pool);
    data::read_figures(config, root, *type, problems, out.model, out.assumed);
    count_parameters(request, *type, config, problems, out, *pool);
    if (&config != &root) {
      out.assumed.emplace_back("only the text part of the model is counted");
    }
  }
  if (problems.count() > 0) {
    return problems.take();
  }
  if (!out.model.max_context) {
    out.unsaid.emplace_back("max_context");
  }
  for (const char* key : {"licence", "gated", "cmi_architecture_listed"}) {
    out.unsaid.emplace_back(key);
  }
  out.text = std::move(pool);
  return out;
}

} // namespace tunepath
