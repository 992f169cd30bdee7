#pragma once

#include "advise/serve.hpp"

/// One function per hosting mode: each fills the bill of a month, the same without any request
/// (idle), the units, and the words where somebody reads them. A new mode is one function here and
/// one row in price_hosting.cpp.
namespace tunepath::hosting_modes {

void bedrock_on_demand(ModeBill& bill, const Situation& s, const ServingPlan& plan, int month);
void provisioned_throughput(ModeBill& bill, const Situation& s, const ServingPlan& plan, int month);
void custom_model_import(ModeBill& bill, const Situation& s, const ServingPlan& plan, int month);
void endpoint(ModeBill& bill, const Situation& s, const ServingPlan& plan, int month);
void endpoint_autoscaling(ModeBill& bill, const Situation& s, const ServingPlan& plan, int month);
void endpoint_scale_to_zero(ModeBill& bill, const Situation& s, const ServingPlan& plan, int month);
void multi_adapter(ModeBill& bill, const Situation& s, const ServingPlan& plan, int month);
void async(ModeBill& bill, const Situation& s, const ServingPlan& plan, int month);
void batch_transform(ModeBill& bill, const Situation& s, const ServingPlan& plan, int month);

} // namespace tunepath::hosting_modes
