#include "report/evidence.hpp"
#include "report/sections.hpp"
#include "report/totals.hpp"
#include "report/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::section {
namespace {

/// "2026-12-01 to 2027-11-30", "until 2027-11-30", "no days stated".
std::string days_text(const GrantUse& grant) {
  if (grant.from && grant.expires) {
    return fmt::format("{} to {}", to_string(*grant.from), to_string(*grant.expires));
  }
  return grant.expires ? "until " + to_string(*grant.expires)
         : grant.from  ? "from " + to_string(*grant.from)
                       : "no days stated";
}

std::string pays_text(const GrantUse& grant) {
  return grant.services.empty() ? "pays for nothing"
                                : fmt::format("pays for {}", fmt::join(grant.services, ", "));
}

std::vector<std::string> grant_notes(const GrantUse& grant, const Advice& advice) {
  const std::string origin =
      grant.at.file.empty() ? "" : evidence::short_origin(advice, to_string(grant.at));
  const std::string place = origin.empty() ? "" : fmt::format(" [{}]", origin);
  std::vector<std::string> notes{
      fmt::format("{}; {}{}", days_text(grant), pays_text(grant), place)};
  notes.insert(notes.end(), grant.notes.begin(), grant.notes.end());
  return notes;
}

Table grants_table(const CreditAdvice& credits, const Advice& advice) {
  Table table{{{"", Align::left},
               {"granted", Align::right},
               {"used", Align::right},
               {"lost when it expires", Align::right},
               {"left", Align::right}},
              {}};
  for (const GrantUse& grant : credits.grants) {
    table.rows.push_back({{grant.pool.empty() ? "a grant" : grant.pool, to_string(grant.granted),
                           to_string(grant.used), to_string(grant.expired), to_string(grant.left)},
                          Mark::none,
                          grant_notes(grant, advice),
                          false});
  }
  return table;
}

std::string horizon_text(const std::vector<MonthCost>& months) {
  return months.size() == 1
             ? to_string(months.front().at)
             : fmt::format("{} to {}", to_string(months.front().at), to_string(months.back().at));
}

std::string funded_text(const CostAdvice& cost) {
  const int funded = cost.credits->months_funded;
  if (funded == 0 || !of_aws(cost, cost.credits->bill).complete()) {
    return "";
  }
  return funded == std::ssize(cost.timeline)
             ? "nothing in any month"
             : fmt::format("nothing in the first {}", words::count(funded, "month"));
}

/// What is to pay once nothing of the AWS bill is paid by anyone else.
AmountRow after_row(const CostAdvice& cost) {
  const CreditAdvice& credits = *cost.credits;
  const bool retrains = std::any_of(cost.timeline.begin(), cost.timeline.end(),
                                    [](const MonthCost& month) { return month.retrainings > 0; });
  const bool grows =
      cost.timeline.size() > 1 && cost.timeline.front().requests != cost.timeline.back().requests;
  std::vector<std::string> notes;
  if (credits.used > Money{} && !credits.after) {
    notes.emplace_back("they outlast the months counted");
  }
  if (grows) {
    notes.emplace_back("changing with the traffic");
  }
  if (retrains) {
    notes.emplace_back("retraining apart");
  }
  const std::string note = words::join(notes, "; ");
  const std::string amount = to_string(of_aws(cost, credits.monthly_after));
  return {credits.after ? fmt::format("{} {}", grows ? "The month" : "Every month from",
                                      to_string(*credits.after))
          : grows       ? "A month without credits"
                        : "Every month without credits",
          amount, note, false};
}

Amounts bill(const CostAdvice& cost) {
  const CreditAdvice& credits = *cost.credits;
  Amounts block;
  block.rows.push_back({"AWS bill, " + horizon_text(cost.timeline),
                        to_string(of_aws(cost, credits.bill)), "", false});
  block.rows.push_back({"Credits pay", to_string(credits.used), "", false});
  block.rows.push_back(
      {"You pay AWS", to_string(of_aws(cost, credits.out_of_pocket)), funded_text(cost), false});
  if (credits.people > Money{}) {
    block.rows.push_back({"Not covered: your people", to_string(credits.people), "", false});
  }
  block.rows.push_back(after_row(cost));
  return block;
}

Points open_points(const CostAdvice& cost) {
  Points block;
  const auto add = [&](const std::string& text) {
    block.rows.push_back({Mark::unknown, "", "", text, {}});
  };
  for (const GrantUse& grant : cost.credits->grants) {
    for (const std::string& text : grant.unverified) {
      add(text);
    }
  }
  if (!of_aws(cost, cost.credits->bill).complete()) {
    add("A part of the AWS bill has no price: the grants may be used up sooner than it says here.");
  }
  return block;
}

std::string amount_text(const CreditPoolAdvice& pool) {
  if (!pool.max_usd) {
    return pool.amount_note.empty() ? "No amount is known." : words::sentence(pool.amount_note);
  }
  return fmt::format("Up to {}{}.", to_string(*pool.max_usd),
                     pool.amount_note.empty() ? "" : fmt::format(" ({})", pool.amount_note));
}

std::string standing_text(const CreditPoolAdvice& pool) {
  const std::string date =
      pool.source_date ? fmt::format(", {}", to_string(*pool.source_date)) : "";
  return pool.official == Truth::yes ? fmt::format("Official{}.", date)
                                     : fmt::format("Hearsay: {}{}.", pool.source, date);
}

/// What it takes, and the answer to each: open for what nobody said.
std::string conditions_text(const CreditPoolAdvice& pool, const Advice& advice) {
  std::string met;
  std::string open;
  for (const Reason& reason : pool.reasons) {
    const bool known = reason.holds != Truth::unknown;
    const std::string found = known ? evidence::brackets(advice, reason) : "";
    (known ? met : open) += fmt::format(" {}{}{}", reason.text, found.empty() ? "" : " ", found);
  }
  return fmt::format("{}{}{}", met.empty() ? "" : met.substr(1),
                     open.empty() ? "" : (met.empty() ? "Not known:" : " Not known:"), open);
}

/// In full where one is eligible as far as was said; else what it is, and what is open.
Point pool_point(const CreditPoolAdvice& pool, const Advice& advice) {
  const bool eligible = pool.eligible == Truth::yes;
  Point point{eligible ? Mark::supports : Mark::unknown,
              pool.pool,
              "",
              fmt::format("{} {}", amount_text(pool), standing_text(pool)),
              {}};
  if (const std::string conditions = conditions_text(pool, advice); !conditions.empty()) {
    point.notes.push_back(conditions);
  }
  if (eligible) {
    point.notes.push_back(pool.verified == Truth::yes ? fmt::format("Covers {}.", pool.covers)
                                                      : "What it covers: no source states it.");
  }
  if (!pool.how_to_apply.empty()) {
    point.notes.push_back(fmt::format("To apply: {}.", pool.how_to_apply));
  }
  return point;
}

} // namespace

void credits(Document& out, const Advice& advice) {
  const CostAdvice& cost = advice.cost;
  if (cost.credits) {
    out.push_back(Heading{"Credits"});
    out.push_back(grants_table(*cost.credits, advice));
    out.push_back(bill(cost));
    if (Points open = open_points(cost); !open.rows.empty()) {
      out.push_back(std::move(open));
    }
  }
  if (!cost.credit_pools.empty()) {
    out.push_back(Heading{"Credits that you may be eligible for"});
    Points pools;
    for (const CreditPoolAdvice& pool : cost.credit_pools) {
      pools.rows.push_back(pool_point(pool, advice));
    }
    out.push_back(std::move(pools));
  }
}

} // namespace tunepath::section
