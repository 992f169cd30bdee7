# Finds what we link, under one name each, so that the rest of the build need not know whether
# a library is shared, static or built here.
find_package(fmt REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Threads REQUIRED)
find_path(TUNEPATH_RAPIDJSON rapidjson/reader.h REQUIRED)
find_path(TUNEPATH_CSV_HEADERS csv.h REQUIRED)

# yaml-cpp 0.7 names its target yaml-cpp, 0.8 yaml-cpp::yaml-cpp.
add_library(tunepath_yaml INTERFACE)
if(TARGET yaml-cpp::yaml-cpp)
  set(yaml_target yaml-cpp::yaml-cpp)
else()
  set(yaml_target yaml-cpp)
endif()

add_library(tunepath_fmt INTERFACE)

# Headers only.
add_library(tunepath_rapidjson INTERFACE)
target_include_directories(tunepath_rapidjson SYSTEM INTERFACE ${TUNEPATH_RAPIDJSON})

add_library(tunepath_csv INTERFACE) # libcsv
target_include_directories(tunepath_csv SYSTEM INTERFACE ${TUNEPATH_CSV_HEADERS})

# A static binary starts about twice as fast as one that has to find and relocate libstdc++,
# libfmt, libcsv and libyaml-cpp first. It takes all of them and libc as archives.
set(TUNEPATH_LINKS_STATICALLY OFF)
if(TUNEPATH_STATIC AND NOT TUNEPATH_SANITIZE)
  find_library(TUNEPATH_YAML_ARCHIVE NAMES libyaml-cpp.a)
  find_library(TUNEPATH_CSV_ARCHIVE NAMES libcsv.a)
  include(CheckCXXSourceCompiles)
  set(CMAKE_REQUIRED_LINK_OPTIONS -static)
  check_cxx_source_compiles("#include <string>\nint main(int n, char** v) {
    return static_cast<int>(std::string(v[0]).size()) + n; }" TUNEPATH_CAN_LINK_STATICALLY)
  unset(CMAKE_REQUIRED_LINK_OPTIONS)
  if(TUNEPATH_YAML_ARCHIVE AND TUNEPATH_CSV_ARCHIVE AND TUNEPATH_CAN_LINK_STATICALLY
      AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(TUNEPATH_LINKS_STATICALLY ON)
  endif()
endif()

if(TUNEPATH_LINKS_STATICALLY)
  target_link_libraries(tunepath_yaml INTERFACE ${TUNEPATH_YAML_ARCHIVE})
  target_link_libraries(tunepath_csv INTERFACE ${TUNEPATH_CSV_ARCHIVE})
  target_include_directories(tunepath_yaml SYSTEM INTERFACE
    $<TARGET_PROPERTY:${yaml_target},INTERFACE_INCLUDE_DIRECTORIES>)

  # Debian packages fmt as a shared library and as headers, so the archive is made here, from
  # the headers: in header-only mode all of fmt is inline, and the flag keeps what is inline.
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/fmt.cpp
    CONTENT "#define FMT_HEADER_ONLY 1\n#include <fmt/format.h>\n" @ONLY)
  add_library(tunepath_fmt_archive STATIC ${PROJECT_BINARY_DIR}/generated/fmt.cpp)
  target_compile_features(tunepath_fmt_archive PRIVATE cxx_std_20)
  target_compile_options(tunepath_fmt_archive PRIVATE
    -w -fkeep-inline-functions -ffunction-sections)
  set(fmt_headers $<TARGET_PROPERTY:fmt::fmt,INTERFACE_INCLUDE_DIRECTORIES>)
  target_include_directories(tunepath_fmt_archive SYSTEM PUBLIC ${fmt_headers})
  set_target_properties(tunepath_fmt_archive PROPERTIES CXX_CLANG_TIDY "")
  target_link_libraries(tunepath_fmt INTERFACE tunepath_fmt_archive)
else()
  target_link_libraries(tunepath_yaml INTERFACE ${yaml_target})
  find_library(TUNEPATH_CSV NAMES csv REQUIRED)
  target_link_libraries(tunepath_csv INTERFACE ${TUNEPATH_CSV})
  target_link_libraries(tunepath_fmt INTERFACE fmt::fmt)
endif()

# Links `target` so that it starts quickly, as far as this system allows.
function(tunepath_link_for_quick_start target)
  if(TUNEPATH_LINKS_STATICALLY)
    target_link_options(${target} PRIVATE -static -Wl,--gc-sections)
  endif()
endfunction()
