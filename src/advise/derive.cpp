#include "advise/derive.hpp"

#include "advise/answer_reading.hpp"
#include "advise/offers.hpp"
#include "tunepath/advise/values.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace tunepath {
namespace {

using Source = std::pair<std::string_view, std::span<const std::string_view>>;

constexpr std::array<std::string_view, 4> k_gaps{"problem.missing_facts", "problem.behaviour_gap",
                                                 "problem.weak_prompt",
                                                 "problem.reduce_latency_or_cost"};
constexpr std::array<std::string_view, 1> k_technique{"requirements.technique"};
constexpr std::array<std::string_view, 1> k_base{"model.base"};
constexpr std::array<std::string_view, 1> k_baseline{"model.baseline"};
constexpr std::array<std::string_view, 1> k_teacher{"model.teacher"};
constexpr std::array<std::string_view, 1> k_regions{"requirements.regions_allowed"};
constexpr std::array<std::string_view, 2> k_where{"requirements.regions_allowed", "model.base"};
constexpr std::array<std::string_view, 3> k_bedrock{"requirements.regions_allowed", "model.base",
                                                    "model.on_bedrock_list"};
constexpr std::array<std::string_view, 3> k_offered{"requirements.technique",
                                                    "requirements.regions_allowed", "model.base"};
constexpr std::array<std::string_view, 3> k_recipe{"requirements.technique", "model.base",
                                                   "model.on_jumpstart_list"};
constexpr std::array<Source, 30> k_sources{{{"gap.any", k_gaps},
                                            {"data.kind", k_technique},
                                            {"bedrock.fine_tunable", k_bedrock},
                                            {"bedrock.technique_offered", k_offered},
                                            {"bedrock.min_records", k_where},
                                            {"bedrock.max_records", k_where},
                                            {"bedrock.max_tokens_per_record", k_where},
                                            {"bedrock.retired", k_base},
                                            {"bedrock.custom_on_demand", k_where},
                                            {"bedrock.custom_pt", k_where},
                                            {"bedrock.import_listed", k_base},
                                            {"jumpstart.recipe", k_recipe},
                                            {"sagemaker.trainable", k_base},
                                            {"model.nova", k_base},
                                            {"bedrock.epochs_min", k_where},
                                            {"bedrock.epochs_max", k_where},
                                            {"bedrock.max_total_records", k_where},
                                            {"bedrock.max_validation_records", k_where},
                                            {"bedrock.max_train_gb", k_where},
                                            {"bedrock.epochs_default", k_where},
                                            {"bedrock.region", k_where},
                                            {"bedrock.custom_requests_per_minute", k_base},
                                            {"bedrock.custom_tokens_per_minute", k_base},
                                            {"bedrock.custom_tokens_per_day", k_base},
                                            {"sagemaker.region", k_regions},
                                            {"model.gated", k_base},
                                            {"model.base_retirement", k_base},
                                            {"model.base_retirement_confirmed", k_base},
                                            {"model.baseline_retirement", k_baseline},
                                            {"model.teacher_retirement", k_teacher}}};

Value value_of(Truth truth) {
  return truth == Truth::unknown ? Value{Unknown{}} : Value{truth == Truth::yes};
}

Value value_of(std::optional<std::int64_t> number) {
  return number ? Value{NumberRange::point(Decimal::of(*number))} : Value{Unknown{}};
}

Value value_of(std::optional<Decimal> number) {
  return number ? Value{NumberRange::point(*number)} : Value{Unknown{}};
}

Value value_of(std::optional<Date> date) {
  return date ? Value{*date} : Value{Unknown{}};
}

Value value_of(std::string_view word) {
  return word.empty() ? Value{Unknown{}} : Value{Word{word}};
}

std::string text_of(const Place& place) {
  return fmt::format("{}:{}", place.file, place.line);
}

/// What the catalog says, group by group.
class LookUp {
public:
  LookUp(Facts& facts, const Catalog& catalog)
      : facts_(facts), catalog_(catalog), base_(catalog.model(facts.word("model.base"))) {}

  std::vector<FactIndex> run() {
    bedrock();
    limits();
    jumpstart_and_sagemaker();
    retirements();
    return std::move(set_);
  }

private:
  void set(std::string_view id, Value value, std::string from) {
    const bool known = !std::holds_alternative<Unknown>(value);
    const FactIndex fact = facts_.schema().at(id);
    set_.push_back(fact);
    facts_.set(fact, std::move(value),
               known ? Origin{Origin::Kind::derived, {}, std::move(from)} : Origin{});
  }

  void bedrock() {
    const BedrockOffer offer = bedrock_offer(facts_, catalog_, base_);
    const std::string from = offer.row != nullptr ? text_of(offer.row->place) : offer.basis;
    set("bedrock.fine_tunable", value_of(offer.tunable), offer.basis.empty() ? from : offer.basis);
    set("bedrock.technique_offered", value_of(offer.technique), from);
    set("bedrock.region", value_of(offer.tunable == Truth::no ? std::string_view{} : offer.region),
        from);
    set("bedrock.tunable_regions",
        base_ == nullptr ? Value{Unknown{}} : Value{tunable_regions(catalog_, *base_)},
        "catalog/bedrock_customization");
    set("bedrock.custom_on_demand", value_of(offer.on_demand), from);
    set("bedrock.custom_pt", value_of(offer.provisioned), from);
    const BedrockModel none;
    const BedrockModel& row =
        offer.row != nullptr && offer.tunable != Truth::no ? *offer.row : none;
    const auto most = row.max_train_records ? row.max_train_records : row.max_total_records;
    set("bedrock.min_records", value_of(row.min_train_records), from);
    set("bedrock.max_records", value_of(most), from);
    set("bedrock.max_tokens_per_record", value_of(row.max_tokens_per_record), from);
    set("bedrock.max_total_records", value_of(row.max_total_records), from);
    set("bedrock.max_validation_records", value_of(row.max_validation_records), from);
    set("bedrock.max_train_gb", value_of(row.max_train_gb), from);
    set("bedrock.epochs_min", value_of(row.epochs_min), from);
    set("bedrock.epochs_max", value_of(row.epochs_max), from);
    set("bedrock.epochs_default", value_of(row.epochs_default), from);
    const Truth listed = offer.row != nullptr && offer.row->custom_model_import != Truth::unknown
                             ? offer.row->custom_model_import
                         : base_ != nullptr ? base_->cmi_architecture_listed
                                            : Truth::unknown;
    set("bedrock.import_listed", value_of(listed), from);
  }

  /// Throughput limits of custom models on demand, which are known for few models.
  void limits() {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> k_limits{
        {{"bedrock.custom_requests_per_minute", "requests per minute"},
         {"bedrock.custom_tokens_per_minute", "tokens per minute"},
         {"bedrock.custom_tokens_per_day", "tokens per day"}}};
    const std::string subject =
        base_ == nullptr ? "" : fmt::format("{} custom on demand", base_->id);
    for (const auto& [fact, name] : k_limits) {
      const auto row = std::find_if(catalog_.limits.begin(), catalog_.limits.end(),
                                    [&, limit = name](const Limit& each) {
                                      return each.subject == subject && each.limit == limit;
                                    });
      const bool found = row != catalog_.limits.end();
      set(fact, found ? value_of(row->low) : Value{Unknown{}}, found ? text_of(row->place) : "");
    }
  }

  void jumpstart_and_sagemaker() {
    const RecipeOffer recipe = jumpstart_offer(facts_, catalog_, base_);
    set("jumpstart.recipe", value_of(recipe.offered), recipe.basis);
    const std::string from = base_ == nullptr ? "" : text_of(base_->place);
    if (base_ != nullptr) {
      const bool recipe_or_weights =
          base_->weights == Weights::open || !catalog_.recipes_of(base_->id).empty();
      set("sagemaker.trainable", recipe_or_weights, from);
    } else { // Who would take any model can take an open one.
      const bool any = facts_.is("model.base", "any");
      set("sagemaker.trainable", any ? Value{true} : Value{Unknown{}}, "model.base");
    }
    const Words* regions = facts_.words("requirements.regions_allowed");
    const std::string_view home = facts_.word("region");
    const bool at_home =
        regions != nullptr &&
        (regions->empty() || std::find(regions->begin(), regions->end(), home) != regions->end());
    set("sagemaker.region",
        value_of(regions == nullptr ? std::string_view{}
                 : at_home          ? home
                                    : std::string_view{regions->front()}),
        "requirements.regions_allowed");
    constexpr std::string_view k_nova = "nova"; // A family of the catalog.
    set("model.nova", base_ == nullptr ? Value{Unknown{}} : Value{base_->family == k_nova}, from);
    set("model.gated", base_ == nullptr ? Value{Unknown{}} : value_of(base_->gated), from);
    set("model.licence", base_ == nullptr ? Value{Unknown{}} : value_of(base_->licence), from);
  }

  const BedrockModel* retiring(std::string_view model) const {
    const auto rows = catalog_.bedrock_rows(model);
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [](const BedrockModel& each) { return each.retirement_date; });
    return row == rows.end() ? nullptr : &*row;
  }

  void retirement(std::string_view fact, std::string_view model) {
    const BedrockModel* row = retiring(model);
    set(fact, row == nullptr ? Value{Unknown{}} : value_of(row->retirement_date),
        row == nullptr ? "" : text_of(row->place));
  }

  void retirements() {
    retirement("bedrock.retirement_date", facts_.word("model.base"));
    retirement("model.base_retirement", facts_.word("model.base"));
    retirement("model.baseline_retirement", facts_.word("model.baseline"));
    retirement("model.teacher_retirement", facts_.word("model.teacher"));
    const BedrockModel* row = retiring(facts_.word("model.base"));
    const std::string from =
        row == nullptr ? "no date of retirement in the catalog" : text_of(row->place);
    const bool confirmed = row != nullptr && row->retirement_confidence != Confidence::low;
    set("model.base_retirement_confirmed", row == nullptr ? Value{Unknown{}} : Value{confirmed},
        from);
    Truth retired = base_ == nullptr ? Truth::unknown : Truth::no;
    const auto today = facts_.date("as_of");
    if (row != nullptr) {
      retired = !today ? Truth::unknown : truth(*row->retirement_date <= *today);
      retired = retired == Truth::yes && !confirmed ? Truth::unknown : retired;
    }
    set("bedrock.retired", value_of(retired), from);
  }

  Facts& facts_;
  const Catalog& catalog_;
  const Model* base_ = nullptr; ///< nullptr: unknown, or any
  std::vector<FactIndex> set_;
};

} // namespace

Facts derive(Facts facts, const Catalog& catalog) {
  const AnswerReading reading{facts.schema()};
  std::vector<AnswerReading::Finding> found;
  reading.read(facts, found);
  for (const AnswerReading::Finding& each : found) {
    const bool known = !std::holds_alternative<Unknown>(*each.value);
    facts.set(each.fact, *each.value,
              known ? Origin{Origin::Kind::derived, {}, std::string{each.from}} : Origin{});
  }
  look_up(facts, catalog);
  return facts;
}

std::vector<FactIndex> look_up(Facts& facts, const Catalog& catalog) {
  return LookUp{facts, catalog}.run();
}

std::span<const std::string_view> sources_of(std::string_view derived_fact) {
  const auto found = std::find_if(k_sources.begin(), k_sources.end(),
                                  [&](const Source& entry) { return entry.first == derived_fact; });
  return found == k_sources.end() ? std::span<const std::string_view>{} : found->second;
}

} // namespace tunepath
