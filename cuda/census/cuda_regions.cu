#include "cuda/census/cuda_census.cuh"
#include "cuda/questions/regions/functor.hpp"
#include "cuda/random/curand_words.cuh"

namespace census {

std::unique_ptr<Census> open_on_cuda(const regions::Point& point, const DeviceBudget& budget) {
  return open_functor_on_cuda<TeamLauncher, CurandWords>(point, budget);
}

std::unique_ptr<Census> open_on_cuda(const regions::PlacedPoint& point,
                                     const DeviceBudget& budget) {
  return open_functor_on_cuda<TeamLauncher, CurandWords>(point, budget);
}

}  // namespace census
