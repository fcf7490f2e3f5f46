#include "host/output/version.hpp"

namespace census {

std::string_view version() { return RELU_CENSUS_VERSION; }

}  // namespace census
