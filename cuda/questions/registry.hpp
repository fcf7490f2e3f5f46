#pragma once

#include <variant>

#include "cuda/questions/unactivated/point.hpp"

namespace census {

/// One point of any question the census can ask. A new question adds its `Point` here.
using AnyPoint = std::variant<unactivated::Point>;

}  // namespace census
