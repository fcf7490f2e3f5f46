#pragma once

#include <cstdint>
#include <span>

#include <nlohmann/json.hpp>

#include "cuda/census/tally.hpp"
#include "cuda/questions/unactivated/point.hpp"

namespace census::unactivated {

/// Draws the networks `ids` of `point` again and decides each in rational arithmetic. Every id gets
/// a verdict; the tally has the entries of any other batch of this question.
Tally resolve_exactly(const Point& point, std::span<const std::uint64_t> ids);

/// Returns network `id` of `point` with all its parameters, the stage that settles it, its verdict
/// and the exact certificate of the verdict.
nlohmann::ordered_json replay(const Point& point, std::uint64_t id);

}  // namespace census::unactivated
