#include "support/sample_parts.hpp"

#include <algorithm>
#include <stdexcept>

namespace tunepath::test::sample {
namespace {

constexpr int k_months = 12;
constexpr std::string_view k_day = "2026-11-22"; ///< of the examples; they begin a month later

FactDecl decl(std::string_view id, FactType type, std::string_view question, std::string_view why) {
  FactDecl fact;
  fact.id = id;
  fact.type = type;
  fact.question = question;
  fact.why = why;
  return fact;
}

const FactSchema& schema() {
  static const std::vector<FactDecl> facts{
      decl("region", FactType::region, "Which region?", "prices differ by region"),
      decl("problem.missing_facts", FactType::yes_no,
           "Are answers wrong because the model does not know your content?",
           "missing content calls for retrieval, not for fine-tuning"),
      decl("problem.behaviour_gap", FactType::yes_no,
           "Is there a style, format or skill that prompting cannot make reliable?",
           "it is what examples can teach"),
      decl("problem.weak_prompt", FactType::yes_no,
           "Can the model do the task, but inconsistently?", "better prompts are free"),
      decl("data.labelled_examples", FactType::number, "How many labelled examples are there?",
           "fine-tuning learns from them"),
      decl("traffic.requests_per_month", FactType::number, "How many requests a month?",
           "a standing bill is shared by them"),
      decl("value.per_request_usd", FactType::number, "What is a right answer worth?",
           "it decides whether the gain pays"),
      decl("value.accuracy_base", FactType::number, "How often is it right today?", ""),
      decl("value.accuracy_tuned", FactType::number, "How often would it be right?", ""),
      decl("value.measured", FactType::yes_no, "Was that measured?", "hope is not a result"),
  };
  static const FactSchema all{facts};
  return all;
}

/// Each month bills the same; what is paid once falls into the first.
MonthCost month_of(const Estimate& estimate, int number) {
  MonthCost month;
  month.month = number;
  month.at = Month::of(day(k_day)).plus(number);
  for (const Line& line : estimate.lines) {
    const bool once = line.kind == LineKind::one_time;
    if (once && number > 1) {
      continue;
    }
    Money& sum = once                              ? month.one_time
                 : line.kind == LineKind::standing ? month.standing
                                                   : month.per_use;
    sum += line.amount;
    month.people += line.unit == Unit::person_hour ? line.amount : Money{};
  }
  return month;
}

} // namespace

Decimal dec(std::string_view text) {
  const auto value = Decimal::parse(text);
  return value ? *value : throw std::logic_error("not a decimal: " + std::string{text});
}

Date day(std::string_view text) {
  const auto date = Date::parse(text);
  return date ? *date : throw std::logic_error("not a date: " + std::string{text});
}

Facts facts() {
  return Facts{schema()};
}

void know(Facts& facts, std::string_view id, Value value, int line) {
  Origin origin;
  origin.kind = Origin::Kind::profile;
  origin.at = {"code-review-assistant.yaml", line, 3};
  facts.set(id, std::move(value), std::move(origin));
}

void know_number(Facts& facts, std::string_view id, std::string_view number, int line) {
  know(facts, id, Value{NumberRange::point(dec(number))}, line);
}

Condition met(std::string fact, std::string value, std::string needs, std::string origin) {
  return {std::move(fact), std::move(value), std::move(needs), std::move(origin), Truth::yes};
}

Condition failed(std::string fact, std::string value, std::string needs, std::string origin) {
  return {std::move(fact), std::move(value), std::move(needs), std::move(origin), Truth::no};
}

Condition open(std::string fact, std::string needs) {
  return {std::move(fact), "unknown", std::move(needs), "not stated", Truth::unknown};
}

Reason reason(std::string rule, Reason::Effect effect, std::string text,
              std::vector<Condition> facts, std::string unblock) {
  Reason reason;
  reason.rule = std::move(rule);
  reason.effect = effect;
  reason.text = std::move(text);
  reason.unblock = std::move(unblock);
  reason.source = "reference article: fine-tuning LLMs on AWS";
  reason.date = day(k_day);
  reason.facts = std::move(facts);
  const bool all_met = std::all_of(reason.facts.begin(), reason.facts.end(),
                                   [](const Condition& each) { return each.truth == Truth::yes; });
  reason.holds = effect == Reason::Effect::open ? Truth::unknown : truth(all_met);
  return reason;
}

Reason caution(std::string rule, std::string text, std::vector<Condition> facts) {
  Reason said = reason(std::move(rule), Reason::Effect::open, std::move(text), std::move(facts));
  said.caution = true;
  said.holds = Truth::yes;
  return said;
}

RateRow bedrock(std::string_view item, Meter meter, std::string_view usd, Variant variant) {
  RateRow row;
  row.service = "bedrock";
  row.item = item;
  row.variant = variant;
  row.region = "us-east-1";
  row.meter = meter;
  row.unit = meter == Meter::training ? Unit::trained_token : Unit::token;
  row.per = 1'000'000;
  row.usd = dec(usd);
  row.valid_from = day("2026-10-01");
  row.source = "https://aws.amazon.com/bedrock/pricing/";
  row.source_date = day("2026-11-02");
  row.confidence = Confidence::high;
  row.place = {"rates/bedrock/sample.yaml", 12};
  return row;
}

RateRow instance(std::string_view item, Meter meter, std::string_view usd) {
  RateRow row = bedrock(item, meter, usd, Variant::none);
  row.service = "sagemaker";
  row.unit = Unit::instance_hour;
  row.per = 1;
  row.source = "https://aws.amazon.com/sagemaker/pricing/";
  row.source_date = day("2026-09-11");
  row.place = {"rates/sagemaker/sample.yaml", 40};
  return row;
}

RateRow storage(std::string_view service, std::string_view item, Unit unit, std::string_view usd) {
  RateRow row = instance(item, Meter::storage, usd);
  row.service = service;
  row.unit = unit;
  row.term = Term::none;
  row.source_date = day("2026-07-09");
  row.confidence = Confidence::medium;
  row.place = {"rates/storage/sample.yaml", 7};
  return row;
}

RateRow retrieval(std::string_view usd) {
  RateRow row = storage("knowledge-bases", "managed", Unit::request, usd);
  row.meter = Meter::retrieve;
  row.per = 1000;
  return row;
}

Line line(std::string id, LineKind kind, std::string label, Rational quantity, const RateRow& rate,
          std::string formula) {
  Line line;
  line.id = std::move(id);
  line.kind = kind;
  line.label = std::move(label);
  line.quantity = quantity;
  line.unit = rate.unit;
  line.usd = rate.usd;
  line.per = rate.per;
  line.amount = multiply(quantity, rate.usd, rate.per);
  line.formula = std::move(formula);
  line.rate = rate;
  return line;
}

Line labour(std::string id, LineKind kind, std::string label, std::string_view hours,
            std::string_view usd) {
  RateRow row;
  row.service = "people";
  row.item = "hour";
  row.region = "*";
  row.unit = Unit::person_hour;
  row.term = Term::none;
  row.usd = dec(usd);
  row.valid_from = row.source_date = day(k_day);
  row.source = "the profile";
  row.confidence = Confidence::high;
  return line(std::move(id), kind, std::move(label), Rational::of(dec(hours)), row,
              std::string{hours} + " hours x $" + std::string{usd} + " an hour");
}

Advice scenario(std::string name, std::string description) {
  Advice advice;
  advice.file = "profiles/" + name + ".yaml";
  advice.name = std::move(name);
  advice.description = std::move(description);
  advice.as_of = day(k_day);
  advice.region = "us-east-1";
  advice.hours_per_month = Decimal::of(730);
  advice.start_month = *Month::parse("2026-12");
  for (const auto& [id, unused] : Names<Approach>::k_all) {
    advice.decision.options.push_back({id, OptionVerdict::undecided, {}});
  }
  for (const auto& [id, unused] : Names<Path>::k_all) {
    advice.decision.paths.push_back({id, PathVerdict::undecided, "", {}});
  }
  advice.cost.horizon_months = k_months;
  advice.facts = facts();
  return advice;
}

void set_option(Advice& advice, Approach id, OptionVerdict verdict, std::vector<Reason> reasons) {
  advice.decision.options.at(static_cast<std::size_t>(id)) = {id, verdict, std::move(reasons)};
  if (verdict == OptionVerdict::recommended || verdict == OptionVerdict::done) {
    advice.decision.approach.push_back(id);
  }
}

void set_path(Advice& advice, Path id, PathVerdict verdict, std::vector<Reason> reasons) {
  const bool out = verdict == PathVerdict::ruled_out;
  advice.decision.paths.at(static_cast<std::size_t>(id)) = {id, verdict, out ? "" : advice.region,
                                                            std::move(reasons)};
  if (verdict == PathVerdict::chosen) {
    advice.decision.path = id;
  }
}

Alternative way(std::string id, std::string label, Estimate estimate, std::int64_t requests,
                std::string note) {
  Alternative way;
  way.id = std::move(id);
  way.label = std::move(label);
  way.estimate = std::move(estimate);
  way.note = std::move(note);
  for (int number = 1; number <= k_months; ++number) {
    MonthCost month = month_of(way.estimate, number);
    month.requests = requests > 0 ? std::optional{requests} : std::nullopt;
    way.horizon += month.total();
    month.cumulative = way.horizon;
    way.months.push_back(std::move(month));
  }
  if (requests > 0) {
    way.usd_per_1000_requests = Money::of(way.monthly().usd() * Rational::quotient(1000, requests));
  }
  return way;
}

} // namespace tunepath::test::sample
