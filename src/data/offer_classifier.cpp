#include "data/offer_classifier.hpp"

#include "tunepath/rates/discount.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>

namespace tunepath::data {
namespace {

constexpr std::size_t k_longest_name = 64; ///< of an instance, a region
constexpr std::string_view k_model = "{model}";

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

std::string lower_case(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

/// Letters and digits in lower case, a '+' as "plus": "Command R+" as "commandrplus".
std::string normalised(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (is_letter_or_digit(lower(c))) {
      out += lower(c);
    } else if (c == '+') {
      out += "plus";
    }
  }
  return out;
}

/// As OfferMeter says of its lists.
bool any_fits(std::span<const std::string_view> patterns, std::string_view text) {
  if (patterns.empty()) {
    return true;
  }
  bool wanted = false; // Some pattern says what must be there.
  bool fitting = false;
  for (const std::string_view pattern : patterns) {
    if (text.empty()) {
      fitting = fitting || pattern.empty();
      wanted = true;
    } else if (pattern.starts_with('!')) {
      if (fits(pattern.substr(1), text)) {
        return false;
      }
    } else {
      wanted = true;
      fitting = fitting || fits(pattern, text);
    }
  }
  return fitting || !wanted;
}

/// What of `text` stands before that which `pattern`, which fits it, says after its last '*'.
std::string_view before_end_of(std::string_view pattern, std::string_view text) {
  const auto star = pattern.rfind('*');
  return star == std::string_view::npos ? std::string_view{}
                                        : text.substr(0, text.size() - (pattern.size() - star - 1));
}

/// `usage` without the short word of a region before its first dash: "use1-host:x" as "host:x".
std::string_view without_region(std::string_view usage) {
  constexpr std::size_t k_longest_prefix = 5;
  const auto dash = usage.find('-');
  const bool is_prefix =
      dash != std::string_view::npos && dash >= 2 && dash <= k_longest_prefix &&
      std::all_of(usage.begin(), usage.begin() + static_cast<std::ptrdiff_t>(dash),
                  [](char c) { return is_letter_or_digit(lower(c)); });
  return is_prefix ? usage.substr(dash + 1) : usage;
}

/// True for what can be an instance type or a region: nothing that would need quotes anywhere.
bool is_plain_name(std::string_view text) {
  return !text.empty() && text.size() <= k_longest_name &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return is_letter_or_digit(c) || c == '.' || c == '-'; });
}

/// The instance type that `pattern` finds in the product, or "".
std::string_view instance_of(const OfferAttributes& product, std::string_view pattern) {
  for (const std::string_view text :
       {product[OfferAttribute::instance], product[OfferAttribute::usage]}) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool starts = i == 0 || !is_letter_or_digit(lower(text[i - 1]));
      if (starts && fits(pattern, text.substr(i)) && is_plain_name(text.substr(i))) {
        return text.substr(i);
      }
    }
  }
  return {};
}

/// What people would call the kind of a product that no row fits.
std::string kind_of(const OfferAttributes& product) {
  const std::string_view usage = without_region(product[OfferAttribute::usage]);
  if (const auto colon = usage.find(':'); colon != std::string_view::npos && colon > 0) {
    return std::string{usage.substr(0, colon)};
  }
  for (const std::string_view text :
       {product.component(), usage, product[OfferAttribute::feature]}) {
    if (!text.empty()) {
      return std::string{text};
    }
  }
  return "(no usage type)";
}

constexpr std::pair<std::string_view, OfferAttribute> k_attributes[]{
    {"servicecode", OfferAttribute::offer},
    {"locationtype", OfferAttribute::location_type},
    {"regioncode", OfferAttribute::region},
    {"component", OfferAttribute::component},
    {"platoinstancetype", OfferAttribute::component_too},
    {"usagetype", OfferAttribute::usage},
    {"instancename", OfferAttribute::instance},
    {"model", OfferAttribute::model},
    {"titanmodel", OfferAttribute::model_too},
    {"feature", OfferAttribute::feature},
    {"inferencetype", OfferAttribute::inference_type},
    {"servicetier", OfferAttribute::service_tier},
};

} // namespace

std::optional<OfferAttribute> offer_attribute(std::string_view name) {
  constexpr std::size_t k_longest = 24;
  std::array<char, k_longest> buffer{};
  std::size_t length = 0;
  if (name.size() > k_longest) {
    return std::nullopt;
  }
  for (const char c : name) {
    if (c != ' ' && c != '_') {
      buffer[length++] = lower(c);
    }
  }
  const std::string_view plain{buffer.data(), length};
  for (const auto& [known, attribute] : k_attributes) {
    if (known == plain) {
      return attribute;
    }
  }
  return std::nullopt;
}

void OfferAttributes::clear() {
  for (std::string& value : values) {
    value.clear(); // Keeps its memory for the next product.
  }
  too_long = false;
}

void OfferAttributes::set(OfferAttribute attribute, std::string_view value) {
  too_long = too_long || value.size() > k_longest;
  values[static_cast<std::size_t>(attribute)].assign(value.substr(0, k_longest));
}

std::string_view OfferAttributes::component() const {
  const std::string_view first = (*this)[OfferAttribute::component];
  return first.empty() ? (*this)[OfferAttribute::component_too] : first;
}

std::string_view OfferAttributes::model() const {
  const std::string_view first = (*this)[OfferAttribute::model];
  return first.empty() ? (*this)[OfferAttribute::model_too] : first;
}

struct OfferClassifier::Texts {
  explicit Texts(const OfferAttributes& product)
      : offer(product[OfferAttribute::offer]),
        location_type(lower_case(product[OfferAttribute::location_type])),
        component(lower_case(product.component())),
        usage(lower_case(product[OfferAttribute::usage])),
        model(lower_case(product.model())),
        feature(lower_case(product[OfferAttribute::feature])),
        inference_type(lower_case(product[OfferAttribute::inference_type])),
        service_tier(lower_case(product[OfferAttribute::service_tier])) {}

  bool fit(const OfferMeter& row) const {
    return (offer.empty() || fits(row.offer, offer)) && any_fits(row.component, component) &&
           any_fits(row.location_type, location_type) && any_fits(row.model, model) &&
           any_fits(row.feature, feature) && any_fits(row.service_tier, service_tier) &&
           any_fits(row.inference_type, inference_type) && any_fits(row.usage, usage);
  }

  std::string_view offer;
  std::string location_type;
  std::string component;
  std::string usage;
  std::string model;
  std::string feature;
  std::string inference_type;
  std::string service_tier;
};

OfferClassifier::OfferClassifier(const OfferRules& rules, const Catalog& catalog, TextPool& pool)
    : rules_(rules), pool_(pool) {
  const auto add = [&](std::string_view name, std::string_view id) {
    const auto [at, fresh] = models_.try_emplace(normalised(name), id);
    if (!fresh && at->second != id) {
      at->second = {}; // A name that finds two models would find the wrong one.
    }
  };
  for (const Model& model : catalog.models) {
    add(model.id, model.id);
    add(model.name, model.id);
    for (const std::string_view alias : model.aliases) {
      add(alias, model.id);
    }
  }
  for (const OfferModel& row : rules.models) {
    models_[normalised(row.called)] = row.model; // What is said outright wins.
  }
}

const OfferMeter* OfferClassifier::find(const Texts& texts) const {
  for (const OfferMeter& row : rules_.meters) {
    if (texts.fit(row)) {
      return &row;
    }
  }
  return nullptr;
}

OfferKind OfferClassifier::classify(const OfferAttributes& product) const {
  if (product.too_long) {
    return {.reason =
                fmt::format("an attribute of more than {} bytes", OfferAttributes::k_longest)};
  }
  const Texts texts{product};
  const OfferMeter* meter = find(texts);
  if (meter == nullptr) {
    return {.reason = kind_of(product), .unknown = true};
  }
  return meter->skip.empty() ? kept(*meter, product)
                             : OfferKind{.reason = std::string{meter->skip}};
}

OfferKind OfferClassifier::kept(const OfferMeter& meter, const OfferAttributes& product) const {
  const std::string_view region = product[OfferAttribute::region];
  if (!is_plain_name(region)) {
    return {.reason = "no region code"};
  }
  std::string_view item = meter.item;
  if (item == k_model) {
    std::string name{product.model()};
    item = name.empty() ? model_in_usage(meter, product, name) : model_called(name);
    if (item.empty()) {
      return {.reason = fmt::format("no model of the catalog is called '{}'", name)};
    }
  } else if (item.find('*') != std::string_view::npos) {
    item = pool_.keep(instance_of(product, item));
    if (item.empty()) {
      return {.reason = "no instance type"};
    }
  }
  return {.meter = &meter, .item = item, .region = pool_.keep(region)};
}

/// The model that the usage type names before what the meter's pattern says; `name` is that name.
std::string_view OfferClassifier::model_in_usage(const OfferMeter& meter,
                                                 const OfferAttributes& product,
                                                 std::string& name) const {
  const std::string usage = lower_case(product[OfferAttribute::usage]);
  for (const std::string_view pattern : meter.usage) {
    if (!fits(pattern, usage)) {
      continue;
    }
    const std::string_view whole = before_end_of(pattern, usage);
    name = without_region(whole);
    for (const std::string_view candidate : {whole, without_region(whole)}) {
      if (const std::string_view model = model_called(candidate); !model.empty()) {
        return model;
      }
    }
  }
  return {};
}

std::string_view OfferClassifier::model_called(std::string_view name) const {
  const auto found = models_.find(normalised(name));
  return found == models_.end() ? std::string_view{} : found->second;
}

bool OfferClassifier::knows_offer(std::string_view code) const {
  const auto known = offers();
  return std::find(known.begin(), known.end(), code) != known.end();
}

std::vector<std::string_view> OfferClassifier::offers() const {
  std::vector<std::string_view> codes;
  for (const OfferMeter& row : rules_.meters) {
    const bool is_pattern = row.offer.find('*') != std::string_view::npos;
    if (!is_pattern && std::find(codes.begin(), codes.end(), row.offer) == codes.end()) {
      codes.push_back(row.offer);
    }
  }
  return codes;
}

std::optional<std::int64_t> OfferClassifier::per(std::string_view unit,
                                                 const OfferMeter& meter) const {
  const std::string plain = lower_case(unit);
  for (const OfferUnit& row : rules_.units) {
    const bool spelled =
        std::find(row.spelled.begin(), row.spelled.end(), plain) != row.spelled.end();
    if (spelled && row.counts == meter.counts) {
      return row.per;
    }
  }
  return std::nullopt;
}

} // namespace tunepath::data
