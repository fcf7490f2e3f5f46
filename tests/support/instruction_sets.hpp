#pragma once

#include <cstdint>

#include <gtest/gtest.h>
#include <hwy/highway.h>

namespace census::testing {

/// Calls `expect` once for each instruction set that Highway has compiled for and this machine has,
/// with its functions held to that set.
template <class Expect>
void for_every_instruction_set(Expect expect) {
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
    SCOPED_TRACE(hwy::TargetName(target));
    hwy::SetSupportedTargetsForTest(target);
    expect();
  }
  hwy::SetSupportedTargetsForTest(0);
}

}  // namespace census::testing
