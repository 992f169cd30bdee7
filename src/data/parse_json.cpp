#include "data/node.hpp"
#include "data/text_check.hpp"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

namespace tunepath::data {
namespace {

constexpr std::size_t k_deepest = 32;
constexpr std::size_t k_most_values = 500'000;
constexpr std::string_view k_between = " \t\r\n:,"; ///< what may stand between two tokens
constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";

/// RapidJSON's own stream would be copied while a text or number is read, and then not say where it
/// is. Ends with the NUL behind the text.
class Stream {
public:
  // NOLINTBEGIN(readability-identifier-naming): the names that RapidJSON calls.
  using Ch = char;
  explicit Stream(const std::string& text) : begin_(text.c_str()), at_(begin_) {}
  char Peek() const { return *at_; }
  char Take() { return *at_++; }
  std::size_t Tell() const { return static_cast<std::size_t>(at_ - begin_); }
  char* PutBegin() { return nullptr; }
  void Put(char) {}
  void Flush() {}
  std::size_t PutEnd(char*) { return 0; }
  // NOLINTEND(readability-identifier-naming)

private:
  const char* begin_;
  const char* at_;
};

/// Builds the tree from RapidJSON's events. A false ends the reading; `problem` says why.
class Builder {
public:
  Builder(const std::string& text, const std::string& file, const Stream& stream)
      : text_(text), stream_(stream), position_{file, 1, 1} {}

  Node root;
  std::optional<Diagnostic> problem;

  // NOLINTBEGIN(readability-identifier-naming)
  bool Null() { return add(Node::Kind::null, {}, false); }
  bool Bool(bool value) { return add(Node::Kind::scalar, value ? "true" : "false", false); }
  bool Int(int) { return false; } // Numbers come as they are written.
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool RawNumber(const char* text, unsigned size, bool) {
    return add(Node::Kind::scalar, {text, size}, false);
  }
  bool String(const char* text, unsigned size, bool) {
    return add(Node::Kind::scalar, {text, size}, true);
  }
  bool Key(const char* text, unsigned size, bool) {
    const std::string key{text, size};
    const Position at = start_of_token();
    if (!keys_.back().insert(key).second) {
      constexpr std::size_t k_shown = 40;
      return fail(at, fmt::format("the key '{}' is given twice", printable(key.substr(0, k_shown))),
                  "keep one");
    }
    open_.back()->keys.emplace_back(key, at);
    return true;
  }
  bool StartObject() { return open(Node::Kind::map); }
  bool EndObject(unsigned) { return close(); }
  bool StartArray() { return open(Node::Kind::list); }
  bool EndArray(unsigned) { return close(); }
  // NOLINTEND(readability-identifier-naming)

  /// The place of an offset that is not before the last one asked for.
  Position move_to(std::size_t offset) {
    for (; seen_ < std::min(offset, text_.size()); ++seen_) {
      position_.line += text_[seen_] == '\n' ? 1 : 0;
      position_.column = text_[seen_] == '\n' ? 1 : position_.column + 1;
    }
    return position_;
  }

private:
  bool fail(Position at, std::string message, std::string hint) {
    problem =
        Diagnostic{Diagnostic::Level::error, std::move(at), std::move(message), std::move(hint)};
    return false;
  }

  /// Where the token that was just read begins: behind what separates it from the one before.
  Position start_of_token() {
    began_ = std::min(text_.find_first_not_of(k_between, ended_), text_.size());
    ended_ = stream_.Tell();
    return move_to(began_);
  }

  bool add(Node::Kind kind, std::string_view scalar, bool quoted) {
    Node node;
    node.kind = kind;
    node.at = start_of_token();
    node.scalar = scalar;
    node.quoted = quoted;
    if (++values_ > k_most_values) {
      return fail(node.at, fmt::format("more than {} values", k_most_values),
                  "no file that is read here has as many");
    }
    if (open_.empty()) {
      root = std::move(node);
      return true;
    }
    open_.back()->items.push_back(std::move(node)); // Only the innermost node grows: see open_.
    return true;
  }

  bool open(Node::Kind kind) {
    if (!add(kind, {}, false)) {
      return false;
    }
    Node* node = open_.empty() ? &root : &open_.back()->items.back();
    if (open_.size() >= k_deepest) {
      return fail(node->at, fmt::format("more than {} levels deep", k_deepest),
                  "no file that is read here is");
    }
    open_.push_back(node);
    keys_.emplace_back();
    ended_ = began_ + 1; // Whether the stream has passed the bracket is RapidJSON's affair.
    return true;
  }

  bool close() {
    ended_ = text_.find_first_not_of(k_between, ended_) + 1;
    open_.pop_back();
    keys_.pop_back();
    return true;
  }

  const std::string& text_;
  const Stream& stream_;
  std::size_t began_ = 0; ///< where the last token but a closing bracket began
  std::size_t ended_ = 0; ///< where the last token ended
  std::size_t seen_ = 0;  ///< the offset of position_
  Position position_;
  /// From the root to the innermost open node. The pointers stay valid, because a list of items
  /// grows only while none of its items is open.
  std::vector<Node*> open_;
  std::vector<std::unordered_set<std::string>> keys_; ///< of each open node
  std::size_t values_ = 0;
};

Diagnostic syntax_error(const rapidjson::ParseResult& result, const std::string& text,
                        Builder& builder) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  const bool at_end = last == std::string::npos || result.Offset() > last;
  std::string reason = rapidjson::GetParseError_En(result.Code());
  std::string_view plain = reason;
  plain = plain.substr(0, plain.find_last_not_of('.') + 1);
  return {Diagnostic::Level::error, builder.move_to(result.Offset()),
          at_end ? "the text ends too early" : fmt::format("not valid JSON: {}", plain),
          at_end ? "the file is cut off: fetch it again" : "mend it here, or fetch the file again"};
}

} // namespace

Result<Node> parse_json(std::string_view text, const std::string& file) {
  if (auto problem = not_a_text(text, file)) {
    return std::move(*problem);
  }
  const std::string plain{
      text.substr(text.starts_with(k_byte_order_mark) ? k_byte_order_mark.size() : 0)};
  Stream stream{plain};
  Builder builder{plain, file, stream};
  rapidjson::Reader reader;
  // Without recursion: what is nested too deep must not fill the stack before it is refused.
  const auto result =
      reader.Parse<rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseIterativeFlag>(stream,
                                                                                           builder);
  if (builder.problem) {
    return *builder.problem;
  }
  if (result.IsError()) {
    return syntax_error(result, plain, builder);
  }
  return std::move(builder.root);
}

} // namespace tunepath::data
