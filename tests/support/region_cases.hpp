#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "cuda/questions/regions/point.hpp"
#include "cuda/questions/regions/region_count.hpp"
#include "host/questions/regions/exact_regions.hpp"
#include "tests/support/region_oracle.hpp"

namespace census::testing {

/// Returns a point on the first two input coordinates (on a line: the first one), all weights of
/// scale sqrt(2 / inputs) and all biases of scale `bias_scale`. The polygon is the square of half
/// width 3, the segment as long; 4096 bins of width 1.
regions::Point region_point(int input_dimension, const std::vector<int>& widths,
                            regions::Extent extent, double bias_scale = 1.0,
                            Distribution distribution = Distribution::normal);

/// Returns the oracle's count of a network.
region_oracle::Count oracle_count(const regions::ExactNetwork& network);

/// Returns what two counts disagree about, or nothing.
std::string difference(const regions::ExactCount& count, const region_oracle::Count& expected);

/// Counts network `id` as one thread does, on the domain through `points` if it is given by points;
/// nothing if it is left unsettled.
std::optional<regions::ExactCount> count_solo(const regions::Point& point, std::uint64_t id,
                                              const regions::GivenPoints& points = {});

/// Counts a network whose parameters are binary32 numbers, on the domain of `point`, as one thread
/// does.
std::optional<regions::ExactCount> count_given(const regions::Point& point,
                                               const std::vector<regions::ExactLayer>& layers);

/// Returns layers of the point's sizes with parameters that are integers in [-range, range], which
/// make ties of every kind.
std::vector<regions::ExactLayer> integer_layers(std::mt19937_64& engine,
                                                const regions::Point& point, int range);

/// Returns `network`'s layers with every second neuron a multiple of the one before it.
std::vector<regions::ExactLayer> repeat_rows(std::vector<regions::ExactLayer> layers);

}  // namespace census::testing
