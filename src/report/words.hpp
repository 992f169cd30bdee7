#pragma once

#include "tunepath/advise/advice.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

/// How reports word values. Rounding for the eye happens here and nowhere else.
namespace tunepath::words {

std::string_view title(Approach approach); ///< "Fine-tuning", as the first word of a row
std::string_view title(Path path);
std::string_view title(HostingMode mode);
std::string_view title(LineKind kind); ///< "once", "every month, used or not" ...

/// "prompt + RAG + fine-tuning"; "nothing yet" when empty.
std::string approach(std::span<const Approach> approach);

/// "prompt + fine-tuning on Bedrock". A path is named only where fine-tuning is part of it: nothing
/// else is done on a path.
std::string answer(std::span<const Approach> approach, const std::optional<Path>& path);

/// "1 run", "60,000 requests".
std::string count(std::int64_t number, std::string_view noun);
/// Whole millions are shortened, exactly: "8.64M", "1.2B"; anything else has separators.
std::string number(Decimal value);
/// The same; what is not a short decimal is rounded to `decimals`.
std::string number(Rational value, int decimals);
/// "8.64M trained tokens", "1 instance-hour".
std::string quantity(Rational value, Unit unit);
/// "$1.10 per 1M", or "$1.515" for a price of one.
std::string rate(Decimal usd, std::int64_t per);
/// What a price is of: "1M tokens", "instance-hour".
std::string basis(std::int64_t per, Unit unit);
/// "$1.10 per 1M tokens".
std::string rate(Decimal usd, std::int64_t per, Unit unit);
/// A rate's item and whose it is: "nova-micro custom"; its region, and the scope if not in-region.
std::string item(const RateKey& key);
std::string region(const RateKey& key);
/// "list price $1.515, x 0.91 (Enterprise agreement)": what turned the row's price into the line's.
std::string discounts(const Line& line);
/// "estimated: no rate of the region; that of us-east-1 x 1.2 stands in"; "" where none does.
std::string stand_in(const Line& line);
/// A share of 1 as a percentage, rounded up: "84%". To need 83.9% is not to need 83%.
std::string percent_up(Rational share);
/// "2.4 h (1.7 to 3.6)", or "2.4 h" for a point.
std::string hours(const Range<Rational>& hours);

/// `text` with a capital first letter, unless its first word is a name such as an id.
std::string capital(std::string_view text);
/// `text` with a full stop, unless it ends already; "" stays "".
std::string ended(std::string_view text);
/// Both.
std::string sentence(std::string_view text);
/// `parts` without the empty ones, joined with `separator`.
std::string join(std::span<const std::string> parts, std::string_view separator);
/// The part of a path after its last slash.
std::string_view base_name(std::string_view path);

} // namespace tunepath::words
