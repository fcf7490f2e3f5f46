#pragma once

#include <string>

namespace census {

/// Returns the processor's name as the system tells it, or "processor" where it does not.
std::string processor_name();

}  // namespace census
