#pragma once

#include "advise/serve.hpp"

/// One function per hosting mode: each fills the estimate of a month, the same without any request
/// (idle), and the units. A new mode is one function here and one row in price_hosting.cpp.
namespace tunepath::hosting_modes {

void bedrock_on_demand(HostingOption& option, const Situation& s, const ServingPlan& plan,
                       int month);
void provisioned_throughput(HostingOption& option, const Situation& s, const ServingPlan& plan,
                            int month);
void custom_model_import(HostingOption& option, const Situation& s, const ServingPlan& plan,
                         int month);
void endpoint(HostingOption& option, const Situation& s, const ServingPlan& plan, int month);
void endpoint_autoscaling(HostingOption& option, const Situation& s, const ServingPlan& plan,
                          int month);
void endpoint_scale_to_zero(HostingOption& option, const Situation& s, const ServingPlan& plan,
                            int month);
void multi_adapter(HostingOption& option, const Situation& s, const ServingPlan& plan, int month);
void async(HostingOption& option, const Situation& s, const ServingPlan& plan, int month);
void batch_transform(HostingOption& option, const Situation& s, const ServingPlan& plan, int month);

} // namespace tunepath::hosting_modes
