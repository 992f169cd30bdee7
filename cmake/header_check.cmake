# Compiles every public header on its own, and twice over, so that each includes what it uses
# and guards itself. Nothing links the result.
file(GLOB_RECURSE public_headers CONFIGURE_DEPENDS
  RELATIVE ${PROJECT_SOURCE_DIR}/include include/*.hpp)

set(header_check_sources "")
foreach(header IN LISTS public_headers)
  string(REPLACE "/" "_" name "${header}")
  set(source ${PROJECT_BINARY_DIR}/header_check/${name}.cpp)
  file(CONFIGURE OUTPUT ${source}
    CONTENT "#include \"${header}\"\n#include \"${header}\" // Guarded.\n" @ONLY)
  list(APPEND header_check_sources ${source})
endforeach()

add_library(header_check OBJECT ${header_check_sources})
target_include_directories(header_check PRIVATE ${PROJECT_SOURCE_DIR}/include)
target_compile_features(header_check PRIVATE cxx_std_20)
target_compile_options(header_check PRIVATE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -g0 $<$<BOOL:${TUNEPATH_WERROR}>:-Werror>)
