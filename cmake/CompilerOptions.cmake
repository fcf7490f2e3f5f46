# Options of every target. relu_census_options: what the answers depend on, the same for library,
# tests and benchmarks. relu_census_warnings: for our own sources only.

add_library(relu_census_options INTERFACE)
target_compile_features(relu_census_options INTERFACE cxx_std_20)

# Weights and verdicts are the same bits on every compiler and device because every operation is
# rounded correctly and by itself: no contraction of a*b + c, no flushing of subnormal numbers, no
# approximate division or square root. A fused multiply-add is written out where it is meant.
# -fno-math-errno and -fno-trapping-math change no value; without them sqrt and selects are branches.
target_compile_options(
  relu_census_options
  INTERFACE
    $<$<COMPILE_LANG_AND_ID:CXX,GNU,Clang,AppleClang>:-ffp-contract=off>
    $<$<COMPILE_LANG_AND_ID:CXX,GNU,Clang,AppleClang>:-fno-math-errno>
    $<$<COMPILE_LANG_AND_ID:CXX,GNU,Clang,AppleClang>:-fno-trapping-math>
    "$<$<COMPILE_LANG_AND_ID:CUDA,NVIDIA>:SHELL:-fmad=false -prec-div=true -prec-sqrt=true -ftz=false>"
    "$<$<COMPILE_LANG_AND_ID:CUDA,NVIDIA>:SHELL:--expt-relaxed-constexpr -Xcompiler=-ffp-contract=off>")

if(RELU_CENSUS_SANITIZERS)
  target_compile_options(
    relu_census_options
    INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fsanitize=${RELU_CENSUS_SANITIZERS}>
              $<$<COMPILE_LANGUAGE:CXX>:-fno-sanitize-recover=all> $<$<COMPILE_LANGUAGE:CXX>:-fno-omit-frame-pointer>)
  target_link_options(relu_census_options INTERFACE -fsanitize=${RELU_CENSUS_SANITIZERS})
  # g++ -O1 leaves it out: without, the upper halves of vector registers are not cleared after AVX code, and
  # every fmaf of the library then waits a hundred times as long.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    target_compile_options(relu_census_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fexpensive-optimizations>)
  endif()
  # The resolver of a multiversioned function runs before the sanitizers' own start.
  target_compile_definitions(relu_census_options INTERFACE CENSUS_SINGLE_VERSION)
endif()

if(RELU_CENSUS_PORTABLE)
  target_link_options(relu_census_options INTERFACE -static-libstdc++ -static-libgcc)
endif()

add_library(relu_census_warnings INTERFACE)
target_compile_options(
  relu_census_warnings
  INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wall> $<$<COMPILE_LANGUAGE:CXX>:-Wextra> $<$<COMPILE_LANGUAGE:CXX>:-Wconversion>
            $<$<COMPILE_LANGUAGE:CXX>:-Wshadow> $<$<COMPILE_LANGUAGE:CUDA>:-Xcompiler=-Wall>)
# g++ 12 reports std::string's own small buffer under these two, at -O2 and above.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(
    relu_census_warnings
    INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-maybe-uninitialized> $<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict>)
endif()
if(RELU_CENSUS_WERROR)
  target_compile_options(
    relu_census_warnings
    INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Werror> "$<$<COMPILE_LANGUAGE:CUDA>:SHELL:-Werror all-warnings>")
endif()
