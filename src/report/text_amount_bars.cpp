#include "report/bars.hpp"
#include "report/text_writer.hpp"
#include "report/wrap.hpp"

#include <algorithm>

namespace tunepath {

Money longest(const AmountBars& bars) {
  Money most;
  for (const AmountBar& bar : bars.rows) {
    most = std::max(most, bar.amount.value_or(Money{}));
  }
  return most;
}

std::string drawn(const AmountBar& bar, Money most, std::size_t room) {
  if (!bar.amount || *bar.amount <= Money{} || most <= Money{} || room == 0) {
    return {};
  }
  const Wide length =
      divide_half_even(Wide{bar.amount->micros()} * static_cast<Wide>(room), most.micros());
  std::string out(static_cast<std::size_t>(std::max<Wide>(length, 1)), '#');
  if (bar.open) {
    out.back() = '>';
  }
  return out;
}

void write(TextWriter& out, const AmountBars& bars) {
  constexpr std::size_t k_mark = 2;
  constexpr std::size_t k_gap = 2;
  constexpr std::size_t k_widest_label = 26;
  constexpr std::size_t k_least_bar = 8;
  std::size_t label = 0;
  std::size_t text = 0;
  for (const AmountBar& bar : bars.rows) {
    label = std::max(label, wrap::width(out.clean(bar.label)));
    text = std::max(text, wrap::width(out.clean(bar.text)));
  }
  label = std::min(label, k_widest_label);
  text = std::min(text, out.width() / 2);
  label = std::min(label, out.width() - k_mark - k_gap - text);
  const std::size_t taken = k_mark + label + k_gap + text + k_gap;
  const std::size_t room = taken + k_least_bar <= out.width() ? out.width() - taken : 0;
  const Money most = longest(bars);
  for (const AmountBar& bar : bars.rows) {
    const std::string amount = out.clean(bar.text);
    if (wrap::width(amount) > text) { // No amount is: any text may be.
      out.flow(out.paint(bar.mark), k_mark, bar.label + " " + bar.text);
      continue;
    }
    const auto lines = wrap::lines(out.clean(bar.label), label);
    out.line(out.paint(bar.mark) + wrap::pad_right(lines.front(), label + k_gap) +
             wrap::pad_left(amount, text) + std::string(k_gap, ' ') + drawn(bar, most, room));
    for (std::size_t i = 1; i < lines.size(); ++i) {
      out.line(std::string(k_mark, ' ') + lines[i]);
    }
  }
}

} // namespace tunepath
