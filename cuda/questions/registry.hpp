#pragma once

#include <variant>

#include "cuda/census/data_points.hpp"
#include "cuda/questions/death/point.hpp"
#include "cuda/questions/drawing/point.hpp"
#include "cuda/questions/regions/point.hpp"
#include "cuda/questions/trainability/point.hpp"
#include "cuda/questions/unactivated/point.hpp"
#include "cuda/questions/unactivated/sign_group.hpp"

namespace census {

/// One point of any question the census can ask, with the estimator it is counted by. A new
/// question adds its `Point` here, and a new estimator what it needs to know besides.
using AnyPoint = std::variant<unactivated::Point, unactivated::AveragedPoint, drawing::Point,
                              OnData<death::Point>, OnData<trainability::Point>, regions::Point,
                              regions::PlacedPoint>;

}  // namespace census
