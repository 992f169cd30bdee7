# How our own code is compiled. Third-party code never sees these flags.
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# -O3 makes the build slower and nothing here faster.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

add_library(tunepath_settings INTERFACE)
target_compile_features(tunepath_settings INTERFACE cxx_std_20)
target_compile_options(tunepath_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  $<$<BOOL:${TUNEPATH_WERROR}>:-Werror>
  $<$<BOOL:${TUNEPATH_SANITIZE}>:-fsanitize=address,undefined>
  $<$<BOOL:${TUNEPATH_SANITIZE}>:-fno-sanitize-recover=all>
  $<$<BOOL:${TUNEPATH_SANITIZE}>:-fno-omit-frame-pointer>)
# UBSan describes every check with pointers, millions of them, which a position-independent binary
# has to relocate each time it starts; the tests start one for each test and each command.
target_link_options(tunepath_settings INTERFACE
  $<$<BOOL:${TUNEPATH_SANITIZE}>:-fsanitize=address,undefined>
  $<$<BOOL:${TUNEPATH_SANITIZE}>:-no-pie>)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 at -O2 sees overlaps and overruns in `"x" + text` and `text + "x"` (GCC bugs 105329
  # and 105651). The sanitizers of the dev build look for the real ones.
  target_compile_options(tunepath_settings INTERFACE $<$<NOT:$<CONFIG:Debug>>:
    -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread>)
endif()

find_program(TUNEPATH_CCACHE ccache)
if(TUNEPATH_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers need these allowances, and -fpch-preprocess below.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
    ${TUNEPATH_CCACHE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
    target_compile_options(tunepath_settings INTERFACE -fpch-preprocess)
  endif()
endif()
