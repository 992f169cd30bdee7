// Whatever the bytes: no crash, no exception, and a failure always has a reason. Built by hand
// with clang, for as long as one likes:
//
//   CXX=clang++ cmake -S . -B build/fuzz -DTUNEPATH_SANITIZE=ON \
//     -DCMAKE_CXX_FLAGS=-fsanitize=fuzzer-no-link && cmake --build build/fuzz
//   clang++ -std=c++20 -Iinclude -fsanitize=fuzzer,address,undefined
//     tests/fuzz/read_offer_fuzz.cpp build/fuzz/libtunepath*.a -lyaml-cpp -lfmt -lcsv
//
// and with tests/data/fixtures/sagemaker_offer.json to start from.

#include "tunepath/data/read_offer.hpp"
#include "tunepath/data/shipped.hpp"

#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text{reinterpret_cast<const char*>(bytes), size};
  const auto reading = tunepath::read_offer({.file = "fuzz",
                                             .text = text,
                                             .rules = tunepath::shipped().offers,
                                             .catalog = tunepath::shipped().catalog,
                                             .published = {},
                                             .progress = {}});
  if (!reading && reading.problems().empty()) {
    __builtin_trap();
  }
  for (const auto& problem : reading.problems()) {
    tunepath::render(problem, text);
  }
  return 0;
}
