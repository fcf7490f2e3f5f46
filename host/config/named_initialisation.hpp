#pragma once

#include <optional>
#include <string_view>

#include "host/config/initialisation.hpp"

namespace census {

/// Returns the initialisation of that name for a network with n0 inputs and n1 first-layer neurons,
/// or nothing when there is none; `make_initialisation` documents the names.
std::optional<Initialisation> find_initialisation(std::string_view name, int n0, int n1);

}  // namespace census
