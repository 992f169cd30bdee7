#pragma once

#include "tunepath/core/decimal.hpp"
#include "tunepath/core/place.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath {

enum class FactType {
  yes_no,
  choice,  ///< one of `choices`
  choices, ///< a list of some of `choices`
  number,  ///< a decimal or a range of decimals; `choices` are words accepted instead (auto)
  date,    ///< 2026-11-22
  month,   ///< 2026-11
  text,
  model,    ///< a catalog id or alias, or one of `choices` (any)
  region,   ///< an AWS region
  regions,  ///< a list of AWS regions
  instance, ///< an ml.* instance type, or one of `choices` (auto)
  credits,  ///< a list of grants
};

template <>
struct Names<FactType> {
  static constexpr std::array<std::pair<FactType, std::string_view>, 12> k_all{
      {{FactType::yes_no, "yes-no"},
       {FactType::choice, "choice"},
       {FactType::choices, "choices"},
       {FactType::number, "number"},
       {FactType::date, "date"},
       {FactType::month, "month"},
       {FactType::text, "text"},
       {FactType::model, "model"},
       {FactType::region, "region"},
       {FactType::regions, "regions"},
       {FactType::instance, "instance"},
       {FactType::credits, "credits"}}};
};

/// One fact: what may be known of a scenario, declared once, in data. The profile reader, the
/// questionnaire, the JSON Schema, the documentation and the rules all use this declaration.
struct FactDecl {
  std::string_view id; ///< "data.labelled_examples", or "region" outside any section
  FactType type = FactType::text;
  std::string_view unit; ///< tokens, hours, USD, share ...; empty where there is none
  bool whole = false;    ///< numbers only: no fraction allowed
  std::span<const std::string_view> choices;
  std::optional<Decimal> low;  ///< least plausible number
  std::optional<Decimal> high; ///< most plausible number: products of these cannot overflow
  /// How a sentence calls it: "labelled examples"; of a yes-no fact, the sentence that a yes means:
  /// "the prompt is thin". Empty = made from the id.
  std::string_view label;
  std::string_view question;
  std::string_view help;
  std::string_view why;          ///< why it is asked
  std::string_view initial;      ///< the default, as a profile would write it; empty = unknown
  std::string_view initial_from; ///< or the fact whose value is the default
  std::string_view presumed;     ///< used only for the leaning while undecided; may be "$parameter"
  std::string_view assumed;      ///< how a report words the default; empty = not worth a line
  std::string_view example;      ///< for the commented profile
  bool derived = false;          ///< computed by tunepath; not allowed in a profile
  Place place;

  /// The part before the point, or "" for a fact outside any section.
  constexpr std::string_view section() const {
    const auto point = id.find('.');
    return point == std::string_view::npos ? std::string_view{} : id.substr(0, point);
  }
  /// The part after the point.
  constexpr std::string_view name() const {
    const auto point = id.find('.');
    return point == std::string_view::npos ? id : id.substr(point + 1);
  }
};

/// Which fact, as an index into a FactSchema.
using FactIndex = std::size_t;

/// All declarations, in the order of the files, with look-up by id.
class FactSchema {
public:
  FactSchema() = default;
  /// `facts` outlives the schema.
  explicit FactSchema(std::span<const FactDecl> facts);

  std::span<const FactDecl> all() const { return facts_; }
  std::size_t size() const { return facts_.size(); }
  const FactDecl& operator[](FactIndex index) const { return facts_[index]; }
  std::optional<FactIndex> find(std::string_view id) const;
  /// Precondition: `id` is declared; anything else is a bug and throws std::logic_error.
  FactIndex at(std::string_view id) const;
  /// Ids that a profile may set, for suggestions.
  std::vector<std::string_view> settable() const;
  /// The facts whose default is taken from this one.
  std::span<const FactIndex> followers(FactIndex fact) const { return followers_[fact]; }

private:
  std::span<const FactDecl> facts_;
  std::vector<std::vector<FactIndex>> followers_; ///< by fact
  std::vector<FactIndex> slots_;                  ///< by a hash of the id, a power of two of them
};

} // namespace tunepath
