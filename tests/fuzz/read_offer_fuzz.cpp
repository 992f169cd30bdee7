// Whatever the bytes: no crash, no exception, and a failure always has a reason. Built by hand
// with clang (libclang-rt-dev) from what it takes, for as long as one likes; the release build has
// made generated/shipped.cpp:
//
//   clang++ -std=c++20 -O1 -g1 -w -DFMT_HEADER_ONLY -Iinclude -Isrc \
//     -fsanitize=fuzzer,address,undefined -o read_offer_fuzz tests/fuzz/read_offer_fuzz.cpp \
//     src/core/*.cpp src/rates/*.cpp src/catalog/*.cpp src/data/offer_*.cpp \
//     src/data/read_offer.cpp src/data/text_pool.cpp build/release/generated/shipped.cpp -lcsv
//   mkdir corpus; cp tests/data/fixtures/sagemaker_offer.json corpus
//   ./read_offer_fuzz -max_len=8000 -timeout=10 corpus

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
