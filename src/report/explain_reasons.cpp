#include "report/evidence_words.hpp"
#include "report/explain.hpp"
#include "report/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::explain {
namespace {

using Effect = Reason::Effect;

bool is_open(const Reason& reason) {
  return reason.holds == Truth::unknown && reason.effect == Effect::open;
}

/// True for a reason on which the answer rests: its rule holds, or has to and does not.
bool counts(const Reason& reason, Kind kind) {
  return !reason.caution && reason.effect != Effect::open &&
         (kind == Kind::all_required || reason.holds == Truth::yes);
}

/// A reason in full, on which the answer rests: its sentence, each condition on a line, its source.
Point in_full(const Reason& reason, Mark mark, const FactSchema& schema) {
  Point point{mark, reason.rule, "", words::sentence(reason.text), {}};
  for (const std::string& condition : evidence::in_words(reason, schema)) {
    point.notes.push_back(condition);
  }
  if (std::string source = evidence::short_source(reason); !source.empty()) {
    point.notes.push_back(std::move(source));
  }
  return point;
}

/// A rule that was looked at and does not apply: all on as few lines as it takes.
Point folded(const Reason& reason, const FactSchema& schema) {
  std::string text = words::sentence(reason.text);
  for (const std::string& condition : evidence::in_words(reason, schema)) {
    text += " " + condition;
  }
  return {Mark::none, reason.rule, "", std::move(text), {}};
}

class Groups {
public:
  Groups(std::span<const Reason> reasons, Kind kind, const FactSchema& schema)
      : reasons_(reasons), kind_(kind), schema_(schema) {}

  template <class Fits>
  void full(Document& out, std::string_view heading, Mark mark, Fits fits) const {
    Points points;
    for (const Reason& reason : reasons_) {
      if (fits(reason)) {
        points.rows.push_back(in_full(reason, mark, schema_));
      }
    }
    add(out, heading, std::move(points));
  }

  void rest(Document& out) const {
    Points points;
    for (const Reason& reason : reasons_) {
      if (is_folded(reason)) {
        points.rows.push_back(folded(reason, schema_));
      }
    }
    add(out, "Checked, and does not apply", std::move(points));
  }

  void lifts(Document& out) const {
    Points points;
    for (const Reason& reason : reasons_) {
      if (counts(reason, kind_) && reason.effect == Effect::opposes && !reason.unblock.empty()) {
        points.rows.push_back({Mark::none, reason.rule, "", words::sentence(reason.unblock), {}});
      }
    }
    add(out, "What would lift it", std::move(points));
  }

private:
  bool is_folded(const Reason& reason) const {
    return !reason.caution && !is_open(reason) && !counts(reason, kind_);
  }

  static void add(Document& out, std::string_view heading, Points points) {
    if (!points.rows.empty()) {
      out.emplace_back(Heading{std::string{heading}});
      out.emplace_back(std::move(points));
    }
  }

  std::span<const Reason> reasons_;
  Kind kind_;
  const FactSchema& schema_;
};

/// The texts of the first reasons that fit, as sentences.
template <class Fits>
std::string first_texts(std::span<const Reason> reasons, int most, Fits fits) {
  std::string text;
  int said = 0;
  int all = 0;
  for (const Reason& reason : reasons) {
    if (!fits(reason)) {
      continue;
    }
    const std::string sentence = words::sentence(reason.text);
    if (said < most && text.find(sentence) == std::string::npos) {
      text += " " + sentence;
      ++said;
    }
    ++all;
  }
  return all > said && most > 1
             ? text + fmt::format(" {} below.", words::count(all - said, "more reason"))
             : text;
}

} // namespace

std::string decisive_text(std::span<const Reason> reasons, Reason::Effect effect, Kind kind,
                          int most) {
  return first_texts(reasons, most, [&](const Reason& reason) {
    return effect == Effect::open ? is_open(reason) && !reason.caution
                                  : counts(reason, kind) && reason.effect == effect;
  });
}

void weigh(Document& out, std::span<const Reason> reasons, Kind kind, const FactSchema& schema) {
  if (reasons.empty()) {
    out.push_back(Paragraph{"No rule has anything to say about it here."});
    return;
  }
  const Groups groups{reasons, kind, schema};
  groups.full(out, "What speaks for it", Mark::supports, [&](const Reason& reason) {
    return counts(reason, kind) && reason.effect == Effect::supports;
  });
  groups.full(out, "What speaks against it", Mark::opposes, [&](const Reason& reason) {
    return counts(reason, kind) && reason.effect == Effect::opposes;
  });
  groups.full(out, "What is still open", Mark::unknown,
              [&](const Reason& reason) { return is_open(reason); });
  groups.full(out, "To be minded; it excludes nothing", Mark::warning,
              [&](const Reason& reason) { return reason.caution && !is_open(reason); });
  groups.rest(out);
  groups.lifts(out);
}

} // namespace tunepath::explain
