#pragma once

#include "tunepath/advise/advice.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

// Short words for building Advice by hand.
namespace tunepath::test::sample {

Decimal dec(std::string_view text);
Date day(std::string_view text);

/// Facts about the scenario, all unknown, over a small schema of the ids that reports look at.
Facts facts();
void know(Facts& facts, std::string_view id, Value value, int line);
void know_number(Facts& facts, std::string_view id, std::string_view number, int line);

Condition met(std::string fact, std::string value, std::string needs, std::string origin);
Condition failed(std::string fact, std::string value, std::string needs, std::string origin);
Condition open(std::string fact, std::string needs);

Reason reason(std::string rule, Reason::Effect effect, std::string text,
              std::vector<Condition> facts = {}, std::string unblock = "");
Reason caution(std::string rule, std::string text, std::vector<Condition> facts);

/// Rows as a table holds them.
RateRow bedrock(std::string_view item, Meter meter, std::string_view usd,
                Variant variant = Variant::base);
RateRow instance(std::string_view item, Meter meter, std::string_view usd);
RateRow storage(std::string_view service, std::string_view item, Unit unit, std::string_view usd);
RateRow retrieval(std::string_view usd);

/// A line at the price of `rate`.
Line line(std::string id, LineKind kind, std::string label, Rational quantity, const RateRow& rate,
          std::string formula);
Line labour(std::string id, LineKind kind, std::string label, std::string_view hours,
            std::string_view usd);

/// All options and paths, undecided, on the day of the examples.
Advice scenario(std::string name, std::string description);
void set_option(Advice& advice, Approach id, OptionVerdict verdict, std::vector<Reason> reasons);
void set_path(Advice& advice, Path id, PathVerdict verdict, std::vector<Reason> reasons);

/// horizon = one-time + months x monthly, and the price of 1,000 requests.
Alternative way(std::string id, std::string label, Estimate estimate, std::int64_t requests,
                std::string note = "");

} // namespace tunepath::test::sample
