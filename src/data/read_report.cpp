#include "tunepath/data/read_report.hpp"

#include "data/json_fields.hpp"
#include "data/report_checks.hpp"
#include "data/report_format.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace tunepath {
namespace {

using data::JsonFields;
using data::Node;

/// "8641/3600"; empty for anything else.
std::optional<Rational> fraction_of(std::string_view text) {
  const auto slash = std::min(text.find('/'), text.size());
  const auto above = Decimal::parse(text.substr(0, slash));
  const auto below = Decimal::parse(text.substr(std::min(slash + 1, text.size())));
  const bool sound = above && below && above->is_whole() && below->is_whole() &&
                     *above >= Decimal{} && *below > Decimal{};
  return sound ? std::optional{Rational::quotient(above->mantissa(), below->mantissa())}
               : std::nullopt;
}

/// Builds a Comparable from the tree of a report; every problem is noted.
class ReportReader {
public:
  explicit ReportReader(data::Problems& problems)
      : problems_(problems), fields_(problems, std::string{data::k_report_remedy}) {}

  Comparable read(const Node& root) {
    out_.saved = true;
    out_.uncertain = true; // Until percentiles say how much.
    if (const Node* profile = fields_.object(root, "profile")) {
      out_.name = fields_.text(*profile, "name");
    }
    out_.as_of = fields_.date(root, "as_of").value_or(Date{});
    out_.region = fields_.text(root, "region");
    if (const Node* decision = fields_.object(root, "decision")) {
      read_decision(*decision);
    }
    read_hosting(root);
    if (const Node* cost = fields_.object(root, "cost")) {
      read_cost(*cost);
    }
    return std::move(out_);
  }

private:
  void read_decision(const Node& decision) {
    const std::string status = fields_.text(decision, "status");
    out_.decided = status == "decided";
    if (!out_.decided && status != "undecided" && !status.empty()) {
      fields_.wrong(*decision.find("status"), "status", "decided or undecided");
    }
    each(decision, "approach", [&](const Node& item) {
      const auto approach =
          JsonFields::is_text(item) ? named<Approach>(item.scalar) : std::optional<Approach>{};
      if (approach) {
        out_.approach.push_back(*approach);
      } else {
        fields_.wrong(item, "approach", "prompt, rag or fine-tuning");
      }
    });
    if (!fields_.is_null(decision, "path")) {
      out_.path = fields_.word<Path>(decision, "path");
    }
    out_.verdict = fields_.word<Verdict>(decision, "verdict").value_or(Verdict::unknown);
    each(decision, "open_questions", [&](const Node& item) {
      out_.open_questions.push_back(
          {fields_.text(item, "fact"), fields_.text(item, "question"), fields_.text(item, "why")});
    });
  }

  void read_hosting(const Node& root) {
    const Node* hosting = fields_.object(root, "hosting");
    if (hosting != nullptr && !fields_.is_null(*hosting, "mode")) {
      out_.hosting = fields_.word<HostingMode>(*hosting, "mode");
    }
  }

  void read_cost(const Node& cost) {
    constexpr std::int64_t k_most_months = 1200;
    out_.way = fields_.text_or_null(cost, "way");
    out_.provisional = fields_.yes_no(cost, "provisional");
    out_.horizon_months = static_cast<int>(fields_.whole(cost, "horizon_months", k_most_months));
    each(cost, "lines", [&](const Node& item) {
      out_.lines.push_back(line(item));
      add_rate(item);
    });
    each(cost, "gaps", [&](const Node& item) {
      out_.gaps.push_back({fields_.text(item, "id"),
                           fields_.word<LineKind>(item, "kind").value_or(LineKind::one_time),
                           fields_.text(item, "label"), fields_.text(item, "needs"),
                           fields_.yes_no(item, "no_rate")});
    });
    each(cost, "alternatives", [&](const Node& item) {
      if (fields_.yes_no(item, "reference")) {
        each(item, "lines", [&](const Node& of) { add_rate(of); });
      }
    });
    std::sort(out_.rates.begin(), out_.rates.end());
    out_.rates.erase(std::unique(out_.rates.begin(), out_.rates.end()), out_.rates.end());
    std::stable_sort(
        out_.rates.begin(), out_.rates.end(),
        [](const ComparedRate& a, const ComparedRate& b) { return a.source_date < b.source_date; });
    if (!fields_.is_null(cost, "horizon_usd")) {
      out_.horizon = fields_.money(cost, "horizon_usd").value_or(Money{});
    }
    read_percentiles(cost);
    if (problems_.count() == 0) { // Else they cannot add up.
      data::check_report(cost, out_, fields_);
    }
  }

  ComparedLine line(const Node& node) {
    ComparedLine out;
    out.id = fields_.text(node, "id");
    out.kind = fields_.word<LineKind>(node, "kind").value_or(LineKind::one_time);
    out.label = fields_.text(node, "label");
    out.unit = fields_.word<Unit>(node, "unit").value_or(Unit::token);
    if (const Node* rate = fields_.object(node, "rate")) {
      out.item = fields_.text(*rate, "item");
    }
    if (!fields_.is_null(node, "stand_in")) {
      const Node* stand_in = fields_.object(node, "stand_in");
      out.stand_in = stand_in == nullptr ? "" : fields_.text(*stand_in, "region");
    }
    const auto quantity = quantity_of(node);
    const auto usd = fields_.decimal(node, "rate_usd");
    const auto per = fields_.decimal(node, "per");
    const auto amount = fields_.money(node, "amount_usd");
    if (per && (!per->is_whole() || per->is_zero())) {
      fields_.wrong(*node.find("per"), "per", "a whole number as text, of 1 or more");
      return out;
    }
    if (!quantity || !usd || !per || !amount) {
      return out;
    }
    out.quantity = *quantity;
    out.usd = *usd;
    out.per = per->mantissa();
    out.amount = *amount;
    if (multiply(out.quantity, out.usd, out.per) != out.amount) {
      fields_.problem(
          node.find("amount_usd")->at,
          fmt::format("'amount_usd' is {}, but quantity x rate_usd / per is {}", plain(out.amount),
                      plain(multiply(out.quantity, out.usd, out.per))));
    }
    return out;
  }

  /// The fraction where there is one, since the decimal is then rounded.
  std::optional<Rational> quantity_of(const Node& node) {
    const auto decimal = fields_.decimal(node, "quantity");
    if (fields_.is_null(node, "quantity_exact")) {
      return decimal ? std::optional{Rational::of(*decimal)} : std::nullopt;
    }
    const std::string text = fields_.text(node, "quantity_exact");
    const auto fraction = fraction_of(text);
    if (!text.empty() && !fraction) {
      fields_.wrong(*node.find("quantity_exact"), "quantity_exact",
                    "a fraction as text, as in \"8641/3600\"");
    }
    return fraction;
  }

  /// People's time is no published rate.
  void add_rate(const Node& line) {
    const Node* rate = fields_.object(line, "rate");
    if (rate == nullptr || fields_.text(line, "unit") == name_of(Unit::person_hour)) {
      return;
    }
    std::string key;
    for (const std::string_view part :
         {"service", "item", "variant", "region", "scope", "meter", "unit", "tier_or_term"}) {
      const std::string text = fields_.text_or_null(*rate, part);
      key += fmt::format("{}{}", key.empty() ? "" : " / ", text.empty() ? "-" : text);
    }
    constexpr std::int64_t k_most_lines = 1'000'000'000;
    const auto source_date = fields_.date(*rate, "source_date");
    if (!fields_.text(*rate, "service").empty() && source_date) {
      out_.rates.push_back({std::move(key), *source_date, fields_.text(*rate, "file"),
                            static_cast<int>(fields_.whole(*rate, "line", k_most_lines))});
    }
  }

  void read_percentiles(const Node& cost) {
    if (fields_.is_null(cost, "percentiles")) {
      return;
    }
    const Node* all = fields_.object(cost, "percentiles");
    const GapKinds gaps = missing_in_draws(cost);
    if (all == nullptr) {
      return;
    }
    std::array<Percentile, 3> percentiles;
    for (const auto& [percentile, name] : Names<PercentileRank>::k_all) {
      if (const Node* one = fields_.object(*all, name)) {
        const auto amount = [&](SumKind kind) { return amount_or_null(*one, name_of(kind)); };
        percentiles[static_cast<std::size_t>(percentile)] = {
            amount(SumKind::one_time), amount(SumKind::standing), amount(SumKind::per_use),
            amount(SumKind::monthly),  amount(SumKind::horizon),  gaps};
      }
    }
    out_.percentiles = percentiles;
  }

  /// Nothing for null, which is what nothing but gaps make up.
  Money amount_or_null(const Node& node, std::string_view key) {
    return fields_.is_null(node, key) ? Money{} : fields_.money(node, key).value_or(Money{});
  }

  /// Where draws were made, the kinds of which something has no price in one of them.
  GapKinds missing_in_draws(const Node& cost) {
    GapKinds gaps;
    const Node* robustness = fields_.object(cost, "robustness");
    if (robustness == nullptr) {
      return gaps;
    }
    each(*robustness, "incomplete", [&](const Node& item) {
      const auto kind =
          JsonFields::is_text(item) ? named<LineKind>(item.scalar) : std::optional<LineKind>{};
      if (kind) {
        gaps.add(*kind);
      } else {
        fields_.wrong(item, "incomplete", "one-time, standing or per-use");
      }
    });
    const bool complete = fields_.yes_no(*robustness, "complete");
    if (problems_.count() == 0 && complete == gaps.any()) {
      fields_.problem(robustness->find("complete")->at,
                      fmt::format("'complete' is {}, but 'incomplete' has {}", complete,
                                  gaps.any() ? "kinds" : "none"));
    }
    return gaps;
  }

  template <class Read>
  void each(const Node& object, std::string_view key, Read read) {
    constexpr std::int64_t k_most = 5000; // Lines and gaps are paired with each other.
    const Node* list = fields_.list(object, key);
    if (list == nullptr) {
      return;
    }
    if (std::ssize(list->items) > k_most) {
      fields_.problem(list->at, fmt::format("'{}' has {} entries; a report has at most {}", key,
                                            grouped(std::ssize(list->items)), grouped(k_most)));
      return;
    }
    for (const Node& item : list->items) {
      read(item);
    }
  }

  data::Problems& problems_;
  JsonFields fields_;
  Comparable out_;
};

} // namespace

Result<Comparable> read_report(std::string_view text, const std::string& file) {
  auto root = data::parse_json(text, file);
  if (!root) {
    return root.problems();
  }
  if (auto problem = data::other_format(root.value(), file)) {
    return std::move(*problem);
  }
  data::Problems problems;
  Comparable out;
  try {
    out = ReportReader{problems}.read(root.value());
  } catch (const std::overflow_error&) {
    problems.add(Position{file, 0, 0}, "the report's numbers are too large to be added exactly",
                 std::string{data::k_report_remedy});
  }
  if (problems.count() > 0) {
    return problems.take();
  }
  out.label = out.name;
  out.source = file;
  return out;
}

} // namespace tunepath
