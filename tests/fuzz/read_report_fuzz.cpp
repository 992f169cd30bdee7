// Whatever the bytes: a report that is compared and written, or the reason why it is none. Built by
// hand with clang (libclang-rt-dev) from what it takes, for as long as one likes:
//
//   clang++ -std=c++20 -O1 -g1 -w -DFMT_HEADER_ONLY -Iinclude -Isrc \
//     -fsanitize=fuzzer,address,undefined -o read_report_fuzz tests/fuzz/read_report_fuzz.cpp \
//     src/core/*.cpp src/facts/*.cpp src/rates/*.cpp src/pricing/*.cpp \
//     src/advise/{comparable,compare,rates_behind}.cpp \
//     src/data/{read_report,report_checks,report_format,json_fields}.cpp \
//     src/data/{parse_json,parse_yaml,not_closed,problems,text_check}.cpp \
//     src/report/{comparison_json,comparison_words,csv,describe_comparison,json_parts}.cpp \
//     src/report/{markdown,markdown_document,render,text,text_bars,text_rows,text_table}.cpp \
//     src/report/{text_writer,totals,words,wrap}.cpp -lyaml-cpp
//   mkdir corpus; tunepath estimate data/profiles/text-to-sql.yaml --format json -o corpus/a.json
//   ./read_report_fuzz -max_len=100000 -timeout=10 corpus

#include "tunepath/advise/compare.hpp"
#include "tunepath/data/read_report.hpp"
#include "tunepath/report/comparison_listing.hpp"
#include "tunepath/report/render.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace tunepath;
  const std::string text{reinterpret_cast<const char*>(bytes), size};
  is_saved_report(text);
  auto read = read_report(text, "fuzz");
  if (!read) {
    if (read.problems().empty()) {
      __builtin_trap();
    }
    return 0;
  }
  try {
    const Comparison comparison = compare({read.value(), read.value()});
    comparison_json(comparison, "0");
    comparison_csv(comparison);
    const Document document = describe_comparison(comparison);
    to_text(document);
    to_markdown(document);
  } catch (const std::overflow_error&) { // What the command says, too: numbers are too large.
  }
  return 0;
}
