// Whatever the bytes: a table that is predicted and written, or the reason why it is none. Built by
// hand with clang (libclang-rt-dev) from what it takes, for as long as one likes; the release build
// has made generated/shipped.cpp:
//
//   clang++ -std=c++20 -O1 -g1 -w -DFMT_HEADER_ONLY -Iinclude -Isrc \
//     -fsanitize=fuzzer,address,undefined -o read_runs_fuzz tests/fuzz/read_runs_fuzz.cpp \
//     src/core/*.cpp src/catalog/*.cpp src/training/*.cpp src/hosting/*.cpp src/predict/*.cpp \
//     src/data/read_runs.cpp src/report/prediction_errors.cpp build/release/generated/shipped.cpp \
//     -lcsv
//   mkdir corpus; cp docs/example-runs.csv corpus
//   ./read_runs_fuzz -max_len=4000 -timeout=10 corpus

#include "tunepath/data/read_runs.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/report/prediction_errors.hpp"

#include <cmath>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text{reinterpret_cast<const char*>(bytes), size};
  const auto read = tunepath::read_runs(text, "fuzz");
  if (!read) {
    if (read.problems().empty()) {
      __builtin_trap();
    }
    return 0;
  }
  const auto predictions = tunepath::predict(read.value(), tunepath::shipped().catalog);
  for (const auto& each : predictions) {
    if (each.value ? !std::isfinite(each.value->high) || each.value->low <= 0 : each.note.empty()) {
      __builtin_trap();
    }
  }
  tunepath::write_runs(read.value(), predictions);
  tunepath::prediction_errors(read.value(), predictions);
  return 0;
}
