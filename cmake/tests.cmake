# One test binary that mirrors src/, and the checks that hold the house together.
find_package(Catch2 REQUIRED)
include(Catch)

# JSON is checked against our schemas by somebody else's validator, Debian's python3-jsonschema.
find_program(TUNEPATH_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(TUNEPATH_PYTHON NAMES python3 REQUIRED)

file(GLOB_RECURSE test_sources CONFIGURE_DEPENDS tests/*_test.cpp)
file(GLOB support_sources CONFIGURE_DEPENDS tests/support/*.cpp)
list(APPEND test_sources ${support_sources})
list(REMOVE_DUPLICATES test_sources)

add_executable(tunepath_tests ${test_sources})
target_include_directories(tunepath_tests PRIVATE
  ${PROJECT_SOURCE_DIR}/tests ${PROJECT_SOURCE_DIR}/src)
target_compile_definitions(tunepath_tests PRIVATE
  TUNEPATH_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
  TUNEPATH_BINARY="$<TARGET_FILE:tunepath_exe>"
  TUNEPATH_VERSION="${PROJECT_VERSION}"
  TUNEPATH_PYTHON="${TUNEPATH_PYTHON}")
target_link_libraries(tunepath_tests PRIVATE
  tunepath tunepath_cli tunepath_shipped tunepath_settings
  tunepath_fmt tunepath_yaml nlohmann_json::nlohmann_json CLI11::CLI11
  Catch2::Catch2WithMain)
# The tests themselves need not be fast, and optimizing them takes longer than running them.
target_compile_options(tunepath_tests PRIVATE $<$<CONFIG:Release>:-O0>)
# Of a template that both use, the linker takes the first: that of the library, which is optimized.
target_link_options(tunepath_tests PRIVATE
  -Wl,--whole-archive $<TARGET_FILE:tunepath> -Wl,--no-whole-archive)
target_precompile_headers(tunepath_tests PRIVATE tests/support/catch.hpp)
add_dependencies(tunepath_tests tunepath_exe)

# Catch2 v2 calls it a success when a name matches no test, as one with a semicolon in it would
# not, CMake having split it. With this it is a failure; v3 does so by itself.
if(Catch2_VERSION VERSION_LESS 3)
  set(no_test_is_a_failure EXTRA_ARGS --warn NoTests)
endif()
catch_discover_tests(tunepath_tests ${no_test_is_a_failure}
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
  PROPERTIES TIMEOUT 600)

add_test(NAME "rooms include only what they may"
  COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR}
    -P ${PROJECT_SOURCE_DIR}/cmake/check_layers.cmake)
add_test(NAME "the check of the rooms finds every kind of breach"
  COMMAND ${CMAKE_COMMAND} -DSCRATCH=${PROJECT_BINARY_DIR}/check_layers_test
    -P ${PROJECT_SOURCE_DIR}/cmake/check_layers_test.cmake)

# Benchmarks are run by hand, never as timed tests: cmake --build --preset bench.
add_executable(tunepath_bench_startup EXCLUDE_FROM_ALL tests/bench/startup.cpp)
target_compile_definitions(tunepath_bench_startup PRIVATE
  TUNEPATH_SOURCE_DIR="${PROJECT_SOURCE_DIR}" TUNEPATH_BINARY="$<TARGET_FILE:tunepath_exe>")
target_link_libraries(tunepath_bench_startup PRIVATE tunepath_settings)
add_dependencies(tunepath_bench_startup tunepath_exe)

add_executable(tunepath_bench_import EXCLUDE_FROM_ALL
  tests/bench/import.cpp tests/support/synthetic_offer.cpp)
target_include_directories(tunepath_bench_import PRIVATE ${PROJECT_SOURCE_DIR}/tests)
target_compile_definitions(tunepath_bench_import PRIVATE
  TUNEPATH_BINARY="$<TARGET_FILE:tunepath_exe>")
target_link_libraries(tunepath_bench_import PRIVATE
  tunepath tunepath_shipped tunepath_settings tunepath_fmt)
add_dependencies(tunepath_bench_import tunepath_exe)
find_package(simdjson QUIET) # Only to compare with; the benchmark goes without it, too.
if(simdjson_FOUND)
  target_link_libraries(tunepath_bench_import PRIVATE simdjson::simdjson)
  target_compile_definitions(tunepath_bench_import PRIVATE TUNEPATH_HAS_SIMDJSON)
endif()

add_executable(tunepath_bench_decisions EXCLUDE_FROM_ALL
  tests/bench/decisions.cpp tests/support/random_facts.cpp)
target_include_directories(tunepath_bench_decisions PRIVATE
  ${PROJECT_SOURCE_DIR}/tests ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(tunepath_bench_decisions PRIVATE
  tunepath tunepath_shipped tunepath_settings tunepath_fmt)

add_executable(tunepath_bench_planning EXCLUDE_FROM_ALL tests/bench/planning.cpp)
target_include_directories(tunepath_bench_planning PRIVATE ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(tunepath_bench_planning PRIVATE
  tunepath tunepath_shipped tunepath_settings tunepath_fmt)

add_executable(tunepath_bench_sweep EXCLUDE_FROM_ALL tests/bench/sweep.cpp)
target_include_directories(tunepath_bench_sweep PRIVATE ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(tunepath_bench_sweep PRIVATE
  tunepath tunepath_cli tunepath_shipped tunepath_settings tunepath_fmt)

add_custom_target(tunepath_bench DEPENDS
  tunepath_bench_startup tunepath_bench_import tunepath_bench_decisions tunepath_bench_planning
  tunepath_bench_sweep)
