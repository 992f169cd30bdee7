#include "tunepath/report/describe.hpp"

#include "report/sections.hpp"

namespace tunepath {

Document describe_advice(const Advice& advice) {
  Document out;
  section::title(out, advice);
  section::answer(out, advice);
  section::options(out, advice);
  section::paths(out, advice);
  section::training(out, advice);
  section::hosting(out, advice);
  section::ways(out, advice);
  section::break_even(out, advice);
  section::uncertainty(out, advice);
  section::proof(out, advice);
  section::credits(out, advice);
  section::timeline(out, advice);
  section::cost_lines(out, advice);
  section::flips(out, advice);
  section::open_questions(out, advice);
  section::gaps(out, advice);
  section::assumptions(out, advice);
  section::warnings(out, advice);
  section::footer(out, advice);
  return out;
}

} // namespace tunepath
