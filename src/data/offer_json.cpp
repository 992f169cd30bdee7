#include "data/offer_json.hpp"

#include "data/offer_json_handler.hpp"
#include "data/offer_text.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>

#include <fmt/format.h>
#include <fmt/ranges.h>

// What scans 16 bytes at a time reads up to 15 beyond the end, within the same 16, which is sound
// and which AddressSanitizer cannot know. GCC and clang say differently that it is there.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TUNEPATH_ADDRESS_SANITIZER
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define TUNEPATH_ADDRESS_SANITIZER
#endif
#if defined(__SSE2__) && !defined(TUNEPATH_ADDRESS_SANITIZER)
#define RAPIDJSON_SSE2
#endif
#include <rapidjson/reader.h>

namespace tunepath::data {
namespace {

constexpr std::size_t k_longest_text = std::size_t{8} << 20U;

struct TextTooLong {};

/// The memory in which RapidJSON gathers a text, bounded.
struct BoundedAllocator {
  // NOLINTBEGIN(readability-identifier-naming): the names that RapidJSON calls.
  static const bool kNeedFree = true;

  void* Malloc(std::size_t size) { return Realloc(nullptr, 0, size); }
  void* Realloc(void* old, std::size_t, std::size_t size) {
    if (size > k_longest_text) {
      throw TextTooLong{};
    }
    if (size == 0) {
      std::free(old);
      return nullptr;
    }
    void* grown = std::realloc(old, size);
    if (grown == nullptr) {
      throw std::bad_alloc{};
    }
    return grown;
  }
  static void Free(void* memory) { std::free(memory); }
  // NOLINTEND(readability-identifier-naming)
};

/// RapidJSON's events, for OfferJsonHandler.
struct Events {
  OfferJsonHandler& handler;

  // NOLINTBEGIN(readability-identifier-naming)
  bool Null() { return handler.other_scalar(); }
  bool Bool(bool) { return handler.other_scalar(); }
  bool Int(int) { return handler.other_scalar(); }
  bool Uint(unsigned) { return handler.other_scalar(); }
  bool Int64(std::int64_t) { return handler.other_scalar(); }
  bool Uint64(std::uint64_t) { return handler.other_scalar(); }
  bool Double(double) { return handler.other_scalar(); }
  bool RawNumber(const char* text, unsigned size, bool) { return handler.text({text, size}); }
  bool String(const char* text, unsigned size, bool) { return handler.text({text, size}); }
  bool Key(const char* text, unsigned size, bool) { return handler.key({text, size}); }
  bool StartObject() { return handler.start_object(); }
  bool EndObject(unsigned) { return handler.end_object(); }
  bool StartArray() { return handler.start_array(); }
  bool EndArray(unsigned) { return handler.end_array(); }
  // NOLINTEND(readability-identifier-naming)
};

using Reader = rapidjson::GenericReader<rapidjson::UTF8<>, rapidjson::UTF8<>, BoundedAllocator>;

/// What is wrong with the JSON at `at`, in our words.
std::pair<std::string, std::string> what_is_wrong(std::string_view text, std::size_t at) {
  constexpr std::string_view k_blank = " \t\r\n";
  if (at >= text.size() || text.find_first_not_of(k_blank, at) == std::string_view::npos) {
    return {"the file ends too early", "it was not copied to its end: fetch it again"};
  }
  if (text.find('\0', at) == at) {
    return {"a NUL byte", "the file is damaged: fetch it again"};
  }
  return {"this is no valid JSON", "the file is damaged or was edited: fetch it again"};
}

/// Reads one JSON text after another into the same handler.
class JsonTexts {
public:
  JsonTexts(const OfferRequest& request, OfferCollector& collector, OfferJsonHandler::Pass pass)
      : request_(request),
        handler_(
            request, collector, pass, [this] { return offset(); },
            [this](std::string_view text, OfferJsonHandler&) { return read_entry(text); }) {}

  /// Reads the file; false when there is a problem.
  bool read() { return read_text(request_.text, false); }
  OfferJsonHandler& handler() { return handler_; }

private:
  std::size_t offset() const {
    return outer_ != nullptr ? outer_->Tell() : stream_ != nullptr ? stream_->Tell() : 0;
  }

  bool read_entry(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || text[first] != '{') { // Also a number is a text here.
      handler_.stop("this entry of the PriceList is no product", "fetch the list again");
      return false;
    }
    outer_ = stream_;
    const bool good = read_text(text, true);
    stream_ = outer_;
    outer_ = nullptr;
    return good;
  }

  bool read_text(std::string_view text, bool is_entry) {
    constexpr std::string_view k_mark = "\xEF\xBB\xBF";
    rapidjson::StringStream stream{text.data()};
    stream.src_ += text.starts_with(k_mark) ? k_mark.size() : 0;
    stream_ = &stream;
    Events events{handler_};
    BoundedAllocator allocator;
    Reader reader{&allocator};
    try {
      const auto result = reader.Parse<rapidjson::kParseNumbersAsStringsFlag>(stream, events);
      if (result.IsError() && !handler_.problem()) {
        fail(text, result.Offset(), is_entry);
      }
    } catch (const TextTooLong&) {
      handler_.stop(fmt::format("a text of more than {} MiB", k_longest_text >> 20U),
                    "no AWS price list has one: fetch it again");
    }
    stream_ = nullptr;
    return !handler_.problem();
  }

  void fail(std::string_view text, std::size_t at, bool is_entry) {
    if (is_entry) {
      handler_.stop("this entry of the PriceList is no valid JSON",
                    "the file is damaged or was edited: fetch it again");
      return;
    }
    const auto [message, hint] = what_is_wrong(text, at);
    handler_.fail_at(std::min(at, text.size()), message, hint);
  }

  const OfferRequest& request_;
  const rapidjson::StringStream* stream_ = nullptr;
  const rapidjson::StringStream* outer_ = nullptr; ///< while an entry that is a text is read
  OfferJsonHandler handler_;
};

} // namespace

Diagnostic unknown_offer(Position at, std::string_view code, const OfferClassifier& classifier) {
  return {Diagnostic::Level::error, std::move(at),
          fmt::format("this is a price list of the offer '{}'", code),
          fmt::format("those of {} can be read", fmt::join(classifier.offers(), " and "))};
}

Diagnostic savings_plan_list(Position at) {
  return {Diagnostic::Level::error, std::move(at),
          "this is a list of Savings Plan prices, not an offer",
          "write a Savings Plan as a discount, as 'Your own prices and discounts' in docs/rates.md "
          "shows"};
}

std::optional<Diagnostic> read_offer_json(const OfferRequest& request, OfferCollector& collector) {
  JsonTexts first{request, collector, OfferJsonHandler::Pass::all};
  if (!first.read()) {
    return first.handler().problem();
  }
  if (!first.handler().is_price_list()) {
    return Diagnostic{Diagnostic::Level::error,
                      {request.file, 0, 0},
                      "holds neither 'products' nor a 'PriceList'",
                      "give the index.json or index.csv of an offer, or what aws pricing "
                      "get-products prints"};
  }
  first.handler().finish();
  if (first.handler().prices_came_first()) {
    JsonTexts second{request, collector, OfferJsonHandler::Pass::prices_only};
    if (!second.read()) {
      return second.handler().problem();
    }
  }
  return std::nullopt;
}

} // namespace tunepath::data
