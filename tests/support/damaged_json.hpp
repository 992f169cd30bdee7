#pragma once

#include <random>
#include <string>
#include <vector>

namespace tunepath::test {

/// Damages JSON texts: `changes` times some characters give way to a piece of syntax, a number out
/// of range, a byte that is no text, or one of `more`. The same seed gives the same sequence.
class DamagedJson {
public:
  DamagedJson(std::uint64_t seed, std::size_t most_replaced, std::vector<std::string> more = {})
      : random_(seed), most_replaced_(most_replaced) {
    pieces_ = {"{",     "}",     "[",     "]",       "\"",
               ",",     ":",     "null",  "true",    "-1",
               "\\",    "NaN",   "\n",    "\xff",    "0.5",
               "\x1b[", "1e999", "\"a\"", "\\ud800", "9223372036854775808"};
    pieces_.insert(pieces_.end(), more.begin(), more.end());
  }

  std::string damaged(std::string text, std::size_t changes) {
    for (; changes > 0; --changes) {
      text.replace(below(text.size()), below(most_replaced_), pieces_[below(pieces_.size())]);
    }
    return text;
  }
  std::size_t below(std::size_t bound) { return random_() % bound; }

private:
  std::mt19937_64 random_;
  std::size_t most_replaced_;
  std::vector<std::string> pieces_;
};

} // namespace tunepath::test
