#include "data/read_document.hpp"
#include "tunepath/core/suggest.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tunepath::data {
namespace {

std::string where(const Place& place, const Place& from) {
  return place.file == from.file ? fmt::format("line {}", place.line)
                                 : fmt::format("{}:{}", place.file, place.line);
}

/// Notes each row whose key an earlier row has. `name(row)` says what is given twice.
template <class Row, class Key, class Name>
void refuse(const std::vector<Row>& rows, Key key, Name name, Problems& problems) {
  std::vector<const Row*> sorted;
  sorted.reserve(rows.size());
  for (const Row& row : rows) {
    sorted.push_back(&row);
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const Row* a, const Row* b) { return key(*a) < key(*b); });
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const Row& first = *sorted[i - 1];
    const Row& second = *sorted[i];
    if (key(first) == key(second)) {
      problems.add(second.place, fmt::format("{} is given twice", name(second)),
                   fmt::format("keep one; the other is in {}", where(first.place, second.place)));
    }
  }
}

template <class Row>
void refuse_id(const std::vector<Row>& rows, std::string_view Row::*id, std::string_view noun,
               Problems& problems) {
  refuse(
      rows, [&](const Row& row) { return row.*id; },
      [&](const Row& row) { return fmt::format("the {} '{}'", noun, row.*id); }, problems);
}

using Ids = std::vector<std::string_view>;

template <class Row>
Ids sorted_ids(const std::vector<Row>& rows, std::string_view Row::*id) {
  Ids ids;
  ids.reserve(rows.size());
  for (const Row& row : rows) {
    ids.push_back(row.*id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

/// Notes each row whose `member` is no id of `ids`.
template <class Row>
void require_known(const std::vector<Row>& rows, std::string_view Row::*member, const Ids& ids,
                   std::string_view noun, Problems& problems) {
  for (const Row& row : rows) {
    if (!std::binary_search(ids.begin(), ids.end(), row.*member)) {
      problems.add(row.place, fmt::format("there is no {} '{}'", noun, row.*member),
                   did_you_mean(row.*member, ids, fmt::format("add the {} first", noun)));
    }
  }
}

/// A rate of a base or customised model must name a model, unless it prices custom model units,
/// which are the same for every model of a version.
void require_models_of_rates(const Tables& tables, const Ids& models, Problems& problems) {
  for (const RateRow& row : tables.rates) {
    const bool about_a_model =
        row.variant != Variant::none && row.unit != Unit::cmu_minute && row.unit != Unit::cmu_month;
    if (about_a_model && !std::binary_search(models.begin(), models.end(), row.item)) {
      problems.add(row.place, fmt::format("there is no model '{}'", row.item),
                   did_you_mean(row.item, models,
                                "add the model first, or leave 'variant' out where it is none"));
    }
  }
}

/// A row either gives a rate, all of it, or says why there is none; its unit can be met.
void check_offers(const Tables& tables, Problems& problems) {
  Ids counted = sorted_ids(tables.offer_units, &OfferUnit::counts);
  for (const OfferMeter& row : tables.offer_meters) {
    const bool maps = !row.service.empty() && !row.item.empty() && row.meter && row.unit;
    const bool mentions = !row.service.empty() || !row.item.empty() || row.meter || row.unit;
    if (row.skip.empty() ? !maps : mentions) {
      problems.add(row.place, "an offer meter either skips or says what rate a product gives",
                   "write 'skip', or 'service', 'item', 'meter', 'unit' and 'counts'");
    } else if (maps && !std::binary_search(counted.begin(), counted.end(), row.counts)) {
      problems.add(row.place, fmt::format("no offer unit counts '{}'", row.counts),
                   did_you_mean(row.counts, counted, "add the unit to 'offer_units' first"));
    }
  }
}

void check_bounds(const Tables& tables, Problems& problems) {
  const auto reversed = [&](const auto& row, std::string_view name) {
    problems.add(row.place, fmt::format("the bounds of '{}' are the wrong way round", name),
                 "low comes first, high last");
  };
  for (const FactDecl& fact : tables.facts) {
    if (fact.low && fact.high && *fact.low > *fact.high) {
      reversed(fact, fact.id);
    }
  }
  for (const Limit& limit : tables.limits) {
    if (limit.low && limit.high && *limit.low > *limit.high) {
      reversed(limit, limit.id);
    }
  }
  for (const Coefficient& row : tables.coefficients) {
    if (row.low > row.likely || row.likely > row.high) {
      reversed(row, row.id);
    }
  }
}

/// Notes each of `names` that is no name of E.
template <Named E>
void require_names(std::span<const std::string_view> names, std::string_view key,
                   const Place& place, Problems& problems) {
  Ids known;
  for (const auto& [value, name] : Names<E>::k_all) {
    if (!name.empty()) {
      known.push_back(name);
    }
  }
  for (const std::string_view name : names) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      problems.add(place, fmt::format("'{}' cannot hold '{}'", key, name),
                   did_you_mean(name, known, fmt::format("write {}", fmt::join(known, ", "))));
    }
  }
}

/// Notes meters that there are not, and ways that lead by a purpose that there is not.
void check_purposes(const Tables& tables, Problems& problems) {
  const Ids ids = sorted_ids(tables.purposes, &Purpose::id);
  for (const Purpose& row : tables.purposes) {
    require_names<Meter>(row.all_of, "all_of", row.place, problems);
    require_names<Meter>(row.one_of, "one_of", row.place, problems);
    for (const std::string_view way : row.ways) {
      for (const std::string_view part : words_of(way)) {
        if (!std::binary_search(ids.begin(), ids.end(), part)) {
          problems.add(row.place, fmt::format("there is no purpose '{}'", part),
                       did_you_mean(part, ids, "add the purpose first"));
        }
      }
    }
  }
}

void check_meters(const Tables& tables, Problems& problems) {
  for (const BilledMeter& row : tables.meters) {
    require_names<Variant>(row.variants, "variants", row.place, problems);
    require_names<Term>(row.terms, "terms", row.place, problems);
  }
  for (const PriceFactor& row : tables.price_factors) {
    require_names<Unit>(row.units, "units", row.place, problems);
  }
}

} // namespace

void refuse_twins(const Tables& tables, Problems& problems) {
  refuse_id(tables.models, &Model::id, "model", problems);
  refuse_id(tables.accelerators, &Accelerator::id, "accelerator", problems);
  refuse_id(tables.instances, &Instance::id, "instance", problems);
  refuse_id(tables.limits, &Limit::id, "limit", problems);
  refuse_id(tables.credit_pools, &CreditPool::pool, "credit pool", problems);
  refuse_id(tables.coefficients, &Coefficient::id, "coefficient", problems);
  refuse_id(tables.price_factors, &PriceFactor::id, "price factor", problems);
  refuse_id(tables.frameworks, &Framework::id, "framework", problems);
  refuse(
      tables.meters,
      [](const BilledMeter& row) {
        return std::tuple{row.service, row.meter, row.unit};
      },
      [](const BilledMeter& row) {
        return fmt::format("the meter '{}' of {} in {}", name_of(row.meter), row.service,
                           name_of(row.unit));
      },
      problems);
  refuse_id(tables.purposes, &Purpose::id, "purpose", problems);
  refuse_id(tables.facts, &FactDecl::id, "fact", problems);
  refuse_id(tables.rules, &RuleDecl::id, "rule", problems);
  refuse_id(tables.parameters, &Parameter::name, "parameter", problems);
  refuse_id(tables.discounts, &Discount::id, "discount", problems);
  refuse_id(tables.offer_models, &OfferModel::called, "offer model", problems);
  refuse(
      tables.bedrock_models,
      [](const BedrockModel& row) {
        return std::tuple{row.model, row.region};
      },
      [](const BedrockModel& row) {
        return fmt::format("the row of '{}' in region '{}'", row.model, row.region);
      },
      problems);
  refuse(
      tables.spot_observations,
      [](const SpotObservation& row) {
        return std::tuple{row.instance, row.region};
      },
      [](const SpotObservation& row) {
        return fmt::format("the observation of '{}' in '{}'", row.instance, row.region);
      },
      problems);
  refuse(
      tables.rates,
      [](const RateRow& row) {
        return std::tuple{row.key(), row.valid_from};
      },
      [](const RateRow& row) {
        return fmt::format("the rate {} from {}", to_string(row.key()), to_string(row.valid_from));
      },
      problems);
}

void check_links(const Tables& tables, Problems& problems) {
  const Ids models = sorted_ids(tables.models, &Model::id);
  const Ids accelerators = sorted_ids(tables.accelerators, &Accelerator::id);
  require_known(tables.bedrock_models, &BedrockModel::model, models, "model", problems);
  require_known(tables.recipes, &Recipe::model, models, "model", problems);
  require_known(tables.instances, &Instance::accelerator, accelerators, "accelerator", problems);
  require_known(tables.offer_models, &OfferModel::model, models, "model", problems);
  require_models_of_rates(tables, models, problems);
  check_offers(tables, problems);
  check_models(tables.models, problems);
  check_bounds(tables, problems);
  check_meters(tables, problems);
  check_purposes(tables, problems);
}

} // namespace tunepath::data
