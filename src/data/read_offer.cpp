#include "tunepath/data/read_offer.hpp"

#include "data/offer_json.hpp"
#include "data/offer_text.hpp"

#include <algorithm>

namespace tunepath {
namespace data {

Position position_in(std::string_view text, std::size_t offset, const std::string& file) {
  const std::string_view before = text.substr(0, offset);
  const auto line_start = before.rfind('\n');
  const std::size_t column =
      line_start == std::string_view::npos ? before.size() : before.size() - line_start - 1;
  return {file, static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
          static_cast<int>(column) + 1};
}

} // namespace data

namespace {

constexpr std::string_view k_mark = "\xEF\xBB\xBF"; // UTF-8's byte order mark
constexpr std::string_view k_what_to_give =
    "give the index.json or index.csv of an offer, or what aws pricing get-products prints";

Diagnostic refusal(const OfferRequest& request, std::string message, std::string_view hint) {
  return {Diagnostic::Level::error, {request.file, 0, 0}, std::move(message), std::string{hint}};
}

/// Why a file that starts like this is none that could be read; empty when it may be one.
std::optional<Diagnostic> foreign(const OfferRequest& request, std::string_view start) {
  if (start.starts_with("\x1F\x8B") || start.starts_with("PK\x03\x04")) {
    return refusal(request, "is compressed", "unpack it first");
  }
  if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) {
    return refusal(request, "is UTF-16, not UTF-8", "save it as UTF-8");
  }
  if (start.empty()) {
    return refusal(request, "is empty", k_what_to_give);
  }
  return std::nullopt;
}

} // namespace

Result<OfferReading> read_offer(const OfferRequest& request) {
  const std::size_t mark = request.text.starts_with(k_mark) ? k_mark.size() : 0;
  const auto first = request.text.find_first_not_of(" \t\r\n", mark);
  const std::string_view start =
      first == std::string_view::npos ? std::string_view{} : request.text.substr(first);
  if (auto problem = foreign(request, start)) {
    return *problem;
  }
  data::OfferCollector collector{request};
  std::optional<Diagnostic> problem;
  if (start.front() == '{' || start.front() == '[') {
    problem = data::read_offer_json(request, collector);
  } else {
    problem = data::read_offer_csv(request, collector);
  }
  if (problem) {
    return *problem;
  }
  return collector.finish();
}

} // namespace tunepath
