#include "report/capacity_words.hpp"
#include "report/evidence.hpp"
#include "report/sections.hpp"
#include "report/totals.hpp"
#include "report/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::section {
namespace {

/// Chosen, then what may be used, then what nobody knows, then the rest.
int rank(const Advice& advice, const HostingOption& mode) {
  return advice.hosting == mode.id         ? 0
         : mode.eligible == Truth::yes     ? 1
         : mode.eligible == Truth::unknown ? 2
                                           : 3;
}

std::string capacity(const HostingOption& mode) {
  switch (mode.unit) {
  case UnitKind::instance:
    return mode.units > 0 && !mode.instance.empty()
               ? fmt::format("{} x {}", grouped(mode.units), mode.instance)
               : mode.instance;
  case UnitKind::model_unit:
    return words::count(mode.units, "model unit");
  case UnitKind::custom_model_unit:
    return words::count(mode.units, "custom unit");
  case UnitKind::none:
    break;
  }
  return {};
}

/// Why not, or what is open; with its evidence.
std::string objection(const Advice& advice, const HostingOption& mode) {
  if (mode.eligible == Truth::yes) {
    return {};
  }
  const bool no = mode.eligible == Truth::no;
  const Reason* reason =
      evidence::first(mode.reasons, no ? Reason::Effect::opposes : Reason::Effect::open);
  if (reason == nullptr) {
    return {};
  }
  const std::string facts = evidence::brackets(advice, *reason, no);
  return words::sentence(reason->text) + (facts.empty() ? "" : " " + facts);
}

/// What was said of a mode above, so that nothing long is said twice.
using Said = std::vector<std::pair<std::string, HostingMode>>;

/// `why`, or which mode above it was said of.
std::string once(const std::string& why, HostingMode mode, Said& said) {
  constexpr std::size_t k_short = 80; // a line or less
  if (why.size() <= k_short) {
    return why;
  }
  for (const auto& [text, above] : said) {
    if (text == why) {
      return fmt::format("As for {}.", words::title(above));
    }
  }
  said.emplace_back(why, mode);
  return why;
}

Row mode_row(const Advice& advice, const HostingOption& mode, Said& said) {
  Row row;
  row.mark = advice.hosting == mode.id         ? Mark::chosen
             : mode.eligible == Truth::unknown ? Mark::unknown
                                               : Mark::none;
  const std::string eligible{mode.eligible == Truth::unknown ? "open" : name_of(mode.eligible)};
  const std::string why = objection(advice, mode);
  row.cells = {std::string{words::title(mode.id)}, eligible};
  if (mode.eligible == Truth::no && mode.estimate.lines.empty()) {
    row.cells.push_back(why.empty() ? "not offered" : why);
    return row;
  }
  const std::string reason = once(why, mode.id, said);
  const std::string units = capacity(mode);
  row.cells.push_back(units.empty() ? mode.note : units);
  row.cells.push_back(to_string(idle_monthly(mode)));
  row.cells.push_back(to_string(monthly(mode)));
  const std::vector<std::string> notes{
      units.empty() ? "" : words::sentence(mode.note),
      mode.region.empty() || mode.region == advice.region ? "" : fmt::format("In {}.", mode.region),
      reason};
  if (std::string note = words::join(notes, " "); !note.empty()) {
    row.notes.push_back(std::move(note));
  }
  return row;
}

/// What the first mode with instances that may be used rests on.
void add_capacity(Document& out, const std::vector<const HostingOption*>& ranked) {
  for (const HostingOption* mode : ranked) {
    const std::string text = mode->eligible == Truth::no ? std::string{} : words::capacity(*mode);
    if (!text.empty()) {
      out.push_back(Paragraph{text});
      return;
    }
  }
}

Row way_row(const Alternative& way, bool per_1000) {
  Row row;
  row.mark = way.chosen ? Mark::chosen : Mark::none;
  row.cells = {way.label, to_string(standing(way)), to_string(per_use(way)),
               to_string(monthly(way)), to_string(horizon(way))};
  if (per_1000) {
    row.cells.push_back(!way.usd_per_1000_requests || !monthly(way).priced()
                            ? ""
                            : (monthly(way).complete() ? "" : "at least ") +
                                  to_string(*way.usd_per_1000_requests));
  }
  const std::vector<std::string> notes{words::sentence(way.note),
                                       way.reference ? "What the others are compared with." : ""};
  if (std::string note = words::join(notes, " "); !note.empty()) {
    row.notes.push_back(std::move(note));
  }
  return row;
}

/// The sum of the horizon, to be compared by eye.
AmountBar bar_of(const Alternative& way) {
  const Total sum = horizon(way);
  return {way.chosen ? Mark::chosen : Mark::none, way.label,
          sum.priced() ? std::optional{sum.amount} : std::nullopt, to_string(sum), !sum.complete()};
}

} // namespace

void hosting(Document& out, const Advice& advice) {
  if (advice.modes.empty()) {
    return;
  }
  std::vector<const HostingOption*> modes;
  for (const HostingOption& mode : advice.modes) {
    modes.push_back(&mode);
  }
  std::stable_sort(modes.begin(), modes.end(), [&](const HostingOption* a, const HostingOption* b) {
    return rank(advice, *a) < rank(advice, *b);
  });
  Table table{{{"", Align::left},
               {"", Align::left},
               {"capacity", Align::left},
               {"idle", Align::right},
               {"month", Align::right}},
              {}};
  Said said;
  for (const HostingOption* mode : modes) {
    table.rows.push_back(mode_row(advice, *mode, said));
  }
  out.push_back(Heading{"Hosting, for the same traffic"});
  out.push_back(std::move(table));
  add_capacity(out, modes);
}

void ways(Document& out, const Advice& advice) {
  const CostAdvice& cost = advice.cost;
  if (cost.alternatives.empty()) {
    return;
  }
  const bool per_1000 =
      std::any_of(cost.alternatives.begin(), cost.alternatives.end(),
                  [](const Alternative& way) { return way.usd_per_1000_requests.has_value(); });
  const std::string horizon = words::count(cost.horizon_months, "month");
  Table table{{{"", Align::left},
               {"standing", Align::right},
               {"by use", Align::right},
               {"month", Align::right},
               {horizon, Align::right}},
              {}};
  if (per_1000) {
    table.columns.push_back({"per 1,000", Align::right});
  }
  AmountBars bars;
  const auto add = [&](bool reference) {
    for (const Alternative& way : cost.alternatives) {
      if (way.reference == reference) {
        table.rows.push_back(way_row(way, per_1000));
        bars.rows.push_back(bar_of(way));
      }
    }
  };
  add(true);
  add(false);
  out.push_back(Heading{fmt::format("Every way to do it, {}{}", horizon,
                                    per_1000 ? ", and per 1,000 requests" : "")});
  out.push_back(std::move(table));
  if (bars.rows.size() > 1) {
    out.push_back(Paragraph{fmt::format("Over {}:", horizon)});
    out.push_back(std::move(bars));
  }
}

} // namespace tunepath::section
