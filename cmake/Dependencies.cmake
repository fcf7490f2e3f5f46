# The system's package first, the upstream source through FetchContent where there is none.

include(FetchContent)
find_package(Threads REQUIRED)

FetchContent_Declare(CLI11
  GIT_REPOSITORY https://github.com/CLIUtils/CLI11.git GIT_TAG v2.4.2
  FIND_PACKAGE_ARGS 2.1 NAMES CLI11)
FetchContent_Declare(fmt
  GIT_REPOSITORY https://github.com/fmtlib/fmt.git GIT_TAG 10.2.1
  FIND_PACKAGE_ARGS 9 NAMES fmt)
FetchContent_Declare(nlohmann_json
  GIT_REPOSITORY https://github.com/nlohmann/json.git GIT_TAG v3.11.3
  FIND_PACKAGE_ARGS 3.10 NAMES nlohmann_json)
FetchContent_Declare(yaml-cpp
  GIT_REPOSITORY https://github.com/jbeder/yaml-cpp.git GIT_TAG 0.8.0
  FIND_PACKAGE_ARGS NAMES yaml-cpp)
FetchContent_MakeAvailable(CLI11 fmt nlohmann_json yaml-cpp)
if(NOT TARGET yaml-cpp::yaml-cpp) # the target's name before version 0.8
  add_library(yaml-cpp::yaml-cpp ALIAS yaml-cpp)
endif()

# Without a CMake package of their own in Debian: header-only, or found by name.
find_package(Boost 1.74 REQUIRED) # headers: Math, Multiprecision
find_path(RANDOM123_INCLUDE_DIR Random123/philox.h REQUIRED)
find_path(GMP_INCLUDE_DIR gmpxx.h REQUIRED)
find_library(GMP_LIBRARY gmp REQUIRED)
find_library(GMPXX_LIBRARY gmpxx REQUIRED)
find_path(HIGHWAY_INCLUDE_DIR hwy/highway.h REQUIRED)
find_library(HIGHWAY_LIBRARY hwy REQUIRED)
find_package(SQLite3 REQUIRED)
find_path(MUPARSER_INCLUDE_DIR muParser.h REQUIRED)
find_library(MUPARSER_LIBRARY muparser REQUIRED)

add_library(relu_census_dependencies INTERFACE)
target_include_directories(relu_census_dependencies SYSTEM INTERFACE
  ${RANDOM123_INCLUDE_DIR} ${HIGHWAY_INCLUDE_DIR} ${GMP_INCLUDE_DIR} ${MUPARSER_INCLUDE_DIR})
target_link_libraries(relu_census_dependencies INTERFACE
  Boost::headers CLI11::CLI11 fmt::fmt nlohmann_json::nlohmann_json yaml-cpp::yaml-cpp
  ${HIGHWAY_LIBRARY} ${GMPXX_LIBRARY} ${GMP_LIBRARY} ${MUPARSER_LIBRARY} SQLite::SQLite3 Threads::Threads)
