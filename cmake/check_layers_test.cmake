# Builds small bad trees and expects check_layers.cmake to name what is wrong with each.
# SCRATCH is a directory that this script owns.
cmake_minimum_required(VERSION 3.25)

set(checker ${CMAKE_CURRENT_LIST_DIR}/check_layers.cmake)
set(missed "")

function(check_tree file content)
  file(REMOVE_RECURSE ${SCRATCH})
  file(WRITE ${SCRATCH}/include/tunepath/core/money.hpp "#pragma once\n#include <cstdint>\n")
  file(WRITE ${SCRATCH}/${file} "${content}")
  execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${SCRATCH} -P ${checker}
    RESULT_VARIABLE code ERROR_VARIABLE text OUTPUT_VARIABLE text)
  string(REGEX REPLACE "[ \n]+" " " text "${text}") # CMake wraps what it prints.
  set(code ${code} PARENT_SCOPE)
  set(text "${text}" PARENT_SCOPE)
endfunction()

function(expect_breach file content expected)
  check_tree(${file} "${content}")
  string(FIND "${text}" "${expected}" at)
  if(code EQUAL 0 OR at EQUAL -1)
    string(APPEND missed "${file}: expected '${expected}', got ${code}: ${text}\n")
    set(missed "${missed}" PARENT_SCOPE)
  endif()
endfunction()

function(expect_peace file content)
  check_tree(${file} "${content}")
  if(NOT code EQUAL 0)
    string(APPEND missed "${file}: expected no complaint, got: ${text}\n")
    set(missed "${missed}" PARENT_SCOPE)
  endif()
endfunction()

# Rooms.
expect_breach(src/pricing/line.cpp "\n#include \"tunepath/rules/rule.hpp\"\n"
  "src/pricing/line.cpp:2: pricing may not use rules")
expect_breach(include/tunepath/rules/rule.hpp "#include \"tunepath/rates/rate.hpp\"\n"
  "rules may not use rates")
expect_breach(src/core/money.cpp "#include \"tunepath/facts/value.hpp\"\n"
  "core may not use facts")
expect_breach(src/report/text.cpp "#include \"tunepath/ask/question.hpp\"\n"
  "report may not use ask")
expect_breach(src/data/rates.cpp "#include \"tunepath/cli/streams.hpp\"\n" "data may not use cli")
expect_breach(src/data/rates.cpp "#include \"report/table.hpp\"\n" "is private to report")
expect_breach(src/ask/question.cpp "#include \"rules/program.hpp\"\n" "is private to rules")
expect_breach(src/data/rates.cpp "#include \"../report/table.hpp\"\n" "not with ..")
expect_breach(src/data/rates.cpp "#include <tunepath/core/money.hpp>\n" "with quotes")
expect_breach(src/attic/box.cpp "int x = 0\;\n" "src/attic/box.cpp:1: in no room")
expect_breach(src/stray.cpp "int x = 0\;\n" "src/stray.cpp:1: in no room")
expect_breach(src/report/json.cpp "#include \"tunepath/attic/box.hpp\"\n"
  "report may not use attic")
expect_peace(src/advise/advice.cpp "#include \"tunepath/pricing/line.hpp\"\n#include \"part.hpp\"\n")
expect_peace(src/cli/main.cpp "#include \"tunepath/report/text.hpp\"\n#include <fstream>\n")

# Purity.
foreach(header fstream iostream filesystem cstdlib ctime random thread mutex locale)
  expect_breach(src/rules/rule.cpp "#include <${header}>\n" "rules must stay pure: <${header}>")
endforeach()
foreach(word "std::chrono::system_clock::now()" "std::getenv(name)" "std::locale{}")
  expect_breach(src/simulate/draw.cpp "auto x = ${word}\;\n" "simulate must stay pure")
endforeach()
expect_peace(src/core/date.cpp "#include <chrono>\nint x = 0\; // No system_clock in here.\n")
expect_peace(src/data/files.cpp "#include <fstream>\n#include <yaml-cpp/yaml.h>\n")

# Third-party libraries.
expect_breach(src/rules/rule.cpp "#include <yaml-cpp/yaml.h>\n" "rules may not use yaml-cpp")
expect_breach(src/data/rates.cpp "#include <CLI/CLI.hpp>\n" "data may not use CLI")
expect_breach(src/cli/main.cpp "#include <nlohmann/json.hpp>\n" "cli may not use nlohmann")
expect_breach(src/core/money.cpp "#include <boost/rational.hpp>\n" "core may not use boost")
expect_breach(include/tunepath/data/rates.hpp "#include <yaml-cpp/yaml.h>\n"
  "third-party header in include/")
expect_breach(include/tunepath/core/text.hpp "#include <fmt/format.h>\n"
  "third-party header in include/")
expect_breach(src/cli/import.cpp "#include <rapidjson/reader.h>\n" "cli may not use rapidjson")
expect_breach(src/cli/import.cpp "#include <csv.h>\n" "cli may not use csv.h: <csv.h>")
expect_breach(include/tunepath/data/offer.hpp "#include <csv.h>\n" "third-party header in include/")
expect_peace(src/data/offer.cpp "#include <rapidjson/reader.h>\n#include <csv.h>\n")
expect_peace(src/core/money.cpp "#include <fmt/format.h>\n")
expect_peace(src/report/json.cpp "#include <nlohmann/json.hpp>\n")

# Facts about AWS.
foreach(fact ml.g5.2xlarge us-east-1 ap-southeast-2 anthropic.claude-3 amazon.nova-lite-v1 llama-3.1
    claude-haiku-4.5 "one H100")
  expect_breach(src/hosting/modes.cpp "\nauto x = \"${fact}\"\;\n"
    "src/hosting/modes.cpp:2: a fact about AWS belongs in data/")
endforeach()
expect_peace(src/report/html.cpp "auto n = html.rows.size()\; // ml.g5.2xlarge in a comment\n")
expect_peace(src/cli/help.cpp "auto x = \"--set region=us-east-1\"\; // example\n")
expect_peace(src/data/fields.hpp "#pragma once\n// examples only\nauto x = \"us-east-1\"\;\n")
expect_peace(src/cli/help.cpp "auto x = \"https://aws.amazon.com/bedrock\"\;\n")

# Length.
string(REPEAT "//\n" 401 long)
expect_breach(src/core/long.cpp "${long}" "longer than 400 lines")

file(REMOVE_RECURSE ${SCRATCH})
if(missed)
  message(FATAL_ERROR "${missed}")
endif()
