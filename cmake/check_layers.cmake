# Fails when a file breaks the rules of the house: a room that includes one it must not know, a
# pure room that reaches for the world, a third-party header out of its place, a fact about AWS
# written in C++, or a file that has grown too long. Run by CTest; ROOT is the project.
cmake_minimum_required(VERSION 3.25)

set(may_use_core     "")
set(may_use_facts    core)
set(may_use_rules    core facts)
set(may_use_catalog  core)
set(may_use_rates    core)
set(may_use_audit    core catalog rates)
set(may_use_training core catalog)
set(may_use_hosting  core catalog)
set(may_use_predict  core catalog training hosting)
set(may_use_pricing  core rates)
set(may_use_advise   core facts rules catalog rates training hosting pricing)
set(may_use_proof    core facts rules catalog rates advise)
set(may_use_ask      core facts rules catalog advise)
set(may_use_simulate core facts advise)
set(may_use_report   core facts rules catalog rates training hosting predict pricing advise proof
  simulate)
set(may_use_data     ${may_use_report} ask)
set(may_use_cli      ${may_use_data} data report audit proof)

set(rooms core facts rules catalog rates audit training hosting predict pricing advise proof ask
  simulate report data cli)
set(pure ${rooms})
list(REMOVE_ITEM pure data cli)

# No files, clock, environment, terminal, threads, locale, or numbers that differ by library.
set(impure_headers
  fstream iostream filesystem cstdio stdio.h cstdlib stdlib.h ctime time.h random thread mutex
  shared_mutex condition_variable future locale clocale locale.h unistd.h)
set(impure_words
  "(system_clock|steady_clock|high_resolution_clock|getenv|std::locale|setlocale|random_device)")

# Where a library may be included. Nothing third-party is ever in include/.
set(fmt_allowed      ${rooms})
set(yaml-cpp_allowed data)
set(CLI_allowed      cli)
set(nlohmann_allowed data report)
set(rapidjson_allowed data)
set(csv.h_allowed    data)
set(loose_headers    csv.h) # Of libraries that have no folder.

# What belongs in data/, with a source and a date. Looked for inside string literals only.
set(aws_facts
  "ml\\.[a-z0-9]+\\."
  "(us|eu|ap|ca|sa|me|af|il|mx)-(gov-)?(north|south|east|west|central)[a-z]*-[0-9]"
  "(anthropic|meta|mistral|cohere|ai21|deepseek|qwen|openai)\\.[a-z0-9]+-"
  "amazon\\.(nova|titan)"
  "(claude|llama|nova|titan|mixtral|qwen)-?[0-9a-z]*-[0-9a-z]"
  "(A100|H100|H200|B200|A10G|L40S)")

set(k_most_lines 400)
set(wrong "")

# Adds "file:line: what", the line being that of `needle` in `text`.
function(complain file text needle what)
  string(FIND "${text}" "${needle}" at)
  string(SUBSTRING "${text}" 0 ${at} before)
  string(REGEX MATCHALL "\n" breaks "${before}")
  list(LENGTH breaks line)
  math(EXPR line "${line} + 1")
  string(APPEND wrong "${file}:${line}: ${what}\n")
  set(wrong "${wrong}" PARENT_SCOPE)
endfunction()

function(check_own_include file room text include path)
  if(path MATCHES "\\.\\./")
    complain("${file}" "${text}" "${include}" "include '${path}' from the root, not with ..")
  elseif(path MATCHES "^(tunepath/)?([a-z]+)[/.]")
    set(other ${CMAKE_MATCH_2})
    set(is_public "${CMAKE_MATCH_1}")
    if(is_public AND NOT other STREQUAL room AND NOT other IN_LIST may_use_${room})
      complain("${file}" "${text}" "${include}" "${room} may not use ${other}: '${path}'")
    elseif(NOT is_public AND NOT other STREQUAL room AND other IN_LIST rooms)
      complain("${file}" "${text}" "${include}" "'${path}' is private to ${other}")
    elseif(NOT is_public AND path MATCHES "/" AND NOT other IN_LIST rooms)
      complain("${file}" "${text}" "${include}" "'${path}' is in no room")
    endif()
  endif()
  set(wrong "${wrong}" PARENT_SCOPE)
endfunction()

function(check_system_include file room text include path)
  if(room IN_LIST pure AND path IN_LIST impure_headers)
    complain("${file}" "${text}" "${include}" "${room} must stay pure: <${path}>")
  endif()
  if(path MATCHES "^tunepath/")
    complain("${file}" "${text}" "${include}" "include '${path}' with quotes")
  elseif(path IN_LIST loose_headers
      OR (path MATCHES "^([A-Za-z0-9_-]+)/" AND NOT path MATCHES "^sys/"))
    string(REGEX REPLACE "/.*" "" library "${path}")
    if(file MATCHES "^include/")
      complain("${file}" "${text}" "${include}" "third-party header in include/: <${path}>")
    elseif(NOT room IN_LIST ${library}_allowed)
      complain("${file}" "${text}" "${include}" "${room} may not use ${library}: <${path}>")
    endif()
  endif()
  set(wrong "${wrong}" PARENT_SCOPE)
endfunction()

function(check_words file room text)
  if(room IN_LIST pure AND text MATCHES "${impure_words}")
    complain("${file}" "${text}" "${CMAKE_MATCH_1}" "${room} must stay pure: ${CMAKE_MATCH_1}")
  endif()
  foreach(fact IN LISTS aws_facts)
    # A literal, from its quote: `"` alone or followed by what is no letter, then the fact.
    if(text MATCHES "(\"([^\"\n]*[^A-Za-z0-9_\"\n])?${fact})")
      complain("${file}" "${text}" "${CMAKE_MATCH_1}"
        "a fact about AWS belongs in data/: ${CMAKE_MATCH_1}")
    endif()
  endforeach()
  set(wrong "${wrong}" PARENT_SCOPE)
endfunction()

function(check_file file)
  file(READ ${ROOT}/${file} text)
  string(REGEX MATCHALL "\n" breaks "${text}")
  list(LENGTH breaks lines)
  if(lines GREATER k_most_lines)
    string(APPEND wrong
      "${file}:${lines}: longer than ${k_most_lines} lines; give its second noun a file\n")
  endif()

  if(NOT file MATCHES "^(include/tunepath|src)/([a-z]+)/" OR NOT CMAKE_MATCH_2 IN_LIST rooms)
    string(APPEND wrong "${file}:1: in no room; the rooms are in cmake/check_layers.cmake\n")
    set(wrong "${wrong}" PARENT_SCOPE)
    return()
  endif()
  set(room ${CMAKE_MATCH_2})

  # `// example` on a line lets an illustration stand, and `// examples only` on a line of its own
  # all that a file holds. Then comments go, but not what follows the colon of a URL; line breaks
  # stay, so that line numbers hold.
  if(text MATCHES "\n// examples only\n")
    set(aws_facts "")
  endif()
  string(REGEX REPLACE "[^\n]*// example[^\n]*" "" text "${text}")
  string(REGEX REPLACE "(^|[^:])//[^\n]*" "\\1" text "${text}")

  string(REGEX MATCHALL "#[ \t]*include[ \t]*[<\"][^>\"\n]+[>\"]" includes "${text}")
  foreach(include IN LISTS includes)
    string(REGEX REPLACE ".*[<\"]([^>\"]+)[>\"]" "\\1" path "${include}")
    if(include MATCHES "<")
      check_system_include("${file}" ${room} "${text}" "${include}" "${path}")
    else()
      check_own_include("${file}" ${room} "${text}" "${include}" "${path}")
    endif()
  endforeach()
  check_words("${file}" ${room} "${text}")
  set(wrong "${wrong}" PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE files RELATIVE ${ROOT}
  ${ROOT}/include/*.hpp ${ROOT}/include/*.h ${ROOT}/src/*.hpp ${ROOT}/src/*.h ${ROOT}/src/*.cpp)
if(NOT files)
  message(FATAL_ERROR "no sources under ${ROOT}")
endif()
foreach(file IN LISTS files)
  check_file(${file})
endforeach()
if(wrong)
  message(FATAL_ERROR "${wrong}")
endif()
