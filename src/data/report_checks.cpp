#include "data/report_checks.hpp"

#include <fmt/format.h>

namespace tunepath::data {
namespace {

/// Notes where two statements of a report about its costs do not go together.
class ReportChecker {
public:
  ReportChecker(const Node& cost, const Comparable& read, JsonFields& fields)
      : cost_(cost), read_(read), fields_(fields) {}

  void check() {
    check_complete();
    for (const auto& [kind, name] : Names<SumKind>::k_all) {
      if (kind != SumKind::horizon) {
        const KnownSum sum = read_.sum(kind);
        check_sum(name, "lines", sum.priced ? std::optional{sum.amount} : std::nullopt);
      }
    }
    check_horizon();
    if (read_.percentiles) {
      check_percentiles();
    }
  }

private:
  void check_complete() {
    const Node* said = cost_.find("complete");
    const bool complete = said != nullptr && said->scalar == "true";
    if (said == nullptr || (!complete && said->scalar != "false") || said->quoted) {
      fields_.yes_no(cost_, "complete");
    } else if (complete != read_.complete()) {
      fields_.problem(said->at, fmt::format("'complete' is {}, but {}", complete,
                                            read_.way.empty()    ? "no way is priced"
                                            : read_.gaps.empty() ? "there are no gaps"
                                                                 : "there are gaps"));
    }
  }

  /// Notes where a total is not what is made up by what `parts` names.
  void check_sum(std::string_view name, std::string_view parts, std::optional<Money> made) {
    const Node* said = fields_.member(cost_, name);
    if (said == nullptr) {
      return;
    }
    const bool null = said->kind == Node::Kind::null;
    const auto stated = null ? std::optional<Money>{} : fields_.money(cost_, name);
    if ((null || stated) && stated != made) {
      fields_.problem(said->at, fmt::format("'{}' is {}, but its {} add up to {}", name,
                                            stated ? plain(*stated) : "null", parts,
                                            made ? plain(*made) : "nothing that is priced"));
    }
  }

  /// The horizon is the sum of its months, which are there for every way that is priced.
  void check_horizon() {
    const Node* timeline = fields_.list(cost_, "timeline");
    if (timeline == nullptr) {
      return;
    }
    const auto months = static_cast<std::size_t>(read_.way.empty() ? 0 : read_.horizon_months);
    if (timeline->items.size() != months) {
      fields_.problem(timeline->at, fmt::format("'timeline' has {} months, but {}",
                                                timeline->items.size(), why_months(months)));
      return;
    }
    Money sum;
    for (const Node& month : timeline->items) {
      for (const std::string_view name : {"standing_usd", "per_use_usd", "one_time_usd"}) {
        sum +=
            fields_.is_null(month, name) ? Money{} : fields_.money(month, name).value_or(Money{});
      }
    }
    const bool priced = read_.sum(SumKind::horizon).priced;
    check_sum(name_of(SumKind::horizon), "months", priced ? std::optional{sum} : std::nullopt);
  }

  std::string why_months(std::size_t months) const {
    return read_.way.empty() ? "no way is priced" : fmt::format("'horizon_months' is {}", months);
  }

  void check_percentiles() {
    const Node* all = fields_.object(cost_, "percentiles");
    for (const auto& [kind, name] : Names<SumKind>::k_all) {
      std::optional<Money> before;
      for (const auto& [rank, of] : Names<PercentileRank>::k_all) {
        const Node* one = fields_.object(*all, of);
        if (fields_.is_null(*one, name)) {
          check_null(*one, name);
          continue;
        }
        const auto amount = fields_.money(*one, name);
        if (before && amount && *amount < *before) {
          fields_.problem(one->find(name)->at,
                          fmt::format("'{}' is {} at {}, but {} at the percentile before it", name,
                                      plain(*amount), of, plain(*before)));
        }
        before = amount;
      }
    }
  }

  /// A percentile is withheld only where the total is.
  void check_null(const Node& percentile, std::string_view name) {
    if (!fields_.is_null(cost_, name)) {
      fields_.problem(percentile.find(name)->at,
                      fmt::format("'{}' is null here, but the total is not", name));
    }
  }

  const Node& cost_;
  const Comparable& read_;
  JsonFields& fields_;
};

} // namespace

void check_report(const Node& cost, const Comparable& read, JsonFields& fields) {
  ReportChecker{cost, read, fields}.check();
}

} // namespace tunepath::data
