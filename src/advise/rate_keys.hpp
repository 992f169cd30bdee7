#pragma once

#include "tunepath/rates/rate.hpp"

namespace tunepath::rate_keys {

// Which row prices what: service, item and meter as the rate tables spell them. The unit is set by
// whoever asks, from the type of the quantity.

inline RateKey bedrock(std::string_view model, Variant variant, std::string_view region,
                       Meter meter, Term term, Scope scope = Scope::in_region) {
  return {.service = "bedrock",
          .item = model,
          .variant = variant,
          .region = region,
          .scope = scope,
          .meter = meter,
          .term = term};
}

inline RateKey custom_model_import(std::string_view version, std::string_view region, Meter meter) {
  return {.service = "bedrock-custom-model-import",
          .item = version,
          .variant = Variant::custom,
          .region = region,
          .meter = meter,
          .term = Term::none};
}

inline RateKey sagemaker(std::string_view instance, std::string_view region, Meter meter) {
  return {.service = "sagemaker",
          .item = instance,
          .region = region,
          .meter = meter,
          .term = Term::on_demand};
}

inline RateKey object_storage(std::string_view region) {
  return {.service = "s3",
          .item = "standard",
          .region = region,
          .meter = Meter::storage,
          .term = Term::first_tier};
}

inline RateKey knowledge_base(std::string_view region, Meter meter) {
  return {.service = "bedrock-knowledge-bases",
          .item = "managed-kb",
          .region = region,
          .meter = meter,
          .term = Term::none};
}

inline RateKey opensearch(std::string_view region) {
  return {.service = "opensearch-serverless",
          .item = "ocu-classic",
          .region = region,
          .meter = Meter::compute,
          .term = Term::none};
}

inline RateKey s3_vectors(std::string_view region, Meter meter) {
  return {.service = "s3-vectors",
          .item = "vectors",
          .region = region,
          .meter = meter,
          .term = Term::none};
}

inline RateKey aurora(std::string_view region) {
  return {.service = "aurora-pgvector",
          .item = "cluster",
          .region = region,
          .meter = Meter::storage,
          .term = Term::none};
}

} // namespace tunepath::rate_keys
