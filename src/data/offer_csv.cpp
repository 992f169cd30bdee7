#include "data/offer_json.hpp"
#include "data/offer_text.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <csv.h>
#include <fmt/format.h>

namespace tunepath::data {
namespace {

constexpr std::size_t k_longest_text = std::size_t{8} << 20U;
constexpr std::size_t k_most_columns = 4'096;
constexpr std::size_t k_progress_step = std::size_t{4} << 20U;
constexpr std::string_view k_again = "the file is damaged or was edited: fetch it again";

/// The columns that are used besides those of attributes.
enum class Column : std::uint8_t {
  sku,
  term_type,
  effective,
  begin,
  end,
  unit,
  price,
  currency,
  other ///< an attribute or of no use
};
constexpr std::size_t k_columns = 8;
constexpr std::array<std::pair<std::string_view, std::string_view>, k_columns> k_column_names{
    {{"sku", "SKU"},
     {"termtype", "TermType"},
     {"effectivedate", "EffectiveDate"},
     {"startingrange", "StartingRange"},
     {"endingrange", "EndingRange"},
     {"unit", "Unit"},
     {"priceperunit", "PricePerUnit"},
     {"currency", "Currency"}}};

/// "Publication Date" as "publicationdate".
std::string plain_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c != ' ' && c != '_') {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return out;
}

void* bounded_realloc(void* old, std::size_t size) {
  return size > k_longest_text ? nullptr : std::realloc(old, size);
}

/// Takes cells and rows, first those about the file, then the header, then prices.
class CsvOffer {
public:
  CsvOffer(const OfferRequest& request, OfferCollector& collector)
      : request_(request), collector_(collector) {}

  void cell(std::string_view text);
  void row();
  /// What comes next starts at `offset`.
  void at(std::size_t offset) {
    if (column_ == 0) {
      row_at_ = offset;
    }
  }
  std::optional<Diagnostic> finish();
  const std::optional<Diagnostic>& problem() const { return problem_; }
  void fail(std::size_t offset, std::string message, std::string_view hint);

private:
  void start_cell(std::string_view text);
  void fact_of_file();
  void header();
  void price_row();
  void price(std::uint32_t product);
  const std::string& cell_of(Column column) const {
    return cells_[static_cast<std::size_t>(column)];
  }

  const OfferRequest& request_;
  OfferCollector& collector_;
  std::optional<Diagnostic> problem_;

  std::size_t row_at_ = 0;
  std::size_t column_ = 0;
  bool has_header_ = false;
  std::vector<std::string> start_; ///< of a row before or of the header
  std::vector<Column> columns_;
  std::vector<std::optional<OfferAttribute>> attribute_columns_;

  std::array<std::string, k_columns> cells_;
  OfferAttributes attributes_;
  OfferPriceText price_;
  std::string version_;
  std::string offer_;
  std::optional<Date> published_;
};

void CsvOffer::fail(std::size_t offset, std::string message, std::string_view hint) {
  if (!problem_) {
    problem_ =
        Diagnostic{Diagnostic::Level::error, position_in(request_.text, offset, request_.file),
                   std::move(message), std::string{hint}};
  }
}

void CsvOffer::start_cell(std::string_view text) {
  if (start_.size() == k_most_columns) {
    fail(row_at_, fmt::format("more than {} columns", k_most_columns), k_again);
    return;
  }
  start_.emplace_back(text.substr(0, OfferAttributes::k_longest));
}

void CsvOffer::cell(std::string_view text) {
  if (problem_) {
    return;
  }
  const std::size_t column = column_++;
  if (!has_header_) {
    start_cell(text);
  } else if (column < columns_.size() && !text.empty()) {
    if (columns_[column] != Column::other) {
      cells_[static_cast<std::size_t>(columns_[column])].assign(
          text.substr(0, OfferAttributes::k_longest));
    } else if (attribute_columns_[column]) {
      attributes_.set(*attribute_columns_[column], text);
    }
  }
}

void CsvOffer::row() {
  if (problem_) {
    return;
  }
  if (has_header_) {
    price_row();
  } else if (!start_.empty() && plain_name(start_.front()) == "sku") {
    header();
  } else {
    fact_of_file();
  }
  start_.clear();
  column_ = 0;
}

/// One of the rows above the header.
void CsvOffer::fact_of_file() {
  const std::string name = start_.empty() ? "" : plain_name(start_.front());
  const std::string value = start_.size() == 2 ? start_.back() : "";
  if (name == "version") {
    version_ = value;
  } else if (name == "publicationdate") {
    published_ = Date::parse(std::string_view{value}.substr(0, 10));
  } else if (name == "offercode") {
    offer_ = value;
    if (!collector_.classifier().knows_offer(value)) {
      problem_ = unknown_offer(position_in(request_.text, row_at_, request_.file), value,
                               collector_.classifier());
    }
  } else if (name != "formatversion" && name != "disclaimer") {
    fail(row_at_, "this is neither JSON nor the CSV of an AWS price list",
         "give the index.json or index.csv of an offer, or what aws pricing get-products prints");
  }
}

void CsvOffer::header() {
  has_header_ = true;
  for (const std::string& name : start_) {
    const std::string plain = plain_name(name);
    if (plain == "discountedrate") {
      problem_ = savings_plan_list(position_in(request_.text, row_at_, request_.file));
      return;
    }
    const auto known = std::find_if(k_column_names.begin(), k_column_names.end(),
                                    [&](const auto& one) { return one.first == plain; });
    columns_.push_back(static_cast<Column>(known - k_column_names.begin()));
    attribute_columns_.push_back(offer_attribute(name));
  }
  for (std::size_t i = 0; i < k_columns; ++i) {
    if (std::find(columns_.begin(), columns_.end(), static_cast<Column>(i)) == columns_.end()) {
      fail(row_at_, fmt::format("the header has no column '{}'", k_column_names[i].second),
           "give the index.csv of an offer as it was published");
      return;
    }
  }
}

void CsvOffer::price_row() {
  if (column_ != columns_.size()) {
    fail(row_at_, fmt::format("this row has {} cells, the header {}", column_, columns_.size()),
         "the file ends too early or was edited: fetch it again");
    return;
  }
  const std::string_view code = attributes_[OfferAttribute::offer];
  if (!code.empty() && code != offer_) {
    if (!collector_.classifier().knows_offer(code)) {
      problem_ = unknown_offer(position_in(request_.text, row_at_, request_.file), code,
                               collector_.classifier());
      return;
    }
    offer_ = offer_.empty() ? std::string{code} : offer_;
  }
  const std::string_view sku = cell_of(Column::sku);
  const auto known = collector_.find(sku);
  const std::uint32_t product = known ? *known : collector_.add_product(sku, attributes_);
  if (cell_of(Column::term_type) == "Reserved") {
    collector_.skip("a reserved term", sku);
  } else if (cell_of(Column::term_type) == "OnDemand" && product != OfferCollector::k_no_product) {
    price(product);
  }
  attributes_.clear();
  for (std::string& text : cells_) {
    text.clear();
  }
}

void CsvOffer::price(std::uint32_t product) {
  price_.unit = cell_of(Column::unit);
  price_.begin = cell_of(Column::begin);
  price_.end = cell_of(Column::end);
  price_.effective = cell_of(Column::effective);
  price_.at = row_at_;
  price_.other_currency = cell_of(Column::currency) != "USD";
  price_.usd = price_.other_currency ? "" : cell_of(Column::price);
  collector_.add_price(product, price_);
}

std::optional<Diagnostic> CsvOffer::finish() {
  if (!problem_ && !has_header_) {
    fail(request_.text.size(), "the file ends before its header", k_again);
  }
  collector_.set_source({offer_, version_, published_});
  return problem_;
}

/// libcsv's parser, freed in any case.
struct Parser {
  static constexpr std::size_t k_growth = std::size_t{1} << 20U;
  csv_parser csv{};
  Parser() {
    csv_init(&csv, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_realloc_func(&csv, bounded_realloc);
    csv_set_blk_size(&csv, k_growth); // It grows by so much each time, and copies.
  }
  ~Parser() { csv_free(&csv); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
};

void on_cell(void* text, std::size_t size, void* offer) {
  static_cast<CsvOffer*>(offer)->cell({static_cast<const char*>(text), size});
}

void on_row(int, void* offer) {
  static_cast<CsvOffer*>(offer)->row();
}

} // namespace

std::optional<Diagnostic> read_offer_csv(const OfferRequest& request, OfferCollector& collector) {
  constexpr std::string_view k_mark = "\xEF\xBB\xBF";
  const std::string_view text = request.text;
  CsvOffer offer{request, collector};
  Parser parser;
  std::size_t told = 0;
  for (std::size_t from = text.starts_with(k_mark) ? k_mark.size() : 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size() - 1) + 1;
    offer.at(from);
    const std::size_t read =
        csv_parse(&parser.csv, text.data() + from, end - from, on_cell, on_row, &offer);
    if (offer.problem()) {
      return offer.problem();
    }
    if (read < end - from) {
      const bool too_long = csv_error(&parser.csv) != CSV_EPARSE;
      offer.fail(from + read,
                 too_long ? fmt::format("a text of more than {} MiB", k_longest_text >> 20U)
                          : "a quotation mark where none can be",
                 k_again);
      return offer.problem();
    }
    from = end;
    if (request.progress && from > told + k_progress_step) {
      told = from;
      request.progress(told);
    }
  }
  if (csv_fini(&parser.csv, on_cell, on_row, &offer) != 0) {
    offer.fail(text.size(), "the file ends too early",
               "it was not copied to its end: fetch it again");
  }
  return offer.finish();
}

} // namespace tunepath::data
