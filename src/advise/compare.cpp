#include "tunepath/advise/compare.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

namespace tunepath {
namespace {

Rational unit_price(const ComparedLine& line) {
  return Rational::of(line.usd) / Rational::of(line.per);
}

/// What is on one side and has no partner yet.
template <class Row>
using Left = std::vector<const Row*>;

template <class Row>
Left<Row> pointers(const std::vector<Row>& rows) {
  Left<Row> out;
  for (const Row& row : rows) {
    out.push_back(&row);
  }
  return out;
}

/// Takes the first row for which `holds`; nullptr when there is none.
template <class Row, class Holds>
const Row* take_first(Left<Row>& rows, Holds holds) {
  const auto found = std::find_if(rows.begin(), rows.end(), holds);
  if (found == rows.end()) {
    return nullptr;
  }
  const Row* row = *found;
  rows.erase(found);
  return row;
}

LineChange changed(const ComparedLine& before, const ComparedLine& after) {
  LineChange change;
  change.before = before;
  change.after = after;
  change.quantity = before.quantity != after.quantity || before.unit != after.unit;
  change.rate = unit_price(before) != unit_price(after);
  change.item = before.item != after.item;
  change.by = after.amount - before.amount;
  return change;
}

/// Pairs the lines of one answer with those of another.
class Matching {
public:
  Matching(const Comparable& base, const Comparable& other)
      : before_(pointers(base.lines)),
        after_(pointers(other.lines)),
        gaps_before_(pointers(base.gaps)),
        gaps_after_(pointers(other.gaps)) {}

  std::vector<LineChange> changes() {
    pair([](const ComparedLine& a, const ComparedLine& b) {
      return a.item == b.item && a.label == b.label;
    });
    pair([](const ComparedLine& a, const ComparedLine& b) { return a.item == b.item; });
    pair([](const ComparedLine& a, const ComparedLine& b) { return a.label == b.label; });
    auto before = count_ids(before_);
    auto after = count_ids(after_);
    pair([&](const ComparedLine& a, const ComparedLine&) {
      return before[a.id] == 1 && after[a.id] == 1;
    });
    pair_gaps();
    add_rest();
    return std::move(changes_);
  }

private:
  static std::map<std::string_view, int> count_ids(const Left<ComparedLine>& lines) {
    std::map<std::string_view, int> count;
    for (const ComparedLine* line : lines) {
      ++count[line->id];
    }
    return count;
  }

  /// Pairs what has one id, one kind and `alike`; what is the same is no change.
  template <class Alike>
  void pair(Alike alike) {
    for (const ComparedLine* before : Left<ComparedLine>{before_}) {
      const ComparedLine* after = take_first(after_, [&](const ComparedLine* candidate) {
        return candidate->id == before->id && candidate->kind == before->kind &&
               alike(*before, *candidate);
      });
      if (after == nullptr) {
        continue;
      }
      std::erase(before_, before);
      LineChange change = changed(*before, *after);
      if (change.quantity || change.rate || change.item || change.by != Money{}) {
        changes_.push_back(std::move(change));
      }
    }
  }

  /// A line on one side may be a gap on the other; a gap on both is no change.
  void pair_gaps() {
    for (const Gap* gap : Left<Gap>{gaps_before_}) {
      const auto same_id = [&](const auto* row) {
        return row->id == gap->id && row->kind == gap->kind;
      };
      const bool still = take_first(gaps_after_, same_id) != nullptr;
      const ComparedLine* line = still ? nullptr : take_first(after_, same_id);
      if (still || line != nullptr) {
        std::erase(gaps_before_, gap);
      }
      if (line != nullptr) {
        LineChange change;
        change.gap_before = *gap;
        change.after = *line;
        changes_.push_back(std::move(change));
      }
    }
    for (const Gap* gap : Left<Gap>{gaps_after_}) {
      const ComparedLine* line = take_first(before_, [&](const ComparedLine* row) {
        return row->id == gap->id && row->kind == gap->kind;
      });
      if (line != nullptr) {
        std::erase(gaps_after_, gap);
        LineChange change;
        change.before = *line;
        change.gap_after = *gap;
        changes_.push_back(std::move(change));
      }
    }
  }

  void add_rest() {
    const auto add = [&](LineChange::Kind kind, auto member, const auto& row) -> LineChange& {
      LineChange change;
      change.kind = kind;
      change.*member = row;
      changes_.push_back(std::move(change));
      return changes_.back();
    };
    for (const ComparedLine* line : before_) {
      add(LineChange::Kind::gone, &LineChange::before, *line).by = Money{} - line->amount;
    }
    for (const Gap* gap : gaps_before_) {
      add(LineChange::Kind::gone, &LineChange::gap_before, *gap);
    }
    for (const ComparedLine* line : after_) {
      add(LineChange::Kind::added, &LineChange::after, *line).by = line->amount;
    }
    for (const Gap* gap : gaps_after_) {
      add(LineChange::Kind::added, &LineChange::gap_after, *gap);
    }
  }

  Left<ComparedLine> before_;
  Left<ComparedLine> after_;
  Left<Gap> gaps_before_;
  Left<Gap> gaps_after_;
  std::vector<LineChange> changes_;
};

/// Standing first, then by use, then once; what is not known first, then the most money.
auto importance(const LineChange& change) {
  const int kind = change.of() == LineKind::standing ? 0 : change.of() == LineKind::per_use ? 1 : 2;
  const std::int64_t by = change.by ? change.by->micros() : 0;
  return std::tuple{kind, change.by.has_value(), by < 0 ? by : -by};
}

SumDifference difference(SumKind kind, const Comparable& base, const Comparable& other) {
  SumDifference out{kind, base.sum(kind), other.sum(kind), {}, {}};
  const bool same_length = kind != SumKind::horizon || base.horizon_months == other.horizon_months;
  if (out.base.complete && out.other.complete && same_length) {
    out.by = out.other.amount - out.base.amount;
    if (out.base.amount != Money{}) {
      out.share = Rational::quotient(out.by->micros(), out.base.amount.micros());
    }
  }
  return out;
}

Against against(const std::vector<Comparable>& all, std::size_t index) {
  const Comparable& base = all.front();
  const Comparable& other = all[index];
  Against out;
  out.index = index;
  for (std::size_t i = 0; i < out.sums.size(); ++i) {
    out.sums[i] = difference(static_cast<SumKind>(i), base, other);
  }
  out.lines = Matching{base, other}.changes();
  std::stable_sort(
      out.lines.begin(), out.lines.end(),
      [](const LineChange& a, const LineChange& b) { return importance(a) < importance(b); });
  out.same_horizon = base.horizon_months == other.horizon_months;
  return out;
}

/// Calls `rename(comparable)` for each whose label is not its own.
template <class Rename>
void where_shared(std::vector<Comparable>& all, Rename rename) {
  std::map<std::string, int> count;
  for (const Comparable& each : all) {
    ++count[each.label];
  }
  for (Comparable& each : all) {
    if (count[each.label] > 1) {
      rename(each);
    }
  }
}

} // namespace

const std::string& LineChange::id() const {
  return after ? after->id : gap_after ? gap_after->id : before ? before->id : gap_before->id;
}

const std::string& LineChange::label() const {
  return after       ? after->label
         : before    ? before->label
         : gap_after ? gap_after->label
                     : gap_before->label;
}

LineKind LineChange::of() const {
  return after       ? after->kind
         : before    ? before->kind
         : gap_after ? gap_after->kind
                     : gap_before->kind;
}

void label_apart(std::vector<Comparable>& all) {
  for (Comparable& each : all) {
    each.label = each.name;
  }
  where_shared(all, [](Comparable& each) {
    each.label = each.source.substr(each.source.find_last_of('/') + 1);
  });
  where_shared(all, [](Comparable& each) { each.label = each.source; });
  std::set<std::string> taken;
  for (const Comparable& each : all) {
    taken.insert(each.label);
  }
  std::map<std::string, int> seen;
  where_shared(all, [&](Comparable& each) {
    const std::string shared = each.label;
    while (!taken.insert(each.label).second) {
      each.label = fmt::format("{} ({})", shared, ++seen[shared]);
    }
  });
}

Comparison compare(std::vector<Comparable> all) {
  label_apart(all);
  Comparison out;
  for (std::size_t i = 1; i < all.size(); ++i) {
    out.others.push_back(against(all, i));
  }
  out.all = std::move(all);
  return out;
}

bool exceeds(Money base, Money other, Decimal percent) {
  const Wide whole = 100 * Decimal::power_of_ten(percent.scale());
  return Wide{other.micros()} * whole > Wide{base.micros()} * (whole + percent.mantissa());
}

} // namespace tunepath
